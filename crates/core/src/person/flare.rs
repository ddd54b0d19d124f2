//! Which techniques flared up the day after, and are meant smaller next time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::content::{Id, SafetyFile};
use crate::journal::When;
use crate::progress::{Facts, PainKey, PainTotals};
use crate::routine::Side;
use crate::safety;

/// Where pain was rated.
type Place<'f> = (Option<&'f Id>, Option<Side>);

/// The techniques of which only the easier step is meant next time: those whose last day was followed
/// by a flare ([`safety::flared`]).
///
/// Pain of that day is what was said before a session, or else in the diary; pain of the next day is the
/// same, there. Places (area and side) that were rated on both days are compared, and where there are
/// none the highest of each day. Nobody can say which technique of a day brought the flare on, so it
/// counts for all of them; one that was done again since, and did not flare, is meant whole.
pub fn flared(safety: &SafetyFile, facts: &Facts) -> BTreeSet<Id> {
    let days: BTreeSet<Date> = facts
        .techniques
        .values()
        .filter_map(|one| one.last_day)
        .filter(|day| followed_by_flare(safety, facts, *day))
        .collect();
    facts
        .techniques
        .iter()
        .filter(|(_, one)| one.last_day.is_some_and(|day| days.contains(&day)))
        .map(|(id, _)| id.clone())
        .collect()
}

fn followed_by_flare(safety: &SafetyFile, facts: &Facts, day: Date) -> bool {
    let Ok(next) = day.tomorrow() else {
        return false;
    };
    // In doubt the rise is the larger one: means are rounded down before and up after.
    let before = pain(facts, day, |one| one.sum.div_euclid(one.readings));
    let after = pain(facts, next, |one| {
        (one.sum + one.readings - 1).div_euclid(one.readings)
    });
    let rose = |(before, after): (u32, u32)| safety::flared(safety, before, after);
    let mut both = before
        .iter()
        .filter_map(|(place, pain)| Some((*pain, *after.get(place)?)))
        .peekable();
    if both.peek().is_some() {
        return both.any(rose);
    }
    let highest = |all: &BTreeMap<Place<'_>, u32>| all.values().copied().max();
    highest(&before).zip(highest(&after)).is_some_and(rose)
}

/// What was said on a day, by place: before a session, or where nothing was said then in the diary.
fn pain<'f>(
    facts: &'f Facts,
    day: Date,
    mean: impl Fn(&PainTotals) -> i64,
) -> BTreeMap<Place<'f>, u32> {
    let mut said = BTreeMap::new();
    for when in [When::Daily, When::Before] {
        let of_day = facts
            .pain
            .iter()
            .filter(|(key, one)| key.day == day && key.when == when && one.readings > 0);
        for (PainKey { area, side, .. }, one) in of_day {
            let pain = u32::try_from(mean(one)).unwrap_or(0);
            said.insert((area.as_ref(), *side), pain);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::decode::{Cx, decode_text};
    use crate::diagnostic::FileId;
    use crate::progress::TechniqueFacts;

    fn safety() -> SafetyFile {
        let mut faults = Vec::new();
        let mut cx = Cx {
            file: FileId(0),
            faults: &mut faults,
        };
        let text = include_str!("../../../../content/safety.toml");
        decode_text(text, &mut cx).unwrap()
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// Cobra on the 2nd, rows on the 2nd and the 5th; pain by day, area, moment, value.
    fn facts(pain: &[(i8, Option<&str>, When, i64)]) -> Facts {
        let mut facts = Facts::default();
        for (technique, day) in [("cobra", 2), ("row", 5)] {
            let last_day = Some(date(2026, 5, day));
            let one = TechniqueFacts {
                last_day,
                ..TechniqueFacts::default()
            };
            facts.techniques.insert(id(technique), one);
        }
        for (day, area, when, value) in pain {
            let key = PainKey {
                day: date(2026, 5, *day),
                area: area.map(id),
                side: None,
                when: *when,
            };
            let sums = facts.pain.entry(key).or_default();
            sums.readings += 1;
            sums.sum += value;
        }
        facts
    }

    fn found(pain: &[(i8, Option<&str>, When, i64)]) -> Vec<String> {
        let found = flared(&safety(), &facts(pain));
        found.iter().map(Id::to_string).collect()
    }

    #[test]
    fn only_the_last_day_of_a_technique_counts() {
        use When::{Before, Daily};
        let rise = [(2, None, Before, 3), (3, None, Daily, 5)];
        assert_eq!(found(&rise), ["cobra"]);
        let later = [(5, None, Before, 3), (6, None, Before, 6)];
        assert_eq!(found(&[rise, later].concat()), ["cobra", "row"]);
        assert!(found(&[(2, None, Before, 3), (3, None, Daily, 4)]).is_empty());
        assert!(found(&[(2, None, Before, 3), (4, None, Daily, 9)]).is_empty());
        assert!(found(&[(3, None, Daily, 9)]).is_empty());
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn places_are_compared_with_themselves() {
        use When::{After, Before, Daily};
        let neck = Some("neck");
        let side = [
            (2, neck, Before, 2),
            (2, None, Before, 6),
            (3, neck, Daily, 4),
            (3, None, Daily, 6),
        ];
        assert_eq!(found(&side), ["cobra"]);
        let elsewhere = [(2, neck, Before, 4), (3, Some("shoulder"), Daily, 5)];
        assert!(found(&elsewhere).is_empty());
        // What a session of the next day left behind it is not its flare.
        assert!(found(&[(2, neck, Before, 2), (3, neck, After, 8)]).is_empty());
        // Said before the session, the diary of that day does not matter.
        let both = [
            (2, neck, Daily, 7),
            (2, neck, Before, 2),
            (3, neck, Daily, 4),
        ];
        assert_eq!(found(&both), ["cobra"]);
    }
}
