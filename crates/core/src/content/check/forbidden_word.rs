//! `forbidden-word`: content promises no more than wellness.

use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::wording;

/// The rule.
pub static RULE: Rule = Rule {
    code: "forbidden-word",
    severity: Severity::Error,
    title: "content promises no more than wellness",
    explanation: "A general-wellness program helps people feel looser. What belongs to doctors is not \
ours to promise, so the words for it stand nowhere in the files, comments included; `monitor` and \
`screen` are fine for a display. Say what a person does or feels: ease, loosen, settle, help.",
};

/// Reads the whole text of every content file.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (file, source) in scope.files.iter() {
        if Part::of(&source.name).is_none() {
            continue;
        }
        for found in wording::forbidden(&source.text) {
            let message = format!("a wellness program does not say \"{}\"", found.word);
            faults.push(
                Diagnostic::new(&RULE, file, found.range.into(), message)
                    .label("promises too much")
                    .help("say what a person does or feels: ease, loosen, settle, help"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn all_files_are_read() {
        let toml = ("sources.toml", "Easy stretches", "Stretches that cure");
        let guide = (
            "guides/where-to-begin.md",
            "## Small",
            "## Small treatments",
        );
        assert_eq!(
            messages(&RULE, &[toml, guide]),
            [
                "a wellness program does not say \"treatments\"",
                "a wellness program does not say \"cure\"",
            ]
        );
        assert_silent(&RULE, &[("README.md", "", "We do not diagnose.")]);
    }
}
