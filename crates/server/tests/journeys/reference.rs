//! Sessions as core plays them: what the page's player is held to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use unhunch_core::content::Library;
use unhunch_core::journal::{Body, Entry, encode_line};
use unhunch_core::player::{Command, Millis, PauseReason, Player, Resume, State, StopReason, View};
use unhunch_core::session::{self, Recorder};
use unhunch_core::timeline::Timeline;
use uuid::Uuid;

/// Moments after a call at which a view is taken, in ms.
const LOOKS: [Millis; 4] = [0, 137, 1000, 25_000];

pub(crate) const PERSON: Uuid = Uuid::from_u128(0x0190_f3c8_0000_7000_8000_0000_0000_0002);
const SESSION: Uuid = Uuid::from_u128(0x0190_f3c8_0000_7000_8000_0000_0000_0003);

/// One or more calls of the player, as `tests/journeys/README.md` describes them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum Call {
    Command {
        at: Millis,
        #[serde(rename = "do")]
        command: Command,
    },
    Tick {
        at: Millis,
    },
    PlayTo {
        play_to: Millis,
    },
    Every {
        every: Millis,
        to: Millis,
    },
}

/// A session to be played.
pub(crate) struct Session {
    pub timeline: Timeline,
    pub resume: Option<Resume>,
    /// The entries that `resume` is made of.
    pub entries: Option<Vec<Entry>>,
    pub calls: Vec<Call>,
    /// A view is taken after each so-manieth single call.
    pub look: usize,
}

/// What a session came to.
#[derive(Default)]
pub(crate) struct Played {
    pub told: Vec<Value>,
    pub bodies: Vec<Value>,
    pub entries: Vec<Entry>,
    pub views: Vec<Value>,
    pub due: Option<Millis>,
}

/// An entry of the test's person and session.
pub(crate) fn entry(number: u32, body: Body) -> Entry {
    let second = 1_700_000_000 + i64::from(number);
    Entry {
        id: Uuid::from_u128(0x0190_f3c8_0000_7000_8000_0000_0001_0000 + u128::from(number)),
        person: PERSON,
        session: Some(SESSION),
        at: Timestamp::from_second(second).unwrap(),
        zone: "Europe/Berlin".to_owned(),
        offset_s: 3600,
        schema: body.schema().unwrap(),
        body,
    }
}

/// Kind and body of an entry, as they are written.
fn written(entry: &Entry) -> Value {
    let line: Value = serde_json::from_str(&encode_line(entry).unwrap()).unwrap();
    json!({"kind": line["kind"], "body": line["body"]})
}

impl Session {
    /// What the page's player is asked.
    pub(crate) fn asked(&self) -> Value {
        let entries = self.entries.as_ref();
        let entries: Option<Vec<Value>> =
            entries.map(|entries| entries.iter().map(written).collect());
        json!({
            "timeline": self.timeline,
            "resume": self.resume,
            "entries": entries,
            "calls": self.calls,
            "look": self.look,
        })
    }

    /// Plays it with core's player.
    pub(crate) fn play(&self, library: &Library) -> Played {
        let timeline = self.timeline.clone();
        let (player, recorder) = match (&self.resume, &self.entries) {
            (_, Some(entries)) => {
                let resumed = session::resume(&crate::open(&timeline, entries)).unwrap();
                (resumed.player().unwrap(), resumed.recorder)
            }
            (Some(before), None) => {
                let recorder = Recorder::new(&timeline);
                (Player::resume(timeline, before).unwrap(), recorder)
            }
            (None, None) => {
                let recorder = Recorder::new(&timeline);
                (Player::new(timeline), recorder)
            }
        };
        let mut run = Run {
            library,
            player,
            recorder,
            now: 0,
            count: 0,
            look: self.look,
            played: Played::default(),
        };
        for call in &self.calls {
            run.call(*call);
        }
        run.played.due = run.player.poll_timeout();
        run.played
    }
}

struct Run<'l> {
    library: &'l Library,
    player: Player,
    recorder: Recorder,
    now: Millis,
    count: usize,
    look: usize,
    played: Played,
}

impl Run<'_> {
    fn call(&mut self, call: Call) {
        match call {
            Call::Command { at, command } => {
                let refused = self.player.handle(command, at).err();
                self.take(at);
                let told = refused.map(|reason| {
                    json!({"at": at, "event": "refused", "command": command, "reason": reason})
                });
                self.played.told.extend(told);
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
            self.played.told.push(serde_json::to_value(&event).unwrap());
            for body in self.recorder.bodies(&event.what) {
                let number = 1 + u32::try_from(self.played.entries.len()).unwrap();
                let entry = entry(number, body);
                self.played.bodies.push(written(&entry));
                self.played.entries.push(entry);
            }
        }
        if self.count.is_multiple_of(self.look) {
            for after in LOOKS {
                let view = self.player.view(self.now + after).unwrap();
                self.played.views.push(shown(&view, self.library));
            }
        }
        self.count += 1;
    }
}

/// How a view's figure is posed, in millionths; `null` where there is none.
fn posed(view: &View<'_>, library: &Library) -> Value {
    let technique = view.segment.technique.as_ref();
    let Some(movement) = technique.and_then(|id| library.figure(id.as_str())) else {
        return Value::Null;
    };
    let posed = view.segment.posed(view.segment_elapsed_ms, movement);
    let millionths = |part: f64| (part * 1e6).round() as i64;
    json!({
        "along": millionths(posed.moment.along),
        "returning": posed.moment.returning,
        "breath": millionths(posed.moment.breath),
        "mirrored": posed.mirrored,
    })
}

/// A view as the page's player gives it.
fn shown(view: &View<'_>, library: &Library) -> Value {
    let pause = |reason: PauseReason| serde_json::to_value(reason).unwrap();
    let stop = |reason: StopReason| serde_json::to_value(reason).unwrap();
    let (state, reason) = match view.state {
        State::Ready => ("ready", Value::Null),
        State::Running => ("running", Value::Null),
        State::Paused(reason) => ("paused", pause(reason)),
        State::Finished(reason) => ("finished", stop(reason)),
    };
    let movement = view.movement.map(|(movement, left_ms)| {
        let phases = view.segment.phases.iter();
        let mut until = 0;
        let phase = phases.clone().find(|phase| {
            until += phase.ms;
            view.segment_elapsed_ms < until
        });
        json!({"movement": movement, "left_ms": left_ms, "ms": phase.unwrap().ms})
    });
    json!({
        "state": state,
        "reason": reason,
        "segment": view.segment,
        "elapsed_ms": view.segment_elapsed_ms,
        "remaining_ms": view.segment_remaining_ms,
        "movement": movement,
        "item": view.item.map(|item| &item.technique),
        "name": view.name,
        "how": view.how,
        "can_ease": view.can_ease,
        "next": view.next.map(|item| &item.technique),
        "played_ms": view.elapsed_ms,
        "left_ms": view.remaining_ms,
        "resumed": view.resumed,
        "posed": posed(view, library),
    })
}
