//! Opening a journal: what is refused, what is made, how the connection is set.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use unhunch_core::journal::Error;

use crate::error::{from_io, from_sqlite, place};
use crate::migrations;

/// What marks a SQLite file as a journal of unhunch: "unhu" in ASCII.
pub const APPLICATION_ID: i32 = 0x756e_6875;

/// How long a process waits for another one.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// The smallest page that SQLite has, and so its smallest file, in bytes.
const SMALLEST_PAGE: u64 = 512;

/// SQLite's own locks on a file belong to the process, and closing any handle to the file drops them
/// all. Making the file opens and closes it by hand, so no other thread may be opening it meanwhile.
static MAKING: Mutex<()> = Mutex::new(());

/// Opens the journal at `path`, and makes it and its folders where they are missing.
pub(crate) fn open(path: &Path) -> Result<Connection, Error> {
    let _making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    if path.is_dir() {
        return Err(Error::NotAJournal {
            place: place(path),
            detail: "it is a folder".to_owned(),
        });
    }
    make(path)?;
    // SQLite takes a file that is shorter than its smallest page for an empty one, and would write over it.
    let length = fs::metadata(path)
        .map_err(|error| from_io(path, &error))?
        .len();
    if (1..SMALLEST_PAGE).contains(&length) {
        return Err(Error::NotAJournal {
            place: place(path),
            detail: "the file is no database".to_owned(),
        });
    }
    let sqlite = |error| from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(sqlite)?;
    connection.busy_timeout(BUSY).map_err(sqlite)?;
    // Until the file is known to be ours, closing it must not write a log that somebody else left
    // beside it into it. (With no log there is nothing to write, and closing cleans up after us.)
    let has_log = fs::metadata(log_of(path)).is_ok_and(|log| log.len() > 0);
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)
        .map_err(sqlite)?;
    refuse_foreign(path, &connection)?;
    if connection.is_readonly("main").map_err(sqlite)? {
        return Err(Error::ReadOnly { place: place(path) });
    }
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .map_err(sqlite)?;
    settle(&connection).map_err(sqlite)?;
    migrations::migrate(&mut connection, APPLICATION_ID).map_err(sqlite)?;
    refuse_foreign(path, &connection)?;
    Ok(connection)
}

/// Makes the folders and an empty file that only its owner may read, unless the file is there.
fn make(path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Ok(());
    }
    let io = |error: std::io::Error| from_io(path, &error);
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(io)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        // Another process was quicker.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(io(error)),
    }
}

fn log_of(path: &Path) -> std::path::PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// Refuses what is no journal or a newer one. Only reads.
fn refuse_foreign(path: &Path, connection: &Connection) -> Result<(), Error> {
    let sqlite = |error| from_sqlite(path, error);
    let read = |pragma: &str| -> Result<i64, Error> {
        connection
            .pragma_query_value(None, pragma, |row| row.get(0))
            .map_err(sqlite)
    };
    // All of it from one snapshot: another process may be making the tables at this moment.
    let snapshot = connection.unchecked_transaction().map_err(sqlite)?;
    let application_id = read("application_id")?;
    let version = read("user_version")?;
    // Asking for the tables reads the first page, which is where most damage shows.
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(sqlite)?;
    snapshot.finish().map_err(sqlite)?;
    let empty = tables == 0 && version == 0 && application_id == 0;
    if empty {
        return Ok(());
    }
    if application_id != i64::from(APPLICATION_ID) {
        return Err(Error::NotAJournal {
            place: place(path),
            detail: "it is the database of another program".to_owned(),
        });
    }
    if version > migrations::newest() {
        return Err(Error::Newer {
            place: place(path),
            found: version,
            known: migrations::newest(),
        });
    }
    if version < 1 || tables == 0 {
        return Err(Error::Corrupt {
            place: place(path),
            detail: "its tables are missing".to_owned(),
        });
    }
    Ok(())
}

/// How every connection is set.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Every statement that is used again and again stays compiled.
    connection.set_prepared_statement_cache_capacity(64);
    // In KB. A journal of a million entries is read through its sums and an index, which this holds; the system
    // keeps the rest of the file in its own cache.
    connection.pragma_update(None, "cache_size", -2048)?;
    // Going over to the log needs the file alone for a moment, and SQLite does not always wait for
    // that by itself.
    let mut tries = 0;
    loop {
        let mode = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        match mode {
            Ok(_) => return Ok(()),
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries < 100 =>
            {
                tries += 1;
                std::thread::sleep(BUSY / 100);
            }
            Err(error) => return Err(error),
        }
    }
}
