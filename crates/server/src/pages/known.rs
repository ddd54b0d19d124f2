//! What is known of the person, read from the journal in one go.

use jiff::civil::Date;
use unhunch_core::journal::{Profile, SavedRoutine, SessionsQuery};
use unhunch_core::person::{Standing, Usual};
use unhunch_core::progress::{Facts, Options, Progress, SessionSummary, progress};
use unhunch_core::session::resume;
use unhunch_host::{Diary, planning};

use crate::keeper::Desk;
use crate::problem::Outcome;

/// Newest sessions that are read for their change in pain.
const NEWEST: usize = 20;

/// What is known of the person today.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The person's own day.
    pub(crate) today: Date,
    /// Their profile.
    pub(crate) profile: Profile,
    /// Where they stand with the safety check.
    pub(crate) standing: Standing,
    /// What they usually ask of the planner; the minutes are to be said.
    pub(crate) usual: Usual,
}

impl Known {
    /// Reads what plans and checks need.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn read(desk: &Desk) -> Outcome<Self> {
        let (library, diary) = (desk.library, &desk.diary);
        let today = diary.now().date();
        Ok(Self {
            today,
            profile: planning::profile(Some(diary))?,
            standing: planning::standing(library, diary, today)?,
            usual: planning::usual(library, Some(diary), today, super::wishes::USUAL_MINUTES)?,
        })
    }

    /// The emergency number, if one is set.
    pub(crate) fn number(&self) -> Option<&str> {
        self.profile.emergency_number.as_deref()
    }
}

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

/// The person's own routines.
///
/// # Errors
///
/// When the journal cannot be read.
pub(crate) fn kept(desk: &Desk) -> Outcome<Vec<SavedRoutine>> {
    Ok(desk.diary.journal.saved_routines(desk.diary.person)?)
}
