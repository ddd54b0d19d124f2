//! `routine-repeats`: both sides are one item.

use super::scope::Scope;
use crate::content::Sides;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-repeats",
    severity: Severity::Error,
    title: "a technique with sides is listed once for both",
    explanation: "A technique with `sides = \"each\"` is played on the left and on the right by itself. \
Listed twice in a row, as if once for each side, it would take twice the time.",
};

/// Looks for a sided technique twice in a row.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for routine in &scope.set.routines {
        for pair in routine.value.items.windows(2) {
            let [first, second] = pair else {
                continue;
            };
            let technique = scope.techniques.get(second.technique.as_str());
            let sided = technique.is_some_and(|one| one.sides.value == Sides::Each);
            if sided && first.technique == second.technique {
                let message = format!("`{}` is listed twice in a row", second.technique);
                let span = second.technique.span;
                faults.push(
                    Diagnostic::new(&RULE, routine.file, span, message)
                        .also(
                            routine.file,
                            first.technique.span,
                            "this plays both sides already",
                        )
                        .help("take one out; for more of it, add `sets`"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROUTINE: &str = "routines/short-break.toml";

    #[test]
    fn twice_in_a_row_is_too_often_only_with_sides() {
        let neck = (ROUTINE, "\"slow-breathing\"", "\"neck-stretch\"");
        assert_eq!(
            messages(&RULE, &[neck]),
            ["`neck-stretch` is listed twice in a row"]
        );
        assert_silent(&RULE, &[(ROUTINE, "\"band-row\"", "\"shoulder-rolls\"")]);
    }
}
