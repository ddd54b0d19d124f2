//! `absurd-figure`: a figure is one that a person could follow.

use std::ops::RangeInclusive;

use super::scope::Scope;
use crate::content::{Amount, FixedDose, GoalFit, Routine, SafetyFile, Sp, Technique, Work};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "absurd-figure",
    severity: Severity::Error,
    title: "a figure is one that a person could follow",
    explanation: "Figures are whole numbers within bounds that no sane content leaves; a hold of three \
hours is a slip of the pen. The bounds, in seconds where they are times:\n\n\
| figure | from | to |\n|---|---|---|\n\
| hold | 1 | 600 |\n\
| timed work, on each spot | 1 | 1800 |\n\
| spots | 1 | 20 |\n\
| repetitions, breaths | 1 | 100 |\n\
| one breath | 2 | 20 |\n\
| there or back in a repetition | 1 | 30 |\n\
| hold in a repetition | 0 | 60 |\n\
| sets | 1 | 10 |\n\
| rest | 0 | 300 |\n\
| limit of a trait | 1 | 7200 |\n\
| setup | 1 | 120 |\n\
| times a day | 1 | 48 |\n\
| days a week | 1 | 7 |\n\
| minutes from one time to the next | 5 | 480 |\n\
| minutes a day | 1 | 240 |\n\
| minutes of a routine | 1 | 60 |\n\
| fit for a goal | 0 | 3 |\n\
| pain | 0 | 10 |\n\
| rise in pain | 1 | 10 |\n\
| days between checks | 1 | 365 |",
};

/// A number that is negative or does not fit.
pub(crate) fn out_of_range(file: FileId, span: Span, number: &str) -> Diagnostic {
    let message = if number.starts_with('-') {
        format!("{number} is negative")
    } else {
        format!("{number} is too large")
    };
    Diagnostic::new(&RULE, file, span, message).help("write a whole number, zero or more")
}

/// Holds every figure of the set to its bounds.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let mut figures = Figures::of(technique.file, faults);
        figures.technique(technique);
    }
    for routine in &scope.set.routines {
        let mut figures = Figures::of(routine.file, faults);
        figures.routine(routine);
    }
    for one in &scope.set.traits {
        if let Some(most) = one.value.most_seconds {
            Figures::of(one.file, faults).one("limit of a trait", most, 1..=7200);
        }
    }
    for safety in &scope.set.safety {
        let mut figures = Figures::of(safety.file, faults);
        figures.safety(safety);
    }
}

/// Holds figures of one file to their bounds.
struct Figures<'f> {
    file: FileId,
    faults: &'f mut Vec<Diagnostic>,
}

impl<'f> Figures<'f> {
    fn of(file: FileId, faults: &'f mut Vec<Diagnostic>) -> Self {
        Self { file, faults }
    }

    /// A range: the bound that it leaves is named.
    fn range(&mut self, what: &str, amount: Sp<Amount>, bounds: RangeInclusive<u32>) {
        let (least, most) = (*bounds.start(), *bounds.end());
        let (figure, word) = if amount.max > most {
            (amount.max, "more")
        } else if amount.min < least {
            (amount.min, "less")
        } else {
            return;
        };
        let than = if word == "more" { most } else { least };
        let message = format!("{what}: {figure} is {word} than {than}");
        let fault = Diagnostic::new(&RULE, self.file, amount.span, message);
        self.faults.push(fault.help(format!(
            "write a whole number from {least} to {most} (a range lies wholly within)"
        )));
    }

    fn one(&mut self, what: &str, number: Sp<u32>, bounds: RangeInclusive<u32>) {
        let amount = Sp {
            value: Amount::exactly(number.value),
            span: number.span,
        };
        self.range(what, amount, bounds);
    }

    fn maybe(&mut self, what: &str, amount: Option<Sp<Amount>>, bounds: RangeInclusive<u32>) {
        if let Some(amount) = amount {
            self.range(what, amount, bounds);
        }
    }

    fn work(&mut self, work: &Work) {
        match work {
            Work::Hold(hold) => self.range("seconds of a hold", hold.seconds, 1..=600),
            Work::Breaths(breaths) => {
                self.range("number of breaths", breaths.count, 1..=100);
                if let Some(seconds) = breaths.seconds {
                    self.one("seconds of a breath", seconds, 2..=20);
                }
            }
            Work::Reps(reps) => {
                self.range("number of repetitions", reps.count, 1..=100);
                if let Some(tempo) = &reps.tempo {
                    self.one("seconds there", tempo.there, 1..=30);
                    self.one("seconds back", tempo.back, 1..=30);
                }
                self.maybe("seconds held in a repetition", reps.hold, 0..=60);
            }
            Work::Timed(timed) => {
                self.range("seconds of timed work", timed.seconds, 1..=1800);
                self.maybe("number of spots", timed.spots, 1..=20);
            }
        }
    }

    fn fixed(&mut self, dose: &FixedDose) {
        self.work(&dose.work);
        if let Some(sets) = dose.sets {
            self.one("number of sets", sets, 1..=10);
        }
    }

    fn goals(&mut self, goals: &GoalFit) {
        let fits = [
            goals.relief,
            goals.mobility,
            goals.strength,
            goals.wind_down,
        ];
        for fit in fits.into_iter().flatten() {
            self.one("fit for a goal", fit, 0..=3);
        }
    }

    fn technique(&mut self, technique: &Technique) {
        self.goals(&technique.goals);
        self.one("seconds of setup", technique.setup.seconds, 1..=120);
        self.work(&technique.dose.work);
        self.range("number of sets", technique.dose.sets, 1..=10);
        if let Some(rest) = &technique.dose.rest {
            self.one("seconds of rest", rest.seconds, 0..=300);
        }
        for dose in &technique.doses {
            if let Some(work) = &dose.work {
                self.work(work);
            }
            self.maybe("number of sets", dose.sets, 1..=10);
            self.often(dose.per_day, dose.days_per_week, dose.every_minutes);
            self.maybe("minutes a day", dose.minutes_a_day, 1..=240);
        }
        let often = &technique.frequency;
        self.often(often.per_day, often.days_per_week, often.every_minutes);
        for step in [&technique.easier, &technique.harder] {
            if let Some(dose) = &step.dose {
                self.fixed(dose);
            }
        }
    }

    fn often(
        &mut self,
        per_day: Option<Sp<Amount>>,
        days_per_week: Option<Sp<Amount>>,
        every_minutes: Option<Sp<Amount>>,
    ) {
        self.maybe("times a day", per_day, 1..=48);
        self.maybe("days a week", days_per_week, 1..=7);
        self.maybe("minutes from one time to the next", every_minutes, 5..=480);
    }

    fn routine(&mut self, routine: &Routine) {
        self.range("minutes of a routine", routine.minutes, 1..=60);
        for item in &routine.items {
            if let Some(work) = &item.work {
                self.work(work);
            }
            if let Some(sets) = item.sets {
                self.one("number of sets", sets, 1..=10);
            }
        }
    }

    fn safety(&mut self, safety: &SafetyFile) {
        let cadence = &safety.cadence;
        self.one("days between full checks", cadence.full_after_days, 1..=365);
        self.one(
            "days between short checks",
            cadence.short_after_days,
            1..=365,
        );
        self.one("rise in pain", cadence.pain_rise, 1..=10);
        self.one("pain", cadence.pain_at_least, 0..=10);
        for effort in &safety.effort {
            self.range("pain", effort.pain, 0..=10);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn a_figure_outside_its_bounds_is_named_with_the_bound() {
        let neck = "techniques/neck-stretch.toml";
        let three_hours = (neck, "{ min = 20, usual = 25, max = 30 }", "10800");
        assert_eq!(
            messages(&RULE, &[three_hours]),
            ["seconds of a hold: 10800 is more than 600"]
        );
        assert_eq!(
            messages(&RULE, &[(neck, "seconds = 5", "seconds = 0")]),
            ["seconds of setup: 0 is less than 1"]
        );
        assert_eq!(
            messages(&RULE, &[(neck, "relief = 3", "relief = 4")]),
            ["fit for a goal: 4 is more than 3"]
        );
    }

    #[test]
    fn numbers_that_do_not_fit_are_named_as_they_are_written() {
        let neck = "techniques/neck-stretch.toml";
        assert_eq!(
            messages(&RULE, &[(neck, "seconds = 5", "seconds = -5")]),
            ["-5 is negative"]
        );
        assert_eq!(
            messages(&RULE, &[(neck, "seconds = 5", "seconds = 99999999999")]),
            ["99999999999 is too large"]
        );
    }
}
