//! The commands: one file each.

mod completions;
mod content;
mod guide;
mod list;
mod man;
mod now;
mod plan;
mod show;

use crate::args::Command;
use crate::context::Context;
use crate::error::Outcome;

/// Carries a command out.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Now => now::run(context),
        Command::Plan(args) => plan::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Guide(args) => guide::run(context, &args),
        Command::Content(args) => content::run(context, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
