//! What comes in from outside while a session runs: keys, changes of size, signals. One channel for
//! all of them, so that waiting is one wait.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, KeyEvent, KeyEventKind, KeyModifiers};

use crate::error::Failure;

/// Something that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key.
    Key(KeyEvent),
    /// The terminal may look different now.
    Redraw,
    /// The process is told to end, or nobody is at the terminal any more.
    End,
}

/// Where everything comes in.
#[derive(Debug)]
pub(crate) struct Console {
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
    pub(crate) fn new(keys: bool) -> Result<Self, Failure> {
        let (sender, inputs) = channel();
        listen_to_signals(sender.clone())
            .map_err(|error| Failure::failed(format!("signals cannot be caught: {error}")))?;
        if keys {
            let sender = sender.clone();
            thread::spawn(move || listen_to_keys(&sender));
        }
        Ok(Self {
            inputs,
            own: sender,
        })
    }

    /// The next thing to come in; `None` when nothing did within `timeout`. Without one it waits as long
    /// as it takes.
    pub(crate) fn wait(&self, timeout: Option<Duration>) -> Option<Input> {
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
    pub(crate) fn forget(&self) {
        while let Ok(input) = self.inputs.try_recv() {
            if input == Input::End {
                // Not this one: it is put back.
                let _ = self.own.send(Input::End);
                return;
            }
        }
    }
}

fn listen_to_keys(sender: &Sender<Input>) {
    loop {
        let input = match crate::terminal::next(None) {
            Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => Input::Key(key),
            Ok(Some(Event::Resize(..) | Event::FocusGained)) => Input::Redraw,
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Input::End,
        };
        if sender.send(input).is_err() || input == Input::End {
            return;
        }
    }
}

#[cfg(unix)]
fn listen_to_signals(sender: Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGCONT => Input::Redraw,
                _ => Input::End,
            };
            if sender.send(input).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen_to_signals(sender: Sender<Input>) -> io::Result<()> {
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
        let _ = sender.send(Input::End);
    });
    Ok(())
}

/// Whether a key is Ctrl and this letter.
pub(crate) fn is_control(key: &KeyEvent, letter: char) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL)
        && key.code == crossterm::event::KeyCode::Char(letter)
}
