//! The page's player is core's: the same calls come to the same events, journal entries and views, for every
//! journey of `tests/journeys` and for random sessions of the routines that come with the program.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.

#[path = "journeys/node.rs"]
mod node;
#[path = "journeys/random.rs"]
mod random;
#[path = "journeys/reference.rs"]
mod reference;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use unhunch_core::journal::{Body, Entry, IdSource, MemoryJournal};
use unhunch_core::session;
use unhunch_core::timeline::Timeline;
use unhunch_figure::Word as _;
use uuid::Uuid;

use random::Random;
use reference::{Played, Session};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/journeys")
}

/// A journey with the timeline that it names.
fn journey(path: &Path) -> Value {
    let read = |path: &Path| -> Value {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let mut journey = read(path);
    if let Some(name) = journey["timeline"].as_str() {
        let file = folder().join("timelines").join(format!("{name}.json"));
        journey["timeline"] = read(&file);
    }
    journey
}

/// What differs first, with what stands before it.
fn compare(name: &str, what: &str, expected: &[Value], told: &Value) {
    let told = told.as_array().cloned().unwrap_or_default();
    let same = expected.iter().zip(&told).take_while(|(a, b)| a == b);
    let at = same.count();
    assert!(
        at == expected.len() && at == told.len(),
        "{name}: {what} {at}\n  {}\n- {}\n+ {}",
        expected[..at]
            .last()
            .map(Value::to_string)
            .unwrap_or_default(),
        expected
            .get(at)
            .map_or("(nothing)".to_owned(), Value::to_string),
        told.get(at)
            .map_or("(nothing)".to_owned(), Value::to_string),
    );
}

/// How each figure moves, as its book says it to the page.
fn figures() -> Value {
    let library = unhunch_bundle::library();
    let all = library.techniques().iter().filter_map(|technique| {
        let id = technique.id.as_str();
        let movement = library.figure(id)?;
        let figure = json!({
            "path": movement.path.word(),
            "breathing": movement.breathing.word(),
            "cycle": movement.cycle,
            "side": movement.side.map(|side| side.word()),
            "direction": movement.direction,
        });
        Some((id.to_owned(), figure))
    });
    Value::Object(all.collect())
}

/// Plays sessions with core and with the page's player, and holds the one to the other.
fn hold(sessions: &[(String, Session)]) -> Vec<Played> {
    let asked: Vec<Value> = sessions.iter().map(|(_, one)| one.asked()).collect();
    let answer = node::run(&json!({"sessions": asked, "figures": figures(), "ids": []}));
    let answers = answer["sessions"].as_array().unwrap();
    assert_eq!(answers.len(), sessions.len());
    let library = unhunch_bundle::library();
    let mut all = Vec::new();
    for ((name, session), answer) in sessions.iter().zip(answers) {
        let played = session.play(&library);
        compare(name, "event", &played.told, &answer["told"]);
        compare(name, "entry", &played.bodies, &answer["bodies"]);
        compare(name, "view", &played.views, &answer["views"]);
        assert_eq!(json!(played.due), answer["due"], "{name}: due");
        all.push(played);
    }
    all
}

#[test]
fn every_journey_is_played_as_core_plays_it() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 50, "{} journeys", files.len());
    let journeys: Vec<Value> = files.iter().map(|path| journey(path)).collect();
    let sessions: Vec<(String, Session)> = journeys
        .iter()
        .map(|one| {
            let session = Session {
                timeline: Timeline::from_json(&one["timeline"].to_string()).unwrap(),
                resume: serde_json::from_value(one["resume"].clone()).unwrap(),
                entries: None,
                calls: serde_json::from_value(one["calls"].clone()).unwrap(),
                look: 5,
            };
            (one["name"].as_str().unwrap().to_owned(), session)
        })
        .collect();
    for (played, journey) in hold(&sessions).iter().zip(&journeys) {
        // And both tell what the journey says.
        assert_eq!(
            &played.told,
            journey["expected"].as_array().unwrap(),
            "{}",
            journey["name"]
        );
    }
}

/// Every routine that comes with the program, laid out in time.
fn timelines() -> Vec<Timeline> {
    let library = unhunch_bundle::library();
    let routines = library.routines().iter();
    routines
        .map(|routine| {
            let routine = unhunch_core::routine::Routine::from_content(routine, &library);
            unhunch_core::timeline::compile(&routine, &library).unwrap()
        })
        .collect()
}

#[test]
fn random_sessions_are_played_as_core_plays_them() {
    let mut random = Random(7);
    let timelines = timelines();
    let sessions: Vec<(String, Session)> = (0..120)
        .map(|number| {
            let timeline = random.one_of(&timelines).clone();
            let session = Session {
                calls: random::calls(&mut random, 90),
                timeline,
                resume: None,
                entries: None,
                look: 7,
            };
            (format!("random session {number}"), session)
        })
        .collect();
    let played = hold(&sessions);
    // They go through everything that there is.
    for word in [
        "swapped",
        "extended",
        "technique-skipped",
        "session-finished",
    ] {
        let events = played.iter().flat_map(|one| &one.told);
        let count = events.filter(|event| event["event"] == word).count();
        assert!(count > 10, "{word} was told {count} times");
    }

    // Broken off anywhere, they are gone on with from their entries as core does it.
    let mut again = Vec::new();
    for ((name, session), played) in sessions.iter().zip(&played) {
        let whole = played.entries.len();
        let cut = random.below(whole as u64 + 1) as usize;
        let entries = &played.entries[..cut];
        let ended = |entry: &Entry| matches!(entry.body, Body::SessionEnded(_));
        if entries.iter().any(ended) {
            continue;
        }
        let Ok(resumed) = session::resume(&open(&session.timeline, entries)) else {
            continue;
        };
        let session = Session {
            timeline: session.timeline.clone(),
            resume: Some(resumed.before),
            entries: Some(entries.to_vec()),
            calls: random::calls(&mut random, 40),
            look: 7,
        };
        again.push((format!("{name}, gone on with after {cut} entries"), session));
    }
    assert!(again.len() > 30, "{} were gone on with", again.len());
    hold(&again);
}

/// A session as a journal hands it out.
fn open(timeline: &Timeline, entries: &[Entry]) -> unhunch_core::journal::OpenSession {
    use unhunch_core::journal::Journal as _;
    let started = session::started(timeline, Default::default()).unwrap();
    let mut journal = MemoryJournal::new();
    let mut all = vec![reference::entry(0, started)];
    all.extend(entries.iter().cloned());
    journal.append(&all).unwrap();
    let open = journal.last_open_session(reference::PERSON).unwrap();
    open.unwrap()
}

#[test]
fn ids_are_made_as_core_makes_them() {
    let mut random = Random(3);
    let mut asked = Vec::new();
    let mut made = Vec::new();
    let mut source = IdSource::default();
    let mut ms = 1_700_000_000_000;
    for _ in 0..2000 {
        let mut bytes = [0_u8; 10];
        bytes.fill_with(|| random.below(256) as u8);
        if random.below(50) == 0 {
            bytes = [0xff; 10];
        }
        asked.push(json!([ms, bytes]));
        made.push(json!(source.next_id(ms, bytes)));
        ms = ms + random.below(3) - random.below(2);
    }
    let answer = node::run(&json!({"sessions": [], "figures": {}, "ids": asked}));
    compare("ids", "id", &made, &answer["ids"]);
    let first = made[0].as_str().and_then(|id| Uuid::parse_str(id).ok());
    assert_eq!(first.map(|id| id.get_version_num()), Some(7));
}
