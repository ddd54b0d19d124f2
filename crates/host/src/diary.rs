//! The journal of the person at this terminal: who they are, which ids and times their entries get, and
//! which of their sessions were broken off.

use std::fmt;
use std::path::PathBuf;

use jiff::Zoned;
use unhunch_core::journal::{Body, Cursor, Entry, IdSource, Journal, OpenSession, SessionsQuery};
use unhunch_core::progress::SessionSummary;
use unhunch_store::{SqliteJournal, data_dir, journal_file};
use uuid::Uuid;

use crate::claim::claim;
use crate::error::Error;
use crate::playing::{Playing, played};

/// The folder that the journal is kept in: the one that is named, or that `UNHUNCH_DATA_DIR` names, or the
/// usual one.
///
/// # Errors
///
/// When there is no home folder and none is named.
pub fn data_folder(named: Option<PathBuf>) -> Result<PathBuf, Error> {
    let from_env = std::env::var_os("UNHUNCH_DATA_DIR");
    data_dir(named.as_deref(), from_env.as_deref()).map_err(|error| Error::new(error.to_string()))
}

/// The wall clock that entries get their times from.
type Wall = Box<dyn Fn() -> Zoned + Send>;

/// The journal of the person at this terminal.
pub struct Diary {
    /// Where entries go.
    pub journal: Box<dyn Journal + Send>,
    /// Whose entries they are: the first person of the journal, or a new one.
    pub person: Uuid,
    /// The data folder that it is in.
    pub folder: PathBuf,
    ids: IdSource,
    wall: Wall,
}

impl fmt::Debug for Diary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diary")
            .field("person", &self.person)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// The sessions that were started and have not ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OpenSessions {
    /// The last one that was broken off.
    pub broken_off: Option<SessionSummary>,
    /// The last one that is being played.
    pub played: Option<SessionSummary>,
}

impl Diary {
    /// The journal in a data folder, opened; made when there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or made; the message says what to do.
    pub fn open(folder: PathBuf) -> Result<Self, Error> {
        let journal = SqliteJournal::open(&journal_file(&folder))?;
        let known = journal.persons()?.first().copied();
        let mut diary = Self::of(Box::new(journal), Uuid::nil(), folder, Box::new(crate::now));
        diary.person = match known {
            Some(person) => person,
            None => {
                let fresh = diary.new_id()?;
                claim(&diary.folder, fresh)?
            }
        };
        Ok(diary)
    }

    /// The journal in a data folder, opened, if there is one. Nothing is made.
    ///
    /// # Errors
    ///
    /// When what is there cannot be opened; the message says what to do.
    pub fn open_if_any(folder: PathBuf) -> Result<Option<Self>, Error> {
        match std::fs::symlink_metadata(journal_file(&folder)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            _ => Self::open(folder).map(Some),
        }
    }

    /// A person's entries in any journal, which get their times from `wall`. Locks of sessions that are
    /// being played go into `folder`.
    pub fn of(
        journal: Box<dyn Journal + Send>,
        person: Uuid,
        folder: PathBuf,
        wall: Box<dyn Fn() -> Zoned + Send>,
    ) -> Self {
        Self {
            journal,
            person,
            folder,
            ids: IdSource::default(),
            wall,
        }
    }

    /// The same with another wall clock.
    #[must_use]
    pub fn keeping_time(mut self, wall: Box<dyn Fn() -> Zoned + Send>) -> Self {
        self.wall = wall;
        self
    }

    /// The time now, in the person's zone.
    pub fn now(&self) -> Zoned {
        (self.wall)()
    }

    /// An entry of now.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub fn entry(&mut self, session: Option<Uuid>, body: Body) -> Result<Entry, Error> {
        let id = self.new_id()?;
        Ok(Entry::new(id, self.person, session, &self.now(), body))
    }

    /// Writes something down, of now.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn record(&mut self, session: Option<Uuid>, body: Body) -> Result<(), Error> {
        let entry = self.entry(session, body)?;
        self.journal.append(&[entry])?;
        Ok(())
    }

    /// The sessions that were started and have not ended.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub fn open_sessions(&self) -> Result<OpenSessions, Error> {
        let now_played = played(&self.folder);
        let mut query = SessionsQuery {
            person: self.person,
            open: true,
            after: None,
            limit: Some(1),
        };
        let broken_off = loop {
            let next = self.journal.sessions(&query)?.into_iter().next();
            query.after = next.as_ref().map(Cursor::of_session);
            match next {
                Some(session) if now_played.contains(&session.session) => {}
                other => break other,
            }
        };
        let mut played: Option<SessionSummary> = None;
        for session in now_played {
            let found = self.journal.session(self.person, session)?;
            let found = found.filter(SessionSummary::is_open);
            if played.as_ref().map(|one| one.started) < found.as_ref().map(|one| one.started) {
                played = found;
            }
        }
        Ok(OpenSessions { broken_off, played })
    }

    /// Takes a session that was broken off for this process, as it stands now; `None` when another one
    /// has gone on with it meanwhile.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub fn take(&self, open: OpenSession) -> Result<Option<(OpenSession, Playing)>, Error> {
        let Some(playing) = Playing::take(&self.folder, open.summary.session) else {
            return Ok(None);
        };
        let now = self.journal.open_session(open.summary)?;
        Ok(now.summary.is_open().then_some((now, playing)))
    }

    /// A new id, for a session.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub fn new_id(&mut self) -> Result<Uuid, Error> {
        let mut random = [0; 10];
        getrandom::fill(&mut random)
            .map_err(|error| Error::new(format!("the system gives no random numbers: {error}")))?;
        let unix_ms = self.now().timestamp().as_millisecond();
        Ok(self
            .ids
            .next_id(u64::try_from(unix_ms).unwrap_or(0), random))
    }
}
