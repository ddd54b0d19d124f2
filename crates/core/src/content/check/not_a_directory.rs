//! `not-a-directory`: a content set is a directory.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-directory",
    severity: Severity::Error,
    title: "a content set is a directory",
    explanation: "A content set is a directory with `techniques/`, `vocabulary/`, `safety.toml` and so \
on, or such a directory packed into one file by `unhunch content pack`. A single content file cannot be \
checked: what it names stands in others.",
};

/// The path of `file` is no directory.
pub fn fault(file: FileId) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, "this is not a directory").help(
        "name the directory that holds `techniques/` and `vocabulary/`, or a pack (`.unhunch`)",
    )
}
