//! What the device is asked for: stand-ins that keep a record are in the place of its wake lock, media keys, voice and
//! sound.

use serde_json::{Value, json};

use crate::seat::{Looks, Seat, here};

const KIND: &str = "document.getElementById('player').dataset.kind";
const STATE: &str = "document.getElementById('player').dataset.state";

/// A session of the desk routine, with stand-ins.
async fn seated() -> Seat {
    let devices = std::fs::read_to_string(here("tests/browser/devices.js")).unwrap();
    let seat = Seat::with(Looks::PHONE, &devices).await;
    seat.at_player("desk-reset").await;
    seat
}

/// What the stand-ins were asked for since the last time, where it begins so.
async fn told(seat: &Seat, begins: &str) -> Value {
    let script = format!("devices.take(`{begins}`)");
    seat.value(&script).await
}

#[tokio::test]
async fn the_display_stays_awake_and_media_keys_do_what_buttons_do() {
    let seat = seated().await;
    assert_eq!(told(&seat, "lock").await, json!([]));
    seat.start().await;
    seat.until("devices.held").await;
    assert_eq!(told(&seat, "lock").await, json!(["lock screen"]));
    // Out of sight the browser takes it away; back in sight it is asked for again.
    seat.value("devices.hide(true)").await;
    assert_eq!(seat.value("devices.held").await, json!(false));
    seat.value("devices.hide(false)").await;
    seat.until("devices.held").await;
    assert_eq!(
        told(&seat, "lock").await,
        json!(["lock released", "lock screen"])
    );
    // Media keys.
    assert_eq!(
        seat.value("navigator.mediaSession.playbackState").await,
        json!("playing")
    );
    let title = seat.value("navigator.mediaSession.metadata.title").await;
    assert_eq!(title, json!(seat.text("name").await));
    seat.value("devices.press('pause')").await;
    assert_eq!(seat.value(STATE).await, json!("paused"));
    assert_eq!(
        seat.value("navigator.mediaSession.playbackState").await,
        json!("paused")
    );
    seat.value("devices.press('pause')").await;
    assert_eq!(
        seat.value(STATE).await,
        json!("paused"),
        "pause is no toggle"
    );
    seat.until("!devices.held").await;
    assert_eq!(
        told(&seat, "lock").await,
        json!(["lock released"]),
        "a pause lets it sleep"
    );
    seat.value("devices.hide(true)").await;
    seat.value("devices.hide(false)").await;
    assert_eq!(told(&seat, "lock").await, json!([]));
    seat.value("devices.press('play')").await;
    assert_eq!(seat.value(STATE).await, json!("running"));
    seat.until("devices.held").await;
    assert_eq!(seat.value(KIND).await, json!("get-ready"));
    seat.value("devices.press('nexttrack')").await;
    assert_eq!(seat.value(KIND).await, json!("work"));
    seat.value("devices.press('previoustrack')").await;
    assert_eq!(seat.value(KIND).await, json!("get-ready"));
    seat.value("devices.press('stop')").await;
    assert_eq!(seat.text("over-title").await, "Why do you stop?");
    seat.choose("done").await;
    seat.until("!document.getElementById('end').hidden").await;
    seat.until("!devices.held").await;
    assert_eq!(
        seat.value("navigator.mediaSession.playbackState").await,
        json!("none")
    );
    // What was not done is not shown as done.
    let whole =
        seat.value("Number(document.getElementById('whole').getAttribute('aria-valuenow'))");
    assert!(whole.await.as_i64().unwrap() < 50);
    seat.leave().await;
}

#[tokio::test]
async fn cues_are_spoken_to_their_ends_and_the_bell_is_as_loud_as_it_is_set() {
    let seat = seated().await;
    seat.start().await;
    // The voice is off until it is wanted.
    seat.advance(2000).await;
    assert_eq!(told(&seat, "say").await, json!([]));
    seat.press("v").await;
    seat.advance_until(&format!("{KIND} === 'work'"), 60).await;
    let first = told(&seat, "say").await;
    assert_eq!(first.as_array().unwrap().len(), 1, "{first}");
    // The bell: four partials, quieter than the full volume.
    let volume = 0.35_f64 * 0.6 * 0.6;
    assert_eq!(
        told(&seat, "bell").await,
        json!([
            format!("bell at {volume:.4}"),
            "bell",
            "bell",
            "bell",
            "bell"
        ])
    );
    // What comes meanwhile waits for its turn: nothing is said into it, nothing cuts it off.
    seat.press("nn").await;
    assert_eq!(told(&seat, "say").await, json!([]));
    let mut said = Vec::new();
    for _ in 0..6 {
        seat.value("devices.said()").await;
        let next = told(&seat, "say").await;
        let next = next.as_array().unwrap();
        assert!(next.len() <= 1, "{next:?}");
        said.extend_from_slice(next);
    }
    assert!(said.len() > 1, "{said:?}");
    let cue = format!("say {}", seat.text("cue").await);
    assert_eq!(said.last(), Some(&json!(cue)), "{said:?}");
    // Whoever turns the voice off still hears the end of the sentence, and no more.
    seat.press("p").await;
    assert_eq!(told(&seat, "say").await.as_array().unwrap().len(), 1);
    seat.press("v").await;
    seat.press("n").await;
    seat.value("devices.said()").await;
    seat.advance(3000).await;
    assert_eq!(told(&seat, "say").await, json!([]));
    assert_eq!(told(&seat, "cut").await, json!([]));
    // The bell has a control: off, and on by the slider.
    told(&seat, "bell").await;
    seat.value("(document.getElementById('volume').value = '0', document.getElementById('volume').dispatchEvent(new Event('input', {bubbles: true})))").await;
    seat.press("rnnpn").await;
    assert_eq!(told(&seat, "bell").await, json!([]));
    seat.value("(document.getElementById('volume').value = '100', document.getElementById('volume').dispatchEvent(new Event('input', {bubbles: true})), document.getElementById('volume').dispatchEvent(new Event('change')))").await;
    let rung = told(&seat, "bell").await;
    assert_eq!(rung[0], json!("bell at 0.3500"), "{rung}");
    // It is remembered on this device.
    let kept = "JSON.parse(localStorage.getItem('unhunch.playing')).volume";
    assert_eq!(seat.value(kept).await, json!(1));
    seat.leave().await;
}
