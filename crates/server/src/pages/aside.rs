//! Plans are made aside, on threads that answer no requests.

use unhunch_core::journal::SavedRoutine;
use unhunch_core::safety::Clearance;

use super::known::{Known, kept};
use super::plan::{Nothing, RoutineHead};
use super::proposal::{Proposal, propose};
use super::wishes::Wishes;
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;

/// What was wished, and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// What is known of the person.
    pub(crate) known: Known,
    /// The routine that the wishes name.
    pub(crate) routine: Option<RoutineHead>,
    /// What may be played, or why nothing is.
    pub(crate) proposed: Result<Box<Proposal>, Nothing>,
}

/// Reads what is known of the person, and plans what they wish.
///
/// # Errors
///
/// When the journal cannot be read, or a routine is named that there is not.
pub(crate) async fn asked(app: &App, wishes: Wishes) -> Outcome<Asked> {
    let names = wishes.routine.clone();
    let (known, own) = app
        .keeper()
        .read(move |desk| {
            let own = match &names {
                Some(_) => kept(desk)?,
                None => Vec::new(),
            };
            Ok((Known::read(desk)?, own))
        })
        .await?;
    let library = app.library();
    let (routine, own) = match &wishes.routine {
        None => (None, None),
        Some(word) => match (library.routine(word), SavedRoutine::find(&own, word)) {
            (Some(one), _) => (
                Some(RoutineHead {
                    id: one.id.to_string(),
                    name: one.name.value.clone(),
                    purpose: one.purpose.value.clone(),
                }),
                None,
            ),
            (None, Some(one)) => (
                Some(RoutineHead {
                    id: one.id.to_string(),
                    name: one.routine.name.clone(),
                    purpose: String::new(),
                }),
                Some(one.routine.clone()),
            ),
            (None, None) => return Err(crate::problem::not_found("there is no such routine")),
        },
    };
    let proposed = match known.standing.clearance() {
        None => Err(check_first()),
        Some(clearance) => planned(app, clearance, &known, wishes, own).await?,
    };
    Ok(Asked {
        known,
        routine,
        proposed,
    })
}

/// What is said where the check comes first.
pub(crate) fn check_first() -> Nothing {
    Nothing {
        says: "The safety check comes first.".to_owned(),
        check: true,
    }
}

async fn planned(
    app: &App,
    clearance: Clearance,
    known: &Known,
    wishes: Wishes,
    own: Option<unhunch_core::routine::Routine>,
) -> Outcome<Result<Box<Proposal>, Nothing>> {
    let (library, usual) = (app.library(), known.usual.clone());
    let job = move || propose(library, clearance, usual, wishes, own);
    let done = tokio::task::spawn_blocking(job)
        .await
        .map_err(|error| Problem::new(Kind::Internal, format!("a plan was not made: {error}")))?;
    Ok(done
        .map(Box::new)
        .map_err(|says| Nothing { says, check: false }))
}
