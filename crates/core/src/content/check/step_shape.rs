//! `step-shape`: an easier or a harder step is one clear thing.

use super::scope::Scope;
use crate::content::{Amount, FixedDose, Id, Sp, Step, Technique, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "step-shape",
    severity: Severity::Error,
    title: "an easier or a harder step is a technique or a dose",
    explanation: "`easier` and `harder` each name exactly one of another `technique` or a `dose`. A dose \
is of the same kind as the technique's own, in plain numbers: it is what the player counts when a person \
presses the key, without a plan to choose from a range.",
};

/// Looks at every easier and harder step.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        for (word, step) in [("easier", &technique.easier), ("harder", &technique.harder)] {
            shape(technique.file, technique, word, step, faults);
        }
    }
}

fn shape(
    file: FileId,
    technique: &Technique,
    word: &str,
    step: &Step,
    faults: &mut Vec<Diagnostic>,
) {
    let id: &Sp<Id> = &technique.id;
    match (&step.technique, &step.dose) {
        (Some(other), Some(_)) => faults.push(
            Diagnostic::new(
                &RULE,
                file,
                other.span,
                format!("the {word} step of `{id}` is both a technique and a dose"),
            )
            .help("keep one of `technique` and `dose`"),
        ),
        (None, None) => faults.push(
            Diagnostic::new(
                &RULE,
                file,
                step.how.span,
                format!("the {word} step of `{id}` is neither a technique nor a dose"),
            )
            .help("add `technique = \"…\"` or `dose = { work = { … } }`"),
        ),
        (Some(other), None) if other == id => faults.push(Diagnostic::new(
            &RULE,
            file,
            other.span,
            format!("`{id}` is its own {word} step"),
        )),
        (Some(_), None) => {}
        (None, Some(dose)) => fixed(file, technique, word, dose, faults),
    }
}

fn fixed(
    file: FileId,
    technique: &Technique,
    word: &str,
    dose: &FixedDose,
    faults: &mut Vec<Diagnostic>,
) {
    let (own, usual) = (dose.work.kind(), technique.dose.work.kind());
    if own != usual {
        faults.push(
            Diagnostic::new(
                &RULE,
                file,
                dose.work.span,
                format!("this {word} dose is `{own}`, and the technique's own is `{usual}`"),
            )
            .also(file, technique.dose.work.span, "the technique's own dose")
            .help(format!("write `work = {{ {usual} = {{ … }} }}`")),
        );
    }
    for range in ranges(&dose.work) {
        let message = format!("this {word} dose has a range");
        faults.push(
            Diagnostic::new(&RULE, file, range.span, message)
                .help(format!("write one whole number, such as {}", range.usual)),
        );
    }
}

/// The amounts of a work that are ranges and not plain numbers.
pub(crate) fn ranges(work: &Work) -> impl Iterator<Item = Sp<Amount>> {
    let further = match work {
        Work::Reps(reps) => reps.hold,
        Work::Timed(timed) => timed.spots,
        Work::Hold(_) | Work::Breaths(_) => None,
    };
    std::iter::once(work.amount_sp())
        .chain(further)
        .filter(|amount| amount.min != amount.max)
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.toml";
    const HOLD: &str = "dose = { work = { hold = { seconds = 15 } } }";

    #[test]
    fn a_step_is_exactly_one_of_technique_and_dose() {
        assert_eq!(
            messages(&RULE, &[(NECK, HOLD, "")]),
            ["the easier step of `neck-stretch` is neither a technique nor a dose"]
        );
        let both = format!("{HOLD}\ntechnique = \"shoulder-rolls\"");
        assert_eq!(
            messages(&RULE, &[(NECK, HOLD, &both)]),
            ["the easier step of `neck-stretch` is both a technique and a dose"]
        );
        assert_eq!(
            messages(&RULE, &[(NECK, HOLD, "technique = \"neck-stretch\"")]),
            ["`neck-stretch` is its own easier step"]
        );
    }

    #[test]
    fn a_dose_is_of_the_same_kind_and_without_ranges() {
        let timed = HOLD.replace("hold", "timed");
        assert_eq!(
            messages(&RULE, &[(NECK, HOLD, &timed)]),
            ["this easier dose is `timed`, and the technique's own is `hold`"]
        );
        let range = HOLD.replace("15", "{ min = 10, max = 15 }");
        assert_eq!(
            messages(&RULE, &[(NECK, HOLD, &range)]),
            ["this easier dose has a range"]
        );
    }
}
