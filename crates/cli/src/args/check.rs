//! `unhunch check`.

use clap::Args;

/// `unhunch check`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch check
  unhunch check --list
  unhunch check --none
  unhunch check --short --none
  unhunch check --report night-pain --json")]
pub struct CheckArgs {
    /// Answer no to every question.
    #[arg(long, conflicts_with = "report")]
    pub none: bool,
    /// Answer yes to these questions and no to the rest. Several, or commas; --list names them.
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',', conflicts_with = "short")]
    pub report: Vec<String>,
    /// Take the short form: is any of these new since last time?
    #[arg(long, conflicts_with = "full")]
    pub short: bool,
    /// Take the full form, even when the short one would do.
    #[arg(long)]
    pub full: bool,
    /// List the questions with their ids, and ask nothing.
    #[arg(long, conflicts_with_all = ["none", "report", "short", "full"])]
    pub list: bool,
    /// Print JSON (schema `unhunch.check/1`).
    #[arg(long)]
    pub json: bool,
}
