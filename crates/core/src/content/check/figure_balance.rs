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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROLLS: &str = "techniques/shoulder-rolls.figure.toml";
    const LIFTED: &str = "joints.girdles = { elevation = 20 }";
    const LEANING: &str = "root = { lean = 12 }";
    const STANDING: (&str, &str, &str) = (ROLLS, "\"seated-chair\"", "\"standing\"");

    #[test]
    fn who_leans_too_far_falls() {
        let found = messages(&RULE, &[STANDING, (ROLLS, LIFTED, LEANING)]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("this pose would fall over"),
            "{found:?}"
        );
        assert_silent(&RULE, &[STANDING, (ROLLS, LIFTED, "root = { lean = 3 }")]);
    }

    #[test]
    fn who_lies_or_leans_on_something_does_not() {
        let lying = (ROLLS, "\"seated-chair\"", "\"supine\"");
        assert_silent(&RULE, &[lying, (ROLLS, LIFTED, LEANING)]);
        let held = "root = { lean = 12 }\ncontacts = [{ place = \"breastbone\", on = \"wall\" }]";
        let wall = (
            ROLLS,
            "[[views]]",
            "[[props]]\nkind = \"wall\"\nat = [0, 0, 60]\nturn = 180\n\n[[views]]",
        );
        assert_silent(&RULE, &[STANDING, wall, (ROLLS, LIFTED, held)]);
    }
}
