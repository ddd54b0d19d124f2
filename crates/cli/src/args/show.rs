//! `unhunch show`: its flags.

use clap::Args;

use super::figure::{SideArg, ThemeArg};

/// `unhunch show`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch show cat-cow
  unhunch show cat-cow --animate               watch it move
  unhunch show seated-twist-chair --side right
  unhunch show desk-reset                      a ready-made routine
  unhunch show foam-roll-upper-back --json

In a terminal the page begins with the figure: where it starts, and where it goes. A file or a pipe gets the
words alone, unless --frame asks for a picture.")]
pub struct ShowArgs {
    /// The id of a technique or routine, as `unhunch list` shows it.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Show the figure at one moment: 0 is the start, 1 the end of the work.
    #[arg(long, value_name = "0..1", value_parser = super::figure::part, conflicts_with_all = ["json", "no_figure"])]
    pub frame: Option<f64>,
    /// Show the figure moving, until a key is pressed.
    #[arg(long, conflicts_with_all = ["json", "frame", "no_figure"])]
    pub animate: bool,
    /// Show the words alone.
    #[arg(long)]
    pub no_figure: bool,
    /// Show the figure on this side: left or right.
    #[arg(long, value_name = "SIDE")]
    pub side: Option<SideArg>,
    /// Show the figure from its second view, where it has one.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=9))]
    pub view: Option<u8>,
    /// Colors for a light or a dark ground [default: as the terminal says, else dark]
    #[arg(long, value_name = "THEME")]
    pub theme: Option<ThemeArg>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
