//! What can go wrong with a journal, in words for a person.

use thiserror::Error;
use uuid::Uuid;

/// Why a journal could not be read or added to. Whenever one of these comes back from an append,
/// nothing of that append is in the journal.
#[derive(Debug, Error)]
pub enum Error {
    /// No space is left.
    #[error(
        "the disk is full, so nothing was added to the journal at {place}; free some space and try again"
    )]
    Full {
        /// Where the journal is.
        place: String,
    },
    /// It may not be written.
    #[error(
        "the journal at {place} cannot be written: the file or its folder is read-only or belongs to somebody else; change its permissions or choose another folder"
    )]
    ReadOnly {
        /// Where the journal is.
        place: String,
    },
    /// It is damaged.
    #[error(
        "the journal at {place} is damaged ({detail}) and was left as it is; restore a copy or an export, or move the file away to begin a new one"
    )]
    Corrupt {
        /// Where the journal is.
        place: String,
        /// What was noticed.
        detail: String,
    },
    /// What is there is no journal.
    #[error(
        "{place} is not an unhunch journal ({detail}) and was left as it is; choose another folder or move it away"
    )]
    NotAJournal {
        /// What was looked at.
        place: String,
        /// What it is instead.
        detail: String,
    },
    /// A newer program wrote it.
    #[error(
        "the journal at {place} was written by a newer unhunch (version {found} of the file; this one knows up to {known}) and was left as it is; please update unhunch"
    )]
    Newer {
        /// Where the journal is.
        place: String,
        /// The version that was found.
        found: i64,
        /// The newest one that is known.
        known: i64,
    },
    /// Another process kept it to itself for too long.
    #[error(
        "the journal at {place} is in use by another program and did not become free in time; close the other one or try again"
    )]
    Busy {
        /// Where the journal is.
        place: String,
    },
    /// An id is taken by an entry that says something else.
    #[error(
        "entry {id} is already in the journal with other content; entries are never changed, so nothing was added"
    )]
    Conflict {
        /// The id.
        id: Uuid,
    },
    /// An entry may not be added.
    #[error("entry {id} cannot be recorded: {fault}; nothing was added")]
    Invalid {
        /// The entry's id.
        id: Uuid,
        /// What is wrong with it.
        fault: InvalidEntry,
    },
    /// Anything else.
    #[error("the journal at {place} could not be used: {detail}")]
    Other {
        /// Where the journal is.
        place: String,
        /// What happened.
        detail: String,
    },
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidEntry {
    /// Pain is out of range.
    #[error("pain goes from 0 to 10, not {0}")]
    Pain(u8),
    /// A time is out of range.
    #[error("{0} ms is longer than 7 days")]
    Duration(u64),
    /// A routine has no items, or too many.
    #[error("a routine has 1 to {max} techniques, not {0}", max = super::SavedRoutine::MOST_ITEMS)]
    Items(usize),
    /// A number of sets, repetitions, breaths or spots is out of range.
    #[error("sets, repetitions, breaths and spots go from 1 to {max}, not {0}", max = super::SavedRoutine::MOST_COUNT)]
    Count(u32),
    /// Work takes no time, or too long.
    #[error("work and rest in a routine take up to {max} s, and work some time, not {0} s", max = super::SavedRoutine::MOST_SECONDS)]
    Work(u32),
    /// A text is too long.
    #[error("a text of {0} bytes is too long; the most is {max}", max = super::Entry::MAX_TEXT)]
    Text(usize),
    /// An id is malformed.
    #[error("`{0}` is no id: lower-case words joined by hyphens")]
    Id(String),
    /// The time is before ids can hold it.
    #[error("the time is before 1970")]
    Time,
    /// The zone is malformed.
    #[error("the zone must be a name such as Europe/Berlin or an offset such as +02:00")]
    Zone,
    /// The offset is impossible.
    #[error("{0} s is no offset from UTC")]
    Offset(i32),
    /// The version does not go with the body.
    #[error("version {0} does not go with what the entry holds")]
    Schema(u32),
    /// A correction would put in a correction or something that is not understood.
    #[error("a correction can only put in what an entry of this version may hold itself")]
    Replacement,
}
