//! Plays every journey of this folder through the player and compares all that it tells.
//!
//! `README.md` beside this file documents the format. With `UNHUNCH_REWRITE_JOURNEYS=1` in the environment
//! the expectations (and the shared timelines) are written anew instead of compared; read the difference
//! before keeping it.

#[path = "../small/mod.rs"]
mod small;
mod timelines;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use unhunch_core::player::{Command, Millis, Player, Refusal, Resume};
use unhunch_core::timeline::Timeline;

const SCHEMA: &str = "unhunch.journey/1";

/// A journey file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Journey {
    schema: String,
    name: String,
    shows: String,
    timeline: Source,
    #[serde(default)]
    resume: Option<Resume>,
    calls: Vec<Call>,
    #[serde(default)]
    expected: Vec<Value>,
    #[serde(default)]
    due: Option<Millis>,
}

/// Where a journey's timeline stands.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Source {
    /// In a file of `timelines/`, named without its ending.
    File(String),
    /// In the journey itself.
    Inline(Box<Timeline>),
}

/// One or more calls of the player.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Call {
    /// A command at a time.
    Command {
        at: Millis,
        #[serde(rename = "do")]
        command: Command,
    },
    /// A tick at a time.
    Tick { at: Millis },
    /// Ticks exactly when they are due, and one at the end.
    PlayTo { play_to: Millis },
    /// Ticks at fixed distances after the call before.
    Every { every: Millis, to: Millis },
}

/// A refused command, in its place among the events.
#[derive(Serialize)]
struct Refused {
    at: Millis,
    event: &'static str,
    command: Command,
    reason: Refusal,
}

/// A player, the time of the last call, and what was told so far, a line of JSON each.
struct Run {
    player: Player,
    now: Millis,
    told: Vec<String>,
}

impl Run {
    fn call(&mut self, call: Call) {
        match call {
            Call::Command { at, command } => {
                let refused = self.player.handle(command, at).err();
                self.take(at);
                let told = refused.map(|reason| {
                    json(&Refused {
                        at,
                        event: "refused",
                        command,
                        reason,
                    })
                });
                self.told.extend(told);
            }
            Call::Tick { at } => self.tick(at),
            Call::PlayTo { play_to } => {
                while let Some(due) = self.player.poll_timeout().filter(|due| *due <= play_to) {
                    self.tick(due);
                }
                self.tick(play_to);
            }
            Call::Every { every, to } => {
                while self.now + every <= to {
                    self.tick(self.now + every);
                }
            }
        }
    }

    fn tick(&mut self, at: Millis) {
        self.player.tick(at);
        self.take(at);
    }

    fn take(&mut self, at: Millis) {
        self.now = self.now.max(at);
        while let Some(event) = self.player.poll_event() {
            assert!(event.at <= self.now, "told before its time: {event:?}");
            self.told.push(json(&event));
        }
        if let Some(due) = self.player.poll_timeout() {
            assert!(due > self.now, "due at {due}, called at {}", self.now);
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys")
}

fn rewrites() -> bool {
    std::env::var_os("UNHUNCH_REWRITE_JOURNEYS").is_some()
}

/// All journey files, in the order of their names.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of journeys");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Journey {
    let text = fs::read_to_string(path).expect("a journey");
    let journey: Journey =
        serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    assert_eq!(journey.schema, SCHEMA, "{}", path.display());
    journey
}

fn timeline(source: &Source) -> Timeline {
    match source {
        Source::Inline(timeline) => Timeline::clone(timeline),
        Source::File(name) => {
            let path = folder().join("timelines").join(format!("{name}.json"));
            let text = fs::read_to_string(&path)
                .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            Timeline::from_json(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
        }
    }
}

/// Plays a journey; what was told, and when the next call is due.
fn play(journey: &Journey) -> (Vec<String>, Option<Millis>) {
    let timeline = timeline(&journey.timeline);
    let player = match &journey.resume {
        None => Player::new(timeline),
        Some(before) => Player::resume(timeline, before).expect("a session to go on with"),
    };
    let mut run = Run {
        player,
        now: 0,
        told: Vec::new(),
    };
    for &call in &journey.calls {
        run.call(call);
    }
    (run.told, run.player.poll_timeout())
}

/// The file of a journey with other expectations, an entry a line.
fn written(journey: &Journey, told: &[String], due: Option<Millis>) -> String {
    let lines = |lines: &[String]| format!("[\n    {}\n  ]", lines.join(",\n    "));
    let calls: Vec<String> = journey.calls.iter().map(json).collect();
    let mut fields = vec![
        format!("\"schema\": {}", json(&journey.schema)),
        format!("\"name\": {}", json(&journey.name)),
        format!("\"shows\": {}", json(&journey.shows)),
        format!("\"timeline\": {}", json(&journey.timeline)),
    ];
    fields.extend(
        journey
            .resume
            .as_ref()
            .map(|resume| format!("\"resume\": {}", json(resume))),
    );
    fields.push(format!("\"calls\": {}", lines(&calls)));
    fields.push(format!("\"expected\": {}", lines(told)));
    fields.push(format!("\"due\": {}", json(&due)));
    format!("{{\n  {}\n}}\n", fields.join(",\n  "))
}

/// What differs, with three lines around it; `None` when nothing does.
fn difference(expected: &[Value], told: &[Value]) -> Option<String> {
    let same = |pair: &(&Value, &Value)| pair.0 == pair.1;
    let before = expected.iter().zip(told).take_while(same).count();
    if before == expected.len() && before == told.len() {
        return None;
    }
    let after = expected[before..]
        .iter()
        .rev()
        .zip(told[before..].iter().rev())
        .take_while(same)
        .count();
    let mut lines = vec![format!("  (entry {before})")];
    let mut add = |sign: char, values: &[Value]| {
        lines.extend(values.iter().map(|value| format!("{sign} {value}")));
    };
    add(' ', &told[before.saturating_sub(3)..before]);
    add('-', &expected[before..expected.len() - after]);
    add('+', &told[before..told.len() - after]);
    let rest = told.len() - after;
    add(' ', &told[rest..told.len().min(rest + 3)]);
    Some(lines.join("\n"))
}

#[test]
fn every_journey_tells_what_it_should() {
    let mut faults = Vec::new();
    for path in files() {
        let journey = read(&path);
        let (told, due) = play(&journey);
        if rewrites() {
            fs::write(&path, written(&journey, &told, due)).expect("a journey to be written");
            continue;
        }
        let told: Vec<Value> = told
            .iter()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default();
        let difference = difference(&journey.expected, &told);
        faults.extend(difference.map(|text| format!("{name}: {}\n{text}", journey.name)));
        if due != journey.due {
            faults.push(format!("{name}: due {due:?}, expected {:?}", journey.due));
        }
    }
    assert!(
        faults.is_empty(),
        "- is expected, + is what was told\n\n{}",
        faults.join("\n\n")
    );
}

#[test]
fn the_corpus_is_whole() {
    if rewrites() {
        return;
    }
    let journeys: Vec<Journey> = files().iter().map(|path| read(path)).collect();
    assert!(journeys.len() >= 25, "{} journeys", journeys.len());
    let names: BTreeSet<&str> = journeys.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.len(), journeys.len(), "two journeys of one name");

    // Every command, every event, every reason to stop or to refuse is in it.
    let mut words = BTreeSet::new();
    for journey in &journeys {
        assert!(!journey.shows.is_empty() && !journey.expected.is_empty());
        for entry in &journey.expected {
            for key in ["event", "reason", "kind"] {
                words.extend(entry[key].as_str().map(ToOwned::to_owned));
            }
        }
        for call in &journey.calls {
            if let Call::Command { command, .. } = call {
                words.insert(format!("do {}", json(command)));
            }
        }
    }
    let needed = [
        "session-started",
        "segment-started",
        "cue",
        "tick",
        "segment-finished",
        "extended",
        "swapped",
        "technique-finished",
        "technique-skipped",
        "paused",
        "resumed",
        "session-finished",
        "refused",
        "get-ready",
        "work",
        "switch",
        "rest",
        "closing",
        "during",
        "half-way",
        "last-five",
        "last-one",
        "countdown",
        "asked",
        "gap",
        "done",
        "no-time",
        "pain",
        "dizzy",
        "numb",
        "other",
        "not-started",
        "already-started",
        "finished",
        "already-paused",
        "not-paused",
        "nothing-before",
        "no-technique",
        "extended-enough",
        "no-easier-step",
        "already-easier",
        "pain-out-of-range",
        "do \"start\"",
        "do \"pause\"",
        "do \"resume\"",
        "do \"next\"",
        "do \"previous\"",
        "do \"restart\"",
        "do \"extend\"",
        "do \"skip-technique\"",
        "do \"easier\"",
    ];
    let missing: Vec<&str> = needed
        .into_iter()
        .filter(|word| !words.contains(*word))
        .collect();
    assert!(missing.is_empty(), "no journey shows {missing:?}");
}

#[test]
fn the_shared_timelines_are_what_the_small_content_set_compiles_to() {
    let folder = folder().join("timelines");
    for (name, timeline) in timelines::all() {
        let path = folder.join(format!("{name}.json"));
        let text = timelines::written(&timeline);
        if rewrites() {
            fs::write(&path, text).expect("a timeline to be written");
            continue;
        }
        let found = fs::read_to_string(&path).expect("a timeline");
        assert_eq!(found, text, "{} is stale", path.display());
    }
}

#[test]
fn a_difference_is_shown_with_what_is_around_it() {
    let values = |text: &str| {
        text.chars()
            .map(|one| Value::from(one.to_string()))
            .collect()
    };
    let shown = |expected: &str, told: &str| {
        let (expected, told): (Vec<Value>, Vec<Value>) = (values(expected), values(told));
        difference(&expected, &told).map(|text| text.replace('"', ""))
    };
    assert_eq!(shown("abc", "abc"), None);
    let text = shown("abcdXefghi", "abcdYZefghi");
    let lines = "  (entry 4)\n  b\n  c\n  d\n- X\n+ Y\n+ Z\n  e\n  f\n  g";
    assert_eq!(text.as_deref(), Some(lines));
    assert_eq!(shown("ab", "a").as_deref(), Some("  (entry 1)\n  a\n- b"));
}
