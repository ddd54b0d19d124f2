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
mod figure;
mod lacking;
mod output;
mod phrases;
mod planning;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command, Global, PlanArgs};
use context::Context;
pub use error::Exit;
use error::Failure;

/// Parses the arguments of the process, carries the command out, and says how it ended.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => match lacking::lacking(&error) {
            Some(failure) => return output::failure(&failure),
            None => return output::usage(&error),
        },
    };
    let context = match Context::new(&cli.global) {
        Ok(context) => context,
        Err(error) => return output::failure(&error),
    };
    let command = match cli.command {
        None => Command::Now(cli.now),
        Some(_) if cli.now.json => {
            return output::failure(&Failure::usage(
                "say --json after the command, for instance `unhunch list --json`",
            ));
        }
        Some(command) => command,
    };
    end(command::run(&context, command))
}

/// Writes the planning problem that `unhunch plan` solves with the same flags to standard output, in CPLEX LP
/// format, so that any integer solver can confirm its score; ends as `unhunch plan` does.
pub fn plan_model(global: &Global, args: &PlanArgs) -> ExitCode {
    end(Context::new(global).and_then(|context| command::plan_model(&context, args)))
}

fn end(outcome: Result<Exit, Failure>) -> ExitCode {
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => output::failure(&error),
    }
}
