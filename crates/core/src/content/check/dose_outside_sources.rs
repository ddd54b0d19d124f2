//! `dose-outside-sources`: a default dose is one that a source gives, or says why not.

use super::scope::Scope;
use crate::content::{Amount, Sp, Technique, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dose-outside-sources",
    severity: Severity::Error,
    title: "a default dose lies within a source's own, or says why not",
    explanation: "Each source's own dose stands in `doses`. The usual work and the usual number of sets \
of the default dose lie within at least one of those of the same kind. Where they do not, or where no \
source gives a dose of that kind, `reason` tells a reader why.",
};

/// Compares default doses with those of the sources.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        if technique.dose.reason.is_none() {
            outside(technique.file, technique, faults);
        }
    }
}

/// A figure of the default dose and the ranges that sources give for it.
struct Figure<'t> {
    what: &'static str,
    usual: Sp<Amount>,
    given: Vec<(&'t str, Sp<Amount>)>,
}

fn outside(file: FileId, technique: &Technique, faults: &mut Vec<Diagnostic>) {
    let dose = &technique.dose;
    let kind = dose.work.kind();
    let same: Vec<(&str, &Work)> = technique
        .doses
        .iter()
        .filter_map(|dose| Some((dose.source.as_str(), &dose.work.as_ref()?.value)))
        .filter(|(_, work)| work.kind() == kind)
        .collect();
    if same.is_empty() {
        let message =
            format!("no source gives a dose of the kind `{kind}`, and there is no reason");
        faults.push(fault(file, dose.work.span, message));
        return;
    }
    let given = |part: fn(&Work) -> Option<Sp<Amount>>| {
        same.iter()
            .filter_map(|(source, work)| Some((*source, part(work)?)))
            .collect()
    };
    let mut figures = vec![Figure {
        what: what_varies(&dose.work),
        usual: dose.work.amount_sp(),
        given: given(|work| Some(work.amount_sp())),
    }];
    figures.extend(in_rep(&dose.work).map(|usual| Figure {
        what: "hold in a repetition",
        usual,
        given: given(in_rep),
    }));
    figures.extend(spots(&dose.work).map(|usual| Figure {
        what: "number of spots",
        usual,
        given: given(spots),
    }));
    figures.push(Figure {
        what: "number of sets",
        usual: dose.sets,
        given: technique
            .doses
            .iter()
            .filter_map(|dose| Some((dose.source.as_str(), dose.sets?)))
            .collect(),
    });
    for figure in figures {
        let usual = figure.usual.usual;
        let Some((source, nearest)) = figure.given.first() else {
            continue;
        };
        if figure.given.iter().any(|(_, own)| own.contains(usual)) {
            continue;
        }
        let what = figure.what;
        let message = format!("the usual {what}, {usual}, lies outside every source's own");
        let own = if nearest.min == nearest.max {
            format!("{source} says {}", nearest.min)
        } else {
            format!("{source} says {} to {}", nearest.min, nearest.max)
        };
        faults.push(fault(file, figure.usual.span, message).also(file, nearest.span, own));
    }
}

fn fault(file: FileId, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message)
        .help("add `reason = \"…\"` to the dose, or take a figure from a source")
}

fn what_varies(work: &Work) -> &'static str {
    match work {
        Work::Hold(_) => "seconds of the hold",
        Work::Breaths(_) => "number of breaths",
        Work::Reps(_) => "number of repetitions",
        Work::Timed(_) => "seconds",
    }
}

fn in_rep(work: &Work) -> Option<Sp<Amount>> {
    match work {
        Work::Reps(reps) => reps.hold,
        _ => None,
    }
}

fn spots(work: &Work) -> Option<Sp<Amount>> {
    match work {
        Work::Timed(timed) => timed.spots,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.toml";

    #[test]
    fn usual_work_and_sets_lie_within_a_sources_own() {
        let long = (NECK, "usual = 25, max = 30", "usual = 45, max = 60");
        let once = (NECK, "usual = 2, max = 3", "usual = 1, max = 3");
        assert_eq!(
            messages(&RULE, &[long, once]),
            [
                "the usual seconds of the hold, 45, lies outside every source's own",
                "the usual number of sets, 1, lies outside every source's own",
            ]
        );
        let reason = (
            NECK,
            "source = \"S1\"\nrest",
            "source = \"S1\"\nreason = \"Ours.\"\nrest",
        );
        assert_silent(&RULE, &[long, once, reason]);
    }

    #[test]
    fn without_a_source_of_that_kind_there_is_a_reason() {
        let none = (
            "techniques/band-row.toml",
            "reason = \"S1 gives the days only; the count is the guideline's.\"",
            "",
        );
        assert_eq!(
            messages(&RULE, &[none]),
            ["no source gives a dose of the kind `reps`, and there is no reason"]
        );
    }

    #[test]
    fn one_agreeing_source_is_enough() {
        let second =
            "[[doses]]\nsource = \"S1\"\nwork = { hold = { seconds = 60 } }\n\n[frequency]";
        assert_silent(&RULE, &[(NECK, "[frequency]", second)]);
    }
}
