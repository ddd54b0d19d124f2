//! `cargo xtask plan-model`: the planning problem that `unhunch plan` solves, for any integer solver.
//!
//! The flags are the command line's own. The problem is that of a person without a diary who reported
//! nothing, so that it depends on the flags and the content alone: compare it with `unhunch plan` in a
//! fresh `--data` folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use unhunch::args::RequestArgs;
use unhunch_core::content::{Level, Options, load};
use unhunch_core::diagnostic::render::summary;
use unhunch_core::plan::{Request, model_lp};
use unhunch_core::safety::Clearance;

use crate::workspace::Failure;

/// The flags of a plan, and whose content it is of.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    request: RequestArgs,
    /// The folder of the content set [default: the workspace's own]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
}

/// Writes the problem to standard output. A request that cannot be planned ends with 2, as `unhunch plan`
/// does.
///
/// # Errors
///
/// When the content has faults, or standard output cannot be written to.
pub(crate) fn run(root: &Path, args: &Args) -> Result<ExitCode, Failure> {
    let dir = args.content.clone().unwrap_or_else(|| root.join("content"));
    let (files, found) = unhunch_bundle::read_dir(&dir);
    let loaded = load(files, found, &Options::default());
    let library = loaded
        .library
        .ok_or_else(|| format!("{}: {}", dir.display(), summary(&loaded.diagnostics)))?;
    let base = Request::new(&library, args.request.minutes);
    let request = match args.request.over(base, &library) {
        Ok(request) => request,
        Err(error) => return Ok(usage(&error)),
    };
    match model_lp(&library, Clearance::recorded(Level::Clear), &request) {
        Ok(model) => {
            std::io::stdout().lock().write_all(model.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Ok(usage(&error)),
    }
}

fn usage(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("xtask: {error}");
    ExitCode::from(2)
}
