//! `unknown-field`: a record has only the keys that it knows.

use crate::content::decode::suggest;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unknown-field",
    severity: Severity::Error,
    title: "a record has only keys that mean something",
    explanation: "A key that nobody reads is a slip of the pen, or content that never reaches a person. \
Correct the key, or leave it out.",
};

/// `key` is not a key of `what`.
pub(crate) fn fault(file: FileId, span: Span, key: &str, what: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        file,
        span,
        format!("unknown field `{key}` in {what}"),
    )
    .label("not a field here")
    .maybe_help(suggest::help(key, known.iter().copied()))
}
