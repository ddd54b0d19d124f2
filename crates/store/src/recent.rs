//! The sessions that entries were last added to, kept in memory as what they come to.
//!
//! Entries of a session that is being played come one by one. To read the whole session for each of
//! them, its plan of tens of kilobytes included, would take many times longer than to write the entry.

use std::collections::{BTreeMap, VecDeque};

use rusqlite::Connection;
use unhunch_core::journal::Entry;
use unhunch_core::progress::{RunningTotals, Totals};
use uuid::Uuid;

/// How many sessions are kept. One person plays one; several are written to where old ones are sent in.
const KEPT: usize = 32;

/// A person's session.
pub(crate) type Place = (Uuid, Uuid);

/// A session as it stands in the file. It has no corrections: with those, entries do not just add up.
#[derive(Debug)]
pub(crate) struct Recent {
    place: Place,
    running: RunningTotals,
    /// What it adds to the sums.
    totals: Totals,
    /// When it began, and whether it is open: its row, where it has one.
    row: Option<Row>,
}

/// When a session began in ms, and whether it is open.
pub(crate) type Row = (i64, bool);

/// The sessions that entries were last added to, the last one first.
#[derive(Debug, Default)]
pub(crate) struct Recents {
    sessions: VecDeque<Recent>,
    /// What tells whether another connection has written since.
    version: i64,
}

/// How sums have to change.
pub(crate) struct Step {
    /// What is added to the sums of the person.
    pub(crate) change: Totals,
    /// The session's row, where it is another one now.
    pub(crate) row: Option<Row>,
}

impl Recents {
    /// The same, if nobody else has written since; none of them otherwise.
    pub(crate) fn if_current(self, connection: &Connection) -> rusqlite::Result<Self> {
        let version = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        let sessions = if self.version == version {
            self.sessions
        } else {
            VecDeque::new()
        };
        Ok(Self { sessions, version })
    }

    /// The session, taken out.
    pub(crate) fn take(&mut self, place: Place) -> Option<Recent> {
        let at = self.sessions.iter().position(|one| one.place == place)?;
        self.sessions.remove(at)
    }

    /// Puts a session in front.
    pub(crate) fn put(&mut self, recent: Recent) {
        self.sessions.push_front(recent);
        self.sessions.truncate(KEPT);
    }
}

impl Recent {
    /// A session with these entries; none if there are corrections among them.
    pub(crate) fn of(place: Place, entries: &[Entry]) -> Option<Self> {
        if entries.iter().any(|entry| entry.body.corrects().is_some()) {
            return None;
        }
        let running: RunningTotals = entries.iter().collect();
        Some(Self {
            place,
            totals: running.totals(),
            row: row(&running),
            running,
        })
    }

    /// Adds entries, and tells what that changes.
    pub(crate) fn add(&mut self, added: &[&Entry]) -> Step {
        for entry in added {
            self.running.push(entry);
        }
        let totals = self.running.totals();
        let mut change = totals.clone();
        change.subtract(&self.totals);
        self.totals = totals;
        let now = row(&self.running);
        let row = now.filter(|_| now != self.row);
        self.row = now;
        Step { change, row }
    }
}

fn row(running: &RunningTotals) -> Option<Row> {
    let summary = running.summary()?;
    Some((summary.started.as_millisecond(), summary.is_open()))
}

/// Entries by session, if they only add to sessions: none without one, none a correction, none that a
/// correction has waited for.
pub(crate) fn only_adds<'e>(
    connection: &Connection,
    added: &[&'e Entry],
) -> rusqlite::Result<Option<BTreeMap<Place, Vec<&'e Entry>>>> {
    let mut by_session: BTreeMap<Place, Vec<&Entry>> = BTreeMap::new();
    let mut awaited =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM entries WHERE corrects = ?1)")?;
    for entry in added {
        let Some(session) = entry.session else {
            return Ok(None);
        };
        let corrects = entry.body.corrects().is_some();
        if corrects || awaited.query_row([entry.id], |row| row.get(0))? {
            return Ok(None);
        }
        let place = (entry.person, session);
        by_session.entry(place).or_default().push(entry);
    }
    Ok(Some(by_session))
}
