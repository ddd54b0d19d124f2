//! What SQLite and the file system say, in the words of the journal.

use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi;
use unhunch_core::journal::Error;

/// How the place is written in messages.
pub(crate) fn place(path: &Path) -> String {
    path.display().to_string()
}

/// What a fault of SQLite means for the journal at `path`.
pub(crate) fn from_sqlite(path: &Path, error: rusqlite::Error) -> Error {
    let place = place(path);
    let detail = error.to_string();
    let Some(cause) = error.sqlite_error() else {
        return match error {
            // A value is not of the type that its column has: someone else wrote it.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Error::Corrupt { place, detail },
            _ => Error::Other { place, detail },
        };
    };
    match (cause.code, cause.extended_code) {
        (ErrorCode::DiskFull, _) => Error::Full { place },
        // The index of the log cannot be made larger: there is no room for it.
        (_, ffi::SQLITE_IOERR_SHMSIZE) => Error::Full { place },
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Error::ReadOnly { place },
        // The file is there and was opened, but the log beside it cannot be made.
        (ErrorCode::CannotOpen, _) if path.is_file() => Error::ReadOnly { place },
        (ErrorCode::DatabaseCorrupt, _) => Error::Corrupt { place, detail },
        (ErrorCode::NotADatabase, _) => Error::NotAJournal {
            place,
            detail: "the file is no database".to_owned(),
        },
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Error::Busy { place },
        _ => Error::Other { place, detail },
    }
}

/// What a fault of the file system means for the journal at `path`.
pub(crate) fn from_io(path: &Path, error: &std::io::Error) -> Error {
    use std::io::ErrorKind;
    let place = place(path);
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { place },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Full { place },
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Error::NotAJournal {
            place,
            detail: "a part of the path is a file where a folder should be".to_owned(),
        },
        _ => Error::Other {
            place,
            detail: error.to_string(),
        },
    }
}
