//! The tests that every journal passes, on SQLite.

// Helpers of tests are tests too, but clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;

use tempfile::TempDir;
use unhunch_core::journal::{Journal, conformance};
use unhunch_store::SqliteJournal;

/// Makes empty journals in folders that live as long as this does.
#[derive(Default)]
struct Folders(RefCell<Vec<TempDir>>);

impl Folders {
    fn journal(&self) -> Box<dyn Journal> {
        let folder = tempfile::tempdir().unwrap();
        let journal = SqliteJournal::open(&folder.path().join("journal.sqlite3")).unwrap();
        self.0.borrow_mut().push(folder);
        Box::new(journal)
    }
}

#[test]
fn it_passes_the_hand_written_cases() {
    let folders = Folders::default();
    conformance::cases(&mut || folders.journal());
}

#[test]
fn it_passes_the_random_cases() {
    let folders = Folders::default();
    conformance::properties(64, &mut || folders.journal());
}
