//! From flags, the journal and the day to a request: `plan` and `start` ask alike, so that the same flags
//! choose the same plan.

use jiff::civil::Date;
use unhunch_core::content::Library;
use unhunch_core::journal::{Journal as _, MemoryJournal, Profile};
use unhunch_core::person::{self, Standing, Unheeded, Usual};
use unhunch_core::plan::NoPlan;
use unhunch_core::progress::{Facts, effects};
use uuid::Uuid;

use crate::args::RequestArgs;
use crate::context::Diary;
use crate::error::Failure;
use crate::output::warning;

/// What is asked of the planner: the person's profile and experience, and the flags laid over them; and
/// what of the profile could not be heeded, which the person has to be told.
///
/// # Errors
///
/// When the journal cannot be read, or the flags ask for something that cannot be.
pub(crate) fn request(
    library: &Library,
    journal: Option<&Diary>,
    today: Date,
    args: &RequestArgs,
) -> Result<Usual, Failure> {
    let profile = self::profile(journal)?;
    let facts = match journal {
        None => Facts::default(),
        Some(diary) => diary.journal.facts(diary.person)?,
    };
    let effects = effects(&facts, today);
    let mut usual = person::usual_request(library, &profile, &effects, args.minutes);
    usual.request.flared = person::flared(library.safety(), &facts);
    Ok(Usual {
        request: args.over(usual.request, library).map_err(NoPlan::from)?,
        ..usual
    })
}

/// Tells the person what of their profile could not be heeded, beside the answer.
pub(crate) fn tell(unheeded: &[Unheeded]) {
    for one in unheeded {
        warning(&one.says());
    }
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
