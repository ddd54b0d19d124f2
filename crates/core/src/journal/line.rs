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
    /// How many of them a message names: it is one sentence.
    const NAMED: usize = 3;
}

impl fmt::Display for LinesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().take(Self::NAMED).enumerate() {
            let comma = if i == 0 { "" } else { "; " };
            write!(f, "{comma}{fault}")?;
        }
        let more = self.more + self.faults.len().saturating_sub(Self::NAMED);
        if more > 0 {
            write!(f, "; and {more} more")?;
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
        Err(error) if error.is_eof() || ends_in_a_number(line, &error) => {
            return Err(LineFault::Truncated);
        }
        Err(error) => newer(line).ok_or_else(|| LineFault::Syntax(error.to_string()))?,
    };
    entry.check().map_err(LineFault::Invalid)?;
    Ok(entry)
}

/// Whether the fault is that the line ends in the middle of a number, which the JSON library does not
/// tell from a wrong one.
fn ends_in_a_number(line: &str, error: &serde_json::Error) -> bool {
    error.is_syntax() && error.column() >= line.len() && line.ends_with(['-', '+', '.', 'e', 'E'])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::conformance::every_kind;

    fn pain(change: impl Fn(&str) -> String) -> Result<Entry, LineFault> {
        decode_line(&change(
            r#"{"schema":1,"id":"0190f3c8-0000-7000-8000-000000000001","person":"0190f3c8-0000-7000-8000-000000000002","at":"2026-03-02T08:15:00.25Z","zone":"Europe/Berlin","offset_s":3600,"kind":"pain","body":{"value":4,"area":"neck","when":"daily"}}"#,
        ))
    }

    fn fault(from: &str, to: &str) -> String {
        pain(|line| line.replace(from, to)).unwrap_err().to_string()
    }

    #[test]
    fn every_kind_survives_being_written_and_read() {
        let kinds: std::collections::BTreeSet<String> = every_kind()
            .iter()
            .map(|entry| entry.body.kind().to_owned())
            .collect();
        assert_eq!(kinds.len(), Body::KINDS.len());
        for entry in every_kind() {
            let line = encode_line(&entry).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(decode_line(&line).unwrap(), entry);
            assert_eq!(encode_line(&decode_line(&line).unwrap()).unwrap(), line);
        }
    }

    #[test]
    fn a_line_is_written_as_it_is_documented() {
        let entry = pain(str::to_owned).unwrap();
        let line = encode_line(&entry).unwrap();
        assert_eq!(pain(|_| line.clone()).unwrap(), entry);
        assert!(
            line.ends_with(r#""at":"2026-03-02T08:15:00.25Z","zone":"Europe/Berlin","offset_s":3600,"kind":"pain","body":{"value":4,"area":"neck","when":"daily"}}"#),
            "{line}"
        );
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for (from, to, expected) in [
            (
                "\"value\":4",
                "\"value\":11",
                "pain goes from 0 to 10, not 11",
            ),
            (
                "daily",
                "soon",
                "`soon` is none of before, after, daily, during",
            ),
            ("\"pain\"", "\"ache\"", "`ache` is no kind of entry"),
            (
                "neck",
                "The Neck",
                "`The Neck` is no id: lower-case words joined by hyphens",
            ),
            (
                "\"schema\":1",
                "\"schema\":0",
                "version 0 does not go with what the entry holds",
            ),
            ("2026-", "1869-", "the time is before 1970"),
            ("3600", "999999", "999999 s is no offset from UTC"),
            (
                "Europe/Berlin",
                "",
                "the zone must be a name such as Europe/Berlin or an offset such as +02:00",
            ),
        ] {
            assert_eq!(fault(from, to), expected);
        }
        assert!(fault("\"value\":4", "\"value\":-1").contains("invalid value: integer `-1`"));
        assert!(fault("\"when\"", "\"mood\":1,\"when\"").contains("unknown field `mood`"));
        assert!(fault("\"zone\"", "\"mood\":1,\"zone\"").contains("unknown field `mood`"));
        assert!(fault("\"value\":4,", "").contains("missing field `value`"));
        assert!(fault("{\"schema", "[{\"schema").contains("begins with {"));
    }

    #[test]
    fn every_bad_line_is_told_with_its_number() {
        let good = encode_line(&every_kind()[0]).unwrap();
        let text = format!("\u{feff}{good}\r\n\nnonsense\n{good}\n{{\"schema\":\n{good}");
        let error = decode_lines(text.as_bytes()).unwrap_err();
        let lines: Vec<usize> = error.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [3, 5]);
        let mut bytes = good.clone().into_bytes();
        bytes.extend(b"\n\xff\xfe\n");
        let error = decode_lines(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "line 2: these bytes are no UTF-8 text");
        let many = decode_lines("x\n".repeat(30).as_bytes()).unwrap_err();
        assert_eq!((many.faults.len(), many.more), (20, 10));
        assert!(many.to_string().ends_with("; and 27 more"));
        assert_eq!(decode_lines(b"").unwrap(), []);
        assert_eq!(
            decode_lines(format!("\u{feff}{good}\r\n").as_bytes())
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn a_text_cut_off_anywhere_is_never_taken_for_whole() {
        let text = every_kind()
            .iter()
            .map(|entry| encode_line(entry).unwrap() + "\n")
            .collect::<String>();
        for cut in 1..text.len() {
            let bytes = &text.as_bytes()[..cut];
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
            match decode_lines(bytes) {
                // Right behind an entry.
                Ok(entries) => assert!(entries.len() == lines || text.as_bytes()[cut] == b'\n'),
                Err(error) => {
                    assert_eq!(error.faults.len(), 1);
                    assert_eq!(error.faults[0].fault, LineFault::Truncated, "{cut}");
                    assert_eq!(error.faults[0].line, lines + 1);
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(line in ".{0,200}") {
            let _ = decode_line(&line);
            let _ = decode_line(&format!(r#"{{"schema":9,"kind":{line}"#));
        }
    }
}
