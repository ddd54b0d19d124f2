//! `missing-switch`: whoever works one side hears when to change.

use super::scope::Scope;
use crate::content::Sides;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-switch",
    severity: Severity::Error,
    title: "a technique with sides or directions says when to change",
    explanation: "With `sides = \"each\"` or with `directions`, the work is done more than once, and the \
cue `switch` is what a person hears in between. Without it they would stay on one side.",
};

/// Looks for a switch cue wherever there is something to switch.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let sided = technique.sides.value == Sides::Each;
        if technique.cues.switch.is_some() || (!sided && technique.directions.is_empty()) {
            continue;
        }
        let (what, place) = match technique.directions.first() {
            Some(direction) if !sided => ("directions", direction.span),
            _ => ("sides", technique.sides.span),
        };
        faults.push(
            Diagnostic::new(
                &RULE,
                technique.file,
                technique.cues.start.span,
                format!("`{}` has {what}, and no cue to switch", technique.id),
            )
            .label("a `switch` is missing among these cues")
            .also(technique.file, place, format!("here it has {what}"))
            .help(
                "add `switch = \"…\"`: what a person hears when the side or the direction changes",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn sides_and_directions_need_a_switch_cue() {
        let sided = (
            "techniques/neck-stretch.toml",
            "switch = \"Come up, and tilt to the other side.\"",
            "",
        );
        let directed = (
            "techniques/shoulder-rolls.toml",
            "switch = \"Now backward.\"",
            "",
        );
        assert_eq!(
            messages(&RULE, &[sided, directed]),
            [
                "`neck-stretch` has sides, and no cue to switch",
                "`shoulder-rolls` has directions, and no cue to switch",
            ]
        );
    }
}
