//! `cargo xtask plan-model`: the planning problem that `unhunch plan` solves, for any integer solver.
//!
//! The flags are the command line's own, and so are the journal and the content: what is written here is the
//! very problem whose score `unhunch plan --json` prints with the same flags.

use std::process::ExitCode;

use unhunch::args::{Global, PlanArgs};

/// The flags of `unhunch plan`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    global: Global,
    #[command(flatten)]
    plan: PlanArgs,
}

/// Writes the problem to standard output, and ends as `unhunch plan` does.
pub(crate) fn run(args: &Args) -> ExitCode {
    unhunch::plan_model(&args.global, &args.plan)
}
