//! What a store of entries can do.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::effective::effective;
use super::entry::{Body, Entry};
use super::error::Error;
use super::profile::Profile;
use super::saved::SavedRoutine;
use crate::progress::{Facts, SessionSummary};

/// What an append did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appended {
    /// Entries that were added.
    pub added: usize,
    /// Entries that were there already, with the same content.
    pub known: usize,
}

/// A place in the order of entries or sessions: a time in Unix milliseconds, then an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    /// Unix milliseconds.
    pub at_ms: i64,
    /// The entry's, or the session's, id.
    pub id: Uuid,
}

impl Cursor {
    /// The place of an entry.
    pub fn of(entry: &Entry) -> Self {
        let (at_ms, id) = entry.order();
        Self { at_ms, id }
    }

    /// The place of a session.
    pub fn of_session(summary: &SessionSummary) -> Self {
        Self {
            at_ms: summary.started.as_millisecond(),
            id: summary.session,
        }
    }
}

/// Which entries to read, and from where on. The default is all of them, oldest first.
///
/// Times compare in whole milliseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Only this person's.
    pub person: Option<Uuid>,
    /// Only of this session.
    pub session: Option<Uuid>,
    /// Only of these kinds; empty means any. Kinds of newer versions may be asked for too.
    pub kinds: Vec<String>,
    /// Only from this time on.
    pub from: Option<Timestamp>,
    /// Only before this time.
    pub until: Option<Timestamp>,
    /// The newest first.
    pub newest_first: bool,
    /// Only what comes after this place, in the order that is asked for.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Query {
    /// Whether an entry is asked for, the limit aside.
    pub fn matches(&self, entry: &Entry) -> bool {
        let place = Cursor::of(entry);
        self.person.is_none_or(|person| person == entry.person)
            && self.session.is_none_or(|id| Some(id) == entry.session)
            && (self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == entry.body.kind()))
            && self
                .from
                .is_none_or(|from| place.at_ms >= from.as_millisecond())
            && self
                .until
                .is_none_or(|until| place.at_ms < until.as_millisecond())
            && self.after.is_none_or(|after| {
                if self.newest_first {
                    place < after
                } else {
                    place > after
                }
            })
    }
}

/// Which sessions to read, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionsQuery {
    /// Whose.
    pub person: Uuid,
    /// Only those that were started and have not ended.
    pub open: bool,
    /// Only what comes after this place, that is, older ones.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A session that was started and has not ended.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenSession {
    /// What it came to so far.
    pub summary: SessionSummary,
    /// Its entries that count, in order: the beginning with the whole plan, and what was done.
    pub entries: Vec<Entry>,
}

/// A store of entries.
///
/// What [`Journal::append`] returned `Ok` for is kept, whatever happens to the process next.
pub trait Journal {
    /// Adds entries: all or none. An entry that is already there with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for an entry that [`Entry::check`] refuses, [`Error::Conflict`] for an id that
    /// is taken by other content, in the journal or in `entries`; or what the store ran into.
    fn append(&mut self, entries: &[Entry]) -> Result<Appended, Error>;

    /// The entry with this id, as it was written.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn entry(&self, id: Uuid) -> Result<Option<Entry>, Error>;

    /// Entries as they were written, corrections among them and not applied; see [`read_effective`].
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn entries(&self, query: &Query) -> Result<Vec<Entry>, Error>;

    /// What sessions came to, corrections applied.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn sessions(&self, query: &SessionsQuery) -> Result<Vec<SessionSummary>, Error>;

    /// What progress is computed from, corrections applied. Quick however long the journal is.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn facts(&self, person: Uuid) -> Result<Facts, Error>;

    /// Everybody who has an entry, by the time of their first one to be added.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn persons(&self) -> Result<Vec<Uuid>, Error>;

    /// How many entries there are.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn count(&self) -> Result<u64, Error>;

    /// A number that is another one whenever entries were added, by whoever; so what was read stays true
    /// while it is the same.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn stamp(&self) -> Result<u64, Error> {
        self.count()
    }

    /// The person's newest profile, corrections applied.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn profile(&self, person: Uuid) -> Result<Option<Profile>, Error> {
        let mut query = Query {
            person: Some(person),
            kinds: vec!["profile-set".to_owned()],
            newest_first: true,
            limit: Some(16),
            ..Query::default()
        };
        loop {
            let page = self.entries(&query)?;
            let Some(last) = page.last() else {
                return Ok(None);
            };
            query.after = Some(Cursor::of(last));
            let newest = apply_corrections(self, Some(person), &page)?.pop();
            if let Some(Body::ProfileSet(profile)) = newest.map(|entry| entry.body) {
                return Ok(Some(profile));
            }
        }
    }

    /// The person's own routines, the one that was saved last first.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn saved_routines(&self, person: Uuid) -> Result<Vec<SavedRoutine>, Error> {
        let saved = read_effective(
            self,
            &Query {
                person: Some(person),
                kinds: vec!["routine-saved".to_owned()],
                ..Query::default()
            },
        )?;
        Ok(saved
            .into_iter()
            .rev()
            .filter_map(SavedRoutine::of)
            .collect())
    }

    /// The session of this person that was started last and has not ended, to be resumed.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn last_open_session(&self, person: Uuid) -> Result<Option<OpenSession>, Error> {
        let newest = self.sessions(&SessionsQuery {
            person,
            open: true,
            after: None,
            limit: Some(1),
        })?;
        let newest = newest.into_iter().next();
        newest.map(|one| self.open_session(one)).transpose()
    }

    /// A session as it stands now, with its entries, to be resumed.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn open_session(&self, summary: SessionSummary) -> Result<OpenSession, Error> {
        let entries = entries_of(self, summary.person, summary.session)?;
        let summary = SessionSummary::of(&entries).unwrap_or(summary);
        Ok(OpenSession { summary, entries })
    }

    /// What one session came to, corrections applied; `None` where the journal has nothing of it.
    ///
    /// # Errors
    ///
    /// What the store ran into.
    fn session(&self, person: Uuid, session: Uuid) -> Result<Option<SessionSummary>, Error> {
        Ok(SessionSummary::of(&entries_of(self, person, session)?))
    }
}

fn entries_of<J: Journal + ?Sized>(
    journal: &J,
    person: Uuid,
    session: Uuid,
) -> Result<Vec<Entry>, Error> {
    let query = Query {
        person: Some(person),
        session: Some(session),
        ..Query::default()
    };
    read_effective(journal, &query)
}

/// The entries that a query asks for and that count, with corrections applied, oldest first.
///
/// A limit counts entries before corrections are applied.
///
/// # Errors
///
/// What the store ran into.
pub fn read_effective<J: Journal + ?Sized>(
    journal: &J,
    query: &Query,
) -> Result<Vec<Entry>, Error> {
    let read = journal.entries(query)?;
    apply_corrections(journal, query.person, &read)
}

/// What `read` is with every correction of the journal applied, in order.
fn apply_corrections<J: Journal + ?Sized>(
    journal: &J,
    person: Option<Uuid>,
    read: &[Entry],
) -> Result<Vec<Entry>, Error> {
    let corrections = journal.entries(&Query {
        person,
        kinds: vec!["correction".to_owned()],
        ..Query::default()
    })?;
    let wanted: BTreeSet<Uuid> = read.iter().map(|entry| entry.id).collect();
    let sessions: BTreeSet<Uuid> = read.iter().filter_map(|entry| entry.session).collect();
    let mut all = read.to_vec();
    // A correction of a session's beginning reaches the whole session, so the beginnings of the
    // sessions in question are read too, where one is corrected.
    for correction in &corrections {
        let Some(of) = correction.body.corrects() else {
            continue;
        };
        if wanted.contains(&of) {
            continue;
        }
        let Some(target) = journal.entry(of)? else {
            continue;
        };
        if let (Some(session), Body::SessionStarted(_)) = (target.session, &target.body)
            && sessions.contains(&session)
        {
            all.extend(journal.entries(&Query {
                session: Some(session),
                kinds: vec!["session-started".to_owned()],
                ..Query::default()
            })?);
        }
    }
    all.extend(corrections);
    let mut counted = effective(&all);
    counted.retain(|entry| wanted.contains(&entry.id));
    Ok(counted)
}
