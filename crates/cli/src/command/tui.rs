//! `unhunch tui`: the terminal UI.

use unhunch_tui::{Ended, Setup, run as run_tui};

use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};

/// Runs the terminal UI until it is left.
pub(crate) fn run(context: &Context) -> Outcome {
    let setup = Setup {
        library: context.library()?,
        folder: context.data_dir()?,
    };
    match run_tui(setup) {
        Ok(Ended::Left) => Ok(Exit::Done),
        Ok(Ended::Interrupted) => Ok(Exit::Interrupted),
        Err(error) => Err(Failure::failed(error.to_string())),
    }
}
