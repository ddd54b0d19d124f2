//! How fast a figure moves.

use unhunch_figure::Movement;
use unhunch_figure::check::Pace;

use crate::content::{Technique, Work};

/// How long a hold takes to be eased into and out of, in seconds (general practice).
const EASED: f64 = 4.0;

/// How fast a figure moves: by its own cycle, at the tempo of its technique's repetitions, or as slowly as a
/// hold is eased into.
pub fn pace(movement: &Movement, technique: Option<&Technique>) -> Pace {
    let even = |seconds: f64| Pace {
        out: seconds,
        back: seconds,
    };
    if let Some(cycle) = movement.cycle {
        return even(cycle / 2.0);
    }
    match technique.map(|one| &one.dose.work.value) {
        Some(Work::Reps(reps)) => reps.tempo.as_ref().map_or(even(EASED), |tempo| Pace {
            out: f64::from(tempo.there.value),
            back: f64::from(tempo.back.value),
        }),
        _ => even(EASED),
    }
}
