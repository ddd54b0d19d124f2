//! The edge: the clock, the terminal, keys and signals, the voice, around the program.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use unhunch_core::content::Library;
use unhunch_host::{Clock, Depth, Input, Looks, Voice, listen, now, unicode, voice};

use crate::action::Action;
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
    /// A part of the program broke down, and has said why.
    #[error("a part of the program broke down; what was written down stays")]
    Broken,
    /// The terminal cannot be read or written.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] std::io::Error),
}

/// What comes in, from wherever.
enum Incoming {
    Input(Input),
    Message(Message),
    /// The shell asks for the terminal.
    Suspend,
    /// A thread has panicked.
    Broken,
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
    #[cfg(unix)]
    listen_to_suspend(send.clone())?;
    let broken = send.clone();
    let send = move |message| send.send(Incoming::Message(message)).is_ok();
    // Whoever is gone by then needs no telling.
    let fell = move || drop(broken.send(Incoming::Broken));
    let hands = Hands::start(setup.library, setup.folder, send, fell);
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

/// Listens to the shell asking for the terminal, as Ctrl-Z does where keys are not read one by one.
#[cfg(unix)]
fn listen_to_suspend(send: Sender<Incoming>) -> std::io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGTSTP])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if send.send(Incoming::Suspend).is_err() {
                return;
            }
        }
    });
    Ok(())
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
            match incoming.recv_timeout(wait) {
                Ok(one) => {
                    self.take(one, terminal)?;
                    // Whatever came in meanwhile goes into the same picture.
                    while let Ok(one) = incoming.try_recv() {
                        self.take(one, terminal)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.give(Event::Tick, terminal)?,
                Err(RecvTimeoutError::Disconnected) => self.give(Event::End, terminal)?,
            }
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
            if self.app.today().is_some_and(|day| day != now().date()) && !self.app.plays() {
                self.have(Job::Refresh);
            }
            terminal.draw(&mut self.app)?;
        }
    }

    /// Hands an event to the program, and does what comes of it.
    fn give(&mut self, event: Event, terminal: &mut Terminal) -> Result<(), Failure> {
        if self.ended.is_some() {
            return Ok(());
        }
        if matches!(event, Event::End) {
            self.ended = Some(Ended::Interrupted);
        }
        let effects = self.app.handle(event, self.clock.now());
        self.effects(effects, terminal)
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

    /// Takes in what came from outside.
    fn take(&mut self, incoming: Incoming, terminal: &mut Terminal) -> Result<(), Failure> {
        match incoming {
            Incoming::Message(message) => self.give(Event::Message(message), terminal),
            Incoming::Broken => Err(Failure::Broken),
            Incoming::Suspend => self.give(Event::Do(Action::Suspend), terminal),
            Incoming::Input(Input::End) => self.give(Event::End, terminal),
            Incoming::Input(Input::Redraw) => {
                let (columns, rows) = Terminal::size();
                terminal.renew();
                self.give(Event::Resize(columns, rows), terminal)
            }
            Incoming::Input(Input::Key(key)) => {
                // What a key means depends on what the one before came to.
                for key in presses(self.app.place().types(), key) {
                    if let Some(event) = key_event(self.app.place().types(), &key) {
                        self.give(event, terminal)?;
                    }
                }
                Ok(())
            }
            Incoming::Input(Input::Mouse(mouse)) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    self.give(Event::Click(mouse.column, mouse.row), terminal)
                }
                MouseEventKind::ScrollDown => self.give(Event::Wheel(true), terminal),
                MouseEventKind::ScrollUp => self.give(Event::Wheel(false), terminal),
                _ => Ok(()),
            },
        }
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
                Effect::Redraw => terminal.renew(),
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

/// The keys that were pressed: one that comes with Alt while somebody types is Esc and another key, pressed so
/// fast that the terminal took them for one.
pub(crate) fn presses(types: bool, key: KeyEvent) -> impl Iterator<Item = KeyEvent> {
    let two = types && key.modifiers.contains(KeyModifiers::ALT);
    let escape = two.then(|| KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    let mut rest = key;
    rest.modifiers.set(
        KeyModifiers::ALT,
        !two && key.modifiers.contains(KeyModifiers::ALT),
    );
    escape.into_iter().chain([rest])
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
