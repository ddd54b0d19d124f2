//! What an entry is.

use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use serde_json::Value;
use uuid::Uuid;

use super::profile::Profile;
use super::words::{EndReason, Felt, Form, When};
use crate::content::{Id, Level};
use crate::routine::{Routine, Side};

/// One thing that was recorded. It is never changed once it is in a journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its own id, a UUIDv7 when this program made it.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The session that it belongs to, if any.
    pub session: Option<Uuid>,
    /// When it was recorded.
    pub at: Timestamp,
    /// The zone that the person was in: an IANA name (`Europe/Berlin`) or an offset (`+02:00`).
    pub zone: String,
    /// How far local time was ahead of UTC at that moment, in seconds. With it the person's own day
    /// is known without a table of zones, and stays what it was when the rules of a zone change.
    pub offset_s: i32,
    /// The version that it was written in; that of its kind ([`Body::schema`]) for entries made here.
    pub schema: u32,
    /// What was recorded.
    pub body: Body,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A session began.
    SessionStarted(SessionStarted),
    /// A segment of the timeline was played, or left.
    SegmentFinished(SegmentFinished),
    /// The easier step took over; its item in the timeline, from 0, and its technique.
    EasierTaken {
        /// The item.
        item: u32,
        /// The technique of its easier step.
        technique: Id,
    },
    /// A technique was played to its end, or nearly: see [`TechniqueFinished`].
    TechniqueFinished(TechniqueFinished),
    /// A technique, or most of it, was skipped; its id.
    TechniqueSkipped(Id),
    /// A session ended.
    SessionEnded(SessionEnded),
    /// A person said how much it hurts.
    Pain(PainReading),
    /// What a technique did, as the person says.
    Feedback {
        /// The technique.
        technique: Id,
        /// What it did.
        felt: Felt,
    },
    /// The safety check was answered.
    SafetyChecked(SafetyCheck),
    /// A remark.
    Note(String),
    /// The person's profile, whole; the newest one counts.
    ProfileSet(Profile),
    /// A routine of the person's own, to be played again: see [`super::SavedRoutine`].
    RoutineSaved(Routine),
    /// An earlier entry is set right.
    Correction {
        /// Which entry.
        of: Uuid,
        /// What becomes of it.
        change: Change,
    },
    /// An entry of a newer version, kept as it was written.
    Opaque(Opaque),
}

/// What a correction makes of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It does not count any more.
    Withdrawn,
    /// It should have said this. Must be of the same kind as what it replaces.
    Replaced(Box<Body>),
}

/// The beginning of a session: what was going to be played, and what was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionStarted {
    /// What people call the routine.
    pub name: String,
    /// The id of the hand-written routine, if it was one.
    pub routine: Option<Id>,
    /// What the person asked for.
    pub request: Request,
    /// The whole routine and its timeline as JSON, in the form of whoever plays it: a session is
    /// resumed from this alone, whatever became of the content since.
    pub plan: Value,
}

/// What a person asked of the planner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Minutes at hand.
    pub minutes: Option<u32>,
    /// The goal's id.
    pub goal: Option<Id>,
    /// Where it should help.
    pub areas: Vec<AskedArea>,
    /// The seed of the plan.
    pub seed: Option<u64>,
}

/// An area in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedArea {
    /// The area.
    pub area: Id,
    /// Only this side.
    pub side: Option<Side>,
    /// How much it hurts, 0 to 10.
    pub pain: Option<u8>,
}

/// A segment that was played, or left early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentFinished {
    /// Which segment of the timeline, or of its item's easier step, from 0.
    pub segment: u32,
    /// Which item of the timeline, from 0; the closing has none.
    pub item: Option<u32>,
    /// Whether it belongs to the item's easier step.
    pub easier: bool,
    /// Its technique; the closing has none.
    pub technique: Option<Id>,
    /// Its side.
    pub side: Option<Side>,
    /// Its set, from 1.
    pub set: Option<u32>,
    /// Its repetition, breath or spot, from 1; none where it is but one.
    pub count: Option<u32>,
    /// How long it was to take, in milliseconds.
    pub planned_ms: u64,
    /// How long it was played, in milliseconds, pauses not counted.
    pub played_ms: u64,
    /// Whether it was played to its end.
    pub complete: bool,
}

/// A technique of which at least half of the work was played on each side; less counts as skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TechniqueFinished {
    /// The technique.
    pub technique: Id,
    /// Seconds of work that were played, both sides together.
    pub seconds: u32,
    /// Of these, seconds on the left.
    pub left_s: u32,
    /// Of these, seconds on the right.
    pub right_s: u32,
}

/// The end of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionEnded {
    /// Why.
    pub reason: EndReason,
    /// How long it was played in all, in milliseconds, pauses not counted.
    pub played_ms: u64,
}

/// How much it hurts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainReading {
    /// 0 (none) to 10 (the worst imaginable).
    pub value: u8,
    /// Where; none when the person spoke of the whole.
    pub area: Option<Id>,
    /// On which side only.
    pub side: Option<Side>,
    /// When it was taken. The entry's session says which session `before` and `after` mean.
    pub when: When,
}

/// The answers of a safety check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyCheck {
    /// Which form was asked.
    pub form: Form,
    /// The ids of the questions that the person said yes to.
    pub reported: Vec<Id>,
    /// The level that followed.
    pub level: Level,
    /// The version of the questions, so that a change in them makes the check due again.
    pub questions: String,
}

/// An entry of a newer version: its kind, and the whole line as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opaque {
    /// Its kind, which may be one that this program knows under another version.
    pub kind: String,
    /// The line, without its line break.
    pub line: String,
}

impl Body {
    /// Every kind that this version writes.
    pub const KINDS: &'static [&'static str] = &[
        "session-started",
        "segment-finished",
        "easier-taken",
        "technique-finished",
        "technique-skipped",
        "session-ended",
        "pain",
        "feedback",
        "safety-checked",
        "note",
        "profile-set",
        "routine-saved",
        "correction",
    ];

    /// The word of its kind.
    pub fn kind(&self) -> &str {
        match self {
            Self::SessionStarted(_) => "session-started",
            Self::SegmentFinished(_) => "segment-finished",
            Self::EasierTaken { .. } => "easier-taken",
            Self::TechniqueFinished(_) => "technique-finished",
            Self::TechniqueSkipped(_) => "technique-skipped",
            Self::SessionEnded(_) => "session-ended",
            Self::Pain(_) => "pain",
            Self::Feedback { .. } => "feedback",
            Self::SafetyChecked(_) => "safety-checked",
            Self::Note(_) => "note",
            Self::ProfileSet(_) => "profile-set",
            Self::RoutineSaved(_) => "routine-saved",
            Self::Correction { .. } => "correction",
            Self::Opaque(opaque) => &opaque.kind,
        }
    }

    /// The version of entries that its kind came with. An entry is written in that version, so that an older
    /// program goes on understanding everything but what is new to it.
    pub fn schema(&self) -> Option<u32> {
        match self {
            Self::RoutineSaved(_) => Some(2),
            Self::Correction {
                change: Change::Replaced(body),
                ..
            } => body.schema(),
            Self::Opaque(_) => None,
            _ => Some(1),
        }
    }

    /// The id of the entry that it corrects.
    pub fn corrects(&self) -> Option<Uuid> {
        match self {
            Self::Correction { of, .. } => Some(*of),
            _ => None,
        }
    }
}

impl Entry {
    /// The longest time that an entry may hold, in milliseconds: 7 days.
    pub const MAX_MS: u64 = 7 * 24 * 60 * 60 * 1000;
    /// The longest note, name or number, in bytes.
    pub const MAX_TEXT: usize = 20_000;
    /// The longest zone name, in bytes.
    pub const MAX_ZONE: usize = 64;

    /// An entry of now, where `now` carries the person's zone.
    pub fn new(id: Uuid, person: Uuid, session: Option<Uuid>, now: &Zoned, body: Body) -> Self {
        let offset = now.offset();
        let zone = now
            .time_zone()
            .iana_name()
            .map_or_else(|| offset.to_string(), str::to_owned);
        Self {
            id,
            person,
            session,
            at: now.timestamp(),
            zone,
            offset_s: offset.seconds(),
            schema: body.schema().unwrap_or(super::SCHEMA + 1),
            body,
        }
    }

    /// What journals are ordered by: the time in milliseconds, then the id.
    pub fn order(&self) -> (i64, Uuid) {
        (self.at.as_millisecond(), self.id)
    }

    /// The time on the person's own clock.
    ///
    /// An impossible offset (see [`Entry::check`]) counts as none.
    pub fn local(&self) -> jiff::civil::DateTime {
        let offset = Offset::from_seconds(self.offset_s).unwrap_or(Offset::UTC);
        offset.to_datetime(self.at)
    }

    /// The person's own day.
    pub fn day(&self) -> jiff::civil::Date {
        self.local().date()
    }
}
