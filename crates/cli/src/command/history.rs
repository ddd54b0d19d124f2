//! `unhunch history`: past sessions.

use std::io::Write as _;

use jiff::ToSpan as _;
use unhunch_core::journal::{Cursor, HISTORY_COLUMNS, SessionsQuery, history_rows};
use unhunch_core::progress::SessionSummary;
use unhunch_core::wire::HistoryWire;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::args::HistoryArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json, name, quiet_pipe};
use unhunch_host::Diary;
use unhunch_host::unicode::unicode;

/// How many sessions a table shows when nothing is said.
const USUAL: usize = 20;
/// Sessions that are read at a time.
const PAGE: usize = 200;

/// Shows past sessions, the newest first.
pub(crate) fn run(context: &Context, args: &HistoryArgs) -> Outcome {
    let said = args.limit.and_then(|limit| usize::try_from(limit).ok());
    let limit = match said {
        None if !args.json && !args.csv => USUAL,
        said => said.unwrap_or(usize::MAX),
    };
    let sessions = match context.journal_if_any()? {
        None => Vec::new(),
        Some(diary) => read(&diary, args, limit)?,
    };
    if args.json {
        json(&HistoryWire::from(sessions.as_slice()))?;
    } else if args.csv {
        csv(&sessions)?;
    } else {
        table(&sessions, args, limit).print()?;
    }
    Ok(Exit::Done)
}

fn read(diary: &Diary, args: &HistoryArgs, limit: usize) -> Result<Vec<SessionSummary>, Failure> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = diary.journal.sessions(&SessionsQuery {
            person: diary.person,
            open: false,
            after,
            limit: Some(PAGE.min(limit)),
        })?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        after = Some(Cursor::of_session(last));
        // Days are the person's own, and so may be out of order by one where they traveled.
        let past = args
            .since
            .is_some_and(|since| last.day() < since.saturating_sub(2.days()));
        let asked = page
            .into_iter()
            .filter(|one| args.since.is_none_or(|since| one.day() >= since));
        found.extend(asked.take(limit - found.len()));
        if past || found.len() == limit {
            return Ok(found);
        }
    }
}

fn csv(sessions: &[SessionSummary]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let faulty = |error: csv::Error| Failure::failed(format!("writing the table failed: {error}"));
    writer.write_record(HISTORY_COLUMNS).map_err(faulty)?;
    for row in history_rows(sessions) {
        writer.write_record(row.cells()).map_err(faulty)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Failure::failed(format!("writing the table failed: {error}")))?;
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(&bytes)
        .and_then(|()| stdout.flush())
        .or_else(quiet_pipe)?;
    Ok(())
}

fn table(sessions: &[SessionSummary], args: &HistoryArgs, limit: usize) -> Paper {
    let mut paper = Paper::new();
    if sessions.is_empty() {
        let when = args
            .since
            .map_or_else(String::new, |since| format!(" since {since}"));
        paper.paragraph(
            0,
            &format!(
                "No sessions{when} yet. {} begins one.",
                name("unhunch start")
            ),
        );
        return paper;
    }
    let fixed = 10 + 2 + 5 + 2 + 5 + 2 + 2 + 8 + 2 + 11;
    let room = paper.width().saturating_sub(fixed).clamp(8, 40);
    paper.heading(&format!(
        "{:<10}  {:<5}  {:>5}  {}  {:<8}  {}",
        "Date",
        "Time",
        "Min",
        fit("Routine", room),
        "Pain",
        "Ended"
    ));
    let arrow = if unicode() { "→" } else { "->" };
    for (row, session) in history_rows(sessions).iter().zip(sessions) {
        let or = |pain: &str| {
            if pain.is_empty() {
                "?".to_owned()
            } else {
                pain.to_owned()
            }
        };
        let pain = if session.before.is_none() && session.after.is_none() {
            String::new()
        } else {
            format!("{} {arrow} {}", or(&row.pain_before), or(&row.pain_after))
        };
        let ended = session.reason.map_or("open", |reason| reason.word());
        let routine = if row.routine.is_empty() {
            "(beginning not here)"
        } else {
            &row.routine
        };
        paper.line(format!(
            "{:<10}  {:<5}  {:>5}  {}  {}  {ended}",
            row.date,
            row.time,
            row.minutes,
            fit(routine, room),
            fit(&pain, 8),
        ));
    }
    if sessions.len() == limit && args.limit.is_none() {
        paper.gap().paragraph(
            0,
            &format!(
                "The newest {limit}. {} shows more.",
                name("unhunch history --limit N")
            ),
        );
    }
    paper
}

/// A text of exactly so many columns, cut or filled up. What would move the cursor is left out.
fn fit(text: &str, columns: usize) -> String {
    let clean: String = text.chars().filter(|one| !one.is_control()).collect();
    let mut cut = String::new();
    let mut width = 0;
    let whole = clean.width() <= columns;
    let room = if whole {
        columns
    } else {
        columns.saturating_sub(2)
    };
    for one in clean.chars() {
        let wide = one.width().unwrap_or(0);
        if width + wide > room {
            break;
        }
        cut.push(one);
        width += wide;
    }
    if !whole {
        cut.push_str("..");
        width += 2;
    }
    cut.push_str(&" ".repeat(columns.saturating_sub(width)));
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_and_filled_by_columns() {
        assert_eq!(fit("Desk", 6), "Desk  ");
        assert_eq!(fit("Desk reset", 6), "Desk..");
        assert_eq!(fit("肩こり", 5), "肩.. ");
        assert_eq!(fit("a\u{1b}[31mb", 7), "a[31mb ");
    }
}
