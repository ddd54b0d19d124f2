//! Moving whole journals: export and import as JSON Lines.

use thiserror::Error;

use super::error::Error;
use super::line::{LinesError, decode_lines, encode_line};
use super::store::{Appended, Cursor, Journal, Query};

/// Entries that are read at a time, so that a long journal is never in memory as a whole.
const PAGE: usize = 2000;

/// Why an export stopped.
#[derive(Debug, Error)]
pub enum ExportError<E> {
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] Error),
    /// An entry could not be written as JSON.
    #[error("an entry could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Where the lines go did not take one.
    #[error("{0}")]
    Sink(E),
}

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The text holds lines that are no entries.
    #[error("nothing was imported: {0}")]
    Lines(#[from] LinesError),
    /// The journal did not take them.
    #[error("nothing was imported: {0}")]
    Journal(#[from] Error),
}

/// Hands every entry that the query asks for to `sink`, as a line of JSON without its line break.
/// Gives back how many there were. Entries of newer versions come out exactly as they came in.
///
/// # Errors
///
/// What the journal or the sink ran into; what was handed over until then stays handed over.
pub fn export<J: Journal + ?Sized, E>(
    journal: &J,
    query: &Query,
    mut sink: impl FnMut(&str) -> Result<(), E>,
) -> Result<usize, ExportError<E>> {
    let mut count = 0;
    let mut page = query.clone();
    loop {
        let left = query.limit.map_or(PAGE, |limit| (limit - count).min(PAGE));
        page.limit = Some(left);
        let entries = journal.entries(&page)?;
        for entry in &entries {
            sink(&encode_line(entry)?).map_err(ExportError::Sink)?;
        }
        count += entries.len();
        match entries.last() {
            Some(last) if entries.len() == left && query.limit != Some(count) => {
                page.after = Some(Cursor::of(last));
            }
            _ => return Ok(count),
        }
    }
}

/// Adds every entry of a text of JSON Lines, all or none. Importing the same text again changes nothing.
///
/// # Errors
///
/// Every line that is no entry, with its number; or why the journal did not take them. Either way
/// nothing was imported.
pub fn import<J: Journal + ?Sized>(journal: &mut J, text: &[u8]) -> Result<Appended, ImportError> {
    let entries = decode_lines(text)?;
    Ok(journal.append(&entries)?)
}
