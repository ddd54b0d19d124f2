//! Sums over a journal that can be kept up to date as entries are added.
//!
//! Entries fall into scopes: the entries of one session, or one entry without a session, each with
//! the corrections that speak to them. What a scope adds to the sums depends on nothing outside of it,
//! so a store that appends entries takes away what the scopes in question came to before and adds
//! what they come to now ([`Totals::of_scope`], [`Totals::add`], [`Totals::subtract`]). All sums are whole
//! numbers: adding and taking away in any order gives the same.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::facts::{Facts, TechniqueFacts};
use super::running::RunningTotals;
use super::session::{Points, SessionSummary};
use crate::content::Id;
use crate::journal::{Entry, Felt, When, effective};
use crate::routine::Side;

/// Sums over the entries of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// By the person's own day.
    pub days: BTreeMap<Date, DayTotals>,
    /// By day, place and moment.
    pub pain: BTreeMap<PainKey, PainTotals>,
    /// By technique.
    pub techniques: BTreeMap<Id, TechniqueTotals>,
}

/// Sums over the sessions that began on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotals {
    /// Sessions.
    pub sessions: i64,
    /// Of these, sessions that make the day count ([`SessionSummary::counts`]).
    pub counted: i64,
    /// Milliseconds that were played.
    pub played_ms: i64,
}

/// What pain readings are summed by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PainKey {
    /// The person's own day.
    pub day: Date,
    /// The area; none for pain as a whole.
    pub area: Option<Id>,
    /// The side; none for both.
    pub side: Option<Side>,
    /// The moment.
    pub when: When,
}

/// Sums over pain readings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PainTotals {
    /// How many.
    pub readings: i64,
    /// Their sum, in points.
    pub sum: i64,
}

/// Sums over one technique.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TechniqueTotals {
    /// Times that it was played to its end.
    pub times: i64,
    /// Seconds of work in these.
    pub seconds: i64,
    /// Times that it was skipped.
    pub skipped: i64,
    /// Times that it was said to have helped.
    pub helped: i64,
    /// Times that it was said to have changed nothing.
    pub no_change: i64,
    /// Times that it was said to have hurt.
    pub hurt: i64,
    /// Changes in pain over the sessions that it was finished in, by how many techniques were
    /// finished in the session.
    pub changes: BTreeMap<u32, ChangeTotals>,
    /// Times that it was played to its end, by day.
    pub days: BTreeMap<Date, i64>,
}

/// Sums over changes in pain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangeTotals {
    /// How many sessions.
    pub sessions: i64,
    /// The sum of their changes; less pain is negative.
    pub sum: Points,
}

impl Totals {
    /// What one scope adds. `entries` are all entries of the scope, with all corrections that speak to
    /// them or to their corrections, in any order.
    pub fn of_scope(entries: &[Entry]) -> Self {
        Self::of_effective_scope(&effective(entries))
    }

    /// The sums over a whole journal, by person.
    pub fn by_person(entries: &[Entry]) -> BTreeMap<Uuid, Self> {
        let mut sessions: BTreeMap<(Uuid, Uuid), Vec<Entry>> = BTreeMap::new();
        let mut all: BTreeMap<Uuid, Self> = BTreeMap::new();
        for entry in effective(entries) {
            let person = entry.person;
            match entry.session {
                Some(session) => sessions.entry((person, session)).or_default().push(entry),
                None => all
                    .entry(person)
                    .or_default()
                    .add(&Self::of_effective_scope(&[entry])),
            }
        }
        for ((person, _), entries) in &sessions {
            all.entry(*person)
                .or_default()
                .add(&Self::of_effective_scope(entries));
        }
        all
    }

    fn of_effective_scope(entries: &[Entry]) -> Self {
        entries.iter().collect::<RunningTotals>().totals()
    }

    pub(super) fn add_session(&mut self, summary: &SessionSummary) {
        let date = summary.day();
        let day = self.days.entry(date).or_default();
        day.sessions += 1;
        day.counted += i64::from(summary.counts());
        day.played_ms = day
            .played_ms
            .saturating_add(i64::try_from(summary.played_ms).unwrap_or(i64::MAX));
        let shared = u32::try_from(summary.finished().count()).unwrap_or(u32::MAX);
        for (id, done) in &summary.techniques {
            let technique = self.technique(id);
            technique.skipped += i64::from(done.skipped);
            if let Some(felt) = done.felt {
                technique.add_felt(felt);
            }
            if done.finished == 0 {
                continue;
            }
            technique.times += i64::from(done.finished);
            let seconds = i64::try_from(done.seconds).unwrap_or(i64::MAX);
            technique.seconds = technique.seconds.saturating_add(seconds);
            *technique.days.entry(date).or_default() += i64::from(done.finished);
            if let Some(change) = summary.change {
                let changes = technique.changes.entry(shared).or_default();
                changes.sessions += 1;
                changes.sum.0 += change.0;
            }
        }
    }

    pub(super) fn technique(&mut self, id: &Id) -> &mut TechniqueTotals {
        self.techniques.entry(id.clone()).or_default()
    }

    /// Adds other sums to these. Sums that come to nothing are dropped.
    pub fn add(&mut self, other: &Self) {
        self.combine(other, 1);
    }

    /// Takes other sums away from these. Sums that come to nothing are dropped.
    pub fn subtract(&mut self, other: &Self) {
        self.combine(other, -1);
    }

    fn combine(&mut self, other: &Self, sign: i64) {
        for (day, sums) in &other.days {
            upsert(&mut self.days, day, |into| {
                add(&mut into.sessions, sign, sums.sessions);
                add(&mut into.counted, sign, sums.counted);
                add(&mut into.played_ms, sign, sums.played_ms);
            });
        }
        for (key, sums) in &other.pain {
            upsert(&mut self.pain, key, |into| {
                add(&mut into.readings, sign, sums.readings);
                add(&mut into.sum, sign, sums.sum);
            });
        }
        for (id, sums) in &other.techniques {
            upsert(&mut self.techniques, id, |into| into.combine(sums, sign));
        }
    }

    /// What progress is computed from.
    pub fn facts(&self) -> Facts {
        Facts {
            days: self.days.clone(),
            pain: self.pain.clone(),
            techniques: self
                .techniques
                .iter()
                .map(|(id, sums)| {
                    let facts = TechniqueFacts {
                        times: sums.times,
                        seconds: sums.seconds,
                        skipped: sums.skipped,
                        helped: sums.helped,
                        no_change: sums.no_change,
                        hurt: sums.hurt,
                        changes: sums.changes.clone(),
                        last_day: sums.days.keys().next_back().copied(),
                    };
                    (id.clone(), facts)
                })
                .collect(),
        }
    }
}

impl TechniqueTotals {
    fn combine(&mut self, other: &Self, sign: i64) {
        add(&mut self.times, sign, other.times);
        add(&mut self.seconds, sign, other.seconds);
        add(&mut self.skipped, sign, other.skipped);
        add(&mut self.helped, sign, other.helped);
        add(&mut self.no_change, sign, other.no_change);
        add(&mut self.hurt, sign, other.hurt);
        for (shared, change) in &other.changes {
            upsert(&mut self.changes, shared, |into| {
                add(&mut into.sessions, sign, change.sessions);
                add(&mut into.sum.0, sign, change.sum.0);
            });
        }
        for (day, times) in &other.days {
            upsert(&mut self.days, day, |into| add(into, sign, *times));
        }
    }

    pub(super) fn add_felt(&mut self, felt: Felt) {
        match felt {
            Felt::Helped => self.helped += 1,
            Felt::NoChange => self.no_change += 1,
            Felt::Hurt => self.hurt += 1,
        }
    }
}

fn add(into: &mut i64, sign: i64, value: i64) {
    *into = into.saturating_add(sign.saturating_mul(value));
}

/// Changes the sums under a key, and drops them when they come to nothing.
fn upsert<K: Ord + Clone, V: Default + PartialEq>(
    map: &mut BTreeMap<K, V>,
    key: &K,
    change: impl FnOnce(&mut V),
) {
    let sums = map.entry(key.clone()).or_default();
    change(sums);
    if *sums == V::default() {
        map.remove(key);
    }
}
