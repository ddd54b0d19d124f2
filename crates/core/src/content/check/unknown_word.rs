//! `unknown-word`: a value from a closed list is on the list.

use crate::content::decode::suggest;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unknown-word",
    severity: Severity::Error,
    title: "a value from a closed list is on the list",
    explanation: "Some keys take one of a few words that the program acts on, such as `sides` (`none` or \
`each`) or a caution's `action`. The help names them.",
};

/// `word` is not one of `known`.
pub(crate) fn fault(
    file: FileId,
    span: Span,
    word: &str,
    what: &str,
    known: &[&str],
) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("`{word}` is not {what}"))
        .maybe_help(suggest::help(word, known.iter().copied()))
}
