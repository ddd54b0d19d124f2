//! The journal of unhunch on SQLite: one file, append-only, whole after a crash.
//!
//! [`SqliteJournal`] is a [`unhunch_core::journal::Journal`]. Entries are kept as the lines of JSON that
//! `export` writes, so what goes in comes out to the byte; beside them stand sums that follow from
//! them and make progress quick (module `sums`).
//!
//! # What holds
//!
//! - What an append returned `Ok` for is on the disk: the file is in WAL mode with `synchronous = FULL`,
//!   so it outlives the process (SIGKILL) and the power. One synced append takes about as long as the
//!   disk needs to sync once, and there are seconds between two of them while a session plays.
//! - An append is one `BEGIN IMMEDIATE` transaction: all entries and their sums, or nothing. Several
//!   processes may use a journal at once; each waits up to 5 seconds for the other.
//! - A file that is no journal, is damaged or was written by a newer program is refused before anything
//!   is written to it.
//! - Migrations are ordered, and an old one is never edited ([`migrations`]).
//! - The file and the folders made for it can be read by their owner only (Unix).

mod error;
mod facts;
mod journal;
pub mod migrations;
mod open;
mod place;
mod recent;
mod sums;

pub use journal::SqliteJournal;
pub use open::APPLICATION_ID;
pub use place::{FILE_NAME, NoPlace, data_dir, journal_file};
