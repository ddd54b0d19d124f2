//! `unhunch show`: its flags.

use clap::Args;

/// Show everything about a technique, or a hand-written routine.
///
/// Steps, doses with their sources, cues, what it should feel like, common mistakes, an easier and a
/// harder form, how often, who should leave it out, and when to stop.
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
