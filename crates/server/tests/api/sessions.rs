//! Plans and sessions: proposed, begun, played, broken off, gone on with.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use unhunch_core::journal::Query;
use unhunch_host::Playing;
use uuid::Uuid;

use crate::rig::{NOW_MS, Rig, id, played, session_of};

#[tokio::test]
async fn a_session_is_played_to_its_end() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig
        .proposal(json!({"minutes": 5, "areas": [{"area": "neck", "pain": 4}]}))
        .await;
    let body = json!({"id": id(NOW_MS, 9), "proposal": proposal, "pain": 4, "player": "page"});
    let begun = rig.post("/api/v1/sessions", body.clone()).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let location = begun.header("location").unwrap().to_owned();
    let page = begun.json();
    assert_eq!(page["state"], "played");
    assert_eq!(page["session"]["pain_before"], 4.0);
    assert_eq!(page["timeline"], proposal["timeline"]);
    // The same again is the same session.
    let again = rig.post("/api/v1/sessions", body.clone()).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(session_of(&again.json()), session_of(&page));
    let mut other = body;
    other["proposal"] = rig.proposal(json!({"minutes": 7})).await;
    assert_eq!(
        rig.post("/api/v1/sessions", other).await.problem().1,
        "conflict"
    );
    for _ in 0..2 {
        let timeline = rig.get(&format!("{location}/timeline")).await;
        assert_eq!(timeline.ok(), page["timeline"]);
        assert!(timeline.header("etag").is_some());
    }
    let entries = played(&page["timeline"]);
    let path = format!("{location}/entries");
    let (first, rest) = entries.split_at(entries.len() / 2);
    let send = |entries: &[Value]| rig.post(&path, json!({"player": "page", "entries": entries}));
    let posted = send(first).await.ok();
    assert_eq!(
        (posted["kept"].as_u64(), &posted["ended"]),
        (Some(first.len() as u64), &json!(false))
    );
    // Twice is once.
    send(first).await.ok();
    assert_eq!(send(rest).await.ok()["ended"], true);
    assert_eq!(
        send(&entries).await.ok()["ended"],
        true,
        "after the end, too"
    );
    let page = rig.get(&location).await.ok();
    let mut read = Vec::new();
    let mut cursor = String::new();
    loop {
        let part = rig.get(&format!("{path}?limit=5{cursor}")).await.ok();
        assert!(part["entries"].as_array().unwrap().len() <= 5);
        read.extend(part["entries"].as_array().unwrap().iter().cloned());
        let Some(next) = part["next"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(&read, page["entries"].as_array().unwrap());
    let unknown = format!("/api/v1/sessions/{}/entries", id(5, 5));
    assert_eq!(rig.get(&unknown).await.problem().0, 404);
    assert_eq!(page["state"], "ended");
    assert_eq!(page["session"]["reason"], "done");
    assert_eq!(page["session"]["played_ms"], page["timeline"]["total_ms"]);
    // The entries of the beginning are the server's: the start and the pain.
    assert_eq!(page["entries"].as_array().unwrap().len(), entries.len() + 1);
    // Nothing more is played of it; words about it are welcome.
    let mut late = entries[0].clone();
    late["id"] = json!(id(NOW_MS + 9999, 1));
    assert_eq!(
        rig.post(&path, json!({"entries": [late]}))
            .await
            .problem()
            .1,
        "conflict"
    );
    let said = json!({"session": session_of(&page), "pain": 2, "area": "neck", "when": "after"});
    assert_eq!(
        rig.post("/api/v1/said", said).await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        rig.get(&location).await.ok()["session"]["pain_change"],
        -2.0
    );
    // Nobody holds it any more.
    let session: Uuid = session_of(&page).parse().unwrap();
    assert!(Playing::take(rig.folder.path(), session).is_some());
    assert_eq!(
        rig.get("/api/v1/sessions/open").await.ok()["played"],
        Value::Null
    );
}

#[tokio::test]
async fn what_does_not_belong_to_a_session_is_refused_whole() {
    let rig = Rig::new();
    rig.cleared().await;
    let page = rig.begun("").await;
    let path = format!("/api/v1/sessions/{}/entries", session_of(&page));
    let entries = played(&page["timeline"]);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut entry = entries[0].clone();
        change(&mut entry);
        json!({"entries": [entries[1], entry]})
    };
    for (body, pointer) in [
        (
            with(&|one| one["body"]["segment"] = json!(9999)),
            "/entries/1/body",
        ),
        (
            with(&|one| one["body"]["item"] = json!(77)),
            "/entries/1/body",
        ),
        (
            with(&|one| one["body"]["technique"] = json!("moonwalk")),
            "/entries/1/body",
        ),
        (
            with(&|one| one["body"]["played_ms"] = json!(1_000_000_000)),
            "/entries/1/body",
        ),
        (
            with(&|one| one["body"]["mood"] = json!(1)),
            "/entries/1/body/mood",
        ),
        (
            with(&|one| one["kind"] = json!("session-started")),
            "/entries/1/body/complete",
        ),
        (with(&|one| one["kind"] = json!("dance")), "/entries/1/kind"),
        (
            with(&|one| {
                one["kind"] = json!("correction");
                one["body"] = json!({"of": id(1, 1), "change": "withdrawn"});
            }),
            "/entries/1/kind",
        ),
        (
            with(&|one| {
                one["kind"] = json!("pain");
                one["body"] = json!({"value": 11, "when": "during"});
            }),
            "/entries/1/body/value",
        ),
        (
            with(&|one| {
                one["kind"] = json!("note");
                one["body"] = json!({});
            }),
            "/entries/1/body/text",
        ),
        (
            with(&|one| one["offset_s"] = json!(99_999_999)),
            "/entries/1/offset_s",
        ),
        (
            with(&|one| {
                one["kind"] = json!("profile-set");
                one["body"] = json!({});
            }),
            "/entries/1/kind",
        ),
        (with(&|one| one["id"] = json!(Uuid::nil())), "/entries/1/id"),
        (
            with(&|one| one["at"] = json!("2036-01-01T00:00:00Z")),
            "/entries/1/at",
        ),
        (
            with(&|one| one["at"] = json!("1970-01-01T00:00:00Z")),
            "/entries/1/at",
        ),
        (with(&|one| one["at"] = json!("today")), "/entries/1/at"),
        (
            with(&|one| {
                one["zone"] = json!("Mars/Base");
                one.as_object_mut().unwrap().remove("offset_s");
            }),
            "/entries/1/zone",
        ),
        (with(&|one| one["mood"] = json!(1)), "/entries/1/mood"),
        (
            json!({"entries": vec![entries[0].clone(); 1001]}),
            "/entries",
        ),
        (json!({"entries": [], "player": "x".repeat(65)}), "/player"),
        (json!({}), "/entries"),
        (json!({"entries": [{}]}), "/entries/0/id"),
    ] {
        let problem = rig.post(&path, body).await.problem();
        assert_eq!(
            (problem.0, problem.2.as_str()),
            (422, pointer),
            "{problem:?}"
        );
    }
    let written = rig
        .app
        .keeper()
        .read(|desk| Ok(desk.diary.journal.entries(&Query::default())?));
    assert_eq!(
        written.await.unwrap().len(),
        2,
        "the check and the beginning"
    );
    // An id that says something else.
    rig.post(&path, json!({"entries": [entries[0]]})).await.ok();
    let mut other = entries[1].clone();
    other["id"] = entries[0]["id"].clone();
    for (batch, at) in [
        (json!([entries[2], other]), "/entries/1/id"),
        (
            json!([entries[3], entries[4], {"id": entries[3]["id"], "at": entries[4]["at"],
            "kind": entries[4]["kind"], "body": entries[4]["body"]}]),
            "/entries/2/id",
        ),
    ] {
        let problem = rig.post(&path, json!({"entries": batch})).await.problem();
        assert_eq!(problem, (409, "conflict".to_owned(), at.to_owned()));
    }
    for unknown in [
        format!("/api/v1/sessions/{}/entries", id(5, 5)),
        "/api/v1/sessions/x/entries".to_owned(),
    ] {
        assert_eq!(
            rig.post(&unknown, json!({"entries": []})).await.problem().0,
            404
        );
    }
}

#[tokio::test]
async fn a_session_without_network_is_told_later() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig.proposal(json!({"minutes": 3})).await;
    // It was played that day; the server is reached two days later, when another check is due.
    rig.wait(SignedDuration::from_hours(50));
    assert_eq!(
        rig.post("/api/v1/sessions", json!({"proposal": proposal}))
            .await
            .problem()
            .1,
        "check-due"
    );
    let body = json!({"id": id(NOW_MS, 7), "at": "2026-03-02T09:30:00Z", "zone": "Europe/Berlin", "proposal": proposal, "pain": 3});
    let begun = rig.post("/api/v1/sessions", body.clone()).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
    assert_eq!(
        rig.post("/api/v1/sessions", body).await.status,
        StatusCode::OK
    );
    let page = begun.json();
    assert_eq!(
        (&page["session"]["date"], &page["session"]["time"]),
        (&json!("2026-03-02"), &json!("10:30"))
    );
    let path = format!("{}/entries", begun.header("location").unwrap());
    let entries = played(&page["timeline"]);
    assert_eq!(
        rig.post(&path, json!({"entries": entries})).await.ok()["ended"],
        true
    );
    // Another day than the proposal's, with no check that held then.
    let body = json!({"at": "2026-03-03T09:30:00Z", "proposal": proposal});
    assert_eq!(
        rig.post("/api/v1/sessions", body).await.problem().1,
        "check-due"
    );
}

#[tokio::test]
async fn sessions_are_listed_page_by_page() {
    let rig = Rig::new();
    rig.cleared().await;
    let mut begun = Vec::new();
    for _ in 0..5 {
        rig.wait(SignedDuration::from_mins(1));
        begun.push(session_of(&rig.begun("").await));
    }
    begun.reverse();
    let mut path = "/api/v1/sessions?limit=2&open=true".to_owned();
    let mut listed = Vec::new();
    loop {
        let answer = rig.get(&path).await;
        let page = answer.ok();
        listed.extend(
            page["sessions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["session"].as_str().unwrap().to_owned()),
        );
        match answer.header("link") {
            Some(link) => path = link[1..].split('>').next().unwrap().to_owned(),
            None => break assert_eq!(page["next"], Value::Null),
        }
    }
    assert_eq!(listed, begun);
    for bad in ["cursor=00", "limit=0", "open=perhaps", "x=1"] {
        assert_eq!(
            rig.get(&format!("/api/v1/sessions?{bad}"))
                .await
                .problem()
                .0,
            422,
            "{bad}"
        );
    }
    assert_eq!(
        rig.get(&format!("/api/v1/sessions/{}", Uuid::nil()))
            .await
            .problem()
            .0,
        404
    );
}
