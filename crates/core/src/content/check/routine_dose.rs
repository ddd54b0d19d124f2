//! `routine-dose`: a routine keeps to its techniques' doses.

use super::scope::Scope;
use super::step_shape::ranges;
use crate::content::{Amount, Item, Sp, Technique, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "routine-dose",
    severity: Severity::Error,
    title: "a routine keeps to its techniques' doses",
    explanation: "An item's `work` is of the same kind as its technique's default dose, in plain numbers \
within that dose's range; so is its number of `sets`. Leave a key out for the usual value.",
};

/// Compares every item with its technique.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for routine in &scope.set.routines {
        for item in &routine.value.items {
            if let Some(technique) = scope.techniques.get(item.technique.as_str()) {
                let place = (technique.file, technique.dose.work.span);
                compare(routine.file, item, technique, place, faults);
            }
        }
    }
}

fn compare(
    file: FileId,
    item: &Item,
    technique: &Technique,
    (dose_file, dose_span): (FileId, Span),
    faults: &mut Vec<Diagnostic>,
) {
    let mut report = |span: Span, message: String, help: String| {
        faults.push(
            Diagnostic::new(&RULE, file, span, message)
                .also(dose_file, dose_span, "the technique's dose")
                .help(help),
        );
    };
    let id = &technique.id;
    if let Some(work) = &item.work {
        let (own, usual) = (work.kind(), technique.dose.work.kind());
        if own == usual {
            for range in ranges(work) {
                let help = format!("write one whole number, such as {}", range.usual);
                report(range.span, "this work has a range".to_owned(), help);
            }
            for (what, amount, bounds) in figures(work, &technique.dose.work) {
                if !bounds.contains(amount.min) || !bounds.contains(amount.max) {
                    let figure = amount.usual;
                    let message = format!("{figure} {what} are outside the dose of `{id}`");
                    report(amount.span, message, within(bounds));
                }
            }
        } else {
            let message = format!("this work is `{own}`, and the dose of `{id}` is `{usual}`");
            let help = format!("write `work = {{ {usual} = {{ … }} }}`, or leave `work` out");
            report(work.span, message, help);
        }
    }
    if let Some(sets) = item.sets {
        let bounds = technique.dose.sets.value;
        if !bounds.contains(sets.value) {
            let message = format!("{sets} sets are outside the dose of `{id}`");
            report(sets.span, message, within(bounds));
        }
    }
}

fn within(bounds: Amount) -> String {
    if bounds.min == bounds.max {
        format!("write {}, or leave it out", bounds.min)
    } else {
        format!("write a number from {} to {}", bounds.min, bounds.max)
    }
}

/// The figures of a work with the ranges of the technique's own; both are of one kind.
fn figures(work: &Work, own: &Work) -> Vec<(&'static str, Sp<Amount>, Amount)> {
    let what = match work {
        Work::Hold(_) | Work::Timed(_) => "seconds",
        Work::Breaths(_) => "breaths",
        Work::Reps(_) => "repetitions",
    };
    let mut figures = vec![(what, work.amount_sp(), own.amount())];
    match (work, own) {
        (Work::Reps(reps), Work::Reps(own)) => {
            let pair = reps.hold.zip(own.hold);
            figures.extend(pair.map(|(hold, own)| ("seconds held", hold, own.value)));
        }
        (Work::Timed(timed), Work::Timed(own)) => {
            let pair = timed.spots.zip(own.spots);
            figures.extend(pair.map(|(spots, own)| ("spots", spots, own.value)));
        }
        _ => {}
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    const ROUTINE: &str = "routines/short-break.toml";

    #[test]
    fn kind_amount_and_sets_are_the_techniques_own() {
        let work = "{ hold = { seconds = 25 } }";
        for (replace, message) in [
            (
                "{ timed = { seconds = 25 } }",
                "this work is `timed`, and the dose of `neck-stretch` is `hold`",
            ),
            (
                "{ hold = { seconds = 45 } }",
                "45 seconds are outside the dose of `neck-stretch`",
            ),
            (
                "{ hold = { seconds = { min = 20, max = 25 } } }",
                "this work has a range",
            ),
        ] {
            assert_eq!(messages(&RULE, &[(ROUTINE, work, replace)]), [message]);
        }
        assert_eq!(
            messages(&RULE, &[(ROUTINE, "sets = 1", "sets = 4")]),
            ["4 sets are outside the dose of `neck-stretch`"]
        );
    }
}
