//! From flags, the journal and the day to a request: `plan` and `start` ask alike, so that the same flags
//! choose the same plan.

use std::collections::BTreeMap;

use jiff::civil::Date;
use unhunch_core::content::Library;
use unhunch_core::journal::{Journal as _, MemoryJournal, Profile};
use unhunch_core::person::{self, Standing};
use unhunch_core::plan::{NoPlan, Request};
use unhunch_core::progress::effects;
use uuid::Uuid;

use crate::args::RequestArgs;
use crate::context::Diary;
use crate::error::Failure;

/// What is asked of the planner: the person's profile and experience, and the flags laid over them.
///
/// # Errors
///
/// When the journal cannot be read, or the flags ask for something that cannot be.
pub(crate) fn request(
    library: &Library,
    journal: Option<&Diary>,
    today: Date,
    args: &RequestArgs,
) -> Result<Request, Failure> {
    let (profile, effects) = match journal {
        None => (Profile::default(), BTreeMap::new()),
        Some(diary) => {
            let facts = diary.journal.facts(diary.person)?;
            (self::profile(Some(diary))?, effects(&facts, today))
        }
    };
    let usual = person::usual_request(library, &profile, &effects, args.minutes);
    Ok(args.over(usual, library).map_err(NoPlan::from)?)
}

/// The person's profile; an empty one where there is none.
///
/// # Errors
///
/// When the journal cannot be read.
pub(crate) fn profile(journal: Option<&Diary>) -> Result<Profile, Failure> {
    let Some(diary) = journal else {
        return Ok(Profile::default());
    };
    Ok(diary.journal.profile(diary.person)?.unwrap_or_default())
}

/// Where the person stands with the safety check today.
///
/// # Errors
///
/// When the journal cannot be read.
pub(crate) fn standing(
    library: &Library,
    journal: Option<&Diary>,
    today: Date,
) -> Result<Standing, Failure> {
    let safety = library.safety();
    Ok(match journal {
        Some(diary) => person::standing(&diary.journal, diary.person, safety, today)?,
        None => person::standing(&MemoryJournal::new(), Uuid::nil(), safety, today)?,
    })
}
