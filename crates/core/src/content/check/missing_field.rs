//! `missing-field`: a record has all the keys that it needs.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-field",
    severity: Severity::Error,
    title: "a record has every key that it needs",
    explanation: "Nothing is guessed: what a person will read, hear or be timed by has to be written. \
Add the key that the message names.",
};

/// `key` is missing from the record `what` that stands at `span`.
pub(crate) fn fault(file: FileId, span: Span, what: &str, key: &str, kind: &str) -> Diagnostic {
    // The record may be a whole file; its first line says enough.
    let span = Span {
        start: span.start,
        end: span.end.min(span.start.saturating_add(1)),
    };
    Diagnostic::new(&RULE, file, span, format!("{what} needs the field `{key}`"))
        .label(format!("`{key}` is missing here"))
        .help(format!("add `{key} = …` ({kind})"))
}
