//! `syntax`: a file is well-formed TOML, and a guide has its front matter.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "syntax",
    severity: Severity::Error,
    title: "a file is well-formed",
    explanation: "Content files are TOML 1.1; guides are Markdown with TOML between two lines of `+++` \
at the very top. All syntax faults of a file are shown at once; its other faults are found once it \
can be read.",
};

/// A fault that the TOML parser found.
pub(crate) fn fault(file: FileId, span: Span, message: &str) -> Diagnostic {
    let first = message.lines().next().unwrap_or("not TOML");
    Diagnostic::new(&RULE, file, span, format!("this is not TOML: {first}"))
}

/// A guide without front matter.
pub(crate) fn no_front_matter(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "this guide has no front matter")
        .help("begin with a line `+++`, then `id = …` and the other keys, then another line `+++`")
}
