//! Without a network: nothing is lost, everything arrives once, and today's routine can be begun.

use std::collections::BTreeSet;

use serde_json::json;
use unhunch_core::content::Level;
use unhunch_core::journal::{Body, EndReason, Form, When};

use crate::seat::{ENTER, ESCAPE, Looks, Seat};

const STATE: &str = "document.getElementById('player').dataset.state";

/// Goes through the rest of a session.
async fn to_the_end(seat: &Seat) {
    for _ in 0..80 {
        if seat.value(STATE).await == json!("finished") {
            return;
        }
        seat.press("n").await;
        seat.advance(200).await;
    }
    panic!("the session does not end");
}

/// Waits until everything that is needed without a network is kept.
async fn everything_kept(seat: &Seat) {
    seat.until("navigator.serviceWorker.controller").await;
    seat.advance(4000).await;
    let kept = "(async () => {
        const open = await new Promise((done, failed) => {
            const asked = indexedDB.open('unhunch');
            asked.onsuccess = () => done(asked.result);
            asked.onerror = failed;
        });
        const store = open.transaction('sessions').objectStore('sessions');
        const next = await new Promise((done) => {
            const asked = store.get('next');
            asked.onsuccess = () => done(asked.result);
        });
        open.close();
        const cached = async (url) => Boolean(await caches.match(url));
        for (const technique of Object.keys(next?.sheet.techniques ?? {}))
            if (!(await cached(`/figures/${technique}/book.svg`))) return false;
        return Boolean(next) && (await cached('/play/next')) && (await cached('/guides'))
            && (await cached('/library/childs-pose')) && (await cached('/figures/childs-pose.moving.svg'))
            && (await cached('/figures/wall-glides.svg'));
    })()";
    for _ in 0..400 {
        if seat.awaited(&format!("return {kept}")).await == json!(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("not everything is kept: {:?}", seat.log().await);
}

#[tokio::test]
async fn a_session_goes_on_without_network_and_arrives_once() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    seat.advance(30_000).await;
    seat.sent().await;
    let before = seat.served.segments();
    assert!(before >= 1);
    // The pages are kept before the network goes.
    seat.until("navigator.serviceWorker.controller").await;
    seat.served.connect(false);
    seat.press("nn").await;
    seat.advance(30_000).await;
    seat.until("Number(document.body.dataset.unsent) > 1").await;
    assert_eq!(seat.served.segments(), before);
    // A reload in the middle of it loses nothing either.
    seat.reload().await;
    seat.until("document.getElementById('start').textContent === 'Go on'")
        .await;
    seat.start().await;
    to_the_end(&seat).await;
    seat.until("!document.getElementById('end').hidden").await;
    seat.until("/kept in this browser/.test(document.getElementById('end-sent').textContent)")
        .await;
    // Back again: all of it, in order, once.
    seat.served.connect(true);
    seat.value("dispatchEvent(new Event('online'))").await;
    seat.led_on("/after/").await;
    let session = seat.served.session();
    let ids: BTreeSet<_> = session.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), session.len());
    let ends = session
        .iter()
        .filter(|entry| matches!(entry.body, Body::SessionEnded(_)));
    assert_eq!(ends.count(), 1);
    assert!(matches!(
        session.last().map(|entry| &entry.body),
        Some(Body::SessionEnded(_))
    ));
    let kept = "return new Promise((done) => {
        const asked = indexedDB.open('unhunch');
        asked.onsuccess = () => {
            const all = asked.result.transaction('entries').objectStore('entries').count();
            all.onsuccess = () => done(all.result);
        };
    })";
    assert_eq!(
        seat.awaited(kept).await,
        json!(0),
        "what arrived is not kept here"
    );
    seat.leave().await;
}

#[tokio::test]
async fn what_was_planned_can_be_begun_without_network() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.checked().await;
    seat.go("/").await;
    everything_kept(&seat).await;
    seat.served.connect(false);
    // The library and the guides are there.
    for path in ["/library", "/library/childs-pose", "/guides", "/"] {
        seat.go(path).await;
        seat.until("document.querySelector('h1')").await;
        assert_eq!(seat.path().await, path);
    }
    seat.until("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
        .await;
    // So is today's routine, by the same button as ever.
    seat.value("document.querySelector('main a.big[href^=\"/ready\"]').click()")
        .await;
    seat.until("document.getElementById('start') && !document.getElementById('begin').hidden")
        .await;
    seat.start_alone("skip").await;
    let path = seat.path().await;
    assert!(path.starts_with("/play/0"), "{path}");
    seat.advance(45_000).await;
    // A crash in the middle of it.
    seat.go("/").await;
    seat.go(&path).await;
    seat.until("document.getElementById('start').textContent === 'Go on'")
        .await;
    seat.press(ENTER).await;
    to_the_end(&seat).await;
    seat.until("/kept in this browser/.test(document.getElementById('end-sent').textContent)")
        .await;
    assert!(seat.served.session().is_empty());
    seat.served.connect(true);
    // Any page sends it.
    seat.go("/guides").await;
    let id = path.trim_start_matches("/play/");
    for _ in 0..200 {
        if matches!(
            seat.served.session().last().map(|entry| &entry.body),
            Some(Body::SessionEnded(_))
        ) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let session = seat.served.session();
    assert!(matches!(
        session.first().map(|entry| &entry.body),
        Some(Body::SessionStarted(_))
    ));
    let Some(Body::SessionEnded(ended)) = session.last().map(|entry| &entry.body) else {
        panic!("{:?}", seat.log().await);
    };
    assert_eq!(ended.reason, EndReason::Done);
    assert_eq!(session[0].session.unwrap().to_string(), id);
    seat.leave().await;
}

/// The same time, a day later: the computer slept.
async fn next_day(seat: &Seat) {
    seat.sleep(86_400_000).await;
    seat.go("/play/next").await;
    seat.until("document.getElementById('start') && !document.getElementById('begin').hidden")
        .await;
    assert_eq!(seat.text("start").await, "Start");
}

/// What the dialog says.
async fn says(seat: &Seat, words: &str) {
    let script = format!(
        "document.getElementById('over').open && document.getElementById('over').textContent.includes(`{words}`)"
    );
    seat.until(&script).await;
}

#[tokio::test]
async fn without_network_the_check_and_the_pain_are_asked_and_stop_as_ever() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.checked().await;
    seat.go("/").await;
    everything_kept(&seat).await;
    seat.served.connect(false);

    // A new day: the short check, the pain, the session.
    next_day(&seat).await;
    seat.press(ENTER).await;
    says(&seat, "It is asked because it is a new day.").await;
    seat.choose("nothing-new").await;
    says(&seat, "How much does it hurt now").await;
    seat.choose("2").await;
    seat.until(&format!("{STATE} === 'running'")).await;
    to_the_end(&seat).await;
    seat.until("/kept in this browser/.test(document.getElementById('end-sent').textContent)")
        .await;

    // The day after, a sign that stops everything, with its advice.
    next_day(&seat).await;
    seat.press(ENTER).await;
    seat.choose("full").await;
    seat.choose("ticked").await;
    says(&seat, "Nothing is ticked.").await;
    seat.value("document.querySelector('#over input[value=\"chest-pain\"]').click()")
        .await;
    seat.choose("none").await;
    says(&seat, "Some signs are ticked.").await;
    seat.choose("ticked").await;
    says(&seat, "Get help now").await;
    says(&seat, "Call your local emergency number now.").await;
    seat.choose("on").await;
    seat.advance(1000).await;
    seat.until("/Do not start a routine/.test(document.getElementById('begin-says').textContent)")
        .await;
    assert_eq!(seat.value(STATE).await, json!("ready"));
    assert_eq!(seat.text("start").await, "Answer the check again");
    // It stays so, after a reload too, until every question is answered anew.
    seat.reload().await;
    seat.until("document.getElementById('start') && !document.getElementById('begin').hidden")
        .await;
    seat.press(ENTER).await;
    says(&seat, "last time you reported a warning sign").await;
    seat.press(ESCAPE).await;
    seat.until(
        "/safety check comes first/.test(document.getElementById('begin-says').textContent)",
    )
    .await;
    seat.press(ENTER).await;
    seat.choose("none").await;
    says(&seat, "How much does it hurt now").await;
    seat.advance(1000).await;
    // High pain asks for all of it again, and for another plan.
    seat.choose("8").await;
    says(&seat, "It is asked because your pain is high.").await;
    seat.choose("none").await;
    seat.until("/planned anew/.test(document.getElementById('begin-says').textContent)")
        .await;
    assert_eq!(seat.value(STATE).await, json!("ready"));
    seat.press(ENTER).await;
    seat.until("/has to be planned anew/.test(document.getElementById('begin-says').textContent)")
        .await;

    // The server hears all of it once, in order.
    seat.served.connect(true);
    seat.go("/guides").await;
    let told = |entries: &[unhunch_core::journal::Entry]| -> Vec<String> {
        let line = |body: &Body| match body {
            Body::SafetyChecked(check) => Some(match (check.form, check.level) {
                (Form::Short, _) => "short".to_owned(),
                (Form::Full, level) => level.word().to_owned(),
            }),
            Body::Pain(pain) if pain.when == When::Before => Some(format!("before {}", pain.value)),
            Body::Pain(pain) => Some(format!("pain {}", pain.value)),
            Body::SessionStarted(_) => Some("started".to_owned()),
            Body::SessionEnded(ended) => Some(format!("{:?}", ended.reason)),
            _ => None,
        };
        entries.iter().filter_map(|one| line(&one.body)).collect()
    };
    let clear = Level::Clear.word();
    let expected = [
        clear,
        "short",
        "started",
        "before 2",
        "Done",
        "emergency",
        clear,
        "pain 8",
        clear,
    ];
    let mut found = Vec::new();
    for _ in 0..200 {
        found = told(&seat.served.entries());
        if found.len() >= expected.len() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(found, expected, "{:?}", seat.log().await);
    // Nothing is sent twice.
    seat.go("/guides").await;
    seat.advance(5000).await;
    assert_eq!(told(&seat.served.entries()), expected);
    seat.leave().await;
}

#[tokio::test]
async fn it_can_be_installed_and_a_newer_version_takes_over() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.go("/").await;
    seat.until("navigator.serviceWorker.controller").await;
    let errors = seat
        .devtools("Page.getInstallabilityErrors", json!({}))
        .await;
    assert_eq!(errors["installabilityErrors"], json!([]));
    let manifest = seat.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]));
    // Every icon is there, as large as the manifest says.
    let icons = "const {icons} = await (await fetch('/manifest.webmanifest')).json();
        const wrong = [];
        for (const {src, sizes, purpose} of icons.filter((icon) => icon.sizes !== 'any')) {
          const {width, height} = await createImageBitmap(await (await fetch(src)).blob());
          if (`${width}x${height}` !== sizes) wrong.push(src);
        }
        return [wrong, icons.map((icon) => `${icon.sizes} ${icon.purpose ?? 'any'}`)];";
    let found = seat.awaited(icons).await;
    assert_eq!(found[0], json!([]));
    for wanted in ["192x192 any", "512x512 any", "512x512 maskable"] {
        assert!(
            found[1].as_array().unwrap().contains(&json!(wanted)),
            "{found}"
        );
    }
    // The newer worker does not wait for the pages of the older one to be closed.
    seat.served.renew();
    let taken_over = "const registration = await navigator.serviceWorker.ready;
        const old = registration.active;
        await registration.update();
        window.isNew = () => registration.active !== old
            && navigator.serviceWorker.controller === registration.active
            && registration.active.state === 'activated';";
    assert!(seat.awaited(taken_over).await.is_null());
    seat.until("window.isNew()").await;
    seat.served.connect(false);
    seat.go("/play/next").await;
    seat.until("document.getElementById('begin')").await;
    seat.leave().await;
}

#[tokio::test]
async fn a_browser_without_room_says_so_and_what_was_done_goes_to_the_server() {
    let full = "const put = IDBObjectStore.prototype.put;
        globalThis.room = true;
        IDBObjectStore.prototype.put = function (...all) {
          if (!room) throw new DOMException('no room', 'QuotaExceededError');
          return put.apply(this, all);
        };";
    let seat = Seat::with(Looks::PHONE, full).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    let before = seat.served.segments();
    seat.value("(globalThis.room = false)").await;
    seat.press("n").await;
    for _ in 0..200 {
        if seat.served.segments() > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    assert!(seat.served.segments() > before, "the server has it at once");
    assert_eq!(seat.value(STATE).await, json!("running"));
    // Neither here nor there: it is said, and nothing goes on as if it counted.
    seat.served.connect(false);
    seat.press("n").await;
    says(&seat, "it cannot be written down").await;
    says(&seat, "free some space").await;
    seat.value("(globalThis.room = true)").await;
    seat.choose("retry").await;
    seat.until(&format!("{STATE} === 'running'")).await;
    seat.served.connect(true);
    seat.value("dispatchEvent(new Event('online'))").await;
    seat.sent().await;
    assert_eq!(seat.served.segments(), before + 2);
    seat.leave().await;
}
