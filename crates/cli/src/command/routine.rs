//! `unhunch routine`: the routines that a person kept.

use unhunch_core::content::{Library, suggest};
use unhunch_core::journal::SavedRoutine;
use unhunch_core::timeline::dose_text;
use unhunch_core::wire::SavedRoutinesWire;

use crate::args::{RoutineArgs, RoutineCommand};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, Part, Table, dim, heading, json, name};
use crate::phrases::{counted, minutes_seconds};
use unhunch_host::Diary;

/// Lists them, shows one, or changes one.
pub(crate) fn run(context: &Context, args: &RoutineArgs) -> Outcome {
    let library = context.library()?;
    match &args.command {
        None => {
            let own = own(context.journal_if_any()?.as_ref())?;
            if args.json {
                json(&SavedRoutinesWire::new(&own, library))?;
            } else {
                list(library, &own).print()?;
            }
        }
        Some(RoutineCommand::Show { name }) => {
            let own = own(context.journal_if_any()?.as_ref())?;
            page(library, known(&own, name)?).print()?;
        }
        Some(RoutineCommand::Rename { name, new }) => {
            let mut diary = context.journal()?;
            let own = own(Some(&diary))?;
            let routine = known(&own, name)?;
            let new = named(new, &own, Some(routine))?;
            diary.record(None, routine.renaming(new.clone()))?;
            let old = &routine.routine.name;
            said(&format!("\"{old}\" is called \"{new}\" from now on."))?;
        }
        Some(RoutineCommand::Remove { name }) => {
            let mut diary = context.journal()?;
            let own = own(Some(&diary))?;
            let routine = known(&own, name)?;
            diary.record(None, routine.removing())?;
            let name = &routine.routine.name;
            said(&format!(
                "\"{name}\" is gone; the sessions that you played of it stay in the diary."
            ))?;
        }
    }
    Ok(Exit::Done)
}

/// The routines that a person kept, the last one first.
///
/// # Errors
///
/// When the journal cannot be read.
pub(crate) fn own(diary: Option<&Diary>) -> Result<Vec<SavedRoutine>, Failure> {
    Ok(match diary {
        None => Vec::new(),
        Some(diary) => diary.journal.saved_routines(diary.person)?,
    })
}

/// The name as it is kept.
///
/// # Errors
///
/// When a routine cannot have it; the message says why.
pub(crate) fn named(
    word: &str,
    own: &[SavedRoutine],
    renamed: Option<&SavedRoutine>,
) -> Result<String, Failure> {
    SavedRoutine::name(word, own, renamed.map(|one| one.id))
        .map_err(|error| Failure::usage(error.to_string()))
}

fn known<'s>(own: &'s [SavedRoutine], word: &str) -> Result<&'s SavedRoutine, Failure> {
    SavedRoutine::find(own, word).ok_or_else(|| {
        let help = suggest(word, own.iter().map(|one| one.routine.name.as_str()))
            .unwrap_or_else(|| "`unhunch routine` shows those that you kept".to_owned());
        Failure::usage(format!(
            "there is no routine of yours called `{word}`; {help}"
        ))
    })
}

fn said(text: &str) -> Result<(), Failure> {
    Paper::new().paragraph(0, text).print()
}

fn list(library: &Library, own: &[SavedRoutine]) -> Paper {
    let mut paper = Paper::new();
    if own.is_empty() {
        let save = name("unhunch plan --save NAME");
        paper.paragraph(0, &format!("You kept no routine yet. {save} keeps a plan."));
        return paper;
    }
    let mut table = Table::new(&["name", "length", "items", "kept"]);
    for one in own {
        table.row([
            one.routine.name.clone(),
            minutes_seconds(one.routine.seconds(library)),
            one.routine.items.len().to_string(),
            one.at.to_string().chars().take(10).collect(),
        ]);
    }
    let lines = table.lines(paper.width(), |part, text| match part {
        Part::Head => heading(text),
        Part::Cell(0) => name(text),
        Part::Cell(_) => text.to_owned(),
    });
    for line in lines {
        paper.line(line);
    }
    let count = counted(own.len(), "routine");
    let hint = format!("{count}. `unhunch start NAME` plays one.");
    paper.gap().paragraph(0, &dim(&hint));
    paper
}

fn page(library: &Library, one: &SavedRoutine) -> Paper {
    let mut paper = Paper::new();
    paper.heading(&one.routine.name);
    paper.paragraph(0, &minutes_seconds(one.routine.seconds(library)));
    paper.gap();
    for (at, item) in one.routine.items.iter().enumerate() {
        let mark = format!("{:>2}. ", at + 1);
        let Some(technique) = library.technique(item.technique.as_str()) else {
            let gone = format!("{} (not in this content)", item.technique);
            paper.item(0, &mark, &gone);
            continue;
        };
        let position = library.vocabulary().position(item.position.as_str());
        let position = position.map_or(item.position.as_str(), |one| one.name.as_str());
        let dose = dose_text(technique, &item.dose);
        let text = format!(
            "{} {}",
            technique.name,
            dim(&format!("{dose}, {}", position.to_lowercase()))
        );
        paper.item(0, &mark, &text);
    }
    paper
}
