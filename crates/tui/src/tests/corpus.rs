//! The journeys of every player, played by the program's own loop: the same calls at the same times come
//! to the same events as for the player alone, and what the player refuses is told in its words.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use unhunch_core::player::{Command, Millis, Player, Refusal, Resume};
use unhunch_core::session::Recorder;
use unhunch_core::timeline::Timeline;

use super::*;
use crate::action::Action;
use crate::work::Begun;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/journeys")
}

fn timeline(journey: &Value) -> Timeline {
    match &journey["timeline"] {
        Value::String(name) => {
            let file = folder().join("timelines").join(format!("{name}.json"));
            Timeline::from_json(&fs::read_to_string(file).unwrap()).unwrap()
        }
        inline => Timeline::from_json(&inline.to_string()).unwrap(),
    }
}

/// The program with a session, and what it told.
struct Seat {
    rig: Rig,
    /// Until it is begun.
    begun: Option<Box<Begun>>,
    told: Vec<Value>,
    /// The player by itself, which says what is refused.
    alone: Player,
    /// Whether the session is paused, by what it told last of that.
    paused: bool,
}

impl Seat {
    /// Takes down what was told.
    fn take(&mut self) {
        for event in std::mem::take(&mut self.rig.heard) {
            let event = serde_json::to_value(event).unwrap();
            match event["event"].as_str() {
                Some("paused") => self.paused = true,
                Some("resumed") => self.paused = false,
                _ => {}
            }
            self.told.push(event);
        }
    }

    /// Hands an event to the program at a time, which may be one that is past.
    fn event(&mut self, event: Event, at: Millis) {
        self.alone.tick(at);
        let before = self.rig.now;
        self.rig.now = at;
        self.rig.event(event);
        self.rig.now = before.max(at);
        self.take();
    }

    fn tick(&mut self, at: Millis) {
        self.event(Event::Tick, at);
    }

    /// Hands a command to the program, by the key's action where it has one. What the player alone refuses is
    /// told in its words.
    fn command(&mut self, said: &Value, at: Millis) {
        let command: Command = serde_json::from_value(said.clone()).unwrap();
        let refused = self.alone.handle(command, at).err();
        if command == Command::Start
            && let Some(begun) = self.begun.take()
        {
            return self.event(Event::Message(Message::Begun(Ok(begun))), at);
        }
        // Whoever presses a key sees what the time has come to.
        self.tick(at);
        let turns = match command {
            Command::Pause => !self.paused,
            Command::Resume => self.paused,
            _ => false,
        };
        let action = if turns {
            Action::PauseOrResume
        } else {
            Action::Player(command)
        };
        let played = self.rig.app.plays();
        self.event(Event::Do(action), at);
        let Some(reason) = refused else { return };
        if played {
            // The player's own words are shown.
            let says = crate::screens::capital(&reason.to_string());
            assert!(self.rig.says(&says), "{says}: {}", self.rig.text());
        } else {
            // Before its start and after its end a session has no screen, and nothing reaches it.
            assert!(matches!(reason, Refusal::NotStarted | Refusal::Finished));
        }
        self.told.push(json!({
            "at": at,
            "event": "refused",
            "command": said,
            "reason": reason,
        }));
    }
}

/// Plays a journey in a terminal of this size.
fn plays(file: &Path, (columns, rows): (u16, u16)) {
    let journey: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let timeline = timeline(&journey);
    let recorder = Recorder::new(&timeline);
    let resume: Option<Resume> = serde_json::from_value(journey["resume"].clone()).unwrap();
    let player = || match &resume {
        Some(resume) => Player::resume(timeline.clone(), resume).unwrap(),
        None => Player::new(timeline.clone()),
    };
    let alone = player();
    let mut seat = Seat {
        rig: Rig::new(columns, rows),
        begun: Some(Box::new(Begun {
            session: Uuid::from_u128(1),
            title: "A journey".to_owned(),
            player: player(),
            recorder,
            voice: false,
        })),
        told: Vec::new(),
        alone,
        paused: false,
    };
    let expected = journey["expected"].as_array().unwrap();
    for call in journey["calls"].as_array().unwrap() {
        let at = call["at"].as_u64();
        if !call["do"].is_null() {
            seat.command(&call["do"], at.unwrap());
        } else if let Some(every) = call["every"].as_u64() {
            while seat.rig.now + every <= call["to"].as_u64().unwrap() {
                seat.tick(seat.rig.now + every);
            }
        } else if let Some(to) = call["play_to"].as_u64() {
            while seat.rig.now < to {
                // As the loop does: at most a frame at a time.
                let wait = seat.rig.app.wait(seat.rig.now);
                let wait = wait.map_or(to, |wait| u64::try_from(wait.as_millis()).unwrap());
                seat.tick((seat.rig.now + wait.max(1)).min(to));
            }
        } else {
            seat.tick(at.unwrap());
        }
    }
    assert_eq!(&seat.told, expected, "{}", file.display());
}

#[test]
fn every_journey_comes_to_the_same_events() {
    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|one| one.unwrap().path());
    let ends = |path: &Path| path.extension().is_some_and(|ending| ending == "json");
    let mut files: Vec<_> = files.filter(|path| ends(path)).collect();
    files.sort();
    assert!(files.len() >= 46, "only {} journeys", files.len());
    for file in files {
        plays(&file, (80, 24));
    }
}
