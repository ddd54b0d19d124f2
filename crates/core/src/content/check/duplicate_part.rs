//! `duplicate-part`: there is one safety check.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "duplicate-part",
    severity: Severity::Error,
    title: "there is one safety check",
    explanation: "Two safety files would ask two sets of questions, and nobody could say which one \
counts. A set that is used beside the built-in one has no `safety.toml` of its own.",
};

/// Looks for a second safety file.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut all = scope.set.safety.iter();
    let Some(first) = all.next() else {
        return;
    };
    for second in all {
        faults.push(
            Diagnostic::new(
                &RULE,
                second.file,
                second.title.span,
                "there are two safety files",
            )
            .label("the second one")
            .also(first.file, first.title.span, "the first one")
            .help("take one out, or use the sets one at a time"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::base;
    use super::RULE;
    use crate::content::{Options, load};

    #[test]
    fn two_sets_side_by_side_have_one_safety_file() {
        let mut files = base();
        let mut second = files
            .iter()
            .find(|file| file.name == "safety.toml")
            .unwrap()
            .clone();
        second.path = "own/safety.toml".to_owned();
        files.push(second);
        let loaded = load(files, Vec::new(), &Options::default());
        let codes = loaded.diagnostics.iter().map(|fault| fault.rule.code);
        assert_eq!(codes.collect::<Vec<_>>(), [RULE.code]);
    }
}
