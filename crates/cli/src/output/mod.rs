//! What leaves the program: text for people, JSON for programs, failures on standard error.

mod beside;
mod markdown;
mod paper;
mod table;

use std::io::Write as _;
use std::process::ExitCode;

use serde::Serialize;

pub(crate) use beside::{Beside, Readers};
pub(crate) use markdown::{Shown, markdown};
pub(crate) use paper::{Paper, alarm, dim, heading, name};
pub(crate) use table::{Part, Table};

use crate::error::{Exit, Failure};

/// Says what went wrong on standard error.
pub(crate) fn failure(failure: &Failure) -> ExitCode {
    let error = anstyle::AnsiColor::Red.on_default().bold();
    remark(&format!("{error}error:{error:#} {}", failure.message));
    failure.exit.into()
}

/// Says on standard error what the person has to know beside the answer.
pub(crate) fn warning(text: &str) {
    let style = anstyle::AnsiColor::Yellow.on_default().bold();
    remark(&format!("{style}warning:{style:#} {text}"));
}

/// Writes a sentence to standard error: in one line, or in the lines that a terminal has room for.
fn remark(text: &str) {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    let columns = size.map_or(0, |(columns, _)| usize::from(columns.0));
    let lines = match columns {
        0 => vec![text.into()],
        columns => textwrap::wrap(text, paper::wrapping(columns)),
    };
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(anstream::stderr(), "{}", lines.join("\n"));
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

/// Writes a text with styles to standard output, at once; the styles are taken out where they are not
/// welcome.
///
/// # Errors
///
/// When standard output cannot be written; a reader that went away is none.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let plain = anstream::AutoStream::choice(&std::io::stdout()) == anstream::ColorChoice::Never;
    let done = if plain {
        // A stream that strips writes piece by piece.
        let text = anstream::adapter::strip_str(text).to_string();
        let mut stdout = std::io::stdout().lock();
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush())
    } else {
        let mut stdout = anstream::stdout().lock();
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush())
    };
    done.or_else(quiet_pipe)?;
    Ok(())
}

/// Writes a value as indented JSON and a line feed to standard output.
///
/// # Errors
///
/// When standard output cannot be written.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::failed(format!("writing JSON failed: {error}")))?;
    text(&format!("{json}\n"))
}

/// Writes a text for programs to standard output, as it is.
///
/// # Errors
///
/// When standard output cannot be written.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
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
