//! Doses and frequencies with their ranges, in words.

use super::{Amount, Frequency, SourceDose, Sp, Text, Work};

/// "20-30", or "30" when there is no range.
fn range(amount: &Sp<Amount>) -> String {
    let Amount { min, max, .. } = amount.value;
    if min == max {
        max.to_string()
    } else {
        format!("{min}-{max}")
    }
}

/// "1 set", "2-3 sets".
fn of(amount: &Sp<Amount>, one: &str) -> String {
    let ending = if amount.max == 1 { "" } else { "s" };
    format!("{} {one}{ending}", range(amount))
}

/// The work of one set: "20-30 s", "8-12 repetitions, 2 s there and 2 s back, held 5 s".
pub fn work(work: &Work) -> String {
    match work {
        Work::Hold(hold) => format!("hold {} s", range(&hold.seconds)),
        Work::Breaths(breaths) => {
            let each = breaths
                .seconds
                .map_or_else(String::new, |seconds| format!(" of {seconds} s"));
            format!("{}{each}", of(&breaths.count, "breath"))
        }
        Work::Reps(reps) => {
            let mut text = of(&reps.count, "repetition");
            if let Some(tempo) = &reps.tempo {
                text.push_str(&format!(
                    ", {} s there and {} s back",
                    tempo.there, tempo.back
                ));
            }
            if let Some(hold) = reps.hold.filter(|hold| hold.max > 0) {
                text.push_str(&format!(", held {} s", range(&hold)));
            }
            text
        }
        Work::Timed(timed) => {
            let spots = timed
                .spots
                .filter(|spots| spots.max > 1)
                .map_or_else(String::new, |spots| {
                    format!(" on each of {} spots", range(&spots))
                });
            format!("{} s{spots}", range(&timed.seconds))
        }
    }
}

/// "2-3 sets"; nothing for a single one.
pub fn sets(sets: &Sp<Amount>) -> Option<String> {
    (sets.max > 1).then(|| of(sets, "set"))
}

/// What a source says, dose and frequency; its note comes after.
pub fn source(dose: &SourceDose) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(dose.work.as_ref().map(|one| work(one)));
    parts.extend(dose.sets.as_ref().and_then(sets));
    parts.extend(times(
        dose.per_day.as_ref(),
        dose.days_per_week.as_ref(),
        dose.every_minutes.as_ref(),
    ));
    let minutes = dose.minutes_a_day.as_ref();
    parts.extend(minutes.map(|minutes| format!("{} a day in all", of(minutes, "minute"))));
    sentence(&parts, dose.note.as_ref())
}

/// How often, with what it follows.
pub fn frequency(frequency: &Frequency) -> String {
    let parts = times(
        frequency.per_day.as_ref(),
        frequency.days_per_week.as_ref(),
        frequency.every_minutes.as_ref(),
    );
    sentence(&parts, None)
}

fn times(
    per_day: Option<&Sp<Amount>>,
    days_per_week: Option<&Sp<Amount>>,
    every_minutes: Option<&Sp<Amount>>,
) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(per_day.map(|times| match times.max {
        1 => "once a day".to_owned(),
        _ => format!("{} times a day", range(times)),
    }));
    parts.extend(days_per_week.map(|days| match (days.min, days.max) {
        (7, _) => "every day".to_owned(),
        _ => format!("{} a week", of(days, "day")),
    }));
    parts.extend(every_minutes.map(|minutes| format!("every {}", of(minutes, "minute"))));
    parts
}

/// "20-30 s, 2-3 sets. A note."
fn sentence(parts: &[String], note: Option<&Sp<Text>>) -> String {
    let mut text = parts.join(", ");
    if let Some(note) = note {
        text.push_str(if text.is_empty() { "" } else { ". " });
        text.push_str(note);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::content::Id;

    use super::*;

    fn sp<T>(value: T) -> Sp<T> {
        Sp {
            value,
            span: Default::default(),
        }
    }

    fn amount(min: u32, max: u32) -> Sp<Amount> {
        sp(Amount {
            min,
            usual: min,
            max,
        })
    }

    #[test]
    fn a_sources_word_is_told_with_its_ranges() {
        let dose = SourceDose {
            source: sp(Id::default()),
            work: Some(sp(Work::Timed(crate::content::Timed {
                seconds: amount(10, 15),
                spots: Some(amount(3, 3)),
            }))),
            sets: Some(amount(1, 2)),
            per_day: Some(amount(1, 1)),
            days_per_week: Some(amount(2, 3)),
            every_minutes: None,
            minutes_a_day: Some(amount(5, 10)),
            note: Some(sp("Slowly.".into())),
        };
        assert_eq!(
            source(&dose),
            "10-15 s on each of 3 spots, 1-2 sets, once a day, 2-3 days a week, \
             5-10 minutes a day in all. Slowly."
        );
    }
}
