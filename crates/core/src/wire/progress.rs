//! `unhunch.progress/1`: how it goes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::StreakWire;
use crate::progress::{
    Adherence, DayPain, Effect, Points, Progress, SessionChange, TooEarly, Trend, TrendReading,
    Week, WeekDays, Window,
};

/// How it goes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProgressWire {
    /// `unhunch.progress/1`.
    pub schema: &'static str,
    /// The day that it is told for.
    pub today: String,
    /// Sessions in all.
    pub sessions: u64,
    /// Milliseconds that were played in all.
    pub played_ms: u64,
    /// Days in a row.
    pub streak: StreakWire,
    /// Week by week, the oldest first.
    pub weeks: Vec<WeekWire>,
    /// Days done against days meant.
    pub adherence: AdherenceWire,
    /// The area that `trend` and `daily` are of; null for pain as a whole.
    pub area: Option<String>,
    /// The trend of pain.
    pub trend: TrendWire,
    /// Pain day by day, the oldest first; days without a reading are left out.
    pub daily: Vec<DayPainWire>,
    /// The trend of each area that was rated.
    pub areas: BTreeMap<String, TrendWire>,
    /// Pain before and after single sessions, the newest first.
    pub recent: Vec<SessionChangeWire>,
    /// What each technique did, by id.
    pub techniques: BTreeMap<String, EffectWire>,
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WeekWire {
    /// Its ISO name, `2026-W09`.
    pub week: String,
    /// Its Monday.
    pub monday: String,
    /// Sessions.
    pub sessions: u32,
    /// Days that count.
    pub days: u32,
    /// Milliseconds that were played.
    pub played_ms: u64,
}

/// Days done against days meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AdherenceWire {
    /// Days a week that are meant.
    pub goal_days: u8,
    /// This week so far.
    pub this_week: WeekDaysWire,
    /// The whole weeks before it, at most 4.
    pub weeks: Vec<WeekDaysWire>,
    /// Days done for each 100 meant, over those weeks; null before the first whole week.
    pub percent: Option<f64>,
}

/// The days of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WeekDaysWire {
    /// Its Monday.
    pub monday: String,
    /// Days that count.
    pub done: u32,
}

/// A trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrendWire {
    /// Readings that count.
    pub readings: u32,
    /// Days with a reading.
    pub days: u32,
    /// Days without one, between the first and the last.
    pub missing_days: u32,
    /// Why nothing can be told yet: `no-readings`, `few-first-days` or `few-latest-days`; null when it can.
    pub too_early: Option<&'static str>,
    /// What can be told; null while it is too early.
    pub reading: Option<TrendReadingWire>,
}

/// What a trend comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrendReadingWire {
    /// The first days.
    pub first: WindowWire,
    /// The latest 7 days.
    pub latest: WindowWire,
    /// The latest mean less the first; less pain is negative.
    pub change: f64,
    /// The change for each 100 of the first mean; null where that is 0.
    pub percent: Option<f64>,
    /// `less-by-50-percent`, `less-by-30-percent`, `no-clear-change` or `worse`.
    pub verdict: &'static str,
}

/// Some days, with the mean of their pain.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WindowWire {
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The mean of its days, 0 to 10.
    pub mean: f64,
    /// Days with a reading.
    pub days: u32,
    /// Days without one.
    pub missing_days: u32,
    /// Readings.
    pub readings: u32,
}

/// The pain of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DayPainWire {
    /// The day.
    pub day: String,
    /// 0 to 10.
    pub mean: f64,
    /// Readings.
    pub readings: u32,
}

/// Pain before and after one session.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionChangeWire {
    /// When it began, on the person's own clock.
    pub started: String,
    /// Pain before; null when it was not rated.
    pub before: Option<f64>,
    /// Pain after, likewise.
    pub after: Option<f64>,
    /// The change at the places that were rated both times.
    pub change: Option<f64>,
}

/// What a technique did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EffectWire {
    /// Times that it was played to its end.
    pub times: u32,
    /// Minutes of work in these.
    pub minutes: f64,
    /// Times that it was skipped.
    pub skipped: u32,
    /// Times that it was said to have helped.
    pub helped: u32,
    /// Times that it was said to have changed nothing.
    pub no_change: u32,
    /// Times that it was said to have hurt.
    pub hurt: u32,
    /// Sessions with pain rated before and after.
    pub rated_sessions: u32,
    /// The mean change over those; less pain is negative. Null for none.
    pub mean_change: Option<f64>,
    /// The estimate of points of pain taken away, drawn towards 0.
    pub estimate: f64,
    /// Its 90% interval.
    pub interval: [f64; 2],
    /// `too-early`, `unclear`, `hurts` or `helps`.
    pub certainty: &'static str,
    /// Days since it was last played to its end.
    pub days_since: Option<u32>,
}

impl ProgressWire {
    /// Progress as JSON; `area` says what its trend is of.
    pub fn of(progress: &Progress, area: Option<&crate::content::Id>) -> Self {
        Self {
            schema: "unhunch.progress/1",
            today: progress.today.to_string(),
            sessions: progress.sessions,
            played_ms: progress.played_ms,
            streak: progress.streak.into(),
            weeks: progress.weeks.iter().map(WeekWire::from).collect(),
            adherence: (&progress.adherence).into(),
            area: area.map(ToString::to_string),
            trend: (&progress.trend).into(),
            daily: progress.daily.iter().map(DayPainWire::from).collect(),
            areas: progress
                .areas
                .iter()
                .map(|(id, trend)| (id.to_string(), trend.into()))
                .collect(),
            recent: progress
                .recent
                .iter()
                .map(SessionChangeWire::from)
                .collect(),
            techniques: progress
                .effects
                .iter()
                .map(|(id, effect)| (id.to_string(), effect.into()))
                .collect(),
        }
    }
}

impl From<&Week> for WeekWire {
    fn from(week: &Week) -> Self {
        Self {
            week: format!("{:04}-W{:02}", week.year, week.week),
            monday: week.monday.to_string(),
            sessions: week.sessions,
            days: week.days,
            played_ms: week.played_ms,
        }
    }
}

impl From<&WeekDays> for WeekDaysWire {
    fn from(days: &WeekDays) -> Self {
        Self {
            monday: days.monday.to_string(),
            done: days.done,
        }
    }
}

impl From<&Adherence> for AdherenceWire {
    fn from(adherence: &Adherence) -> Self {
        Self {
            goal_days: adherence.goal_days,
            this_week: (&adherence.this_week).into(),
            weeks: adherence.weeks.iter().map(WeekDaysWire::from).collect(),
            percent: adherence.percent,
        }
    }
}

impl From<&Trend> for TrendWire {
    fn from(trend: &Trend) -> Self {
        Self {
            readings: trend.readings,
            days: trend.days,
            missing_days: trend.missing_days,
            too_early: trend.reading.err().map(|why| match why {
                TooEarly::NoReadings => "no-readings",
                TooEarly::FewFirstDays => "few-first-days",
                TooEarly::FewLatestDays => "few-latest-days",
            }),
            reading: trend.reading.ok().as_ref().map(TrendReadingWire::from),
        }
    }
}

impl From<&TrendReading> for TrendReadingWire {
    fn from(reading: &TrendReading) -> Self {
        Self {
            first: (&reading.first).into(),
            latest: (&reading.latest).into(),
            change: reading.change,
            percent: reading.percent,
            verdict: reading.verdict.word(),
        }
    }
}

impl From<&Window> for WindowWire {
    fn from(window: &Window) -> Self {
        Self {
            from: window.from.to_string(),
            until: window.until.to_string(),
            mean: window.mean,
            days: window.days,
            missing_days: window.missing_days,
            readings: window.readings,
        }
    }
}

impl From<&DayPain> for DayPainWire {
    fn from(day: &DayPain) -> Self {
        Self {
            day: day.day.to_string(),
            mean: day.mean,
            readings: day.readings,
        }
    }
}

impl From<&SessionChange> for SessionChangeWire {
    fn from(change: &SessionChange) -> Self {
        Self {
            started: change.started.to_string(),
            before: change.before.map(Points::value),
            after: change.after.map(Points::value),
            change: change.change.map(Points::value),
        }
    }
}

impl From<&Effect> for EffectWire {
    fn from(effect: &Effect) -> Self {
        Self {
            times: effect.times,
            minutes: effect.minutes,
            skipped: effect.skipped,
            helped: effect.helped,
            no_change: effect.no_change,
            hurt: effect.hurt,
            rated_sessions: effect.rated_sessions,
            mean_change: effect.mean_change,
            estimate: effect.estimate,
            interval: [effect.interval.0, effect.interval.1],
            certainty: effect.certainty.word(),
            days_since: effect.days_since,
        }
    }
}
