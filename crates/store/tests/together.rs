//! Two programs write to one journal in turn, entry by entry: each one's sums stay those of the whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use unhunch_core::journal::conformance::{actions, entries_of};
use unhunch_core::journal::{
    Body, EndReason, Entry, Journal, MemoryJournal, Request, SessionEnded, SessionStarted,
    SessionsQuery,
};
use unhunch_store::SqliteJournal;
use uuid::Uuid;

#[test]
fn two_that_write_in_turn_agree_with_one_in_memory() {
    let mut runner = TestRunner::deterministic();
    for turn in 1..4 {
        let entries = entries_of(&actions(300).new_tree(&mut runner).unwrap().current());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite3");
        let mut both = [
            SqliteJournal::open(&path).unwrap(),
            SqliteJournal::open(&path).unwrap(),
        ];
        let mut memory = MemoryJournal::new();
        for (at, entry) in entries.iter().enumerate() {
            let one = std::slice::from_ref(entry);
            // Each writes some entries in a row, so that it remembers a session, and then has to forget it.
            both[at / turn % 2].append(one).unwrap();
            memory.append(one).unwrap();
            for journal in &both {
                let person = entry.person;
                assert_eq!(
                    journal.facts(person).unwrap(),
                    memory.facts(person).unwrap()
                );
            }
        }
        for person in memory.persons().unwrap() {
            let query = SessionsQuery {
                person,
                open: false,
                after: None,
                limit: None,
            };
            let told = memory.sessions(&query).unwrap();
            assert_eq!(both[0].sessions(&query).unwrap(), told);
        }
        both[1].verify().unwrap();
    }
}

#[test]
fn an_end_that_another_program_wrote_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    let mut one = SqliteJournal::open(&path).unwrap();
    let mut other = SqliteJournal::open(&path).unwrap();
    let (person, session) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let now: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    let now = now.to_zoned(TimeZone::UTC);
    let entry = |second: i64, body: Body| {
        let id = Uuid::from_u128(100 + second.unsigned_abs() as u128);
        let at = &now + second.seconds();
        [Entry::new(id, person, Some(session), &at, body)]
    };
    let started = Body::SessionStarted(SessionStarted {
        name: "Mornings".to_owned(),
        routine: None,
        request: Request::default(),
        plan: serde_json::json!({"items": []}),
    });
    let ended = Body::SessionEnded(SessionEnded {
        reason: EndReason::Done,
        played_ms: 300_000,
    });
    one.append(&entry(0, started)).unwrap();
    other.append(&entry(1, ended)).unwrap();
    one.append(&entry(2, Body::Note("good".to_owned())))
        .unwrap();
    let query = SessionsQuery {
        person,
        open: true,
        after: None,
        limit: None,
    };
    assert_eq!(one.sessions(&query).unwrap(), []);
    assert_eq!(one.facts(person).unwrap(), other.facts(person).unwrap());
}
