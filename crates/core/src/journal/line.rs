//! Entries as lines of JSON (JSON Lines): what `export` writes, `import` reads and stores keep.

use std::fmt;

use thiserror::Error;

use super::entry::{Body, Entry, Opaque};
use super::error::InvalidEntry;
use super::wire;

/// Why a line is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LineFault {
    /// The bytes are no UTF-8.
    #[error("these bytes are no UTF-8 text")]
    NotUtf8,
    /// The last line ends in the middle.
    #[error("the file ends in the middle of this line: it was cut off")]
    Truncated,
    /// It is no JSON of an entry: the position and the fault.
    #[error("{0}")]
    Syntax(String),
    /// The kind is unknown in this version.
    #[error("`{0}` is no kind of entry")]
    UnknownKind(String),
    /// A word is not one of those that may stand there.
    #[error("`{found}` is none of {}", words.join(", "))]
    UnknownWord {
        /// What stands there.
        found: String,
        /// What may stand there.
        words: &'static [&'static str],
    },
    /// A correction neither withdraws nor replaces.
    #[error("a correction is `withdrawn`, or `replaced` with a kind and a body")]
    BadCorrection,
    /// It is an entry, but not one that a journal may hold.
    #[error("{0}")]
    Invalid(InvalidEntry),
}

/// A line that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct LineError {
    /// Its number, from 1.
    pub line: usize,
    /// Why.
    pub fault: LineFault,
}

/// Every line that is no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinesError {
    /// The first [`LinesError::MOST`] of them, in the order of the lines; never empty.
    pub faults: Vec<LineError>,
    /// How many more there are.
    pub more: usize,
}

impl LinesError {
    /// How many faults are kept; a wrong file would give one for each of its lines.
    pub const MOST: usize = 20;
}

impl fmt::Display for LinesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            let comma = if i == 0 { "" } else { "; " };
            write!(f, "{comma}{fault}")?;
        }
        if self.more > 0 {
            write!(f, "; and {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for LinesError {}

/// An entry as one line of JSON, without a line break.
///
/// An entry of a newer version comes out exactly as it came in.
///
/// # Errors
///
/// None in practice: every entry can be written. The error is that of the JSON library.
pub fn encode_line(entry: &Entry) -> serde_json::Result<String> {
    if let Body::Opaque(opaque) = &entry.body {
        return Ok(opaque.line.clone());
    }
    serde_json::to_string(&wire::EntryOut {
        schema: entry.schema,
        id: entry.id,
        person: entry.person,
        session: entry.session,
        at: entry.at,
        zone: &entry.zone,
        offset_s: entry.offset_s,
        kind: entry.body.kind(),
        body: wire::body_to_json(&entry.body)?,
    })
}

/// The entry that a line holds; a line break at its end does not matter.
///
/// A line of a newer version needs only what every version has and is kept whole.
///
/// # Errors
///
/// Why the line is no entry.
pub fn decode_line(line: &str) -> Result<Entry, LineFault> {
    let line = line.trim_matches([' ', '\t', '\r', '\n']);
    if !line.starts_with('{') {
        return Err(LineFault::Syntax(
            "an entry is a JSON object and begins with {".to_owned(),
        ));
    }
    let entry = match serde_json::from_str::<wire::EntryIn<'_>>(line) {
        Ok(read) if read.schema <= super::SCHEMA => Entry {
            id: read.id,
            person: read.person,
            session: read.session,
            at: read.at,
            zone: read.zone,
            offset_s: read.offset_s,
            schema: read.schema,
            body: wire::body_from_json(&read.kind, read.body)?,
        },
        Ok(_) => newer(line).ok_or(LineFault::Invalid(InvalidEntry::Schema(0)))?,
        Err(error) if error.is_eof() => return Err(LineFault::Truncated),
        Err(error) => newer(line).ok_or_else(|| LineFault::Syntax(error.to_string()))?,
    };
    entry.check().map_err(LineFault::Invalid)?;
    Ok(entry)
}

/// The entry of a line that is of a newer version.
fn newer(line: &str) -> Option<Entry> {
    let head: wire::Head = serde_json::from_str(line).ok()?;
    (head.schema > super::SCHEMA).then(|| Entry {
        id: head.id,
        person: head.person,
        session: head.session,
        at: head.at,
        zone: head.zone,
        offset_s: head.offset_s,
        schema: head.schema,
        body: Body::Opaque(Opaque {
            kind: head.kind,
            line: line.to_owned(),
        }),
    })
}

/// Every entry of a text of JSON Lines. Empty lines and a byte order mark at the start are passed over.
///
/// # Errors
///
/// Every line that is no entry, with its number; then there are no entries at all.
pub fn decode_lines(bytes: &[u8]) -> Result<Vec<Entry>, LinesError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    let mut more = 0;
    let mut lines = bytes.split(|byte| *byte == b'\n').enumerate().peekable();
    while let Some((i, line)) = lines.next() {
        // What follows the last line break is the last line, and whole only if it reads as an entry.
        let last = lines.peek().is_none();
        let read = match std::str::from_utf8(line) {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => decode_line(line),
            Err(error) if last && error.error_len().is_none() => Err(LineFault::Truncated),
            Err(_) => Err(LineFault::NotUtf8),
        };
        match read {
            Ok(entry) => entries.push(entry),
            Err(fault) => {
                let fault = match fault {
                    LineFault::Truncated if !last => {
                        LineFault::Syntax("the JSON ends in the middle".to_owned())
                    }
                    fault => fault,
                };
                if faults.len() < LinesError::MOST {
                    faults.push(LineError { line: i + 1, fault });
                } else {
                    more += 1;
                }
            }
        }
    }
    if faults.is_empty() {
        Ok(entries)
    } else {
        Err(LinesError { faults, more })
    }
}
