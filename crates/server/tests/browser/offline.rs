//! Without a network: nothing is lost, everything arrives once, and today's routine can be begun.

use std::collections::BTreeSet;

use serde_json::json;
use unhunch_core::journal::{Body, EndReason};

use crate::seat::{ENTER, Looks, Seat};

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
    seat.served.connect(false);
    seat.press("nn").await;
    seat.advance(30_000).await;
    seat.until("Number(document.body.dataset.unsent) > 1").await;
    assert_eq!(seat.served.segments(), before);
    // A reload in the middle of it loses nothing either.
    seat.until("navigator.serviceWorker.controller").await;
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
    seat.start().await;
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
