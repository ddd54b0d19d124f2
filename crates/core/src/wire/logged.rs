//! `unhunch.logged/1`: what was written to the journal, or withdrawn from it.

use serde::Serialize;

use super::DueWire;
use crate::journal::{Body, Entry};

/// What was written, or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LoggedWire {
    /// `unhunch.logged/1`.
    pub schema: &'static str,
    /// What was written, in order.
    pub entries: Vec<LoggedEntryWire>,
    /// What was withdrawn.
    pub withdrawn: Option<LoggedEntryWire>,
    /// The safety check that is due now; null for none.
    pub check_due: Option<DueWire>,
}

/// A reading, a remark, or a word on a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LoggedEntryWire {
    /// The entry's id.
    pub id: String,
    /// `pain`, `note` or `feedback`.
    pub kind: String,
    /// When, in UTC.
    pub at: String,
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// Where it hurts.
    pub area: Option<String>,
    /// On which side: `left` or `right`.
    pub side: Option<&'static str>,
    /// The remark.
    pub note: Option<String>,
    /// The technique.
    pub technique: Option<String>,
    /// What it did: `helped`, `no-change` or `hurt`.
    pub felt: Option<&'static str>,
}

impl From<&Entry> for LoggedEntryWire {
    fn from(entry: &Entry) -> Self {
        let mut wire = Self {
            id: entry.id.to_string(),
            kind: entry.body.kind().to_owned(),
            at: entry.at.to_string(),
            pain: None,
            area: None,
            side: None,
            note: None,
            technique: None,
            felt: None,
        };
        match &entry.body {
            Body::Pain(reading) => {
                wire.pain = Some(reading.value);
                wire.area = reading.area.as_ref().map(ToString::to_string);
                wire.side = reading.side.map(|side| side.word());
            }
            Body::Note(note) => wire.note = Some(note.clone()),
            Body::Feedback { technique, felt } => {
                wire.technique = Some(technique.to_string());
                wire.felt = Some(felt.word());
            }
            _ => {}
        }
        wire
    }
}
