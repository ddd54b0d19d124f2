//! `unhunch completions`: what a shell offers while a person types.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::args::{Cli, CompletionsArgs};
use crate::error::{Exit, Outcome};
use crate::output::quiet_pipe;

/// Prints a shell's completions.
pub(crate) fn run(args: &CompletionsArgs) -> Outcome {
    // Made in memory first: clap_complete itself panics when a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "unhunch", &mut script);
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(&script)
        .and_then(|()| stdout.flush())
        .or_else(quiet_pipe)?;
    Ok(Exit::Done)
}
