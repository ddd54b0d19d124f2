//! Commands that need the rest of the program: xtask builds itself again, with it.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::tools;
use crate::workspace::Failure;

/// Runs xtask with the feature `full` and these arguments, from a release build or not.
///
/// # Errors
///
/// When cargo cannot be run.
pub(crate) fn again(
    root: &Path,
    release: bool,
    arguments: &[OsString],
) -> Result<ExitCode, Failure> {
    let mut cargo = tools::cargo();
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "full"]);
    if release {
        cargo.arg("--release");
        eprintln!("building a release with everything; the first time takes minutes");
    }
    let status = cargo.arg("--").args(arguments).current_dir(root).status()?;
    // What it ended with is what this ends with; a signal is a failure.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
