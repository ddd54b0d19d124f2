//! `figure-through`: no part of a figure is in the floor, a wall or a chair.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-through",
    severity: Severity::Error,
    title: "no part of a figure is in the floor, a wall or a chair",
    explanation: "A body cannot be where a thing is. Every part is measured against the floor, walls, chairs, \
tables and door frames of its figure, and may be at most 1 cm inside, which is flesh giving way.",
};

/// Looks for parts that are inside of something.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Through {
                keyframe,
                segment,
                thing,
                deep,
            } = fault
            else {
                continue;
            };
            let thing = thing.map_or_else(|| "floor".to_owned(), |thing| thing.to_string());
            let span = figures::phase_span(figure, *keyframe);
            let message = format!("the {segment} is {deep:.1} cm inside the {thing} here");
            faults.push(
                Diagnostic::new(&RULE, figure.file, span, message).help(
                    "move the body with `root`, bend a joint the other way, or move the thing",
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const BREATHING: &str = "techniques/slow-breathing.figure.toml";

    #[test]
    fn nobody_is_in_the_floor_or_in_a_wall() {
        let sunk = (
            BREATHING,
            "joints.thoracic = { extension = 5 }",
            "root = { up = -60 }",
        );
        let found = messages(&RULE, &[sunk]);
        assert!(
            found
                .iter()
                .any(|message| message.ends_with("cm inside the floor here")),
            "{found:?}"
        );
        let wall = |at: &str| format!("[[props]]\nkind = \"wall\"\nat = [0, 0, {at}]\n\n[[views]]");
        assert_silent(&RULE, &[(BREATHING, "[[views]]", &wall("-30"))]);
        let found = messages(&RULE, &[(BREATHING, "[[views]]", &wall("-5"))]);
        assert!(
            found
                .iter()
                .any(|message| message.ends_with("cm inside the wall here")),
            "{found:?}"
        );
    }

    #[test]
    fn soft_things_give_way() {
        let cushion = "[[props]]\nkind = \"cushion\"\nat = [0, 60, 0]\n\n[[views]]";
        assert_silent(&RULE, &[(BREATHING, "[[views]]", cushion)]);
    }
}
