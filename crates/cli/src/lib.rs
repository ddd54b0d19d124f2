//! `unhunch` on the command line: arguments in, a session or an answer out.
//!
//! This is an edge: it reads the clock, the environment, files and the terminal, and leaves every
//! decision to `unhunch-core`. [`run`] is the whole program; [`args`] is public so that other tools can
//! take the same flags.

pub mod args;
mod asking;
mod command;
mod context;
mod error;
mod output;
mod planning;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

use args::Cli;
use context::Context;
pub use error::Exit;

/// Parses the arguments of the process, carries the command out, and says how it ended.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return output::usage(&error),
    };
    let context = match Context::new(&cli.global) {
        Ok(context) => context,
        Err(error) => return output::failure(&error),
    };
    match command::run(&context, cli.command.unwrap_or_default()) {
        Ok(exit) => exit.into(),
        Err(error) => output::failure(&error),
    }
}
