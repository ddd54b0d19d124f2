//! `figure-contact`: a figure touches what it says it touches.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-contact",
    severity: Severity::Error,
    title: "a figure touches what it says it touches",
    explanation: "A keyframe's `contacts` are promises that its words make: palms under the shoulders, the forehead on \
the floor, the back on the wall. Each is measured, and may be missed by at most 2 cm; what comes `toward` a \
place has to come nearer to it than it was at the start.",
};

/// Looks for contacts that are missed.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let (span, message, help) = match fault {
                Fault::Contact {
                    keyframe,
                    promise,
                    missed,
                } => (
                    figures::contact_span(figure, *keyframe, *promise),
                    if missed.is_finite() {
                        format!("this contact is missed by {missed:.1} cm")
                    } else {
                        "there is nothing to touch".to_owned()
                    },
                    "change the pose until it is met within 2 cm, or promise what it does meet",
                ),
                Fault::NotNearer { keyframe, promise } => (
                    figures::contact_span(figure, *keyframe, *promise),
                    "this has not come nearer than at the start".to_owned(),
                    "bend the pose farther that way, or promise something else",
                ),
                _ => continue,
            };
            faults.push(Diagnostic::new(&RULE, figure.file, span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const BREATHING: &str = "techniques/slow-breathing.figure.toml";
    const SOLES: &str = "{ place = \"both-sole\", on = \"floor\" }";

    #[test]
    fn what_is_missed_is_told_in_cm() {
        let edit = (BREATHING, SOLES, "{ place = \"crown\", on = \"floor\" }");
        let found = messages(&RULE, &[edit]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("this contact is missed by 1"),
            "{found:?}"
        );
        assert!(found[0].ends_with(" cm"));
    }

    #[test]
    fn of_both_places_each_is_measured() {
        let edit = (BREATHING, SOLES, "{ place = \"both-ear\", on = \"floor\" }");
        assert_eq!(messages(&RULE, &[edit]).len(), 2);
        let met = "{ place = \"both-palm\", on = \"both-front-of-thigh\" }";
        assert_silent(&RULE, &[(BREATHING, SOLES, met)]);
    }

    #[test]
    fn what_stands_over_something_is_measured_flat() {
        let over = "{ place = \"crown\", over = \"chin\" }";
        assert_eq!(messages(&RULE, &[(BREATHING, SOLES, over)]).len(), 1);
        let over = "{ place = \"left-sole\", over = \"left-sole\" }";
        assert_silent(&RULE, &[(BREATHING, SOLES, over)]);
    }

    #[test]
    fn what_goes_away_has_not_come_nearer() {
        let away = (
            "techniques/neck-stretch.figure.toml",
            "toward = \"left-shoulder-top\"",
            "toward = \"right-shoulder-top\"",
        );
        assert_eq!(
            messages(&RULE, &[away]),
            ["this has not come nearer than at the start"]
        );
    }
}
