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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.figure.toml";

    /// The neck stretch with a written-out other side, `bend` to the right.
    fn mirrored(bend: &str) -> String {
        format!(
            "[[mirrored]]\nphase = \"start\"\n\n[[mirrored]]\nphase = \"work\"\n\
             joints.neck = {{ side-bend-right = {bend} }}\njoints.head = {{ side-bend-right = 8 }}\n\n\
             [[views]]"
        )
    }

    #[test]
    fn the_mirror_image_is_fine_and_anything_else_is_told() {
        assert_silent(&RULE, &[(NECK, "[[views]]", &mirrored("25"))]);
        let found = messages(&RULE, &[(NECK, "[[views]]", &mirrored("12"))]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("here the head is"), "{found:?}");
    }

    #[test]
    fn a_base_that_is_not_its_own_mirror_image_is_mirrored_too() {
        for base in ["side-lying", "seated-floor"] {
            let base = format!("base = \"{base}\"");
            let edits = [
                (NECK, "base = \"seated-chair\"", base.as_str()),
                (NECK, "[[views]]", &mirrored("25")),
            ];
            assert_silent(&RULE, &edits);
        }
    }

    #[test]
    fn a_keyframe_too_few_is_told() {
        let short = "[[mirrored]]\nphase = \"start\"\n\n[[views]]";
        assert_eq!(
            messages(&RULE, &[(NECK, "[[views]]", short)]),
            ["the other side has another number of keyframes"]
        );
    }
}
