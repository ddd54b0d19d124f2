//! Two programs write to one journal in turn, entry by entry: each one's sums stay those of the whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use unhunch_core::journal::conformance::{actions, entries_of};
use unhunch_core::journal::{Journal, MemoryJournal, SessionsQuery};
use unhunch_store::SqliteJournal;

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
