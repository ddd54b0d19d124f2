//! The log, on standard error: lines for a person at a terminal, JSON for what reads it elsewhere. What
//! people send is not in it.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

use crate::run::Failure;

/// Begins the log at a level (`error`, `warn`, `info`, `debug`, `off`), or with directives for its parts. Without
/// a word a person at a terminal is told what goes wrong, and anybody else what is answered, too.
///
/// # Errors
///
/// [`Failure::Usage`] for what is no level.
pub fn log(level: Option<&str>) -> Result<(), Failure> {
    let person = stderr().is_terminal();
    let level = level.unwrap_or(if person { "warn" } else { "info" });
    let filter = EnvFilter::try_new(level).map_err(|_| {
        Failure::Usage(format!(
            "`{level}` is no level to log at; it is one of error, warn, info, debug, off"
        ))
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(stderr);
    // Who embeds the server may have a log of their own, which stays.
    let _ = if person {
        log.with_ansi(true).try_init()
    } else {
        log.json().flatten_event(true).try_init()
    };
    Ok(())
}
