//! `unhunch content`: its flags.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use unhunch_core::diagnostic::render::Format;

/// `unhunch content`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content check my-content
  unhunch content check my-content --with-default --strict
  unhunch content explain dead-link")]
pub struct ContentArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ContentCommand,
}

/// What to do with a content set.
#[derive(Debug, Clone, Subcommand)]
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
}

/// `unhunch content check`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch content check my-content
  unhunch --content my-content content check --strict
  unhunch content check my-content --with-default      beside the built-in set
  unhunch content check my-content --format github     annotations in a workflow
  unhunch content check my-content --format sarif > faults.sarif")]
pub struct CheckContentArgs {
    /// The folder of the set; without one, that of --content, or else the built-in set.
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How faults are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    pub format: Format,
    /// Fail on warnings too.
    #[arg(long)]
    pub strict: bool,
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

fn formats() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::WORDS)
        .try_map(|word| word.parse::<Format>().map_err(|error| error.to_string()))
}
