//! Cases whose answers were computed by hand.

use jiff::civil::date;

use super::super::*;
use super::{MONDAY, day, facts};
use crate::content::Id;
use crate::journal::conformance::Maker;
use crate::journal::{
    Body, EndReason, Entry, Felt, HISTORY_COLUMNS, When, guard_cell, history_rows,
};

/// A session of `seconds` on a day.
fn session(maker: &mut Maker, on: i64, reason: EndReason, seconds: u64) -> Vec<Entry> {
    maker.on_day(on);
    vec![maker.start(), maker.end(reason, seconds * 1000)]
}

/// Sessions on some days.
fn days(days: &[i64]) -> Facts {
    let mut maker = Maker::new(1);
    let entries: Vec<Entry> = days
        .iter()
        .flat_map(|on| session(&mut maker, *on, EndReason::Done, 60))
        .collect();
    facts(&entries)
}

/// Daily readings of the neck: (day, points).
fn readings(readings: &[(i64, u8)]) -> Facts {
    let mut maker = Maker::new(1);
    let entries: Vec<Entry> = readings
        .iter()
        .map(|(on, value)| maker.on_day(*on).pain(*value, "neck", When::Daily))
        .collect();
    facts(&entries)
}

fn trend_of(list: &[(i64, u8)]) -> Trend {
    trend(&daily_pain(&readings(list), None))
}

#[test]
fn a_streak_ends_yesterday_while_nothing_is_done_today() {
    let facts = days(&[0, 1, 2, 4, 5]);
    let current = |on| streak(&facts, day(on)).current;
    assert_eq!(
        streak(&facts, day(5)),
        Streak {
            current: 2,
            today: true,
            longest: 3,
            days: 5
        }
    );
    assert_eq!((current(6), current(7)), (2, 0));
    // The days to come do not count yet.
    assert_eq!(current(3), 3);
    assert_eq!(streak(&Facts::default(), MONDAY), Streak::default());
}

#[test]
fn a_day_counts_when_finished_or_with_two_minutes() {
    let mut maker = Maker::new(1);
    let mut entries = session(&mut maker, 0, EndReason::Done, 30);
    entries.extend(session(&mut maker, 1, EndReason::Pain, 120));
    entries.extend(session(&mut maker, 2, EndReason::NoTime, 119));
    // Never ended, with two minutes of segments.
    maker.on_day(3);
    entries.push(maker.start());
    entries.extend((0..2).map(|i| maker.segment(i, 60_000)));
    let facts = facts(&entries);
    let done: Vec<_> = facts.days_done().collect();
    assert_eq!(done, [day(0), day(1), day(3)]);
}

#[test]
fn a_day_is_the_persons_own() {
    let mut maker = Maker::new(1);
    maker.now_s = 15 * 3600 + 1800;
    let mut in_utc = |offset_s| {
        maker.offset_s = offset_s;
        facts(&[maker.start(), maker.end(EndReason::Done, 1000)])
    };
    // 23:30 UTC on Monday is Monday in London, Tuesday in Berlin; and 13:30 in Honolulu.
    assert!(in_utc(0).days.contains_key(&day(0)));
    assert!(in_utc(3600).days.contains_key(&day(1)));
    assert!(in_utc(-36_000).days.contains_key(&day(0)));
}

#[test]
fn weeks_are_iso_weeks_without_gaps() {
    let mut maker = Maker::new(1);
    let mut entries = session(&mut maker, 6, EndReason::Done, 90);
    entries.extend(session(&mut maker, 6, EndReason::Done, 30));
    entries.extend(session(&mut maker, 14, EndReason::NoTime, 60));
    let facts = facts(&entries);
    let found = weeks(&facts, day(20), 10);
    let short: Vec<_> = found
        .iter()
        .map(|week| {
            (
                week.year,
                week.week,
                week.sessions,
                week.days,
                week.played_ms,
            )
        })
        .collect();
    // 2 March 2026 is the Monday of week 10.
    assert_eq!(
        short,
        [
            (2026, 10, 2, 1, 120_000),
            (2026, 11, 0, 0, 0),
            (2026, 12, 1, 0, 60_000)
        ]
    );
    assert_eq!(weeks(&facts, day(20), 1), found[2..]);
    assert_eq!(weeks(&facts, day(20), 0), []);
    // 1 January 2027 is in the last week of 2026.
    let new_year = weeks(&Facts::default(), date(2027, 1, 1), 3);
    assert_eq!(new_year.len(), 1);
    assert_eq!((new_year[0].year, new_year[0].week), (2026, 53));
}

#[test]
fn adherence_counts_whole_weeks_from_the_first_one_on() {
    // Began on a Wednesday: that week is not held against anyone. Then 5, 7 and 2 days; then 1.
    let facts = days(&[
        2, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 23, 28,
    ]);
    let told = adherence(&facts, day(29), 5);
    let done: Vec<u32> = told.weeks.iter().map(|week| week.done).collect();
    assert_eq!(done, [5, 7, 2]);
    assert_eq!(told.this_week.done, 1);
    // (5 + 5 + 2) of 15: the seven days of one week do not make up for another.
    assert_eq!(told.percent, Some(80.0));
    assert_eq!(adherence(&facts, day(3), 5).percent, None);
    assert_eq!(adherence(&facts, day(29), 0).goal_days, 1);
    assert_eq!(adherence(&Facts::default(), MONDAY, 5).percent, None);
}

#[test]
fn a_trend_compares_the_first_days_with_the_latest_seven() {
    // First: days 0, 2, 6 at 6, 7, 5 = 6. Latest: days 14 to 20, with 4, 4, 4, 4.
    let told = trend_of(&[
        (0, 6),
        (2, 7),
        (6, 5),
        (10, 9),
        (14, 4),
        (16, 4),
        (18, 4),
        (20, 4),
    ]);
    assert_eq!((told.readings, told.days, told.missing_days), (8, 8, 13));
    let reading = told.reading.unwrap();
    assert_eq!((reading.first.from, reading.first.until), (day(0), day(6)));
    assert_eq!((reading.first.mean, reading.first.missing_days), (6.0, 4));
    assert_eq!(
        (reading.latest.from, reading.latest.until),
        (day(14), day(20))
    );
    assert_eq!((reading.latest.mean, reading.latest.missing_days), (4.0, 3));
    assert_eq!(reading.change, -2.0);
    assert!((reading.percent.unwrap() + 100.0 / 3.0).abs() < 1e-9);
    assert_eq!(reading.verdict, Verdict::LessByThird);
}

#[test]
fn the_marks_of_a_trend_are_exact() {
    let verdict = |first: u8, latest: [u8; 3]| {
        let list = [
            (0, first),
            (1, first),
            (2, first),
            (20, latest[0]),
            (21, latest[1]),
            (22, latest[2]),
        ];
        let reading = trend_of(&list).reading.unwrap();
        (reading.verdict, reading.percent.map(f64::round))
    };
    assert_eq!(verdict(10, [7, 7, 7]), (Verdict::LessByThird, Some(-30.0)));
    assert_eq!(
        verdict(10, [7, 7, 8]),
        (Verdict::NoClearChange, Some(-27.0))
    );
    assert_eq!(verdict(4, [2, 2, 2]), (Verdict::LessByHalf, Some(-50.0)));
    assert_eq!(verdict(4, [6, 6, 6]), (Verdict::Worse, Some(50.0)));
    assert_eq!(verdict(4, [6, 6, 5]), (Verdict::NoClearChange, Some(42.0)));
    // There is no percentage of nothing.
    assert_eq!(verdict(0, [1, 1, 1]), (Verdict::NoClearChange, None));
    assert_eq!(verdict(0, [2, 2, 2]), (Verdict::Worse, None));
}

#[test]
fn a_trend_is_not_told_too_early() {
    let why = |list: &[(i64, u8)]| trend_of(list).reading.unwrap_err();
    assert_eq!(why(&[]), TooEarly::NoReadings);
    assert_eq!(why(&[(0, 5), (1, 4), (2, 3)]), TooEarly::FewFirstDays);
    assert_eq!(
        why(&[(0, 5), (1, 5), (10, 4), (11, 4), (12, 4)]),
        TooEarly::FewFirstDays
    );
    assert_eq!(
        why(&[(0, 5), (1, 5), (2, 5), (20, 4), (21, 4)]),
        TooEarly::FewLatestDays
    );
    // Several readings of one day are one day.
    assert_eq!(
        why(&[(0, 5), (0, 5), (0, 5), (20, 1), (21, 1), (22, 1)]),
        TooEarly::FewFirstDays
    );
    // Ten days on end: the first three against the latest seven, without a day in both.
    let list: Vec<(i64, u8)> = (0..10).map(|on| (on, if on < 3 { 6 } else { 3 })).collect();
    let reading = trend_of(&list).reading.unwrap();
    assert_eq!((reading.first.days, reading.latest.days), (3, 7));
    assert_eq!((reading.first.until, reading.latest.from), (day(2), day(3)));
    assert_eq!(reading.verdict, Verdict::LessByHalf);
    // Few readings a week: the first window is longer until it holds three days.
    let list = [(0, 8), (7, 8), (14, 8), (30, 8), (32, 8), (34, 8)];
    let reading = trend_of(&list).reading.unwrap();
    assert_eq!(
        (reading.first.until, reading.first.missing_days),
        (day(14), 12)
    );
}

#[test]
fn only_readings_that_say_how_the_day_is_count_for_a_trend() {
    let mut maker = Maker::new(1);
    let entries = [
        maker.pain(6, "neck", When::Before),
        maker.pain(1, "neck", When::After),
        maker.pain(9, "neck", When::During),
        maker.pain(4, "neck", When::Daily),
        maker.pain(1, "chest", When::Daily),
    ];
    let facts = facts(&entries);
    let neck = daily_pain(&facts, Id::new("neck").as_ref());
    assert_eq!(neck.len(), 1);
    assert_eq!((neck[0].mean, neck[0].readings), (5.0, 2));
    // The whole is the mean of its areas: (5 + 1) / 2.
    assert_eq!(daily_pain(&facts, None)[0].mean, 3.0);
    assert_eq!(areas_with_pain(&facts).len(), 2);
}

#[test]
fn an_effect_is_drawn_towards_zero_and_says_how_sure_it_is() {
    let mut maker = Maker::new(1);
    let mut entries = vec![maker.start()];
    entries.push(maker.pain(6, "neck", When::Before));
    entries.push(maker.finished("cat-cow"));
    entries.push(maker.finished("chin-tuck"));
    entries.push(maker.pain(3, "neck", When::After));
    entries.push(maker.felt("cat-cow", Felt::Helped));
    entries.push(maker.end(EndReason::Done, 200_000));
    let told = effects(&facts(&entries), day(4));
    let effect = &told["cat-cow"];
    // A drop of 3 with the weight 1/2, and one of 2 with the weight 1.
    let k = (4.0f64 / 1.96).powi(2);
    assert_eq!(effect.weight, 1.5);
    assert!((effect.estimate - 3.5 / (1.5 + k)).abs() < 1e-12);
    assert_eq!(effect.points, 31);
    assert_eq!(effect.certainty, Certainty::TooEarly);
    assert_eq!(effect.mean_change, Some(-3.0));
    assert_eq!(
        (effect.times, effect.rated_sessions, effect.helped),
        (1, 1, 1)
    );
    assert_eq!(effect.days_since, Some(4));
    // 1.5 / (0.5 + 4.16493) / 2 = 16%.
    assert_eq!(told["chin-tuck"].points, 16);
}

#[test]
fn certainty_grows_with_unanimous_words() {
    let certainty = |helped: usize, hurt: usize| {
        let mut maker = Maker::new(1);
        let mut entries: Vec<Entry> = (0..helped)
            .map(|_| maker.felt("cat-cow", Felt::Helped))
            .collect();
        entries.extend((0..hurt).map(|_| maker.felt("cat-cow", Felt::Hurt)));
        effects(&facts(&entries), MONDAY)["cat-cow"].certainty
    };
    assert_eq!(certainty(2, 0), Certainty::TooEarly);
    assert_eq!(certainty(3, 0), Certainty::Unclear);
    assert_eq!(certainty(6, 0), Certainty::Helps);
    assert_eq!(certainty(0, 6), Certainty::Hurts);
    assert_eq!(certainty(6, 6), Certainty::Unclear);
}

#[test]
fn pain_around_a_session_is_compared_place_by_place() {
    let mut maker = Maker::new(1);
    let mut entries = vec![maker.start()];
    for (value, area, when) in [
        (6, "neck", When::Before),
        (2, "chest", When::Before),
        (4, "neck", When::After),
        (8, "jaw", When::After),
    ] {
        entries.push(maker.pain(value, area, when));
    }
    let summary = SessionSummary::of(&entries).unwrap();
    assert_eq!(summary.before, Some(Points(4_000_000)));
    assert_eq!(summary.after, Some(Points(6_000_000)));
    // Only the neck was rated both times.
    assert_eq!(summary.change, Some(Points(-2_000_000)));
}

#[test]
fn history_keeps_nothing_apart_from_zero_and_guards_formulas() {
    let mut maker = Maker::new(1);
    let mut start = maker.start();
    if let Body::SessionStarted(started) = &mut start.body {
        started.name = "=cmd()".to_owned();
    }
    let entries = [
        start.clone(),
        maker.pain(0, "neck", When::Before),
        maker.finished("chin-tuck"),
        maker.finished("cat-cow"),
        maker.entry(Body::TechniqueSkipped(Id::new("wall-angels").unwrap())),
        maker.end(EndReason::NoTime, 150_000),
    ];
    let rows = history_rows(&[SessionSummary::of(&entries).unwrap()]);
    let id = start.session.unwrap().to_string();
    assert_eq!(
        rows[0].cells(),
        [
            "2026-03-02",
            "09:00",
            "2.5",
            "'=cmd()",
            "cat-cow chin-tuck",
            "wall-angels",
            "no-time",
            "0",
            "",
            &id
        ]
    );
    assert_eq!(HISTORY_COLUMNS.len(), rows[0].cells().len());
    for cell in ["=1", "+1", "-1", "@x", "\tx", "\rx"] {
        assert_eq!(guard_cell(cell), format!("'{cell}"));
    }
    for cell in ["", "1", " =1", "'=1"] {
        assert_eq!(guard_cell(cell), cell);
    }
}
