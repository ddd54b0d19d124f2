//! `idle-caution`: a caution is about something that the technique does.

use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "idle-caution",
    severity: Severity::Warning,
    title: "a caution's flag touches a trait of its technique",
    explanation: "A caution for a flag that has no rule for any trait of the technique either is not \
needed, or shows that a trait was forgotten. Traits are what safety hangs on: look there first.",
};

/// Looks for cautions that no rule asks for.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        for caution in &technique.value.cautions {
            let flag = &caution.flag;
            let known = scope.knows(Part::Flags, flag.as_str())
                && !scope.set.may_define(Part::Flags, flag.as_str());
            if !known || scope.action_of(flag.as_str(), technique).is_some() {
                continue;
            }
            let message = format!("the flag `{flag}` touches no trait of `{}`", technique.id);
            faults.push(
                Diagnostic::new(&RULE, technique.file, flag.span, message)
                    .help("add the trait that is missing, or take the caution out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn a_caution_without_a_trait_is_noticed() {
        let edit = ("techniques/band-row.toml", "traits = [\"strong-hold\"]", "");
        assert_eq!(
            messages(&RULE, &[edit]),
            ["the flag `high-blood-pressure` touches no trait of `band-row`"]
        );
    }
}
