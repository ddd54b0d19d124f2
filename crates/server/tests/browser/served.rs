//! A server of its own for a test, with a clock that the test moves.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE, IF_NONE_MATCH};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use unhunch_core::content::Id;
use unhunch_core::journal::{
    Body, EndReason, Entry, Felt, PainReading, Query, Request as Asked, SessionEnded,
    TechniqueFinished, When, new_id,
};
use unhunch_core::routine::Routine;
use unhunch_core::session::started;
use unhunch_core::timeline::compile;
use unhunch_server::{App, Setup, router};
use uuid::Uuid;

/// When every test begins: a Monday morning. `clock.js` says the same.
const EPOCH: &str = "2026-03-02T09:00:00Z";

/// A server that listens until the test process ends.
pub(crate) struct Served {
    pub base: String,
    folder: TempDir,
    /// Ms since the beginning.
    moved: Arc<AtomicI64>,
    online: watch::Sender<bool>,
    renewed: Arc<AtomicBool>,
}

/// What answers a request, as a newer version does: its service worker is not the same.
async fn renewed_answer(mut request: Request, next: Next) -> Response {
    for name in [ACCEPT_ENCODING, IF_NONE_MATCH] {
        request.headers_mut().remove(name);
    }
    let worker = next.run(request).await.into_body();
    let text = to_bytes(worker, usize::MAX).await.unwrap();
    let text = format!("{}\n// Newer.\n", String::from_utf8_lossy(&text));
    (
        [
            (CONTENT_TYPE, "text/javascript"),
            (CACHE_CONTROL, "no-cache"),
        ],
        text,
    )
        .into_response()
}

/// Answers as the server does, as long as the wire is whole.
async fn serve(
    setup: Setup,
    wire: watch::Receiver<bool>,
    renewed: Arc<AtomicBool>,
    told: mpsc::Sender<SocketAddr>,
) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let port = address.port();
    let renew = move |request: Request, next: Next| {
        let worker = request.uri().path() == "/sw.js" && renewed.load(Ordering::SeqCst);
        async move {
            if worker {
                return renewed_answer(request, next).await;
            }
            next.run(request).await
        }
    };
    let service = router(App::new(Setup { port, ..setup }).unwrap()).layer(from_fn(renew));
    told.send(address).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let service = TowerToHyperService::new(service.clone());
        let mut wire = wire.clone();
        tokio::spawn(async move {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            let cut = wire.wait_for(|online| !online);
            // Who is cut off, and who goes away in the middle, is nothing to tell of.
            tokio::select! {
                biased;
                _ = cut => {}
                _ = connection => {}
            }
        });
    }
}

impl Served {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let moved = Arc::new(AtomicI64::new(0));
        let clock = Arc::clone(&moved);
        let epoch: Timestamp = EPOCH.parse().unwrap();
        let setup = Setup {
            library: Box::leak(Box::new(unhunch_bundle::library())),
            folder: folder.path().to_owned(),
            wall: Arc::new(move || {
                let passed = SignedDuration::from_millis(clock.load(Ordering::SeqCst));
                (epoch + passed).to_zoned(TimeZone::UTC)
            }),
            port: 0,
        };
        let (online, wire) = watch::channel(true);
        let renewed = Arc::new(AtomicBool::new(false));
        let newer = Arc::clone(&renewed);
        let (told, ready) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(serve(setup, wire, newer, told));
        });
        let address = ready.recv_timeout(Duration::from_secs(20));
        Self {
            base: format!("http://{}", address.expect("the server listens")),
            folder,
            moved,
            online,
            renewed,
        }
    }

    /// From now on a newer version is served.
    pub(crate) fn renew(&self) {
        self.renewed.store(true, Ordering::SeqCst);
    }

    /// Cuts the wire, or mends it: what is asked meanwhile gets no answer.
    pub(crate) fn connect(&self, online: bool) {
        self.online.send(online).unwrap();
    }

    /// Lets time pass for the server.
    pub(crate) fn advance(&self, ms: i64) {
        self.moved.fetch_add(ms, Ordering::SeqCst);
    }

    /// Writes down a diary of some days up to yesterday: pain that becomes less, and a session on three days of four.
    pub(crate) fn weeks(&self, days: i64) {
        let library = unhunch_bundle::library();
        let routine = Routine::from_content(library.routine("desk-reset").unwrap(), &library);
        let timeline = compile(&routine, &library).unwrap();
        let mut diary = unhunch_host::Diary::open(self.folder.path().to_owned()).unwrap();
        let epoch: Timestamp = EPOCH.parse().unwrap();
        let mut entries = Vec::new();
        for day in (1..=days).rev() {
            let mut at = epoch - SignedDuration::from_hours(24 * day);
            let mut tell = |session: Option<Uuid>, body: Body| {
                at += SignedDuration::from_secs(20);
                let ms = u64::try_from(at.as_millisecond()).unwrap();
                let id = new_id(ms, [u8::try_from(day % 200).unwrap(); 10]);
                let now = at.to_zoned(TimeZone::UTC);
                entries.push(Entry::new(id, diary.person, session, &now, body));
                id
            };
            let pain = |value: i64, when| {
                Body::Pain(PainReading {
                    value: u8::try_from(value).unwrap(),
                    area: Id::new("neck"),
                    side: None,
                    when,
                })
            };
            let worst = 3 + day * 3 / days;
            tell(None, pain(worst, When::Daily));
            if day % 4 == 0 {
                continue;
            }
            let begun = started(&timeline, Asked::default()).unwrap();
            let own = new_id(
                u64::try_from(epoch.as_millisecond()).unwrap(),
                [u8::try_from(day % 200).unwrap(); 10],
            );
            let session = Some(own);
            tell(session, begun);
            tell(session, pain(worst, When::Before));
            for item in timeline.items() {
                let technique = item.technique.clone();
                tell(
                    session,
                    Body::TechniqueFinished(TechniqueFinished {
                        technique: technique.clone(),
                        seconds: item.seconds,
                        left_s: 0,
                        right_s: 0,
                    }),
                );
                let felt = Felt::Helped;
                tell(session, Body::Feedback { technique, felt });
            }
            let played_ms = timeline.total_ms();
            let reason = EndReason::Done;
            tell(
                session,
                Body::SessionEnded(SessionEnded { reason, played_ms }),
            );
            tell(session, pain(worst - 2, When::After));
        }
        diary.journal.append(&entries).unwrap();
    }

    /// Everything in the journal, oldest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let diary = unhunch_host::Diary::open(self.folder.path().to_owned()).unwrap();
        diary.journal.entries(&Query::default()).unwrap()
    }

    /// The kinds of the entries of the newest session, oldest first.
    pub(crate) fn session(&self) -> Vec<Entry> {
        let all = self.entries();
        let session = all.iter().rev().find_map(|entry| entry.session);
        all.into_iter()
            .filter(|entry| entry.session.is_some() && entry.session == session)
            .collect()
    }

    /// How many segments of the newest session are in the journal.
    pub(crate) fn segments(&self) -> usize {
        let is_segment = |entry: &&Entry| matches!(entry.body, Body::SegmentFinished(_));
        self.session().iter().filter(is_segment).count()
    }
}
