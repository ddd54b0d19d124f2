//! `unhunch content`: its flags.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use unhunch_core::diagnostic::render::Format;

/// `unhunch content`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content new technique wall-lean --into my-set
  unhunch content check my-set --with-default --watch
  unhunch content explain dead-link
  unhunch content diff built-in my-set
  unhunch content pack my-set")]
pub struct ContentArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ContentCommand,
}

/// What to do with a content set.
#[derive(Debug, Clone, Subcommand)]
#[command(defer = true)]
pub enum ContentCommand {
    /// Check every file of a content set and name every fault with its place.
    ///
    /// With --with-default the set is checked beside the built-in one, whose ids it may not use again.
    /// Ends with exit code 1 when there is an error; warnings alone end with 0, unless --strict.
    Check(CheckContentArgs),
    /// Explain a kind of fault: why the rule exists, and how to mend what it finds.
    ///
    /// Without a code, all codes are listed.
    Explain(ExplainArgs),
    /// Begin a technique, a figure, a routine, a guide or a pack with a commented file to fill in.
    ///
    /// What only you can say is left blank (""); `content check` names each blank that is left. A technique
    /// comes with a figure that moves. The words that a key may hold are listed beside it.
    New(NewContentArgs),
    /// Show what differs between two sets for the person who does the routines.
    ///
    /// Minutes, sides, doses, load by area, new and lifted cautions, what is said and shown. How a file is
    /// written does not count.
    Diff(DiffArgs),
    /// Count what a set holds: techniques by area, position, equipment and flag, routines, minutes.
    Stats(StatsArgs),
    /// Make one file of a set, to hand on: every command takes it with --content.
    ///
    /// The set is checked first, and says in its `pack.toml` what it is, by whom, and under which license
    /// (`unhunch content new pack ID` begins one). The same set gives the same bytes. With --with-default it is
    /// checked beside the built-in set, and will be used beside it.
    Pack(PackArgs),
    /// Open the pages on a set that is being written: they load again whenever you save, and show its faults.
    ///
    /// As long as the set has an error, the pages are those of the last version without one. What is tried there
    /// is written into no diary.
    #[cfg(feature = "server")]
    Preview(PreviewArgs),
}

/// `unhunch content check`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content check my-content
  unhunch --content my-content content check --strict
  unhunch content check my-content --with-default      beside the built-in set
  unhunch content check my-content --watch             again whenever a file changes
  unhunch content check my-content --format github     annotations in a workflow
  unhunch content check my-content --format sarif > faults.sarif")]
pub struct CheckContentArgs {
    /// The set: a folder or a pack; without one, that of --content, or else the built-in set.
    #[arg(value_name = "SET")]
    pub dir: Option<PathBuf>,
    /// How faults are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    pub format: Format,
    /// Fail on warnings too.
    #[arg(long)]
    pub strict: bool,
    /// Check again whenever a file changes, until Ctrl-C.
    #[arg(long)]
    pub watch: bool,
    /// With --watch: look every second by oneself, for folders on a network, where the system tells nothing.
    #[arg(long, requires = "watch")]
    pub poll: bool,
}

/// `unhunch content new`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content new technique wall-lean --into my-set
  unhunch content new routine monday-morning --into my-set --with-default
  unhunch content new figure wall-lean --into my-set       a figure for a technique that is there
  unhunch content new pack my-set --into my-set            what the set says of itself")]
pub struct NewContentArgs {
    /// What to begin: technique, figure, routine, guide or pack.
    #[arg(value_enum, value_name = "KIND")]
    pub kind: NewKind,
    /// Its id: lower-case words joined by hyphens. It names the file, and never changes once others know it.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The folder of the set; without one, that of --content, or else the current folder.
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

/// What can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum NewKind {
    /// One thing that a person does, with a figure.
    Technique,
    /// How the mannequin shows a technique.
    Figure,
    /// Techniques in order.
    Routine,
    /// An article.
    Guide,
    /// What a set says of itself.
    Pack,
}

/// `unhunch content diff`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content diff my-set my-set-of-today
  unhunch content diff studio-1.0.0.unhunch studio
  unhunch content diff built-in my-set --with-default      what my set adds
  unhunch content diff old new --json")]
pub struct DiffArgs {
    /// The set as it was: a folder, a pack, or the word `built-in`.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The set as it is.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Print JSON (schema `unhunch.content-diff/1`).
    #[arg(long)]
    pub json: bool,
}

/// `unhunch content stats`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content stats
  unhunch content stats my-set --with-default
  unhunch content stats my-set --json")]
pub struct StatsArgs {
    /// The set: a folder or a pack; without one, that of --content, or else the built-in set.
    #[arg(value_name = "SET")]
    pub set: Option<PathBuf>,
    /// Print JSON (schema `unhunch.content-stats/1`).
    #[arg(long)]
    pub json: bool,
}

/// `unhunch content pack`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content pack studio                              writes studio-1.0.0.unhunch
  unhunch content pack studio --with-default -o out/studio.unhunch
  unhunch --content studio-1.0.0.unhunch list")]
pub struct PackArgs {
    /// The folder of the set; without one, that of --content.
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The file to write; without it, the set's id and version in the current folder.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// `unhunch content explain`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content explain                      the list of codes
  unhunch content explain dose-outside-sources")]
pub struct ExplainArgs {
    /// The code, as `content check` shows it; without one, the codes are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `unhunch content preview`.
#[cfg(feature = "server")]
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content preview my-set --open
  unhunch content preview my-set --with-default --listen 127.0.0.1:8080")]
pub struct PreviewArgs {
    /// The folder of the set; without one, that of --content.
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Listen on this address of this computer.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7172")]
    pub listen: String,
    /// Open the first page in your browser.
    #[arg(long)]
    pub open: bool,
    /// Look every second by oneself, for folders on a network, where the system tells nothing.
    #[arg(long)]
    pub poll: bool,
}

fn formats() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::WORDS)
        .try_map(|word| word.parse::<Format>().map_err(|error| error.to_string()))
}
