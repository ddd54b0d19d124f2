//! What may be played: a plan of what is wished, or a routine that somebody wrote, with the answers of the
//! check and the conditions of the profile heeded.

use std::borrow::Cow;

use unhunch_core::content::Library;
use unhunch_core::person::Usual;
use unhunch_core::plan::{self, Plan, Refused, Request};
use unhunch_core::routine::Routine;
use unhunch_core::safety::Clearance;
use unhunch_core::timeline::{Timeline, compile};

use super::parts::sentence;
use super::wishes::Wishes;

/// What may be played.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    /// What was wished.
    pub(crate) wishes: Wishes,
    /// What was asked of the planner.
    pub(crate) request: Request,
    /// What the check allowed.
    pub(crate) clearance: Clearance,
    /// The plan, unless it is a routine.
    pub(crate) plan: Option<Plan>,
    /// The techniques in order, to be kept.
    pub(crate) routine: Routine,
    /// The same laid out in time: what is played.
    pub(crate) timeline: Timeline,
    /// What of the profile could not be heeded, in sentences.
    pub(crate) unheeded: Vec<String>,
}

/// Proposes what is wished; or says in a sentence why there is nothing to be played.
///
/// `kept` is the person's own routine, where the wishes name one.
///
/// # Errors
///
/// The sentence.
pub(crate) fn propose(
    library: &Library,
    clearance: Clearance,
    usual: Usual,
    wishes: Wishes,
    kept: Option<Routine>,
) -> Result<Proposal, String> {
    let Usual { request, unheeded } = usual;
    let request = wishes.over(library, request);
    let (plan, mut routine) = match &wishes.routine {
        Some(id) => {
            let written = library
                .routine(id)
                .map(|one| Routine::from_content(one, library));
            let written = written.or(kept).ok_or("There is no such routine.")?;
            let admitted = plan::admit(library, clearance, &request, &written)
                .map_err(|refused| refusal(library, &refused))?;
            (None, admitted)
        }
        None => {
            let from = if wishes.swapped.is_empty() {
                Cow::Borrowed(library)
            } else {
                Cow::Owned(library.without(&wishes.swapped))
            };
            let plan = plan::plan(&from, clearance, &request)
                .map_err(|error| sentence(&error.to_string()))?;
            let routine = plan.routine.clone();
            (Some(plan), routine)
        }
    };
    routine
        .items
        .retain(|item| !wishes.dropped.contains(&item.technique));
    if routine.items.is_empty() {
        return Err("Every technique is left out. Put one of them back.".to_owned());
    }
    let plan = plan.map(|mut plan| {
        plan.picks
            .retain(|pick| !wishes.dropped.contains(&pick.technique));
        plan
    });
    let timeline = compile(&routine, library).map_err(|error| sentence(&error.to_string()))?;
    Ok(Proposal {
        wishes,
        request,
        clearance,
        plan,
        routine,
        timeline,
        unheeded: unheeded.iter().map(|one| one.says()).collect(),
    })
}

/// Why something may not be played, technique by technique.
pub(crate) fn refusal(library: &Library, refused: &Refused) -> String {
    match refused {
        Refused::LeftOut(omitted) => {
            let all: Vec<String> = omitted.iter().map(|one| one.says(library)).collect();
            format!("It cannot be played as it is; {}.", all.join("; "))
        }
        Refused::Bad(_) | Refused::NotCleared(_) => sentence(&refused.to_string()),
    }
}
