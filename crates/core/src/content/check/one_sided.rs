//! `one-sided`: what is done on two sides is declared so.

use super::scope::Scope;
use crate::content::{Sides, Sp, Text};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "one-sided",
    severity: Severity::Error,
    title: "a movement for one side is done on both",
    explanation: "A technique with `sides = \"none\"` and without directions is timed once. When it has a \
cue to switch, or its words send a person to do the same on the other side, half of the time would be \
missing, or one side would go without. Write `sides = \"each\"`, or mend the words.",
};

/// Words that ask for the same again on the other side. Moving along a body (\"lean to the other
/// side\") is not among them.
const PHRASES: &[&str] = &[
    "switch sides",
    "change sides",
    "swap sides",
    "same on the other side",
    "same to the other side",
    "same with the other",
    "same for the other side",
    "repeat on the",
    "repeat to the other",
    "repeat with the other",
    "then the other side.",
];

/// Looks for words about another side.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        if technique.sides.value == Sides::Each || !technique.directions.is_empty() {
            continue;
        }
        let words = technique.steps.iter().chain(&technique.alt);
        let telling = words.filter(|text| sends_to_other_side(text));
        let mut report = |text: &Sp<Text>, message: String| {
            faults.push(
                Diagnostic::new(&RULE, technique.file, text.span, message)
                    .also(
                        technique.file,
                        technique.sides.span,
                        "it is declared to have no sides",
                    )
                    .help("write `sides = \"each\"`, or mend the words"),
            );
        };
        if let Some(switch) = &technique.cues.switch {
            let id = &technique.id;
            report(
                switch,
                format!("`{id}` has a cue to switch, and nothing to switch"),
            );
        }
        for text in telling {
            report(text, format!("`{}` is done on one side only", technique.id));
        }
    }
}

fn sends_to_other_side(text: &str) -> bool {
    let lower = text.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::{RULE, sends_to_other_side};

    #[test]
    fn only_the_same_again_tells() {
        assert!(sends_to_other_side("Hold, then repeat on the left."));
        assert!(sends_to_other_side("Then the same on the other side"));
        assert!(!sends_to_other_side(
            "Lean to the other side for the next spots."
        ));
        assert!(!sends_to_other_side(
            "Move the ball to the other side of the spine."
        ));
        assert!(!sends_to_other_side("Look to both sides."));
    }

    #[test]
    fn a_switch_cue_without_sides_tells() {
        let edit = (
            "techniques/neck-stretch.toml",
            "sides = \"each\"",
            "sides = \"none\"",
        );
        assert_eq!(
            messages(&RULE, &[edit]),
            ["`neck-stretch` has a cue to switch, and nothing to switch"]
        );
    }
}
