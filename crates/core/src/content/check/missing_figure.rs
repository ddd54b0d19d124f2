//! `missing-figure`: a technique has a figure.

use std::collections::HashSet;

use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-figure",
    severity: Severity::Warning,
    title: "a technique has a figure",
    explanation: "People follow a picture sooner than a sentence. `techniques/<id>.figure.toml` says how \
the mannequin moves; without it the technique works, and is shown in words only.",
};

/// Looks for techniques without a figure.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let drawn: HashSet<&str> = scope
        .set
        .figures
        .iter()
        .map(|figure| figure.technique.as_str())
        .collect();
    for technique in &scope.set.techniques {
        let id = technique.id.as_str();
        if drawn.contains(id) || scope.set.may_define(Part::Figures, id) {
            continue;
        }
        faults.push(
            Diagnostic::new(
                &RULE,
                technique.file,
                technique.id.span,
                format!("`{id}` has no figure"),
            )
            .help(format!("write `techniques/{id}.figure.toml`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, base};
    use super::RULE;
    use crate::content::{Options, load};

    const FIGURE: &str = "techniques/slow-breathing.figure.toml";

    #[test]
    fn a_technique_without_a_figure_is_told_and_works() {
        let mut files = base();
        files.retain(|file| file.name != FIGURE);
        let loaded = load(files, Vec::new(), &Options::default());
        let found: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|fault| &fault.message)
            .collect();
        assert_eq!(found, ["`slow-breathing` has no figure"]);
        let library = loaded.library.unwrap();
        assert!(library.technique("slow-breathing").is_some());
        assert!(library.figure("slow-breathing").is_none());
        assert!(library.figure("neck-stretch").is_some());
    }

    #[test]
    fn a_figure_that_cannot_be_read_is_not_missed() {
        assert_silent(&RULE, &[(FIGURE, "base =", "base")]);
        assert_silent(&RULE, &[(FIGURE, "\"seated-chair\"", "\"seated-char\"")]);
    }
}
