//! `unhunch export` and `unhunch import`.

use std::path::PathBuf;

use clap::Args;

/// `unhunch import`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch export diary.jsonl
  unhunch export diary.jsonl --force
  unhunch export - | gzip > diary.jsonl.gz")]
pub struct ExportArgs {
    /// Where to; `-` for standard output.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// Read entries that `unhunch export` wrote into the journal: all of them or, when one is at fault, none.
///
/// Entries that are there already are passed over, so importing twice changes nothing.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch import diary.jsonl
  unhunch import - < diary.jsonl")]
pub struct ImportArgs {
    /// Where from; `-` for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
