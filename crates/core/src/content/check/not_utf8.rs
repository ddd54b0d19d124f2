//! `not-utf8`: every file is text in UTF-8.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    title: "every file is text in UTF-8",
    explanation: "Content files are text in UTF-8, and so are their names. Save the file as UTF-8 in your \
editor.",
};

/// The byte at `offset` is not UTF-8; it stands in line `line`, counted from one.
pub fn fault(file: FileId, offset: usize, line: usize) -> Diagnostic {
    let message = format!("this file is not UTF-8: see line {line}, byte {offset}");
    Diagnostic::whole_file(&RULE, file, message).help("save it as UTF-8 in your editor")
}

/// The name of a file is not UTF-8.
pub fn name(file: FileId) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, "the name of this file is not UTF-8")
        .help("rename it with plain letters, digits and hyphens")
}
