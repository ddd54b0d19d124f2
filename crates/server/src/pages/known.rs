//! What the journal says: how it goes, what has not ended.

use unhunch_core::journal::SessionsQuery;
use unhunch_core::progress::{Facts, Options, Progress, SessionSummary, progress};
use unhunch_core::session::resume;
use unhunch_host::Diary;

use crate::keeper::Desk;
use crate::problem::Outcome;

/// Newest sessions that are read for their change in pain.
const NEWEST: usize = 20;

/// How it goes.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    /// What it is computed from.
    pub(crate) facts: Facts,
    /// How it goes.
    pub(crate) progress: Progress,
}

impl Course {
    /// Reads how it goes.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn read(desk: &Desk) -> Outcome<Self> {
        let diary = &desk.diary;
        let newest = diary.journal.sessions(&SessionsQuery {
            person: diary.person,
            open: false,
            after: None,
            limit: Some(NEWEST),
        })?;
        let facts = diary.journal.facts(diary.person)?;
        let progress = progress(&facts, &newest, diary.now().date(), &Options::default());
        Ok(Self { facts, progress })
    }
}

/// Sessions that have not ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unfinished {
    /// The last one that was broken off, and can be gone on with.
    pub(crate) broken_off: Option<SessionSummary>,
    /// What somebody plays at this moment.
    pub(crate) played: Option<SessionSummary>,
}

impl Unfinished {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn read(diary: &Diary) -> Outcome<Self> {
        let open = diary.open_sessions()?;
        let broken_off = match open.broken_off {
            Some(summary) => Some(diary.journal.open_session(summary)?),
            None => None,
        };
        Ok(Self {
            broken_off: broken_off
                .filter(|open| resume(open).is_ok())
                .map(|open| open.summary),
            played: open.played,
        })
    }
}
