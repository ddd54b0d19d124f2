//! What a person says by the way: how much it hurts, what a technique did, a note.

use jiff::Timestamp;
use serde::Deserialize;
use unhunch_core::journal::{Body, Entry, Felt, InvalidEntry, PainReading, When};
use unhunch_core::wire::{LoggedEntryWire, LoggedWire};
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::{moment, own_id};
use super::ground::recall;
use super::wishes::{area_id, side_of, technique_id};
use crate::keeper::Desk;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// Something that a person says: exactly one of `pain`, `felt` (with `technique`) and `note`.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Said {
    /// The entry's id, a UUIDv7, where the client makes it up; sending the same again changes nothing.
    pub id: Option<Uuid>,
    /// When it was said, where it is told later.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The person's zone, such as `Europe/Berlin`; the server's without it.
    pub zone: Option<String>,
    /// The session that it is about.
    pub session: Option<Uuid>,
    /// Pain, 0 to 10.
    #[schema(minimum = 0, maximum = 10)]
    pub pain: Option<u8>,
    /// Where it hurts.
    pub area: Option<String>,
    /// On which side: `left` or `right`.
    pub side: Option<String>,
    /// When: `before`, `after` or `during` a session, or `daily`, which it is without a word.
    pub when: Option<String>,
    /// The technique.
    pub technique: Option<String>,
    /// What it did: `helped`, `no-change` or `hurt`.
    pub felt: Option<String>,
    /// A note.
    pub note: Option<String>,
}

impl Said {
    fn body(&self, desk: &Desk) -> Outcome<Body> {
        let library = desk.library;
        let alone = |field: &str, there: bool| {
            let says = format!("`{field}` does not belong to this");
            if there {
                Err(Problem::invalid(format!("/{field}"), says))
            } else {
                Ok(())
            }
        };
        if self.pain.is_none() {
            alone("area", self.area.is_some())?;
            alone("side", self.side.is_some())?;
            alone("when", self.when.is_some())?;
        }
        match (self.pain, &self.felt, &self.note) {
            (Some(value), None, None) => {
                alone("technique", self.technique.is_some())?;
                if value > 10 {
                    return Err(Problem::invalid("/pain", "pain goes from 0 to 10"));
                }
                let area = self.area.as_deref();
                let area = area
                    .map(|word| area_id(library, "/area", word))
                    .transpose()?;
                let side = side_of("/side", self.side.as_deref())?;
                let when = match self.when.as_deref() {
                    None => When::Daily,
                    Some(word) => When::from_word(word).ok_or_else(|| {
                        let says = format!("it is one of {}", When::WORDS.join(", "));
                        Problem::invalid("/when", says)
                    })?,
                };
                Ok(Body::Pain(PainReading {
                    value,
                    area,
                    side,
                    when,
                }))
            }
            (None, Some(felt), None) => {
                let Some(technique) = self.technique.as_deref() else {
                    let says = "say which technique it was";
                    return Err(Problem::invalid("/technique", says));
                };
                let technique = technique_id(library, "/technique", technique)?;
                let felt = Felt::from_word(felt).ok_or_else(|| {
                    let says = format!("it is one of {}", Felt::WORDS.join(", "));
                    Problem::invalid("/felt", says)
                })?;
                Ok(Body::Feedback { technique, felt })
            }
            (None, None, Some(note)) => {
                alone("technique", self.technique.is_some())?;
                if note.trim().is_empty() {
                    return Err(Problem::invalid("/note", "the note is empty"));
                }
                Ok(Body::Note(note.clone()))
            }
            _ => Err(Problem::invalid(
                "",
                "say one thing at a time: `pain`, `felt` with a `technique`, or a `note`",
            )),
        }
    }
}

impl App {
    /// Writes down what was said, and tells whether that is new; the check that is due now is told with it.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] for a session that the journal does not have, [`Kind::Conflict`] for an id that
    /// says something else, or the field that has a value which it may not have.
    pub async fn say(&self, said: Said) -> Outcome<(LoggedWire, bool)> {
        let id = said.id.map(|id| own_id("/id", id)).transpose()?;
        let (entry, new) = self
            .keeper()
            .record(move |desk| {
                let body = said.body(desk)?;
                if let Some(session) = said.session {
                    let journal = &*desk.diary.journal;
                    if journal.session(desk.diary.person, session)?.is_none() {
                        return Err(not_found("the journal has no such session"));
                    }
                }
                let id = match id {
                    Some(id) => id,
                    None => desk.diary.new_id()?,
                };
                let there = match said.id {
                    Some(id) => desk.diary.journal.entry(id)?,
                    None => None,
                };
                if let Some(there) = there {
                    // Told again, perhaps without a time of its own.
                    if there.body == body && there.session == said.session {
                        return Ok((Vec::new(), (there, false)));
                    }
                    let says = "this id is another entry's; make up a new one";
                    return Err(Problem::new(Kind::Conflict, says).at("/id"));
                }
                let now = moment(desk, "", said.at, said.zone.as_deref())?;
                let entry = Entry::new(id, desk.diary.person, said.session, &now, body);
                entry.check().map_err(|fault| {
                    let field = match fault {
                        InvalidEntry::Text(_) => "/note",
                        InvalidEntry::Time => "/at",
                        _ => "",
                    };
                    Problem::invalid(field, fault.to_string())
                })?;
                Ok((vec![entry.clone()], (entry, true)))
            })
            .await?;
        let due = self
            .keeper()
            .read(|desk| Ok(recall(desk)?.standing.due))
            .await?;
        let logged = LoggedWire {
            schema: "unhunch.logged/1",
            entries: vec![LoggedEntryWire::from(&entry)],
            withdrawn: None,
            check_due: due.map(Into::into),
        };
        Ok((logged, new))
    }
}
