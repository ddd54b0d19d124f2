//! The journal on SQLite.

use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params, params_from_iter};
use unhunch_core::journal::{Appended, Entry, Error, Journal, Query, SessionsQuery, encode_line};
use unhunch_core::progress::{Facts, SessionSummary};
use uuid::Uuid;

use crate::error::{from_sqlite, place};
use crate::facts;
use crate::recent::Recents;
use crate::sums::{self, entry_of_row, read_lines};

/// A journal in a file.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Connection,
    path: PathBuf,
    /// The sessions that entries were last added to.
    recents: Recents,
}

impl SqliteJournal {
    /// Opens the journal in the file `path`. What is missing is made: the folders (0700 on Unix) and the
    /// file (0600); an older version of the file is brought up to date.
    ///
    /// # Errors
    ///
    /// [`Error::NotAJournal`], [`Error::Newer`] or [`Error::Corrupt`] for what is there and cannot be
    /// used, [`Error::ReadOnly`], [`Error::Full`], [`Error::Busy`]. The file is left as it was.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = crate::open::open(path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            recents: Recents::default(),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the whole file and everything in it, and tells whether it is whole. Takes its time on a long
    /// journal.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] with the first fault.
    pub fn verify(&self) -> Result<(), Error> {
        let corrupt = |detail: String| Error::Corrupt {
            place: place(&self.path),
            detail,
        };
        let verdict: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(|error| self.fault(error))?;
        if verdict != "ok" {
            return Err(corrupt(verdict));
        }
        let dangling: i64 = self
            .connection
            .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })
            .map_err(|error| self.fault(error))?;
        if dangling > 0 {
            return Err(corrupt("entries refer to nobody".to_owned()));
        }
        let mut lines = self
            .connection
            .prepare("SELECT line FROM entries")
            .map_err(|error| self.fault(error))?;
        let mut rows = lines
            .query_map([], entry_of_row)
            .map_err(|error| self.fault(error))?;
        rows.try_for_each(|entry| entry.map(|_| ()))
            .map_err(|error| self.fault(error))
    }

    fn fault(&self, error: rusqlite::Error) -> Error {
        from_sqlite(&self.path, error)
    }

    fn lines(&self, entries: &[Entry]) -> Result<Vec<String>, Error> {
        entries
            .iter()
            .map(|entry| {
                entry.check().map_err(|fault| Error::Invalid {
                    id: entry.id,
                    fault,
                })?;
                encode_line(entry).map_err(|error| Error::Other {
                    place: place(&self.path),
                    detail: error.to_string(),
                })
            })
            .collect()
    }
}

impl Journal for SqliteJournal {
    fn append(&mut self, entries: &[Entry]) -> Result<Appended, Error> {
        let lines = self.lines(entries)?;
        if entries.is_empty() {
            return Ok(Appended::default());
        }
        let path = self.path.clone();
        let sqlite = |error| from_sqlite(&path, error);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(sqlite)?;
        let mut added = Vec::new();
        for (entry, line) in entries.iter().zip(&lines) {
            if insert(&transaction, entry, line).map_err(sqlite)? {
                added.push(entry);
                continue;
            }
            let there = stored(&transaction, entry.id).map_err(sqlite)?;
            if there.as_ref() != Some(entry) {
                return Err(Error::Conflict { id: entry.id });
            }
        }
        // Taken: whatever goes wrong from here on, it is not what stands in the file.
        let recents = std::mem::take(&mut self.recents);
        let recents = sums::follow(&transaction, &added, recents).map_err(sqlite)?;
        transaction.commit().map_err(sqlite)?;
        self.recents = recents;
        Ok(Appended {
            added: added.len(),
            known: entries.len() - added.len(),
        })
    }

    fn entry(&self, id: Uuid) -> Result<Option<Entry>, Error> {
        stored(&self.connection, id).map_err(|error| self.fault(error))
    }

    fn entries(&self, query: &Query) -> Result<Vec<Entry>, Error> {
        let (sql, values) = select(query);
        let read = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            read_lines(&mut statement, params_from_iter(values))
        };
        read().map_err(|error| self.fault(error))
    }

    fn sessions(&self, query: &SessionsQuery) -> Result<Vec<SessionSummary>, Error> {
        let after = query
            .after
            .map_or((i64::MAX, Uuid::max()), |after| (after.at_ms, after.id));
        let limit = limit_of(query.limit);
        let open = if query.open { "AND open = 1" } else { "" };
        let sql = format!(
            "SELECT session FROM sessions
             WHERE person = ?1 AND (started_ms, session) < (?2, ?3) {open}
             ORDER BY started_ms DESC, session DESC LIMIT ?4"
        );
        let read = || {
            // One transaction, so that a session is not read half before an append and half after it.
            let snapshot = self.connection.unchecked_transaction()?;
            let found: Vec<Uuid> = snapshot
                .prepare_cached(&sql)?
                .query_map(params![query.person, after.0, after.1, limit], |row| {
                    row.get(0)
                })?
                .collect::<rusqlite::Result<_>>()?;
            let mut summaries = Vec::with_capacity(found.len());
            for session in found {
                let entries = sums::of_session(&snapshot, query.person, session)?;
                summaries.extend(SessionSummary::of(&entries));
            }
            Ok(summaries)
        };
        read().map_err(|error| self.fault(error))
    }

    fn facts(&self, person: Uuid) -> Result<Facts, Error> {
        let read = || {
            let snapshot = self.connection.unchecked_transaction()?;
            facts::read(&snapshot, person)
        };
        read().map_err(|error| self.fault(error))
    }

    fn persons(&self) -> Result<Vec<Uuid>, Error> {
        let read = || {
            self.connection
                .prepare_cached("SELECT person FROM persons ORDER BY seen")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<Uuid>>>()
        };
        read().map_err(|error| self.fault(error))
    }

    fn count(&self) -> Result<u64, Error> {
        let count: i64 = self
            .connection
            .query_row("SELECT count(*) FROM entries", [], |row| row.get(0))
            .map_err(|error| self.fault(error))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    fn stamp(&self) -> Result<u64, Error> {
        // Entries are never taken away, so the last place that was given out says how many there were.
        let read = || {
            self.connection
                .prepare_cached("SELECT coalesce(max(seq), 0) FROM entries")?
                .query_row([], |row| row.get(0))
        };
        let last: i64 = read().map_err(|error| self.fault(error))?;
        Ok(u64::try_from(last).unwrap_or(0))
    }
}

/// Adds an entry; false when its id is taken.
fn insert(connection: &Connection, entry: &Entry, line: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "INSERT INTO persons (person, seen)
             SELECT ?1, coalesce(max(seen), 0) + 1 FROM persons WHERE true
             ON CONFLICT (person) DO NOTHING",
        )?
        .execute([entry.person])?;
    let changed = connection
        .prepare_cached(
            "INSERT INTO entries (id, person, session, at_ms, kind, corrects, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            entry.id,
            entry.person,
            entry.session,
            entry.at.as_millisecond(),
            entry.body.kind(),
            entry.body.corrects(),
            line,
        ])?;
    Ok(changed == 1)
}

fn stored(connection: &Connection, id: Uuid) -> rusqlite::Result<Option<Entry>> {
    connection
        .prepare_cached("SELECT line FROM entries WHERE id = ?1")?
        .query_row([id], entry_of_row)
        .optional()
}

/// The statement for a query and its values.
fn select(query: &Query) -> (String, Vec<Value>) {
    let mut conditions: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let blob = |id: Uuid| Value::Blob(id.as_bytes().to_vec());
    if let Some(session) = query.session {
        conditions.push(format!("session = {}", bind(blob(session))));
    }
    if let Some(person) = query.person {
        conditions.push(format!("person = {}", bind(blob(person))));
    }
    if !query.kinds.is_empty() {
        let kinds: Vec<String> = query
            .kinds
            .iter()
            .map(|kind| bind(Value::Text(kind.clone())))
            .collect();
        conditions.push(format!("kind IN ({})", kinds.join(", ")));
    }
    if let Some(from) = query.from {
        let from = bind(Value::Integer(from.as_millisecond()));
        conditions.push(format!("at_ms >= {from}"));
    }
    if let Some(until) = query.until {
        let until = bind(Value::Integer(until.as_millisecond()));
        conditions.push(format!("at_ms < {until}"));
    }
    if let Some(after) = query.after {
        let beyond = if query.newest_first { "<" } else { ">" };
        let at = bind(Value::Integer(after.at_ms));
        let id = bind(blob(after.id));
        conditions.push(format!("(at_ms, id) {beyond} ({at}, {id})"));
    }
    let limit = bind(Value::Integer(limit_of(query.limit)));
    let filter = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join(" AND "))
    };
    let order = if query.newest_first { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT line FROM entries {filter} ORDER BY at_ms {order}, id {order} LIMIT {limit}"
    );
    (sql, values)
}

/// A limit as SQLite takes it: negative for none.
fn limit_of(limit: Option<usize>) -> i64 {
    limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1))
}

#[cfg(test)]
mod tests {
    use unhunch_core::journal::conformance::Maker;

    use super::*;

    #[test]
    fn a_full_store_says_so_and_keeps_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = SqliteJournal::open(&folder.path().join("journal.sqlite3")).unwrap();
        journal
            .connection
            .pragma_update(None, "max_page_count", 40)
            .unwrap();
        let mut maker = Maker::new(1);
        let mut kept = Vec::new();
        let error = loop {
            let batch: Vec<_> = (0..5).map(|i| maker.segment(i, 1000)).collect();
            match journal.append(&batch) {
                Ok(_) => kept.extend(batch),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Full { .. }), "{error:?}");
        assert!(error.to_string().contains("free some space"), "{error}");
        assert_eq!(journal.entries(&Query::default()).unwrap(), kept);
        journal.verify().unwrap();
        journal
            .connection
            .pragma_update(None, "max_page_count", 4000)
            .unwrap();
        assert_eq!(journal.append(&[maker.segment(9, 1)]).unwrap().added, 1);
    }
}
