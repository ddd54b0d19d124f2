//! `routine-position`: a routine takes positions that its techniques have.

use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-position",
    severity: Severity::Error,
    title: "a routine takes positions that its techniques have",
    explanation: "An item's `position` is one of its technique's `positions`. Without one, the \
technique's first position is taken.",
};

/// Compares every item's position with its technique's.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for routine in &scope.set.routines {
        for item in &routine.value.items {
            let technique = scope.techniques.get(item.technique.as_str());
            let (Some(technique), Some(position)) = (technique, &item.position) else {
                continue;
            };
            let known = scope.knows(Part::Positions, position.as_str());
            let Some(first) = technique.positions.first() else {
                continue;
            };
            if !known || technique.positions.contains(position) {
                continue;
            }
            let has: Vec<String> = technique
                .positions
                .iter()
                .map(|position| format!("`{position}`"))
                .collect();
            let message = format!(
                "`{}` is not done in the position `{position}`",
                technique.id
            );
            faults.push(
                Diagnostic::new(&RULE, routine.file, position.span, message)
                    .also(technique.file, first.span, "its positions")
                    .help(format!("write one of {}", has.join(", "))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn a_position_is_one_of_the_techniques() {
        let edit = (
            "routines/short-break.toml",
            "\"neck-stretch\"\nposition = \"seated\"",
            "\"neck-stretch\"\nposition = \"supine\"",
        );
        assert_eq!(
            messages(&RULE, &[edit]),
            ["`neck-stretch` is not done in the position `supine`"]
        );
    }
}
