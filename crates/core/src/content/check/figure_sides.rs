//! `figure-sides`: the two sides of a figure are mirror images.

use unhunch_figure::check::Fault;

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-sides",
    severity: Severity::Error,
    title: "the two sides of a figure are mirror images",
    explanation: "A technique with sides is drawn for one side, and the other is its mirror image. Whoever writes \
out the other side as `mirrored` keyframes is held to the same: every part within 1 cm of the mirror image.",
};

/// Looks for sides that differ.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Sides {
                keyframe,
                segment,
                missed,
            } = fault
            else {
                continue;
            };
            let written = figure.mirrored.get(*keyframe).or(figure.mirrored.first());
            let span = written.map_or(figure.technique.span, |keyframe| keyframe.phase.span);
            let message = if missed.is_finite() {
                format!("here the {segment} is {missed:.1} cm from the mirror image")
            } else {
                "the other side has another number of keyframes".to_owned()
            };
            faults.push(
                Diagnostic::new(&RULE, figure.file, span, message).help(
                    "write the same pose with left and right changed, or leave `mirrored` out",
                ),
            );
        }
    }
}
