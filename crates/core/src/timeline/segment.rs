//! The smallest pieces of a timeline: segments, their phases and their timed cues.

use serde::{Deserialize, Serialize};

use crate::content::Id;
use crate::routine::Side;

/// What a person does during a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = SegmentKind))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Taking the position, fetching what is needed, hearing what is next.
    GetReady,
    /// The work itself: one hold, one repetition, one breath, or one spot.
    Work,
    /// Changing the side or the direction.
    Switch,
    /// The pause between two sets.
    Rest,
    /// The last seconds of all.
    Closing,
}

/// What happens in one part of a repetition or of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// The way out of a repetition.
    There,
    /// Staying at the far end of a repetition.
    Hold,
    /// The way back of a repetition.
    Back,
    /// Breathing in.
    In,
    /// Breathing out.
    Out,
}

/// One part of a repetition or of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// What happens.
    pub movement: Movement,
    /// For how long, in ms; more than 0.
    pub ms: u64,
}

/// Why a timed cue is said. [`CueKind::counts_to_the_end`] tells those apart that keep their distance
/// from the end of a segment that is extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// A reminder from the technique's `during` cues.
    During,
    /// Half of the work of this side, direction and set is done.
    HalfWay,
    /// Five seconds of this hold or spot are left.
    LastFive,
    /// The last repetition or breath of this side, direction and set begins.
    LastOne,
    /// Three, two, one: work is about to begin.
    Countdown,
}

impl CueKind {
    /// Whether the cue stands at a fixed distance from the end of its segment.
    #[must_use]
    pub fn counts_to_the_end(self) -> bool {
        matches!(self, Self::LastFive | Self::Countdown)
    }
}

/// Something that is said inside a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// When, in ms after the segment's start; less than its duration.
    pub offset_ms: u64,
    /// Why.
    pub kind: CueKind,
    /// What is said.
    pub text: String,
}

/// A stretch of a timeline during which one thing is done.
///
/// `side`, `direction`, `set` and `sets` of a switch or a rest are those of the work that follows it;
/// getting ready and the closing have none. Of `rep`, `breath` and `spot` a work segment has at most one,
/// counted from 1, with its total beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Its place in the list that it stands in, from 0.
    pub index: u32,
    /// When it begins, in ms after the start of the timeline (or of its alternative).
    pub start_ms: u64,
    /// How long it is, in ms; more than 0.
    pub duration_ms: u64,
    /// What is done.
    pub kind: Kind,
    /// Which of the timeline's items it belongs to; none in the closing.
    pub item: Option<u32>,
    /// The technique; none in the closing.
    pub technique: Option<Id>,
    /// The position it is done in; none in the closing.
    pub position: Option<Id>,
    /// Whether the position is taken anew here; only when getting ready.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moves: bool,
    /// The side, for techniques that have sides.
    pub side: Option<Side>,
    /// The direction, for techniques that have directions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Id>,
    /// Which set, from 1.
    pub set: Option<u32>,
    /// Of how many sets.
    pub sets: Option<u32>,
    /// Which repetition, from 1.
    pub rep: Option<u32>,
    /// Of how many repetitions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps: Option<u32>,
    /// Which breath, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breath: Option<u32>,
    /// Of how many breaths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaths: Option<u32>,
    /// Which spot, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<u32>,
    /// Of how many spots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spots: Option<u32>,
    /// The parts of a repetition or breath; together as long as the segment. Empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// What is said at its start.
    pub cue: String,
    /// What is said inside it, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<Cue>,
}

impl Segment {
    /// Which repetition, breath or spot it is, from 1; none for a single hold or for what is no work.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        self.rep.or(self.breath).or(self.spot)
    }

    /// How many repetitions, breaths or spots there are in this side, direction and set.
    #[must_use]
    pub fn counts(&self) -> Option<u32> {
        self.reps.or(self.breaths).or(self.spots)
    }

    /// Whether it is one of several repetitions or breaths at a tempo.
    #[must_use]
    pub fn is_paced(&self) -> bool {
        self.kind == Kind::Work && (self.rep.is_some() || self.breath.is_some())
    }

    /// Whether `other` belongs to the same pass: work of the same item, set, side and direction.
    #[must_use]
    pub fn shares_pass(&self, other: &Self) -> bool {
        self.kind == Kind::Work
            && other.kind == Kind::Work
            && self.item == other.item
            && self.technique == other.technique
            && self.set == other.set
            && self.side == other.side
            && self.direction == other.direction
    }

    /// The phase at `offset_ms` after its start, with the ms left of that phase; none where there are no
    /// phases or the offset lies beyond the end.
    #[must_use]
    pub fn phase_at(&self, offset_ms: u64) -> Option<(Movement, u64)> {
        let mut end = 0_u64;
        for phase in &self.phases {
            end = end.saturating_add(phase.ms);
            if offset_ms < end {
                return Some((phase.movement, end - offset_ms));
            }
        }
        None
    }
}
