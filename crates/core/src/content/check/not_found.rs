//! `not-found`: the content set is there.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-found",
    severity: Severity::Error,
    title: "the content set is there",
    explanation: "The path that was given, or a link inside the set, leads to nothing. Check the \
spelling, and where you are.",
};

/// There is nothing at the path of `file`.
pub fn fault(file: FileId) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, "there is nothing at this path")
        .help("check the spelling of the path, and the folder that it starts from")
}
