//! Everything that progress says, at once.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::adherence::{Adherence, DEFAULT_GOAL_DAYS, adherence};
use super::effect::{Effect, effects};
use super::facts::Facts;
use super::session::{Points, SessionSummary};
use super::streak::{Streak, streak};
use super::trend::{DayPain, Trend, areas_with_pain, daily_pain, trend};
use super::weeks::{Week, weeks};
use crate::content::Id;

/// What a person wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Days a week that are meant, 1 to 7.
    pub goal_days: u8,
    /// How many weeks to show at most.
    pub weeks: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            goal_days: DEFAULT_GOAL_DAYS,
            weeks: 12,
        }
    }
}

/// How it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The day that it is told for.
    pub today: Date,
    /// Sessions in all.
    pub sessions: u64,
    /// Milliseconds that were played in all.
    pub played_ms: u64,
    /// Days in a row.
    pub streak: Streak,
    /// Week by week, the oldest first.
    pub weeks: Vec<Week>,
    /// Days done against days meant.
    pub adherence: Adherence,
    /// Pain as a whole, day by day.
    pub daily: Vec<DayPain>,
    /// Its trend.
    pub trend: Trend,
    /// The trend of each area that was rated.
    pub areas: BTreeMap<Id, Trend>,
    /// Pain before and after single sessions, the newest first: apart from the trend, and never
    /// called an improvement of it.
    pub recent: Vec<SessionChange>,
    /// What each technique did.
    pub effects: BTreeMap<Id, Effect>,
}

/// Pain before and after one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionChange {
    /// When it began, on the person's own clock.
    pub started: DateTime,
    /// Pain before it.
    pub before: Option<Points>,
    /// Pain after it.
    pub after: Option<Points>,
    /// The change at the places that were rated both times.
    pub change: Option<Points>,
}

/// How it goes on `today`, from a person's facts and their newest sessions. Sessions without a reading
/// before or after are passed over.
pub fn progress(
    facts: &Facts,
    newest: &[SessionSummary],
    today: Date,
    options: &Options,
) -> Progress {
    let daily = daily_pain(facts, None);
    let sum = |of: fn(&super::DayTotals) -> i64| {
        facts.days.values().fold(0u64, |all, sums| {
            all.saturating_add(u64::try_from(of(sums)).unwrap_or(0))
        })
    };
    Progress {
        today,
        sessions: sum(|day| day.sessions),
        played_ms: sum(|day| day.played_ms),
        streak: streak(facts, today),
        weeks: weeks(facts, today, options.weeks),
        adherence: adherence(facts, today, options.goal_days),
        trend: trend(&daily),
        daily,
        areas: areas_with_pain(facts)
            .into_iter()
            .map(|area| {
                let trend = trend(&daily_pain(facts, Some(&area)));
                (area, trend)
            })
            .collect(),
        recent: newest
            .iter()
            .filter(|session| session.before.is_some() || session.after.is_some())
            .map(|session| SessionChange {
                started: session.local(),
                before: session.before,
                after: session.after,
                change: session.change,
            })
            .collect(),
        effects: effects(facts, today),
    }
}
