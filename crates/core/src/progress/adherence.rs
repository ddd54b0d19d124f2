//! How well a person keeps to as many days a week as they mean to.
//!
//! The default goal, 5 days a week, is what the trials behind the program defaults asked for
//! (Andersen 2011 and Tunwattanapong 2016, `facts/evidence.md`).

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Facts;
use super::weeks::{monday_of, week};

/// Days a week that are meant when a person says nothing else.
pub const DEFAULT_GOAL_DAYS: u8 = 5;
/// How many whole weeks are looked at.
const WEEKS: usize = 4;

/// The days of one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekDays {
    /// Its Monday.
    pub monday: Date,
    /// Days that count ([`Facts::days_done`]).
    pub done: u32,
}

/// Days done against days meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Adherence {
    /// Days a week that are meant, 1 to 7.
    pub goal_days: u8,
    /// This week so far.
    pub this_week: WeekDays,
    /// The whole weeks before it, at most 4, the oldest first. The first one is the first week that
    /// began on or after the first day that counts, so nobody is marked down for days before they began.
    pub weeks: Vec<WeekDays>,
    /// Over those weeks: days done for each 100 days meant. More days in a week than were meant do
    /// not make up for another week. None before the first whole week.
    pub percent: Option<f64>,
}

/// Days done against `goal_days` a week (taken to be 1 to 7).
pub fn adherence(facts: &Facts, today: Date, goal_days: u8) -> Adherence {
    let goal_days = goal_days.clamp(1, 7);
    let this_monday = monday_of(today);
    let days = |monday| WeekDays {
        monday,
        done: week(facts, monday).days,
    };
    let mut weeks = Vec::new();
    if let Some(first) = facts.days_done().next() {
        let mut monday = this_monday;
        while weeks.len() < WEEKS {
            match monday.checked_sub(7.days()) {
                Ok(earlier) if earlier >= first => monday = earlier,
                _ => break,
            }
            weeks.push(days(monday));
        }
        weeks.reverse();
    }
    let meant = u32::from(goal_days) * u32::try_from(weeks.len()).unwrap_or(0);
    let done: u32 = weeks
        .iter()
        .map(|week| week.done.min(u32::from(goal_days)))
        .sum();
    Adherence {
        goal_days,
        this_week: days(this_monday),
        percent: (meant > 0).then(|| f64::from(done) / f64::from(meant) * 100.0),
        weeks,
    }
}
