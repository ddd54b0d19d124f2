//! The sums beside the entries: taken from what core makes of a scope, and kept in step with it.
//!
//! A scope ([`unhunch_core::progress::Totals`]) is a session, or an entry without one, with the
//! corrections that speak to it. After new entries are in, each scope that they touch is read as a whole;
//! what it comes to without them is taken away from the sums, and what it comes to with them is added.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use unhunch_core::journal::{Entry, decode_line};
use unhunch_core::progress::{SessionSummary, Totals};
use uuid::Uuid;

use crate::recent::{Recent, Recents, Row, only_adds};

/// Entries that are summed up together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// A person's session.
    Session { person: Uuid, session: Uuid },
    /// One entry without a session.
    Alone(Uuid),
}

/// The entries of a scope, with everything that corrects them, in however many steps.
const SCOPE_OF_SESSION: &str = "
    WITH RECURSIVE scope (id) AS (
        SELECT id FROM entries WHERE session = ?1 AND person = ?2
        UNION
        SELECT entries.id FROM entries JOIN scope ON entries.corrects = scope.id
    )
    SELECT line FROM entries JOIN scope USING (id)";
const SCOPE_OF_ONE: &str = "
    WITH RECURSIVE scope (id) AS (
        SELECT id FROM entries WHERE id = ?1
        UNION
        SELECT entries.id FROM entries JOIN scope ON entries.corrects = scope.id
    )
    SELECT line FROM entries JOIN scope USING (id)";

/// Brings the sums in step with entries that were just added. `recents` are the sessions that entries were
/// added to before; what comes back are those of now.
pub(crate) fn follow(
    connection: &Connection,
    added: &[&Entry],
    recents: Recents,
) -> rusqlite::Result<Recents> {
    let mut recents = recents.if_current(connection)?;
    if add_up(connection, added, &mut recents)? {
        return Ok(recents);
    }
    follow_any(connection, added)?;
    Ok(Recents::default())
}

/// As [`follow`], for entries that only add to sessions without corrections; false for others, and then
/// nothing is written.
fn add_up(
    connection: &Connection,
    added: &[&Entry],
    recents: &mut Recents,
) -> rusqlite::Result<bool> {
    let Some(by_session) = only_adds(connection, added)? else {
        return Ok(false);
    };
    let mut changes: BTreeMap<Uuid, Totals> = BTreeMap::new();
    let mut rows = Vec::new();
    for (place, added) in by_session {
        let kept = match recents.take(place) {
            Some(kept) => Some(kept),
            None => Recent::of(place, &without(connection, place, &added)?),
        };
        let Some(mut session) = kept else {
            return Ok(false);
        };
        let step = session.add(&added);
        changes.entry(place.0).or_default().add(&step.change);
        rows.extend(step.row.map(|row| (place, row)));
        recents.put(session);
    }
    for (place, row) in rows {
        put_row(connection, place, row)?;
    }
    for (person, change) in &changes {
        put(connection, *person, change)?;
    }
    Ok(true)
}

/// The entries of a session as they were before some were added.
fn without(
    connection: &Connection,
    (person, session): (Uuid, Uuid),
    added: &[&Entry],
) -> rusqlite::Result<Vec<Entry>> {
    let new: BTreeSet<Uuid> = added.iter().map(|entry| entry.id).collect();
    let mut there = of_session(connection, person, session)?;
    there.retain(|entry| !new.contains(&entry.id));
    Ok(there)
}

/// As [`follow`], whatever the entries are.
fn follow_any(connection: &Connection, added: &[&Entry]) -> rusqlite::Result<()> {
    let new: BTreeSet<Uuid> = added.iter().map(|entry| entry.id).collect();
    let mut scopes = BTreeSet::new();
    for entry in added {
        scopes.extend(scope_of(connection, entry)?);
    }
    update(connection, scopes, &new)
}

/// Makes all sums anew.
pub(crate) fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM sessions; DELETE FROM day_sums; DELETE FROM pain_sums;
         DELETE FROM technique_sums; DELETE FROM technique_changes; DELETE FROM technique_days;",
    )?;
    let mut scopes = BTreeSet::new();
    let mut rows = connection
        .prepare("SELECT DISTINCT person, session FROM entries WHERE session IS NOT NULL")?;
    let found = rows.query_map([], |row| {
        Ok(Scope::Session {
            person: row.get(0)?,
            session: row.get(1)?,
        })
    })?;
    for scope in found {
        scopes.insert(scope?);
    }
    let mut rows =
        connection.prepare("SELECT id FROM entries WHERE session IS NULL AND corrects IS NULL")?;
    for id in rows.query_map([], |row| row.get(0))? {
        scopes.insert(Scope::Alone(id?));
    }
    let new: BTreeSet<Uuid> = connection
        .prepare("SELECT id FROM entries")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    update(connection, scopes, &new)
}

/// The scope of an entry: its own, or for a correction that of what it comes down to; none while that
/// is not in the journal.
fn scope_of(connection: &Connection, entry: &Entry) -> rusqlite::Result<Option<Scope>> {
    let alone_or_session = |id, person, session: Option<Uuid>| {
        session.map_or(Scope::Alone(id), |session| Scope::Session {
            person,
            session,
        })
    };
    let Some(mut target) = entry.body.corrects() else {
        return Ok(Some(alone_or_session(
            entry.id,
            entry.person,
            entry.session,
        )));
    };
    let mut find =
        connection.prepare_cached("SELECT person, session, corrects FROM entries WHERE id = ?1")?;
    let mut seen = BTreeSet::new();
    // Corrections of each other go round for ever; they come down to nothing.
    while seen.insert(target) {
        let found: Option<(Uuid, Option<Uuid>, Option<Uuid>)> = find
            .query_row([target], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        match found {
            None => return Ok(None),
            Some((person, session, None)) => {
                return Ok(Some(alone_or_session(target, person, session)));
            }
            Some((_, _, Some(next))) => target = next,
        }
    }
    Ok(None)
}

/// Takes away what the scopes came to without the `new` entries, and adds what they come to now.
fn update(
    connection: &Connection,
    scopes: BTreeSet<Scope>,
    new: &BTreeSet<Uuid>,
) -> rusqlite::Result<()> {
    let mut changes: BTreeMap<Uuid, Totals> = BTreeMap::new();
    for scope in scopes {
        let (person, after) = match scope {
            Scope::Session { person, session } => {
                let after = of_session(connection, person, session)?;
                put_session(connection, person, session, SessionSummary::of(&after))?;
                (Some(person), after)
            }
            Scope::Alone(id) => {
                let mut statement = connection.prepare_cached(SCOPE_OF_ONE)?;
                let after = read_lines(&mut statement, [id])?;
                let own = after.iter().find(|entry| entry.id == id);
                (own.map(|entry| entry.person), after)
            }
        };
        let before: Vec<Entry> = after
            .iter()
            .filter(|entry| !new.contains(&entry.id))
            .cloned()
            .collect();
        if let Some(person) = person {
            let change = changes.entry(person).or_default();
            change.subtract(&Totals::of_scope(&before));
            change.add(&Totals::of_scope(&after));
        }
    }
    for (person, change) in &changes {
        put(connection, *person, change)?;
    }
    Ok(())
}

/// The entries of a session and everything that corrects them, in no order.
pub(crate) fn of_session(
    connection: &Connection,
    person: Uuid,
    session: Uuid,
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(SCOPE_OF_SESSION)?;
    read_lines(&mut statement, [session, person])
}

/// The entries of a statement that selects lines.
pub(crate) fn read_lines(
    statement: &mut rusqlite::Statement<'_>,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Entry>> {
    statement.query_map(params, entry_of_row)?.collect()
}

/// The entry in the first column, a line.
pub(crate) fn entry_of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    let line = row.get_ref(0)?.as_str()?;
    decode_line(line).map_err(|fault| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(0, kind, Box::new(fault))
    })
}

fn put_session(
    connection: &Connection,
    person: Uuid,
    session: Uuid,
    summary: Option<SessionSummary>,
) -> rusqlite::Result<()> {
    match summary {
        Some(summary) => {
            let row = (summary.started.as_millisecond(), summary.is_open());
            return put_row(connection, (person, session), row);
        }
        None => connection
            .prepare_cached("DELETE FROM sessions WHERE person = ?1 AND session = ?2")?
            .execute(params![person, session])?,
    };
    Ok(())
}

fn put_row(
    connection: &Connection,
    (person, session): (Uuid, Uuid),
    (started_ms, open): Row,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO sessions (person, session, started_ms, open) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET started_ms = excluded.started_ms, open = excluded.open",
        )?
        .execute(params![person, session, started_ms, open])?;
    Ok(())
}

/// Adds differences to the sums of a person, and drops sums that come to nothing.
fn put(connection: &Connection, person: Uuid, change: &Totals) -> rusqlite::Result<()> {
    let mut days = connection.prepare_cached(
        "INSERT INTO day_sums VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
         sessions = sessions + excluded.sessions, counted = counted + excluded.counted,
         played_ms = played_ms + excluded.played_ms",
    )?;
    for (day, sums) in &change.days {
        let day = day.to_string();
        days.execute(params![
            person,
            day,
            sums.sessions,
            sums.counted,
            sums.played_ms
        ])?;
    }
    let mut pain = connection.prepare_cached(
        "INSERT INTO pain_sums VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET
         readings = readings + excluded.readings, sum = sum + excluded.sum",
    )?;
    for (key, sums) in &change.pain {
        pain.execute(params![
            person,
            key.day.to_string(),
            key.area.as_ref().map_or("", |area| area.as_str()),
            key.side.map_or("", |side| side.word()),
            key.when.word(),
            sums.readings,
            sums.sum,
        ])?;
    }
    let mut techniques = connection.prepare_cached(
        "INSERT INTO technique_sums VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET times = times + excluded.times,
         seconds = seconds + excluded.seconds, skipped = skipped + excluded.skipped,
         helped = helped + excluded.helped, no_change = no_change + excluded.no_change,
         hurt = hurt + excluded.hurt",
    )?;
    let mut changes = connection.prepare_cached(
        "INSERT INTO technique_changes VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
         sessions = sessions + excluded.sessions,
         micropoints = micropoints + excluded.micropoints",
    )?;
    let mut technique_days = connection.prepare_cached(
        "INSERT INTO technique_days VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET
         times = times + excluded.times",
    )?;
    for (id, sums) in &change.techniques {
        let id = id.as_str();
        techniques.execute(params![
            person,
            id,
            sums.times,
            sums.seconds,
            sums.skipped,
            sums.helped,
            sums.no_change,
            sums.hurt,
        ])?;
        for (shared, change) in &sums.changes {
            changes.execute(params![person, id, shared, change.sessions, change.sum.0])?;
        }
        for (day, times) in &sums.days {
            technique_days.execute(params![person, id, day.to_string(), times])?;
        }
    }
    drop_empty(connection, person, change)
}

/// Drops the sums that come to nothing now, which only those can that something was taken away from.
fn drop_empty(connection: &Connection, person: Uuid, change: &Totals) -> rusqlite::Result<()> {
    let mut days = connection.prepare_cached(
        "DELETE FROM day_sums WHERE person = ?1 AND day = ?2
         AND sessions = 0 AND counted = 0 AND played_ms = 0",
    )?;
    for (day, sums) in &change.days {
        if sums.sessions < 0 {
            days.execute(params![person, day.to_string()])?;
        }
    }
    let mut pain = connection.prepare_cached(
        "DELETE FROM pain_sums WHERE person = ?1 AND day = ?2 AND readings = 0 AND sum = 0",
    )?;
    for (key, sums) in &change.pain {
        if sums.readings < 0 {
            pain.execute(params![person, key.day.to_string()])?;
        }
    }
    let mut technique_days = connection.prepare_cached(
        "DELETE FROM technique_days WHERE person = ?1 AND technique = ?2 AND times = 0",
    )?;
    let mut changes = connection.prepare_cached(
        "DELETE FROM technique_changes WHERE person = ?1 AND technique = ?2
         AND sessions = 0 AND micropoints = 0",
    )?;
    let mut techniques = connection.prepare_cached(
        "DELETE FROM technique_sums WHERE person = ?1 AND technique = ?2 AND times = 0
         AND seconds = 0 AND skipped = 0 AND helped = 0 AND no_change = 0 AND hurt = 0
         AND NOT EXISTS (SELECT 1 FROM technique_changes changes WHERE
             changes.person = ?1 AND changes.technique = ?2)",
    )?;
    for (id, sums) in &change.techniques {
        let days_less = sums.days.values().any(|times| *times < 0);
        let changes_less = sums.changes.values().any(|change| change.sessions < 0);
        if days_less {
            technique_days.execute(params![person, id.as_str()])?;
        }
        if changes_less {
            changes.execute(params![person, id.as_str()])?;
        }
        let counts = [
            sums.times,
            sums.seconds,
            sums.skipped,
            sums.helped,
            sums.no_change,
            sums.hurt,
        ];
        if changes_less || counts.iter().any(|count| *count < 0) {
            techniques.execute(params![person, id.as_str()])?;
        }
    }
    Ok(())
}
