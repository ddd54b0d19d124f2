//! An author at a browser: pages follow the files of a set, tell what is wrong with them, and show nothing old.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use jiff::tz::TimeZone;
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpListener;
use unhunch_bundle::load_set;
use unhunch_core::content::Options;
use unhunch_core::diagnostic::render::{Style, text};
use unhunch_server::preview::Preview;
use unhunch_server::{App, Setup};

use crate::seat::{Looks, Seat, here};

/// What the page of the technique shows as its name.
const NAME: &str = "document.querySelector('h1').textContent";
/// The panel with the faults.
const FAULTS: &str = "document.querySelector('.preview-faults')";
/// What it says; null where it is not there.
const SAYS: &str = "(document.querySelector('.preview-faults')?.textContent ?? null)";

/// An author with a set of their own, and a preview of it.
struct Author {
    set: TempDir,
    journal: TempDir,
    preview: Preview,
    address: SocketAddr,
}

/// Copies a folder with everything in it but what is no content.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for one in std::fs::read_dir(from).unwrap() {
        let one = one.unwrap();
        let to = to.join(one.file_name());
        if one.file_type().unwrap().is_dir() {
            copy(&one.path(), &to);
        } else if one.path().extension().is_none_or(|ending| ending != "rs") {
            std::fs::copy(one.path(), to).unwrap();
        }
    }
}

/// Answers on a port of its own until the test process ends.
fn listen(preview: Preview) -> SocketAddr {
    let (told, ready) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            told.send(address).unwrap();
            answer(listener, preview.router(address.port())).await;
        });
    });
    ready.recv().unwrap()
}

async fn answer(listener: TcpListener, router: Router) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

impl Author {
    /// With the set on the disk; nothing of it is shown yet.
    fn new() -> Self {
        let set = tempfile::tempdir().unwrap();
        copy(&here("../../tests/small"), set.path());
        let preview = Preview::default();
        Self {
            address: listen(preview.clone()),
            journal: tempfile::tempdir().unwrap(),
            set,
            preview,
        }
    }

    /// Shows the set as it is on the disk, as `unhunch content preview` does when a file changes.
    fn show(&self) {
        let loaded = load_set(self.set.path(), false, &Options::default());
        let faults = text(&loaded.diagnostics, &loaded.sources, Style::default());
        let app = loaded.library.map(|library| {
            let now: jiff::Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
            let setup = Setup {
                library: Box::leak(Box::new(library)),
                folder: self.journal.path().to_owned(),
                wall: Arc::new(move || now.to_zoned(TimeZone::UTC)),
                port: self.address.port(),
            };
            App::new(setup).unwrap()
        });
        self.preview.show(app, faults);
    }

    /// Writes something else in a file.
    fn edit(&self, file: &str, find: &str, replace: &str) {
        let path = self.set.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(find), "{file} has no {find:?}");
        std::fs::write(path, text.replacen(find, replace, 1)).unwrap();
        self.show();
    }
}

/// The figure as the page shows it: the still picture in pixels, and the moving one as it came.
async fn figure(seat: &Seat) -> serde_json::Value {
    let drawn = "const still = document.querySelector('.hero img.still');
        await still.decode();
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 160;
        canvas.getContext('2d').drawImage(still, 0, 0, 160, 160);
        const moving = await fetch(document.querySelector('.hero img.moving').src);
        return [canvas.toDataURL(), await moving.text()];";
    let drawn = seat.awaited(drawn).await;
    assert!(drawn[0].as_str().unwrap().len() > 1000, "{drawn}");
    assert!(drawn[1].as_str().unwrap().starts_with("<svg"), "{drawn}");
    drawn
}

#[tokio::test]
async fn pages_follow_the_files_that_an_author_writes() {
    let author = Author::new();
    author.show();
    let seat = Seat::new(Looks::PHONE).await;
    let page = format!("http://{}/library/neck-tilt", author.address);
    seat.visit(&page).await;
    assert_eq!(seat.value(NAME).await, json!("Neck tilt"));
    assert_eq!(seat.value(SAYS).await, json!(null));
    let first = figure(&seat).await;

    // Another name: the page loads itself anew.
    let file = "techniques/neck-tilt.toml";
    author.edit(file, "\"Neck tilt\"", "\"Long neck\"");
    seat.comes(&format!("{NAME} === 'Long neck'")).await;
    assert_eq!(
        figure(&seat).await[0],
        first[0],
        "nothing else is different"
    );

    // A fault: told below the page as it was, in view, with its place.
    author.edit(file, "purpose = ", "purpos = ");
    seat.comes(FAULTS).await;
    let told = seat.value(SAYS).await;
    let told = told.as_str().unwrap();
    for wanted in [
        "error[unknown-field]",
        "techniques/neck-tilt.toml",
        "purpos",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert_eq!(seat.value(NAME).await, json!("Long neck"));
    let in_view = format!(
        "(() => {{ const {{top, bottom}} = {FAULTS}.getBoundingClientRect(); return top > 0 && bottom <= innerHeight; }})()"
    );
    assert_eq!(seat.value(&in_view).await, json!(true));

    // Mended: it is gone.
    author.edit(file, "purpos = ", "purpose = ");
    seat.comes(&format!("!{FAULTS}")).await;

    // The figure: what the browser and the server kept of the one before is not shown.
    let drawn = "techniques/neck-tilt.figure.toml";
    let version = "(await (await fetch('/preview/version')).text())";
    let before = seat.awaited(&format!("return {version}")).await;
    seat.value("(window.old = true)").await;
    author.edit(drawn, "side-bend-left = 25", "side-bend-left = 10");
    seat.comes("!window.old && document.querySelector('h1')")
        .await;
    assert_ne!(seat.awaited(&format!("return {version}")).await, before);
    assert_eq!(seat.value(SAYS).await, json!(null));
    let second = figure(&seat).await;
    assert_ne!(second[0], first[0], "the still picture");
    assert_ne!(second[1], first[1], "the moving picture");

    // And back.
    seat.value("(window.old = true)").await;
    author.edit(drawn, "side-bend-left = 10", "side-bend-left = 25");
    seat.comes("!window.old && document.querySelector('h1')")
        .await;
    assert_eq!(figure(&seat).await[0], first[0]);

    assert_eq!(seat.log().await, [""; 0]);

    // A set with an error from the beginning: its faults stand alone, until it has none.
    let author = Author::new();
    author.edit("sources.toml", "publisher", "publishr");
    seat.visit(&format!("http://{}/guides", author.address))
        .await;
    seat.comes(FAULTS).await;
    assert_eq!(
        seat.value("document.title").await,
        json!("Faults of the set")
    );
    author.edit("sources.toml", "publishr", "publisher");
    seat.comes("document.querySelector('h1')").await;
    assert_eq!(seat.path().await, "/guides");
    assert_eq!(seat.value(SAYS).await, json!(null));
    seat.leave().await;
}
