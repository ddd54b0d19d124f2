//! `bad-range`: the least is not more than the usual, nor the usual more than the most.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "bad-range",
    severity: Severity::Error,
    title: "a range goes from the least over the usual to the most",
    explanation: "An amount is a whole number, or `{ min, usual, max }` with `min <= usual <= max`. The \
planner moves between `min` and `max`, and starts from `usual`.",
};

/// The three numbers are not in order.
pub(crate) fn fault(file: FileId, span: Span, min: u32, usual: u32, max: u32) -> Diagnostic {
    let message = if min > max {
        format!("min {min} is more than max {max}")
    } else {
        format!("usual {usual} is not between min {min} and max {max}")
    };
    let mut sorted = [min, usual, max];
    sorted.sort_unstable();
    let [min, usual, max] = sorted;
    Diagnostic::new(&RULE, file, span, message).help(format!(
        "perhaps {{ min = {min}, usual = {usual}, max = {max} }}"
    ))
}
