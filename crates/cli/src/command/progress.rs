//! `unhunch progress`: how it goes.

use jiff::civil::Date;
use unhunch_core::content::{Id, Library};
use unhunch_core::journal::SessionsQuery;
use unhunch_core::plan::{BadRequest, NoPlan};
use unhunch_core::progress::{
    DayPain, Facts, Options, Progress, TooEarly, Week, daily_pain, progress, trend, words,
};
use unhunch_core::wire::ProgressWire;

use super::now::in_a_row;
use crate::args::ProgressArgs;
use crate::context::Context;
use crate::error::{Exit, Outcome};
use crate::output::{Paper, json, name};
use unhunch_host::unicode::unicode;

/// Single sessions that are shown with their pain before and after.
const RECENT: usize = 5;
/// Days of the sparkline.
const SPARK_DAYS: i64 = 42;
/// Techniques that are listed.
const TECHNIQUES: usize = 12;

/// Says how it goes.
pub(crate) fn run(context: &Context, args: &ProgressArgs) -> Outcome {
    let library = context.library()?;
    let vocabulary = library.vocabulary();
    let area = match &args.area {
        None => None,
        Some(word) => {
            let area = vocabulary
                .area(word)
                .ok_or_else(|| NoPlan::from(BadRequest::unknown_area(word, vocabulary)))?;
            Some(area.id.value.clone())
        }
    };
    let (facts, newest) = match context.journal_if_any()? {
        None => (Facts::default(), Vec::new()),
        Some(diary) => {
            let query = SessionsQuery {
                person: diary.person,
                open: false,
                after: None,
                limit: Some(RECENT * 4),
            };
            let newest = diary.journal.sessions(&query)?;
            (diary.journal.facts(diary.person)?, newest)
        }
    };
    let options = Options {
        goal_days: args.goal_days,
        weeks: usize::from(args.weeks),
    };
    let mut found = progress(&facts, &newest, context.now().date(), &options);
    if let Some(area) = &area {
        found.daily = daily_pain(&facts, Some(area));
        found.trend = trend(&found.daily);
    }
    if args.json {
        json(&ProgressWire::of(&found, area.as_ref()))?;
    } else {
        let mut paper = Paper::new();
        show(&mut paper, library, &found, area.as_ref(), unicode());
        paper.print()?;
    }
    Ok(Exit::Done)
}

fn show(paper: &mut Paper, library: &Library, found: &Progress, area: Option<&Id>, unicode: bool) {
    if found.sessions == 0 && found.daily.is_empty() && found.effects.is_empty() {
        paper.paragraph(
            0,
            &format!(
                "Nothing to show yet. {} begins a session, {} writes down how it is.",
                name("unhunch start"),
                name("unhunch log --pain N")
            ),
        );
        return;
    }
    paper.heading("Days");
    paper.field("In a row", &in_a_row(found.streak));
    paper.field("This week", &words::this_week(&found.adherence));
    paper.field("Kept to it", &words::adherence(&found.adherence));
    weeks(paper, &found.weeks, unicode);
    let place = area.and_then(|id| library.vocabulary().area(id.as_str()));
    paper.heading(&match place {
        Some(place) => format!("Pain: {}", place.name.to_lowercase()),
        None => "Pain".to_owned(),
    });
    let no_readings = found.trend.reading == Err(TooEarly::NoReadings);
    let said = if no_readings {
        vec!["No readings yet: `unhunch log --pain N` writes one down.".to_owned()]
    } else {
        words::trend(&found.trend, &found.daily)
    };
    for line in said {
        paper.paragraph(2, &line);
    }
    if !found.daily.is_empty() {
        let days = SPARK_DAYS.min(i64::try_from(paper.width()).unwrap_or(SPARK_DAYS) - 16);
        let (from, line) = spark(&found.daily, days, unicode);
        paper.gap().line(format!("  since {from}  {line}"));
    }
    if area.is_none() && found.areas.len() > 1 {
        for (id, trend) in &found.areas {
            let known = library.vocabulary().area(id.as_str());
            let called = known.map_or(id.to_string(), |one| one.name.to_string());
            paper.item(2, "- ", &format!("{called}: {}", words::short(trend)));
        }
    }
    recent(paper, found);
    techniques(paper, library, found);
}

fn weeks(paper: &mut Paper, weeks: &[Week], unicode: bool) {
    paper.heading("Minutes by week");
    let minutes = |week: &Week| week.played_ms.div_ceil(60_000);
    let most = weeks.iter().map(minutes).max().unwrap_or(0).max(1);
    let room = u64::try_from(paper.width().saturating_sub(36).clamp(5, 40)).unwrap_or(5);
    let mark = if unicode { "█" } else { "#" };
    for week in weeks {
        let long = (minutes(week) * room).div_ceil(most);
        let bar = mark.repeat(usize::try_from(long).unwrap_or(0));
        let days = if week.days == 1 { "day" } else { "days" };
        paper.line(format!(
            "  {}  {:>5} min  {} {days}  {bar}",
            week.monday,
            minutes(week),
            week.days,
        ));
    }
}

/// The pain of the last `most` calendar days as one line, and the day it begins; days without a reading
/// are a dot.
fn spark(daily: &[DayPain], most: i64, unicode: bool) -> (Date, String) {
    use jiff::ToSpan as _;
    let marks: Vec<char> = if unicode {
        "▁▂▃▄▅▆▇█"
    } else {
        "_.-~=+*#"
    }
    .chars()
    .collect();
    let none = if unicode { '·' } else { ' ' };
    let first = daily.first().map_or(Date::MIN, |day| day.day);
    let last = daily.last().map_or(Date::MIN, |day| day.day);
    let from = last.saturating_sub((most - 1).max(0).days()).max(first);
    let mut line = String::new();
    let mut day = from;
    let mut readings = daily.iter().skip_while(|one| one.day < from).peekable();
    while day <= last {
        match readings.next_if(|one| one.day == day) {
            Some(one) => {
                let step = (one.mean / 10.0 * 7.0).round().clamp(0.0, 7.0);
                line.extend(marks.get(step as usize));
            }
            None => line.push(none),
        }
        match day.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    (from, line)
}

fn recent(paper: &mut Paper, found: &Progress) {
    let rated: Vec<_> = found
        .recent
        .iter()
        .filter(|one| one.change.is_some())
        .take(RECENT)
        .collect();
    if rated.is_empty() {
        return;
    }
    paper.heading("Before and after single sessions");
    for one in rated {
        paper.line(format!("  {}  {}", one.started.date(), words::session(one)));
    }
    paper.paragraph(
        2,
        "One session's change says little by itself, and is no part of the trend above.",
    );
}

fn techniques(paper: &mut Paper, library: &Library, found: &Progress) {
    let mut known: Vec<_> = found.effects.iter().collect();
    known.sort_by_key(|(_, effect)| std::cmp::Reverse((effect.certainty, effect.times)));
    if known.is_empty() {
        return;
    }
    paper.heading("What helped");
    for (id, effect) in known.iter().take(TECHNIQUES) {
        let technique = library.technique(id.as_str());
        let called = technique.map_or(id.to_string(), |one| one.name.to_string());
        paper.item(2, "- ", &format!("{called}: {}", words::effect(effect)));
    }
    if known.len() > TECHNIQUES {
        let more = known.len() - TECHNIQUES;
        paper.paragraph(2, &format!("and {more} more; --json holds all"));
    }
}

#[cfg(test)]
mod tests;
