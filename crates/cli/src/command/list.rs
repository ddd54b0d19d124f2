//! `unhunch list`: the techniques and the hand-written routines.

use unhunch_core::content::{Library, Need, Routine, Technique};
use unhunch_core::find;
use unhunch_core::wire::{RoutineEntry, Routines, Techniques};

use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, Part, Table, dim, heading, json, name};
use crate::phrases::{counted, minutes_seconds};

/// Lists what words and filters find.
pub(crate) fn run(context: &Context, args: &ListArgs) -> Outcome {
    let library = context.library()?;
    let query = args.query();
    if args.routines {
        let found = find::routines(library, &query).map_err(usage)?;
        if args.json {
            json(&Routines::new(found, library))?;
        } else {
            routines(library, args, &found).print()?;
        }
    } else {
        let found = find::techniques(library, &query).map_err(usage)?;
        if args.json {
            json(&Techniques::new(found))?;
        } else {
            techniques(library, args, &found).print()?;
        }
    }
    Ok(Exit::Done)
}

fn usage(error: find::UnknownFilter) -> Failure {
    Failure::usage(error.to_string())
}

fn techniques(library: &Library, args: &ListArgs, found: &[&Technique]) -> Paper {
    let mut paper = Paper::new();
    if found.is_empty() {
        return nothing(paper, library, args, "technique");
    }
    let mut table = Table::new(&["id", "name", "where", "needs"]);
    for technique in found {
        table.row([
            technique.id.to_string(),
            technique.name.to_string(),
            places(library, technique),
            needs(technique),
        ]);
    }
    write(&mut paper, &table);
    let count = counted(found.len(), "technique");
    let hint = format!("{count}. `unhunch show ID` tells all about one.");
    paper.gap().paragraph(0, &dim(&hint));
    paper
}

fn routines(library: &Library, args: &ListArgs, found: &[&Routine]) -> Paper {
    let mut paper = Paper::new();
    if found.is_empty() {
        return nothing(paper, library, args, "routine");
    }
    let mut table = Table::new(&["id", "length", "items", "for"]);
    for routine in found {
        let entry = RoutineEntry::new(routine, library);
        table.row([
            entry.id.to_owned(),
            minutes_seconds(entry.seconds),
            entry.items.len().to_string(),
            entry.purpose.to_owned(),
        ]);
    }
    write(&mut paper, &table);
    let count = counted(found.len(), "routine");
    let hint =
        format!("{count}. `unhunch start ID` plays one, `unhunch show ID` tells all about it.");
    paper.gap().paragraph(0, &dim(&hint));
    paper
}

fn write(paper: &mut Paper, table: &Table) {
    let lines = table.lines(paper.width(), |part, text| match part {
        Part::Head => heading(text),
        Part::Cell(0) => name(text),
        Part::Cell(_) => text.to_owned(),
    });
    for line in lines {
        paper.line(line);
    }
}

/// What is said when nothing was found: a word that may have been meant, or what to leave out.
fn nothing(mut paper: Paper, library: &Library, args: &ListArgs, what: &str) -> Paper {
    paper.paragraph(0, &format!("No {what} is found so."));
    let meant = args.words.iter().find_map(|word| {
        let near = find::near_miss(library, word)?;
        (near != word.to_lowercase()).then(|| format!("Did you mean `{near}`, not `{word}`?"))
    });
    let hint = meant.unwrap_or_else(|| {
        "Leave out a word or a filter; `unhunch list` alone lists everything.".to_owned()
    });
    paper.paragraph(0, &hint);
    paper
}

/// Where a technique is done: the groups of its positions.
fn places(library: &Library, technique: &Technique) -> String {
    let mut groups: Vec<&str> = Vec::new();
    for id in &technique.positions {
        if let Some(position) = library.vocabulary().position(id.as_str()) {
            let group = position.group.word();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    groups.join(", ")
}

/// What a technique needs, with what may stand in.
fn needs(technique: &Technique) -> String {
    let one = |need: &Need| {
        let ways = std::iter::once(&need.id).chain(&need.substitutes);
        let ways: Vec<&str> = ways.map(|id| id.as_str()).collect();
        ways.join(" or ")
    };
    let needed = technique.equipment.iter();
    let all: Vec<String> = needed
        .filter(|need| need.optional != Some(true))
        .map(one)
        .collect();
    all.join(", ")
}
