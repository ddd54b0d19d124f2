//! `empty`: what is written says something.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "empty",
    severity: Severity::Error,
    title: "a text or a list that is needed says something",
    explanation: "An empty text would be shown, or spoken, as silence. Write it, or leave an optional key \
out.",
};

/// Something that is needed is empty.
pub(crate) fn fault(file: FileId, span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).label("nothing is said here")
}
