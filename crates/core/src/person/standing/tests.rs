//! Where a person stands, over journals in memory.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;

use super::*;
use crate::content::Id;
use crate::content::decode::{Cx, decode_text};
use crate::diagnostic::FileId;
use crate::journal::{Change, MemoryJournal, PainReading, SafetyCheck, When};
use crate::safety::{Reason, questions_version};

const TODAY: Date = date(2026, 5, 31);

fn safety() -> SafetyFile {
    let mut faults = Vec::new();
    let mut cx = Cx {
        file: FileId(0),
        faults: &mut faults,
    };
    let text = include_str!("../../../../../content/safety.toml");
    decode_text(text, &mut cx).unwrap()
}

/// A diary that is written down line by line: minutes before the end of [`TODAY`], and what.
#[derive(Default)]
struct Diary {
    entries: Vec<Entry>,
}

const PERSON: Uuid = Uuid::from_u128(7);

impl Diary {
    fn entry(&mut self, seconds_ago: i64, body: Body) -> &mut Self {
        let end: Timestamp = "2026-05-31T22:00:00Z".parse().unwrap();
        let id = Uuid::from_u128(self.entries.len() as u128 + 1);
        self.entries.push(Entry {
            id,
            person: PERSON,
            session: None,
            at: end.checked_sub(seconds_ago.seconds()).unwrap(),
            zone: "UTC".into(),
            offset_s: 0,
            schema: 1,
            body,
        });
        self
    }

    fn full(&mut self, seconds_ago: i64, level: Level) -> &mut Self {
        self.check(seconds_ago, Form::Full, level, &[])
    }

    fn short(&mut self, seconds_ago: i64, reported: &[&str]) -> &mut Self {
        self.check(seconds_ago, Form::Short, Level::Clear, reported)
    }

    fn check(&mut self, ago: i64, form: Form, level: Level, reported: &[&str]) -> &mut Self {
        let reported = reported.iter().map(|id| Id::new(id).unwrap()).collect();
        let questions = questions_version(&safety());
        self.entry(
            ago,
            Body::SafetyChecked(SafetyCheck {
                form,
                reported,
                level,
                questions,
            }),
        )
    }

    fn pain(&mut self, seconds_ago: i64, value: u8) -> &mut Self {
        self.entry(
            seconds_ago,
            Body::Pain(PainReading {
                value,
                area: None,
                side: None,
                when: When::Daily,
            }),
        )
    }

    fn withdraw_last(&mut self) -> &mut Self {
        let of = self.entries.last().unwrap().id;
        let change = Change::Withdrawn;
        self.entry(0, Body::Correction { of, change })
    }

    fn standing(&self) -> Standing {
        let mut journal = MemoryJournal::new();
        journal.append(&self.entries).unwrap();
        standing(&journal, PERSON, &safety(), TODAY).unwrap()
    }

    fn due(&self) -> Option<Reason> {
        self.standing().due.map(|due| due.reason)
    }
}

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

#[test]
fn nobody_is_cleared_before_the_first_check() {
    let none = Diary::default().standing();
    assert_eq!(none.due.map(|due| due.reason), Some(Reason::First));
    assert_eq!((none.level, none.clearance()), (None, None));
    // A short check alone is no check.
    assert_eq!(
        Diary::default().short(MINUTE, &[]).due(),
        Some(Reason::First)
    );
}

#[test]
fn a_full_check_holds_for_the_day_and_a_short_one_for_each_day_after() {
    let today = Diary::default().full(MINUTE, Level::Clear).standing();
    assert_eq!(today.due, None);
    assert_eq!(today.clearance().unwrap().level(), Level::Clear);

    let mut diary = Diary::default();
    diary.full(2 * DAY, Level::Clear);
    let before = diary.standing();
    assert_eq!(before.due.map(|due| due.reason), Some(Reason::NewDay));
    assert_eq!(
        (before.level, before.clearance()),
        (Some(Level::Clear), None)
    );
    assert_eq!(diary.short(DAY, &[]).due(), Some(Reason::NewDay));
    assert_eq!(diary.short(MINUTE, &[]).due(), None);
    let new = diary.short(0, &["fever"]).standing();
    assert_eq!(new.due.map(|due| due.reason), Some(Reason::SomethingNew));
    assert_eq!(new.level, None);
    assert_eq!(diary.full(0, Level::Clear).due(), None);
}

#[test]
fn a_professional_is_advised_until_the_next_full_check() {
    let mut diary = Diary::default();
    diary.full(3 * DAY, Level::SeeProfessional).short(0, &[]);
    let standing = diary.standing();
    assert_eq!(standing.due, None);
    assert_eq!(
        standing.clearance().unwrap().level(),
        Level::SeeProfessional
    );
    let after = diary.full(0, Level::Clear).standing();
    assert_eq!(after.clearance().unwrap().level(), Level::Clear);
}

#[test]
fn a_stop_holds_until_a_full_check_lifts_it() {
    for level in [Level::Urgent, Level::Emergency] {
        let mut diary = Diary::default();
        diary.full(9, Level::Clear).full(5, level).short(3, &[]);
        assert_eq!(diary.due(), Some(Reason::NotCleared));
        assert_eq!(diary.standing().clearance(), None);
        assert_eq!(diary.full(1, Level::Clear).due(), None);
    }
}

#[test]
fn pain_that_reaches_seven_or_rises_by_two_asks_for_the_full_check() {
    let with = |readings: &[(i64, u8)]| {
        let mut diary = Diary::default();
        diary.full(10 * MINUTE, Level::Clear);
        for (ago, value) in readings {
            diary.pain(*ago, *value);
        }
        diary.due()
    };
    assert_eq!(with(&[(5 * MINUTE, 6)]), None, "nothing to compare with");
    assert_eq!(with(&[(5 * MINUTE, 7)]), Some(Reason::PainHigh));
    assert_eq!(with(&[(8 * MINUTE, 3), (5 * MINUTE, 4)]), None);
    assert_eq!(
        with(&[(8 * MINUTE, 3), (5 * MINUTE, 5)]),
        Some(Reason::PainRose)
    );
    let undone = [(8 * MINUTE, 3), (5 * MINUTE, 5), (MINUTE, 2)];
    assert_eq!(with(&undone), Some(Reason::PainRose), "it stays due");
    let high_before = [(5 * DAY, 3), (4 * DAY, 9), (3 * DAY, 9)];
    assert_eq!(with(&high_before), None, "answered since");
    assert_eq!(
        with(&[(5 * DAY, 3), (5 * MINUTE, 5)]),
        Some(Reason::PainRose),
        "the reading before the full check is what a new one is compared with"
    );
}

#[test]
fn several_areas_of_one_moment_count_as_their_highest() {
    let mut diary = Diary::default();
    diary.full(DAY / 4, Level::Clear);
    // 59 s apart, across the turn of a minute by the clock.
    diary.pain(95, 2).pain(70, 4).pain(36, 2);
    assert_eq!(diary.standing().past.pain_since, [4]);
    assert_eq!(diary.due(), None);
    diary.pain(35, 3);
    assert_eq!(diary.standing().past.pain_since, [4, 3]);
}

#[test]
fn a_reading_that_was_withdrawn_asks_for_nothing() {
    let mut diary = Diary::default();
    diary.full(10 * MINUTE, Level::Clear).pain(MINUTE, 9);
    assert_eq!(diary.due(), Some(Reason::PainHigh));
    assert_eq!(diary.withdraw_last().due(), None);
}

#[test]
fn a_clock_that_was_ahead_neither_clears_nor_locks_out() {
    let mut diary = Diary::default();
    diary.full(-300 * DAY, Level::Clear);
    assert_eq!(diary.due(), Some(Reason::First));
    assert_eq!(diary.full(MINUTE, Level::Clear).due(), None);
    diary.short(-3 * DAY, &["fever"]);
    assert_eq!(diary.due(), None);
    diary.full(-5 * DAY, Level::Urgent);
    assert_eq!(diary.due(), Some(Reason::NotCleared), "a stop is a stop");
}

#[test]
fn tomorrows_check_is_asked_again_and_then_holds() {
    let mut diary = Diary::default();
    diary.full(-3 * 60 * MINUTE, Level::SeeProfessional);
    assert_eq!(diary.due(), Some(Reason::Old));
}

fn happening() -> impl Strategy<Value = (i64, u8)> {
    (-2 * DAY..40 * DAY, 0u8..20)
}

fn diary_of(happenings: &[(i64, u8)]) -> Diary {
    let mut diary = Diary::default();
    for (ago, what) in happenings {
        match what {
            0..=10 => diary.pain(*ago, *what),
            11 | 12 => diary.full(*ago, Level::Clear),
            13 => diary.full(*ago, Level::SeeProfessional),
            14 => diary.full(*ago, Level::Urgent),
            15 => diary.short(*ago, &["fever"]),
            16 if !diary.entries.is_empty() => diary.withdraw_last(),
            _ => diary.short(*ago, &[]),
        };
    }
    diary
}

proptest! {
    #[test]
    fn the_order_of_appending_does_not_matter(
        happenings in prop::collection::vec(happening(), 0..40),
        keys in prop::collection::vec(any::<u32>(), 40),
        cut in 0usize..40,
    ) {
        let diary = diary_of(&happenings);
        let expected = diary.standing();
        let mut shuffled: Vec<(u32, Entry)> =
            keys.iter().copied().zip(diary.entries.iter().cloned()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Entry> = shuffled.into_iter().map(|(_, entry)| entry).collect();
        let mut journal = MemoryJournal::new();
        let (first, second) = shuffled.split_at(cut.min(shuffled.len()));
        journal.append(second).unwrap();
        journal.append(first).unwrap();
        prop_assert_eq!(standing(&journal, PERSON, &safety(), TODAY).unwrap(), expected);
    }

    #[test]
    fn nobody_is_cleared_without_a_full_check_that_let_them_go(
        happenings in prop::collection::vec(happening(), 0..40),
    ) {
        let diary = diary_of(&happenings);
        let standing = diary.standing();
        if let Some(clearance) = standing.clearance() {
            prop_assert!(standing.due.is_none());
            prop_assert!(clearance.level() < Level::Urgent);
            let full = standing.past.full.unwrap();
            prop_assert_eq!(full.level, clearance.level());
            prop_assert!(standing.past.pain_since.iter().all(|pain| *pain < 7));
        } else {
            prop_assert!(standing.due.is_some());
        }
    }
}
