//! `routine-minutes`: a routine takes the minutes that it says.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::routine;

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-minutes",
    severity: Severity::Error,
    title: "a routine takes the minutes that it says",
    explanation: "The length of a routine is counted as it will be played: getting ready, taking \
positions, every set on every side, switches, rests and the closing. It lies within `minutes`.",
};

/// Counts every routine whose techniques are all known.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for item in &scope.set.routines {
        let Some(exact) = exact(scope, &item.value) else {
            continue;
        };
        let seconds = exact.seconds_with(|id| scope.techniques.get(id).map(|one| &one.value));
        let minutes = item.minutes.value;
        let (least, most) = (
            minutes.min.saturating_mul(60),
            minutes.max.saturating_mul(60),
        );
        if (least..=most).contains(&seconds) {
            continue;
        }
        let word = if seconds > most { "longer" } else { "shorter" };
        let (m, s) = (seconds / 60, seconds % 60);
        let message = format!("this routine takes {m} min {s} s, {word} than it says");
        faults.push(
            Diagnostic::new(&RULE, item.file, item.minutes.span, message)
                .help("change doses or items, or the minutes"),
        );
    }
}

/// A routine at exact doses; `None` when one of its techniques is not known.
pub(crate) fn exact(
    scope: &Scope<'_>,
    routine: &crate::content::Routine,
) -> Option<routine::Routine> {
    let find = |id: &str| scope.techniques.get(id).map(|one| &one.value);
    let exact = routine::Routine::made_exact(routine, find);
    (exact.items.len() == routine.items.len() && !exact.items.is_empty()).then_some(exact)
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn the_length_is_counted_as_it_is_played() {
        let minutes = |text| ("routines/short-break.toml", "{ min = 4, max = 6 }", text);
        // Rolls 10+5+30+5+30, row 20+10*4, neck 10+5+25+5+25, breathing 5+36, closing 5.
        assert_eq!(
            messages(&RULE, &[minutes("{ min = 5, max = 6 }")]),
            ["this routine takes 4 min 16 s, shorter than it says"]
        );
        assert_eq!(
            messages(&RULE, &[minutes("{ min = 3, max = 4 }")]),
            ["this routine takes 4 min 16 s, longer than it says"]
        );
    }
}
