//! What one session came to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::running::RunningTotals;
use crate::content::Id;
use crate::journal::{EndReason, Entry, Felt, PainReading, When, effective};
use crate::routine::Side;

/// A session of at least so many milliseconds makes its day count, even when it was not finished.
pub const LEAST_MS: u64 = 2 * 60 * 1000;

/// Points of pain, or a difference of such, in millionths: exact enough for means, and sums of them
/// do not depend on the order of adding.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(pub i64);

impl Points {
    /// The points as a number.
    pub fn value(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The mean of `count` values that sum up to `sum`; none for no values.
    pub fn mean(sum: i64, count: i64) -> Option<Self> {
        (count > 0).then(|| Self((sum as f64 / count as f64 * 1e6).round() as i64))
    }
}

/// What one session came to, from its entries with their corrections applied.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionSummary {
    /// The session.
    pub session: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// What people call its routine; empty when its beginning is not in the journal.
    pub name: String,
    /// When it began: its beginning, or else its first entry.
    pub started: Timestamp,
    /// How far local time was ahead of UTC then, in seconds.
    pub offset_s: i32,
    /// Whether its beginning is in the journal.
    pub has_start: bool,
    /// Why it ended; none while it has not. Of several ends the last one counts.
    pub reason: Option<EndReason>,
    /// How long it was played, in milliseconds: as its end says, or else all finished segments together.
    pub played_ms: u64,
    /// What was done in it, by technique.
    pub techniques: BTreeMap<Id, TechniqueSummary>,
    /// Pain before it: the mean over the places that were rated.
    pub before: Option<Points>,
    /// Pain after it, likewise.
    pub after: Option<Points>,
    /// How pain changed, over the places (area and side) that were rated both before and after; less
    /// pain is negative.
    pub change: Option<Points>,
}

/// What was done of one technique in a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TechniqueSummary {
    /// How many times it was played to its end.
    pub finished: u32,
    /// How many times it was skipped.
    pub skipped: u32,
    /// Seconds of work, over all times that it was finished.
    pub seconds: u64,
    /// What the person said that it did; the last word counts.
    pub felt: Option<Felt>,
}

impl SessionSummary {
    /// What a session came to. `entries` are those of one session and may hold the corrections of
    /// them; none when nothing is left of it.
    pub fn of(entries: &[Entry]) -> Option<Self> {
        Self::of_effective(&effective(entries))
    }

    pub(super) fn of_effective(entries: &[Entry]) -> Option<Self> {
        entries.iter().collect::<RunningTotals>().summary()
    }

    /// The person's own day on which it began.
    pub fn day(&self) -> Date {
        self.local().date()
    }

    /// The time on the person's own clock when it began.
    pub fn local(&self) -> jiff::civil::DateTime {
        let offset = jiff::tz::Offset::from_seconds(self.offset_s).unwrap_or(jiff::tz::Offset::UTC);
        offset.to_datetime(self.started)
    }

    /// Whether it was started and has not ended.
    pub fn is_open(&self) -> bool {
        self.has_start && self.reason.is_none()
    }

    /// Whether it makes its day count: finished, or at least [`LEAST_MS`] of it played.
    pub fn counts(&self) -> bool {
        self.reason == Some(EndReason::Done) || self.played_ms >= LEAST_MS
    }

    /// The techniques that were played to their end at least once.
    pub fn finished(&self) -> impl Iterator<Item = (&Id, &TechniqueSummary)> {
        self.techniques
            .iter()
            .filter(|(_, technique)| technique.finished > 0)
    }
}

/// Where pain was rated.
type Place = (Option<Id>, Option<Side>);

/// Pain readings of a session: sum and number of them by place and moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Pain {
    places: BTreeMap<Place, BTreeMap<When, (i64, i64)>>,
}

impl Pain {
    pub(super) fn add(&mut self, reading: &PainReading) {
        let place = (reading.area.clone(), reading.side);
        let (sum, count) = self
            .places
            .entry(place)
            .or_default()
            .entry(reading.when)
            .or_default();
        *sum += i64::from(reading.value);
        *count += 1;
    }

    fn means(&self, when: When) -> impl Iterator<Item = f64> {
        self.places
            .values()
            .filter_map(move |moments| moments.get(&when))
            .map(|(sum, count)| *sum as f64 / *count as f64)
    }

    pub(super) fn mean(&self, when: When) -> Option<Points> {
        mean_points(self.means(when))
    }

    pub(super) fn change(&self) -> Option<Points> {
        mean_points(self.places.values().filter_map(|moments| {
            let (before, before_n) = moments.get(&When::Before)?;
            let (after, after_n) = moments.get(&When::After)?;
            Some(*after as f64 / *after_n as f64 - *before as f64 / *before_n as f64)
        }))
    }
}

fn mean_points(values: impl Iterator<Item = f64>) -> Option<Points> {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| Points((sum / f64::from(count) * 1e6).round() as i64))
}
