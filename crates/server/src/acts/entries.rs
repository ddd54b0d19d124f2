//! What happens in a session, as it is sent in.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use unhunch_core::journal::{
    Body, Entry, InvalidEntry, LineFault, Query, decode_line, read_effective,
};
use unhunch_core::session::{Unfit, fits};
use unhunch_core::timeline::Timeline;
use unhunch_host::Playing;
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::{moment, own_id, own_player};
use crate::api::fault_at;
use crate::keeper::{Desk, elsewhere};
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;
use crate::wire::PostedWire;

/// The most entries of one batch.
pub(crate) const MOST: usize = 1000;

/// The version of the entries that a session is made of ([`Body::schema`]).
const SENT: u32 = 1;

/// Entries of a session, in the order in which they happened.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Posted {
    /// Which page plays it, as it said at the beginning.
    #[serde(default)]
    pub player: String,
    /// The entries, at most 1000.
    pub entries: Vec<EntryIn>,
}

/// An entry, as a client makes it. Sending it again changes nothing.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryIn {
    /// Its id, a UUIDv7.
    pub id: Uuid,
    /// When it happened, in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The person's zone, such as `Europe/Berlin` (or `+02:00`); the server's without it.
    #[serde(default)]
    pub zone: Option<String>,
    /// How far their clock was ahead of UTC, in seconds; as the zone says without it.
    #[serde(default)]
    pub offset_s: Option<i32>,
    /// Its kind: `segment-finished`, `easier-taken`, `technique-finished`, `technique-skipped`,
    /// `session-ended`, `pain`, `feedback` or `note`.
    pub kind: String,
    /// What it says, as the journal's lines have it.
    #[schema(value_type = Object)]
    pub body: Value,
}

/// A line of the journal.
#[derive(Serialize)]
struct Line<'e> {
    schema: u32,
    id: Uuid,
    person: Uuid,
    session: Option<Uuid>,
    at: Timestamp,
    zone: &'e str,
    offset_s: i32,
    kind: &'e str,
    body: &'e Value,
}

/// What is known of a session that entries are for.
struct Known {
    timeline: Arc<Timeline>,
    ended: bool,
}

impl EntryIn {
    /// The entry that it makes, held to what a journal may hold.
    fn entry(&self, desk: &Desk, session: Uuid, pointer: &str) -> Outcome<Entry> {
        own_id(&format!("{pointer}/id"), self.id)?;
        let (zone, offset_s) = match (&self.zone, self.offset_s) {
            (Some(zone), Some(offset_s)) => {
                moment(desk, pointer, Some(self.at), None)?;
                (zone.clone(), offset_s)
            }
            (zone, _) => {
                let at = moment(desk, pointer, Some(self.at), zone.as_deref())?;
                let offset = at.offset();
                let name = at.time_zone().iana_name();
                let name = name.map_or_else(|| offset.to_string(), str::to_owned);
                (name, offset.seconds())
            }
        };
        let line = serde_json::to_string(&Line {
            schema: SENT,
            id: self.id,
            person: desk.diary.person,
            session: Some(session),
            at: self.at,
            zone: &zone,
            offset_s,
            kind: &self.kind,
            body: &self.body,
        });
        let line = line.map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
        decode_line(&line).map_err(|fault| at_fault(pointer, &fault))
    }
}

/// What is wrong with an entry, and where.
fn at_fault(pointer: &str, fault: &LineFault) -> Problem {
    let says = fault.to_string();
    let field = match fault {
        LineFault::UnknownKind(_) => "kind",
        LineFault::Invalid(InvalidEntry::Offset(_)) => "offset_s",
        LineFault::Invalid(InvalidEntry::Zone) => "zone",
        LineFault::Invalid(InvalidEntry::Time) => "at",
        LineFault::Invalid(InvalidEntry::Pain(_)) => "body/value",
        LineFault::Syntax(_) => {
            let says = says.strip_prefix("in the body, ").unwrap_or(&says);
            return fault_at(&format!("{pointer}/body"), says);
        }
        _ => "body",
    };
    Problem::invalid(format!("{pointer}/{field}"), says)
}

impl App {
    /// Writes down what happened in a session, all of it or nothing, and hears of the page that plays it.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] for a session that the journal does not have, [`Kind::PlayedElsewhere`],
    /// [`Kind::Conflict`] for what came after its end or for an id that says something else, or the field that
    /// has a value which it may not have.
    pub async fn post_entries(&self, session: Uuid, posted: Posted) -> Outcome<PostedWire> {
        own_player(&posted.player)?;
        if posted.entries.len() > MOST {
            let says = format!("{MOST} entries at once are the most");
            return Err(Problem::invalid("/entries", says));
        }
        let ids: Vec<Uuid> = posted.entries.iter().map(|one| one.id).collect();
        let done = self
            .keeper()
            .record(move |desk| post(desk, session, &posted));
        done.await.map_err(|problem| told_apart(problem, &ids))
    }
}

/// What is wrong with one of the entries that the journal did not take, with its place among those that were sent.
fn told_apart(problem: Problem, ids: &[Uuid]) -> Problem {
    if problem.kind != Kind::Conflict || problem.pointer.is_some() {
        return problem;
    }
    // Of two that contradict each other it is the later one.
    let at = ids
        .iter()
        .rposition(|id| problem.detail.contains(&id.to_string()));
    match at {
        Some(at) => problem.at(format!("/entries/{at}/id")),
        None => problem,
    }
}

fn post(desk: &mut Desk, session: Uuid, posted: &Posted) -> Outcome<(Vec<Entry>, PostedWire)> {
    let known = known(desk, session, &posted.player)?;
    let mut ended = known.ended;
    let mut entries = Vec::with_capacity(posted.entries.len());
    for (i, sent) in posted.entries.iter().enumerate() {
        let pointer = format!("/entries/{i}");
        let entry = sent.entry(desk, session, &pointer)?;
        fits(&known.timeline, &entry.body).map_err(|unfit| {
            let field = match unfit {
                Unfit::Kind(_) => "kind",
                _ => "body",
            };
            Problem::invalid(format!("{pointer}/{field}"), unfit.to_string())
        })?;
        if ended && is_played(&entry.body) {
            // What was sent before may be sent again, after the end too.
            if desk.diary.journal.entry(entry.id)?.as_ref() != Some(&entry) {
                let says = "the session has ended; nothing more of it can be played";
                return Err(Problem::new(Kind::Conflict, says).at(pointer));
            }
            continue;
        }
        ended |= matches!(entry.body, Body::SessionEnded(_));
        entries.push(entry);
    }
    let wire = PostedWire {
        schema: "unhunch.posted/1",
        session,
        kept: posted.entries.len(),
        ended,
    };
    Ok((entries, wire))
}

/// Whether it is of the playing itself, and not a word about it.
fn is_played(body: &Body) -> bool {
    !matches!(body, Body::Pain(_) | Body::Feedback { .. } | Body::Note(_))
}

/// The session as it is known, which this page plays from now on if nobody else does.
fn known(desk: &mut Desk, session: Uuid, player: &str) -> Outcome<Known> {
    let now = desk.diary.now().timestamp();
    if let Some(timeline) = desk.live.hear(session, player, now)? {
        return Ok(Known {
            timeline,
            ended: false,
        });
    }
    let query = Query {
        person: Some(desk.diary.person),
        session: Some(session),
        kinds: vec!["session-started".to_owned(), "session-ended".to_owned()],
        ..Query::default()
    };
    let read = |desk: &Desk| -> Outcome<Option<Known>> {
        let entries = read_effective(&*desk.diary.journal, &query)?;
        let ended = entries
            .iter()
            .any(|one| matches!(one.body, Body::SessionEnded(_)));
        let plan = entries.iter().find_map(|one| match &one.body {
            Body::SessionStarted(started) => Some(started.plan.to_string()),
            _ => None,
        });
        let Some(plan) = plan else {
            return Ok(None);
        };
        let timeline = Timeline::from_json(&plan)
            .map_err(|error| Problem::new(Kind::Conflict, error.to_string()))?;
        let timeline = Arc::new(timeline);
        Ok(Some(Known { timeline, ended }))
    };
    let found = read(desk)?.ok_or_else(|| not_found("the journal has no such session"))?;
    if found.ended {
        return Ok(found);
    }
    let playing = Playing::take(&desk.diary.folder, session).ok_or_else(elsewhere)?;
    // As it stands now that nobody else plays it.
    let found = read(desk)?.ok_or_else(|| not_found("the journal has no such session"))?;
    if found.ended {
        playing.over();
    } else {
        let timeline = Arc::clone(&found.timeline);
        desk.live.sit(session, player, now, timeline, playing);
    }
    Ok(found)
}
