//! `over-limit`: what may only last for a while is never meant to last longer.

use super::scope::Scope;
use crate::content::{Routine, Technique, Trait, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};
use crate::routine::{ExactDose, exact_in};

/// The rule.
pub static RULE: Rule = Rule {
    code: "over-limit",
    severity: Severity::Error,
    title: "no dose is longer than a trait of its technique allows",
    explanation: "A trait with `most_seconds` in `vocabulary/traits.toml` is one that does harm when it \
goes on for too long: heat and cold stay on the skin for at most twenty minutes. Every dose of a technique \
with such a trait, at its longest and with all its sets (the default, each source's own, the easier and \
the harder step, and those of routines), stays within that.",
};

/// Measures every dose of techniques that have a limit.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let Some(limit) = limit(scope, technique) else {
            continue;
        };
        let mut at = Limited {
            file: technique.file,
            technique,
            limit,
            faults,
        };
        let default = &technique.dose;
        at.dose(default.work.span, &default.work, default.sets.max);
        for dose in &technique.doses {
            if let Some(work) = &dose.work {
                at.dose(work.span, work, dose.sets.map_or(1, |sets| sets.max));
            }
        }
        for step in [&technique.easier, &technique.harder] {
            if let Some(dose) = &step.dose {
                let sets = dose.sets.map_or(1, |sets| sets.value);
                at.dose(dose.work.span, &dose.work, sets);
            }
        }
    }
    for routine in &scope.set.routines {
        of_routine(scope, routine.file, &routine.value, faults);
    }
}

fn of_routine(scope: &Scope<'_>, file: FileId, routine: &Routine, faults: &mut Vec<Diagnostic>) {
    for item in &routine.items {
        let Some(technique) = scope.techniques.get(item.technique.as_str()) else {
            continue;
        };
        let Some(limit) = limit(scope, technique) else {
            continue;
        };
        let mut at = Limited {
            file,
            technique,
            limit,
            faults,
        };
        let (span, work) = match &item.work {
            Some(work) => (work.span, exact_in(work, technique)),
            None => (item.technique.span, ExactDose::usual(technique).work),
        };
        let sets = item
            .sets
            .map_or(technique.dose.sets.usual, |sets| sets.value);
        at.seconds(span, work.seconds().into(), sets);
    }
}

/// The trait of a technique that allows the least, if one sets a limit.
fn limit<'s>(scope: &Scope<'s>, technique: &Technique) -> Option<(&'s Trait, u32)> {
    scope
        .set
        .traits
        .iter()
        .filter(|one| technique.has_trait(one.value.id.as_str()))
        .filter_map(|one| Some((&one.value, one.value.most_seconds?.value)))
        .min_by_key(|(_, most)| *most)
}

/// Doses in one file that are held to a limit.
struct Limited<'f, 's> {
    file: FileId,
    technique: &'f Technique,
    limit: (&'s Trait, u32),
    faults: &'f mut Vec<Diagnostic>,
}

impl Limited<'_, '_> {
    fn dose(&mut self, span: Span, work: &Work, sets: u32) {
        self.seconds(span, longest(work), sets);
    }

    fn seconds(&mut self, span: Span, pass: u64, sets: u32) {
        let (limiting, most) = self.limit;
        let passes = u64::from(self.technique.passes());
        let seconds = pass.saturating_mul(passes).saturating_mul(sets.into());
        if seconds <= u64::from(most) {
            return;
        }
        let message = format!(
            "`{}` would go on for {seconds} seconds in all, and `{}` allows {most}",
            self.technique.id, limiting.id
        );
        self.faults.push(
            Diagnostic::new(&RULE, self.file, span, message).help("shorten it, or take out a set"),
        );
    }
}

/// The most seconds that one pass of some work takes.
fn longest(work: &Work) -> u64 {
    let product = |a: u32, b: u32| u64::from(a).saturating_mul(u64::from(b));
    match work {
        Work::Hold(hold) => hold.seconds.max.into(),
        Work::Breaths(breaths) => product(
            breaths.count.max,
            breaths.seconds.map_or(1, |one| one.value),
        ),
        Work::Reps(reps) => {
            let tempo = reps.tempo.as_ref().map_or(1, |tempo| {
                tempo.there.value.saturating_add(tempo.back.value)
            });
            let hold = reps.hold.map_or(0, |hold| hold.max);
            product(reps.count.max, tempo.saturating_add(hold))
        }
        Work::Timed(timed) => product(timed.seconds.max, timed.spots.map_or(1, |spots| spots.max)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Edit, assert_silent, messages};
    use super::RULE;

    const LIMIT: Edit<'_> = (
        "vocabulary/traits.toml",
        "id = \"strong-hold\"",
        "id = \"strong-hold\"\nmost_seconds = 144",
    );
    const ROW: &str = "techniques/band-row.toml";

    #[test]
    fn three_sets_of_twelve_are_just_within() {
        assert_silent(&RULE, &[LIMIT]);
        let free = (
            "vocabulary/traits.toml",
            "id = \"strong-hold\"",
            "id = \"strong-hold\"",
        );
        assert_silent(&RULE, &[free, (ROW, "sets = 2", "sets = 9")]);
    }

    #[test]
    fn every_dose_is_measured() {
        let long = |seconds: u32| {
            format!(
                "`band-row` would go on for {seconds} seconds in all, and `strong-hold` allows 144"
            )
        };
        let default = (ROW, "max = 12 }, tempo", "max = 13 }, tempo");
        assert_eq!(messages(&RULE, &[LIMIT, default]), [long(156)]);
        let harder = (ROW, "sets = 2", "sets = 4");
        assert_eq!(messages(&RULE, &[LIMIT, harder]), [long(160)]);
        let routine = (
            "routines/short-break.toml",
            "note = \"Any band will do.\"",
            "sets = 4",
        );
        assert_eq!(messages(&RULE, &[LIMIT, routine]), [long(160)]);
    }
}
