//! What the rules about figures share: every figure, measured once.

use unhunch_figure::check::{Fault, check, check_sides};

use super::scope::Scope;
use super::set::InFile;
use crate::content::Sp;
use crate::content::figure::{FigureFile, KeyframeRecord, pace};
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
            let mut faults = check(&movement, pace(&movement, technique.map(|one| &one.value)));
            if let Some(other) = figure.lower_mirrored() {
                faults.extend(check_sides(&movement, &other));
            }
            (figure, faults)
        })
        .collect()
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
