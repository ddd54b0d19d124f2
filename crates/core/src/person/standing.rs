//! Where a person stands with the safety check.

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
    let checks = newest(journal, person, "safety-checked")?;
    let pains = newest(journal, person, "pain")?;
    let past = past(&checks, &pains);
    let due = due(safety, &past, today);
    // A short check can only lower what the full one left, never raise it.
    let level = past.full.as_ref().map(|full| full.level);
    Ok(Standing { due, level, past })
}

/// How many of the newest entries of a kind are looked at.
const LOOK_BACK: usize = 400;

/// The newest entries of a kind that count, oldest first.
fn newest<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    kind: &str,
) -> Result<Vec<Entry>, journal::Error> {
    read_effective(
        journal,
        &Query {
            person: Some(person),
            kinds: vec![kind.to_owned()],
            newest_first: true,
            limit: Some(LOOK_BACK),
            ..Query::default()
        },
    )
}

/// What the entries say of the time before.
fn past(checks: &[Entry], pains: &[Entry]) -> Past {
    let mut past = Past::default();
    let mut since_full = None;
    for entry in checks {
        let Body::SafetyChecked(check) = &entry.body else {
            continue;
        };
        past.any = Some(entry.day());
        match check.form {
            Form::Full => {
                since_full = Some(entry.order());
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
    // Readings of one moment (several areas) count as their highest.
    let mut moments: Vec<(i64, u32)> = Vec::new();
    for entry in pains {
        let Body::Pain(pain) = &entry.body else {
            continue;
        };
        let minute = entry.order().0.div_euclid(60_000);
        match moments.last_mut() {
            Some((last, highest)) if *last == minute => {
                *highest = (*highest).max(pain.value.into())
            }
            _ => moments.push((minute, pain.value.into())),
        }
    }
    let newest_counts = pains
        .last()
        .is_some_and(|last| since_full.is_none_or(|full| last.order() > full));
    if newest_counts {
        past.pain_now = moments.pop().map(|(_, pain)| pain);
        past.pain_before = moments.pop().map(|(_, pain)| pain);
    }
    past
}
