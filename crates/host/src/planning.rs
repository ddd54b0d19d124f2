//! What the journal says of a person, put together for the planner and the safety check, alike for every
//! front end.

use jiff::civil::Date;
use unhunch_core::content::Library;
use unhunch_core::journal::Profile;
use unhunch_core::person::{self, Standing, Usual};
use unhunch_core::progress::{Facts, effects};

use crate::diary::Diary;
use crate::error::Error;

/// What a person asks of the planner when they say nothing but the minutes; nobody knows of whom there is
/// no journal.
///
/// # Errors
///
/// When the journal cannot be read.
pub fn usual(
    library: &Library,
    diary: Option<&Diary>,
    today: Date,
    minutes: u32,
) -> Result<Usual, Error> {
    let profile = self::profile(diary)?;
    let facts = match diary {
        None => Facts::default(),
        Some(diary) => diary.journal.facts(diary.person)?,
    };
    let effects = effects(&facts, today);
    let mut usual = person::usual_request(library, &profile, &effects, minutes);
    usual.request.flared = person::flared(library.safety(), &facts);
    Ok(usual)
}

/// The person's profile; an empty one where there is none.
///
/// # Errors
///
/// When the journal cannot be read.
pub fn profile(diary: Option<&Diary>) -> Result<Profile, Error> {
    let Some(diary) = diary else {
        return Ok(Profile::default());
    };
    Ok(diary.journal.profile(diary.person)?.unwrap_or_default())
}

/// Where the person stands with the safety check on a day.
///
/// # Errors
///
/// When the journal cannot be read.
pub fn standing(library: &Library, diary: &Diary, today: Date) -> Result<Standing, Error> {
    let safety = library.safety();
    Ok(person::standing(
        &*diary.journal,
        diary.person,
        safety,
        today,
    )?)
}
