//! Where a person stands with the safety check.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::content::{Level, SafetyFile};
use crate::journal::{self, Body, Entry, Form, Journal, Query, read_effective};
use crate::safety::{Clearance, Due, Past, PastCheck, due};

/// Where a person stands with the safety check today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The check that has to be asked before anything is planned; `None` when the last one holds.
    pub due: Option<Due>,
    /// What the last check left, while no full one is due.
    pub level: Option<Level>,
    /// What is known of the time before.
    pub past: Past,
}

impl Standing {
    /// The check that is due when a person says that it hurts so much now, in addition to what is known: high
    /// pain, or pain that has risen, makes the full check due again.
    pub fn due_with(&self, safety: &SafetyFile, highest: Option<u32>, today: Date) -> Option<Due> {
        let mut past = self.past.clone();
        past.pain_since.extend(highest);
        due(safety, &past, today)
    }

    /// The clearance of the last check; `None` while any check is due.
    pub fn clearance(&self) -> Option<Clearance> {
        self.level
            .filter(|_| self.due.is_none())
            .map(Clearance::recorded)
    }
}

/// Reads from the journal where a person stands on `today`, their local day.
///
/// # Errors
///
/// What the journal ran into.
pub fn standing<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    safety: &SafetyFile,
    today: Date,
) -> Result<Standing, journal::Error> {
    stood(journal, person, safety, today, None)
}

/// Reads where a person stood on a day, by what was written down before a moment: for what is told later.
///
/// # Errors
///
/// What the journal ran into.
pub fn standing_until<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    safety: &SafetyFile,
    today: Date,
    until: Timestamp,
) -> Result<Standing, journal::Error> {
    stood(journal, person, safety, today, Some(until))
}

fn stood<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    safety: &SafetyFile,
    today: Date,
    until: Option<Timestamp>,
) -> Result<Standing, journal::Error> {
    let checks = newest(journal, person, "safety-checked", until)?;
    let pains = newest(journal, person, "pain", until)?;
    let past = past(&checks, &pains, today);
    let due = due(safety, &past, today);
    // A short check changes nothing about what the full one left.
    let holds = due.is_none_or(|due| due.form == crate::safety::Form::Short);
    let level = past.full.as_ref().map(|full| full.level);
    let level = level.filter(|_| holds);
    Ok(Standing { due, level, past })
}

/// How many of the newest entries of a kind are looked at.
const LOOK_BACK: usize = 400;
/// How long a moment is, in which several areas may be rated, in milliseconds.
const MOMENT_MS: i64 = 60_000;

/// The newest entries of a kind that count, oldest first.
fn newest<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    kind: &str,
    until: Option<Timestamp>,
) -> Result<Vec<Entry>, journal::Error> {
    read_effective(
        journal,
        &Query {
            person: Some(person),
            kinds: vec![kind.to_owned()],
            until,
            newest_first: true,
            limit: Some(LOOK_BACK),
            ..Query::default()
        },
    )
}

/// What the entries, in order, say of the time before.
///
/// Checks from days to come (a clock that was ahead) are passed over, or the next real one would never
/// count; unless they stopped the person, and but for tomorrow's, which a journey across the date line
/// makes.
fn past(checks: &[Entry], pains: &[Entry], today: Date) -> Past {
    let latest_day = today.tomorrow().unwrap_or(today);
    let mut past = Past::default();
    let mut last_full = None;
    for entry in checks {
        let Body::SafetyChecked(check) = &entry.body else {
            continue;
        };
        if entry.day() > latest_day && check.level < Level::Urgent {
            continue;
        }
        past.any = Some(entry.day());
        match check.form {
            Form::Full => {
                last_full = Some(entry.order());
                past.something_new = false;
                past.full = Some(PastCheck {
                    day: entry.day(),
                    level: check.level,
                    version: check.questions.clone(),
                });
            }
            // Anything reported in short form is something new, and asks for the full one.
            Form::Short => past.something_new |= !check.reported.is_empty(),
        }
    }
    let is_new = |entry: &&Entry| last_full.is_none_or(|full| entry.order() > full);
    let old = pains.iter().filter(|entry| !is_new(entry));
    past.pain_before = moments(old).pop();
    past.pain_since = moments(pains.iter().filter(is_new));
    past
}

/// The pain of each moment, in order. Readings within a minute (several areas) count as their highest.
fn moments<'e>(pains: impl Iterator<Item = &'e Entry>) -> Vec<u32> {
    let mut moments: Vec<u32> = Vec::new();
    let mut began = None;
    for entry in pains {
        let Body::Pain(pain) = &entry.body else {
            continue;
        };
        let (at, _) = entry.order();
        let value = u32::from(pain.value);
        match (moments.last_mut(), began) {
            (Some(highest), Some(began)) if at - began < MOMENT_MS => {
                *highest = (*highest).max(value);
            }
            _ => {
                moments.push(value);
                began = Some(at);
            }
        }
    }
    moments
}

#[cfg(test)]
mod tests;
