//! `unhunch plan`: its flags.

use clap::Args;

use super::RequestArgs;

/// `unhunch plan`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch plan
  unhunch plan --minutes 10 --area neck=6 --area shoulder:right=4
  unhunch plan -m 15 --position floor --equipment foam-roller,tennis-ball --goal mobility
  unhunch plan -m 8 --flag blood-thinners --all
  unhunch plan -m 10 --goal strength --save Tuesdays
  unhunch plan -m 5 --assume-clear --json      for scripts and authors")]
pub struct PlanArgs {
    /// What the plan should be like.
    #[command(flatten)]
    pub request: RequestArgs,
    /// Name everything that was left out, and not only what concerns your body.
    #[arg(long)]
    pub all: bool,
    /// Keep the plan as a routine of yours, under this name; `unhunch start NAME` plays it again.
    #[arg(long, value_name = "NAME", conflicts_with = "assume_clear")]
    pub save: Option<String>,
    /// Plan as if the safety check had reported nothing. For scripts and authors: the plan is a preview
    /// only, and `start` knows no such flag.
    #[arg(long)]
    pub assume_clear: bool,
    /// Print JSON, the timeline with it.
    #[arg(long)]
    pub json: bool,
}
