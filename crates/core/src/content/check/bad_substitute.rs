//! `bad-substitute`: what takes a technique's place is safe for the same flag.

use super::scope::Scope;
use crate::content::Action;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "bad-substitute",
    severity: Severity::Error,
    title: "a substitute is safe for the flag that asks for it",
    explanation: "When a flag takes a technique out, its substitute is offered to the same person, so the \
flag may not touch the substitute either (`ask` aside). A technique is not its own substitute, and the \
action `substitute` names one.",
};

/// Follows every caution to its substitute.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        for caution in &technique.value.cautions {
            let file = technique.file;
            let Some(substitute) = &caution.substitute else {
                if caution.action.value == Action::Substitute {
                    let message = format!("the caution for `{}` names no substitute", caution.flag);
                    faults.push(
                        Diagnostic::new(&RULE, file, caution.action.span, message)
                            .help("add `substitute = \"…\"`, or write `action = \"exclude\"`"),
                    );
                }
                continue;
            };
            if *substitute == technique.id {
                let message = format!("`{substitute}` is its own substitute");
                faults.push(Diagnostic::new(&RULE, file, substitute.span, message));
                continue;
            }
            let Some(other) = scope.techniques.get(substitute.as_str()) else {
                continue;
            };
            let action = scope.action_of(caution.flag.as_str(), other);
            if let Some(action) = action.filter(|action| *action != Action::Ask) {
                let flag = &caution.flag;
                let message = format!(
                    "the flag `{flag}` also asks to {action} the substitute `{substitute}`"
                );
                let place = other.traits.first().map_or(other.id.span, |one| one.span);
                faults.push(
                    Diagnostic::new(&RULE, file, substitute.span, message)
                        .also(other.file, place, "its traits")
                        .help("name a technique that the flag does not touch"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.toml";
    const ROLLS: &str = "techniques/shoulder-rolls.toml";

    #[test]
    fn a_substitute_is_another_technique_that_the_flag_leaves_alone() {
        let own = (
            NECK,
            "substitute = \"shoulder-rolls\"",
            "substitute = \"neck-stretch\"",
        );
        assert_eq!(
            messages(&RULE, &[own]),
            ["`neck-stretch` is its own substitute"]
        );
        let none = (
            NECK,
            "action = \"exclude\"\nsubstitute = \"shoulder-rolls\"",
            "action = \"substitute\"",
        );
        assert_eq!(
            messages(&RULE, &[none]),
            ["the caution for `neck-injury` names no substitute"]
        );
        let touched = (ROLLS, "roles =", "traits = [\"stretching\"]\nroles =");
        assert_eq!(
            messages(&RULE, &[touched]),
            ["the flag `neck-injury` also asks to exclude the substitute `shoulder-rolls`"]
        );
    }

    #[test]
    fn a_substitute_that_is_only_asked_about_is_fine() {
        let flags = (
            "vocabulary/flags.toml",
            "action = \"exclude\"",
            "action = \"ask\"",
        );
        let touched = (ROLLS, "roles =", "traits = [\"stretching\"]\nroles =");
        assert_silent(&RULE, &[flags, touched]);
    }
}
