//! What figures say, in words that claim no more than the figures do.

use super::{
    Adherence, Certainty, DayPain, Effect, SessionChange, TooEarly, Trend, TrendReading, Verdict,
};
use jiff::ToSpan as _;

/// Days with readings that each end of a trend needs, as the method has it.
const NEEDED: usize = 3;

/// "1 day", "2 days".
fn count(number: u32, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// This week so far.
pub fn this_week(adherence: &Adherence) -> String {
    format!(
        "{} of {} done",
        adherence.this_week.done,
        count(u32::from(adherence.goal_days), "day")
    )
}

/// The whole weeks before this one.
pub fn adherence(adherence: &Adherence) -> String {
    let weeks = u32::try_from(adherence.weeks.len()).unwrap_or(u32::MAX);
    match adherence.percent {
        None => "no whole week yet".to_owned(),
        Some(percent) => format!(
            "{percent:.0}% of the days meant, over the last {}",
            if weeks == 1 {
                "whole week".to_owned()
            } else {
                format!("{weeks} whole weeks")
            }
        ),
    }
}

/// A trend in a few words.
pub fn short(trend: &Trend) -> String {
    match &trend.reading {
        Err(_) => "too early to tell".to_owned(),
        Ok(reading) => verdict(reading).to_owned(),
    }
}

fn verdict(reading: &TrendReading) -> &'static str {
    match reading.verdict {
        Verdict::LessByHalf => "less by half or more",
        Verdict::LessByThird => "less by about a third",
        Verdict::NoClearChange => "no clear change",
        Verdict::Worse => "more, by 2 points or over",
    }
}

/// A trend in sentences: what it comes to, what it rests on.
pub fn trend(trend: &Trend, daily: &[DayPain]) -> Vec<String> {
    let mut lines = Vec::new();
    match &trend.reading {
        Err(TooEarly::NoReadings) => {
            return vec!["No readings yet.".to_owned()];
        }
        Err(why) => {
            let (before, latest) = windows(daily);
            let (have, where_) = match why {
                TooEarly::FewLatestDays => (latest, "in the latest 7 days"),
                _ => (before, "before the latest 7 days"),
            };
            lines.push(format!(
                "Too early to tell: {have} of {NEEDED} days with a reading {where_}."
            ));
        }
        Ok(reading) => {
            let percent = match reading.percent {
                Some(percent) if percent < 0.0 => format!(", {:.0}% less", -percent),
                Some(percent) if percent > 0.0 => format!(", {percent:.0}% more"),
                _ => String::new(),
            };
            let said = verdict(reading);
            let mut chars = said.chars();
            let first = chars.next().map_or(' ', |one| one.to_ascii_uppercase());
            lines.push(format!("{first}{}.", chars.as_str()));
            lines.push(format!(
                "{:.1} of 10 on average in the first days ({} to {}), {:.1} in the latest 7 ({} to {}){percent}.",
                reading.first.mean,
                reading.first.from,
                reading.first.until,
                reading.latest.mean,
                reading.latest.from,
                reading.latest.until,
            ));
            if reading.verdict == Verdict::Worse {
                lines.push(
                    "Take the easier steps, and see a doctor or physiotherapist if it stays so."
                        .to_owned(),
                );
            }
        }
    }
    lines.push(format!(
        "{} on {}; {} without one.",
        count(trend.readings, "reading"),
        count(trend.days, "day"),
        count(trend.missing_days, "day")
    ));
    lines
}

/// Days with readings before the latest 7 calendar days, and in them.
fn windows(daily: &[DayPain]) -> (usize, usize) {
    let Some(last) = daily.last() else {
        return (0, 0);
    };
    let from = last.day.saturating_sub(6.days());
    let before = daily.partition_point(|day| day.day < from);
    (before, daily.len() - before)
}

/// Pain before and after one session.
pub fn session(one: &SessionChange) -> String {
    let show = |points: Option<super::Points>| {
        points.map_or("not rated".to_owned(), |points| {
            format!("{:.1}", points.value())
        })
    };
    format!("{} before, {} after", show(one.before), show(one.after))
}

/// What a technique did.
pub fn effect(effect: &Effect) -> String {
    let mut parts = vec![match effect.times {
        0 => "not played to its end yet".to_owned(),
        times => format!("done {}", count(times, "time")),
    }];
    if let Some(change) = effect.mean_change {
        let rated = count(effect.rated_sessions, "session");
        // Rounded first, so that nothing is called less by 0.0.
        let tenths = (change * 10.0).round() as i64;
        let said = match tenths {
            0 => "no change in pain".to_owned(),
            less if less < 0 => format!("{:.1} points less pain", -(less as f64) / 10.0),
            more => format!("{:.1} points more pain", more as f64 / 10.0),
        };
        parts.push(format!("{said} on average over {rated}"));
    }
    let said = [
        (effect.helped, "helped"),
        (effect.no_change, "no change"),
        (effect.hurt, "hurt"),
    ];
    for (times, word) in said {
        if times > 0 {
            parts.push(format!("\"{word}\" {}", count(times, "time")));
        }
    }
    parts.push(
        match effect.certainty {
            Certainty::TooEarly => "too early to tell",
            Certainty::Unclear => "unclear so far",
            Certainty::Hurts => "seems to hurt you",
            Certainty::Helps => "seems to help you",
        }
        .to_owned(),
    );
    parts.join("; ")
}
