//! How it stands at a moment, for any surface to show.

use super::event::PauseReason;
use super::{Millis, Phase, Player, StopReason};
use crate::timeline::{Item, Movement, Segment};

/// How it stands with the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Ready,
    /// Time runs.
    Running,
    /// Time is held.
    Paused(PauseReason),
    /// Over.
    Finished(StopReason),
}

/// How it stands at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'a> {
    /// How it stands with the session.
    pub state: State,
    /// What is being played (or will be first, or was last), with its extensions; it knows the side, the
    /// set, and which repetition, breath or spot it is.
    pub segment: &'a Segment,
    /// Ms of the segment that were played.
    pub segment_elapsed_ms: Millis,
    /// Ms of it that are left.
    pub segment_remaining_ms: Millis,
    /// The part of the repetition or breath, and the ms left of it.
    pub movement: Option<(Movement, Millis)>,
    /// The item that the segment belongs to; none in the closing.
    pub item: Option<&'a Item>,
    /// What people call the technique: the easier step's name once that was taken.
    pub name: &'a str,
    /// What to do differently, once the easier step was taken.
    pub how: Option<&'a str>,
    /// Whether `Easier` would be obeyed.
    pub can_ease: bool,
    /// The item that comes after this one.
    pub next: Option<&'a Item>,
    /// Ms that were played in this sitting.
    pub elapsed_ms: Millis,
    /// Ms that are left if nothing is changed.
    pub remaining_ms: Millis,
    /// Whether another sitting came before.
    pub resumed: bool,
}

impl Player {
    /// How it stands at `now`, without letting time pass. `None` only for a timeline without segments, which
    /// does not exist.
    #[must_use]
    pub fn view(&self, now: Millis) -> Option<View<'_>> {
        let current = self.current.min(self.queue.len().saturating_sub(1));
        let slot = self.queue.get(current)?;
        let segment = &slot.segment;
        // What is due is not played here, so the view stops at the end of the segment.
        let left = segment.duration_ms.saturating_sub(self.position_ms);
        let running = self.phase == Phase::Running;
        let since = now.saturating_sub(self.clock).min(left);
        let passed = if running { since } else { 0 };
        let state = match self.phase {
            Phase::Ready => State::Ready,
            Phase::Running => State::Running,
            Phase::Paused { reason, .. } => State::Paused(reason),
            Phase::Finished { reason } => State::Finished(reason),
        };
        let items = self.timeline.items();
        let at = segment.item.map(|item| item as usize);
        let item = at.and_then(|at| items.get(at));
        let next = at.and_then(|at| items.get(at + 1));
        let swapped = at
            .and_then(|at| self.tallies.get(at))
            .is_some_and(|it| it.swapped);
        let step = item.and_then(|item| item.easier.as_ref());
        let easier = step.filter(|_| swapped);
        let ended = matches!(state, State::Finished(_));
        let is_active = matches!(state, State::Running | State::Paused(_));
        let segment_elapsed_ms = self.position_ms.saturating_add(passed);
        let segment_remaining_ms = left - passed;
        let ahead_ms = self.queue.ms_from(current.saturating_add(1));
        Some(View {
            state,
            segment,
            segment_elapsed_ms,
            segment_remaining_ms,
            movement: segment.phase_at(segment_elapsed_ms),
            item,
            name: easier.map_or_else(
                || item.map_or("", |item| item.name.as_str()),
                |easier| easier.name.as_str(),
            ),
            how: easier.map(|easier| easier.how.as_str()),
            can_ease: is_active && step.is_some() && !swapped,
            next,
            elapsed_ms: self.played_ms.saturating_add(passed),
            remaining_ms: if ended {
                0
            } else {
                ahead_ms.saturating_add(segment_remaining_ms)
            },
            resumed: self.resumed,
        })
    }
}
