//! What the rules about figures share: every figure, measured once.

use unhunch_figure::check::{Fault, Pace, check, check_sides};

use super::scope::Scope;
use super::set::InFile;
use crate::content::figure::{FigureFile, KeyframeRecord};
use crate::content::{Sp, Technique, Work};
use crate::diagnostic::Span;

/// The figures of a set with what is wrong with each, in the order of the set.
pub(super) type Measured<'s> = Vec<(&'s InFile<FigureFile>, Vec<Fault>)>;

/// Measures every figure whose shape is whole.
pub(super) fn measure<'s>(scope: &Scope<'s>) -> Measured<'s> {
    scope
        .set
        .figures
        .iter()
        .map(|figure| {
            if figure.keyframes.is_empty() {
                return (figure, Vec::new());
            }
            let movement = figure.lower();
            let technique = scope.techniques.get(figure.technique.as_str());
            let mut faults = check(&movement, pace(figure, technique.map(|one| &one.value)));
            if let Some(other) = figure.lower_mirrored() {
                faults.extend(check_sides(&movement, &other));
            }
            (figure, faults)
        })
        .collect()
}

/// How long a hold takes to be eased into and out of, in seconds (general practice).
const EASED: f64 = 4.0;

/// How fast a figure moves: at the tempo of its technique's repetitions, by its breaths, by its own cycle,
/// or as slowly as holds are eased into.
fn pace(figure: &FigureFile, technique: Option<&Technique>) -> Pace {
    let even = |seconds: f64| Pace {
        out: seconds,
        back: seconds,
    };
    if let Some(cycle) = &figure.cycle {
        return even(cycle.value / 2.0);
    }
    match technique.map(|one| &one.dose.work.value) {
        Some(Work::Reps(reps)) => reps.tempo.as_ref().map_or(even(EASED), |tempo| Pace {
            out: f64::from(tempo.there.value),
            back: f64::from(tempo.back.value),
        }),
        _ => even(EASED),
    }
}

/// A keyframe by its place; the whole figure's technique where there is none.
pub(super) fn keyframe(figure: &FigureFile, index: usize) -> Option<&Sp<KeyframeRecord>> {
    figure.keyframes.get(index)
}

/// Where the phase of a keyframe is written.
pub(super) fn phase_span(figure: &FigureFile, index: usize) -> Span {
    keyframe(figure, index).map_or(figure.technique.span, |keyframe| keyframe.phase.span)
}

/// Where the contact is written that a promise came from: a contact of both sides makes two promises.
pub(super) fn contact_span(figure: &FigureFile, index: usize, promise: usize) -> Span {
    let Some(keyframe) = keyframe(figure, index) else {
        return figure.technique.span;
    };
    let mut before = 0;
    for contact in &keyframe.contacts {
        before += contact.place.places.len();
        if promise < before {
            return contact.place.span;
        }
    }
    keyframe.phase.span
}
