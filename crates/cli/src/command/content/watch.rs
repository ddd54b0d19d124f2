//! Checking again whenever a file changes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::{Exit, Failure, Outcome};
use crate::output::write;

/// How long nothing may change before the set is read: an editor writes in several steps.
const CALM: Duration = Duration::from_millis(120);
/// How long a wait lasts before signals are looked at.
const TURN: Duration = Duration::from_millis(200);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// Prints what `check` says, and again when it says something else after a change, until a signal.
///
/// # Errors
///
/// When the folder cannot be watched, or standard output cannot be written.
pub(super) fn run(dir: &Path, poll: bool, check: impl Fn() -> (String, bool)) -> Outcome {
    let end = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&end))
            .map_err(|error| Failure::failed(format!("signals cannot be caught: {error}")))?;
    }
    let watch = Watch::of(dir, poll)?;
    let (mut shown, _) = check();
    write(&shown)?;
    write("\nWatching for changes; Ctrl-C ends it.\n")?;
    loop {
        match watch.next(&end) {
            Next::End => return Ok(Exit::Interrupted),
            Next::Change => {}
        }
        let (text, _) = check();
        if text == shown {
            write("Checked again: as before.\n")?;
        } else {
            write(&format!("\nChecked again:\n\n{text}"))?;
            shown = text;
        }
    }
}

/// A set that is watched.
pub(super) struct Watch {
    changes: Receiver<()>,
    /// It tells of changes as long as it is there.
    _watcher: Box<dyn Watcher + Send>,
}

impl Watch {
    /// Begins to watch a folder, or a pack.
    ///
    /// # Errors
    ///
    /// When it cannot be watched.
    pub(super) fn of(dir: &Path, poll: bool) -> Result<Self, Failure> {
        let (sender, changes) = channel();
        let told = move |event: notify::Result<notify::Event>| {
            // That a file was read is no change; an error of the watcher may have hidden one.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                // Nobody listens any more only when the program is about to end.
                let _ = sender.send(());
            }
        };
        Ok(Self {
            changes,
            _watcher: watcher(dir, poll, told)?,
        })
    }

    /// Waits for a change and for calm after it, or for `end`.
    pub(super) fn next(&self, end: &AtomicBool) -> Next {
        next(&self.changes, end)
    }
}

/// A watcher of the folder: the system's own, or one that looks by itself where that does not work.
fn watcher(
    dir: &Path,
    poll: bool,
    told: impl Fn(notify::Result<notify::Event>) + Clone + Send + 'static,
) -> Result<Box<dyn Watcher + Send>, Failure> {
    let mode = RecursiveMode::Recursive;
    if !poll {
        let own = RecommendedWatcher::new(told.clone(), Config::default());
        if let Ok(mut watcher) = own
            && watcher.watch(dir, mode).is_ok()
        {
            return Ok(Box::new(watcher));
        }
    }
    let config = Config::default()
        .with_poll_interval(POLL)
        .with_compare_contents(true);
    let cannot = |error: notify::Error| {
        let dir = dir.display();
        Failure::failed(format!("{dir} cannot be watched: {error}"))
    };
    let mut watcher = PollWatcher::new(told, config).map_err(cannot)?;
    watcher.watch(dir, mode).map_err(cannot)?;
    Ok(Box::new(watcher))
}

/// What came first.
pub(super) enum Next {
    /// Something changed.
    Change,
    /// The end.
    End,
}

/// Waits for a change and for calm after it, or for a signal.
fn next(changes: &Receiver<()>, end: &AtomicBool) -> Next {
    loop {
        if end.load(Ordering::Relaxed) {
            return Next::End;
        }
        match changes.recv_timeout(TURN) {
            Ok(()) => break,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Next::End,
        }
    }
    while changes.recv_timeout(CALM).is_ok() {
        if end.load(Ordering::Relaxed) {
            return Next::End;
        }
    }
    Next::Change
}
