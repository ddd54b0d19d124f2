//! The live view: a thin loop around the picture. It waits until something is due, a key is pressed or
//! a signal comes; it draws only what changed, ten times a second at most.

use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use unhunch_core::content::Library;
use unhunch_core::journal::{Body, PainReading, When};
use unhunch_core::player::{Command, Event, Refusal, What};
use unhunch_host::{Bell, Console, Input, Sight, Voice, instant, is_control};

use super::Play;
use super::frame::frame;
use super::keys::{Action, action};
use super::mannequin::Mannequin;
use super::overlay::{Next, Overlay};
use super::screen::{Beside, Screen};
use crate::error::Failure;
use unhunch_core::session::Ending;

/// The least time between two pictures.
const BETWEEN: Duration = Duration::from_millis(100);
/// The time between two pictures of a moving figure.
const FRAME: Duration = Duration::from_millis(66);
/// How long an answer to a key stands.
const NOTICE: Duration = Duration::from_secs(3);

/// Plays a session in the live view, to its end; with a moving figure where `figure` wants one and there
/// is room.
///
/// # Errors
///
/// When the terminal cannot be drawn on, or the person leaves because the journal cannot be written.
pub(crate) fn live(
    play: &mut Play<'_>,
    console: &Console,
    library: &Library,
    title: &str,
    bell: Bell,
    voice: &mut Option<Voice>,
    figure: bool,
) -> Result<Ending, Failure> {
    let screen = Screen::new()?;
    let mut live = Live {
        play,
        library,
        title,
        bell,
        voice,
        screen,
        cue: String::new(),
        notice: None,
        over: None,
        ran: false,
        stale: true,
        drawn: None,
        ring: false,
        mannequin: Mannequin::new(figure),
    };
    live.play.start();
    loop {
        live.play.tick();
        live.catch_up()?;
        if let Some(ending) = live.play.ending()
            && live.over.is_none()
        {
            return Ok(ending.clone());
        }
        live.draw()?;
        if let Some(input) = console.wait(live.wait()) {
            live.input(input)?;
        }
    }
}

struct Live<'l, 'd> {
    play: &'l mut Play<'d>,
    library: &'l Library,
    title: &'l str,
    bell: Bell,
    voice: &'l mut Option<Voice>,
    screen: Screen,
    /// What was said last.
    cue: String,
    /// An answer to a key, and since when it stands.
    notice: Option<(String, Instant)>,
    over: Option<Overlay>,
    /// Whether the time ran when the overlay came.
    ran: bool,
    /// Whether the picture has to be drawn anew.
    stale: bool,
    /// When the last picture was drawn.
    drawn: Option<Instant>,
    /// Whether the bell is to ring with the next picture.
    ring: bool,
    mannequin: Mannequin,
}

impl Live<'_, '_> {
    /// Takes note of what happened, and writes it down.
    fn catch_up(&mut self) -> Result<(), Failure> {
        let events = self.play.events();
        if events.is_empty() {
            return Ok(());
        }
        self.show(&events);
        self.write()
    }

    fn write(&mut self) -> Result<(), Failure> {
        if let Err(failure) = self.play.write() {
            let interrupted = self.play.ending().is_some_and(|ending| ending.interrupted);
            if interrupted {
                // Nobody is there to try again.
                return Err(failure);
            }
            let events = self.play.events();
            self.show(&events);
            self.over = Some(Overlay::Trouble(failure.message));
        }
        Ok(())
    }

    fn show(&mut self, events: &[Event]) {
        self.stale = true;
        self.ring |= self.bell.rings(events);
        if let Some(voice) = self.voice {
            voice.hear(events);
        }
        for event in events {
            match &event.what {
                // A counted number is on display already.
                What::SegmentStarted { cue, place, .. }
                    if place.count.is_none_or(|count| count.to_string() != *cue) =>
                {
                    self.cue.clone_from(cue);
                }
                What::Cue { text, .. } => self.cue.clone_from(text),
                What::Swapped { how, .. } => self.cue.clone_from(how),
                _ => {}
            }
        }
    }

    fn draw(&mut self) -> Result<(), Failure> {
        if let Some((_, since)) = &self.notice
            && since.elapsed() >= NOTICE
        {
            self.notice = None;
            self.stale = true;
        }
        // The part of a repetition changes between events.
        let moves = self.play.wait_for_movement().is_some() || self.animates();
        let soon = self
            .drawn
            .is_some_and(|drawn| drawn.elapsed() < self.between());
        self.stale |= moves;
        if soon || !self.stale {
            return Ok(());
        }
        let canvas = self.screen.canvas();
        let Some(view) = self.play.view() else {
            return Ok(());
        };
        let mut sight = Sight::new(self.title, &view, &self.cue, self.library);
        sight.notice = self.notice.as_ref().map(|(says, _)| says.clone());
        sight.over = self.over.as_ref().map(Overlay::lines);
        // What lies over the session has the whole terminal.
        let (canvas, figure) = match &self.over {
            Some(_) => (canvas, Beside::default()),
            None => self.mannequin.draw(&view, self.library, canvas),
        };
        let ring = std::mem::take(&mut self.ring);
        self.screen.draw(frame(&sight, canvas), figure, ring)?;
        self.stale = false;
        self.drawn = Some(instant());
        Ok(())
    }

    /// Whether a figure is shown that moves with the time.
    fn animates(&self) -> bool {
        self.over.is_none() && !self.play.is_paused() && self.mannequin.is_shown()
    }

    /// The least time between two pictures.
    fn between(&self) -> Duration {
        if self.animates() { FRAME } else { BETWEEN }
    }

    /// How long to wait; `None` for as long as nothing comes in.
    fn wait(&self) -> Option<Duration> {
        let pending = self.stale.then(|| {
            let between = self.between();
            let drawn = self.drawn.map_or(between, |drawn| drawn.elapsed());
            between.saturating_sub(drawn)
        });
        let frame = self.animates().then(|| {
            let drawn = self.drawn.map_or(FRAME, |drawn| drawn.elapsed());
            FRAME.saturating_sub(drawn)
        });
        let notice = self
            .notice
            .as_ref()
            .map(|(_, since)| NOTICE.saturating_sub(since.elapsed()));
        let movement = self.play.wait_for_movement().map(|wait| wait.max(BETWEEN));
        let waits = [self.play.wait(), movement, pending, notice, frame];
        waits.into_iter().flatten().min()
    }

    fn input(&mut self, input: Input) -> Result<(), Failure> {
        match input {
            Input::Redraw => {
                self.screen.forget();
                self.stale = true;
            }
            // It is not asked for.
            Input::Mouse(_) => {}
            Input::End => self.end(),
            Input::Key(key) if is_control(&key, 'c') => self.end(),
            Input::Key(key) if is_control(&key, 'l') => {
                self.screen.forget();
                self.stale = true;
            }
            #[cfg(unix)]
            Input::Key(key) if is_control(&key, 'z') => {
                // It may be paused already.
                let _ = self.play.command(Command::Pause);
                self.catch_up()?;
                self.screen.suspend()?;
                self.stale = true;
            }
            Input::Key(key) => self.key(&key)?,
        }
        Ok(())
    }

    fn end(&mut self) {
        self.over = None;
        self.play.interrupt();
    }

    fn key(&mut self, key: &KeyEvent) -> Result<(), Failure> {
        self.stale = true;
        if let Some(over) = self.over.take() {
            let can_ease = self.play.view().is_some_and(|view| view.can_ease);
            let next = over.key(key, self.library.safety(), can_ease);
            return self.follow(over, next);
        }
        let Some(action) = action(key) else {
            self.tell("That key does nothing here; ? shows the keys.");
            return Ok(());
        };
        match action {
            Action::PauseOrResume => {
                let command = if self.play.is_paused() {
                    Command::Resume
                } else {
                    Command::Pause
                };
                self.command(command);
            }
            Action::Player(command) => self.command(command),
            Action::Stop => self.open(Overlay::Why),
            Action::Help => self.open(Overlay::Help),
            Action::Bell => {
                self.bell.on = !self.bell.on;
                self.tell(if self.bell.on {
                    "The bell is on."
                } else {
                    "The bell is off."
                });
            }
            Action::Voice => self.toggle_voice(),
        }
        Ok(())
    }

    /// Lays something over the view; the time is held meanwhile.
    fn open(&mut self, over: Overlay) {
        self.ran = !self.play.is_paused();
        // Where it is paused already, it stays so.
        let _ = self.play.command(Command::Pause);
        self.over = Some(over);
    }

    /// Does what a key on an overlay comes to.
    fn follow(&mut self, over: Overlay, next: Next) -> Result<(), Failure> {
        match &next {
            Next::Stay(over) => self.over = Some(over.clone()),
            Next::Back => self.go_on(),
            Next::Note { pain, .. } => {
                self.play.log.add(Body::Pain(PainReading {
                    value: *pain,
                    area: None,
                    side: None,
                    when: When::During,
                }));
                if let Some(command) = next.command() {
                    self.command(command);
                }
                self.go_on();
                self.write()?;
            }
            Next::Stop(_) => {
                if let Some(command) = next.command() {
                    self.command(command);
                }
            }
            Next::Retry => {
                self.write()?;
                if self.over.is_none() && self.play.ending().is_none() {
                    self.tell("It is written down. Space goes on.");
                }
            }
            Next::GiveUp => {
                if let Overlay::Trouble(message) = over {
                    return Err(Failure::failed(message));
                }
            }
        }
        Ok(())
    }

    fn go_on(&mut self) {
        if self.ran {
            // It was held by the overlay only.
            let _ = self.play.command(Command::Resume);
        }
    }

    fn command(&mut self, command: Command) {
        self.notice = None;
        if let Err(refusal) = self.play.command(command) {
            self.refuse(refusal);
        }
    }

    fn refuse(&mut self, refusal: Refusal) {
        let mut says = refusal.to_string();
        if let Some(first) = says.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.tell(&format!("{says}."));
    }

    fn tell(&mut self, says: &str) {
        self.notice = Some((says.to_owned(), instant()));
    }

    fn toggle_voice(&mut self) {
        match self.voice {
            Some(voice) => voice.on = !voice.on,
            None => *self.voice = Voice::find(),
        }
        let says = match self.voice {
            Some(voice) if voice.on => "The voice is on.",
            Some(_) => "The voice is off.",
            None => "No voice was found on this system.",
        };
        self.tell(says);
    }
}
