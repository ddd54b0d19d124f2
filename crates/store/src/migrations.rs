//! The versions of the file, in order.
//!
//! A file's version is its `user_version`: how many of [`ALL`] were applied to it. A step is never
//! edited once it was released; a change is a new step at the end. Whatever follows from the entries is
//! made anew after the steps, so a step only has to shape the tables. When entries get a new version
//! (`unhunch_core::journal::SCHEMA`) there must be a step too, be it an empty one: entries that were
//! kept without being understood then come to count.

use rusqlite::{Connection, TransactionBehavior};

/// The steps, as SQL. Step `i` leads from version `i` to version `i + 1`.
pub const ALL: &[&str] = &[
    include_str!("migrations/001_entries.sql"),
    include_str!("migrations/002_sums.sql"),
    include_str!("migrations/003_saved_routines.sql"),
];

/// The version that all steps lead to.
pub fn newest() -> i64 {
    ALL.len() as i64
}

/// Brings a file up to the newest version, in one transaction. Does nothing to one that is.
///
/// Two processes may come here at once: the second one waits, and finds the work done.
pub(crate) fn migrate(connection: &mut Connection, application_id: i32) -> rusqlite::Result<()> {
    if version(connection)? == newest() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = usize::try_from(version(&transaction)?).unwrap_or(usize::MAX);
    // Another process may have brought the file further than this program knows, just now. Whoever
    // calls looks at the version again.
    let Some(steps) = ALL.get(found..).filter(|steps| !steps.is_empty()) else {
        return Ok(());
    };
    for step in steps {
        transaction.execute_batch(step)?;
    }
    crate::sums::rebuild(&transaction)?;
    transaction.pragma_update(None, "application_id", application_id)?;
    transaction.pragma_update(None, "user_version", newest())?;
    transaction.commit()
}

/// The version of a file.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
