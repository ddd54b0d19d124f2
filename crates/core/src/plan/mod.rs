//! The planner: the best routine for a person's minutes, place, equipment and body.
//!
//! # The model
//!
//! A *candidate* is one technique in one position at one dose. The planner chooses candidates so as to
//! maximise
//!
//! ```text
//!   Σ over areas a     weight(a) · g(load(a))          coverage, with diminishing returns
//! + Σ over picks       points(pick)                     goal, sourced dose, experience, variety
//! − position cost · (positions visited − 1)
//! − prop cost     · (different props used)
//! ```
//!
//! where `load(a)` sums what the picks bring to area `a` (a unit for each 15 s of work, up to 60 s a
//! side; twice on a primary area), and `g` is concave and piecewise linear: 10, 9, 8 down to 1 points a
//! unit in successive bands. `weight(a)` is the pain that the person gave the area (1 for areas not
//! named, 3 for all when none is named). Under the constraints that
//!
//! - the whole takes at most the minutes and at least 95% of them, with getting ready, taking
//!   positions, changing sides, rests and the closing (when nothing does, the longest that fits);
//! - of a technique and its near twins at most one candidate is chosen, always for both sides alike;
//! - positions and equipment are allowed and at hand (or a substitute is); flags and clearance leave
//!   the technique, in that position; and of a technique that flared up after last time, or of which a
//!   flag leaves no more, it is the easier step;
//! - each position is visited once, in the vocabulary's order (from the feet to the floor), and at
//!   most three of them up to ten minutes, one more for each further ten;
//! - the primary muscles of what is deep or strong are warmed before, in the same position or an
//!   earlier one;
//! - something quiet stands last, whenever there is such a thing.
//!
//! The figures are general practice, set in `build`; [`model::Instance::evaluate`] is the definition
//! that tests hold the search to. `search` finds a true optimum, and the same input gives the same
//! plan. [`model_lp`] writes the instance for any integer solver to confirm.

mod admit;
mod answer;
mod branch;
mod build;
mod descent;
mod dual;
mod flat;
mod lean;
mod lp;
pub mod model;
mod reason;
mod relax;
mod request;
mod scope;
mod search;
mod seen;
mod sieve;
mod table;

pub use admit::{Refused, admit, admit_timeline};
pub use answer::{Pick, Plan, ScoreParts};
pub use reason::{Omission, Reason, Why};
pub use relax::{NoPlan, Relax};
pub use request::{
    BadRequest, Experience, LEAST_MINUTES, MOST_MINUTES, Request, UNSAID_PAIN, WantedArea,
};
pub use search::{Found, best};

use crate::content::{Library, Plans};
use crate::safety::Clearance;
use build::Built;

/// Plans the best routine for a request.
///
/// # Errors
///
/// [`NoPlan`] when the request cannot be, when the safety check leaves no routine, or when nothing
/// fits; it says what to change.
pub fn plan(library: &Library, clearance: Clearance, request: &Request) -> Result<Plan, NoPlan> {
    let (built, found, full) = solve(library, clearance, request)?;
    Ok(answer::answer(library, request, built, &found, full))
}

/// The request's instance in CPLEX LP format; an integer solver's optimum of it is the plan's score.
///
/// # Errors
///
/// As [`plan`].
pub fn model_lp(
    library: &Library,
    clearance: Clearance,
    request: &Request,
) -> Result<String, NoPlan> {
    let (built, ..) = solve(library, clearance, request)?;
    Ok(lp::write(library, &built))
}

/// The instance, narrowed to the longest plans when none fills the minutes, and its best choice.
fn solve(
    library: &Library,
    clearance: Clearance,
    request: &Request,
) -> Result<(Built, Found, bool), NoPlan> {
    request.check(library)?;
    if clearance.plans(library) == Plans::None {
        return Err(NoPlan::NotCleared(clearance.level()));
    }
    let mut built = build::build(library, clearance, request);
    if let Some(found) = best(&built.instance) {
        return Ok((built, found, true));
    }
    let Some(longest) = best(&built.instance.longest()) else {
        return Err(relax::explain(library, clearance, request));
    };
    let slots = built.instance.slots(&longest.chosen);
    built.instance.window.0 = slots;
    match best(&built.instance) {
        Some(found) => Ok((built, found, false)),
        None => Err(relax::explain(library, clearance, request)),
    }
}

#[cfg(test)]
mod tests;
