//! `unreadable`: every file of the set can be read.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unreadable",
    severity: Severity::Error,
    title: "every file of the set can be read",
    explanation: "The system does not let the program read a file or a folder of the set, or something \
that is no plain file (a pipe, a device) carries the name of one. What it would have said is not checked.",
};

/// Reading failed for the reason that the system gives.
pub fn fault(file: FileId, reason: &str) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, format!("this cannot be read: {reason}"))
        .help("check who may read it")
}

/// It is a pipe, a socket or a device: it is not even opened.
pub fn special(file: FileId) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, "this is not a plain file")
        .help("put a plain file in its place, or take it out of the set")
}
