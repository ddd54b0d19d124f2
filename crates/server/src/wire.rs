//! The API's JSON, where it is not core's: what was asked for, proposals, sessions as they are played.
//!
//! What comes in refuses unknown fields; what goes out begins with its schema, as core's documents do.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use unhunch_core::content::{Goal, Id};
use unhunch_core::journal::{self, AskedArea};
use unhunch_core::player::Resume;
use unhunch_core::timeline::Timeline;
use unhunch_core::wire::{Clearance, DueWire, PlanPage, QuestionWire, RoutineEntry, SessionWire};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::acts::side_of;
use crate::problem::{Outcome, Problem};

/// What was asked for, as it is written down with a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// How long it might take, in minutes.
    pub minutes: Option<u32>,
    /// What it was for.
    pub goal: Option<String>,
    /// Where it should help.
    pub areas: Vec<AskedAreaWire>,
    /// The number that varied the plan.
    pub seed: Option<u64>,
}

/// An area that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedAreaWire {
    /// The area.
    pub area: String,
    /// The side that bothers more: `left` or `right`.
    pub side: Option<String>,
    /// How much it hurt, 0 to 10.
    pub pain: Option<u8>,
}

impl From<&journal::Request> for Asked {
    fn from(request: &journal::Request) -> Self {
        Self {
            minutes: request.minutes,
            goal: request.goal.as_ref().map(ToString::to_string),
            areas: request
                .areas
                .iter()
                .map(|asked| AskedAreaWire {
                    area: asked.area.to_string(),
                    side: asked.side.map(|side| side.word().to_owned()),
                    pain: asked.pain,
                })
                .collect(),
            seed: request.seed,
        }
    }
}

impl Asked {
    /// As the journal keeps it.
    ///
    /// # Errors
    ///
    /// The first word that is none; `pointer` leads to what was asked.
    pub(crate) fn to_journal(&self, pointer: &str) -> Outcome<journal::Request> {
        let bad = |field: &str, word: &str| {
            Problem::invalid(format!("{pointer}/{field}"), format!("`{word}` is no id"))
        };
        let goal = self.goal.as_deref().map(|word| {
            Goal::from_word(word)
                .and_then(|goal| Id::new(goal.word()))
                .ok_or_else(|| bad("goal", word))
        });
        let areas = self.areas.iter().enumerate().map(|(i, asked)| {
            let field = format!("areas/{i}/area");
            let side = side_of(&format!("{pointer}/areas/{i}/side"), asked.side.as_deref())?;
            Ok(AskedArea {
                area: Id::new(&asked.area).ok_or_else(|| bad(&field, &asked.area))?,
                side,
                pain: asked.pain,
            })
        });
        Ok(journal::Request {
            minutes: self.minutes,
            goal: goal.transpose()?,
            areas: areas.collect::<Outcome<_>>()?,
            seed: self.seed,
        })
    }
}

/// `unhunch.proposal/1`: what can be played, with the reasons.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalWire<'p> {
    /// `unhunch.proposal/1`.
    pub schema: &'static str,
    /// The plan with its reasons; null for a hand-written routine.
    pub plan: Option<PlanPage<'p>>,
    /// The hand-written routine; null for a plan.
    pub routine: Option<RoutineEntry<'p>>,
    /// The clearance that it was proposed under.
    pub clearance: Clearance,
    /// What of the person's profile could not be heeded, in sentences for them.
    pub warnings: Vec<String>,
    /// The day that it was proposed on: what is handed back to begin it, with the next three.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// What was asked for.
    pub asked: &'p Asked,
    /// It, laid out in time: `unhunch.timeline/1`.
    pub timeline: &'p Timeline,
    /// The seal on the day, what was asked and the timeline.
    pub seal: &'p str,
}

/// `unhunch.session/1`: a session as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionPage {
    /// `unhunch.session/1`.
    pub schema: &'static str,
    /// What it came to so far.
    pub session: SessionWire,
    /// `ended`, `open` (it was broken off) or `played` (a page or another program plays it at this moment).
    pub state: &'static str,
    /// What it plays; null when its beginning is not in the journal, or cannot be read.
    pub timeline: Option<Timeline>,
    /// What was played, for a player that goes on; null when there is nothing to go on with.
    pub resume: Option<Resume>,
    /// Its entries, oldest first, as the journal keeps them. Corrections are applied.
    #[schema(value_type = Vec<Object>)]
    pub entries: Vec<Box<RawValue>>,
}

/// `unhunch.sessions/1`: sessions, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionsPage {
    /// `unhunch.sessions/1`.
    pub schema: &'static str,
    /// The sessions.
    pub sessions: Vec<SessionWire>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    pub next: Option<String>,
}

/// `unhunch.open/1`: sessions that were begun and have not ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenPage {
    /// `unhunch.open/1`.
    pub schema: &'static str,
    /// The last one that was broken off and can be gone on with.
    pub broken_off: Option<SessionPage>,
    /// The last one that is being played at this moment, by a page or another program.
    pub played: Option<SessionWire>,
}

/// `unhunch.posted/1`: what became of entries that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PostedWire {
    /// `unhunch.posted/1`.
    pub schema: &'static str,
    /// The session.
    pub session: Uuid,
    /// How many entries are in the journal now of those that were sent.
    pub kept: usize,
    /// Whether the session has ended.
    pub ended: bool,
}

/// `unhunch.safety/1`: the safety check, and where the person stands with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SafetyPage {
    /// `unhunch.safety/1`.
    pub schema: &'static str,
    /// What the check is called.
    pub title: String,
    /// What is said before the questions.
    pub intro: String,
    /// The one question of the short form.
    pub short_ask: String,
    /// What is said when nothing was reported.
    pub none_reported: String,
    /// The check that is due; null when the last one holds.
    pub due: Option<DueWire>,
    /// The level that the last full check left; null while a full one is due.
    pub level: Option<&'static str>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<QuestionWire>,
    /// What each level says, with the emergency number in place.
    pub levels: Vec<LevelWire>,
    /// Reasons to stop at once.
    pub stop_signs: Vec<StopSignWire>,
    /// What is said after a session was stopped for one.
    pub after_stop: String,
    /// What pain during a session asks for.
    pub effort: Vec<EffortWire>,
    /// What to do about a flare on the next day.
    pub flare: String,
}

/// A level of the safety check.
#[derive(Debug, Serialize, ToSchema)]
pub struct LevelWire {
    /// `clear`, `see-professional`, `urgent` or `emergency`.
    pub level: &'static str,
    /// Its headline.
    pub title: String,
    /// Its advice.
    pub says: String,
    /// Which routines it leaves: `all`, `gentle` or `none`.
    pub plans: &'static str,
}

/// A reason to stop at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct StopSignWire {
    /// Its id.
    pub id: String,
    /// What a person would notice.
    pub says: String,
}

/// What to do at a level of pain.
#[derive(Debug, Serialize, ToSchema)]
pub struct EffortWire {
    /// From this pain on, 0 to 10.
    pub from: u32,
    /// Up to this one.
    pub to: u32,
    /// `go-on`, `easier` or `stop`.
    pub action: &'static str,
    /// How it is said.
    pub says: String,
}
