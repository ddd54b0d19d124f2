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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROLLS: &str = "techniques/shoulder-rolls.figure.toml";
    const ROW: &str = "techniques/band-row.figure.toml";
    const LIFTED: (&str, &str, &str) = (
        ROLLS,
        "joints.girdles = { elevation = 20 }",
        "joints.shoulders = { abduction = 90 }",
    );

    #[test]
    fn a_movement_is_as_fast_as_its_cycle() {
        assert_silent(&RULE, &[LIFTED, (ROLLS, "cycle = 4", "cycle = 10")]);
        let found = messages(&RULE, &[LIFTED, (ROLLS, "cycle = 4", "cycle = 1")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("upper arm turns"), "{found:?}");
    }

    #[test]
    fn repetitions_are_as_fast_as_their_tempo() {
        let quick = (
            "techniques/band-row.toml",
            "tempo = { there = 2, back = 2 } } }\nsets",
            "tempo = { there = 1, back = 1 } } }\nsets",
        );
        let long = (ROW, "point = [12, 115, 45]", "point = [12, 118, 55]");
        let far = (ROW, "point = [22, 112, 12]", "point = [22, 112, 2]");
        assert_silent(&RULE, &[long, far]);
        let found = messages(&RULE, &[long, far, quick]);
        assert!(!found.is_empty());
    }
}
