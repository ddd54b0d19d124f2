//! The session that entries were last added to, kept in memory.
//!
//! Entries of a session that is being played come one by one. To read the whole session for each of
//! them, its plan of tens of kilobytes included, would take many times longer than to write the entry.

use rusqlite::Connection;
use unhunch_core::journal::{Body, Entry, SessionStarted};
use unhunch_core::progress::Totals;
use uuid::Uuid;

/// A session as it stood after the last entries were added.
#[derive(Debug)]
pub(crate) struct Recent {
    person: Uuid,
    session: Uuid,
    /// What tells whether another connection has written since.
    version: i64,
    /// Its entries and their corrections, in no order. They lack the plan, which sums do not need.
    pub(crate) entries: Vec<Entry>,
    /// What they come to.
    pub(crate) totals: Totals,
}

impl Recent {
    /// The person and the session, if entries only add to one session: all of it, none a correction, none
    /// that a correction has waited for.
    pub(crate) fn only_adds(
        connection: &Connection,
        added: &[&Entry],
    ) -> rusqlite::Result<Option<(Uuid, Uuid)>> {
        let Some(first) = added.first() else {
            return Ok(None);
        };
        let Some(session) = first.session else {
            return Ok(None);
        };
        let mut awaited = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM entries WHERE corrects = ?1)")?;
        for entry in added {
            let same = entry.person == first.person && entry.session == first.session;
            if !same
                || entry.body.corrects().is_some()
                || awaited.query_row([entry.id], |row| row.get(0))?
            {
                return Ok(None);
            }
        }
        Ok(Some((first.person, session)))
    }

    /// A session as it stands now.
    pub(crate) fn of(
        connection: &Connection,
        (person, session): (Uuid, Uuid),
        entries: Vec<Entry>,
    ) -> rusqlite::Result<Self> {
        let entries: Vec<Entry> = entries.into_iter().map(without_plan).collect();
        Ok(Self {
            person,
            session,
            version: version(connection)?,
            totals: Totals::of_scope(&entries),
            entries,
        })
    }

    /// Whether it is this session, and nobody else has written since.
    pub(crate) fn is(
        &self,
        connection: &Connection,
        (person, session): (Uuid, Uuid),
    ) -> rusqlite::Result<bool> {
        Ok(
            self.person == person
                && self.session == session
                && self.version == version(connection)?,
        )
    }
}

/// What changes when another connection writes, and only then.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn without_plan(entry: Entry) -> Entry {
    let body = match entry.body {
        Body::SessionStarted(started) => Body::SessionStarted(SessionStarted {
            plan: serde_json::Value::Null,
            ..started
        }),
        body => body,
    };
    Entry { body, ..entry }
}
