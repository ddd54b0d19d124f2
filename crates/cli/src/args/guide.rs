//! `unhunch guide`: its flags.

use clap::Args;

/// `unhunch guide`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch guide                    the list
  unhunch guide workplace
  unhunch guide when-to-see-someone
  unhunch guide causes --json      the Markdown, and what it links")]
pub struct GuideArgs {
    /// The guide's id; without one, the guides are listed.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
