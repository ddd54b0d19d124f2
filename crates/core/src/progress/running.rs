//! Sums of one scope that grow entry by entry.
//!
//! Nothing here depends on the order in which entries are added: numbers are added up, and where the first
//! or the last entry counts, its place in the journal's order is kept beside what it said. So a session that
//! is being played costs each new entry the same, however long it has become.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::session::{Pain, SessionSummary, TechniqueSummary};
use super::totals::{PainKey, Totals};
use crate::content::Id;
use crate::journal::{Body, EndReason, Entry, When};

/// A place in the journal's order.
type Place = (i64, Uuid);

/// What the entries of one scope come to so far: a session, or an entry without one. Corrections are not
/// followed; a scope that has some is made of its entries as they count (`journal::effective`).
#[derive(Debug, Clone, Default)]
pub struct RunningTotals {
    /// The first entry.
    first: Option<Beginning>,
    /// The first beginning of the session.
    started: Option<Beginning>,
    /// Why it ended and how long it was played, as the last end says.
    ended: Option<(Place, EndReason, u64)>,
    /// Milliseconds of all finished segments.
    played_ms: u64,
    techniques: BTreeMap<Id, Done>,
    pain: Pain,
    /// What does not depend on the session.
    apart: Totals,
}

/// Where a session begins.
#[derive(Debug, Clone)]
struct Beginning {
    place: Place,
    session: Option<Uuid>,
    person: Uuid,
    name: String,
    at: Timestamp,
    offset_s: i32,
}

/// What was done of a technique.
#[derive(Debug, Clone, Default)]
struct Done {
    summary: TechniqueSummary,
    /// Where the word on how it felt stands.
    felt_at: Option<Place>,
}

impl RunningTotals {
    /// Adds an entry that is not among them yet.
    pub fn push(&mut self, entry: &Entry) {
        let place = entry.order();
        let is_first =
            |first: &Option<Beginning>| first.as_ref().is_none_or(|one| place < one.place);
        let beginning = |name: &str| Beginning {
            place,
            session: entry.session,
            person: entry.person,
            name: name.to_owned(),
            at: entry.at,
            offset_s: entry.offset_s,
        };
        if is_first(&self.first) {
            self.first = Some(beginning(""));
        }
        match &entry.body {
            Body::SessionStarted(started) if is_first(&self.started) => {
                self.started = Some(beginning(&started.name));
            }
            Body::SegmentFinished(segment) => {
                self.played_ms = self.played_ms.saturating_add(segment.played_ms);
            }
            Body::TechniqueFinished(finished) => {
                let done = &mut self.technique(&finished.technique).summary;
                done.finished = done.finished.saturating_add(1);
                done.seconds = done.seconds.saturating_add(u64::from(finished.seconds));
            }
            Body::TechniqueSkipped(skipped) => {
                let done = &mut self.technique(skipped).summary;
                done.skipped = done.skipped.saturating_add(1);
            }
            Body::Feedback { technique, felt } if entry.session.is_none() => {
                self.apart.technique(technique).add_felt(*felt);
            }
            Body::Feedback { technique, felt } => {
                let done = self.technique(technique);
                if done.felt_at.is_none_or(|last| last < place) {
                    done.felt_at = Some(place);
                    done.summary.felt = Some(*felt);
                }
            }
            Body::SessionEnded(ended) if self.ended.is_none_or(|(last, ..)| last < place) => {
                self.ended = Some((place, ended.reason, ended.played_ms));
            }
            Body::Pain(reading) => {
                self.pain.add(reading);
                let key = PainKey {
                    day: entry.day(),
                    area: reading.area.clone(),
                    side: reading.side,
                    when: reading.when,
                };
                let pain = self.apart.pain.entry(key).or_default();
                pain.readings += 1;
                pain.sum += i64::from(reading.value);
            }
            _ => {}
        }
    }

    fn technique(&mut self, id: &Id) -> &mut Done {
        self.techniques.entry(id.clone()).or_default()
    }

    /// What the session came to; none without entries, and for entries without a session.
    pub fn summary(&self) -> Option<SessionSummary> {
        let first = self.first.as_ref()?;
        let session = first.session?;
        let start = self.started.as_ref().unwrap_or(first);
        let techniques = self.techniques.iter();
        Some(SessionSummary {
            session,
            person: first.person,
            name: start.name.clone(),
            started: start.at,
            offset_s: start.offset_s,
            has_start: self.started.is_some(),
            reason: self.ended.map(|(_, reason, _)| reason),
            played_ms: self
                .ended
                .map_or(self.played_ms, |(.., played_ms)| played_ms),
            techniques: techniques
                .map(|(id, done)| (id.clone(), done.summary))
                .collect(),
            before: self.pain.mean(When::Before),
            after: self.pain.mean(When::After),
            change: self.pain.change(),
        })
    }

    /// What the scope adds to the sums over a journal.
    pub fn totals(&self) -> Totals {
        let mut totals = self.apart.clone();
        if let Some(summary) = self.summary() {
            totals.add_session(&summary);
        }
        totals
    }
}

impl<'e> FromIterator<&'e Entry> for RunningTotals {
    fn from_iter<I: IntoIterator<Item = &'e Entry>>(entries: I) -> Self {
        let mut running = Self::default();
        for entry in entries {
            running.push(entry);
        }
        running
    }
}
