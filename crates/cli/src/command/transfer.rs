//! `unhunch export` and `unhunch import`: the whole journal as JSON Lines.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::Path;

use unhunch_core::journal::{ExportError, Query, decode_lines, export};

use crate::args::{ExportArgs, ImportArgs};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Beside, Paper, Readers};
use unhunch_host::Diary;

/// Writes the whole journal.
pub(crate) fn run_export(context: &Context, args: &ExportArgs) -> Outcome {
    let diary = context.journal_if_any()?;
    if args.file.as_os_str() == "-" {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = write(diary.as_ref(), &mut out).and_then(|count| {
            out.flush().map_err(ExportError::Sink)?;
            Ok(count)
        });
        return match written {
            Ok(_) => Ok(Exit::Done),
            // A reader that has read enough is no failure.
            Err(ExportError::Sink(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(Exit::Done)
            }
            Err(error) => Err(Failure::failed(format!(
                "nothing more was exported: {error}"
            ))),
        };
    }
    let file = &args.file;
    if fs::symlink_metadata(file).is_ok() && !args.force {
        return Err(Failure::usage(format!(
            "{} is there already; choose another name, or add --force to write over it",
            file.display()
        )));
    }
    let count = whole_file(diary.as_ref(), file, args.force).map_err(|error| {
        Failure::failed(format!(
            "nothing was exported to {}: {error}",
            file.display()
        ))
    })?;
    let mut paper = Paper::new();
    paper.paragraph(0, &format!("Exported {}.", entries(count)));
    paper.print_to_stderr();
    Ok(Exit::Done)
}

fn write(diary: Option<&Diary>, out: &mut impl Write) -> Result<usize, ExportError<io::Error>> {
    let Some(diary) = diary else {
        return Ok(0);
    };
    export(&*diary.journal, &Query::default(), |line| {
        writeln!(out, "{line}")
    })
}

/// Writes beside the file first, so that the file is whole or not there at all.
fn whole_file(
    diary: Option<&Diary>,
    file: &Path,
    over: bool,
) -> Result<usize, ExportError<io::Error>> {
    // A diary is nobody else's business.
    let beside = Beside::new(file, Readers::Owner).map_err(ExportError::Sink)?;
    let mut out = BufWriter::new(&beside.file);
    let count = write(diary, &mut out)?;
    out.flush().map_err(ExportError::Sink)?;
    drop(out);
    beside.become_file(file, over).map_err(ExportError::Sink)?;
    Ok(count)
}

/// Reads entries into the journal.
pub(crate) fn run_import(context: &Context, args: &ImportArgs) -> Outcome {
    let mut text = Vec::new();
    let read = if args.file.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut text)
    } else {
        File::open(&args.file).and_then(|mut file| file.read_to_end(&mut text))
    };
    read.map_err(|error| {
        let from = if args.file.as_os_str() == "-" {
            "standard input".to_owned()
        } else {
            args.file.display().to_string()
        };
        Failure::failed(format!("{from} cannot be read: {error}"))
    })?;
    // The lines are read before a journal is made for them.
    let entries = decode_lines(&text)
        .map_err(|error| Failure::failed(format!("nothing was imported: {error}")))?;
    let mut diary = context.journal()?;
    let appended = diary
        .journal
        .append(&entries)
        .map_err(|error| Failure::failed(format!("nothing was imported: {error}")))?;
    let mut paper = Paper::new();
    let there = match appended.known {
        0 => String::new(),
        known => format!("; {} there already", entries_were(known)),
    };
    paper.paragraph(
        0,
        &format!("Imported {}{there}.", new_entries(appended.added)),
    );
    paper.print()?;
    Ok(Exit::Done)
}

fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    }
}

fn new_entries(count: usize) -> String {
    match count {
        0 => "no new entries".to_owned(),
        1 => "1 new entry".to_owned(),
        count => format!("{count} new entries"),
    }
}

fn entries_were(count: usize) -> String {
    match count {
        1 => "1 entry was".to_owned(),
        count => format!("{count} entries were"),
    }
}
