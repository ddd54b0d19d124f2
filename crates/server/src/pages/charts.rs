//! Charts as numbers: where each mark of a picture stands. Templates make SVG of them, with a table behind.

use jiff::ToSpan as _;
use jiff::civil::Date;
use unhunch_core::progress::{DayPain, DayTotals, Facts, LEAST_MS, Week};

use super::parts::{counted, day, minutes};

/// How large a chart of pain is within, in its own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// How wide, about: each day takes whole units.
    pub(crate) width: i64,
    /// How high: from no pain to the worst.
    pub(crate) height: i64,
}

/// A mark of a chart of pain.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dot {
    /// From the left.
    pub(crate) x: i64,
    /// From the top.
    pub(crate) y: i64,
    /// The day, in words.
    pub(crate) day: String,
    /// The pain, in words.
    pub(crate) pain: String,
    /// How many readings it rests on.
    pub(crate) readings: u32,
}

/// Pain over days.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PainChart {
    /// How wide it is, in its own units.
    pub(crate) width: i64,
    /// How high it is: from no pain to the worst.
    pub(crate) height: i64,
    /// How wide each day is.
    pub(crate) step: i64,
    /// The days with a reading.
    pub(crate) dots: Vec<Dot>,
    /// Lines between days that lie close: `M0 50L20 40`.
    pub(crate) line: String,
    /// The first day that is shown.
    pub(crate) from: String,
    /// The last day that is shown.
    pub(crate) until: String,
    /// How many days it shows.
    pub(crate) days: i64,
}

/// Days without a reading over which a line still leads.
const GAP_DAYS: i64 = 4;

impl PainChart {
    /// Pain over the last `days` days up to `today`; none where nothing was rated then.
    pub(crate) fn new(daily: &[DayPain], today: Date, days: i64, size: Size) -> Option<Self> {
        let Size { width, height } = size;
        let first = today.saturating_sub((days - 1).days());
        let step = (width / days.max(1)).max(1);
        let mut dots: Vec<Dot> = Vec::new();
        let mut line = String::new();
        let mut before: Option<i64> = None;
        for one in daily
            .iter()
            .filter(|one| one.day >= first && one.day <= today)
        {
            let at = since(first, one.day);
            let (x, y) = (
                at * step + step / 2,
                height - (one.mean / 10.0 * height as f64).round() as i64,
            );
            let joins = before.is_some_and(|before| at - before <= GAP_DAYS);
            line += &format!("{}{x} {y}", if joins { 'L' } else { 'M' });
            before = Some(at);
            dots.push(Dot {
                x,
                y,
                day: day(one.day),
                pain: tenths(one.mean),
                readings: one.readings,
            });
        }
        (!dots.is_empty()).then(|| Self {
            width: step * days,
            height,
            step,
            dots,
            line,
            from: day(first),
            until: day(today),
            days,
        })
    }
}

/// Whole days from one to the other.
fn since(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// "3", "3.5".
pub(crate) fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Minutes of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WeekBar {
    /// From the left.
    pub(crate) x: i64,
    /// How high, of 100.
    pub(crate) height: i64,
    /// The Monday, in words.
    pub(crate) monday: String,
    /// The same for where there is little room.
    pub(crate) short: String,
    /// Minutes played.
    pub(crate) minutes: u64,
    /// Sessions, in words.
    pub(crate) sessions: String,
    /// Days with a session, in words.
    pub(crate) days: String,
}

/// Units from one week to the next.
pub(crate) const WEEK_STEP: i64 = 44;

/// What a full bar stands for at least, in ms.
const FULL_MS: u64 = 10 * 60_000;

/// The bars of some weeks, the oldest first.
pub(crate) fn week_bars(weeks: &[Week]) -> Vec<WeekBar> {
    let most = weeks
        .iter()
        .map(|week| week.played_ms)
        .max()
        .unwrap_or(0)
        // A few seconds do not fill a week.
        .max(FULL_MS);
    let bar = |(at, week): (i64, &Week)| WeekBar {
        x: at * WEEK_STEP,
        height: (week.played_ms as f64 / most as f64 * 100.0).round() as i64,
        monday: day(week.monday),
        short: week.monday.strftime("%-m/%-d").to_string(),
        minutes: minutes(week.played_ms),
        sessions: counted(week.sessions.into(), "session"),
        days: counted(week.days.into(), "day"),
    };
    (0..).zip(weeks).map(bar).collect()
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeatDay {
    /// From the left.
    pub(crate) x: i64,
    /// From the top.
    pub(crate) y: i64,
    /// How much was done: 0 (nothing) to 4.
    pub(crate) level: u8,
    /// The day and its minutes, in words.
    pub(crate) says: String,
}

/// A month's name over the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeatMonth {
    /// From the left.
    pub(crate) x: i64,
    /// Its short name.
    pub(crate) name: String,
}

/// The calendar: a column for each week, Monday on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heat {
    /// Its width in units.
    pub(crate) width: i64,
    /// The days up to today.
    pub(crate) days: Vec<HeatDay>,
    /// The months.
    pub(crate) months: Vec<HeatMonth>,
    /// The days on which something was done, the newest first, for the table.
    pub(crate) table: Vec<(String, u64, String)>,
}

/// Units from one day of the calendar to the next.
pub(crate) const HEAT_STEP: i64 = 16;
/// Units left of the calendar, for the names of the days.
pub(crate) const HEAT_LEFT: i64 = 34;
/// Units above the calendar, for the names of the months.
pub(crate) const HEAT_TOP: i64 = 20;

impl Heat {
    /// The last `weeks` weeks up to today's.
    pub(crate) fn new(facts: &Facts, today: Date, weeks: i64) -> Self {
        let since = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.saturating_sub(since.days());
        let first = monday.saturating_sub(((weeks - 1) * 7).days());
        let mut heat = Self {
            width: HEAT_LEFT + weeks * HEAT_STEP,
            days: Vec::new(),
            months: Vec::new(),
            table: Vec::new(),
        };
        let mut free = 0;
        for at in 0..weeks * 7 {
            let date = first.saturating_add(at.days());
            if date > today {
                break;
            }
            let (column, row) = (at / 7, at % 7);
            let x = HEAT_LEFT + column * HEAT_STEP;
            let totals = facts.days.get(&date);
            let played_ms = totals.map_or(0, |one| u64::try_from(one.played_ms).unwrap_or(0));
            let done = match played_ms {
                0 => "nothing".to_owned(),
                ms => format!("{} min", minutes(ms).max(1)),
            };
            heat.days.push(HeatDay {
                x,
                y: HEAT_TOP + row * HEAT_STEP,
                level: level(played_ms),
                says: format!("{}: {done}", date.strftime("%A, %B %-d")),
            });
            // A name needs the width of two weeks.
            if date.day() == 1 && column >= free && column + 2 <= weeks {
                free = column + 3;
                heat.months.push(HeatMonth {
                    x,
                    name: date.strftime("%b").to_string(),
                });
            }
            if let Some(DayTotals { sessions, .. }) = totals {
                let sessions = counted(u64::try_from(*sessions).unwrap_or(0), "session");
                heat.table.push((
                    date.strftime("%A, %B %-d").to_string(),
                    minutes(played_ms),
                    sessions,
                ));
            }
        }
        heat.table.reverse();
        heat
    }
}

/// How much was done on a day.
fn level(played_ms: u64) -> u8 {
    match played_ms {
        0 => 0,
        ms if ms < LEAST_MS => 1,
        ms if ms < 8 * 60_000 => 2,
        ms if ms < 16 * 60_000 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn pain(day: i8, mean: f64) -> DayPain {
        DayPain {
            day: date(2026, 11, day),
            mean,
            readings: 1,
        }
    }

    #[test]
    fn a_line_leads_over_short_gaps_only() {
        let daily = [
            pain(1, 6.0),
            pain(2, 5.0),
            pain(3, 5.5),
            pain(10, 2.0),
            pain(25, 1.0),
        ];
        let size = Size {
            width: 100,
            height: 100,
        };
        let chart = PainChart::new(&daily, date(2026, 11, 11), 10, size).unwrap();
        assert_eq!(chart.line, "M5 50L15 45M85 80");
        assert_eq!(chart.dots[1].pain, "5.5");
        assert_eq!(
            (chart.from.as_str(), chart.until.as_str()),
            ("November 2", "November 11")
        );
        let high = Size {
            height: 240,
            ..size
        };
        let higher = PainChart::new(&daily, date(2026, 11, 11), 10, high).unwrap();
        assert_eq!(higher.line, "M5 120L15 108M85 192");
        assert_eq!(PainChart::new(&daily, date(2026, 12, 30), 10, size), None);
    }

    #[test]
    fn the_calendar_ends_today_and_weeks_begin_on_monday() {
        let today = date(2026, 11, 19);
        let mut facts = Facts::default();
        let totals = DayTotals {
            sessions: 1,
            played_ms: 10 * 60_000,
            ..DayTotals::default()
        };
        facts.days.insert(today, totals);
        let heat = Heat::new(&facts, today, 3);
        assert_eq!(heat.days.len(), 18);
        assert_eq!(heat.days[0].says, "Monday, November 2: nothing");
        assert_eq!(heat.days[17].level, 3);
        assert_eq!(heat.days[17].says, "Thursday, November 19: 10 min");
        assert_eq!(
            heat.table,
            [(
                "Thursday, November 19".to_owned(),
                10,
                "1 session".to_owned()
            )]
        );
        assert_eq!(heat.months, []);
    }
}
