//! Entries of sessions as people play them, each on the disk before it is answered, against bare rows.

use std::path::Path;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use unhunch_core::journal::new_id;

use super::client::Client;
use super::sides::{Served, bare_inserts};
use super::text;
use crate::bench::figures::Figure;
use crate::clock;
use crate::random::Random;
use crate::workspace::Failure;

/// How often each side is measured, in turn.
const ROUNDS: usize = 5;
/// How long entries are sent in a round, and bare rows inserted; what is begun is finished.
const WRITING: Duration = Duration::from_millis(1200);
/// How many play at once.
const PLAYERS: usize = 16;
/// Bare rows over entries.
const MOST_BARE: f64 = 1.0 / 0.5;

/// A session that has begun, with what is sent while it is played.
struct Session {
    path: String,
    bodies: Vec<String>,
}

impl Session {
    /// Begins one: a plan of ten minutes, and every entry that playing it to its end gives.
    fn begin(client: &mut Client, random: &mut Random) -> Result<Self, Failure> {
        let begun = client.post("/api/v1/sessions", &json!({"wishes": {"minutes": 10}}))?;
        let session = text(&begun, &["session", "session"])?;
        let started = text(&begun, &["session", "started"])?;
        let segments = begun
            .pointer("/timeline/segments")
            .and_then(Value::as_array)
            .ok_or("the timeline has no segments")?;
        let mut now = 1_790_000_000_000;
        let mut bodies = Vec::new();
        let mut say = |kind: &str, body: &Value| {
            // As a page does: ids that grow, with a random end.
            now += 1;
            let mut end = [0; 10];
            end[..8].copy_from_slice(&random.bits().to_be_bytes());
            end[8..].copy_from_slice(&random.bits().to_be_bytes()[..2]);
            let entry = json!({"id": new_id(now, end), "at": started, "zone": "UTC", "offset_s": 0,
                "kind": kind, "body": body});
            bodies.push(json!({"entries": [entry]}).to_string());
        };
        let (mut played_ms, mut item_ms) = (0, 0);
        for (at, segment) in segments.iter().enumerate() {
            let field = |name: &str| segment.get(name).cloned().unwrap_or(Value::Null);
            let length = field("duration_ms").as_u64().unwrap_or(0);
            played_ms += length;
            item_ms += length;
            say(
                "segment-finished",
                &json!({
                    "segment": at, "item": field("item"), "easier": false,
                    "technique": field("technique"), "side": field("side"), "set": field("set"),
                    "count": field("count"), "planned_ms": length, "played_ms": length,
                    "complete": true,
                }),
            );
            let next = segments.get(at + 1).and_then(|next| next.get("item"));
            if next != segment.get("item") && !field("technique").is_null() {
                say(
                    "technique-finished",
                    &json!({"technique": field("technique"), "seconds": item_ms / 1000,
                        "left_s": 0, "right_s": 0}),
                );
                item_ms = 0;
            }
        }
        let ended = json!({"reason": "done", "played_ms": played_ms});
        say("session-ended", &ended);
        let path = format!("/api/v1/sessions/{session}/entries");
        Ok(Self { path, bodies })
    }

    /// Sends all of it, entry by entry, each when the one before it is on the disk.
    fn play(&self, client: &mut Client) -> Result<(), Failure> {
        for body in &self.bodies {
            client.send(&self.path, body)?;
        }
        Ok(())
    }
}

/// Entries a second of one page that plays session after session. Beginning them does not count.
fn one_page(served: &Served, random: &mut Random) -> Result<f64, Failure> {
    let mut client = Client::new(served.address)?;
    let (mut sent, mut took) = (0, Duration::ZERO);
    while took < WRITING {
        let session = Session::begin(&mut client, random)?;
        let began = clock::now();
        session.play(&mut client)?;
        took += began.elapsed();
        sent += session.bodies.len();
    }
    Ok(sent as f64 / took.as_secs_f64())
}

/// The same for several pages, each of which plays a session of its own.
fn many_pages(served: &Served, random: &mut Random) -> Result<f64, Failure> {
    let (mut sent, mut took) = (0, Duration::ZERO);
    while took < WRITING {
        let mut players = Vec::new();
        for _ in 0..PLAYERS {
            let mut client = Client::new(served.address)?;
            let session = Session::begin(&mut client, random)?;
            players.push((client, session));
        }
        sent += players
            .iter()
            .map(|(_, session)| session.bodies.len())
            .sum::<usize>();
        let line = Barrier::new(PLAYERS + 1);
        let done: Result<Duration, Failure> = thread::scope(|scope| {
            let threads: Vec<_> = players
                .iter_mut()
                .map(|(client, session)| {
                    let line = &line;
                    scope.spawn(move || {
                        line.wait();
                        session.play(client).map_err(|error| error.to_string())
                    })
                })
                .collect();
            line.wait();
            let began = clock::now();
            for thread in threads {
                thread.join().map_err(|_| "a player failed badly")??;
            }
            Ok(began.elapsed())
        });
        took += done?;
    }
    Ok(sent as f64 / took.as_secs_f64())
}

/// Entries that are sent and answered once on the disk, against bare rows that are, each in a transaction of its
/// own. All sides take turns, so that a disk that is slower for a while is slower for all of them.
pub(super) fn measure(served: &Served, folder: &Path) -> Result<Vec<Figure>, Failure> {
    let mut random = Random::new(1);
    let (mut bare, mut one, mut many) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        bare.push(bare_inserts(
            &folder.join(format!("bare-{round}.sqlite3")),
            WRITING,
        )?);
        one.push(one_page(served, &mut random)?);
        many.push(many_pages(served, &mut random)?);
    }
    let middle = |rates: &mut Vec<f64>| {
        rates.sort_by(f64::total_cmp);
        rates[ROUNDS / 2]
    };
    let (bare, one, many) = (middle(&mut bare), middle(&mut one), middle(&mut many));
    Ok(vec![
        Figure::told("bare inserts into SQLite, each synced", bare, "/s"),
        Figure::told("entries sent by one page, each synced", one, "/s"),
        Figure::new("  bare inserts as a multiple", bare / one, MOST_BARE, "x"),
        Figure::told(format!("entries sent by {PLAYERS} at once"), many, "/s"),
        Figure::new("  bare inserts as a multiple", bare / many, MOST_BARE, "x"),
    ])
}
