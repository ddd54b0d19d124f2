//! `unhunch plan`: its flags.

use clap::Args;

use super::RequestArgs;

/// Preview the best routine for your minutes, place and equipment, with the reason for each pick.
///
/// Nothing is played and nothing is recorded; `unhunch start` with the same flags plays the same plan.
/// A plan needs today's safety check (`unhunch check`); when that is due, or leaves no routine, this ends
/// with exit code 3.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch plan
  unhunch plan --minutes 10 --area neck=6 --area shoulder:right=4
  unhunch plan -m 15 --position floor --equipment foam-roller,tennis-ball --goal mobility
  unhunch plan -m 8 --flag blood-thinners --all
  unhunch plan -m 5 --assume-clear --json      for scripts and authors")]
pub struct PlanArgs {
    /// What the plan should be like.
    #[command(flatten)]
    pub request: RequestArgs,
    /// Name everything that was left out, and not only what concerns your body.
    #[arg(long)]
    pub all: bool,
    /// Plan as if the safety check had reported nothing. For scripts and authors: the plan is a preview
    /// only, and `start` knows no such flag.
    #[arg(long)]
    pub assume_clear: bool,
    /// Print JSON, the timeline with it.
    #[arg(long)]
    pub json: bool,
}
