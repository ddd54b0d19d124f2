//! What is played: a hand-written routine, a plan, or what was broken off; and whether it may be.

use jiff::civil::Date;
use unhunch_core::content::{Intensity, Library, suggest};
use unhunch_core::journal::SavedRoutine;
use unhunch_core::person::{Unheeded, Usual};
use unhunch_core::plan::{self, Plan, Refused, Request};
use unhunch_core::routine::Routine;
use unhunch_core::safety::Clearance;
use unhunch_core::timeline::{Timeline, compile};

use crate::args::StartArgs;
use crate::error::{Exit, Failure};
use crate::planning;
use unhunch_host::Diary;

/// What was chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    /// What of the profile could not be heeded.
    pub unheeded: Vec<Unheeded>,
    /// What was asked for.
    pub request: Request,
    /// The plan, where one was made.
    pub plan: Option<Plan>,
    /// What is played.
    pub timeline: Timeline,
}

/// The routine that a word names: a hand-written one by its id, or one of the person's own by its name.
///
/// # Errors
///
/// When there is none; the message says what may have been meant.
pub(super) fn known(library: &Library, diary: &Diary, word: &str) -> Result<Routine, Failure> {
    if let Some(written) = library.routine(word) {
        return Ok(Routine::from_content(written, library));
    }
    let own = crate::command::routine::own(Some(diary))?;
    if let Some(saved) = SavedRoutine::find(&own, word) {
        return Ok(saved.routine.clone());
    }
    let ids = library.routines().iter().map(|one| one.id.as_str());
    let names = own.iter().map(|one| one.routine.name.as_str());
    let help = suggest(word, ids.chain(names))
        .unwrap_or_else(|| "`unhunch list --routines` and `unhunch routine` show them".to_owned());
    Err(Failure::usage(format!(
        "there is no routine `{word}`; {help}"
    )))
}

/// What is asked for, of the flags, the profile and the journal.
///
/// Who names a routine takes its positions and its work as they are, unless they say otherwise.
pub(super) fn request(
    library: &Library,
    diary: &Diary,
    today: Date,
    args: &StartArgs,
) -> Result<Usual, Failure> {
    let mut usual = planning::request(library, Some(diary), today, &args.request)?;
    let request = &mut usual.request;
    if args.routine.is_some() {
        let said = !args.request.position.is_empty();
        if !said
            && unhunch_host::planning::profile(Some(diary))?
                .positions
                .is_empty()
        {
            request.positions = Request::new(library, request.minutes).positions;
        }
        if args.request.intensity.is_none() {
            request.intensity = Intensity::Strong;
        }
    }
    Ok(usual)
}

/// Chooses what is played, and sees to it that it may be.
pub(super) fn choose(
    library: &Library,
    diary: &Diary,
    clearance: Clearance,
    usual: Usual,
    args: &StartArgs,
) -> Result<Chosen, Failure> {
    let Usual { request, unheeded } = usual;
    let (plan, routine) = match &args.routine {
        Some(word) => {
            let written = known(library, diary, word)?;
            let admitted = plan::admit(library, clearance, &request, &written);
            let admitted = admitted.map_err(|refused| refusal(library, &written.name, &refused))?;
            (None, admitted)
        }
        None => {
            let plan = plan::plan(library, clearance, &request)?;
            let routine = plan.routine.clone();
            (Some(plan), routine)
        }
    };
    let timeline =
        compile(&routine, library).map_err(|error| Failure::failed(error.to_string()))?;
    Ok(Chosen {
        unheeded,
        request,
        plan,
        timeline,
    })
}

/// Holds what was broken off to the flags and the clearance of today.
pub(super) fn still_admitted(
    library: &Library,
    clearance: Clearance,
    request: &Request,
    timeline: &Timeline,
) -> Result<(), Failure> {
    plan::admit_timeline(library, clearance, request, timeline)
        .map_err(|refused| refusal(library, timeline.name(), &refused))
}

/// Why something may not be played, technique by technique, and what to do instead.
fn refusal(library: &Library, name: &str, refused: &Refused) -> Failure {
    let exit = if refused.is_for_safety() {
        Exit::Stopped
    } else {
        Exit::Usage
    };
    let message = match refused {
        Refused::LeftOut(omitted) => {
            let all: Vec<String> = omitted.iter().map(|one| one.says(library)).collect();
            format!(
                "\"{name}\" cannot be played as it is; {}; `unhunch start` without a routine plans \
                 around that",
                all.join("; ")
            )
        }
        Refused::Bad(_) | Refused::NotCleared(_) => refused.to_string(),
    };
    Failure { message, exit }
}
