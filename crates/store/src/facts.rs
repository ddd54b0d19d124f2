//! The sums beside the entries, read as the facts that progress is computed from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, Row};
use unhunch_core::content::Id;
use unhunch_core::journal::When;
use unhunch_core::progress::{
    ChangeTotals, DayTotals, Facts, PainKey, PainTotals, Points, TechniqueFacts,
};
use unhunch_core::routine::Side;
use uuid::Uuid;

/// A person's facts. To be called in a transaction, so that all are of one moment.
pub(crate) fn read(connection: &Connection, person: Uuid) -> rusqlite::Result<Facts> {
    Ok(Facts {
        days: day_sums(connection, person)?,
        pain: pain_sums(connection, person)?,
        techniques: technique_facts(connection, person)?,
    })
}

fn day_sums(connection: &Connection, person: Uuid) -> rusqlite::Result<BTreeMap<Date, DayTotals>> {
    connection
        .prepare_cached("SELECT day, sessions, counted, played_ms FROM day_sums WHERE person = ?1")?
        .query_map([person], |row| {
            let sums = DayTotals {
                sessions: row.get(1)?,
                counted: row.get(2)?,
                played_ms: row.get(3)?,
            };
            Ok((word(row, 0, |day| day.parse().ok())?, sums))
        })?
        .collect()
}

fn pain_sums(
    connection: &Connection,
    person: Uuid,
) -> rusqlite::Result<BTreeMap<PainKey, PainTotals>> {
    connection
        .prepare_cached(
            "SELECT day, area, side, moment, readings, sum FROM pain_sums WHERE person = ?1",
        )?
        .query_map([person], |row| {
            let key = PainKey {
                day: word(row, 0, |day| day.parse().ok())?,
                area: word(row, 1, |area| unless_empty(area, Id::new))?,
                side: word(row, 2, |side| unless_empty(side, Side::from_word))?,
                when: word(row, 3, When::from_word)?,
            };
            let sums = PainTotals {
                readings: row.get(4)?,
                sum: row.get(5)?,
            };
            Ok((key, sums))
        })?
        .collect()
}

fn technique_facts(
    connection: &Connection,
    person: Uuid,
) -> rusqlite::Result<BTreeMap<Id, TechniqueFacts>> {
    let mut facts: BTreeMap<Id, TechniqueFacts> = connection
        .prepare_cached(
            "SELECT technique, times, seconds, skipped, helped, no_change, hurt,
                    (SELECT max(day) FROM technique_days days
                     WHERE days.person = ?1 AND days.technique = sums.technique)
             FROM technique_sums sums WHERE person = ?1",
        )?
        .query_map([person], |row| {
            let last: Option<String> = row.get(7)?;
            let facts = TechniqueFacts {
                times: row.get(1)?,
                seconds: row.get(2)?,
                skipped: row.get(3)?,
                helped: row.get(4)?,
                no_change: row.get(5)?,
                hurt: row.get(6)?,
                changes: BTreeMap::new(),
                last_day: match last {
                    Some(_) => Some(word(row, 7, |day| day.parse().ok())?),
                    None => None,
                },
            };
            Ok((word(row, 0, Id::new)?, facts))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT technique, shared, sessions, micropoints FROM technique_changes WHERE person = ?1",
    )?;
    let changes = statement.query_map([person], |row| {
        let change = ChangeTotals {
            sessions: row.get(2)?,
            sum: Points(row.get(3)?),
        };
        Ok((word(row, 0, Id::new)?, row.get::<_, u32>(1)?, change))
    })?;
    for change in changes {
        let (technique, shared, change) = change?;
        let facts = facts.entry(technique).or_default();
        facts.changes.insert(shared, change);
    }
    Ok(facts)
}

/// The value that a text column stands for.
fn word<T>(
    row: &Row<'_>,
    column: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    read(text).ok_or_else(|| {
        let kind = rusqlite::types::Type::Text;
        let fault = format!("`{text}` cannot stand there");
        rusqlite::Error::FromSqlConversionFailure(column, kind, fault.into())
    })
}

/// None for an empty text, `Some(None)` becoming a fault for one that cannot be read.
fn unless_empty<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() {
        Some(None)
    } else {
        read(text).map(Some)
    }
}
