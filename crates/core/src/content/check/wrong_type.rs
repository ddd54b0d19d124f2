//! `wrong-type`: a value is of the kind that its key asks for.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    title: "a value is of the kind that its key asks for",
    explanation: "A number is written without quotes, a text with them, a list in square brackets, a date \
without quotes (`2026-01-31`). The message says what was found and what is needed.",
};

/// `found` stands where `expected` is needed.
pub(crate) fn fault(file: FileId, span: Span, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        file,
        span,
        format!("expected {expected}, found a {found}"),
    )
    .label(format!("this is a {found}"))
}

/// A table that must have exactly one of some keys has another number of them.
pub(crate) fn one_of(
    file: FileId,
    span: Span,
    what: &str,
    keys: &[&str],
    found: usize,
) -> Diagnostic {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    Diagnostic::new(
        &RULE,
        file,
        span,
        format!("expected exactly one {what}, found {found}"),
    )
    .help(format!("keep one of {}", keys.join(", ")))
}
