//! `unhunch history`.

use clap::Args;
use jiff::civil::Date;

/// `unhunch history`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch history
  unhunch history --limit 5
  unhunch history --since 2026-03-01 --csv > sessions.csv")]
pub struct HistoryArgs {
    /// At most so many sessions. A table shows 20 unless you say otherwise; --json and --csv hold all.
    #[arg(long, value_name = "N", value_parser = limit, allow_negative_numbers = true)]
    pub limit: Option<u32>,
    /// Only sessions since this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub since: Option<Date>,
    /// Print comma-separated values, for a spreadsheet; what was not rated is empty.
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Print JSON (schema `unhunch.history/1`).
    #[arg(long)]
    pub json: bool,
}

fn limit(text: &str) -> Result<u32, String> {
    let number: Option<u32> = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("ask for 1 session or more, not `{text}`"))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "write the day as year, month and day, for instance 2026-03-01".to_owned())
}
