//! What was said and done without a network, and is told later.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::rig::{NOW_MS, Rig, id, no_to_all};

const DAY_MS: u64 = 86_400_000;

fn at(ms: u64) -> String {
    let ms = i64::try_from(NOW_MS + ms).unwrap();
    jiff::Timestamp::from_millisecond(ms).unwrap().to_string()
}

fn short(ms: u64, number: u8) -> Value {
    json!({"form": "short", "nothing_new": true, "id": id(NOW_MS + ms, number), "at": at(ms)})
}

fn begin(proposal: &Value, ms: u64, number: u8) -> Value {
    json!({"id": id(NOW_MS + ms, number), "at": at(ms), "player": "page", "proposal": proposal})
}

#[tokio::test]
async fn a_session_of_another_day_needs_the_check_of_that_day() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig.proposal(json!({"minutes": 5})).await;
    // Two days later it is told that it was begun on the day between.
    rig.wait(SignedDuration::from_hours(48));
    let session = begin(&proposal, DAY_MS + 1000, 1);
    let refused = rig.post("/api/v1/sessions", session.clone()).await;
    assert_eq!(refused.problem().1, "check-due");
    // The check of today is not that of the day between.
    rig.post(
        "/api/v1/safety",
        json!({"form": "short", "nothing_new": true}),
    )
    .await
    .ok();
    let refused = rig.post("/api/v1/sessions", session.clone()).await;
    assert_eq!(refused.problem().1, "check-due");
    let answered = short(DAY_MS, 2);
    for _ in 0..2 {
        let told = rig.post("/api/v1/safety", answered.clone()).await.ok();
        assert_eq!(told["recorded"], json!(true));
    }
    let begun = rig.post("/api/v1/sessions", session.clone()).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    assert_eq!(
        rig.post("/api/v1/sessions", session).await.status,
        StatusCode::OK
    );
    // Told twice, written once; today's check still holds.
    let journal = rig.get("/api/v1/export").await;
    let journal = String::from_utf8(journal.body).unwrap();
    assert_eq!(
        journal.matches("\"safety-checked\"").count(),
        3,
        "{journal}"
    );
    assert_eq!(rig.get("/api/v1/safety").await.ok()["due"], Value::Null);
}

#[tokio::test]
async fn a_warning_sign_that_is_told_later_stops_everything() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig.proposal(json!({"minutes": 5})).await;
    rig.wait(SignedDuration::from_hours(1));
    let mut answers = no_to_all();
    answers["chest-pain"] = json!(true);
    let check =
        json!({"form": "full", "answers": answers, "id": id(NOW_MS + 60_000, 1), "at": at(60_000)});
    let told = rig.post("/api/v1/safety", check.clone()).await.ok();
    assert_eq!(told["level"], "emergency");
    // Another answer under the same id is none.
    let mut other = check;
    other["answers"] = no_to_all();
    assert_eq!(
        rig.post("/api/v1/safety", other).await.problem().1,
        "conflict"
    );
    // What was begun before it was, and nothing is begun after it, whenever that is told.
    let before = rig
        .post("/api/v1/sessions", begin(&proposal, 30_000, 2))
        .await;
    assert_eq!(before.status, StatusCode::CREATED, "{before:?}");
    for after in [61_000, 3_600_000] {
        let after = rig
            .post("/api/v1/sessions", begin(&proposal, after, 3))
            .await;
        assert_eq!(after.problem().1, "not-cleared");
    }
    // A short answer does not mend it.
    let refused = rig.post("/api/v1/safety", short(120_000, 4)).await;
    assert_eq!(refused.problem().1, "check-due");
}

#[tokio::test]
async fn a_routine_is_kept_for_later_while_only_the_short_check_is_due() {
    let rig = Rig::new();
    let kept = |page: &Value| {
        (
            page["next"].is_null(),
            page["ahead"]["days"][0]["due"]["form"].clone(),
        )
    };
    let page = rig.get("/play/next.json").await.ok();
    assert_eq!(kept(&page), (true, json!("full")));
    rig.cleared().await;
    let page = rig.get("/play/next.json").await.ok();
    assert_eq!(kept(&page), (false, Value::Null));
    let plays = page["next"]["sheet"]["plays"].as_array().unwrap();
    assert!(plays.contains(&json!("clear")) && !plays.contains(&json!("urgent")));
    rig.wait(SignedDuration::from_hours(24));
    let page = rig.get("/play/next.json").await.ok();
    assert_eq!(kept(&page), (false, json!("short")));
    // It can be begun only once that is answered, even if it is told as begun before.
    let next = &page["next"];
    let proposal = json!({
        "day": next["proposal"]["day"],
        "asked": next["proposal"]["asked"],
        "seal": next["proposal"]["seal"],
        "timeline": next["sheet"]["timeline"],
    });
    for ms in [DAY_MS, DAY_MS - 1_800_000] {
        let refused = rig.post("/api/v1/sessions", begin(&proposal, ms, 5)).await;
        assert_eq!(refused.problem().1, "check-due", "{ms}");
    }
}
