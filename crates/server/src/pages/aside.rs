//! What is wished, and what comes of it.

use std::sync::Arc;

use unhunch_core::journal::SavedRoutine;

use super::plan::{Nothing, RoutineHead};
use super::wishes::Wishes;
use crate::acts::{Ground, Proposal};
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// What was wished, and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// What is known of the person.
    pub(crate) ground: Arc<Ground>,
    /// The routine that the wishes name.
    pub(crate) routine: Option<RoutineHead>,
    /// What may be played, or why nothing is.
    pub(crate) proposed: Result<Arc<Proposal>, Nothing>,
}

impl Asked {
    /// The emergency number, if one is set.
    pub(crate) fn number(&self) -> Option<&str> {
        self.ground.profile.emergency_number.as_deref()
    }
}

/// Reads what is known of the person, and plans what they wish.
///
/// # Errors
///
/// When the journal cannot be read, or a routine is named that there is not.
pub(crate) async fn asked(app: &App, wishes: &Wishes) -> Outcome<Asked> {
    let library = app.library();
    let ground = app.ground().await?;
    let (routine, own) = match &wishes.routine {
        None => (None, None),
        Some(word) => match library.routine(word) {
            Some(one) => {
                let head = RoutineHead {
                    id: one.id.to_string(),
                    name: one.name.to_string(),
                    purpose: one.purpose.to_string(),
                };
                (Some(head), None)
            }
            None => {
                let all = app.own_routines().await?;
                let one = SavedRoutine::find(&all, word);
                let one = one.ok_or_else(|| not_found("there is no such routine"))?;
                let head = RoutineHead {
                    id: one.id.to_string(),
                    name: one.routine.name.clone(),
                    purpose: String::new(),
                };
                (Some(head), Some(one.routine.clone()))
            }
        },
    };
    let wishes = wishes.to_acts(library, own.is_some());
    let proposed = match app.propose_own(&wishes, own).await {
        Ok(proposal) => Ok(proposal),
        Err(problem) => Err(nothing(problem)?),
    };
    Ok(Asked {
        ground,
        routine,
        proposed,
    })
}

/// Why nothing is to be played, where it is not that something failed.
///
/// # Errors
///
/// What failed.
fn nothing(problem: Problem) -> Outcome<Nothing> {
    match problem.kind {
        Kind::CheckDue | Kind::NotCleared => Ok(Nothing {
            says: "The safety check comes first.".to_owned(),
            check: true,
        }),
        Kind::LeftOut | Kind::NothingFits | Kind::Invalid => Ok(Nothing {
            says: problem.detail.replace('`', "\""),
            check: false,
        }),
        _ => Err(problem),
    }
}
