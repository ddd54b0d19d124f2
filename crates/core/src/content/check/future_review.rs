//! `future-review`: nobody has read this tomorrow.

use super::scope::Scope;
use super::stale_review::reviews;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "future-review",
    severity: Severity::Error,
    title: "a review lies in the past",
    explanation: "`reviewed` is the day on which a person last read a file against its sources. A date \
that is still to come is a slip of the pen, and would keep the file from ever looking stale.",
};

/// Looks for review dates after today, when the load was told it.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let Some(today) = scope.options.today else {
        return;
    };
    for (file, reviewed) in reviews(scope) {
        if reviewed.value > today {
            let message = format!("a review on {} lies in the future", reviewed.value);
            faults.push(
                Diagnostic::new(&RULE, file, reviewed.span, message)
                    .label(format!("today is {today}"))
                    .help("write the day on which somebody last read it"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn today_is_the_last_day_for_a_review() {
        let safety = |date| ("safety.toml", "reviewed = 2026-01-10", date);
        assert_silent(&RULE, &[safety("reviewed = 2026-06-01")]);
        assert_eq!(
            messages(&RULE, &[safety("reviewed = 2026-06-02")]),
            ["a review on 2026-06-02 lies in the future"]
        );
    }
}
