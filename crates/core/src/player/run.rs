//! How the time runs: what falls due, and what becomes of segments and techniques then.

use super::event::{ItemReport, Outcome, What};
use super::queue::Slot;
use super::{Millis, Phase, Player, StopReason};
use crate::timeline::Kind;

/// The offset into a slot's segment at which something is due next, in ms; at or after `position_ms`.
pub(super) fn next_due(slot: &Slot, position_ms: Millis) -> Millis {
    let segment = &slot.segment;
    let cue = segment.cues.get(slot.said).map(|cue| cue.offset_ms);
    let tick = next_tick(segment.duration_ms, position_ms);
    let due = segment.duration_ms.min(tick);
    cue.map_or(due, |cue| cue.min(due)).max(position_ms)
}

/// The next offset after `position_ms` at which whole seconds are left; the end, if only that is left.
fn next_tick(duration_ms: Millis, position_ms: Millis) -> Millis {
    let left = duration_ms.saturating_sub(position_ms);
    let next_left = left.saturating_sub(1) / 1000 * 1000;
    duration_ms - next_left
}

impl Player {
    /// Plays everything that falls due up to `now`, in order, and stays there.
    pub(super) fn play_to(&mut self, now: Millis) {
        while let Some(due) = self.poll_timeout()
            && due <= now
        {
            let before = self.position_ms;
            self.move_clock(due);
            self.fall_due(before);
        }
        self.move_clock(now);
    }

    fn move_clock(&mut self, to: Millis) {
        let passed = to.saturating_sub(self.clock);
        self.clock = self.clock.max(to);
        if self.phase == Phase::Running {
            self.position_ms += passed;
            self.played_ms += passed;
        }
    }

    /// Says and does what is due at the present position; `before` is the position before it.
    fn fall_due(&mut self, before: Millis) {
        let position = self.position_ms;
        let mut said = Vec::new();
        let Some(slot) = self.queue.get_mut(self.current) else {
            return;
        };
        while let Some(cue) = slot.segment.cues.get(slot.said)
            && cue.offset_ms <= position
        {
            slot.said += 1;
            said.push(What::Cue {
                kind: cue.kind,
                text: cue.text.clone(),
            });
        }
        let left = slot.segment.duration_ms.saturating_sub(position);
        for what in said {
            self.tell(what);
        }
        // A cue at the very position does not make the same tick fall due twice.
        if left > 0 && left % 1000 == 0 && position > before {
            self.tell(What::Tick {
                remaining_s: left / 1000,
            });
        }
        if left == 0 {
            self.end_segment(true);
            self.go_on(self.current + 1);
        }
    }

    /// Begins the slot at `at`.
    pub(super) fn begin(&mut self, at: usize) {
        self.current = at;
        self.position_ms = 0;
        let Some(slot) = self.queue.get_mut(at) else {
            return;
        };
        slot.said = 0;
        let moves = slot.segment.kind == Kind::GetReady
            && self.posture != slot.segment.position
            && slot.add_move();
        if moves {
            self.announce(at, "Next:");
        }
        let Some(slot) = self.queue.get(at) else {
            return;
        };
        let what = What::SegmentStarted {
            place: slot.place(),
            kind: slot.segment.kind,
            side: slot.segment.side,
            set: slot.segment.set,
            planned_ms: slot.segment.duration_ms,
            cue: slot.segment.cue.clone(),
        };
        if slot.segment.kind == Kind::Work {
            self.posture.clone_from(&slot.segment.position);
            let tally = slot.segment.item.map(|item| item as usize);
            if let Some(tally) = tally.and_then(|item| self.tallies.get_mut(item)) {
                tally.begun = true;
            }
        }
        self.tell(what);
    }

    /// Ends the current slot where it is, and counts it.
    pub(super) fn end_segment(&mut self, complete: bool) {
        let played_ms = self.position_ms;
        let Some(slot) = self.queue.get_mut(self.current) else {
            return;
        };
        let again = slot.done && complete;
        slot.done |= complete;
        let segment = &slot.segment;
        let what = What::SegmentFinished {
            place: slot.place(),
            kind: segment.kind,
            side: segment.side,
            set: segment.set,
            planned_ms: segment.duration_ms,
            played_ms,
            complete,
            again,
        };
        if segment.kind == Kind::Work {
            let tally = segment.item.map(|item| item as usize);
            if let Some(tally) = tally.and_then(|item| self.tallies.get_mut(item)) {
                tally.played.entry(segment.side).played_ms += played_ms;
            }
        }
        self.tell(what);
    }

    /// Goes on to the slot at `next`, from the one that was just ended.
    pub(super) fn go_on(&mut self, next: usize) {
        let item = self.queue.item(self.current);
        if let Some(item) = item
            && self.queue.item(next) != Some(item)
            && let Some(report) = self.report(item)
        {
            let tally = self.tallies.get_mut(item as usize);
            let again = tally.is_some_and(|tally| std::mem::replace(&mut tally.told, true));
            self.tell(What::TechniqueFinished { report, again });
        }
        if next < self.queue.len() {
            self.begin(next);
        } else {
            self.finish(StopReason::Done, None, true);
        }
    }

    /// Ends the session.
    pub(super) fn finish(&mut self, reason: StopReason, pain: Option<u8>, reached_end: bool) {
        if let Phase::Paused { since, .. } = self.phase {
            self.paused_ms += self.clock - since;
        }
        self.phase = Phase::Finished { reason };
        let items: Vec<ItemReport> = (0..)
            .zip(self.timeline.items())
            .filter_map(|(item, _)| self.report(item))
            .collect();
        let mut work = super::Sides::default();
        for item in &items {
            work.add(&item.work);
        }
        self.tell(What::SessionFinished {
            reason,
            pain,
            reached_end,
            played_ms: self.played_ms,
            paused_ms: self.paused_ms,
            before_ms: self.before_ms,
            work,
            items,
        });
    }

    /// What has become of an item so far.
    pub(super) fn report(&self, index: u32) -> Option<ItemReport> {
        let item = self.timeline.items().get(index as usize)?;
        let tally = self.tallies.get(index as usize)?;
        let mut work = self.queue.counts(index);
        work.add(&tally.played);
        let outcome = if work.is_whole() {
            Outcome::Done
        } else if tally.skipped {
            Outcome::Skipped
        } else if tally.begun {
            Outcome::Partial
        } else {
            Outcome::NotReached
        };
        let swapped = item.easier.as_ref().filter(|_| tally.swapped);
        let technique = swapped.map_or(&item.technique, |easier| &easier.technique);
        Some(ItemReport {
            item: index,
            technique: technique.clone(),
            easier: tally.swapped || item.is_easier,
            outcome,
            work,
        })
    }
}
