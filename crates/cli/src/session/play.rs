//! The player with its clock and its log.

use std::time::Duration;

use unhunch_core::player::{Command, Event, Millis, Player, Refusal, State, StopReason, View};

use unhunch_core::session::Ending;
use unhunch_host::{Clock, Log};

use crate::error::Failure;

/// A session being played.
#[derive(Debug)]
pub(crate) struct Play<'d> {
    player: Player,
    clock: Clock,
    /// Where it is written down.
    pub log: Log<'d>,
    ending: Option<Ending>,
    interrupted: bool,
    /// The time that was handed to the player last.
    told: Millis,
}

impl<'d> Play<'d> {
    /// A session that is about to begin.
    pub(crate) fn new(player: Player, speed: f64, log: Log<'d>) -> Self {
        Self {
            player,
            clock: Clock::new(speed),
            log,
            ending: None,
            interrupted: false,
            told: 0,
        }
    }

    /// Begins.
    pub(crate) fn start(&mut self) {
        // It is refused only where it was begun before.
        let _ = self.command(Command::Start);
    }

    /// Lets the time pass up to now; what happened comes out of [`Play::events`].
    pub(crate) fn tick(&mut self) {
        self.told = self.clock.now();
        self.player.tick(self.told);
    }

    /// Asks something of the player, now.
    ///
    /// # Errors
    ///
    /// The player's refusal.
    pub(crate) fn command(&mut self, command: Command) -> Result<(), Refusal> {
        self.told = self.clock.now();
        self.player.handle(command, self.told)
    }

    /// Ends it because the program was told to end.
    pub(crate) fn interrupt(&mut self) {
        self.interrupted = true;
        self.log.interrupt();
        // A session that is over already needs no end.
        let _ = self.command(Command::stop(StopReason::Other));
    }

    /// What happened since the last call. It is in the log, to be written by [`Log::write`].
    pub(crate) fn events(&mut self) -> Vec<Event> {
        let events: Vec<Event> = std::iter::from_fn(|| self.player.poll_event()).collect();
        self.log.hear(&events);
        for event in &events {
            if let Some(ending) = Ending::of(&event.what, self.interrupted) {
                self.ending = Some(ending);
            }
        }
        events
    }

    /// How many ms of the session were left when an event fell due, which may be before it came out; it
    /// is one of `events`, which came out just now.
    pub(crate) fn left_at(&self, event: &Event, events: &[Event]) -> Millis {
        let Some(view) = self.player.view(self.told) else {
            return 0;
        };
        let since = if view.state == State::Running {
            self.told
        } else {
            // No time has run since then.
            events.last().map_or(event.at, |last| last.at)
        };
        view.remaining_ms
            .saturating_add(since.saturating_sub(event.at))
    }

    /// Writes down what happened.
    ///
    /// # Errors
    ///
    /// When it cannot be written. The time is held then, unless the session is over.
    pub(crate) fn write(&mut self) -> Result<(), Failure> {
        let written = self.log.write();
        if written.is_err() {
            // It may be paused already, or over.
            let _ = self.command(Command::Pause);
        }
        Ok(written?)
    }

    /// How it ended; `None` while it has not.
    pub(crate) fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// How it stands now.
    pub(crate) fn view(&self) -> Option<View<'_>> {
        self.player.view(self.clock.now())
    }

    /// Whether the time is held.
    pub(crate) fn is_paused(&self) -> bool {
        self.view()
            .is_some_and(|view| matches!(view.state, State::Paused(_)))
    }

    /// How many techniques there are.
    pub(crate) fn items(&self) -> usize {
        self.player.timeline().items().len()
    }

    /// How long to wait until something is due; `None` while no time runs.
    pub(crate) fn wait(&self) -> Option<Duration> {
        let due = self.player.poll_timeout()?;
        Some(self.clock.until(due))
    }

    /// How long it takes until the part of the repetition or breath shows another number; `None` where
    /// there is none or no time runs.
    pub(crate) fn wait_for_movement(&self) -> Option<Duration> {
        let view = self.view()?;
        if view.state != State::Running {
            return None;
        }
        let (_, left_ms) = view.movement?;
        let to_number = left_ms.saturating_sub(1) % 1000 + 1;
        Some(self.clock.real(to_number))
    }
}
