//! What leaves the program: text for people, JSON for programs, failures on standard error.

mod paper;

use std::io::Write as _;
use std::process::ExitCode;

use serde::Serialize;

pub(crate) use paper::{Paper, alarm, name};

use crate::error::{Exit, Failure};

/// Says what went wrong on standard error.
pub(crate) fn failure(failure: &Failure) -> ExitCode {
    let error = anstyle::AnsiColor::Red.on_default().bold();
    let mut stderr = anstream::stderr();
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(stderr, "{error}error:{error:#} {}", failure.message);
    failure.exit.into()
}

/// Prints what clap has to say: help on standard output, a usage error on standard error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // As above: the exit code still tells.
    let _ = error.print();
    let exit = if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Done
    };
    exit.into()
}

/// Writes a value as indented JSON and a line feed to standard output.
///
/// # Errors
///
/// When standard output cannot be written.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::failed(format!("writing JSON failed: {error}")))?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{text}")
        .and_then(|()| stdout.flush())
        .or_else(quiet_pipe)?;
    Ok(())
}

/// A reader that has read enough (`unhunch list | head -1`) is no failure.
pub(crate) fn quiet_pipe(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    Err(error)
}
