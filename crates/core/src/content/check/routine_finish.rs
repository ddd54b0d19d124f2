//! `routine-finish`: a routine ends gently.

use super::scope::Scope;
use crate::content::Role;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-finish",
    severity: Severity::Error,
    title: "a routine ends gently",
    explanation: "The last item of a routine is a technique with the role `finish`: slow breathing, or \
something else that is gentle enough to end on.",
};

/// Looks at the last item of every routine.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for routine in &scope.set.routines {
        let Some(last) = routine.value.items.last() else {
            continue;
        };
        let technique = scope.techniques.get(last.technique.as_str());
        if technique.is_some_and(|technique| !technique.has_role(Role::Finish)) {
            let message = format!("`{}` is no technique to end on", last.technique);
            faults.push(
                Diagnostic::new(&RULE, routine.file, last.technique.span, message)
                    .help("end with a technique that has the role `finish`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn the_last_item_has_the_role() {
        let edit = ("techniques/slow-breathing.toml", "roles = [\"finish\"]", "");
        assert_eq!(
            messages(&RULE, &[edit]),
            ["`slow-breathing` is no technique to end on"]
        );
    }
}
