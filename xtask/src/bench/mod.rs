//! `cargo xtask bench`: a release build against what the project promises about speed.
//!
//! Every figure is a median or a percentile of one run on one machine; the promise stands beside it, and
//! their ratio. Content and requests are made from fixed seeds, so that two runs measure the same work.

mod figure;
mod figures;
pub(crate) mod plan;
mod play;
pub(crate) mod process;
mod progress;
mod server;
mod start;
mod terminal;
pub(crate) mod tui;
mod validate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::tools;
use crate::workspace::Failure;
use figures::Figure;

/// A bench: its name, and what measures it.
type Bench = fn(&Setting) -> Result<Vec<Figure>, Failure>;

/// Every bench, in the order in which they run.
const BENCHES: &[(&str, Bench)] = &[
    ("start", start::measure),
    ("plan", plan::measure),
    ("validate", validate::measure),
    ("play", play::measure),
    ("progress", progress::measure),
    ("figure", figure::measure),
    ("tui", tui::measure),
    ("server", server::measure),
];

/// Where things are.
struct Setting {
    /// The workspace.
    root: PathBuf,
    /// This program.
    xtask: PathBuf,
    /// The release build of `unhunch`.
    unhunch: PathBuf,
    /// A folder for what benches make, in the target folder.
    scratch: PathBuf,
}

impl Setting {
    fn new(root: &Path) -> Result<Self, Failure> {
        let xtask = std::env::current_exe()?;
        let release = xtask.parent().unwrap_or(root);
        let target = release.parent().unwrap_or(root);
        let unhunch = release.join(format!("unhunch{}", std::env::consts::EXE_SUFFIX));
        Ok(Self {
            root: root.to_owned(),
            scratch: target.join("bench"),
            unhunch,
            xtask,
        })
    }

    /// Builds `unhunch` as it is released.
    fn build_unhunch(&self) -> Result<(), Failure> {
        let built = tools::cargo()
            .args(["build", "--quiet", "--release", "--package", "unhunch"])
            .current_dir(&self.root)
            .status()?;
        if built.success() {
            Ok(())
        } else {
            Err("unhunch does not build".into())
        }
    }
}

/// Runs the benches of these names, or all of them, and prints what they measured. Fails when a promise is
/// missed and `strict` asks for it.
///
/// # Errors
///
/// For a name that is no bench, a build without optimization, or, after all have run, what benches ran into.
pub(crate) fn run(root: &Path, names: &[String], strict: bool) -> Result<ExitCode, Failure> {
    if cfg!(debug_assertions) {
        return Err("only a release build is worth measuring; run `cargo xtask bench`".into());
    }
    let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("there is no bench `{name}`; there are {}", known.join(", ")).into());
    }
    let setting = Setting::new(root)?;
    std::fs::create_dir_all(&setting.scratch)?;
    let mut all = Vec::new();
    let mut failed = Vec::new();
    for (name, bench) in BENCHES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            eprintln!("measuring {name}");
            match bench(&setting) {
                Ok(figures) => all.extend(figures),
                Err(error) => failed.push(format!("{name} could not be measured: {error}")),
            }
        }
    }
    print!("{}", figures::table(&all));
    if !failed.is_empty() {
        return Err(failed.join("\nxtask: ").into());
    }
    let missed = all.iter().any(|figure| !figure.is_kept());
    Ok(if strict && missed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
