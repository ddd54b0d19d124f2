//! The commands: one file each.

mod list;
mod now;
mod start;

use crate::args::Command;
use crate::context::Context;
use crate::error::Outcome;

/// Carries a command out.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Now => now::run(context),
        Command::Start(args) => start::run(context, &args),
        Command::List(args) => list::run(context, &args),
    }
}
