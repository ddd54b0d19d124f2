//! What cannot be used is refused with a clear message and left as it was.

// Helpers of tests are tests too, but clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use unhunch_core::journal::conformance::Maker;
use unhunch_core::journal::{Error, Journal, Query, When};
use unhunch_store::{APPLICATION_ID, SqliteJournal, migrations};

/// A folder with a journal of some entries in it.
fn written(folder: &Path) -> PathBuf {
    let path = folder.join("journal.sqlite3");
    let mut journal = SqliteJournal::open(&path).unwrap();
    let mut maker = Maker::new(1);
    let entries: Vec<_> = (0..2000)
        .map(|i| maker.pain(u8::try_from(i % 11).unwrap(), "neck", When::Daily))
        .collect();
    journal.append(&entries).unwrap();
    path
}

/// Opens what is refused, and checks that every file in the folder is as it was.
fn refused(path: &Path) -> Error {
    let before = files(path.parent().unwrap());
    let error = SqliteJournal::open(path).unwrap_err();
    assert_eq!(files(path.parent().unwrap()), before, "{error}");
    let message = error.to_string();
    assert!(message.contains(&path.display().to_string()), "{message}");
    error
}

/// Names and contents of the files in a folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        // The index of the log is no content: any reader may make it, and the last one drops it.
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_newer_journal_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    raw.close().unwrap();
    let error = refused(&path);
    assert!(
        matches!(error, Error::Newer { found: 99, known, .. } if known == migrations::newest())
    );
    assert!(error.to_string().contains("update unhunch"), "{error}");
}

#[test]
fn a_newer_journal_is_refused_while_its_version_is_still_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    // A copy of the files as a killed process would leave them.
    let killed = tempfile::tempdir().unwrap();
    for (file, content) in files(folder.path()) {
        fs::write(killed.path().join(file.file_name().unwrap()), content).unwrap();
    }
    let error = refused(&killed.path().join("journal.sqlite3"));
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
}

#[test]
fn the_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("CREATE TABLE bookmarks (url TEXT)")
        .unwrap();
    raw.close().unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::NotAJournal { .. }), "{error}");
}

#[test]
fn what_is_no_database_is_refused() {
    let texts = [
        "x".to_owned(),
        "x".repeat(5000),
        "SQLite format 3\0".repeat(400),
    ];
    for text in texts {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite3");
        fs::write(&path, text).unwrap();
        let error = refused(&path);
        let kind = matches!(error, Error::NotAJournal { .. } | Error::Corrupt { .. });
        assert!(kind, "{error:?}");
    }
}

#[test]
fn a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    fs::create_dir(&path).unwrap();
    assert!(matches!(refused(&path), Error::NotAJournal { .. }));

    let file = folder.path().join("data");
    fs::write(&file, "a file").unwrap();
    for below in ["journal.sqlite3", "deeper/journal.sqlite3"] {
        let error = SqliteJournal::open(&file.join(below)).unwrap_err();
        assert!(matches!(error, Error::NotAJournal { .. }), "{error:?}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"a file");
}

#[test]
fn a_file_that_was_cut_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() / 2, 4096, 700] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = refused(&path);
        assert!(
            matches!(error, Error::Corrupt { .. }),
            "{length}: {error:?}"
        );
    }
}

#[test]
fn damage_inside_is_told_when_it_is_met_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[8192..length].fill(0xAA);
    fs::write(&path, &bytes).unwrap();
    let mut journal = SqliteJournal::open(&path).unwrap();
    let read = journal.entries(&Query::default()).unwrap_err();
    assert!(matches!(read, Error::Corrupt { .. }), "{read:?}");
    let entry = Maker::new(2).pain(1, "neck", When::Daily);
    let append = journal.append(&[entry]).unwrap_err();
    assert!(matches!(append, Error::Corrupt { .. }), "{append:?}");
    let verify = journal.verify().unwrap_err();
    assert!(matches!(verify, Error::Corrupt { .. }), "{verify:?}");
    drop(journal);
    assert!(fs::read(&path).unwrap() == bytes, "the file is as it was");
}

#[test]
fn an_entry_that_somebody_else_garbled_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let raw = Connection::open(&path).unwrap();
    raw.execute("UPDATE entries SET line = '{' WHERE seq = 7", [])
        .unwrap();
    raw.close().unwrap();
    let journal = SqliteJournal::open(&path).unwrap();
    let error = journal.verify().unwrap_err();
    assert!(matches!(error, Error::Corrupt { .. }), "{error:?}");
}

#[test]
fn a_journal_whose_tables_are_gone_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    raw.pragma_update(None, "user_version", 1).unwrap();
    raw.close().unwrap();
    assert!(matches!(refused(&path), Error::Corrupt { .. }));
}

#[test]
fn another_writer_that_does_not_end_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let mut journal = SqliteJournal::open(&path).unwrap();
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    let entry = Maker::new(2).pain(1, "neck", When::Daily);
    let error = journal.append(std::slice::from_ref(&entry)).unwrap_err();
    assert!(matches!(error, Error::Busy { .. }), "{error:?}");
    // Reading goes on meanwhile, and so does writing afterwards.
    assert_eq!(journal.count().unwrap(), 2000);
    raw.execute_batch("ROLLBACK").unwrap();
    assert_eq!(journal.append(&[entry]).unwrap().added, 1);
}

#[cfg(unix)]
#[test]
fn missing_folders_are_made_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/journal.sqlite3");
    let journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.path(), path);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("a/b/journal.sqlite3-wal")), 0o600);
    assert_eq!(mode(&folder.path().join("a/b")), 0o700);
    assert_eq!(mode(&folder.path().join("a")), 0o700);
}
