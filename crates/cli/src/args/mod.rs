//! The command line, as clap reads it: one definition for parsing, help, completions and man pages.

mod request;
mod start;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use request::{AreaArg, FlagArg, RequestArgs};
pub use start::StartArgs;

/// Loosen an upper back that desk work has tightened: check that it is safe, plan a routine for the
/// minutes at hand, play it with timed cues, and keep a diary.
///
/// Without a command it says what to do now.
#[derive(Debug, Parser)]
#[command(
    name = "unhunch",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Cli {
    /// Flags that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Keep the journal in this folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Use your own content set instead of the built-in one.
    #[arg(long, global = true, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// With --content: lay your set beside the built-in one.
    #[arg(long, global = true, requires = "content")]
    pub with_default: bool,
    /// When to color: auto, always or never.
    #[command(flatten)]
    pub color: Color,
}

/// When to color the output.
#[derive(Debug, Args)]
pub struct Color {
    /// When to color.
    #[arg(
        long = "color",
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    choice: ColorWhen,
}

/// When to color the output.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ColorWhen {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it so for everything that is written from here on.
    pub(crate) fn write_global(&self) {
        let choice = match self.choice {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Examples of `start`.
const START_EXAMPLES: &str = "\
Examples:
  unhunch start                                  five minutes, seated and standing
  unhunch start --minutes 10 --area neck=6       ten minutes, most of them for the neck
  unhunch start desk-reset --voice               a hand-written routine, spoken
  unhunch start --resume                         go on with what was broken off
  unhunch start --plain --yes                    a line for each cue, nothing asked";

/// What to do.
#[derive(Debug, Default, Subcommand)]
pub enum Command {
    /// Say what to do now: today's check, a suggestion, the last session. The same as no command.
    #[default]
    Now,
    /// Play a session: a plan made from the flags, or a hand-written routine.
    ///
    /// At a terminal it shows a live view with a big countdown and takes keys: q stops at any moment,
    /// space pauses, ? shows the rest. Each finished part is in the diary at once; a session that was
    /// broken off goes on with --resume. Before it begins, the safety check is asked when it is due.
    #[command(after_long_help = START_EXAMPLES)]
    Start(Box<StartArgs>),
    /// List techniques, or routines.
    List(ListArgs),
}

/// `unhunch list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
