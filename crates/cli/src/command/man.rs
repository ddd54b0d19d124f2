//! `unhunch man`: manual pages, made of the same definition as the help.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::args::{Cli, ManArgs};
use crate::error::{Exit, Failure, Outcome};
use crate::output::quiet_pipe;

/// Prints the main page, or writes all pages into a folder.
pub(crate) fn run(args: &ManArgs) -> Outcome {
    let command = Cli::command();
    if let Some(dir) = &args.dir {
        let failed = |error: std::io::Error| {
            Failure::failed(format!(
                "the manual pages cannot be written to {}: {error}",
                dir.display()
            ))
        };
        std::fs::create_dir_all(dir).map_err(failed)?;
        clap_mangen::generate_to(command.disable_help_subcommand(true), dir).map_err(failed)?;
        return Ok(Exit::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(&page)
        .and_then(|()| stdout.flush())
        .or_else(quiet_pipe)?;
    Ok(Exit::Done)
}
