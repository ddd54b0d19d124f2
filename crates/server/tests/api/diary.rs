//! The person: check, words, progress, profile, export and import.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::rig::{LIBRARY, Rig, id, no_to_all};

fn question(level: &str) -> String {
    let safety = LIBRARY.safety();
    let found = safety
        .questions
        .iter()
        .find(|one| one.level.value.word() == level);
    found.unwrap().id.to_string()
}

#[tokio::test]
async fn the_check_is_asked_and_answered() {
    let rig = Rig::new();
    let page = rig.get("/api/v1/safety").await.ok();
    assert_eq!(page["due"], json!({"form": "full", "reason": "first"}));
    assert_eq!(
        page["questions"].as_array().unwrap().len(),
        LIBRARY.safety().questions.len()
    );
    assert_eq!(page["levels"].as_array().unwrap().len(), 4);
    assert!(!page.to_string().contains("{emergency_number}"));
    for (body, kind, pointer) in [
        (
            json!({"form": "short", "nothing_new": true}),
            "check-due",
            "-",
        ),
        (json!({"form": "long"}), "invalid", "/form"),
        (
            json!({"form": "full", "answers": {"mood": true}}),
            "invalid",
            "/answers/mood",
        ),
        (
            json!({"form": "short", "answers": no_to_all()}),
            "invalid",
            "/answers",
        ),
        (
            json!({"form": "full", "answers": {"a": 1}}),
            "invalid",
            "/answers/a",
        ),
        (json!({"answers": {}}), "invalid", "/form"),
    ] {
        let problem = rig.post("/api/v1/safety", body).await.problem();
        assert_eq!((problem.1.as_str(), problem.2.as_str()), (kind, pointer));
    }
    // One question left open clears nobody.
    let mut answers = no_to_all();
    let open = question("urgent");
    answers.as_object_mut().unwrap().remove(&open);
    let body = json!({"form": "full", "answers": answers});
    let problem = rig.post("/api/v1/safety", body).await.problem();
    assert_eq!((problem.0, problem.2), (422, format!("/answers/{open}")));
    assert_eq!(
        rig.post("/api/v1/plans", json!({})).await.problem().1,
        "check-due"
    );
    let clear = rig
        .post(
            "/api/v1/safety",
            json!({"form": "full", "answers": no_to_all()}),
        )
        .await
        .ok();
    assert_eq!(
        (&clear["level"], &clear["recorded"], &clear["plans"]),
        (&json!("clear"), &json!(true), &json!("all"))
    );
    assert_eq!(rig.get("/api/v1/safety").await.ok()["due"], Value::Null);
    // In short form on the next day.
    rig.wait(jiff::SignedDuration::from_hours(24));
    assert_eq!(rig.get("/api/v1/safety").await.ok()["due"]["form"], "short");
    assert_eq!(
        rig.post("/api/v1/safety", json!({"form": "short"}))
            .await
            .problem()
            .1,
        "check-due"
    );
    rig.post(
        "/api/v1/safety",
        json!({"form": "short", "nothing_new": true}),
    )
    .await
    .ok();
    rig.post("/api/v1/plans", json!({})).await.ok();
}

#[tokio::test]
async fn a_warning_sign_stops_everything_at_once() {
    let rig = Rig::new();
    rig.put("/api/v1/profile", json!({"emergency_number": "112"}))
        .await
        .ok();
    rig.cleared().await;
    let proposal = rig.proposal(json!({})).await;
    // Nothing else needs to be answered for that.
    let body = json!({"form": "full", "answers": {question("emergency"): true}});
    let told = rig.post("/api/v1/safety", body).await.ok();
    assert_eq!(
        (&told["level"], &told["plans"]),
        (&json!("emergency"), &json!("none"))
    );
    assert!(told["advice"].as_str().unwrap().contains("112"), "{told}");
    for answer in [
        rig.post("/api/v1/plans", json!({})).await,
        rig.post("/api/v1/sessions", json!({"proposal": proposal}))
            .await,
        rig.post("/api/v1/sessions", json!({"wishes": {}})).await,
    ] {
        assert_eq!(answer.problem().1, "not-cleared");
        assert!(answer.text().contains("112"), "{}", answer.text());
    }
    assert_eq!(
        rig.get("/api/v1/safety").await.ok()["due"]["reason"],
        "not-cleared"
    );
}

#[tokio::test]
async fn what_is_said_is_written_down_once() {
    let rig = Rig::new();
    let technique = LIBRARY.techniques()[0].id.as_str();
    for said in [
        json!({"pain": 4, "area": "neck", "side": null}),
        json!({"felt": "helped", "technique": technique}),
        json!({"note": "slept badly"}),
    ] {
        let answer = rig.post("/api/v1/said", said).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
    let own = json!({"id": id(1_772_438_400_000, 1), "pain": 7});
    let first = rig.post("/api/v1/said", own.clone()).await.ok();
    assert_eq!(first["check_due"]["form"], "full");
    rig.wait(jiff::SignedDuration::from_mins(1));
    assert_eq!(
        rig.post("/api/v1/said", own.clone()).await.ok()["entries"],
        first["entries"]
    );
    let again = rig.post("/api/v1/said", own.clone()).await;
    assert_eq!(again.status, StatusCode::OK, "nothing is made anew");
    let mut other = own;
    other["pain"] = json!(3);
    let (_, kind, at) = rig.post("/api/v1/said", other).await.problem();
    assert_eq!((kind.as_str(), at.as_str()), ("conflict", "/id"));
    for (said, pointer) in [
        (json!({}), "-"),
        (json!({"pain": 4, "note": "x"}), "-"),
        (json!({"pain": 11}), "/pain"),
        (json!({"pain": -1}), "/pain"),
        (json!({"pain": 4, "area": "moon"}), "/area"),
        (json!({"pain": 4, "area": "neck", "side": "up"}), "/side"),
        (json!({"pain": 4, "when": "never"}), "/when"),
        (json!({"pain": 4, "technique": technique}), "/technique"),
        (json!({"note": "x", "area": "neck"}), "/area"),
        (json!({"note": " "}), "/note"),
        (json!({"note": "x".repeat(30_000)}), "/note"),
        (json!({"felt": "helped"}), "/technique"),
        (json!({"felt": "great", "technique": technique}), "/felt"),
        (json!({"pain": 4, "mood": 1}), "/mood"),
        (json!({"pain": 4, "id": Uuid::nil()}), "/id"),
    ] {
        let problem = rig.post("/api/v1/said", said.clone()).await.problem();
        assert_eq!((problem.0, problem.2.as_str()), (422, pointer), "{said}");
    }
    let said = json!({"session": Uuid::nil(), "pain": 4});
    assert_eq!(rig.post("/api/v1/said", said).await.problem().0, 404);
    let progress = rig
        .get("/api/v1/progress?area=neck&weeks=4&goal_days=3")
        .await
        .ok();
    assert_eq!(progress["schema"], "unhunch.progress/1");
    for bad in ["area=moon", "weeks=0", "weeks=521", "goal_days=8", "x=1"] {
        let (status, _, at) = rig.get(&format!("/api/v1/progress?{bad}")).await.problem();
        assert_eq!(
            (status, at.as_str()),
            (422, bad.split('=').next().unwrap()),
            "{bad}"
        );
    }
}

#[tokio::test]
async fn what_was_said_is_read_page_by_page_the_newest_first() {
    let rig = Rig::new();
    let technique = LIBRARY.techniques()[0].id.as_str();
    let nothing = rig.get("/api/v1/said").await.ok();
    assert_eq!(
        (&nothing["said"], &nothing["next"]),
        (&json!([]), &json!(null))
    );
    rig.cleared().await;
    let session = crate::rig::session_of(&rig.begun("").await);
    let said = [
        json!({"pain": 4, "area": "neck", "side": "left"}),
        json!({"felt": "helped", "technique": technique, "session": session}),
        json!({"note": "slept badly"}),
        json!({"pain": 2, "when": "after", "session": session}),
        json!({"pain": 0}),
    ];
    for one in &said {
        rig.wait(jiff::SignedDuration::from_mins(1));
        rig.post("/api/v1/said", one.clone()).await.ok();
    }
    let mut path = "/api/v1/said?limit=2".to_owned();
    let mut read = Vec::new();
    loop {
        let answer = rig.get(&path).await;
        let page = answer.ok();
        read.extend(page["said"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else {
            assert_eq!(answer.header("link"), None);
            break;
        };
        path = format!("/api/v1/said?limit=2&cursor={next}");
        let link = format!("<{path}>; rel=\"next\"");
        assert_eq!(answer.header("link"), Some(&*link));
    }
    assert_eq!(read.len(), said.len());
    for (read, said) in read.iter().rev().zip(&said) {
        for (key, value) in said.as_object().unwrap() {
            assert_eq!(&read[key], value, "{read}");
        }
        assert_eq!(read["date"], "2026-03-02");
    }
    assert_eq!(
        (&read[4]["kind"], &read[4]["when"]),
        (&json!("pain"), &json!("daily"))
    );
    for (query, many) in [
        ("kind=pain", 3),
        ("kind=feedback", 1),
        ("kind=note", 1),
        (&format!("session={session}"), 2),
        (&format!("session={}", Uuid::nil()), 0),
    ] {
        let page = rig.get(&format!("/api/v1/said?{query}")).await.ok();
        assert_eq!(page["said"].as_array().unwrap().len(), many, "{query}");
    }
    for (query, pointer) in [
        ("kind=dance", "kind"),
        ("session=x", "session"),
        ("limit=0", "limit"),
        ("cursor=6162", "cursor"),
        ("area=neck", "area"),
    ] {
        let (status, _, at) = rig.get(&format!("/api/v1/said?{query}")).await.problem();
        assert_eq!((status, at.as_str()), (422, pointer), "{query}");
    }
}

#[tokio::test]
async fn the_profile_is_set_as_a_whole() {
    let rig = Rig::new();
    let empty = rig.get("/api/v1/profile").await.ok();
    assert_eq!(empty["flags"], json!([]));
    let sent = json!({"flags": [{"flag": "pregnancy"}], "equipment": ["towel", "towel"], "missing": ["wall"],
        "positions": ["seated"], "emergency_number": " 112 ", "voice": true});
    let set = rig.put("/api/v1/profile", sent).await.ok();
    assert_eq!(set["equipment"], json!(["towel"]));
    assert_eq!(set["emergency_number"], "112");
    assert_eq!(rig.get("/api/v1/profile").await.ok(), set);
    for (sent, pointer) in [
        (json!({"flags": [{"flag": "gout"}]}), "/flags/0/flag"),
        (
            json!({"flags": [{"flag": "pregnancy"}, {"flag": "pregnancy"}]}),
            "/flags/1/flag",
        ),
        (
            json!({"flags": [{"flag": "pregnancy", "areas": ["neck"]}]}),
            "/flags/0/areas",
        ),
        (json!({"equipment": ["sofa"]}), "/equipment/0"),
        (
            json!({"equipment": ["wall"], "missing": ["wall"]}),
            "/missing",
        ),
        (json!({"positions": ["flying"]}), "/positions/0"),
        (json!({"agreed": ["x"]}), "/agreed/0"),
        (json!({"emergency_number": "call me"}), "/emergency_number"),
        (json!({"voice": "loud"}), "/voice"),
        (json!({"agreed": vec!["x"; 201]}), "/agreed"),
    ] {
        let problem = rig.put("/api/v1/profile", sent).await.problem();
        assert_eq!((problem.0, problem.2.as_str()), (422, pointer));
    }
    assert_eq!(rig.get("/api/v1/profile").await.ok(), set);
}

#[tokio::test]
async fn a_journal_moves_as_a_whole() {
    let rig = Rig::new();
    rig.cleared().await;
    rig.begun("").await;
    rig.post("/api/v1/said", json!({"note": "hello"}))
        .await
        .ok();
    let export = rig.get("/api/v1/export").await;
    assert_eq!(export.header("content-type"), Some("application/x-ndjson"));
    assert_eq!(export.text().lines().count(), 3);
    let other = Rig::new();
    let import = async |rig: &Rig, media: &str, body: Vec<u8>| {
        rig.ask(
            Method::POST,
            "/api/v1/import",
            &[("content-type", media)],
            Body::from(body),
        )
        .await
    };
    let ndjson = "application/x-ndjson";
    let done = import(&other, ndjson, export.body.clone()).await.ok();
    assert_eq!((&done["added"], &done["known"]), (&json!(3), &json!(0)));
    let again = import(&other, ndjson, export.body.clone()).await.ok();
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(3)));
    assert_eq!(other.get("/api/v1/export").await.body, export.body);
    let cut = export.body[..export.body.len() - 30].to_vec();
    let problem = import(&other, ndjson, cut).await;
    assert_eq!(problem.problem().0, 422);
    assert!(problem.text().contains("line 3"), "{}", problem.text());
    assert_eq!(
        import(&other, "application/json", export.body.clone())
            .await
            .problem()
            .0,
        415
    );
    let changed = export.text().replace("hello", "hallo");
    assert_eq!(
        import(&other, ndjson, changed.into_bytes())
            .await
            .problem()
            .1,
        "conflict"
    );
}
