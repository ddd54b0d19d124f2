//! When nothing fits: which constraint to relax.

use super::build;
use super::request::{BadRequest, MOST_MINUTES, Request};
use super::search::best;
use crate::content::{Intensity, Level, Library};
use crate::safety::Clearance;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// The request cannot be.
    #[error(transparent)]
    Bad(#[from] BadRequest),
    /// The safety check leaves no routine.
    #[error("the safety check leaves no routine today")]
    NotCleared(Level),
    /// Nothing fits; each of these alone would change that.
    #[error("{}", says(.0))]
    NothingFits(Vec<Relax>),
}

/// A change to a request that would make something fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "relax")]
pub enum Relax {
    /// Take more time.
    Minutes {
        /// The least that would do.
        at_least: u32,
    },
    /// Allow other positions.
    Positions,
    /// Bring something.
    Equipment,
    /// Accept harder work.
    Intensity,
}

impl Relax {
    /// What to do, as a person reads it.
    fn says(self) -> String {
        match self {
            Self::Minutes { at_least: 1 } => "take 1 minute".into(),
            Self::Minutes { at_least } => format!("take {at_least} minutes"),
            Self::Positions => "allow another position".into(),
            Self::Equipment => "have something at hand".into(),
            Self::Intensity => "accept stronger work".into(),
        }
    }
}

fn says(relax: &[Relax]) -> String {
    if relax.is_empty() {
        return "nothing fits: everything is left out by your flags or by the safety check; \
                look at `unhunch profile`, and ask a physiotherapist what suits you"
            .into();
    }
    let ways: Vec<String> = relax.iter().map(|one| one.says()).collect();
    format!("nothing fits; {}", ways.join(", or "))
}

/// Finds the constraints that, relaxed alone, let something fit.
pub(super) fn explain(library: &Library, clearance: Clearance, request: &Request) -> NoPlan {
    let fits = |request: &Request| {
        let instance = build::build(library, clearance, request).instance;
        best(&instance.longest()).is_some()
    };
    let mut ways = Vec::new();
    let longer = (request.minutes + 1..=MOST_MINUTES).find(|minutes| {
        fits(&Request {
            minutes: *minutes,
            ..request.clone()
        })
    });
    ways.extend(longer.map(|at_least| Relax::Minutes { at_least }));
    let all = Request::new(library, request.minutes);
    let positions = Request {
        positions: all.positions,
        ..request.clone()
    };
    if positions.positions != request.positions && fits(&positions) {
        ways.push(Relax::Positions);
    }
    let equipment = library
        .vocabulary()
        .equipment
        .iter()
        .map(|one| one.id.value.clone())
        .collect();
    let equipped = Request {
        equipment,
        ..request.clone()
    };
    if equipped.equipment != request.equipment && fits(&equipped) {
        ways.push(Relax::Equipment);
    }
    let strong = Request {
        intensity: Intensity::Strong,
        ..request.clone()
    };
    if request.intensity != Intensity::Strong && fits(&strong) {
        ways.push(Relax::Intensity);
    }
    NoPlan::NothingFits(ways)
}
