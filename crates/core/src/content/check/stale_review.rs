//! `stale-review`: a person has read this within the last years.

use super::scope::Scope;
use crate::content::Sp;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};
use jiff::civil::Date;

/// The rule.
pub static RULE: Rule = Rule {
    code: "stale-review",
    severity: Severity::Warning,
    title: "a review is not older than two years",
    explanation: "Advice ages. `reviewed` is the day on which a person last read a file against its \
sources; after two years (general practice for leaflets) somebody should read it again and set the date.",
};

/// Holds review dates against today, when the load was told it.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let Some(today) = scope.options.today else {
        return;
    };
    let most = scope.options.review_days;
    for (file, reviewed) in reviews(scope) {
        let days = days_between(reviewed.value, today);
        if days > i64::from(most) {
            let message = format!("the last review was {days} days ago");
            faults.push(
                Diagnostic::new(&RULE, file, reviewed.span, message)
                    .label(format!("more than {most} days before {today}"))
                    .help("read it against its sources, then set the date"),
            );
        }
    }
}

/// Every review date of the set.
pub(crate) fn reviews<'s>(scope: &Scope<'s>) -> impl Iterator<Item = (FileId, Sp<Date>)> + 's {
    let set = scope.set;
    let techniques = set.techniques.iter().map(|one| (one.file, one.reviewed));
    let routines = set.routines.iter().map(|one| (one.file, one.reviewed));
    let guides = set.guides.iter().map(|one| (one.file, one.front.reviewed));
    let safety = set.safety.iter().map(|one| (one.file, one.reviewed));
    techniques.chain(routines).chain(guides).chain(safety)
}

/// Days from one date to another; negative when the other one is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn a_review_is_stale_after_the_last_day() {
        let safety = |date| ("safety.toml", "reviewed = 2026-01-10", date);
        assert_silent(&RULE, &[safety("reviewed = 2024-06-01")]);
        assert_eq!(
            messages(&RULE, &[safety("reviewed = 2024-05-31")]),
            ["the last review was 731 days ago"]
        );
    }
}
