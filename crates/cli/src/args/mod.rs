//! The command line, as clap reads it: one definition for parsing, help, completions and man pages.

mod check;
mod completions;
mod content;
mod figure;
mod guide;
mod history;
mod list;
mod log;
mod man;
mod plan;
mod profile;
mod progress;
mod request;
mod routine;
#[cfg(feature = "server")]
mod serve;
mod show;
mod start;
mod transfer;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use check::CheckArgs;
pub use completions::CompletionsArgs;
#[cfg(feature = "server")]
pub use content::PreviewArgs;
pub use content::{
    CheckContentArgs, ContentArgs, ContentCommand, DiffArgs, ExplainArgs, NewContentArgs, NewKind,
    PackArgs, StatsArgs,
};
pub use figure::{FaceArg, FigureArgs, FigureFormat, SideArg, ThemeArg};
pub use guide::GuideArgs;
pub use history::HistoryArgs;
pub use list::ListArgs;
pub use log::LogArgs;
pub use man::ManArgs;
pub use plan::PlanArgs;
pub use profile::{OnOff, ProfileArgs};
pub use progress::ProgressArgs;
pub use request::{AreaArg, FlagArg, RequestArgs};
pub use routine::{RoutineArgs, RoutineCommand};
#[cfg(feature = "server")]
pub use serve::ServeArgs;
pub use show::ShowArgs;
pub use start::StartArgs;
pub use transfer::{ExportArgs, ImportArgs};

/// Loosen an upper back that desk work has tightened: check that it is safe, plan a routine for the
/// minutes at hand, play it with timed cues, and keep a diary.
///
/// Without a command it says what to do now.
#[derive(Debug, Parser)]
#[command(
    name = "unhunch",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_long_help = "\
Examples:
  unhunch                                what to do now
  unhunch start --minutes 5              plan and play five minutes
  unhunch start --area neck=6 --voice    most of them for the neck, spoken
  unhunch list neck                      what there is for the neck
  unhunch progress                       how it goes

Exit codes:
  0 done   1 failed   2 asked for something that cannot be   3 stopped by the safety check
  130 interrupted"
)]
pub struct Cli {
    /// Without a command: what to do now.
    #[command(flatten)]
    pub now: NowArgs,
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
    /// Use your own content set instead of the built-in one: a folder, or a pack (`.unhunch`).
    #[arg(long, global = true, value_name = "SET")]
    pub content: Option<PathBuf>,
    /// Lay your own set beside the built-in one.
    #[arg(long, global = true)]
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

/// What to do.
// Deferred: a start takes the flags of the command that was typed, and not those of twenty others.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Say what to do now: today's check, a suggestion, the last session. The same as no command.
    #[command(after_long_help = "Examples:\n  unhunch\n  unhunch now --json")]
    Now(NowArgs),
    /// Open the terminal UI: the whole program on one screen, for keys and the mouse.
    ///
    /// Today's check and suggestion, the planner with a body map, the player with a moving figure, all
    /// techniques and guides, progress, your profile. ? shows the keys of each screen. A session that was
    /// broken off goes on here as well as with `unhunch start --resume`.
    #[cfg(feature = "tui")]
    Tui,
    /// Open the web pages: the whole program in a browser on this computer.
    ///
    /// Serves pages and an API (/api/v1) to this computer alone, until Ctrl-C. They use the same journal as the
    /// other commands: a session that was begun in a terminal can be continued in the browser, and the other
    /// way round.
    #[cfg(feature = "server")]
    Serve(ServeArgs),
    /// Play a session: a plan made from the flags, or a hand-written routine.
    ///
    /// At a terminal it shows a live view with a big countdown and takes keys: q stops at any moment,
    /// space pauses, ? shows the rest. Each finished part is in the diary at once; a session that was
    /// broken off goes on with --resume. Before it begins, the safety check is asked when it is due.
    Start(Box<StartArgs>),
    /// Preview the best routine for your minutes, place and equipment, with the reason for each pick.
    ///
    /// Nothing is played, and nothing is recorded but what --save keeps; `unhunch start` with the same flags
    /// plays the same plan.
    /// A plan needs today's safety check (`unhunch check`); when that is due, or leaves no routine, this
    /// ends with exit code 3.
    Plan(PlanArgs),
    /// List techniques or hand-written routines: all of them, or those that words and filters find.
    ///
    /// Each word has to begin a word of the technique's name, another name, its area, muscles, causes or
    /// equipment; capitals do not matter.
    List(ListArgs),
    /// List the routines that you kept, show one, give it another name, take it away.
    ///
    /// `unhunch plan --save NAME` keeps a plan; `unhunch start NAME` plays it, as it was kept, held to the
    /// safety check and the conditions of that day.
    Routine(RoutineArgs),
    /// Show everything about a technique, or a hand-written routine.
    ///
    /// Steps, doses with their sources, cues, what it should feel like, common mistakes, an easier and a
    /// harder form, how often, who should leave it out, and when to stop.
    Show(ShowArgs),
    /// Write the picture of a technique, still or moving, or the body map, to a file.
    ///
    /// Pictures are drawn from the content alone, in any size; they may be used as the content may
    /// (CC BY 4.0).
    Figure(FigureArgs),
    /// Read a guide: why backs tighten, the workplace, what stretching does, when to see someone.
    ///
    /// Without an id the guides are listed in reading order. Guides say where their facts come from; the
    /// sources stand at the end.
    Guide(GuideArgs),
    /// Answer "Before you start", the safety check.
    ///
    /// At a terminal it asks: one key says "none of these", or each question takes one key. In a script,
    /// --none answers no to all, and --report ID answers yes to these and no to the rest. An answer that was
    /// not given clears nobody: leaving half-way records nothing. The exit code is 3 when the answers ask for
    /// help or a doctor first.
    Check(CheckArgs),
    /// Show or set what holds until you change it: conditions, equipment, positions, the emergency number.
    ///
    /// Without a flag it shows your profile. Each condition leaves out or changes techniques, and every plan
    /// says what was left out and why.
    Profile(ProfileArgs),
    /// Write down how it is: pain, a note, what a technique did.
    Log(LogArgs),
    /// Show past sessions, the newest first.
    History(HistoryArgs),
    /// Show how it goes: days in a row, minutes by week, pain over time, what helped.
    ///
    /// A trend compares the first days with the latest 7, and is only told when there is enough to tell it
    /// from. What changed over one session is shown apart from it.
    Progress(ProgressArgs),
    /// Write the whole journal as JSON Lines, one entry on each line.
    ///
    /// Nothing is left out: `unhunch import` on another computer makes the same journal of it.
    Export(ExportArgs),
    /// Read a journal that `unhunch export` wrote, all of it or nothing.
    ///
    /// Importing the same file twice changes nothing.
    Import(ImportArgs),
    /// Write a content set of your own: begin, check, compare, count and pack it.
    ///
    /// A content set is a folder with techniques, routines, guides and vocabulary, or such a folder packed into
    /// one file; the commands use it with --content, alone or (--with-default) beside the built-in one.
    Content(ContentArgs),
    /// Print completions for a shell.
    ///
    /// Written to standard output; the examples say where each shell looks for them.
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them into a folder.
    ///
    /// Pages are in roff, made of the same texts as --help.
    Man(ManArgs),
}

/// `unhunch now`, and no command at all.
#[derive(Debug, Default, Args)]
pub struct NowArgs {
    /// Print JSON (schema `unhunch.now/1`).
    #[arg(long)]
    pub json: bool,
}
