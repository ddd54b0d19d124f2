//! The player: a state machine that plays a [`Timeline`], without a clock and without I/O of its own.
//!
//! Whoever drives it hands in commands and the time, and takes out events:
//!
//! ```text
//! player.handle(Command::Start, now)?;
//! loop {
//!     while let Some(event) = player.poll_event() { show(event) }
//!     match player.poll_timeout() {
//!         Some(due) => { wait_until(due); player.tick(clock()) }
//!         None => wait_for_a_command(),
//!     }
//! }
//! ```
//!
//! **Time** is a count of milliseconds from any start, monotonic at the edge; one that goes backwards counts
//! as standing still. A late call plays everything that fell due, in order, each event with the time at
//! which it did; a spurious one does nothing. If the time has run more than [`MAX_GAP_MS`] past the next
//! due time (a laptop slept), only what fell due at that very time is played; then the player pauses there
//! and says so, so that nobody is credited with a hold that they slept through.
//!
//! **Order** of what falls due at one time: timed cues, the tick, the end of the segment, the end of its
//! technique, the start of the next segment, the next segment's cues at 0 ms, and so on. A command is
//! judged after everything that is due by then.
//!
//! **Ticks** fall where a whole number of seconds, at least one, is left of the segment, not at its start.
//!
//! **Moving about**: next, previous and restart move by units, which are single segments, except that all
//! repetitions or all breaths of one side, direction and set are one unit. They work while paused, too, and
//! leave it paused. What is left before its end was not complete, and says how long it was played. Leaving
//! an item forwards finishes its technique; leaving it backwards says nothing of it.
//!
//! **Extend** adds [`EXTEND_MS`] to any segment but the closing; to a unit of repetitions or breaths it adds
//! as many as last at least that long (ten at most). The same set, direction and spot on the other side gets
//! the same, if it is still to come. A unit can be extended [`MAX_EXTENDS`] times.
//!
//! **Easier** swaps what is left of an item for its easier step. While getting ready, that goes on, and the
//! easier step's work follows. Otherwise the current segment ends, the easier step's own getting ready
//! comes, and then its work from the first pass with the side and direction that are due, in the same set
//! (or the easier step's last set); from its beginning if it has no such pass.
//!
//! **Taking a position** is never lost: if a technique begins in another position than the last work was
//! done in and its getting ready has no time for that (because the one before was skipped, or the session is
//! resumed), 10 s are added to it, and its cue becomes "Next: " with what announces the item (with its own
//! cue in an easier step). The cue becomes that, too, after skipping a technique whose work was not begun:
//! nothing of it needs ending. A resumed session begins with "Welcome back. " in that place.
//!
//! **Counting**: a work segment is done when it was played from beginning to end, and is counted once,
//! however often it is repeated; the ms played are all counted.

mod command;
mod event;
mod queue;
mod resume;
mod run;
mod view;

pub use command::{Command, Refusal, Stop, StopReason};
pub use event::{Event, ItemReport, Outcome, PauseReason, SegmentRef, SideWork, Sides, What};
pub use resume::{Finished, Place, Resume, ResumeError};
pub use view::{State, View};

use std::collections::VecDeque;

use crate::content::Id;
use crate::timeline::{Kind, Timeline};
use queue::Queue;

/// A point in time or a length of time, in milliseconds.
pub type Millis = u64;

/// How far past the next due time a call may come before the player pauses, in ms.
pub const MAX_GAP_MS: Millis = 10_000;
/// What an extension adds, in ms.
pub const EXTEND_MS: Millis = 10_000;
/// How many times one segment can be extended.
pub const MAX_EXTENDS: u32 = 12;

/// How it stands with the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Ready,
    Running,
    Paused { since: Millis, reason: PauseReason },
    Finished { reason: StopReason },
}

/// What is known of an item beside its segments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    /// Ms of work played, by side; counts stay 0 here.
    played: Sides,
    /// Whether work of it was begun.
    begun: bool,
    /// Whether the easier step was taken.
    swapped: bool,
    /// Whether it was left out.
    skipped: bool,
    /// Whether its end was told.
    told: bool,
}

/// Plays a timeline. See the [module docs](self) for what it does when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    timeline: Timeline,
    queue: Queue,
    tallies: Vec<Tally>,
    events: VecDeque<Event>,
    phase: Phase,
    /// The slot being played, or to be played first.
    current: usize,
    /// Ms of it that were played at `clock`.
    position_ms: Millis,
    /// The latest time that was handed in or played up to.
    clock: Millis,
    /// The position that the last work was done in.
    posture: Option<Id>,
    /// Whether it goes on from an earlier session.
    resumed: bool,
    played_ms: Millis,
    paused_ms: Millis,
    before_ms: Millis,
}

impl Player {
    /// A player at the beginning of a timeline.
    #[must_use]
    pub fn new(timeline: Timeline) -> Self {
        Self {
            queue: Queue::new(&timeline),
            tallies: vec![Tally::default(); timeline.items().len()],
            timeline,
            events: VecDeque::new(),
            phase: Phase::Ready,
            current: 0,
            position_ms: 0,
            clock: 0,
            posture: None,
            resumed: false,
            played_ms: 0,
            paused_ms: 0,
            before_ms: 0,
        }
    }

    /// The timeline that is played.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Lets the time pass up to `now`.
    pub fn tick(&mut self, now: Millis) {
        let now = now.max(self.clock);
        let due = self.poll_timeout().unwrap_or(now);
        if now > due.saturating_add(MAX_GAP_MS) {
            self.play_to(due);
            if self.phase == Phase::Running {
                self.pause(PauseReason::Gap, Some(now - due));
            }
        }
        self.play_to(now);
    }

    /// Lets the time pass up to `now` as [`tick`](Self::tick) does, then obeys a command.
    ///
    /// # Errors
    ///
    /// A command that makes no sense as things stand is refused and changes nothing.
    pub fn handle(&mut self, command: Command, now: Millis) -> Result<(), Refusal> {
        self.tick(now);
        match (command, self.phase) {
            (_, Phase::Finished { .. }) => return Err(Refusal::Finished),
            (Command::Start, Phase::Ready) => self.start(),
            (_, Phase::Ready) => return Err(Refusal::NotStarted),
            (Command::Start, _) => return Err(Refusal::AlreadyStarted),
            (Command::Pause, Phase::Paused { .. }) => return Err(Refusal::AlreadyPaused),
            (Command::Pause, Phase::Running) => self.pause(PauseReason::Asked, None),
            (Command::Resume, Phase::Paused { since, .. }) => {
                self.paused_ms += self.clock - since;
                self.phase = Phase::Running;
                self.tell(What::Resumed);
            }
            (Command::Resume, Phase::Running) => return Err(Refusal::NotPaused),
            (Command::Next, _) => {
                self.end_segment(false);
                self.go_on(self.queue.unit_end(self.current));
            }
            (Command::Previous, _) => {
                let before = self.queue.unit_start(self.current).checked_sub(1);
                let before = before.ok_or(Refusal::NothingBefore)?;
                self.end_segment(false);
                self.begin(self.queue.unit_start(before));
            }
            (Command::Restart, _) => {
                self.end_segment(false);
                self.begin(self.queue.unit_start(self.current));
            }
            (Command::Extend, _) => self.extend()?,
            (Command::SkipTechnique, _) => self.skip()?,
            (Command::Easier, _) => self.swap()?,
            (Command::Stop(stop), _) => self.stop(stop)?,
        }
        // What the command began may say something at once.
        self.play_to(self.clock);
        Ok(())
    }

    /// When [`tick`](Self::tick) is to be called next: after a call, always later than its time. `None` while
    /// no time runs, and at the end of all time.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Millis> {
        if self.phase != Phase::Running {
            return None;
        }
        let slot = self.queue.get(self.current)?;
        let due = run::next_due(slot, self.position_ms);
        self.clock.checked_add(due - self.position_ms)
    }

    /// The next thing that happened, oldest first.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    fn tell(&mut self, what: What) {
        let at = self.clock;
        self.events.push_back(Event { at, what });
    }

    fn start(&mut self) {
        self.phase = Phase::Running;
        self.tell(What::SessionStarted {
            resumed: self.resumed,
            total_ms: self.timeline.total_ms(),
        });
        let at = self.current;
        let kind = self.queue.get(at).map(|slot| slot.segment.kind);
        if self.resumed && kind != Some(Kind::GetReady) {
            self.queue.get_ready_again(at);
        }
        if self.resumed
            && let Some(slot) = self.queue.get_mut(at)
            && slot.segment.kind == Kind::GetReady
        {
            slot.add_move();
            self.announce(at, "Welcome back.");
        }
        self.begin(self.current);
    }

    /// Lets the getting ready at `at` say `greeting` and what announces its item, or what its easier step
    /// says itself; anything else stays as it is.
    fn announce(&mut self, at: usize, greeting: &str) {
        let item = self.queue.item(at);
        let item = item.and_then(|item| self.timeline.items().get(item as usize));
        if let Some(item) = item
            && let Some(slot) = self.queue.get_mut(at)
            && slot.segment.kind == Kind::GetReady
        {
            let own = std::mem::take(&mut slot.segment.cue);
            let says = if slot.easier {
                own
            } else {
                item.announce.clone()
            };
            slot.segment.cue = format!("{greeting} {says}");
        }
    }

    fn pause(&mut self, reason: PauseReason, gap_ms: Option<Millis>) {
        let since = self.clock;
        self.phase = Phase::Paused { since, reason };
        self.tell(What::Paused { reason, gap_ms });
    }

    fn extend(&mut self) -> Result<(), Refusal> {
        let slot = self.queue.get(self.current);
        let place = slot.map(queue::Slot::place).ok_or(Refusal::NoTechnique)?;
        if place.item.is_none() {
            return Err(Refusal::NoTechnique);
        }
        let (by_ms, other_side) = self
            .queue
            .extend(self.current)
            .ok_or(Refusal::ExtendedEnough)?;
        self.tell(What::Extended {
            place,
            by_ms,
            other_side,
        });
        Ok(())
    }

    fn skip(&mut self) -> Result<(), Refusal> {
        let item = self.queue.item(self.current);
        let item = item.ok_or(Refusal::NoTechnique)?;
        self.end_segment(false);
        let tally = self.tallies.get_mut(item as usize);
        let begun = tally.is_some_and(|tally| {
            tally.skipped = true;
            tally.begun
        });
        let next = self.queue.item_end(self.current);
        if !begun {
            self.announce(next, "Next:");
        }
        let reports = self.report(item);
        self.events.extend(reports.map(|report| Event {
            at: self.clock,
            what: What::TechniqueSkipped { report },
        }));
        self.begin(next);
        Ok(())
    }

    fn swap(&mut self) -> Result<(), Refusal> {
        let index = self.queue.item(self.current);
        let index = index.ok_or(Refusal::NoTechnique)?;
        let item = self.timeline.items().get(index as usize);
        let item = item.ok_or(Refusal::NoTechnique)?;
        let swapped = self
            .tallies
            .get(index as usize)
            .is_some_and(|it| it.swapped);
        if swapped || item.is_easier {
            return Err(Refusal::AlreadyEasier);
        }
        let easier = item.easier.clone().ok_or(Refusal::NoEasierStep)?;
        let kind = self.queue.get(self.current).map(|slot| slot.segment.kind);
        let goes_on = kind == Some(Kind::GetReady);
        if !goes_on {
            self.end_segment(false);
        }
        self.queue.swap(self.current, &easier);
        if let Some(tally) = self.tallies.get_mut(index as usize) {
            tally.swapped = true;
        }
        self.tell(What::Swapped {
            item: index,
            technique: easier.technique,
            name: easier.name,
            how: easier.how,
        });
        if !goes_on {
            self.begin(self.current);
        }
        Ok(())
    }

    fn stop(&mut self, stop: Stop) -> Result<(), Refusal> {
        let with_pain = stop.reason == StopReason::Pain;
        if stop.pain.is_some_and(|pain| pain > 10 || !with_pain) {
            return Err(Refusal::PainOutOfRange);
        }
        self.end_segment(false);
        self.finish(stop.reason, stop.pain, false);
        Ok(())
    }
}
