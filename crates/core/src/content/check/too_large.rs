//! `too-large`: no file is larger than a person could write.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "too-large",
    severity: Severity::Error,
    title: "no file is larger than 4 MiB",
    explanation: "A technique is a page of text. A file of more than 4 MiB is something else, and is not \
read.",
};

/// The most bytes that a content file may have.
pub const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The file has more than [`MOST_BYTES`].
pub fn fault(file: FileId) -> Diagnostic {
    let most = MOST_BYTES / (1024 * 1024);
    Diagnostic::whole_file(&RULE, file, format!("this file is larger than {most} MiB"))
        .label("not read")
        .help("content files are small texts: take it out, or split it")
}
