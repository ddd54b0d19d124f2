//! `in-plans-why`: what is never planned says why.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "in-plans-why",
    severity: Severity::Error,
    title: "a technique that is never planned says why",
    explanation: "With `in_plans = false` the planner leaves a technique out, and a person who asks for \
it is told the reason: write it as `in_plans_why`.",
};

/// Looks for techniques that are kept out of plans without a word.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let id = &technique.id;
        match (technique.is_planned(), &technique.in_plans_why) {
            (false, None) => faults.push(
                Diagnostic::new(
                    &RULE,
                    technique.file,
                    id.span,
                    format!("`{id}` is kept out of plans without a reason"),
                )
                .help("add `in_plans_why = \"…\"`"),
            ),
            (true, Some(why)) => faults.push(
                Diagnostic::new(
                    &RULE,
                    technique.file,
                    why.span,
                    format!("`{id}` has a reason to be kept out of plans, and is planned"),
                )
                .help("add `in_plans = false`, or take the reason out"),
            ),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn a_reason_goes_with_being_left_out() {
        let row = "techniques/band-row.toml";
        let out = (
            row,
            "sides = \"none\"",
            "sides = \"none\"\nin_plans = false",
        );
        let why = (
            row,
            "sides = \"none\"",
            "sides = \"none\"\nin_plans_why = \"Ours.\"",
        );
        assert_eq!(
            messages(&RULE, &[out]),
            ["`band-row` is kept out of plans without a reason"]
        );
        assert_eq!(
            messages(&RULE, &[why]),
            ["`band-row` has a reason to be kept out of plans, and is planned"]
        );
        assert_silent(&RULE, &[out, why]);
    }
}
