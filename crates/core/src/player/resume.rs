//! Going on with a session that was broken off.

use serde::{Deserialize, Serialize};

use super::{Millis, Player};
use crate::timeline::{Kind, Segment, Timeline};

/// A segment, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Which item; none for the closing.
    pub item: Option<u32>,
    /// Its index in the timeline, or in its item's easier step.
    pub segment: u32,
    /// Whether it belongs to the easier step.
    pub easier: bool,
}

/// A segment that was played before: what [`What::SegmentFinished`](super::What::SegmentFinished) told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Finished {
    /// Which item; none for the closing.
    pub item: Option<u32>,
    /// Its index in the timeline, or in its item's easier step.
    pub segment: u32,
    /// Whether it belonged to the easier step.
    pub easier: bool,
    /// Which repetition, breath or spot, from 1.
    pub count: Option<u32>,
    /// How long it was played, in ms.
    pub played_ms: Millis,
    /// Whether it was played from beginning to end.
    pub complete: bool,
}

/// What is known of a session that was broken off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// Where to go on; without it, after the last finished segment, or with that one if it was not
    /// complete.
    #[serde(default)]
    pub at: Option<Place>,
    /// What was played, in the order in which it was told.
    #[serde(default)]
    pub finished: Vec<Finished>,
    /// Items whose easier step was taken. Those with a finished segment of it need not be named.
    #[serde(default)]
    pub swapped: Vec<u32>,
    /// Items that were left out.
    #[serde(default)]
    pub skipped: Vec<u32>,
}

/// Why a session cannot be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// A segment that the timeline does not have.
    #[error("the earlier session names segment {segment}, which this timeline does not have")]
    NoSuchSegment {
        /// Its index.
        segment: u32,
    },
    /// An item that the timeline does not have, or one without an easier step.
    #[error("the earlier session names item {item}, which this timeline does not have like that")]
    NoSuchItem {
        /// Its index.
        item: u32,
    },
    /// Everything was played.
    #[error("the earlier session was played to its end; there is nothing to go on with")]
    NothingLeft,
}

impl Player {
    /// A player that goes on with a session that was broken off. What was played before counts in all
    /// reports; [`Command::Start`](super::Command::Start) begins.
    ///
    /// If it goes on in the midst of a technique, that technique's getting ready is played once more first,
    /// with the time to take the position.
    ///
    /// # Errors
    ///
    /// Segments or items that the timeline does not have, and a session that has nothing left.
    pub fn resume(timeline: Timeline, before: &Resume) -> Result<Self, ResumeError> {
        let mut player = Self::new(timeline);
        player.resumed = true;
        for finished in &before.finished {
            player.recount(finished)?;
        }
        let at_easier = before.at.filter(|at| at.easier).and_then(|at| at.item);
        for &item in before.swapped.iter().chain(at_easier.iter()) {
            player.swap_before(item)?;
        }
        for &item in &before.skipped {
            let tally = player.tallies.get_mut(item as usize);
            tally.ok_or(ResumeError::NoSuchItem { item })?.skipped = true;
        }
        if let Some(at) = before.at {
            let Place {
                item,
                segment,
                easier,
            } = at;
            let unknown = ResumeError::NoSuchSegment { segment };
            let slot = player.slot_of(item, segment, easier, None);
            player.current = slot.ok_or(unknown)?;
        } else {
            player.pass_what_is_done();
            let here = player.queue.item(player.current);
            let left_out = here
                .and_then(|item| player.tallies.get(item as usize))
                .is_some_and(|tally| tally.skipped);
            if left_out {
                player.current = player.queue.item_end(player.current);
            }
        }
        if player.current < player.queue.len() {
            Ok(player)
        } else {
            Err(ResumeError::NothingLeft)
        }
    }

    /// Counts a segment that was played before, and moves to where it left off.
    fn recount(&mut self, finished: &Finished) -> Result<(), ResumeError> {
        let Finished { item, segment, .. } = *finished;
        let unknown = ResumeError::NoSuchSegment { segment };
        if finished.easier {
            self.swap_before(item.ok_or(unknown)?)?;
        }
        let known = self.segment(item, segment, finished.easier);
        let (kind, side) = known.map(|own| (own.kind, own.side)).ok_or(unknown)?;
        self.before_ms = self.before_ms.saturating_add(finished.played_ms);
        let tally = item.and_then(|item| self.tallies.get_mut(item as usize));
        if let Some(tally) = tally.filter(|_| kind == Kind::Work) {
            tally.begun = true;
            let played = tally.played.entry(side);
            played.played_ms = played.played_ms.saturating_add(finished.played_ms);
        }
        // What an easier step replaced is known, but stands in the queue no more.
        let at = self.slot_of(item, segment, finished.easier, finished.count);
        if let Some(at) = at
            && let Some(slot) = self.queue.get_mut(at)
        {
            slot.done |= finished.complete;
            self.current = at + usize::from(finished.complete);
        }
        Ok(())
    }

    /// Takes an item's easier step where it was taken before: at the current slot if that is in the item,
    /// else after what was done of the item.
    fn swap_before(&mut self, item: u32) -> Result<(), ResumeError> {
        let unknown = ResumeError::NoSuchItem { item };
        let tally = self.tallies.get_mut(item as usize).ok_or(unknown)?;
        if std::mem::replace(&mut tally.swapped, true) {
            return Ok(());
        }
        let step = self.timeline.items().get(item as usize);
        let easier = step.and_then(|step| step.easier.clone()).ok_or(unknown)?;
        let first = self.queue.find(|slot| slot.segment.item == Some(item));
        let first = first.ok_or(unknown)?;
        let end = self.queue.item_end(first);
        let at = if (first..end).contains(&self.current) {
            self.current
        } else {
            let is_done = |at: &usize| self.queue.get(*at).is_some_and(|slot| slot.done);
            let last_done = (first..end).rev().find(is_done);
            last_done.map_or(first, |last| (last + 1).min(end - 1))
        };
        self.queue.swap(at, &easier);
        Ok(())
    }

    /// A segment as the timeline has it.
    fn segment(&self, item: Option<u32>, segment: u32, easier: bool) -> Option<&Segment> {
        let segments = if easier {
            let step = self.timeline.items().get(item? as usize)?.easier.as_ref()?;
            step.segments.as_slice()
        } else {
            self.timeline.segments()
        };
        segments
            .get(segment as usize)
            .filter(|own| own.item == item)
    }

    /// The slot of a segment; a repetition that was added by extending is where the last one is.
    fn slot_of(
        &self,
        item: Option<u32>,
        segment: u32,
        easier: bool,
        count: Option<u32>,
    ) -> Option<usize> {
        self.queue.find(|slot| {
            let own = slot.place();
            let same_count = count.is_none() || count >= own.count;
            own.item == item && own.segment == segment && own.easier == easier && same_count
        })
    }

    /// Having got ready again for something that was done in part goes on after that part.
    fn pass_what_is_done(&mut self) {
        let before = self.current.checked_sub(1);
        let ready = before.and_then(|at| self.queue.get(at));
        let Some(ready) = ready.filter(|slot| slot.segment.kind == Kind::GetReady) else {
            return;
        };
        let item = ready.segment.item;
        while let Some(slot) = self.queue.get(self.current)
            && slot.segment.item == item
            && slot.done
        {
            self.current += 1;
        }
    }
}
