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
          value_parser = weeks, allow_negative_numbers = true)]
    pub weeks: u16,
    /// How many days a week you mean to do something, 1 to 7.
    #[arg(long, value_name = "N", default_value_t = 5,
          value_parser = days, allow_negative_numbers = true)]
    pub goal_days: u8,
    /// Show the pain of this area only.
    #[arg(long, value_name = "A")]
    pub area: Option<String>,
    /// Print JSON (schema `unhunch.progress/1`).
    #[arg(long)]
    pub json: bool,
}

fn weeks(text: &str) -> Result<u16, String> {
    let number: Option<u16> = text.parse().ok();
    number
        .filter(|weeks| (1..=520).contains(weeks))
        .ok_or_else(|| format!("ask for 1 to 520 weeks, not `{text}`"))
}

fn days(text: &str) -> Result<u8, String> {
    let number: Option<u8> = text.parse().ok();
    number
        .filter(|days| (1..=7).contains(days))
        .ok_or_else(|| format!("a week has 1 to 7 days, not `{text}`"))
}
