//! Speaking cues through the platform's own program. A cue that is being spoken is never cut off; one
//! that has waited too long to be of use is dropped.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use unhunch_core::player::{Event, What};
use unhunch_core::timeline::CueKind;

use crate::clock::instant;

/// How long a cue may wait for its turn.
const FRESH: Duration = Duration::from_secs(4);
/// How long a counted number may wait: it is wrong soon.
const FRESH_COUNT: Duration = Duration::from_millis(700);
/// How long the end waits for the last cue.
const LAST_CUE: Duration = Duration::from_secs(15);

/// A program that speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Speaker {
    program: PathBuf,
    args: &'static [&'static str],
    /// Whether the text goes in by standard input rather than as an argument.
    by_input: bool,
}

/// The programs that speak on this platform, the best first; each ends when it has spoken.
const SPEAKERS: &[(&str, &[&str], bool)] = if cfg!(target_os = "macos") {
    &[("say", &["-f", "-"], true)]
} else if cfg!(windows) {
    &[(
        "powershell.exe",
        &[
            "-NoProfile",
            "-Command",
            "Add-Type -AssemblyName System.Speech; (New-Object \
             System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())",
        ],
        true,
    )]
} else {
    &[
        ("spd-say", &["--wait", "--"], false),
        ("espeak-ng", &["--stdin"], true),
        ("espeak", &["--stdin"], true),
    ]
};

/// What to say where nothing speaks.
pub const MISSING: &str = if cfg!(target_os = "linux") {
    "no voice was found; install speech-dispatcher (spd-say) or espeak-ng, and the cues are spoken"
} else {
    "no voice was found on this system; the cues are shown only"
};

fn find() -> Option<Speaker> {
    let path = std::env::var_os("PATH")?;
    SPEAKERS.iter().find_map(|(name, args, by_input)| {
        let program = std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())?;
        Some(Speaker {
            program,
            args,
            by_input: *by_input,
        })
    })
}

/// A cue that waits to be spoken.
#[derive(Debug)]
struct Waiting {
    text: String,
    since: Instant,
    fresh: Duration,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    speaking: bool,
    failed: bool,
}

/// A voice. It speaks in a thread of its own.
#[derive(Debug)]
pub struct Voice {
    shared: Arc<(Mutex<Queue>, Condvar)>,
    /// Whether new cues are spoken.
    pub on: bool,
}

impl Voice {
    /// The platform's voice; `None` where there is none.
    pub fn find() -> Option<Self> {
        let speaker = find()?;
        let shared = Arc::new((Mutex::new(Queue::default()), Condvar::new()));
        let theirs = Arc::clone(&shared);
        thread::spawn(move || speak_all(&theirs, &speaker));
        Some(Self { shared, on: true })
    }

    /// Speaks what events say.
    pub fn hear(&self, events: &[Event]) {
        for event in events {
            match &event.what {
                What::SegmentStarted { cue, place, .. } => {
                    let fresh = if place.count.is_some_and(|count| count.to_string() == *cue) {
                        FRESH_COUNT
                    } else {
                        FRESH
                    };
                    self.say(cue, fresh);
                }
                What::Cue { kind, text } => {
                    let fresh = if *kind == CueKind::Countdown {
                        FRESH_COUNT
                    } else {
                        FRESH
                    };
                    self.say(text, fresh);
                }
                What::Swapped { how, .. } => self.say(how, FRESH),
                _ => {}
            }
        }
    }

    fn say(&self, text: &str, fresh: Duration) {
        if !self.on || text.is_empty() {
            return;
        }
        let (queue, changed) = &*self.shared;
        lock(queue).waiting.push_back(Waiting {
            text: text.to_owned(),
            since: instant(),
            fresh,
        });
        changed.notify_all();
    }

    /// Waits until the last cue is spoken, 15 s at most. Whether everything could be spoken.
    pub fn finish(self) -> bool {
        let (queue, changed) = &*self.shared;
        let guard = lock(queue);
        let busy = |queue: &mut Queue| queue.speaking || !queue.waiting.is_empty();
        let waited = changed.wait_timeout_while(guard, LAST_CUE, busy);
        let (guard, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !guard.failed
    }
}

/// A thread that panicked leaves the queue as good as it was.
fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

fn speak_all(shared: &(Mutex<Queue>, Condvar), speaker: &Speaker) {
    let (queue, changed) = shared;
    loop {
        let mut guard = lock(queue);
        guard.speaking = false;
        changed.notify_all();
        let next = loop {
            if let Some(next) = guard.waiting.pop_front() {
                // The last one waiting is spoken even late: it says what is to be done now.
                if next.since.elapsed() <= next.fresh
                    || (guard.waiting.is_empty() && next.fresh == FRESH)
                {
                    break next;
                }
                changed.notify_all();
                continue;
            }
            guard = changed.wait(guard).unwrap_or_else(PoisonError::into_inner);
        };
        guard.speaking = true;
        drop(guard);
        if !speak(speaker, &next.text) {
            lock(queue).failed = true;
        }
    }
}

/// Speaks a text to its end. Whether that went well.
fn speak(speaker: &Speaker, text: &str) -> bool {
    let mut command = Command::new(&speaker.program);
    command
        .args(speaker.args)
        .stdin(if speaker.by_input {
            Stdio::piped()
        } else {
            Stdio::null()
        })
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !speaker.by_input {
        command.arg(text);
    }
    // Ctrl-C ends the session, not the word that is being spoken.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        use std::io::Write as _;
        // One that does not listen tells by its exit code.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().is_ok_and(|status| status.success())
}
