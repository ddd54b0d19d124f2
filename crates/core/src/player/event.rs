//! What the player tells: what happened, and when it fell due.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::command::StopReason;
use crate::content::Id;
use crate::routine::Side;
use crate::timeline::{CueKind, Kind};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it fell due, which may be before the call that brought it about.
    pub at: Millis,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// Which segment: unique within a session, together with how often it was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SegmentRef {
    /// Its index in the timeline, or in its item's easier step. Repetitions that were added by extending
    /// have the index of the last one.
    pub segment: u32,
    /// Whether it belongs to the easier step.
    pub easier: bool,
    /// Which item; none in the closing.
    pub item: Option<u32>,
    /// Which repetition, breath or spot, from 1; none where it is but one.
    pub count: Option<u32>,
}

/// Why the time is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PauseReason {
    /// The person asked.
    Asked,
    /// Nobody called for more than [`MAX_GAP_MS`](super::MAX_GAP_MS) after a call was due.
    Gap,
}

/// Work on one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideWork {
    /// Ms of work that were played, repeated ones included.
    pub played_ms: Millis,
    /// How many work segments were played from beginning to end, each counted once.
    pub done: u32,
    /// How many there are.
    pub of: u32,
}

/// Work by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// On the left; none for work without sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<SideWork>,
    /// On the right; none for work without sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<SideWork>,
    /// On both at once; none for work with sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub both: Option<SideWork>,
}

impl Sides {
    /// The work on `side`, or on both at once; added when there is none yet.
    pub(super) fn entry(&mut self, side: Option<Side>) -> &mut SideWork {
        let work = match side {
            Some(Side::Left) => &mut self.left,
            Some(Side::Right) => &mut self.right,
            None => &mut self.both,
        };
        work.get_or_insert_default()
    }

    /// All there is, in a fixed order.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<Side>, SideWork)> {
        let all = [
            (Some(Side::Left), self.left),
            (Some(Side::Right), self.right),
            (None, self.both),
        ];
        all.into_iter()
            .filter_map(|(side, work)| work.map(|work| (side, work)))
    }

    /// Adds other work, side by side.
    pub(super) fn add(&mut self, other: &Self) {
        for (side, work) in other.all() {
            let own = self.entry(side);
            own.played_ms = own.played_ms.saturating_add(work.played_ms);
            own.done = own.done.saturating_add(work.done);
            own.of = own.of.saturating_add(work.of);
        }
    }

    /// Whether all of it is done.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.all().all(|(_, work)| work.done == work.of)
    }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All its work was played.
    Done,
    /// The person left it out, or left out the rest of it.
    Skipped,
    /// Some of it was played.
    Partial,
    /// Its work was never begun.
    NotReached,
}

/// What became of an item, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReport {
    /// Which item.
    pub item: u32,
    /// Its technique, or that of its easier step once that was taken.
    pub technique: Id,
    /// Whether the easier step was taken.
    pub easier: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// Its work by side.
    pub work: Sides,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum What {
    /// The session began.
    SessionStarted {
        /// Whether it goes on from an earlier one.
        resumed: bool,
        /// How long the timeline is, in ms.
        total_ms: Millis,
    },
    /// A segment began.
    SegmentStarted {
        /// Which.
        #[serde(flatten)]
        place: SegmentRef,
        /// What is done in it.
        kind: Kind,
        /// The side, for techniques that have sides.
        side: Option<Side>,
        /// Which set, from 1.
        set: Option<u32>,
        /// How long it is meant to be, in ms.
        planned_ms: Millis,
        /// What is said.
        cue: String,
    },
    /// Something is said.
    Cue {
        /// Why.
        kind: CueKind,
        /// What.
        text: String,
    },
    /// The countdown of the segment shows a new number.
    Tick {
        /// Whole seconds left; at least 1.
        remaining_s: u64,
    },
    /// A segment ended.
    SegmentFinished {
        /// Which.
        #[serde(flatten)]
        place: SegmentRef,
        /// What was done in it.
        kind: Kind,
        /// The side, for techniques that have sides.
        side: Option<Side>,
        /// Which set, from 1.
        set: Option<u32>,
        /// How long it was meant to be, in ms, extensions included.
        planned_ms: Millis,
        /// How long it was played, in ms.
        played_ms: Millis,
        /// Whether it was played from beginning to end.
        complete: bool,
        /// Whether it had been complete before; it is not counted as done a second time.
        again: bool,
    },
    /// The segment was made longer.
    Extended {
        /// Which.
        #[serde(flatten)]
        place: SegmentRef,
        /// By how much, in ms.
        by_ms: Millis,
        /// Whether the other side was made longer as well.
        other_side: bool,
    },
    /// The easier step takes over.
    Swapped {
        /// In which item.
        item: u32,
        /// Its technique.
        technique: Id,
        /// What people call it.
        name: String,
        /// What to do differently.
        how: String,
    },
    /// A technique was left at its end.
    TechniqueFinished {
        /// What became of it.
        #[serde(flatten)]
        report: ItemReport,
        /// Whether this was told before; the figures are those of all of it.
        again: bool,
    },
    /// A technique, or the rest of it, was left out.
    TechniqueSkipped {
        /// What became of it.
        #[serde(flatten)]
        report: ItemReport,
    },
    /// The time is held.
    Paused {
        /// Why.
        reason: PauseReason,
        /// How long nobody called, in ms; only for a gap.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gap_ms: Option<Millis>,
    },
    /// The time goes on.
    Resumed,
    /// The session ended. Nothing comes after this.
    SessionFinished {
        /// Why.
        reason: StopReason,
        /// How strong the pain was, 0 to 10, if it was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pain: Option<u8>,
        /// Whether the timeline was played to its end.
        reached_end: bool,
        /// Ms played in this sitting.
        played_ms: Millis,
        /// Ms paused in this sitting.
        paused_ms: Millis,
        /// Ms played in the sittings before it.
        before_ms: Millis,
        /// All work by side, of all sittings.
        work: Sides,
        /// Every item, in order.
        items: Vec<ItemReport>,
    },
}
