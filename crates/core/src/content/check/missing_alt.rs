//! `missing-alt`: the movement is also there in words.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-alt",
    severity: Severity::Error,
    title: "a technique has a text alternative",
    explanation: "Whoever cannot see the picture reads or hears `alt`: the whole movement in words, in at \
least 40 characters.",
};

/// The fewest characters that can describe a movement.
const LEAST: usize = 40;

/// Looks for text alternatives.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let id = &technique.id;
        let (span, message) = match &technique.alt {
            None => (id.span, format!("`{id}` has no text alternative")),
            Some(alt) if alt.chars().count() < LEAST => (
                alt.span,
                format!("this text alternative is too short to describe `{id}`"),
            ),
            Some(_) => continue,
        };
        faults.push(
            Diagnostic::new(&RULE, technique.file, span, message).help(format!(
                "write `alt = \"…\"`: the whole movement in words, at least {LEAST} characters"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn an_alternative_is_there_and_says_enough() {
        let neck = "techniques/neck-stretch.toml";
        let alt =
            "alt = \"A person sits tall and tilts the head to one side, then to the other side.\"";
        assert_eq!(
            messages(&RULE, &[(neck, alt, "")]),
            ["`neck-stretch` has no text alternative"]
        );
        assert_eq!(
            messages(&RULE, &[(neck, alt, "alt = \"A tilt.\"")]),
            ["this text alternative is too short to describe `neck-stretch`"]
        );
    }
}
