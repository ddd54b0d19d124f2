//! A server with a journal and a clock of its own, asked without a socket.

use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Zoned};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;
use unhunch_core::content::Library;
use unhunch_core::journal::{Body as Told, Entry, encode_line};
use unhunch_core::player::{Command, Player};
use unhunch_core::session::Recorder;
use unhunch_core::timeline::Timeline;
use unhunch_server::{App, Setup, router};
use uuid::Uuid;

pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(unhunch_bundle::library);

/// A server, and what it is asked with.
pub(crate) struct Rig {
    pub(crate) app: App,
    pub(crate) folder: TempDir,
    router: Router,
    now: Arc<Mutex<Zoned>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Rig {
    pub(crate) fn new() -> Self {
        Self::at("2026-03-02T09:00:00[Europe/Berlin]")
    }

    pub(crate) fn at(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now: Arc<Mutex<Zoned>> = Arc::new(Mutex::new(now.parse().unwrap()));
        let wall = Arc::clone(&now);
        let app = App::new(Setup {
            library: &LIBRARY,
            folder: folder.path().to_owned(),
            wall: Arc::new(move || wall.lock().unwrap().clone()),
            port: 7171,
        });
        let app = app.unwrap();
        Self {
            router: router(app.clone()),
            app,
            folder,
            now,
        }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, span: SignedDuration) {
        let mut now = self.now.lock().unwrap();
        *now = now.saturating_add(span);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:7171");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.ask(Method::POST, path, &headers, Body::from(body.to_string()))
            .await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.ask(Method::PUT, path, &headers, Body::from(body.to_string()))
            .await
    }

    /// Answers the whole check with no.
    pub(crate) async fn cleared(&self) {
        let answers = no_to_all();
        let body = json!({"form": "full", "answers": answers});
        let answer = self.post("/api/v1/safety", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }

    /// A proposal, with what is handed back of it.
    pub(crate) async fn proposal(&self, wishes: Value) -> Value {
        let answer = self.post("/api/v1/plans", wishes).await;
        let all = answer.ok();
        json!({"day": all["day"], "asked": all["asked"], "timeline": all["timeline"], "seal": all["seal"]})
    }

    /// Begins a session of five minutes.
    pub(crate) async fn begun(&self, player: &str) -> Value {
        let proposal = self.proposal(json!({"minutes": 5})).await;
        let body = json!({"proposal": proposal, "player": player});
        let answer = self.post("/api/v1/sessions", body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }
}

/// The time at which tests begin, in Unix ms.
pub(crate) const NOW_MS: u64 = 1_772_438_400_000;

/// Entries of a session that is played to its end, as a page sends them.
pub(crate) fn played(timeline: &Value) -> Vec<Value> {
    let timeline = Timeline::from_json(&timeline.to_string()).unwrap();
    let mut player = Player::new(timeline.clone());
    let mut recorder = Recorder::new(&timeline);
    player.handle(Command::Start, 0).unwrap();
    while let Some(due) = player.poll_timeout() {
        player.tick(due);
    }
    let events = std::iter::from_fn(|| player.poll_event());
    let bodies: Vec<Told> = events
        .flat_map(|event| recorder.bodies(&event.what))
        .collect();
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let entries = (0..).zip(bodies).map(|(i, body): (u64, Told)| {
        let ms = NOW_MS + i;
        let at = jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap()).unwrap();
        let entry = Entry::new(id(ms, 3), Uuid::nil(), None, &at.to_zoned(zone.clone()), body);
        let line: Value = serde_json::from_str(&encode_line(&entry).unwrap()).unwrap();
        json!({"id": line["id"], "at": line["at"], "zone": line["zone"], "offset_s": line["offset_s"], "kind": line["kind"], "body": line["body"]})
    });
    entries.collect()
}

pub(crate) fn no_to_all() -> Value {
    let questions = LIBRARY.safety().questions.iter();
    let answers = questions.map(|one| (one.id.to_string(), Value::Bool(false)));
    Value::Object(answers.collect())
}

/// An id of a moment, as a client makes it.
pub(crate) fn id(ms: u64, random: u8) -> Uuid {
    unhunch_core::journal::new_id(ms, [random; 10])
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The JSON of an answer that is one.
    pub(crate) fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        self.json()
    }

    /// What kind of problem it is, and the field at fault.
    pub(crate) fn problem(&self) -> (u16, String, String) {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.text()
        );
        let wire = self.json();
        assert_eq!(wire["status"], self.status.as_u16());
        assert!(
            wire["detail"].as_str().unwrap().ends_with(['.', '?', '!']),
            "{wire}"
        );
        let kind = wire["type"].as_str().unwrap();
        let kind = kind.strip_prefix("/problems/").unwrap().to_owned();
        let pointer = wire["pointer"].as_str().filter(|at| !at.is_empty());
        let pointer = pointer.unwrap_or("-").to_owned();
        (self.status.as_u16(), kind, pointer)
    }
}
