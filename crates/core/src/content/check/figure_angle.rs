//! `figure-angle`: no joint of a figure goes farther than a normal adult's.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-angle",
    severity: Severity::Error,
    title: "no joint of a figure goes farther than a normal adult's",
    explanation: "The angles of a figure's joints stay within the range of motion of a normal adult, as the \
American Academy of Orthopaedic Surgeons and the American Medical Association tabulate it. Elbows and knees \
that reach for something bend as far as the target makes them.",
};

/// Looks for angles that are too large.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Angle {
                keyframe,
                joint,
                motion,
                degrees,
                limit,
            } = fault
            else {
                continue;
            };
            let stated = figures::keyframe(figure, *keyframe).and_then(|keyframe| {
                keyframe
                    .joints
                    .0
                    .iter()
                    .filter(|(word, _)| word.joints.contains(joint))
                    .flat_map(|(_, bends)| bends)
                    .find(|(known, _)| known.value == *motion)
            });
            let span = stated.map_or(figures::phase_span(figure, *keyframe), |(_, degrees)| {
                degrees.span
            });
            let message = format!(
                "the {joint} has {degrees:.0} degrees of {motion}, more than a normal adult's {limit:.0}"
            );
            let help = if stated.is_some() {
                format!("write at most {limit:.0}, or share the movement with another joint")
            } else {
                "move the target farther away, or the body".to_owned()
            };
            faults.push(Diagnostic::new(&RULE, figure.file, span, message).help(help));
        }
    }
}
