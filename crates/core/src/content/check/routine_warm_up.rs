//! `routine-warm-up`: muscles are warm before deep massage and strength.

use std::collections::HashSet;

use super::scope::Scope;
use crate::content::{Role, Vocabulary};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-warm-up",
    severity: Severity::Error,
    title: "muscles are warmed before deep massage and strength",
    explanation: "A technique whose family or trait is marked `needs_warm` comes after techniques with \
the role `warm-up` that together work, primarily or secondarily, each of its primary muscles.",
};

/// Follows every routine from its first item on.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let vocabulary = Vocabulary {
        families: values(&scope.set.families),
        traits: values(&scope.set.traits),
        ..Vocabulary::default()
    };
    for routine in &scope.set.routines {
        let mut warm: HashSet<&str> = HashSet::new();
        for item in &routine.value.items {
            let Some(technique) = scope.techniques.get(item.technique.as_str()) else {
                // What it would have warmed cannot be known.
                break;
            };
            if vocabulary.needs_warm(technique) {
                let cold: Vec<String> = technique
                    .muscles
                    .primary
                    .iter()
                    .filter(|muscle| !warm.contains(muscle.as_str()))
                    .map(|muscle| format!("`{muscle}`"))
                    .collect();
                if !cold.is_empty() {
                    let cold = cold.join(", ");
                    let message = format!("`{}` comes before {cold} is warm", item.technique);
                    let span = item.technique.span;
                    faults.push(Diagnostic::new(&RULE, routine.file, span, message).help(
                        "put a technique with the role `warm-up` that works it earlier in the routine",
                    ));
                }
            }
            if technique.has_role(Role::WarmUp) {
                warm.extend(technique.muscles.all().map(|muscle| muscle.as_str()));
            }
        }
    }
}

fn values<T: Clone>(items: &[super::InFile<T>]) -> Vec<T> {
    items.iter().map(|item| item.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn strength_comes_after_warmth_for_its_muscles() {
        let routine = "routines/short-break.toml";
        let first = (
            routine,
            "technique = \"shoulder-rolls\"",
            "technique = \"band-row\"",
        );
        assert_eq!(
            messages(&RULE, &[first]),
            [
                "`band-row` comes before `rhomboids` is warm",
                "`band-row` comes before `rhomboids` is warm",
            ]
        );
        let rolls = "techniques/shoulder-rolls.toml";
        let elsewhere = (rolls, ", secondary = [\"rhomboids\"]", "");
        assert_eq!(
            messages(&RULE, &[elsewhere]),
            ["`band-row` comes before `rhomboids` is warm"]
        );
    }
}
