//! `unhunch man`: its flags.

use std::path::PathBuf;

use clap::Args;

/// `unhunch man`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch man | man -l -
  unhunch man --dir ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write a page for every command into this folder, which is made when it is missing.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
