//! What is asked of the worker, and what it answers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use unhunch_core::content::{Goal, Id, Intensity, Library};
use unhunch_core::journal::{Body, Felt, OpenSession, Profile, SafetyCheck, SavedRoutine};
use unhunch_core::person::{Standing, Unheeded};
use unhunch_core::plan::{Plan, Request, WantedArea};
use unhunch_core::player::Player;
use unhunch_core::progress::{Facts, Progress, SessionSummary};
use unhunch_core::routine::Routine;
use unhunch_core::safety::Clearance;
use unhunch_core::session::{Recorder, Spot};
use unhunch_core::timeline::Timeline;
use uuid::Uuid;

use crate::theme::Choice;

/// A routine that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A hand-written one of the content, by its id.
    Written(Id),
    /// One of the person's own.
    Own(Uuid),
}

/// What a person wants of a plan, beside what their profile says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// How long it may take, in minutes.
    pub minutes: u32,
    /// What it is for.
    pub goal: Goal,
    /// The most that it may ask.
    pub intensity: Intensity,
    /// Where it should help.
    pub areas: Vec<WantedArea>,
    /// The positions allowed; as the profile says without it.
    pub positions: Option<BTreeSet<Id>>,
    /// The equipment at hand; as the profile says without it.
    pub equipment: Option<BTreeSet<Id>>,
    /// Techniques that others take the place of.
    pub swapped: BTreeSet<Id>,
    /// Techniques that are left out of what was planned.
    pub dropped: BTreeSet<Id>,
    /// A routine instead of a plan.
    pub routine: Option<Named>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            minutes: 5,
            goal: Goal::Relief,
            intensity: Intensity::Moderate,
            areas: Vec::new(),
            positions: None,
            equipment: None,
            swapped: BTreeSet::new(),
            dropped: BTreeSet::new(),
            routine: None,
        }
    }
}

impl Wishes {
    /// A request with these wishes laid over what is usual.
    pub(crate) fn over(&self, library: &Library, mut request: Request) -> Request {
        request.minutes = self.minutes;
        request.goal = self.goal;
        request.intensity = self.intensity;
        request.areas.clone_from(&self.areas);
        if let Some(positions) = &self.positions {
            request.positions.clone_from(positions);
        }
        if let Some(equipment) = &self.equipment {
            request.equipment.clone_from(equipment);
        }
        if self.routine.is_some() {
            // Who names a routine takes its work as it is, and its positions unless they said otherwise.
            request.intensity = Intensity::Strong;
            if self.positions.is_none() {
                request.positions = Request::new(library, self.minutes).positions;
            }
        }
        request
    }
}

/// What may be played.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What was wished.
    pub wishes: Wishes,
    /// What was asked of the planner.
    pub request: Request,
    /// What the check allowed then.
    pub clearance: Clearance,
    /// The plan, unless it is a routine that was asked for.
    pub plan: Option<Plan>,
    /// The techniques with their doses, as they are played.
    pub routine: Routine,
    /// What is played.
    pub timeline: Timeline,
    /// What of the profile could not be heeded.
    pub unheeded: Vec<Unheeded>,
}

/// Why there is nothing to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoProposal {
    /// In a sentence.
    pub says: String,
    /// Whether the safety check has to be answered first.
    pub check: bool,
}

/// What is known of the person today.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The person's own day.
    pub today: Date,
    /// Their profile.
    pub profile: Profile,
    /// Where they stand with the safety check.
    pub standing: Standing,
    /// What progress is computed from.
    pub facts: Facts,
    /// How it goes.
    pub progress: Progress,
    /// The routines of their own, the one that was kept last first.
    pub own: Vec<SavedRoutine>,
    /// The last session.
    pub last: Option<SessionSummary>,
    /// A session that was broken off and can be gone on with.
    pub broken_off: Option<OpenSession>,
    /// What is being played in another terminal.
    pub elsewhere: Option<String>,
}

/// A session that has begun.
#[derive(Debug)]
pub struct Begun {
    /// Its id.
    pub session: Uuid,
    /// What it is called.
    pub title: String,
    /// What plays it; not started yet.
    pub player: Player,
    /// What writes it down.
    pub recorder: Recorder,
    /// Whether the voice is wanted.
    pub voice: bool,
}

/// How a session was rated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rating {
    /// Pain now, if it was said.
    pub pain: Option<u8>,
    /// What techniques did.
    pub felt: Vec<(Id, Felt)>,
}

/// Where a plan is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The day's suggestion.
    Suggestion,
    /// The planner's screen.
    Planner,
}

/// Something for the worker to do. Jobs are done in order.
#[derive(Debug)]
pub enum Job {
    /// Look again at what is known.
    Refresh,
    /// Plan; of several that wait for the same place only the last one is done.
    Plan {
        /// Where the plan is shown.
        slot: Slot,
        /// Told back with the answer.
        number: u64,
        /// What is wanted.
        wishes: Wishes,
    },
    /// Write down a safety check.
    Check(SafetyCheck),
    /// Begin a session.
    Begin {
        /// What is played.
        proposal: Box<Proposal>,
        /// Pain before it.
        pain: Option<u8>,
    },
    /// Go on with the session that was broken off.
    Resume,
    /// End the session that was broken off.
    Discard,
    /// Write down what happened in the session.
    Log(Vec<Body>),
    /// The session is over, once everything of it is written.
    Over,
    /// Write down how it was.
    Rate {
        /// Which session.
        session: Uuid,
        /// How it was.
        rating: Rating,
    },
    /// Read what a session came to.
    Sum(Uuid),
    /// Keep a routine under a name.
    Keep {
        /// The name.
        name: String,
        /// What is kept.
        routine: Box<Routine>,
    },
    /// Give a routine of one's own another name.
    Rename {
        /// Which one.
        own: Uuid,
        /// Its new name.
        name: String,
    },
    /// Take a routine of one's own away.
    Remove(Uuid),
    /// Write down a profile.
    Profile(Profile),
    /// Keep the choice of light and dark.
    Theme(Choice),
}

/// What the worker answers.
#[derive(Debug)]
pub enum Message {
    /// What is known.
    Known(Box<Known>),
    /// What was planned.
    Planned {
        /// Where the plan is shown.
        slot: Slot,
        /// Of which job.
        number: u64,
        /// The answer.
        answer: Result<Box<Proposal>, NoProposal>,
    },
    /// Whether a check was written down.
    Checked(Result<(), String>),
    /// A session has begun, or why not.
    Begun(Result<Box<Begun>, NoProposal>),
    /// Whether what happened was written down.
    Logged(Result<(), String>),
    /// What a session came to, and where it may be rated.
    Summed {
        /// What it came to.
        summary: Box<SessionSummary>,
        /// The places to rate.
        places: Vec<Spot>,
    },
    /// Something failed, in a sentence.
    Failed(String),
}
