//! `unhunch progress`.

use clap::Args;

/// `unhunch progress`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch progress
  unhunch progress --area neck
  unhunch progress --weeks 4 --goal-days 3
  unhunch progress --json")]
pub struct ProgressArgs {
    /// How many weeks to show, 1 to 520.
    #[arg(long, value_name = "N", default_value_t = 8,
          value_parser = clap::value_parser!(u16).range(1..=520))]
    pub weeks: u16,
    /// How many days a week you mean to do something, 1 to 7.
    #[arg(long, value_name = "N", default_value_t = 5,
          value_parser = clap::value_parser!(u8).range(1..=7))]
    pub goal_days: u8,
    /// Show the pain of this area only.
    #[arg(long, value_name = "A")]
    pub area: Option<String>,
    /// Print JSON (schema `unhunch.progress/1`).
    #[arg(long)]
    pub json: bool,
}
