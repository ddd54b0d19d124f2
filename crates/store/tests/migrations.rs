//! Every older version of the file is brought up to date with nothing lost.

// Helpers of tests are tests too, but clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rusqlite::{Connection, params};
use unhunch_core::journal::conformance::{actions, entries_of};
use unhunch_core::journal::{Entry, Journal, MemoryJournal, Query, encode_line};
use unhunch_store::{APPLICATION_ID, SqliteJournal, migrations};

/// Random entries, the same ones at each run.
fn entries() -> Vec<Entry> {
    let mut runner = TestRunner::deterministic();
    let mut entries = Vec::new();
    while entries.len() < 200 {
        entries = entries_of(&actions(600).new_tree(&mut runner).unwrap().current());
    }
    entries
}

/// A file of an older version with entries in it.
fn older(path: &std::path::Path, version: usize, entries: &[Entry]) {
    let raw = Connection::open(path).unwrap();
    for step in &migrations::ALL[..version] {
        raw.execute_batch(step).unwrap();
    }
    raw.pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    raw.pragma_update(None, "user_version", version as i64)
        .unwrap();
    for entry in entries {
        raw.execute(
            "INSERT OR IGNORE INTO persons SELECT ?1, count(*) FROM persons",
            [entry.person],
        )
        .unwrap();
        raw.execute(
            "INSERT INTO entries (id, person, session, at_ms, kind, corrects, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                entry.id,
                entry.person,
                entry.session,
                entry.at.as_millisecond(),
                entry.body.kind(),
                entry.body.corrects(),
                encode_line(entry).unwrap(),
            ],
        )
        .unwrap();
    }
}

#[test]
fn every_older_version_is_brought_up_to_date() {
    let entries = entries();
    let mut memory = MemoryJournal::new();
    memory.append(&entries).unwrap();
    // From version 2 on a program kept sums, which a file made by hand does not have.
    for version in 1..migrations::ALL.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite3");
        older(&path, version, &entries);
        // The second time finds nothing to do.
        for _ in 0..2 {
            let journal = SqliteJournal::open(&path).unwrap();
            journal.verify().unwrap();
            let all = Query::default();
            assert_eq!(
                journal.entries(&all).unwrap(),
                memory.entries(&all).unwrap()
            );
            assert_eq!(journal.persons().unwrap(), memory.persons().unwrap());
            for person in memory.persons().unwrap() {
                assert_eq!(
                    journal.facts(person).unwrap(),
                    memory.facts(person).unwrap()
                );
                assert_eq!(
                    journal.last_open_session(person).unwrap(),
                    memory.last_open_session(person).unwrap()
                );
            }
        }
        let raw = Connection::open(&path).unwrap();
        let found: i64 = raw
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(found, migrations::newest());
    }
}

#[test]
fn an_empty_file_becomes_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    std::fs::write(&path, "").unwrap();
    let journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.count().unwrap(), 0);
}

/// Steps that were released are never edited: their text is held to a sum (FNV-1a). A step that is new
/// gets a line of its own here.
#[test]
fn released_steps_are_as_they_were() {
    let sums: Vec<u64> = migrations::ALL
        .iter()
        .map(|step| {
            step.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
        })
        .collect();
    assert_eq!(
        sums,
        [
            10_378_394_276_088_351_229,
            16_618_191_990_007_301_288,
            8_506_174_269_975_187_474,
        ]
    );
}
