//! After a session: how much it hurts now, what each technique did, and what it all came to.

use std::collections::BTreeSet;

use unhunch_core::content::Library;
use unhunch_core::journal::{Body, Entry, PainReading, Query, When, read_effective};
use unhunch_core::phrase::length;
use unhunch_core::player::{Outcome, SideWork, StopReason};
use unhunch_core::progress::{SessionSummary, streak};
use uuid::Uuid;

use super::Surface;
use super::brief::shown;
use super::questions::{self, Answer};
use crate::context::Context;
use crate::error::Failure;
use crate::output::Paper;
use unhunch_core::session::{Ending, places};
use unhunch_host::{Console, Diary};

/// Asks how it went, and records the answers one by one. Ctrl-C leaves the rest unasked.
pub(super) fn ask(
    mut console: Console,
    library: &Library,
    diary: &mut Diary,
    session: Uuid,
    ending: &Ending,
) -> Result<(), Failure> {
    console.forget();
    // Who stopped for pain and said how strong it is has said it.
    let value = match ending.pain {
        Some(pain) => Answer::Said(pain),
        None => questions::pain(&mut console, "Pain now, 0 to 10? (Enter skips) ")?,
    };
    match value {
        Answer::Said(value) => {
            for (area, side) in places(&entries(diary, session)?) {
                let reading = PainReading {
                    value,
                    area,
                    side,
                    when: When::After,
                };
                diary.record(Some(session), Body::Pain(reading))?;
            }
        }
        Answer::Skipped => {}
        Answer::Ended => return Ok(()),
    }
    let mut asked = BTreeSet::new();
    for report in &ending.items {
        let done = matches!(report.outcome, Outcome::Done | Outcome::Partial);
        if !done || !asked.insert(report.technique.clone()) {
            continue;
        }
        let name = library
            .technique(report.technique.as_str())
            .map_or(report.technique.as_str(), |one| one.name.as_str());
        let question = format!("{name}: h helped, n no change, u hurt? (Enter skips) ");
        match questions::felt(&mut console, &shown(&question))? {
            Answer::Said(felt) => {
                let technique = report.technique.clone();
                diary.record(Some(session), Body::Feedback { technique, felt })?;
            }
            Answer::Skipped => {}
            Answer::Ended => return Ok(()),
        }
    }
    Ok(())
}

/// What the journal has of a session.
fn entries(diary: &Diary, session: Uuid) -> Result<Vec<Entry>, Failure> {
    let query = Query {
        person: Some(diary.person),
        session: Some(session),
        ..Query::default()
    };
    Ok(read_effective(&*diary.journal, &query)?)
}

/// What the session came to.
pub(super) fn summary(
    context: &Context,
    library: &Library,
    diary: &Diary,
    surface: Surface,
    session: Uuid,
    ending: &Ending,
) -> Result<(), Failure> {
    if !surface.speaks {
        return Ok(());
    }
    let mut paper = Paper::new();
    let played = length(ending.played_ms);
    let whole = ending.reason == StopReason::Done && !ending.interrupted;
    paper.heading(&if whole {
        format!("Done: {played}.")
    } else {
        format!("Ended after {played}. What you did is in the diary.")
    });
    let done = ending
        .items
        .iter()
        .filter(|report| report.outcome == Outcome::Done)
        .count();
    paper.field("techniques", &format!("{done} of {}", ending.items.len()));
    let side = |work: Option<SideWork>| work.map(|work| length(work.played_ms));
    if let (Some(left), Some(right)) = (side(ending.work.left), side(ending.work.right)) {
        paper.field("sides", &format!("left {left}, right {right}"));
    }
    let entries = entries(diary, session)?;
    if let Some(own) = SessionSummary::of(&entries) {
        pain(&mut paper, &own);
        felt(&mut paper, library, &own);
    }
    let facts = diary.journal.facts(diary.person)?;
    let streak = streak(&facts, context.now().date());
    if streak.today {
        let days = if streak.current == 1 { "day" } else { "days" };
        paper.field("streak", &format!("{} {days} in a row", streak.current));
    }
    paper.print()
}

fn pain(paper: &mut Paper, own: &SessionSummary) {
    let points = |value: f64| {
        let text = format!("{value:.1}");
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let says = match (own.before, own.after) {
        (Some(before), Some(after)) => {
            format!(
                "{} before, {} after",
                points(before.value()),
                points(after.value())
            )
        }
        (Some(before), None) => format!("{} before", points(before.value())),
        (None, Some(after)) => format!("{} after", points(after.value())),
        (None, None) => return,
    };
    paper.field("pain", &says);
}

fn felt(paper: &mut Paper, library: &Library, own: &SessionSummary) {
    for word in unhunch_core::journal::Felt::ALL {
        let names: Vec<&str> = own
            .techniques
            .iter()
            .filter(|(_, one)| one.felt == Some(*word))
            .map(|(id, _)| {
                library
                    .technique(id.as_str())
                    .map_or(id.as_str(), |one| one.name.as_str())
            })
            .collect();
        if !names.is_empty() {
            paper.field(&word.word().replace('-', " "), &names.join(", "));
        }
    }
}
