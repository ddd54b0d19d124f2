//! What holds for any journal.

use std::collections::BTreeMap;

use jiff::civil::Date;
use proptest::prelude::*;

use super::super::*;
use super::day;
use crate::content::Id;
use crate::journal::conformance::{actions, entries_of};
use crate::journal::{Entry, When};

/// Whether every figure is finite and in its range.
fn is_sound(told: &Progress) -> Result<(), TestCaseError> {
    prop_assert!(told.streak.current <= told.streak.longest);
    prop_assert!(told.streak.longest <= told.streak.days);
    prop_assert!(told.weeks.len() <= 12);
    if let Some(percent) = told.adherence.percent {
        prop_assert!((0.0..=100.0).contains(&percent));
    }
    for day in &told.daily {
        prop_assert!((0.0..=10.0).contains(&day.mean), "{day:?}");
    }
    for trend in told.areas.values().chain([&told.trend]) {
        if let Ok(reading) = &trend.reading {
            prop_assert!(reading.change.abs() <= 10.0);
            prop_assert!(reading.percent.is_none_or(f64::is_finite));
            prop_assert!(reading.first.until < reading.latest.from);
            prop_assert!(reading.first.days >= 3 && reading.latest.days >= 3);
        }
    }
    for effect in told.effects.values() {
        prop_assert!((-100..=100).contains(&effect.points));
        prop_assert!((0.0..1.0 + 1e-9).contains(&effect.reliability));
        prop_assert!(effect.interval.0 <= effect.estimate);
        prop_assert!(effect.estimate <= effect.interval.1);
        prop_assert!(effect.mean_change.is_none_or(|change| change.abs() <= 10.0));
    }
    Ok(())
}

fn any_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        Just(Date::MIN),
        Just(Date::MAX),
        (0i64..40).prop_map(day),
        (1i16..9999, 1i8..13, 1i8..29).prop_map(|(y, m, d)| jiff::civil::date(y, m, d)),
    ]
}

fn any_count() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(i64::MIN),
        Just(i64::MAX),
        Just(0),
        -3i64..50,
        any::<i64>()
    ]
}

/// Facts that no journal comes to, as a damaged file might hold.
fn absurd_facts() -> impl Strategy<Value = Facts> {
    let count = any_count;
    let days = prop::collection::btree_map(
        any_day(),
        (count(), count(), count()).prop_map(|(sessions, counted, played_ms)| DayTotals {
            sessions,
            counted,
            played_ms,
        }),
        0..20,
    );
    let pain = prop::collection::btree_map(
        (any_day(), any::<bool>()).prop_map(|(day, neck)| PainKey {
            day,
            area: neck.then(|| Id::new("neck").unwrap()),
            side: None,
            when: When::Daily,
        }),
        (count(), count()).prop_map(|(readings, sum)| PainTotals { readings, sum }),
        0..30,
    );
    let changes = prop::collection::btree_map(
        any::<u32>(),
        (count(), count()).prop_map(|(sessions, sum)| ChangeTotals {
            sessions,
            sum: Points(sum),
        }),
        0..4,
    );
    let technique = (
        changes,
        [count(), count(), count(), count(), count()],
        any_day(),
    )
        .prop_map(
            |(changes, [times, seconds, helped, no_change, hurt], last)| TechniqueFacts {
                times,
                seconds,
                skipped: 0,
                helped,
                no_change,
                hurt,
                changes,
                last_day: Some(last),
            },
        );
    (days, pain, technique).prop_map(|(days, pain, technique)| Facts {
        days,
        pain,
        techniques: [(Id::new("cat-cow").unwrap(), technique)].into(),
    })
}

proptest! {
    #[test]
    fn the_order_of_entries_does_not_matter(actions in actions(80), seed in any::<u64>()) {
        let entries = entries_of(&actions);
        let mut shuffled = entries.clone();
        shuffled.sort_by_key(|entry| (entry.id.as_u64_pair().1 ^ seed).wrapping_mul(0x9e37_79b9));
        prop_assert_eq!(Totals::by_person(&entries), Totals::by_person(&shuffled));
        for totals in Totals::by_person(&entries).values() {
            is_sound(&progress(&totals.facts(), &[], day(31), &Options::default()))?;
            let mut nothing = totals.clone();
            nothing.subtract(totals);
            prop_assert_eq!(nothing, Totals::default());
        }
    }

    #[test]
    fn sums_that_grow_are_those_that_are_made_anew(actions in actions(80), seed in any::<u64>()) {
        let mut entries = entries_of(&actions);
        entries.retain(|entry| entry.body.corrects().is_none());
        entries.sort_by_key(|entry| (entry.id.as_u64_pair().1 ^ seed).wrapping_mul(0x9e37_79b9));
        let mut running: BTreeMap<_, (RunningTotals, Vec<Entry>)> = BTreeMap::new();
        for entry in entries {
            let alone = entry.session.is_none().then_some(entry.id);
            let scope = running.entry((entry.person, entry.session, alone)).or_default();
            scope.0.push(&entry);
            scope.1.push(entry);
            prop_assert_eq!(scope.0.totals(), Totals::of_scope(&scope.1));
            prop_assert_eq!(scope.0.summary(), SessionSummary::of(&scope.1));
        }
    }

    #[test]
    fn absurd_facts_come_to_finite_figures(facts in absurd_facts(), today in any_day()) {
        is_sound(&progress(&facts, &[], today, &Options { goal_days: 9, weeks: 12 }))?;
    }
}
