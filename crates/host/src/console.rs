//! What comes in from outside while a session runs: keys, changes of size, signals. One channel for
//! all of them, so that waiting is one wait.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent};

use crate::error::Error;

/// Something that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// The mouse, where it is asked for.
    Mouse(MouseEvent),
    /// The terminal may look different now.
    Redraw,
    /// The process is told to end, or nobody is at the terminal any more.
    End,
}

/// Where everything comes in.
#[derive(Debug)]
pub struct Console {
    inputs: Receiver<Input>,
    /// Keeps the channel open where nobody else does.
    own: Sender<Input>,
}

impl Console {
    /// Listens to signals, and to keys if `keys` says so.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be caught.
    pub fn new(keys: bool) -> Result<Self, Error> {
        let (sender, inputs) = channel();
        let to = sender.clone();
        listen(keys, move |input| to.send(input).is_ok())?;
        Ok(Self {
            inputs,
            own: sender,
        })
    }

    /// The next thing to come in; `None` when nothing did within `timeout`. Without one it waits as long
    /// as it takes.
    pub fn wait(&self, timeout: Option<Duration>) -> Option<Input> {
        let Some(timeout) = timeout else {
            return Some(self.inputs.recv().unwrap_or(Input::End));
        };
        match self.inputs.recv_timeout(timeout) {
            Ok(input) => Some(input),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Input::End),
        }
    }

    /// Forgets what came in and was not looked at: keys that were meant for something else.
    pub fn forget(&self) {
        while let Ok(input) = self.inputs.try_recv() {
            if input == Input::End {
                // Not this one: it is put back.
                let _ = self.own.send(Input::End);
                return;
            }
        }
    }
}

/// Listens to signals, and to keys and the mouse if `keys` says so, in threads of its own; hands everything
/// on to `send`, which says whether anybody still wants it.
///
/// # Errors
///
/// When the system does not let signals be caught.
pub fn listen(
    keys: bool,
    send: impl Fn(Input) -> bool + Clone + Send + 'static,
) -> Result<(), Error> {
    listen_to_signals(send.clone())
        .map_err(|error| Error::new(format!("signals cannot be caught: {error}")))?;
    if keys {
        thread::spawn(move || listen_to_keys(&send));
    }
    Ok(())
}

fn listen_to_keys(send: &impl Fn(Input) -> bool) {
    loop {
        let input = match crate::terminal::next(None) {
            Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => Input::Key(key),
            Ok(Some(Event::Mouse(mouse))) => Input::Mouse(mouse),
            Ok(Some(Event::Resize(..) | Event::FocusGained)) => Input::Redraw,
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Input::End,
        };
        if !send(input) || input == Input::End {
            return;
        }
    }
}

#[cfg(unix)]
fn listen_to_signals(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGCONT => Input::Redraw,
                _ => Input::End,
            };
            if !send(input) {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen_to_signals(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    const LOOK: Duration = Duration::from_millis(100);
    let ended = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&ended))?;
    }
    thread::spawn(move || {
        while !ended.load(Ordering::Relaxed) {
            thread::sleep(LOOK);
        }
        // A session that is over by then needs no telling.
        send(Input::End);
    });
    Ok(())
}

/// Whether a key is Ctrl and this letter.
pub fn is_control(key: &KeyEvent, letter: char) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL)
        && key.code == crossterm::event::KeyCode::Char(letter)
}
