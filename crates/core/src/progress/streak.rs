//! How many days in a row.

use jiff::civil::Date;

use super::facts::Facts;

/// Days in a row on which something was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streak {
    /// Up to today. A today on which nothing is done yet does not break it: it then ends yesterday.
    pub current: u32,
    /// Whether today is part of it.
    pub today: bool,
    /// The longest one ever, the current one included.
    pub longest: u32,
    /// All days on which something was done.
    pub days: u32,
}

/// Counts the days that count ([`Facts::days_done`]).
///
/// Days after `today` (a clock that was ahead, a journey across the date line) count for the longest
/// streak, not for the current one.
pub fn streak(facts: &Facts, today: Date) -> Streak {
    let mut streak = Streak::default();
    let mut run = 0;
    let mut before: Option<Date> = None;
    for day in facts.days_done() {
        let follows = before.is_some_and(|before| before.tomorrow().ok() == Some(day));
        run = if follows { run + 1 } else { 1 };
        before = Some(day);
        streak.days += 1;
        streak.longest = streak.longest.max(run);
        streak.today |= day == today;
        if day == today || day.tomorrow().ok() == Some(today) {
            streak.current = run;
        }
    }
    streak
}
