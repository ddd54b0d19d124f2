//! `too-many-files`: a content set has an end.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "too-many-files",
    severity: Severity::Error,
    title: "a content set has at most 50,000 files",
    explanation: "A folder with more files than any content set needs is probably another folder. \
Nothing further is read of it.",
};

/// The most files that a content set may have.
pub const MOST_FILES: usize = 50_000;

/// The folder at the path of `file` has more than [`MOST_FILES`].
pub fn fault(file: FileId) -> Diagnostic {
    let message = format!("there are more than {MOST_FILES} files here");
    Diagnostic::whole_file(&RULE, file, message).help("name the folder of the content set itself")
}
