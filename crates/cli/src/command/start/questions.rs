//! Questions of one key each, before and after a session.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind};
use unhunch_core::journal::Felt;

use crate::error::Failure;
use crate::session::Raw;
use unhunch_host::{Console, Input, is_control};

/// Where keys come from.
pub(super) trait Keys {
    /// The next key, or that nobody is there any more.
    fn next(&mut self) -> Input;
}

impl Keys for Console {
    fn next(&mut self) -> Input {
        self.wait(None).unwrap_or(Input::End)
    }
}

/// The terminal's keys, read as they are asked for: nobody else may read them meanwhile.
#[derive(Debug)]
pub(super) struct Direct {
    /// Set when the process is told to end.
    end: Arc<AtomicBool>,
}

/// How long a wait for a key lasts before signals are looked at.
const LOOK: Duration = Duration::from_millis(100);

impl Direct {
    /// The keys of this process's terminal.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be caught.
    pub(super) fn new() -> Result<Self, Failure> {
        let end = Arc::new(AtomicBool::new(false));
        let mut signals = vec![signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT];
        #[cfg(unix)]
        signals.push(signal_hook::consts::SIGHUP);
        for signal in signals {
            signal_hook::flag::register(signal, Arc::clone(&end))
                .map_err(|error| Failure::failed(format!("signals cannot be caught: {error}")))?;
        }
        Ok(Self { end })
    }
}

impl Keys for Direct {
    fn next(&mut self) -> Input {
        loop {
            if self.end.load(Ordering::Relaxed) {
                return Input::End;
            }
            match unhunch_host::terminal::next(Some(LOOK)) {
                Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => {
                    return Input::Key(key);
                }
                Ok(_) => {}
                Err(_) => return Input::End,
            }
        }
    }
}

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer<T> {
    /// This.
    Said(T),
    /// Nothing: they pressed Enter.
    Skipped,
    /// Ctrl-C, or nobody is there any more.
    Ended,
}

impl<T> Answer<T> {
    /// The answer, made into something else.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Said(said) => Answer::Said(change(said)),
            Self::Skipped => Answer::Skipped,
            Self::Ended => Answer::Ended,
        }
    }
}

/// What a key means to a question.
enum Meant<T> {
    /// The answer, and what of it is shown.
    Said(T, String),
    /// A part of an answer that may go on; it is shown.
    Begun(char),
    /// What was begun is taken back.
    Undone,
    /// Nothing.
    Nothing,
}

/// Asks a question and waits for a key that answers it; `read` says what a key means. Enter skips, Ctrl-C
/// ends.
fn ask<T>(
    keys: &mut impl Keys,
    question: &str,
    mut read: impl FnMut(KeyCode) -> Meant<T>,
) -> io::Result<Answer<T>> {
    show(question)?;
    let (answer, shown) = {
        let _raw = Raw::new()?;
        loop {
            match keys.next() {
                // It is not asked for.
                Input::Mouse(_) => {}
                Input::End => break (Answer::Ended, String::new()),
                Input::Key(key) if is_control(&key, 'c') || is_control(&key, 'd') => {
                    break (Answer::Ended, String::new());
                }
                Input::Key(key) => match read(key.code) {
                    Meant::Said(said, shown) => break (Answer::Said(said), shown),
                    Meant::Begun(sign) => show(&sign.to_string())?,
                    Meant::Undone => show("\x08 \x08")?,
                    Meant::Nothing if key.code == KeyCode::Enter => {
                        break (Answer::Skipped, String::new());
                    }
                    Meant::Nothing => {}
                },
                Input::Redraw => {}
            }
        }
    };
    show(&format!("{shown}\n"))?;
    Ok(answer)
}

fn show(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Asks yes or no.
pub(super) fn yes(keys: &mut impl Keys, question: &str) -> io::Result<Answer<bool>> {
    ask(keys, question, |code| match code {
        KeyCode::Char('y' | 'Y') => Meant::Said(true, "yes".to_owned()),
        KeyCode::Char('n' | 'N') => Meant::Said(false, "no".to_owned()),
        _ => Meant::Nothing,
    })
}

/// Waits for Enter, or any other key.
pub(super) fn enter(keys: &mut impl Keys) -> io::Result<Answer<()>> {
    ask(keys, "Press Enter to begin. ", |code| match code {
        KeyCode::Enter | KeyCode::Char(' ') => Meant::Said((), String::new()),
        _ => Meant::Nothing,
    })
}

/// Asks how much it hurts: a digit, or 1 and then 0 for ten.
pub(super) fn pain(keys: &mut impl Keys, question: &str) -> io::Result<Answer<u8>> {
    let mut one = false;
    ask(keys, question, |code| match code {
        // The 1 is shown already.
        KeyCode::Char('0') if one => Meant::Said(10, "0".to_owned()),
        KeyCode::Enter if one => Meant::Said(1, String::new()),
        KeyCode::Backspace if one => {
            one = false;
            Meant::Undone
        }
        KeyCode::Char('1') if !one => {
            one = true;
            Meant::Begun('1')
        }
        KeyCode::Char(digit) if !one => {
            let value = digit
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok());
            value.map_or(Meant::Nothing, |value| {
                Meant::Said(value, value.to_string())
            })
        }
        _ => Meant::Nothing,
    })
}

/// Asks what a technique did.
pub(super) fn felt(keys: &mut impl Keys, question: &str) -> io::Result<Answer<Felt>> {
    ask(keys, question, |code| match code {
        KeyCode::Char('h' | 'H') => Meant::Said(Felt::Helped, "helped".to_owned()),
        KeyCode::Char('n' | 'N') => Meant::Said(Felt::NoChange, "no change".to_owned()),
        KeyCode::Char('u' | 'U') => Meant::Said(Felt::Hurt, "hurt".to_owned()),
        _ => Meant::Nothing,
    })
}
