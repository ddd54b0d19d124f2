//! From flags, the journal and the day to a request: `plan` and `start` ask alike, so that the same flags
//! choose the same plan.

use jiff::civil::Date;
use unhunch_core::content::Library;
use unhunch_core::journal::MemoryJournal;
use unhunch_core::person::{self, Standing, Unheeded, Usual};
use unhunch_core::plan::NoPlan;
use unhunch_host::{Diary, planning};
use uuid::Uuid;

use crate::args::RequestArgs;
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
    let usual = planning::usual(library, journal, today, args.minutes)?;
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
    Ok(match journal {
        Some(diary) => planning::standing(library, diary, today)?,
        None => person::standing(&MemoryJournal::new(), Uuid::nil(), library.safety(), today)?,
    })
}
