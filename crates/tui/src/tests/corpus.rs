//! The journeys of every player, played by the program's own loop: the same calls at the same times come
//! to the same events as for the player alone.

use std::fs;
use std::path::Path;

use serde_json::Value;
use unhunch_core::player::{Command, Millis, Player, Resume};
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

/// The program in the middle of a session.
struct Seat {
    rig: Rig,
    told: Vec<Value>,
}

impl Seat {
    fn take(&mut self) {
        for event in std::mem::take(&mut self.rig.heard) {
            self.told.push(serde_json::to_value(event).unwrap());
        }
    }

    fn tick(&mut self, at: Millis) {
        self.rig.now = at;
        self.rig.event(Event::Tick);
        self.take();
    }

    fn command(&mut self, command: Command, at: Millis) {
        self.rig.now = at;
        let action = match command {
            Command::Pause | Command::Resume => Action::PauseOrResume,
            command => Action::Player(command),
        };
        self.rig.event(Event::Do(action));
        self.take();
    }
}

/// What a session comes to at the end, the same for both; and whether the journey can be asked for here.
fn fits(journey: &Value) -> bool {
    // What is refused, and what only a program can ask for, has no key: the session's start, and stops,
    // which ask why first.
    let refused = journey["expected"]
        .as_array()
        .unwrap()
        .iter()
        .any(|one| one["event"] == "refused");
    let keyed = journey["calls"].as_array().unwrap().iter().all(|call| {
        let what = &call["do"];
        what.is_null() || what.is_string() && (what != "start" || call["at"] == 0)
    });
    !refused && keyed
}

#[test]
fn every_journey_that_keys_can_make_comes_to_the_same_events() {
    let mut played = 0;
    let mut files: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|one| one.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    for file in files {
        let journey: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        if !fits(&journey) {
            continue;
        }
        let timeline = timeline(&journey);
        let recorder = Recorder::new(&timeline);
        let player = match serde_json::from_value::<Option<Resume>>(journey["resume"].clone()) {
            Ok(Some(resume)) => Player::resume(timeline, &resume).unwrap(),
            _ => Player::new(timeline),
        };
        let mut seat = Seat {
            rig: Rig::new(80, 24),
            told: Vec::new(),
        };
        let begun = Begun {
            session: Uuid::from_u128(1),
            title: "A journey".to_owned(),
            player,
            recorder,
            voice: false,
        };
        let mut begun = Some(Box::new(begun));
        for call in journey["calls"].as_array().unwrap() {
            if call["do"] == "start" {
                let message = Message::Begun(Ok(begun.take().unwrap()));
                seat.rig.event(Event::Message(message));
                seat.take();
            } else if let Some(every) = call["every"].as_u64() {
                while seat.rig.now + every <= call["to"].as_u64().unwrap() {
                    seat.tick(seat.rig.now + every);
                }
            } else if let Some(to) = call["play_to"].as_u64() {
                let left = |seat: &Seat| to.saturating_sub(seat.rig.now);
                while left(&seat) > 0 {
                    // As the loop does: at most a frame at a time.
                    let wait = seat.rig.app.wait(seat.rig.now);
                    let wait = wait.map_or(to, |wait| u64::try_from(wait.as_millis()).unwrap());
                    seat.tick(seat.rig.now + wait.clamp(1, left(&seat)));
                }
            } else if call["do"].is_string() {
                let command = serde_json::from_value(call["do"].clone()).unwrap();
                seat.command(command, call["at"].as_u64().unwrap());
            } else {
                seat.tick(call["at"].as_u64().unwrap());
            }
        }
        let expected = journey["expected"].as_array().unwrap();
        assert_eq!(&seat.told, expected, "{}", file.display());
        played += 1;
    }
    assert!(played >= 15, "only {played} journeys were played");
}
