//! `malformed-id`: an id is lower-case words joined by hyphens.

use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "malformed-id",
    severity: Severity::Error,
    title: "an id is lower-case words joined by single hyphens",
    explanation: "Ids are typed at prompts, stand in web addresses and in diaries for years. They are \
lower-case ASCII letters and digits, in words joined by single hyphens, at most 64 in all \
(`cat-cow`). A source's id may begin with a capital (`S1`).",
};

/// `text` is not an id.
pub(crate) fn fault(file: FileId, span: Span, text: &str) -> Diagnostic {
    if text.trim().is_empty() {
        return Diagnostic::new(&RULE, file, span, "this id is empty")
            .label("lower-case words joined by single hyphens");
    }
    let mended = mend(text);
    Diagnostic::new(
        &RULE,
        file,
        span,
        format!("`{text}` is not a well-formed id"),
    )
    .label("lower-case words joined by single hyphens")
    .maybe_help((!mended.is_empty()).then(|| format!("write `{mended}`")))
}

/// The closest well-formed id.
fn mend(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        })
        .collect();
    let mut mended = spaced.split_whitespace().collect::<Vec<_>>().join("-");
    mended.truncate(crate::content::Id::MAX_LEN);
    mended.trim_end_matches('-').to_owned()
}
