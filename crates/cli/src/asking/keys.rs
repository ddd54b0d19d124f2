//! One key at a time.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::error::Failure;
use crate::output::Paper;

/// A key, as far as questions go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// A letter, in lower case.
    Letter(char),
    /// Leave: Escape, Ctrl-D, the end of input.
    Leave,
    /// Ctrl-C, or the process is told to end.
    Interrupt,
}

/// Somebody who is asked.
pub(crate) trait Person {
    /// Shows a text.
    fn show(&mut self, paper: &Paper);
    /// How many lines they see at once, where that is known.
    fn rows(&self) -> Option<usize>;
    /// Waits for a key.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be read.
    fn key(&mut self) -> io::Result<Key>;
}

/// The person at the terminal.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// Set when the process is told to end.
    end: Arc<AtomicBool>,
}

/// How long a wait for a key lasts before signals are looked at.
const LOOK: Duration = Duration::from_millis(100);

impl Terminal {
    /// The terminal of this process.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be caught.
    pub(crate) fn new() -> Result<Self, Failure> {
        let end = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        let signals = [
            signal_hook::consts::SIGTERM,
            signal_hook::consts::SIGHUP,
            signal_hook::consts::SIGINT,
        ];
        #[cfg(not(unix))]
        let signals = [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT];
        for signal in signals {
            signal_hook::flag::register(signal, Arc::clone(&end)).map_err(|error| {
                Failure::failed(format!("the terminal cannot be read: {error}"))
            })?;
        }
        Ok(Self { end })
    }
}

impl Person for Terminal {
    fn show(&mut self, paper: &Paper) {
        paper.print_to_stderr();
    }

    fn rows(&self) -> Option<usize> {
        let (_, rows) = crossterm::terminal::size().ok()?;
        (rows > 0).then_some(rows.into())
    }

    fn key(&mut self) -> io::Result<Key> {
        let _raw = Raw::new()?;
        loop {
            if self.end.load(Ordering::Relaxed) {
                return Ok(Key::Interrupt);
            }
            if let Some(Event::Key(key)) = unhunch_host::terminal::next(Some(LOOK))?
                && key.kind != KeyEventKind::Release
            {
                let control = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    KeyCode::Char('c') if control => return Ok(Key::Interrupt),
                    KeyCode::Char('d') if control => return Ok(Key::Leave),
                    KeyCode::Esc => return Ok(Key::Leave),
                    KeyCode::Char(letter) if !control => {
                        return Ok(Key::Letter(letter.to_ascii_lowercase()));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The terminal hands over each key at once for as long as this lives.
struct Raw;

impl Raw {
    fn new() -> io::Result<Self> {
        io::stderr().flush()?;
        crossterm::terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing is left to do about a terminal that is gone.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}
