//! Progress as people read it.

use jiff::civil::date;
use unhunch_bundle::library;
use unhunch_core::journal::When;
use unhunch_core::progress::{PainKey, PainTotals};

use super::*;

fn facts(days: &[(Date, i64)]) -> Facts {
    let mut facts = Facts::default();
    for (day, pain) in days {
        let key = PainKey {
            day: *day,
            area: None,
            side: None,
            when: When::Daily,
        };
        facts.pain.insert(
            key,
            PainTotals {
                readings: 1,
                sum: *pain,
            },
        );
    }
    facts
}

fn shown(days: &[(Date, i64)], unicode: bool) -> String {
    let facts = facts(days);
    let found = progress(&facts, &[], date(2026, 3, 20), &Options::default());
    let mut paper = Paper::of_width(80);
    show(&mut paper, &library(), &found, None, unicode);
    anstream::adapter::strip_str(paper.text()).to_string()
}

fn days(pains: &[i64]) -> Vec<(Date, i64)> {
    let from = date(2026, 3, 1);
    (0..)
        .zip(pains)
        .map(|(i, pain)| {
            use jiff::ToSpan as _;
            (from.saturating_add(i64::from(i).days()), *pain)
        })
        .collect()
}

#[test]
fn a_trend_is_told_with_what_it_rests_on() {
    let text = shown(&days(&[6, 6, 6, 5, 5, 5, 5, 4, 4, 3, 3, 3, 3, 3]), true);
    assert!(text.contains("Less by about a third."), "{text}");
    assert!(
        text.contains(
            "5.4 of 10 on average in the first days (2026-03-01 to 2026-03-07), 3.3 in the"
        ),
        "{text}"
    );
    assert!(
        text.contains("14 readings on 14 days; 0 days without one."),
        "{text}"
    );
    assert!(text.contains("since 2026-03-01  ▅▅▅▅▅▅▅▄▄▃▃▃▃▃"), "{text}");
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let text = shown(&days(&[5, 3]), true);
    assert!(
        text.contains("Too early to tell: 2 of 3 days with a reading in the latest 7 days."),
        "{text}"
    );
    let text = shown(&days(&[5, 3, 4]), true);
    assert!(
        text.contains("0 of 3 days with a reading before the latest 7 days"),
        "{text}"
    );
}

#[test]
fn there_is_no_percentage_of_nothing() {
    let text = shown(&days(&[0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3]), true);
    assert!(text.contains("More, by 2 points or over."), "{text}");
    assert!(!text.contains('%'), "{text}");
}

#[test]
fn ascii_has_its_own_marks() {
    let text = shown(&[(date(2026, 3, 1), 0), (date(2026, 3, 3), 10)], false);
    assert!(text.contains("since 2026-03-01  _ #"), "{text}");
    assert!(text.is_ascii(), "{text}");
}
