//! The commands of xtask.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use unhunch_core::diagnostic::render::Format;

use crate::workspace::Failure;
use crate::{
    clock, dist, figures, generated, release, steps, techniques, tidy, validate, workflows,
    workspace,
};

/// What developers of unhunch run.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything that CI runs, and stop at the first step that fails
    Test {
        /// Run the other steps after one has failed
        #[arg(long)]
        keep_going: bool,
    },
    /// Hold a content set to its rules
    Validate {
        /// The folder of the set [default: the workspace's own]
        dir: Option<PathBuf>,
        /// How faults are shown: text, json, github or sarif
        #[arg(long, default_value = "text", value_name = "FORMAT")]
        format: Format,
        /// Fail on warnings too
        #[arg(long)]
        strict: bool,
    },
    /// Hold the workspace to what the compiler does not check
    Tidy,
    /// Write the documents that come from code
    Generate {
        /// Only tell which of them are stale, and fail if one is
        #[arg(long)]
        check: bool,
    },
    /// Write the JSON Schemas of the content files, from the types that read them
    Schema {
        /// Only tell which of them are stale, and fail if one is
        #[arg(long)]
        check: bool,
    },
    /// Draw figures for somebody to look at: a strip of each, a contact sheet, and a page that moves
    Figures {
        /// The techniques [default: all that have a figure]
        #[arg(value_name = "ID")]
        ids: Vec<String>,
        /// The folder of the content set [default: the workspace's own]
        #[arg(long, value_name = "DIR")]
        content: Option<PathBuf>,
        /// Where to write the pictures
        #[arg(long, value_name = "DIR", default_value = "target/figures")]
        out: PathBuf,
    },
    /// Write a content set with made-up techniques, for measuring
    Pack {
        /// The folder to write it to
        dir: PathBuf,
        /// How many techniques, the real ones counted
        #[arg(long, default_value_t = 1000, value_name = "N")]
        techniques: usize,
        /// The same seed gives the same set
        #[arg(long, default_value_t = 1, value_name = "N")]
        seed: u64,
    },
    /// Build and pack everything that a release hands out, for this platform
    Dist(dist::DistArgs),
    /// Check that a version can be released, then build, pack and tag it here
    Release(release::ReleaseArgs),
    /// Hold licenses, sources, versions and advisories of all dependencies to deny.toml, with cargo-deny
    Deny {
        /// Leave out the advisories, which have to be fetched
        #[arg(long)]
        offline: bool,
    },
    /// Lint the workflows that GitHub runs
    Workflows,
    /// Pack the programs that the tests were built with, and try archives and packages
    Rehearse,
    /// Measure a release build against what it promises
    Bench {
        /// start, plan, validate, play, progress or figure [default: all of them]
        #[arg(value_name = "NAME")]
        names: Vec<String>,
        /// Fail when a promise is missed
        #[arg(long)]
        strict: bool,
    },
    /// Write the planning problem that `unhunch plan` solves, in CPLEX LP format
    #[cfg(feature = "full")]
    PlanModel(crate::plan_model::Args),
    /// Write the planning problem that `unhunch plan` solves, in CPLEX LP format
    #[cfg(not(feature = "full"))]
    #[command(disable_help_flag = true)]
    PlanModel {
        /// The same as for `unhunch plan`
        #[arg(
            trailing_var_arg = true,
            allow_hyphen_values = true,
            value_name = "FLAGS"
        )]
        flags: Vec<OsString>,
    },
    /// Plan random requests and tell how long each took; the benches' own helper
    #[cfg(feature = "full")]
    #[command(hide = true)]
    Plans {
        /// Among so many techniques; 0 means the real ones
        #[arg(long, value_name = "N")]
        techniques: usize,
        /// The number of the first request
        #[arg(long, value_name = "N")]
        from: usize,
    },
    /// Play an hour in the terminal UI without waiting, and tell the memory that is held then; the benches'
    /// own helper
    #[cfg(feature = "full")]
    #[command(hide = true)]
    Hour {
        /// A folder for the journal
        folder: PathBuf,
    },
    /// Run a program and tell what it took; the benches' own helper
    #[cfg(feature = "full")]
    #[command(hide = true)]
    Measured {
        /// Interrupt it after so many seconds
        #[arg(long, value_name = "N")]
        seconds: Option<u64>,
        /// The program and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
}

/// Reads the arguments and does what they say.
///
/// # Errors
///
/// What the command ran into.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let args = Args::parse();
    let root = workspace::root()?;
    let passed = match args.command {
        Command::Test { keep_going } => steps::run(&root, keep_going),
        Command::Validate {
            dir,
            format,
            strict,
        } => {
            let dir = dir.unwrap_or_else(|| root.join("content"));
            validate::run(&dir, format, strict, clock::today())?
        }
        Command::Tidy => tidy::run(&root)?,
        Command::Generate { check: true } => generated::check(&root)?,
        Command::Generate { check: false } => {
            generated::write(&root)?;
            true
        }
        Command::Schema { check: true } => generated::check_schemas(&root)?,
        Command::Schema { check: false } => {
            generated::write_schemas(&root)?;
            true
        }
        Command::Figures { ids, content, out } => {
            let content = content.unwrap_or_else(|| root.join("content"));
            figures::run(&content, &ids, &out)?
        }
        Command::Pack {
            dir,
            techniques,
            seed,
        } => {
            pack(&root, &dir, techniques, seed)?;
            true
        }
        Command::Dist(args) => dist::run(&root, &args)?,
        Command::Release(args) => release::run(&root, &args)?,
        Command::Deny { offline } => release::deny::run(&root, offline)?,
        Command::Workflows => workflows::run(&root)?,
        Command::Rehearse => {
            dist::trial::rehearse(&root)?;
            true
        }
        Command::Bench { names, strict } => return bench(&root, &names, strict),
        #[cfg(feature = "full")]
        Command::PlanModel(args) => return Ok(crate::plan_model::run(&args)),
        #[cfg(not(feature = "full"))]
        Command::PlanModel { mut flags } => {
            flags.insert(0, "plan-model".into());
            return crate::full::again(&root, false, &flags);
        }
        #[cfg(feature = "full")]
        Command::Plans { techniques, from } => {
            crate::bench::plan::report(&root, techniques, from)?;
            true
        }
        #[cfg(feature = "full")]
        Command::Hour { folder } => {
            crate::bench::tui::hour(&folder)?;
            true
        }
        #[cfg(feature = "full")]
        Command::Measured { seconds, command } => {
            crate::bench::process::report(&command, seconds)?;
            true
        }
    };
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn pack(root: &Path, dir: &Path, count: usize, seed: u64) -> Result<(), Failure> {
    let (base, _) = unhunch_bundle::read_dir(&root.join("content"));
    let files = techniques::pack(&base, count, seed)?;
    techniques::write(dir, &files)?;
    println!("{}: {} files", dir.display(), files.len());
    Ok(())
}

#[cfg(feature = "full")]
fn bench(root: &Path, names: &[String], strict: bool) -> Result<ExitCode, Failure> {
    crate::bench::run(root, names, strict)
}

#[cfg(not(feature = "full"))]
fn bench(root: &Path, names: &[String], strict: bool) -> Result<ExitCode, Failure> {
    let mut arguments: Vec<OsString> = vec!["bench".into()];
    arguments.extend(names.iter().map(Into::into));
    arguments.extend(strict.then(|| "--strict".into()));
    crate::full::again(root, true, &arguments)
}
