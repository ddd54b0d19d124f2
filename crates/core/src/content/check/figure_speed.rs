//! `figure-speed`: no joint of a figure moves faster than a calm person's.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-speed",
    severity: Severity::Error,
    title: "no joint of a figure moves faster than a calm person's",
    explanation: "Between two keyframes, at the technique's own tempo, no joint turns by more than 90 degrees a \
second (general practice). What is held is eased into over four seconds.",
};

/// Looks for jumps.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Jump {
                keyframe,
                segment,
                speed,
            } = fault
            else {
                continue;
            };
            let span = figures::phase_span(figure, *keyframe);
            let message = format!(
                "on the way to this keyframe the {segment} turns {speed:.0} degrees a second"
            );
            faults
                .push(Diagnostic::new(&RULE, figure.file, span, message).help(
                    "bring the poses nearer together, or give the movement a longer `cycle`",
                ));
        }
    }
}
