//! A session in lines: one for each cue, nothing drawn over, good for screen readers, logs and pipes;
//! or each event as a line of JSON.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use serde::Serialize;
use unhunch_core::player::{Command, Event, PauseReason, What};
use uuid::Uuid;

use unhunch_host::{Bell, Console, Input, Voice, countdown as clock, unicode};

use super::Play;
use crate::error::Failure;
use unhunch_core::session::Ending;

/// How often writing down is tried again, and how long after one another.
const RETRIES: u32 = 30;
/// The time between two tries.
const RETRY: Duration = Duration::from_secs(2);

/// Events as lines of JSON.
const SCHEMA: &str = "unhunch.session-event/1";

/// An event as a line of JSON.
#[derive(Debug, Serialize)]
struct Line<'e> {
    /// Its form.
    schema: &'static str,
    /// The session's id.
    session: Uuid,
    /// Ms left of the session.
    left_ms: u64,
    /// When, in ms of the session's clock, and what.
    #[serde(flatten)]
    event: &'e Event,
}

/// Plays a session in lines, to its end. With `json` the lines are events.
///
/// # Errors
///
/// When the journal cannot be written for a minute.
pub(crate) fn plain(
    play: &mut Play<'_>,
    console: &Console,
    json: bool,
    bell: Bell,
    voice: Option<&Voice>,
) -> Result<Ending, Failure> {
    let bell = Bell {
        on: bell.on && io::stdout().is_terminal() && !json,
    };
    let lines = Lines {
        json,
        bell,
        voice,
        unicode: unhunch_host::unicode::unicode(),
    };
    play.start();
    loop {
        play.tick();
        let events = play.events();
        if lines.tell(play, &events).is_err() {
            // Whoever read the cues has gone: nobody follows them any more.
            play.interrupt();
            play.events();
        }
        if !events.is_empty() || play.ending().is_some() {
            write(play, console)?;
        }
        if let Some(ending) = play.ending() {
            return Ok(ending.clone());
        }
        if play.is_paused() {
            // Nobody can press a key here, so it goes on by itself. A refusal means that it runs.
            let _ = play.command(Command::Resume);
            continue;
        }
        if console.wait(play.wait()) == Some(Input::End) {
            play.interrupt();
        }
    }
}

/// Writes down what happened; tries again for a minute, with the session held.
fn write(play: &mut Play<'_>, console: &Console) -> Result<(), Failure> {
    let mut tries = 0;
    while let Err(failure) = play.write() {
        tries += 1;
        if tries > RETRIES {
            return Err(failure);
        }
        if tries == 1 {
            // When standard error is gone too, the exit code still tells.
            let _ = writeln!(
                anstream::stderr(),
                "The session is paused: {}. It is tried again every {} seconds.",
                failure.message,
                RETRY.as_secs()
            );
        }
        if console.wait(Some(RETRY)) == Some(Input::End) {
            return Err(failure);
        }
    }
    Ok(())
}

struct Lines<'v> {
    json: bool,
    bell: Bell,
    voice: Option<&'v Voice>,
    unicode: bool,
}

impl Lines<'_> {
    fn tell(&self, play: &Play<'_>, events: &[Event]) -> io::Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        if let Some(voice) = self.voice {
            voice.hear(events);
        }
        let mut text = String::new();
        for event in events {
            let left_ms = play.left_at(event, events);
            if self.json {
                let line = serde_json::to_string(&Line {
                    schema: SCHEMA,
                    session: play.log.session(),
                    left_ms,
                    event,
                })?;
                text.push_str(&line);
                text.push('\n');
            } else if let Some(says) = says(&event.what, play.items()) {
                let line = format!("{:>5}  {says}\n", clock(left_ms));
                text.push_str(&if self.unicode {
                    line
                } else {
                    unicode::ascii(&line)
                });
            }
        }
        if self.bell.rings(events) {
            text.push_str(Bell::RING);
        }
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }
}

/// What an event says in a line; nothing for most.
fn says(what: &What, items: usize) -> Option<String> {
    match what {
        What::SessionStarted { resumed, .. } => {
            let how = if *resumed { "Going on" } else { "Begin" };
            let plural = if items == 1 { "" } else { "s" };
            Some(format!("{how}: {items} technique{plural}. Ctrl-C ends it."))
        }
        What::SegmentStarted { cue, .. } | What::Cue { text: cue, .. } => Some(cue.clone()),
        What::Swapped { name, how, .. } => Some(format!("{name}: {how}")),
        What::Paused {
            reason: PauseReason::Gap,
            ..
        } => Some("Paused while the computer slept.".to_owned()),
        What::Paused { .. } => Some("Paused.".to_owned()),
        What::Resumed => Some("Going on.".to_owned()),
        _ => None,
    }
}
