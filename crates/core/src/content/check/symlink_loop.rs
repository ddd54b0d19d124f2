//! `symlink-loop`: no link leads back to itself.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "symlink-loop",
    severity: Severity::Error,
    title: "no symbolic link leads in a circle",
    explanation: "A symbolic link that leads to itself, or to a folder that it stands in, has no end. \
Take it out, or let it lead to a file.",
};

/// The link at the path of `file` leads in a circle.
pub fn fault(file: FileId) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, "this symbolic link leads in a circle")
        .help("take it out, or let it lead to a file")
}
