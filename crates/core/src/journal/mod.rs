//! The journal: everything that was done and said, entry by entry, append-only.
//!
//! An [`Entry`] is never edited. What was wrong is set right by a later [`Body::Correction`], and
//! [`effective`] reads a journal with its corrections applied. Entries are written as JSON, one to a
//! line ([`encode_line`], [`decode_lines`]); the JSON has types of its own, so the types here stay
//! free to change.
//!
//! [`Journal`] is what every store can do. [`MemoryJournal`] is the one for tests; `unhunch-store`
//! keeps one on disk. Both pass the same tests (module `conformance`, feature `conformance`).
//!
//! # Order
//!
//! A journal is read by [`Entry::order`]: the time in milliseconds, then the id. Ids that one
//! [`IdSource`] made grow, so entries of one millisecond keep the order in which they were made. No
//! reading depends on the order in which entries were appended, and so an imported journal reads like
//! the one that it came from.

mod check;
mod effective;
mod entry;
mod error;
mod history;
mod id;
mod line;
mod memory;
mod profile;
mod saved;
mod store;
mod transfer;
mod wire;
mod words;

#[cfg(any(test, feature = "conformance"))]
pub mod conformance;

pub use effective::{Effective, effective};
pub use entry::{
    AskedArea, Body, Change, Entry, Opaque, PainReading, Request, SafetyCheck, SegmentFinished,
    SessionEnded, SessionStarted, TechniqueFinished,
};
pub use error::{Error, InvalidEntry};
pub use history::{HISTORY_COLUMNS, HistoryRow, guard_cell, history_rows};
pub use id::{IdSource, new_id};
pub use line::{LineError, LineFault, LinesError, decode_line, decode_lines, encode_line};
pub use memory::MemoryJournal;
pub use profile::{Profile, ProfileFlag};
pub use saved::{BadName, SavedRoutine};
pub use store::{Appended, Cursor, Journal, OpenSession, Query, SessionsQuery, read_effective};
pub use transfer::{ExportError, ImportError, export, import};
pub use words::{EndReason, Felt, Form, When};

/// The newest version of entries that this program writes.
///
/// It rises when a kind or a field is added or changes its meaning; each entry carries the version that
/// its kind came with ([`Body::schema`]). Entries of a higher version are kept as they are
/// ([`Body::Opaque`]) and handed on, but not understood. The fields `schema`, `id`, `person`, `session`,
/// `at`, `zone`, `offset_s` and `kind` mean the same in every version.
///
/// - 1: the first.
/// - 2: `routine-saved`.
pub const SCHEMA: u32 = 2;
