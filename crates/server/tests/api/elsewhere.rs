//! Sessions that more than one page or program would play.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use unhunch_core::session::started;
use unhunch_core::timeline::Timeline;
use unhunch_host::Playing;
use uuid::Uuid;

use crate::rig::{Rig, played, session_of};

#[tokio::test]
async fn one_page_plays_a_session_at_a_time() {
    let rig = Rig::new();
    rig.cleared().await;
    let page = rig.begun("one").await;
    let session = session_of(&page);
    let path = |what: &str| format!("/api/v1/sessions/{session}/{what}");
    let entries = played(&page["timeline"]);
    let send = async |player: &str, entry: &Value| {
        let body = json!({"player": player, "entries": [entry]});
        rig.post(&path("entries"), body).await
    };
    send("one", &entries[0]).await.ok();
    assert_eq!(
        send("two", &entries[1]).await.problem().1,
        "played-elsewhere"
    );
    assert_eq!(
        rig.post(&path("resume"), json!({"player": "two"}))
            .await
            .problem()
            .1,
        "played-elsewhere"
    );
    assert_eq!(
        rig.post(&path("live"), json!({"player": "two"}))
            .await
            .problem()
            .1,
        "played-elsewhere"
    );
    assert_eq!(
        rig.post(&path("discard"), json!({})).await.problem().1,
        "played-elsewhere"
    );
    let id: Uuid = session.parse().unwrap();
    assert!(
        Playing::take(rig.folder.path(), id).is_none(),
        "a terminal sees that it is played"
    );
    assert_eq!(
        rig.get("/api/v1/sessions/open").await.ok()["played"]["session"],
        session
    );
    // A pause with a word now and then.
    for _ in 0..5 {
        rig.wait(SignedDuration::from_mins(4));
        assert_eq!(
            rig.post(&path("live"), json!({"player": "one"}))
                .await
                .status,
            StatusCode::NO_CONTENT
        );
    }
    // The page is loaded anew, and goes on.
    let resumed = rig
        .post(&path("resume"), json!({"player": "one"}))
        .await
        .ok();
    assert_eq!(resumed["resume"]["finished"].as_array().unwrap().len(), 1);
    // It lets go; another one takes it.
    assert_eq!(
        rig.post(&path("release"), json!({"player": "one"}))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    let open = rig.get("/api/v1/sessions/open").await.ok();
    assert_eq!(session_of(&open["broken_off"]), session);
    assert_eq!(open["broken_off"]["state"], "open");
    rig.post(&path("resume"), json!({"player": "two"}))
        .await
        .ok();
    assert_eq!(
        send("one", &entries[1]).await.problem().1,
        "played-elsewhere"
    );
    // Silence lets go, too.
    rig.wait(SignedDuration::from_mins(6));
    send("one", &entries[1]).await.ok();
    assert_eq!(
        rig.post(&path("release"), json!({"player": "one"}))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    // A terminal takes it.
    let terminal = Playing::take(rig.folder.path(), id).unwrap();
    assert_eq!(
        send("one", &entries[2]).await.problem().1,
        "played-elsewhere"
    );
    assert_eq!(
        rig.post(&path("resume"), json!({})).await.problem().1,
        "played-elsewhere"
    );
    assert_eq!(
        rig.post(&path("discard"), json!({})).await.problem().1,
        "played-elsewhere"
    );
    drop(terminal);
    assert_eq!(
        rig.post(&path("discard"), json!({})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        rig.post(&path("discard"), json!({})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        rig.get(&format!("/api/v1/sessions/{session}")).await.ok()["session"]["reason"],
        "interrupted"
    );
    assert_eq!(
        rig.post(&path("resume"), json!({})).await.problem().1,
        "conflict"
    );
    let unknown = format!("/api/v1/sessions/{}/timeline", Uuid::nil());
    assert_eq!(rig.get(&unknown).await.problem().0, 404);
    for what in ["resume", "live", "discard"] {
        let unknown = format!("/api/v1/sessions/{}/{what}", Uuid::nil());
        assert_eq!(
            rig.post(&unknown, json!({})).await.problem().0,
            404,
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_session_of_a_terminal_is_gone_on_with() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig.proposal(json!({"minutes": 3})).await;
    let timeline = Timeline::from_json(&proposal["timeline"].to_string()).unwrap();
    let now: jiff::Zoned = "2026-03-02T08:00:00[UTC]".parse().unwrap();
    let diary = unhunch_host::Diary::open(rig.folder.path().to_owned()).unwrap();
    let mut diary = diary.keeping_time(Box::new(move || now.clone()));
    let session = diary.new_id().unwrap();
    let playing = Playing::take(rig.folder.path(), session).unwrap();
    let beginning = started(&timeline, Default::default()).unwrap();
    diary.record(Some(session), beginning).unwrap();
    // While the terminal plays it, no page does.
    let open = rig.get("/api/v1/sessions/open").await.ok();
    assert_eq!(open["broken_off"], Value::Null);
    assert_eq!(open["played"]["session"], session.to_string());
    let path = format!("/api/v1/sessions/{session}");
    let resume = async || rig.post(&format!("{path}/resume"), json!({})).await;
    assert_eq!(resume().await.problem().1, "played-elsewhere");
    drop(playing);
    let resumed = resume().await.ok();
    assert_eq!(resumed["timeline"], proposal["timeline"]);
    let entries = json!({"entries": played(&resumed["timeline"])});
    rig.post(&format!("{path}/entries"), entries).await.ok();
    assert_eq!(rig.get(&path).await.ok()["session"]["reason"], "done");
    // And the terminal sees it so.
    let summary = diary.journal.session(diary.person, session).unwrap();
    assert!(!summary.unwrap().is_open());
}
