//! `figure-balance`: a standing or sitting figure does not fall over.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-balance",
    severity: Severity::Error,
    title: "a standing or sitting figure does not fall over",
    explanation: "Where nothing else holds a person who stands or sits, the center of mass (from the segments' \
masses after Winter) is above the feet and the seat, or at most 2 cm beside them.",
};

/// Looks for bodies that would fall.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Balance { keyframe, beside } = fault else {
                continue;
            };
            let span = figures::phase_span(figure, *keyframe);
            let message = format!(
                "this pose would fall over: its center of mass is {beside:.1} cm beside what carries it"
            );
            faults
                .push(Diagnostic::new(&RULE, figure.file, span, message).help(
                    "move the hips the other way with `root`, or put the feet farther apart",
                ));
        }
    }
}
