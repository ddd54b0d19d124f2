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
