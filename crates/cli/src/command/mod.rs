//! The commands: one file each.

mod check;
mod completions;
mod content;
mod figure;
mod guide;
mod history;
mod list;
mod log;
mod man;
mod now;
mod plan;
mod profile;
mod progress;
mod routine;
#[cfg(feature = "server")]
mod serve;
mod show;
mod start;
mod transfer;
#[cfg(feature = "tui")]
mod tui;

use crate::args::Command;
use crate::context::Context;
use crate::error::Outcome;

pub(crate) use plan::model as plan_model;

/// Carries a command out.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Now(args) => now::run(context, &args),
        #[cfg(feature = "tui")]
        Command::Tui => tui::run(context),
        #[cfg(feature = "server")]
        Command::Serve(args) => serve::run(context, &args),
        Command::Start(args) => start::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Profile(args) => profile::run(context, &args),
        Command::Log(args) => log::run(context, &args),
        Command::History(args) => history::run(context, &args),
        Command::Progress(args) => progress::run(context, &args),
        Command::Export(args) => transfer::run_export(context, &args),
        Command::Import(args) => transfer::run_import(context, &args),
        Command::Plan(args) => plan::run(context, &args),
        Command::Routine(args) => routine::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Figure(args) => figure::run(context, &args),
        Command::Guide(args) => guide::run(context, &args),
        Command::Content(args) => content::run(context, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
