//! The server: content against nginx, entries against bare SQLite, plans and idle connections under a crowd, memory,
//! its start.

mod client;
mod crowd;
mod entries;
mod sides;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::Setting;
use super::figures::{Figure, median, percentile};
use crate::clock;
use crate::random::Random;
use crate::workspace::Failure;
use client::Client;
use sides::{Nginx, Served, requests_per_second};

/// How often the server is started.
const STARTS: usize = 11;
/// Rounds of measuring ours and nginx's in turn.
const ROUNDS: usize = 3;
/// How many people ask for plans.
const PEOPLE: usize = 50;
/// How often each of them asks, and how long they think between.
const ASKED: usize = 8;
const THOUGHT_MS: u32 = 2000;
/// The promises: nginx over ours, ms, MB.
const MOST_NGINX: f64 = 1.0 / 0.6;
const MOST_PLAN_MS: f64 = 15.0;
const MOST_MB: f64 = 40.0;
const MOST_START_MS: f64 = 100.0;

/// Measures the server.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    sides::there("nginx", "nginx-light")?;
    sides::there("wrk", "wrk")?;
    setting.build_unhunch()?;
    let folder = setting.scratch.join("server");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut figures = Vec::new();
    figures.push(starts(setting, &folder.join("starts"))?);
    let served = Served::start(&setting.unhunch, &folder.join("data"))?;
    figures.push(memory("the server at rest, memory", &served));
    let mut client = Client::new(served.address)?;
    cleared(&mut client)?;
    let begun = client.post("/api/v1/sessions", &json!({"wishes": {"minutes": 10}}))?;
    let session = text(&begun, &["session", "session"])?;
    let found = client.get("/api/v1/techniques?limit=1")?;
    let technique = text(&found, &["techniques", "0", "id"])?;
    let paths = [
        ("a technique's page", format!("/library/{technique}")),
        (
            "a technique as JSON",
            format!("/api/v1/techniques/{technique}"),
        ),
        (
            "a timeline as JSON",
            format!("/api/v1/sessions/{session}/timeline"),
        ),
    ];
    for (what, path) in &paths {
        figures.extend(against_nginx(what, path, &served, &folder)?);
    }
    figures.extend(entries::measure(&served, &folder)?);
    figures.extend(plans(&served)?);
    browse(&mut Client::new(served.address)?)?;
    figures.extend(crowd::measure(&served)?);
    figures.push(memory("the server under load, most memory", &served));
    Ok(figures)
}

/// A text within JSON.
fn text(value: &Value, way: &[&str]) -> Result<String, Failure> {
    let pointer = format!("/{}", way.join("/"));
    let found = value.pointer(&pointer).and_then(Value::as_str);
    let found = found.ok_or_else(|| format!("the server's answer has no {pointer}"))?;
    Ok(found.to_owned())
}

/// Answers the whole check with no.
fn cleared(client: &mut Client) -> Result<(), Failure> {
    let safety = client.get("/api/v1/safety")?;
    let questions = safety.get("questions").and_then(Value::as_array);
    let ids = questions
        .into_iter()
        .flatten()
        .filter_map(|one| one.get("id")?.as_str());
    let answers = ids.map(|id| (id.to_owned(), Value::Bool(false)));
    let answers = Value::Object(answers.collect());
    client.post(
        "/api/v1/safety",
        &json!({"form": "full", "answers": answers}),
    )?;
    Ok(())
}

/// Looks at every technique's page, with its pictures, and at what the player leafs through.
fn browse(client: &mut Client) -> Result<(), Failure> {
    let found = client.get("/api/v1/techniques?limit=200")?;
    let all = found.get("techniques").and_then(Value::as_array);
    for technique in all.into_iter().flatten() {
        let id = text(technique, &["id"])?;
        let paths = [
            format!("/library/{id}"),
            format!("/figures/{id}.svg"),
            format!("/figures/{id}.moving.svg"),
            format!("/figures/{id}/book.svg"),
        ];
        for path in paths {
            let (status, _) = client.raw("GET", &path, "")?;
            if status != 200 {
                return Err(format!("{path} answers {status}").into());
            }
        }
    }
    Ok(())
}

/// How long it takes from the start of the process to an answer that needed the journal.
fn starts(setting: &Setting, folder: &Path) -> Result<Figure, Failure> {
    let mut times = Vec::new();
    // The first one makes the journal and reads the program from the disk, and does not count.
    for round in 0..=STARTS {
        let began = clock::now();
        let served = Served::start(&setting.unhunch, folder)?;
        Client::new(served.address)?.raw("GET", "/readyz", "")?;
        if round > 0 {
            times.push(began.elapsed());
        }
    }
    let what = "unhunch serve, from its start to an answer";
    Ok(Figure::new(what, median(&mut times), MOST_START_MS, "ms"))
}

fn memory(what: &str, served: &Served) -> Figure {
    Figure::new(what, served.peak_mb(), MOST_MB, "MB")
}

/// Requests a second of ours and of nginx, which has the same bytes as a file.
fn against_nginx(
    what: &str,
    path: &str,
    served: &Served,
    folder: &Path,
) -> Result<Vec<Figure>, Failure> {
    let (status, bytes) = Client::new(served.address)?.raw("GET", path, "")?;
    if status != 200 {
        return Err(format!("{path} answers {status}").into());
    }
    let nginx = Nginx::start(&folder.join("nginx"), &bytes)?;
    let ours = format!("http://{}{path}", served.address);
    let theirs = format!("http://{}/file.json", nginx.address);
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(requests_per_second(&ours)?);
        other.push(requests_per_second(&theirs)?);
    }
    own.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let (own, other) = (own[ROUNDS / 2], other[ROUNDS / 2]);
    let kb = bytes.len() as f64 / 1000.0;
    Ok(vec![
        Figure::told(format!("{what}, {kb:.1} kB"), own, "/s"),
        Figure::told("  the same bytes from nginx", other, "/s"),
        Figure::new(
            "  nginx as a multiple of ours",
            other / own,
            MOST_NGINX,
            "x",
        ),
    ])
}

/// New plans for people who ask now and then, all of them different; and for a crowd that never rests.
fn plans(served: &Served) -> Result<Vec<Figure>, Failure> {
    let ask = |asked: usize, thought_ms: u32, seed: u64| -> Result<Vec<Duration>, Failure> {
        thread::scope(|scope| {
            let people: Vec<_> = (0..PEOPLE)
                .map(|person| {
                    scope.spawn(move || -> Result<Vec<Duration>, String> {
                        let told = |error: Failure| error.to_string();
                        let mut random = Random::new(seed + person as u64);
                        let mut times = Vec::new();
                        for _ in 0..asked {
                            let thought = random.between(thought_ms / 2, thought_ms * 3 / 2);
                            thread::sleep(Duration::from_millis(thought.into()));
                            let areas = ["neck", "shoulder", "mid-back", "chest"];
                            let wishes = json!({
                                "minutes": random.between(3, 30),
                                "areas": [{"area": areas[random.below(areas.len())], "pain": random.between(1, 6)}],
                                "seed": random.bits() >> 1,
                            });
                            let mut client = Client::new(served.address).map_err(told)?;
                            let began = clock::now();
                            client.post("/api/v1/plans", &wishes).map_err(told)?;
                            times.push(began.elapsed());
                        }
                        Ok(times)
                    })
                })
                .collect();
            let mut all = Vec::new();
            for person in people {
                all.extend(person.join().map_err(|_| "somebody failed badly")??);
            }
            Ok(all)
        })
    };
    let mut calm = ask(ASKED, THOUGHT_MS, 1)?;
    let mut crowd = ask(ASKED, 0, 1000)?;
    let what = format!(
        "a new plan, {PEOPLE} people asking every {} s",
        THOUGHT_MS / 1000
    );
    Ok(vec![
        Figure::told(format!("{what}, median"), median(&mut calm), "ms"),
        Figure::new(
            "  99th percentile",
            percentile(&mut calm, 99),
            MOST_PLAN_MS,
            "ms",
        ),
        Figure::told(
            format!("a new plan, {PEOPLE} asking without a pause, median"),
            median(&mut crowd),
            "ms",
        ),
    ])
}
