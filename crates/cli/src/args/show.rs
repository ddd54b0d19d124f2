//! `unhunch show`: its flags.

use clap::Args;

/// `unhunch show`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch show cat-cow
  unhunch show desk-reset          a ready-made routine
  unhunch show foam-roll-upper-back --json")]
pub struct ShowArgs {
    /// The id of a technique or routine, as `unhunch list` shows it.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
