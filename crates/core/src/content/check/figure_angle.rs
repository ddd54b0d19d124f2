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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, load_edited, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.figure.toml";
    const BEND: &str = "side-bend-left = 25";

    #[test]
    fn a_limit_is_reached_and_not_passed() {
        assert_silent(&RULE, &[(NECK, BEND, "side-bend-left = 40")]);
        assert_eq!(
            messages(&RULE, &[(NECK, BEND, "side-bend-left = 40.6")]),
            ["the neck has 41 degrees of side-bend-left, more than a normal adult's 40"]
        );
    }

    #[test]
    fn less_than_nothing_is_the_other_movement() {
        assert_eq!(
            messages(&RULE, &[(NECK, BEND, "side-bend-left = -60")]),
            ["the neck has 60 degrees of side-bend-right, more than a normal adult's 40"]
        );
    }

    #[test]
    fn both_of_a_pair_are_measured_where_they_are_written() {
        let edit = (
            NECK,
            "joints.neck = {",
            "joints.knees = { flexion = 170 }\njoints.neck = {",
        );
        let loaded = load_edited(&[edit]);
        let found: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|fault| fault.rule == &RULE)
            .collect();
        assert_eq!(found.len(), 2);
        let file = loaded.sources.get(found[0].file).unwrap();
        let span = found[0].span.unwrap();
        assert_eq!(&file.text[span.start as usize..span.end as usize], "170");
    }

    #[test]
    fn an_elbow_that_reaches_is_measured_too() {
        let edit = (
            "techniques/band-row.figure.toml",
            "point = [22, 112, 12]",
            "body = \"left-shoulder-cap\"",
        );
        let found = messages(&RULE, &[edit]);
        assert!(
            found
                .iter()
                .any(|message| message.contains("left-elbow has")),
            "{found:?}"
        );
    }
}
