//! Whether it hurts less: the first days against the latest 7.
//!
//! # Method
//!
//! The rules of `facts/evidence.md`, and where these are silent, what is marked general practice:
//!
//! - What counts for a trend are readings taken on their own (`daily`) and right before a session
//!   (`before`): they say how the day is. Readings during and after a session say what the session did
//!   and are shown apart from the trend (evidence.md).
//! - A day is the mean of its readings: for one area, of that area's; for the whole, the mean of its
//!   areas' means, so that an area that is rated more often does not weigh more (general practice).
//! - The *latest* window is the 7 calendar days up to the last day with a reading. The *first* window is
//!   the first 7 calendar days, or longer until it holds 3 days with readings, and ends before the latest
//!   one begins. Each needs at least 3 days with readings; it is too early to tell otherwise
//!   (evidence.md asks for 3 of the first window; for the latest, general practice: one pair of
//!   readings is noise up to 4.0 points, Kovacs).
//! - The mean of a window is the mean of its days; days without a reading are counted and shown.
//! - Marks: less by 30% and by 50% of the first mean (exactly 30% is on the mark), and worse by 2
//!   points or more. There is no percentage where the first mean is 0.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Facts;
use crate::content::Id;
use crate::journal::When;

/// Days with readings that a window needs.
pub(super) const LEAST_DAYS: usize = 3;
/// Calendar days of a window.
const WINDOW_DAYS: i64 = 7;
/// Points by which pain must rise to be called worse.
const WORSE_POINTS: f64 = 2.0;
/// Room for the rounding of means, so that what is on a mark on paper is on it here.
const EPSILON: f64 = 1e-9;

/// The pain of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayPain {
    /// The person's own day.
    pub day: Date,
    /// Points, 0 to 10.
    pub mean: f64,
    /// How many readings it rests on.
    pub readings: u32,
}

/// Some days, with the mean of their pain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// The first calendar day.
    pub from: Date,
    /// The last calendar day.
    pub until: Date,
    /// The mean of its days, in points.
    pub mean: f64,
    /// Days with a reading.
    pub days: u32,
    /// Calendar days without one.
    pub missing_days: u32,
    /// Readings.
    pub readings: u32,
}

/// What a trend comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Less by half or more.
    LessByHalf,
    /// Less by 30% or more.
    LessByThird,
    /// Neither clearly less nor clearly more.
    NoClearChange,
    /// More by 2 points or more.
    Worse,
}

impl Verdict {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::LessByHalf => "less-by-50-percent",
            Self::LessByThird => "less-by-30-percent",
            Self::NoClearChange => "no-clear-change",
            Self::Worse => "worse",
        }
    }
}

/// Why no trend can be told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooEarly {
    /// There is no reading at all.
    NoReadings,
    /// Fewer than 3 days with readings before the latest 7 days.
    FewFirstDays,
    /// Fewer than 3 days with readings in the latest 7 days.
    FewLatestDays,
}

/// A trend that can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendReading {
    /// The first days.
    pub first: Window,
    /// The latest 7 days, up to the last one with a reading.
    pub latest: Window,
    /// The latest mean less the first: negative is less pain. Points.
    pub change: f64,
    /// The change for each 100 of the first mean; none where that is 0.
    pub percent: Option<f64>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// Whether pain went up or down over the weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// All readings that count.
    pub readings: u32,
    /// Days with a reading.
    pub days: u32,
    /// Calendar days without one, between the first and the last reading.
    pub missing_days: u32,
    /// The trend, or why it is too early to tell.
    pub reading: Result<TrendReading, TooEarly>,
}

/// The areas that have readings which count for a trend.
pub fn areas_with_pain(facts: &Facts) -> BTreeSet<Id> {
    facts
        .pain
        .keys()
        .filter(|key| counts(key.when))
        .filter_map(|key| key.area.clone())
        .collect()
}

/// Pain by day, the oldest first, for one area (either side) or for the whole.
pub fn daily_pain(facts: &Facts, area: Option<&Id>) -> Vec<DayPain> {
    let mut days: BTreeMap<Date, BTreeMap<Option<&Id>, (i64, i64)>> = BTreeMap::new();
    for (key, sums) in &facts.pain {
        let wanted = area.is_none() || area == key.area.as_ref();
        if wanted && counts(key.when) && sums.readings > 0 {
            let place = days.entry(key.day).or_default();
            let (sum, readings) = place.entry(key.area.as_ref()).or_default();
            *sum = sum.saturating_add(sums.sum.max(0));
            *readings = readings.saturating_add(sums.readings);
        }
    }
    days.into_iter()
        .map(|(day, areas)| {
            let total: f64 = areas
                .values()
                .map(|(sum, readings)| *sum as f64 / *readings as f64)
                .sum();
            let readings = areas
                .values()
                .fold(0i64, |all, (_, readings)| all.saturating_add(*readings));
            DayPain {
                day,
                mean: (total / areas.len() as f64).clamp(0.0, 10.0),
                readings: u32::try_from(readings).unwrap_or(u32::MAX),
            }
        })
        .collect()
}

/// The trend of days in order, as [`daily_pain`] gives them.
pub fn trend(days: &[DayPain]) -> Trend {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Trend {
            readings: 0,
            days: 0,
            missing_days: 0,
            reading: Err(TooEarly::NoReadings),
        };
    };
    let whole = window(days, first.day, last.day);
    Trend {
        readings: whole.readings,
        days: whole.days,
        missing_days: whole.missing_days,
        reading: compare(days, first.day, last.day),
    }
}

fn counts(when: When) -> bool {
    matches!(when, When::Daily | When::Before)
}

fn compare(days: &[DayPain], first: Date, last: Date) -> Result<TrendReading, TooEarly> {
    let latest_from = last.saturating_sub((WINDOW_DAYS - 1).days());
    let split = days.partition_point(|day| day.day < latest_from);
    let (before, latest) = days.split_at(split);
    if latest.len() < LEAST_DAYS {
        return Err(TooEarly::FewLatestDays);
    }
    let week_end = first.saturating_add((WINDOW_DAYS - 1).days());
    let in_week = before.partition_point(|day| day.day <= week_end);
    let Some(first_days) = before.get(..in_week.max(LEAST_DAYS)) else {
        return Err(TooEarly::FewFirstDays);
    };
    let first_until = match first_days.last() {
        Some(day) if day.day > week_end => day.day,
        _ => week_end.min(latest_from.saturating_sub(1.days())),
    };
    let first = window(first_days, first, first_until);
    let latest = window(latest, latest_from, last);
    let change = latest.mean - first.mean;
    let percent = (first.mean > 0.0).then(|| change / first.mean * 100.0);
    let less_by = |mark: f64| percent.is_some_and(|percent| percent <= EPSILON - mark);
    let verdict = if change >= WORSE_POINTS - EPSILON {
        Verdict::Worse
    } else if less_by(50.0) {
        Verdict::LessByHalf
    } else if less_by(30.0) {
        Verdict::LessByThird
    } else {
        Verdict::NoClearChange
    };
    Ok(TrendReading {
        first,
        latest,
        change,
        percent,
        verdict,
    })
}

/// The window of some days; there is at least one.
fn window(days: &[DayPain], from: Date, until: Date) -> Window {
    let calendar = days_between(from, until).saturating_add(1);
    let with_reading = i64::try_from(days.len()).unwrap_or(i64::MAX);
    Window {
        from,
        until,
        mean: days.iter().map(|day| day.mean).sum::<f64>() / days.len().max(1) as f64,
        days: u32::try_from(with_reading).unwrap_or(u32::MAX),
        missing_days: u32::try_from((calendar - with_reading).max(0)).unwrap_or(u32::MAX),
        readings: days
            .iter()
            .fold(0, |all: u32, day| all.saturating_add(day.readings)),
    }
}

/// Whole days from one to the other; negative when `to` is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
