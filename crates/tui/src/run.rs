//! The edge: the clock, the terminal, keys and signals, the voice, around the program.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use unhunch_core::content::Library;
use unhunch_host::{Clock, Depth, Input, Looks, Voice, listen, now, unicode, voice};

use crate::app::{App, Effect, Event};
use crate::hands::Hands;
use crate::keys::Stroke;
use crate::terminal::Terminal;
use crate::theme::{Ground, Theme};
use crate::work::{Job, Message};
use crate::worker::Worker;

/// How often it is looked whether the day is still the same.
const DAY: Duration = Duration::from_secs(60);

/// What is said where there is no terminal.
pub const NO_TERMINAL: &str =
    "the terminal UI needs a terminal; `unhunch start --plain` plays a session in lines of text";

/// What the program runs on.
#[derive(Debug)]
pub struct Setup {
    /// The content.
    pub library: &'static Library,
    /// The data folder, with the journal.
    pub folder: PathBuf,
}

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// The process was told to end.
    Interrupted,
}

/// Why it could not run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no terminal.
    #[error("{NO_TERMINAL}")]
    NoTerminal,
    /// The machine does not play along.
    #[error(transparent)]
    Host(#[from] unhunch_host::Error),
    /// The terminal cannot be read or written.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] std::io::Error),
}

/// What comes in, from wherever.
enum Incoming {
    Input(Input),
    Message(Message),
}

/// Runs the program until it is left.
///
/// # Errors
///
/// Where there is no terminal, or it cannot be used.
pub fn run(setup: Setup) -> Result<Ended, Failure> {
    let both = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !both || unicode::is_dumb() {
        return Err(Failure::NoTerminal);
    }
    let choice = Worker::theme(&setup.folder);
    let (send, incoming) = channel();
    let told = send.clone();
    listen(true, move |input| told.send(Incoming::Input(input)).is_ok())?;
    let hands = Hands::start(setup.library, setup.folder, move |message| {
        send.send(Incoming::Message(message)).is_ok()
    });
    let mut terminal = Terminal::new()?;
    let (app, first) = App::new(setup.library, theme(), choice, Terminal::size());
    let mut edge = Edge {
        app,
        clock: Clock::new(1.0),
        hands: Some(hands),
        voice: None,
        speaks: false,
        ended: None,
    };
    let done = edge.run(first, &incoming, &mut terminal);
    if done.is_err() {
        edge.end();
    }
    // What is still to be written is written, whatever became of the terminal.
    if let Some(hands) = edge.hands.take() {
        hands.finish();
    }
    drop(terminal);
    done
}

/// How things look on this terminal.
fn theme() -> Theme {
    let looks = Looks::of_stdout(None);
    Theme {
        depth: looks.map_or_else(depth_of_ascii, |looks| looks.depth),
        ground: looks.map_or(Ground::Dark, |looks| looks.theme),
        unicode: looks.is_some(),
    }
}

/// A terminal that shows ASCII only may have the usual colors.
fn depth_of_ascii() -> Depth {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        Depth::None
    } else {
        Depth::Few
    }
}

struct Edge {
    app: App,
    clock: Clock,
    hands: Option<Hands>,
    voice: Option<Voice>,
    speaks: bool,
    ended: Option<Ended>,
}

impl Edge {
    fn run(
        &mut self,
        first: Vec<Effect>,
        incoming: &Receiver<Incoming>,
        terminal: &mut Terminal,
    ) -> Result<Ended, Failure> {
        self.effects(first, terminal)?;
        terminal.draw(&mut self.app)?;
        loop {
            let wait = self.app.wait(self.clock.now()).unwrap_or(DAY);
            let mut events = Vec::new();
            match incoming.recv_timeout(wait) {
                Ok(one) => {
                    events.extend(self.event(one, terminal)?);
                    // Whatever came in meanwhile goes into the same picture.
                    while let Ok(one) = incoming.try_recv() {
                        events.extend(self.event(one, terminal)?);
                    }
                }
                Err(RecvTimeoutError::Timeout) => events.push(Event::Tick),
                Err(RecvTimeoutError::Disconnected) => events.push(Event::End),
            }
            if self.app.today().is_some_and(|day| day != now().date()) && !self.app.plays() {
                self.have(Job::Refresh);
            }
            for event in events {
                if matches!(event, Event::End) {
                    self.ended = Some(Ended::Interrupted);
                }
                let effects = self.app.handle(event, self.clock.now());
                self.effects(effects, terminal)?;
                if let Some(ended) = self.ended {
                    return Ok(ended);
                }
            }
            terminal.draw(&mut self.app)?;
        }
    }

    /// Ends what is being played, where the terminal went away before anything told so.
    fn end(&mut self) {
        for effect in self.app.handle(Event::End, self.clock.now()) {
            if let Effect::Work(job) = effect {
                self.have(job);
            }
        }
    }

    fn have(&self, job: Job) {
        if let Some(hands) = &self.hands {
            hands.have(job);
        }
    }

    fn event(&self, incoming: Incoming, terminal: &mut Terminal) -> Result<Option<Event>, Failure> {
        Ok(match incoming {
            Incoming::Message(message) => Some(Event::Message(message)),
            Incoming::Input(Input::End) => Some(Event::End),
            Incoming::Input(Input::Redraw) => {
                let (columns, rows) = Terminal::size();
                terminal.clear()?;
                Some(Event::Resize(columns, rows))
            }
            Incoming::Input(Input::Key(key)) => key_event(self.app.place().types(), &key),
            Incoming::Input(Input::Mouse(mouse)) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    Some(Event::Click(mouse.column, mouse.row))
                }
                MouseEventKind::ScrollDown => Some(Event::Wheel(true)),
                MouseEventKind::ScrollUp => Some(Event::Wheel(false)),
                _ => None,
            },
        })
    }

    fn effects(&mut self, effects: Vec<Effect>, terminal: &mut Terminal) -> Result<(), Failure> {
        for effect in effects {
            match effect {
                Effect::Work(job) => self.have(job),
                Effect::Ring => terminal.ring()?,
                Effect::Voice(on) => self.switch_voice(on),
                Effect::Hear(events) => {
                    if let Some(voice) = self.voice.as_ref().filter(|_| self.speaks) {
                        voice.hear(&events);
                    }
                }
                Effect::Theme(_) => {}
                Effect::Redraw => terminal.clear()?,
                Effect::Suspend => {
                    #[cfg(unix)]
                    {
                        terminal.suspend()?;
                        let (columns, rows) = Terminal::size();
                        let resize = Event::Resize(columns, rows);
                        let more = self.app.handle(resize, self.clock.now());
                        self.effects(more, terminal)?;
                    }
                }
                Effect::Quit => self.ended = self.ended.or(Some(Ended::Left)),
            }
        }
        Ok(())
    }

    fn switch_voice(&mut self, on: bool) {
        self.speaks = on;
        if !on {
            return;
        }
        if self.voice.is_none() {
            self.voice = Voice::find();
        }
        if self.voice.is_none() {
            self.speaks = false;
            let says = crate::screens::capital(voice::MISSING);
            self.app.note(&format!("{says}."), self.clock.now());
        }
    }
}

/// What a key comes to, where signs are typed or not.
pub(crate) fn key_event(types: bool, key: &KeyEvent) -> Option<Event> {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let edits = matches!(
        key.code,
        KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
    );
    if types && edits && plain {
        return Some(Event::Edit(key.code));
    }
    let typed = match key.code {
        KeyCode::Char(sign) if plain => Some(sign),
        _ => None,
    };
    Some(Event::Key(Stroke::of(key)?, typed))
}
