//! Sessions in the browser.

use std::time::Duration;

use serde_json::json;
use unhunch_core::journal::{Body, EndReason, Entry, When};

use crate::seat::{ENTER, ESCAPE, Looks, RIGHT, Seat};

const STATE: &str = "document.getElementById('player').dataset.state";
const KIND: &str = "document.getElementById('player').dataset.kind";

#[tokio::test]
async fn by_keyboard_alone_from_the_first_visit_to_the_end() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.go("/").await;
    seat.tab_to("main a[href='/check']").await;
    seat.press(ENTER).await;
    seat.until("location.pathname === '/check'").await;
    seat.tab_to("button[value='none']").await;
    seat.press(ENTER).await;
    seat.until("document.querySelector(\"main a.big[href^='/ready']\")")
        .await;
    seat.tab_to("main a.chip[href='/?minutes=3']").await;
    seat.press(ENTER).await;
    seat.until("location.search === '?minutes=3'").await;
    seat.tab_to("main a.big[href^='/ready']").await;
    seat.press(ENTER).await;
    seat.until("location.pathname === '/ready'").await;
    seat.tab_to("form.ready button.big").await;
    seat.press(ENTER).await;
    seat.until("location.pathname.startsWith('/play/')").await;
    seat.until("document.activeElement?.id === 'start'").await;
    seat.start().await;

    // To the end, without a hand on it.
    let total =
        seat.value("JSON.parse(document.getElementById('sheet').textContent).timeline.total_ms");
    let total = total.await.as_i64().unwrap();
    let mut told = Vec::new();
    for _ in 0..total / 1000 {
        seat.advance(1000).await;
        let says = seat.text("status").await;
        if told.last() != Some(&says) && !says.is_empty() {
            told.push(says);
        }
        if seat.value(STATE).await == json!("finished") {
            break;
        }
    }
    assert!(told.iter().any(|one| one.contains("First:")), "{told:?}");
    assert!(
        told.iter().any(|one| one.contains("Five seconds.")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|one| one.contains("Done. Well done.")),
        "{told:?}"
    );
    for wanted in ["Half-way.", "other side"] {
        assert!(
            told.iter().any(|one| one.contains(wanted)),
            "{wanted}: {told:?}"
        );
    }
    // The digits themselves say nothing.
    let silent = "document.querySelector('[role=timer]').getAttribute('aria-live')";
    assert_eq!(seat.value(silent).await, json!("off"));
    seat.sent().await;
    seat.led_on("/after/").await;
    let session = seat.served.session();
    let last = session.last().map(|entry| entry.body.clone());
    let Some(Body::SessionEnded(ended)) = last else {
        panic!("{last:?}");
    };
    assert_eq!(ended.reason, EndReason::Done);
    assert_eq!(ended.played_ms, u64::try_from(total).unwrap());

    // How it feels now.
    seat.tab_to("input[name='pain']").await;
    seat.press(RIGHT).await;
    seat.tab_to("main form button.big").await;
    seat.press(ENTER).await;
    seat.until("/What changed/.test(document.body.innerText)")
        .await;
    assert_eq!(seat.log().await, [""; 0]);
    seat.leave().await;
}

#[tokio::test]
async fn it_pauses_and_it_goes_on_after_sleep_and_after_a_reload() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    seat.advance_until(&format!("{KIND} === 'work'"), 60).await;
    seat.press(" ").await;
    assert_eq!(seat.value(STATE).await, json!("paused"));
    let left = seat.text("left").await;
    seat.advance(60_000).await;
    assert_eq!(seat.text("left").await, left, "no time passes in a pause");
    seat.press(" ").await;
    seat.advance(3000).await;
    assert_ne!(seat.text("left").await, left);

    // Ten minutes of sleep are nobody's hold.
    let left = seat.text("left").await;
    seat.sleep(600_000).await;
    seat.advance(1000).await;
    assert_eq!(seat.value(STATE).await, json!("paused"));
    assert_eq!(seat.text("kind").await, "Paused while this was asleep");
    let seconds = |text: &str| {
        let (minutes, seconds) = text.split_once(':').unwrap();
        minutes.parse::<i64>().unwrap() * 60 + seconds.parse::<i64>().unwrap()
    };
    assert!(seconds(&left) - seconds(&seat.text("left").await) <= 1);
    seat.press(" ").await;

    // A reload goes on where it was, after getting ready again.
    let name = seat.text("name").await;
    seat.advance_until(
        "document.getElementById('name').textContent !== 'Shoulder rolls'",
        200,
    )
    .await;
    assert_eq!(name, "Shoulder rolls");
    seat.sent().await;
    let before = seat.served.segments();
    let name = seat.text("name").await;
    seat.reload().await;
    seat.until("document.getElementById('start').textContent === 'Go on'")
        .await;
    assert_eq!(seat.text("name").await, name);
    // Who leaves for the first page finds it there, to be gone on with.
    seat.start().await;
    let play = seat.path().await;
    seat.go("/").await;
    seat.comes(&format!(
        "document.querySelector('.resume a[href=\"{play}\"]') && !document.getElementById('elsewhere')"
    ))
    .await;
    seat.go(&play).await;
    seat.until("document.getElementById('start').textContent === 'Go on'")
        .await;
    seat.start().await;
    assert!(seat.text("cue").await.starts_with("Welcome back."));
    assert_eq!(seat.served.segments(), before, "nothing is told twice");
    for _ in 0..120 {
        if seat.value(STATE).await == json!("finished") {
            break;
        }
        seat.press("n").await;
        seat.advance(200).await;
    }
    assert_eq!(seat.value(STATE).await, json!("finished"));
    // The end may not have been put with what is to be sent when nothing is left to be sent.
    let is_end = |entry: &Entry| matches!(entry.body, Body::SessionEnded(_));
    for _ in 0..200 {
        if seat.served.session().iter().any(is_end) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(seat.served.session().iter().any(is_end));
    seat.leave().await;
}

#[tokio::test]
async fn stopping_asks_why_and_says_what_to_do() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    seat.advance_until(&format!("{KIND} === 'work'"), 60).await;
    // Pain of 4: smaller; the session goes on.
    seat.press("q").await;
    assert_eq!(seat.text("over-title").await, "Why do you stop?");
    assert_eq!(seat.value(STATE).await, json!("paused"));
    seat.press("p4").await;
    assert_eq!(
        seat.text("over-title").await,
        "Make it smaller: take the easier step."
    );
    seat.press("e").await;
    assert_eq!(
        seat.value("document.getElementById('over').open").await,
        json!(false)
    );
    assert_eq!(seat.value(STATE).await, json!("running"));
    // Escape goes back; so does it from what the keys do.
    seat.press("q").await;
    seat.press(ESCAPE).await;
    assert_eq!(seat.value(STATE).await, json!("running"));
    seat.press("?").await;
    assert_eq!(seat.text("over-title").await, "Keys");
    seat.press(ESCAPE).await;
    assert_eq!(seat.value(STATE).await, json!("running"));
    // A sign stops at once.
    seat.press("qz").await;
    seat.until("!document.getElementById('end').hidden").await;
    let says = seat.text("end-says").await;
    assert!(
        says.contains("sit or lie down where you are safe"),
        "{says}"
    );
    assert!(says.contains("call your local emergency number"), "{says}");
    seat.sent().await;
    assert!(
        seat.path().await.starts_with("/play/"),
        "it stays to be read"
    );
    let session = seat.served.session();
    let pain = session.iter().find_map(|entry| match &entry.body {
        Body::Pain(reading) if reading.when == When::During => Some(reading.value),
        _ => None,
    });
    assert_eq!(pain, Some(4));
    let easier = |body: &Body| matches!(body, Body::EasierTaken { item: 0, .. });
    assert!(session.iter().any(|entry| easier(&entry.body)));
    let ended = session.iter().find_map(|entry| match &entry.body {
        Body::SessionEnded(ended) => Some(ended.reason),
        _ => None,
    });
    assert_eq!(ended, Some(EndReason::Dizzy));
    seat.leave().await;
}

#[tokio::test]
async fn the_person_can_take_their_time_and_hear_or_not_hear_it() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    seat.value("(window.rung = 0, document.addEventListener('bell', () => (window.rung += 1)))")
        .await;
    // Half as fast: a second takes two.
    let left = "Math.round(JSON.parse(document.getElementById('sheet').textContent).timeline.total_ms / 1000)";
    let whole = seat.value(left).await.as_i64().unwrap();
    seat.value("document.querySelector('[name=pace][value=\"0.5\"]').click()")
        .await;
    seat.advance(10_000).await;
    let (minutes, seconds) = {
        let text = seat.text("left").await;
        let (minutes, seconds) = text.split_once(':').unwrap();
        (
            minutes.parse::<i64>().unwrap(),
            seconds.parse::<i64>().unwrap(),
        )
    };
    assert!((whole - 5 - minutes * 60 - seconds).abs() <= 1);
    seat.value("document.querySelector('[name=pace][value=\"1\"]').click()")
        .await;
    // The bell rings where work begins, until it is told not to.
    seat.advance_until(&format!("{KIND} === 'work'"), 60).await;
    assert_eq!(seat.value("window.rung").await, json!(1));
    seat.press("b").await;
    seat.press("nn").await;
    assert_eq!(seat.value("window.rung").await, json!(1));
    // Waiting for the person before each part.
    seat.value("document.getElementById('waits').click()").await;
    for _ in 0..12 {
        seat.press("n").await;
        if seat.value(KIND).await == json!("get-ready") {
            break;
        }
    }
    assert_eq!(seat.text("kind").await, "Take your time");
    assert_eq!(seat.text("pause-says").await, "Ready");
    seat.advance(120_000).await;
    assert_eq!(seat.value(STATE).await, json!("paused"));
    seat.press(" ").await;
    assert_eq!(seat.value(KIND).await, json!("work"));
    assert_eq!(seat.value(STATE).await, json!("running"));
    seat.leave().await;
}

#[tokio::test]
async fn with_reduced_motion_the_figure_is_still() {
    let leaf = "document.getElementById('figure').shadowRoot.querySelector('g.f')?.id ?? ''";
    let seat = Seat::new(Looks::PHONE).await;
    seat.at_player("desk-reset").await;
    seat.start().await;
    seat.advance_until(&format!("{KIND} === 'work'"), 60).await;
    seat.until(&format!("({leaf}) !== ''")).await;
    for calm in [false, true] {
        seat.look(Looks {
            calm,
            ..Looks::PHONE
        })
        .await;
        seat.until(&format!(
            "matchMedia('(prefers-reduced-motion: reduce)').matches === {calm}"
        ))
        .await;
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..12 {
            seat.advance(700).await;
            seen.insert(seat.value(leaf).await.to_string());
        }
        assert_eq!(seen.len() == 1, calm, "{seen:?}");
    }
    seat.leave().await;
}

#[tokio::test]
async fn the_page_is_light_and_is_seen_after_one_request_more() {
    let seat = Seat::new(Looks::PHONE).await;
    // What a service worker hands on has no size on the wire.
    seat.devtools("Network.enable", json!({})).await;
    seat.devtools("Network.setBypassServiceWorker", json!({"bypass": true}))
        .await;
    seat.at_player("desk-reset").await;
    seat.until("document.fonts.status === 'loaded'").await;
    // Everything but the figures, as it came over the wire.
    let sizes = "performance.getEntries()
        .filter((one) => ['navigation', 'resource'].includes(one.entryType))
        .filter((one) => !one.name.includes('/figures/'))
        .map((one) => [one.name.replace(location.origin, ''), one.encodedBodySize])";
    let sizes = seat.value(sizes).await;
    let all = sizes.as_array().unwrap();
    let sum: u64 = all.iter().filter_map(|one| one[1].as_u64()).sum();
    assert!(all.len() > 12 && sum > 20_000, "{sizes}");
    println!("{sum} bytes");
    assert!(sum < 60_000, "{sum} bytes: {sizes}");
    let blocking = "performance.getEntriesByType('resource')
        .filter((one) => one.renderBlockingStatus === 'blocking').length";
    assert_eq!(seat.value(blocking).await, json!(1));
    // And nothing comes from elsewhere.
    let foreign = "performance.getEntriesByType('resource')
        .filter((one) => !one.name.startsWith(location.origin)).map((one) => one.name)";
    assert_eq!(seat.value(foreign).await, json!([]));
    seat.leave().await;
}
