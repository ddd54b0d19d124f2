//! `foreign-source`: a figure credits a source that says it.

use super::scope::Scope;
use crate::content::{Id, Sp, Technique};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "foreign-source",
    severity: Severity::Error,
    title: "a figure credits a source that says it",
    explanation: "Nothing is presented as coming from a source that does not say it. A technique's \
figures credit only sources in its own `sources`, and a default dose credits only a source whose own dose \
stands in `doses`. A text that backs a figure without being a source of the technique goes into `basis`.",
};

/// Compares credits with the sources of the technique.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let one = &technique.value;
        for credit in credits(one) {
            if !one.sources.contains(credit) && !one.sources.is_empty() {
                let message = format!("`{credit}` is not among the sources of `{}`", one.id);
                let mut fault = Diagnostic::new(&RULE, technique.file, credit.span, message)
                    .help("add it to `sources`, or write it as `basis`");
                if let Some(first) = one.sources.first() {
                    fault = fault.also(technique.file, first.span, "its sources");
                }
                faults.push(fault);
            }
        }
        let Some(source) = &one.dose.source else {
            continue;
        };
        let gives = one
            .doses
            .iter()
            .any(|dose| dose.source == *source && (dose.work.is_some() || dose.sets.is_some()));
        if !gives && one.sources.contains(source) {
            let message = format!("`{source}` gives no dose of its own for `{}`", one.id);
            faults.push(
                Diagnostic::new(&RULE, technique.file, source.span, message).help(format!(
                    "write what {source} says in `[[doses]]`, or name a `basis`"
                )),
            );
        }
    }
}

/// Every source that a figure of the technique credits.
fn credits(one: &Technique) -> impl Iterator<Item = &Sp<Id>> {
    let rest = one.dose.rest.as_ref().and_then(|rest| rest.source.as_ref());
    one.dose
        .source
        .iter()
        .chain(rest)
        .chain(&one.setup.source)
        .chain(&one.frequency.source)
        .chain(&one.easier.source)
        .chain(&one.harder.source)
        .chain(one.doses.iter().map(|dose| &dose.source))
        .chain(
            one.stop_signs
                .iter()
                .filter_map(|sign| sign.source.as_ref()),
        )
        .chain(one.notes.iter().filter_map(|note| note.source.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn a_credit_is_a_source_of_the_technique_and_gives_a_dose() {
        let foreign = (
            "techniques/neck-stretch.toml",
            "source = \"S1\"\nrest",
            "source = \"S2\"\nrest",
        );
        assert_eq!(
            messages(&RULE, &[foreign]),
            ["`S2` is not among the sources of `neck-stretch`"]
        );
        let silent = (
            "techniques/band-row.toml",
            "basis = \"acsm\"",
            "source = \"S1\"",
        );
        assert_eq!(
            messages(&RULE, &[silent]),
            ["`S1` gives no dose of its own for `band-row`"]
        );
    }
}
