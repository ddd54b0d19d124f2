//! `figure-unreachable`: what a figure reaches for is in reach.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-unreachable",
    severity: Severity::Error,
    title: "what a figure reaches for is in reach",
    explanation: "An arm or a leg that reaches is bent so that its end comes to the target. A target that is too far \
away (or too near) is missed; more than 1 cm is a fault.",
};

/// Looks for reaches that miss.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Unreachable {
                keyframe,
                end,
                side,
                missed,
            } = fault
            else {
                continue;
            };
            let stated = figures::keyframe(figure, *keyframe).and_then(|keyframe| {
                keyframe.reaches.iter().find(|reach| {
                    reach.part.end == *end && reach.part.side.is_none_or(|own| own == *side)
                })
            });
            let span = stated.map_or(figures::phase_span(figure, *keyframe), |reach| {
                reach.to.span
            });
            let message = format!("the {side} {end} misses its target by {missed:.1} cm");
            faults.push(
                Diagnostic::new(&RULE, figure.file, span, message)
                    .help("move the target, or move the body toward it with `root` and the spine"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROW: &str = "techniques/band-row.figure.toml";

    #[test]
    fn a_target_that_is_too_far_is_told_for_each_hand() {
        let far = (ROW, "point = [12, 115, 45]", "point = [12, 115, 95]");
        let found = messages(&RULE, &[far]);
        assert_eq!(found.len(), 2);
        assert!(
            found[0].starts_with("the left hand misses its target by"),
            "{found:?}"
        );
        assert!(
            found[1].starts_with("the right hand misses its target by"),
            "{found:?}"
        );
        let near = (ROW, "point = [12, 115, 45]", "point = [12, 115, 50]");
        assert_silent(&RULE, &[near]);
    }
}
