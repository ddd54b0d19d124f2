//! What comes from the terminal: keys and changes of size, or that nobody is there any more.
//!
//! crossterm reads a terminal that hung up again and again and never returns, so it is asked only when the
//! system says that there is something to read.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::Event;

use crate::clock::instant;

/// How long a wait lasts before a change of size is looked for, which is no input.
const LOOK: Duration = Duration::from_millis(100);

/// The next thing that comes from the terminal; `None` when nothing did within `timeout`. Without one it
/// waits as long as it takes.
///
/// # Errors
///
/// When the terminal cannot be read: it hung up.
pub fn next(timeout: Option<Duration>) -> io::Result<Option<Event>> {
    let began = instant();
    let left = |began: Instant| timeout.map(|timeout| timeout.saturating_sub(began.elapsed()));
    loop {
        let wait = left(began).map_or(LOOK, |left| left.min(LOOK));
        wait_for_input(wait)?;
        if crossterm::event::poll(Duration::ZERO)? {
            return crossterm::event::read().map(Some);
        }
        if left(began).is_some_and(|left| left.is_zero()) {
            return Ok(None);
        }
    }
}

/// Waits until there is something to read, or the time is over.
#[cfg(unix)]
fn wait_for_input(wait: Duration) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
    let wait = Timespec::try_from(wait).map_err(io::Error::other)?;
    match poll(&mut watched, Some(&wait)) {
        // A signal: a change of size, perhaps.
        Err(rustix::io::Errno::INTR) => return Ok(()),
        done => done?,
    };
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if watched[0].revents().intersects(gone) {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the terminal is gone",
        ));
    }
    Ok(())
}

/// Waits until there is something to read, or the time is over.
#[cfg(not(unix))]
fn wait_for_input(wait: Duration) -> io::Result<()> {
    crossterm::event::poll(wait).map(drop)
}
