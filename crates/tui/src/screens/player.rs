//! The player: the figure, what is done, a countdown to be read from far away, what comes next.

mod draw;

use std::time::Duration;

use unhunch_core::journal::{Body, PainReading, When};
use unhunch_core::player::{Command, Event, Millis, Player, Refusal, State as Phase, What};
use unhunch_core::session::{Ending, Recorder};
use unhunch_core::timeline::{Kind, Movement};
use unhunch_host::Sight;
use uuid::Uuid;

pub(crate) use draw::draw;

use super::stopping::{Asking, Next};
use super::{Ctx, Out, capital};
use crate::action::Action;
use crate::app::Effect;
use crate::draw::{Doc, Portrait};
use crate::keys::Place;
use crate::work::{Begun, Job};

/// The time between two pictures of something that moves, in ms.
pub(crate) const FRAME_MS: Millis = 50;

/// The screen's state: a session that is played.
#[derive(Debug)]
pub(crate) struct State {
    session: Uuid,
    title: String,
    player: Player,
    recorder: Recorder,
    asking: Option<Asking>,
    /// Whether the time ran when something was laid over it.
    ran: bool,
    cue: String,
    bell: bool,
    voice: bool,
    interrupted: bool,
    ending: Option<Ending>,
    portrait: Option<Portrait>,
    /// The time that was handed to the player last.
    told: Millis,
}

/// How a breath or a repetition stands: what grows and shrinks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    /// Whether it is a breath.
    breath: bool,
    /// How large, 0 to 1.
    size: f64,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlayerView {
    sight: Sight,
    /// What is done now is work.
    works: bool,
    portrait: Option<Portrait>,
    pace: Option<Pace>,
    bell: bool,
    voice: bool,
    part: f64,
    asking: Option<Doc>,
    trouble: bool,
}

impl State {
    /// A session that has begun; starts it.
    pub(crate) fn start(begun: Begun, ctx: Ctx<'_>, out: &mut Out) -> Self {
        let mut state = Self {
            session: begun.session,
            title: begun.title,
            player: begun.player,
            recorder: begun.recorder,
            asking: None,
            ran: false,
            cue: String::new(),
            bell: true,
            voice: begun.voice,
            interrupted: false,
            ending: None,
            portrait: None,
            told: ctx.now,
        };
        out.effect(Effect::Voice(state.voice));
        // It is refused only where it was begun before.
        let _ = state.player.handle(Command::Start, ctx.now);
        state.catch_up(ctx, out);
        state
    }

    /// The session.
    pub(crate) fn session(&self) -> Uuid {
        self.session
    }

    /// How it ended, once it has and everything was asked.
    pub(crate) fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref().filter(|_| self.asking.is_none())
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        self.asking.as_ref().map_or(Place::Player, Asking::place)
    }

    /// Whether an action does something now.
    pub(crate) fn offers(&self, action: &Action) -> bool {
        if let Some(asking) = &self.asking {
            return asking.offers(action);
        }
        let view = self.player.view(self.told);
        match action {
            Action::Player(Command::Easier) => view.is_some_and(|view| view.can_ease),
            _ => true,
        }
    }

    /// Lets the time pass.
    pub(crate) fn tick(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        self.told = ctx.now;
        self.player.tick(ctx.now);
        self.catch_up(ctx, out);
    }

    /// Ends it because the program was told to end.
    pub(crate) fn interrupt(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        self.asking = None;
        self.interrupted = true;
        self.recorder.interrupt();
        let stop = Command::stop(unhunch_core::player::StopReason::Other);
        // A session that is over already needs no end.
        let _ = self.player.handle(stop, ctx.now);
        self.catch_up(ctx, out);
    }

    /// Holds the time: the program is about to be stopped, or something is laid over it.
    pub(crate) fn hold(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        // It may be paused already.
        let _ = self.player.handle(Command::Pause, ctx.now);
        self.catch_up(ctx, out);
    }

    /// Whether what happened was written down.
    pub(crate) fn logged(&mut self, done: Result<(), String>, ctx: Ctx<'_>, out: &mut Out) {
        match done {
            Ok(()) => {
                if matches!(self.asking, Some(Asking::Trouble(_))) {
                    self.asking = None;
                    if self.ending.is_none() {
                        out.say("It is written down. Space goes on.");
                    }
                }
            }
            Err(says) => {
                self.hold(ctx, out);
                self.asking = Some(Asking::Trouble(says));
            }
        }
    }

    /// How long until something is to be drawn or done; none while nothing moves.
    pub(crate) fn wait(&self, now: Millis) -> Option<Duration> {
        let due = self.player.poll_timeout()?;
        let until = due.saturating_sub(now).clamp(1, FRAME_MS);
        Some(Duration::from_millis(until))
    }

    fn paused(&self) -> bool {
        let view = self.player.view(self.told);
        view.is_some_and(|view| matches!(view.state, Phase::Paused(_)))
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        self.tick(ctx, out);
        if let Some(asking) = self.asking.take() {
            let can_ease = self.player.view(ctx.now).is_some_and(|view| view.can_ease);
            let next = asking.act(action, ctx.library.safety(), can_ease);
            self.follow(next, asking, ctx, out);
            return;
        }
        match action {
            Action::PauseOrResume => {
                let command = if self.paused() {
                    Command::Resume
                } else {
                    Command::Pause
                };
                self.command(command, out, ctx);
            }
            Action::Player(command) => self.command(*command, out, ctx),
            Action::Stop => {
                self.ran = !self.paused();
                self.hold(ctx, out);
                self.asking = Some(Asking::Why);
            }
            Action::Bell => {
                self.bell = !self.bell;
                out.say(if self.bell {
                    "The bell is on."
                } else {
                    "The bell is off."
                });
            }
            Action::Voice => {
                self.voice = !self.voice;
                out.effect(Effect::Voice(self.voice));
                out.say(if self.voice {
                    "The voice is on."
                } else {
                    "The voice is off."
                });
            }
            _ => {}
        }
    }

    fn follow(&mut self, next: Next, asking: Asking, ctx: Ctx<'_>, out: &mut Out) {
        match next {
            Next::Stay(asking) => self.asking = Some(asking),
            Next::Back => self.go_on(ctx, out),
            Next::Note(value, command) => {
                out.effect(Effect::Work(Job::Log(vec![Body::Pain(PainReading {
                    value,
                    area: None,
                    side: None,
                    when: When::During,
                })])));
                if let Some(command) = command {
                    self.command(command, out, ctx);
                }
                self.go_on(ctx, out);
            }
            Next::Stop(stop) => self.command(Command::Stop(stop), out, ctx),
            Next::Retry => {
                out.effect(Effect::Work(Job::Log(Vec::new())));
                if self.ending.is_some() {
                    out.effect(Effect::Work(Job::Over));
                }
                self.asking = Some(asking);
            }
            Next::GiveUp => out.effect(Effect::Quit),
        }
    }

    fn go_on(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        if self.ran {
            // It was held by what lay over it only.
            let _ = self.player.handle(Command::Resume, ctx.now);
        }
        self.catch_up(ctx, out);
    }

    fn command(&mut self, command: Command, out: &mut Out, ctx: Ctx<'_>) {
        if let Err(refusal) = self.player.handle(command, ctx.now) {
            out.say(says(refusal));
        }
        self.catch_up(ctx, out);
    }

    /// Takes note of what happened, and has it written down.
    fn catch_up(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        self.told = self.told.max(ctx.now);
        let events: Vec<Event> = std::iter::from_fn(|| self.player.poll_event()).collect();
        if events.is_empty() {
            return;
        }
        let mut bodies = Vec::new();
        for event in &events {
            bodies.extend(self.recorder.bodies(&event.what));
            match &event.what {
                // A counted number is on display already.
                What::SegmentStarted { cue, place, .. }
                    if place.count.is_none_or(|count| count.to_string() != *cue) =>
                {
                    self.cue.clone_from(cue);
                }
                What::Cue { text, .. } => self.cue.clone_from(text),
                What::Swapped { how, .. } => self.cue.clone_from(how),
                what => {
                    if let Some(ending) = Ending::of(what, self.interrupted) {
                        self.ending = Some(ending);
                    }
                }
            }
        }
        if !bodies.is_empty() {
            out.effect(Effect::Work(Job::Log(bodies)));
        }
        if self.ending.is_some() {
            out.effect(Effect::Work(Job::Over));
        }
        let bell = unhunch_host::Bell { on: self.bell };
        if bell.rings(&events) {
            out.effect(Effect::Ring);
        }
        out.effect(Effect::Hear(events));
        self.pose(ctx);
    }

    /// Keeps the figure of the technique that is played.
    fn pose(&mut self, ctx: Ctx<'_>) {
        let Some(view) = self.player.view(ctx.now) else {
            return;
        };
        // The closing shows what was done last.
        let Some(technique) = view.segment.technique.as_ref() else {
            return;
        };
        let same = self
            .portrait
            .as_ref()
            .is_some_and(|one| one.technique() == technique.as_str());
        if !same {
            self.portrait = Portrait::of(ctx.library, technique.as_str());
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> Option<PlayerView> {
        let view = self.player.view(ctx.now)?;
        let segment = view.segment;
        let portrait = self.portrait.as_ref().map(|portrait| {
            let movement = portrait.figure().movement();
            portrait.at(segment.posed(view.segment_elapsed_ms, movement))
        });
        let pace = view.movement.map(|(movement, left_ms)| {
            let whole = segment
                .phases
                .iter()
                .find(|phase| phase.movement == movement)
                .map_or(1, |phase| phase.ms);
            let done = 1.0 - left_ms as f64 / whole.max(1) as f64;
            let eased = unhunch_figure::ease(done.clamp(0.0, 1.0));
            let size = match movement {
                Movement::There | Movement::In => eased,
                Movement::Hold => 1.0,
                Movement::Back | Movement::Out => 1.0 - eased,
            };
            Pace {
                breath: matches!(movement, Movement::In | Movement::Out),
                size,
            }
        });
        let sight = Sight::new(&self.title, &view, &self.cue, ctx.library);
        let whole = sight.played_ms.saturating_add(sight.left_ms).max(1);
        Some(PlayerView {
            works: segment.kind == Kind::Work,
            portrait,
            pace,
            bell: self.bell,
            voice: self.voice,
            part: sight.played_ms as f64 / whole as f64,
            asking: self.asking.as_ref().map(Asking::doc),
            trouble: matches!(self.asking, Some(Asking::Trouble(_))),
            sight,
        })
    }
}

fn says(refusal: Refusal) -> String {
    format!("{}.", capital(&refusal.to_string()))
}
