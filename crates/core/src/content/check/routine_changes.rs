//! `routine-changes`: a short routine does not send a person up and down.

use super::routine_minutes::exact;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-changes",
    severity: Severity::Error,
    title: "a short routine has few changes of position",
    explanation: "A routine of up to ten minutes changes its position at most twice. Put techniques in \
the same position next to each other.",
};

/// Routines of up to so many minutes are short.
const SHORT_MIN: u32 = 10;
/// Changes of position that a short routine may have.
const MOST: usize = 2;

/// Counts the changes of position in short routines.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for routine in &scope.set.routines {
        if routine.minutes.max > SHORT_MIN {
            continue;
        }
        let Some(exact) = exact(scope, &routine.value) else {
            continue;
        };
        let changes = exact.position_changes();
        if changes <= MOST {
            continue;
        }
        // The change that is one too many.
        let third = exact
            .items
            .windows(2)
            .zip(routine.value.items.iter().skip(1))
            .filter(|(pair, _)| pair[0].position != pair[1].position)
            .nth(MOST)
            .map_or(routine.id.span, |(_, item)| item.technique.span);
        let message = format!(
            "{changes} changes of position in up to {} minutes",
            routine.minutes.max
        );
        faults.push(
            Diagnostic::new(&RULE, routine.file, third, message)
                .label("one change too many")
                .help(format!(
                    "put techniques in the same position next to each other: {MOST} changes are the most"
                )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const ROUTINE: &str = "routines/short-break.toml";

    #[test]
    fn three_changes_are_too_many_for_ten_minutes() {
        let sit = (
            ROUTINE,
            "technique = \"shoulder-rolls\"\nposition = \"standing\"",
            "technique = \"shoulder-rolls\"\nposition = \"seated\"",
        );
        let lie = (
            ROUTINE,
            "technique = \"slow-breathing\"\nposition = \"seated\"",
            "technique = \"slow-breathing\"\nposition = \"supine\"",
        );
        assert_silent(&RULE, &[sit]);
        assert_eq!(
            messages(&RULE, &[sit, lie]),
            ["3 changes of position in up to 6 minutes"]
        );
        let long = (ROUTINE, "{ min = 4, max = 6 }", "{ min = 4, max = 11 }");
        assert_silent(&RULE, &[sit, lie, long]);
    }
}
