//! How much each week.

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Facts;

/// One ISO week (Monday to Sunday).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// The ISO year, which is not always the calendar's in the first and last days of January and December.
    pub year: i16,
    /// The ISO week, 1 to 53.
    pub week: i8,
    /// Its Monday.
    pub monday: Date,
    /// Sessions that began in it.
    pub sessions: u32,
    /// Days in it that count ([`Facts::days_done`]).
    pub days: u32,
    /// Milliseconds that were played in sessions that began in it.
    pub played_ms: u64,
}

/// The last `most` weeks up to the one of `today`, the oldest first, with empty ones between; none
/// before the first one with a session. At least the week of `today` (for `most` of 1 or more).
pub fn weeks(facts: &Facts, today: Date, most: usize) -> Vec<Week> {
    let first = facts.days.keys().next().copied().map_or(today, monday_of);
    let mut found = Vec::new();
    let mut monday = monday_of(today);
    while found.len() < most {
        found.push(week(facts, monday));
        match monday.checked_sub(7.days()) {
            Ok(earlier) if earlier >= first => monday = earlier,
            _ => break,
        }
    }
    found.reverse();
    found
}

/// The Monday of a day's week; the day itself in the first week that can be written.
pub(super) fn monday_of(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

pub(super) fn week(facts: &Facts, monday: Date) -> Week {
    let iso = monday.iso_week_date();
    let sunday = monday.saturating_add(6.days());
    let mut week = Week {
        year: iso.year(),
        week: iso.week(),
        monday,
        sessions: 0,
        days: 0,
        played_ms: 0,
    };
    for sums in facts.days.range(monday..=sunday).map(|(_, sums)| sums) {
        let sessions = u32::try_from(sums.sessions.max(0)).unwrap_or(u32::MAX);
        week.sessions = week.sessions.saturating_add(sessions);
        week.days += u32::from(sums.counted > 0);
        let played_ms = u64::try_from(sums.played_ms).unwrap_or(0);
        week.played_ms = week.played_ms.saturating_add(played_ms);
    }
    week
}
