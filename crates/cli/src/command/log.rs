//! `unhunch log`: how it is.

use std::collections::BTreeSet;

use unhunch_core::content::{Id, Library};
use unhunch_core::journal::{
    Body, Change, Cursor, Entry, Felt, PainReading, Query, When, read_effective,
};
use unhunch_core::person::standing;
use unhunch_core::plan::{BadRequest, NoPlan};
use unhunch_core::safety::{Due, Form, Reason};
use unhunch_core::wire::{LoggedEntryWire, LoggedWire};

use crate::args::LogArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json, name};
use unhunch_host::Diary;

/// The kinds of entry that this command writes.
const KINDS: [&str; 3] = ["pain", "note", "feedback"];
/// Entries that are read at a time when the newest is looked for.
const PAGE: usize = 50;

/// Writes down what was said, or withdraws the newest of it.
pub(crate) fn run(context: &Context, args: &LogArgs) -> Outcome {
    let library = context.library()?;
    if args.undo {
        return undo(context, library, args.json);
    }
    let bodies = bodies(library, args)?;
    if bodies.is_empty() {
        return Err(Failure::usage(
            "there is nothing to log; say at least one of --pain N, --note TEXT, --helped ID, --hurt ID, \
             --no-change ID",
        ));
    }
    let mut diary = context.journal()?;
    let entries: Vec<Entry> = bodies
        .into_iter()
        .map(|body| diary.entry(None, body))
        .collect::<Result<_, _>>()?;
    diary.journal.append(&entries)?;
    report(context, library, &diary, &entries, None, args.json)
}

fn bodies(library: &Library, args: &LogArgs) -> Result<Vec<Body>, Failure> {
    let mut bodies = Vec::new();
    if let Some(value) = args.pain {
        let area = match &args.area {
            None => None,
            Some(word) => Some(area(library, word, args.side.is_some())?),
        };
        bodies.push(Body::Pain(PainReading {
            value,
            area,
            side: args.side,
            when: When::Daily,
        }));
    }
    if let Some(note) = &args.note {
        let note = note.trim();
        if note.is_empty() {
            return Err(Failure::usage("the note is empty; say something in it"));
        }
        if note.len() > Entry::MAX_TEXT {
            return Err(Failure::usage(format!(
                "the note has {} bytes, and the most is {}; shorten it",
                note.len(),
                Entry::MAX_TEXT
            )));
        }
        bodies.push(Body::Note(note.to_owned()));
    }
    let mut said = BTreeSet::new();
    let felts = [
        (&args.helped, Felt::Helped),
        (&args.hurt, Felt::Hurt),
        (&args.no_change, Felt::NoChange),
    ];
    for (words, felt) in felts {
        for word in words {
            let technique = technique(library, word)?;
            if !said.insert(technique.clone()) {
                return Err(Failure::usage(format!(
                    "`{technique}` is named twice; say one thing of it"
                )));
            }
            bodies.push(Body::Feedback { technique, felt });
        }
    }
    Ok(bodies)
}

fn area(library: &Library, word: &str, with_side: bool) -> Result<Id, Failure> {
    let vocabulary = library.vocabulary();
    let area = vocabulary
        .area(word)
        .ok_or_else(|| NoPlan::from(BadRequest::unknown_area(word, vocabulary)))?;
    if with_side && area.sided != Some(true) {
        return Err(NoPlan::from(BadRequest::NoSides(area.name.to_string())).into());
    }
    Ok(area.id.value.clone())
}

fn technique(library: &Library, word: &str) -> Result<Id, Failure> {
    let found = library
        .technique(word)
        .ok_or_else(|| NoPlan::from(BadRequest::unknown_technique(word, library)))?;
    Ok(found.id.value.clone())
}

fn undo(context: &Context, library: &Library, as_json: bool) -> Outcome {
    let nothing = || Failure::usage("nothing was logged that could be withdrawn");
    let mut diary = context.journal_if_any()?.ok_or_else(nothing)?;
    let newest = newest(&diary)?.ok_or_else(nothing)?;
    diary.record(
        None,
        Body::Correction {
            of: newest.id,
            change: Change::Withdrawn,
        },
    )?;
    report(context, library, &diary, &[], Some(&newest), as_json)
}

/// The newest entry of this command that still counts.
fn newest(diary: &Diary) -> Result<Option<Entry>, Failure> {
    let mut query = Query {
        person: Some(diary.person),
        kinds: KINDS.map(str::to_owned).into(),
        newest_first: true,
        limit: Some(PAGE),
        ..Query::default()
    };
    loop {
        let page = diary.journal.entries(&query)?;
        let Some(last) = page.last() else {
            return Ok(None);
        };
        let counted = read_effective(&*diary.journal, &query)?;
        let logged = counted
            .into_iter()
            .rev()
            .find(|entry| entry.session.is_none());
        if logged.is_some() {
            return Ok(logged);
        }
        query.after = Some(Cursor::of(last));
    }
}

fn report(
    context: &Context,
    library: &Library,
    diary: &Diary,
    entries: &[Entry],
    withdrawn: Option<&Entry>,
    as_json: bool,
) -> Outcome {
    let today = context.now().date();
    let due = standing(&*diary.journal, diary.person, library.safety(), today)?.due;
    if as_json {
        json(&LoggedWire {
            schema: "unhunch.logged/1",
            entries: entries.iter().map(LoggedEntryWire::from).collect(),
            withdrawn: withdrawn.map(LoggedEntryWire::from),
            check_due: due.map(Into::into),
        })?;
        return Ok(Exit::Done);
    }
    let mut paper = Paper::new();
    for entry in entries {
        paper.paragraph(0, &format!("Noted: {}.", words(library, entry)));
    }
    if let Some(entry) = withdrawn {
        paper.paragraph(
            0,
            &format!(
                "Withdrawn: {}, of {}. It does not count any more.",
                words(library, entry),
                entry.local().strftime("%Y-%m-%d %H:%M")
            ),
        );
    }
    let with_pain = entries
        .iter()
        .any(|entry| matches!(entry.body, Body::Pain(_)));
    if with_pain && let Some(due) = due.filter(of_pain) {
        paper.gap().paragraph(
            0,
            &format!(
                "The full safety check is due next time, because {}: {}",
                due.reason.says(),
                name("unhunch check")
            ),
        );
    }
    paper.print()?;
    Ok(Exit::Done)
}

fn of_pain(due: &Due) -> bool {
    due.form == Form::Full && matches!(due.reason, Reason::PainHigh | Reason::PainRose)
}

/// An entry in words, as part of a sentence.
fn words(library: &Library, entry: &Entry) -> String {
    match &entry.body {
        Body::Pain(pain) => {
            let mut text = format!("pain {} of 10", pain.value);
            if let Some(area) = &pain.area {
                let known = library.vocabulary().area(area.as_str());
                let called = known.map_or(area.to_string(), |one| one.name.to_lowercase());
                text.push_str(&format!(", {called}"));
            }
            if let Some(side) = pain.side {
                text.push_str(&format!(", {} side", side.word()));
            }
            text
        }
        Body::Note(note) => {
            let short: String = note.chars().take(60).collect();
            let more = if short.len() < note.len() { "..." } else { "" };
            format!("a note, \"{short}{more}\"")
        }
        Body::Feedback { technique, felt } => {
            let known = library.technique(technique.as_str());
            let called = known.map_or(technique.to_string(), |one| one.name.to_string());
            match felt {
                Felt::Helped => format!("{called} helped"),
                Felt::Hurt => format!("{called} hurt"),
                Felt::NoChange => format!("{called} changed nothing"),
            }
        }
        other => other.kind().to_owned(),
    }
}
