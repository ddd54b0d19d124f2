//! `dead-link`: a link in a guide leads somewhere.

use super::references::GENERAL_PRACTICE_LINK;
use super::scope::Scope;
use super::set::Part;
use super::unknown_reference;
use crate::content::Link;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dead-link",
    severity: Severity::Error,
    title: "a link in a guide leads somewhere",
    explanation: "Guides link what is in the set: `[shoulder rolls](technique:shoulder-rolls)`, `[the \
workplace](guide:workplace)`, `[S3](source:S3)`, and `[general practice](basis:general-practice)`. They \
are read without a network, so there are no other links. Mend the target, or take the link out.",
};

/// Follows every link.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut suggestions = unknown_reference::SUGGESTIONS;
    for guide in &scope.set.guides {
        for link in guide.value.links() {
            faults.extend(follow(scope, guide.file, &link, &mut suggestions));
        }
    }
}

/// What kind of thing a link of this scheme leads to.
pub(crate) fn part_of(scheme: &str) -> Option<Part> {
    match scheme {
        "technique" => Some(Part::Techniques),
        "guide" => Some(Part::Guides),
        "source" => Some(Part::Sources),
        _ => None,
    }
}

fn follow(
    scope: &Scope<'_>,
    file: FileId,
    link: &Link,
    suggestions: &mut u32,
) -> Option<Diagnostic> {
    let Link {
        scheme,
        target,
        span,
    } = link;
    let (message, help) = match (scheme.as_str(), part_of(scheme)) {
        (_, Some(part)) if scope.knows(part, target) => return None,
        (_, Some(part)) => {
            let some_left = *suggestions > 0;
            *suggestions = suggestions.saturating_sub(1);
            (
                format!("this link leads to the unknown {} `{target}`", part.noun()),
                some_left
                    .then(|| unknown_reference::help(scope, part, target))
                    .flatten(),
            )
        }
        ("basis", None) if target == GENERAL_PRACTICE_LINK => return None,
        ("basis", None) => (
            format!("this link leads to the unknown basis `{target}`"),
            Some(format!(
                "write `basis:{GENERAL_PRACTICE_LINK}`, or link a source"
            )),
        ),
        _ => (
            "this link leads out of the content set".to_owned(),
            Some("begin it with `technique:`, `guide:`, `source:` or `basis:`".to_owned()),
        ),
    };
    Some(Diagnostic::new(&RULE, file, *span, message).maybe_help(help))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn targets_and_schemes_are_looked_up() {
        let guide = "guides/why-it-tightens.md";
        for (to, message) in [
            (
                "technique:rolls",
                "this link leads to the unknown technique `rolls`",
            ),
            (
                "guide:elsewhere",
                "this link leads to the unknown guide `elsewhere`",
            ),
            ("source:S8", "this link leads to the unknown source `S8`"),
            (
                "basis:hearsay",
                "this link leads to the unknown basis `hearsay`",
            ),
            (
                "https://example.org",
                "this link leads out of the content set",
            ),
            ("nowhere", "this link leads out of the content set"),
        ] {
            let edit = (guide, "technique:shoulder-rolls", to);
            assert_eq!(messages(&RULE, &[edit]), [message]);
        }
    }
}
