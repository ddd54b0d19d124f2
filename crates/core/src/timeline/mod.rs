//! Timelines: a routine laid out in time, the one artefact that every surface plays.
//!
//! [`compile`] turns a [`crate::routine::Routine`] into contiguous [`Segment`]s of whole milliseconds.
//! For every item in turn there is one segment to get ready; then, set by set, one pass of the work for
//! each side and, within a side, for each direction, with a switch between passes and a rest between sets;
//! after the last item comes the closing. Their lengths are those of [`crate::routine`], so a timeline is
//! exactly as long as its routine promised. A pass is one segment per hold, breath, repetition or spot:
//! counting is part of the timeline, not of the surface that shows it.
//!
//! **What is said when.** Each segment has a `cue` for its start. Inside it:
//!
//! - Getting ready, a switch and a rest of 10 s or more end with a countdown: 3, 2, 1 at those seconds
//!   before the end. In a shorter one there is only time for its cue.
//! - A hold or a spot says "Half-way." at its half if it lasts 20 s or more, and "Five seconds." five
//!   seconds before its end if it lasts 15 s or more. The technique's `during` cues are spread evenly over
//!   it, each at a whole second that is at least 6 s from its start, from its end and from every other cue;
//!   one that finds no such second is left out.
//! - In repetitions and breaths everything is said as one of them begins: "Half-way." with the one after
//!   the half (from 4 on), "Last one." or "Last breath." with the last (from 3 on), and the `during` cues
//!   spread over the others, at least 6 s apart from the start and from one another.
//! - A second or later spot begins with one of the `during` cues, in turn.
//!
//! **The easier step.** Each [`Item`] carries an [`Alternative`] where one fits: the segments of its easier
//! step, timed from their own start. It never lasts longer than the item itself without taking the
//! position, it needs nothing that is not at hand, and it asks nothing of a person's body that the item
//! did not. A player swaps it in without knowing the content.
//!
//! **As JSON** (`"schema": "unhunch.timeline/1"`) a timeline is written by serde and read back by
//! [`Timeline::from_json`], which holds it to everything above ([`TimelineFault`]); a [`Timeline`] is valid
//! by construction.

mod check;
mod compile;
mod cues;
mod easier;
mod layout;
mod moment;
mod segment;
mod wire;
mod words;

pub use check::{Place, TimelineFault};
pub use compile::{CompileError, compile};
pub use easier::{EASIER_READY_S, easier_dose};
pub use moment::Posed;
pub use segment::{Cue, CueKind, Kind, Movement, Phase, Segment};
pub use wire::{ReadError, SCHEMA};
pub use words::dose_text;

use serde::{Deserialize, Serialize};

use crate::content::Id;
use crate::routine::Side;

/// The longest timeline, in ms: a day.
pub const MAX_TOTAL_MS: u64 = 24 * 60 * 60 * 1000;
/// The most segments that a timeline or an alternative may have.
pub const MAX_SEGMENTS: usize = 20_000;

/// The easier step of an item, ready to be played in its stead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// What to do differently, in a sentence.
    pub how: String,
    /// The technique: the item's own at a smaller dose, or another one.
    pub technique: Id,
    /// What people call it.
    pub name: String,
    /// How much of it, in words.
    pub dose: String,
    /// How long it takes in all, in ms.
    pub total_ms: u64,
    /// Its segments, timed and counted from its own start: getting ready, then the work.
    pub segments: Vec<Segment>,
}

/// One technique of a timeline, in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = TimelineItem))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The technique.
    pub technique: Id,
    /// What people call it.
    pub name: String,
    /// The position it is done in.
    pub position: Id,
    /// What it is done with.
    pub equipment: Vec<Id>,
    /// How much of it, in words.
    pub dose: String,
    /// How long it takes with everything around it, in seconds.
    pub seconds: u32,
    /// The index of its first segment.
    pub first: u32,
    /// The index of its last segment.
    pub last: u32,
    /// Whether it is its easier step already.
    pub is_easier: bool,
    /// What announces it by itself: its name, what to have ready, and how to take the position.
    pub announce: String,
    /// A remark to the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its easier step, where one fits.
    pub easier: Option<Alternative>,
}

/// A routine laid out in time. Valid by construction: see [`TimelineFault`] for what that means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    name: String,
    routine: Option<Id>,
    first_side: Side,
    total_ms: u64,
    items: Vec<Item>,
    segments: Vec<Segment>,
}

impl Timeline {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the hand-written routine that it was made from, if it was.
    #[must_use]
    pub fn routine(&self) -> Option<&Id> {
        self.routine.as_ref()
    }

    /// The side that techniques with sides begin on.
    #[must_use]
    pub fn first_side(&self) -> Side {
        self.first_side
    }

    /// How long it is, in ms.
    #[must_use]
    pub fn total_ms(&self) -> u64 {
        self.total_ms
    }

    /// Its techniques, in order; at least one.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Its segments, in order, the closing last.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }
}
