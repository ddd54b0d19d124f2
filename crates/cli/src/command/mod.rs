//! The commands: one file each.

mod check;
mod history;
mod list;
mod log;
mod now;
mod profile;
mod progress;
mod transfer;

use crate::args::Command;
use crate::context::Context;
use crate::error::Outcome;

/// Carries a command out.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Now(args) => now::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Profile(args) => profile::run(context, &args),
        Command::Log(args) => log::run(context, &args),
        Command::History(args) => history::run(context, &args),
        Command::Progress(args) => progress::run(context, &args),
        Command::Export(args) => transfer::run_export(context, &args),
        Command::Import(args) => transfer::run_import(context, &args),
    }
}
