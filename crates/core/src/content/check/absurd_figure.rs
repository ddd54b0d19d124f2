//! `absurd-figure`: a figure is one that a person could follow.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "absurd-figure",
    severity: Severity::Error,
    title: "a figure is one that a person could follow",
    explanation: "Figures are positive whole numbers within bounds that no sane dose leaves: a hold of up \
to ten minutes, up to a hundred repetitions, up to ten sets, and so on. A hold of three hours is a \
slip of the pen.",
};

/// A number that is negative or does not fit.
pub(crate) fn out_of_range(file: FileId, span: Span, number: &str) -> Diagnostic {
    let message = if number.starts_with('-') {
        format!("{number} is negative")
    } else {
        format!("{number} is too large")
    };
    Diagnostic::new(&RULE, file, span, message).help("write a whole number, zero or more")
}
