//! `missing-caution`: a technique says what each flag that touches it means for it.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-caution",
    severity: Severity::Error,
    title: "a technique has a caution for every flag that touches it",
    explanation: "`vocabulary/flags.toml` says what each flag does to techniques with a trait. A technique \
with that trait has a `[[cautions]]` entry for the flag, with the action of the strongest rule that \
applies or a stronger one (ask < modify < substitute < exclude), so that a person reads why.",
};

/// Compares cautions with the rules of the flags.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        for (flag, rule) in scope.strongest_rules(technique) {
            let asked = rule.action.value;
            let caution = technique
                .cautions
                .iter()
                .filter(|caution| caution.flag == flag.id)
                .max_by_key(|caution| caution.action.value);
            if caution.is_some_and(|caution| caution.action.value >= asked) {
                continue;
            }
            let span = match caution {
                Some(caution) => caution.action.span,
                None => technique
                    .traits
                    .iter()
                    .find(|one| **one == rule.on)
                    .map_or(technique.id.span, |one| one.span),
            };
            let (id, flag_id) = (&technique.id, &flag.id);
            let (message, help) = match caution {
                Some(caution) => (
                    format!(
                        "the caution for `{flag_id}` is too weak: `{}`",
                        caution.action
                    ),
                    format!("write `action = \"{asked}\"`"),
                ),
                None => (
                    format!("`{id}` has no caution for the flag `{flag_id}`"),
                    format!(
                        "add a `[[cautions]]` entry with `flag = \"{flag_id}\"` and `action = \"{asked}\"`"
                    ),
                ),
            };
            faults.push(
                Diagnostic::new(&RULE, technique.file, span, message)
                    .also(
                        flag.file,
                        rule.on.span,
                        format!("the flag asks for `{asked}`"),
                    )
                    .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROW: &str = "techniques/band-row.toml";

    #[test]
    fn a_caution_is_there_and_strong_enough() {
        let none = (
            ROW,
            "[[cautions]]\nflag = \"high-blood-pressure\"",
            "[[cautions]]\nflag = \"neck-injury\"",
        );
        assert_eq!(
            messages(&RULE, &[none]),
            ["`band-row` has no caution for the flag `high-blood-pressure`"]
        );
        let neck = (
            "techniques/neck-stretch.toml",
            "action = \"exclude\"",
            "action = \"modify\"",
        );
        assert_eq!(
            messages(&RULE, &[neck]),
            ["the caution for `neck-injury` is too weak: `modify`"]
        );
    }

    #[test]
    fn a_stronger_caution_is_fine() {
        assert_silent(&RULE, &[(ROW, "action = \"ask\"", "action = \"exclude\"")]);
    }

    #[test]
    fn of_two_rules_the_stronger_counts() {
        let both = (
            "vocabulary/flags.toml",
            "[{ trait = \"strong-hold\", action = \"ask\" }]",
            "[{ trait = \"strong-hold\", action = \"ask\" }, { trait = \"stretching\", action = \"modify\" }]",
        );
        let traits = (
            ROW,
            "[\"strong-hold\"]",
            "[\"strong-hold\", \"stretching\"]",
        );
        let found = messages(&RULE, &[both, traits]);
        assert!(
            found.contains(&"the caution for `high-blood-pressure` is too weak: `ask`".to_owned())
        );
    }
}
