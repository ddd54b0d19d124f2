//! Whether what was not planned (a hand-written routine, a session that is resumed) may be played.
//!
//! The planner picks only what a person's clearance, flags, positions and equipment leave. What comes
//! from elsewhere is held to the same rules here, by the same code, so that no surface plays what the
//! planner would refuse.

use super::build::Builder;
use super::reason::Omission;
use super::request::{BadRequest, Request};
use crate::content::{Level, Library, Plans};
use crate::routine::Routine;
use crate::safety::Clearance;
use crate::timeline::Timeline;

/// Why something may not be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The request that it is held to cannot be.
    #[error(transparent)]
    Bad(#[from] BadRequest),
    /// The safety check leaves no routine.
    #[error("the safety check leaves no routine today")]
    NotCleared(Level),
    /// Techniques that are ruled out, each with the reason, in the order of the routine; never empty.
    #[error("{} of its techniques cannot be played", .0.len())]
    LeftOut(Vec<Omission>),
}

impl Refused {
    /// Whether it is for the person's safety, and not for what they have or want.
    #[must_use]
    pub fn is_for_safety(&self) -> bool {
        match self {
            Self::Bad(_) => false,
            Self::NotCleared(_) => true,
            Self::LeftOut(omitted) => omitted.iter().any(Omission::is_for_safety),
        }
    }
}

/// The routine as it may be played: as it is, but for techniques of which flags leave the easier step
/// (those are marked as easier) and for equipment that something at hand stands in for.
///
/// The minutes, areas and goal of the request do not matter. A technique that the library does not
/// have is left to [`crate::timeline::compile`] to refuse.
///
/// # Errors
///
/// [`Refused`], with every technique that stands in the way.
pub fn admit(
    library: &Library,
    clearance: Clearance,
    request: &Request,
    routine: &Routine,
) -> Result<Routine, Refused> {
    let judge = judge(library, clearance, request)?;
    let mut omitted = Vec::new();
    let mut admitted = routine.clone();
    for item in &mut admitted.items {
        let Some(technique) = library.technique(item.technique.as_str()) else {
            continue;
        };
        match judge.bodily(technique) {
            Ok(easier) => item.easier |= easier,
            Err(omission) => {
                push(&mut omitted, omission);
                continue;
            }
        }
        if let Err(omission) = judge.place(technique, &item.position) {
            push(&mut omitted, omission);
        } else if !request.positions.contains(&item.position) {
            let needs = vec![item.position.clone()];
            push(
                &mut omitted,
                Omission::position(item.technique.clone(), needs),
            );
        }
        match judge.equip(technique) {
            Ok((with, _)) => item.equipment = with,
            Err(missing) => push(
                &mut omitted,
                Omission::equipment(item.technique.clone(), missing),
            ),
        }
    }
    if omitted.is_empty() {
        Ok(admitted)
    } else {
        Err(Refused::LeftOut(omitted))
    }
}

/// Holds a timeline that was laid out earlier to the person's flags and clearance of now.
///
/// Where they are and what they have was settled when it began. A technique that the library does not
/// have any more was admitted then, too.
///
/// # Errors
///
/// [`Refused`], with every technique that stands in the way; one of which only the easier step is left
/// does so unless it is the easier step.
pub fn admit_timeline(
    library: &Library,
    clearance: Clearance,
    request: &Request,
    timeline: &Timeline,
) -> Result<(), Refused> {
    let judge = judge(library, clearance, request)?;
    let mut omitted = Vec::new();
    for item in timeline.items() {
        let Some(technique) = library.technique(item.technique.as_str()) else {
            continue;
        };
        let place = judge.place(technique, &item.position);
        match place.and_then(|()| judge.bodily(technique)) {
            Ok(easier) if easier && !item.is_easier => {
                push(&mut omitted, judge.not_easier(technique));
            }
            Ok(_) => {}
            Err(omission) => push(&mut omitted, omission),
        }
    }
    if omitted.is_empty() {
        Ok(())
    } else {
        Err(Refused::LeftOut(omitted))
    }
}

fn judge<'b>(
    library: &'b Library,
    clearance: Clearance,
    request: &'b Request,
) -> Result<Builder<'b>, Refused> {
    request.check(library)?;
    if clearance.plans(library) == Plans::None {
        return Err(Refused::NotCleared(clearance.level()));
    }
    Ok(Builder::new(library, clearance, request))
}

/// Adds what is not said already: a routine may hold a technique twice.
fn push(omitted: &mut Vec<Omission>, omission: Omission) {
    if !omitted.contains(&omission) {
        omitted.push(omission);
    }
}
