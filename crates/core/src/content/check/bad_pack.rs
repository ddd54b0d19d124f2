//! `bad-pack`: a pack is whole, and as it was made.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "bad-pack",
    severity: Severity::Error,
    title: "a pack is whole, and as it was made",
    explanation: "A pack (`my-set.unhunch`) is a content set in one file, as `unhunch content pack` makes it: \
a compressed archive that begins with a manifest, which lists every file with its length and its checksum. \
Nothing of a pack is used when anything about it is not as it should be: when it was cut off or changed on its \
way, when it holds files that are no content, or names that lead elsewhere, when it unpacks to more than any \
set needs, or when it was made for a newer unhunch. Fetch it again from where it comes from, or make it anew.",
};

/// The pack at the path of `file` is refused, for a reason.
pub fn fault(file: FileId, reason: &str, help: &'static str) -> Diagnostic {
    Diagnostic::whole_file(&RULE, file, format!("this pack cannot be used: {reason}")).help(help)
}
