//! `no-basis`: every figure, and every word of advice, rests on something.

use super::scope::Scope;
use crate::content::{Id, SafetyFile, Sp, Technique, Text, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "no-basis",
    severity: Severity::Error,
    title: "every figure rests on a source or on a stated basis",
    explanation: "A reader can always ask: who says so? A dose, a frequency, a rest, a time to get ready, \
an easier or harder step, a stop sign, a question and a routine name a source, or a `basis`: `general \
practice`, or the id of a text in `sources.toml`. The seconds of a breath or a repetition that no source \
gives have a `tempo_basis`.",
};

/// Looks for what rests on nothing.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let mut credits = Credits {
            file: technique.file,
            faults,
        };
        of_technique(technique, &mut credits);
    }
    for safety in &scope.set.safety {
        let mut credits = Credits {
            file: safety.file,
            faults,
        };
        of_safety(safety, &mut credits);
    }
    for flag in &scope.set.flags {
        let mut credits = Credits {
            file: flag.file,
            faults,
        };
        let one = &flag.value;
        credits.many("this flag", one.id.span, &one.sources, &one.basis);
    }
    for routine in &scope.set.routines {
        let mut credits = Credits {
            file: routine.file,
            faults,
        };
        let one = &routine.value;
        credits.many("this routine", one.id.span, &one.sources, &one.basis);
    }
}

/// Reports what has neither source nor basis in one file.
struct Credits<'f> {
    file: FileId,
    faults: &'f mut Vec<Diagnostic>,
}

impl Credits<'_> {
    fn one(&mut self, what: &str, span: Span, source: &Option<Sp<Id>>, basis: &Option<Sp<Text>>) {
        if source.is_none() && basis.is_none() {
            self.report(
                what,
                span,
                "`source = \"…\"` or `basis = \"general practice\"`",
            );
        }
    }

    fn many(&mut self, what: &str, span: Span, sources: &[Sp<Id>], basis: &Option<Sp<Text>>) {
        if sources.is_empty() && basis.is_none() {
            self.report(
                what,
                span,
                "`sources = […]` or `basis = \"general practice\"`",
            );
        }
    }

    fn report(&mut self, what: &str, span: Span, write: &str) {
        let message = format!("{what} has neither a source nor a basis");
        self.faults.push(
            Diagnostic::new(&RULE, self.file, span, message)
                .label("who says so?")
                .help(format!("add {write}")),
        );
    }
}

fn of_technique(one: &Technique, credits: &mut Credits<'_>) {
    let dose = &one.dose;
    credits.one("this dose", dose.work.span, &dose.source, &dose.basis);
    if let Some(rest) = &dose.rest {
        credits.one("this rest", rest.seconds.span, &rest.source, &rest.basis);
    }
    if dose.tempo_basis.is_none()
        && let Some((what, span)) = own_pace(one)
    {
        credits.report(
            what,
            span,
            "`tempo_basis = \"general practice\"` to the dose",
        );
    }
    let setup = &one.setup;
    credits.one(
        "this setup",
        setup.seconds.span,
        &setup.source,
        &setup.basis,
    );
    let often = &one.frequency;
    let figure = often
        .per_day
        .or(often.days_per_week)
        .or(often.every_minutes);
    if let Some(figure) = figure {
        credits.one("this frequency", figure.span, &often.source, &often.basis);
    }
    for (what, step) in [
        ("this easier step", &one.easier),
        ("this harder step", &one.harder),
    ] {
        credits.one(what, step.how.span, &step.source, &step.basis);
    }
    for sign in &one.stop_signs {
        credits.one("this stop sign", sign.sign.span, &sign.source, &sign.basis);
    }
}

/// The seconds of a breath or a repetition in the default dose, when no source gives them.
fn own_pace(technique: &Technique) -> Option<(&'static str, Span)> {
    let mut works = technique
        .doses
        .iter()
        .filter_map(|dose| dose.work.as_ref().map(|work| &work.value));
    match &technique.dose.work.value {
        Work::Breaths(breaths) => {
            let seconds = breaths.seconds?;
            let given = works
                .any(|work| matches!(work, Work::Breaths(own) if own.seconds == breaths.seconds));
            (!given).then_some(("the length of a breath", seconds.span))
        }
        Work::Reps(reps) => {
            let tempo = reps.tempo.as_ref()?;
            let given =
                works.any(|work| matches!(work, Work::Reps(own) if own.tempo == reps.tempo));
            (!given).then_some(("the tempo", tempo.there.span))
        }
        Work::Hold(_) | Work::Timed(_) => None,
    }
}

fn of_safety(one: &SafetyFile, credits: &mut Credits<'_>) {
    let cadence = &one.cadence;
    let place = cadence.full_after_days.span;
    credits.many("this cadence", place, &cadence.sources, &cadence.basis);
    for question in &one.questions {
        let place = question.id.span;
        credits.many("this question", place, &question.sources, &question.basis);
    }
    for sign in &one.stop_signs {
        credits.many("this stop sign", sign.id.span, &sign.sources, &sign.basis);
    }
    for effort in &one.effort {
        let place = effort.pain.span;
        credits.many("this effort rule", place, &effort.sources, &effort.basis);
    }
    let flare = &one.flare;
    credits.many(
        "this flare rule",
        flare.says.span,
        &flare.sources,
        &flare.basis,
    );
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn figures_without_source_and_basis_are_found() {
        let neck = "techniques/neck-stretch.toml";
        let edits = [
            (neck, "source = \"S1\"\nrest", "rest"),
            (neck, ", basis = \"general practice\" }", " }"),
            (
                neck,
                "seconds = 5\nbasis = \"general practice\"",
                "seconds = 5",
            ),
            ("safety.toml", "sources = [\"S1\"]", ""),
        ];
        assert_eq!(
            messages(&RULE, &edits),
            [
                "this stop sign has neither a source nor a basis",
                "this setup has neither a source nor a basis",
                "this dose has neither a source nor a basis",
                "this rest has neither a source nor a basis",
            ]
        );
    }

    #[test]
    fn a_pace_of_ours_needs_its_own_basis() {
        let breathing = "techniques/slow-breathing.toml";
        let bare = (breathing, "tempo_basis = \"general practice\"", "");
        assert_eq!(
            messages(&RULE, &[bare]),
            ["the length of a breath has neither a source nor a basis"]
        );
        let given = (
            breathing,
            "{ min = 5, max = 10 }",
            "{ min = 5, max = 10 }, seconds = 6",
        );
        assert_silent(&RULE, &[bare, given]);
    }
}
