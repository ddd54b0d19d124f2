//! `unhunch routine`: its flags.

use clap::{Args, Subcommand};

/// `unhunch routine`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = "\
Examples:
  unhunch plan -m 10 --save Tuesdays         keep a plan
  unhunch routine                             what you kept
  unhunch start Tuesdays                      play it
  unhunch routine rename Tuesdays Weekdays"
)]
pub struct RoutineArgs {
    /// Print JSON (schema `unhunch.my-routines/1`).
    #[arg(long)]
    pub json: bool,
    /// What to do; without one, your routines are listed.
    #[command(subcommand)]
    pub command: Option<RoutineCommand>,
}

/// What to do with a routine of yours.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum RoutineCommand {
    /// Show what a routine of yours is made of.
    Show {
        /// Its name, or its id.
        name: String,
    },
    /// Call a routine of yours something else.
    Rename {
        /// Its name, or its id.
        name: String,
        /// What it is called from now on.
        new: String,
    },
    /// Take a routine of yours away. The sessions that were played of it stay in the diary.
    Remove {
        /// Its name, or its id.
        name: String,
    },
}
