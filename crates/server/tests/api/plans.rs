//! Plans: what is wished, what is proposed, and that only that is begun.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::rig::{LIBRARY, NOW_MS, Rig, id};

#[tokio::test]
async fn nothing_is_planned_before_the_check() {
    let rig = Rig::new();
    let answer = rig.post("/api/v1/plans", json!({"minutes": 5})).await;
    assert_eq!(answer.problem(), (409, "check-due".into(), "-".into()));
    assert!(
        answer.text().contains("because this is the first time"),
        "{}",
        answer.text()
    );
    // A slip is told before that.
    let answer = rig
        .post("/api/v1/plans", json!({"areas": [{"area": "nek"}]}))
        .await;
    assert_eq!(
        answer.problem(),
        (422, "invalid".into(), "/areas/0/area".into())
    );
    rig.cleared().await;
    let plan = rig.post("/api/v1/plans", json!({"minutes": 5})).await.ok();
    assert_eq!(plan["schema"], "unhunch.proposal/1");
    assert_eq!(plan["timeline"]["schema"], "unhunch.timeline/1");
    assert_eq!(plan["plan"]["minutes"], 5);
    let again = rig.post("/api/v1/plans", json!({"minutes": 5})).await.ok();
    assert_eq!(plan, again);
    // The next day it is asked again.
    rig.wait(SignedDuration::from_hours(24));
    assert_eq!(
        rig.post("/api/v1/plans", json!({"minutes": 5}))
            .await
            .problem()
            .1,
        "check-due"
    );
}

#[tokio::test]
async fn wishes_are_heeded() {
    let rig = Rig::new();
    rig.cleared().await;
    let wishes = json!({"minutes": 8, "areas": [{"area": "neck", "pain": 6}], "positions": ["seated"], "equipment": [], "intensity": "gentle"});
    let plan = rig.post("/api/v1/plans", wishes.clone()).await.ok();
    let items = plan["plan"]["items"].as_array().unwrap();
    assert!(!items.is_empty());
    assert!(items.iter().all(|item| item["position"] == "seated"));
    let first = items[0]["technique"].as_str().unwrap();
    let mut swapped = wishes.clone();
    swapped["swapped"] = json!([first]);
    let other = rig.post("/api/v1/plans", swapped).await.ok();
    let picked = |plan: &Value| -> Vec<String> {
        let items = plan["timeline"]["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["technique"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(!picked(&other).contains(&first.to_owned()));
    let mut dropped = wishes;
    dropped["dropped"] = json!([first]);
    let less = rig.post("/api/v1/plans", dropped).await.ok();
    assert_eq!(picked(&less), picked(&plan)[1..].to_vec());
    let routine = LIBRARY.routines()[0].id.as_str();
    let answer = rig.post("/api/v1/plans", json!({"routine": routine})).await;
    if answer.status.is_success() {
        assert_eq!(answer.ok()["routine"]["id"], routine);
        assert_eq!(answer.ok()["plan"], Value::Null);
    }
    for (wishes, pointer) in [
        (json!({"minutes": 0}), "/minutes"),
        (json!({"minutes": 61}), "/minutes"),
        (json!({"goal": "speed"}), "/goal"),
        (json!({"intensity": "brutal"}), "/intensity"),
        (
            json!({"areas": [{"area": "neck", "pain": 11}]}),
            "/areas/0/pain",
        ),
        (
            json!({"areas": [{"area": "neck", "side": "up"}]}),
            "/areas/0/side",
        ),
        (
            json!({"areas": [{"area": "neck", "side": "left"}, {"area": "neck", "side": "left"}]}),
            "/areas/1",
        ),
        (json!({"positions": []}), "/positions"),
        (json!({"positions": ["seated", "hanging"]}), "/positions/1"),
        (json!({"equipment": ["sofa"]}), "/equipment/0"),
        (json!({"without": ["sofa"]}), "/without/0"),
        (json!({"flags": [{"flag": "gout"}]}), "/flags/0/flag"),
        (
            json!({"flags": [{"flag": "pregnancy", "areas": ["neck"]}]}),
            "/flags/0/areas",
        ),
        (json!({"agree": ["x"]}), "/agree/0"),
        (json!({"swapped": ["x"]}), "/swapped/0"),
        (json!({"routine": "x"}), "/routine"),
        (json!({"minute": 5}), "/minute"),
    ] {
        let problem = rig.post("/api/v1/plans", wishes).await.problem();
        assert_eq!(problem, (422, "invalid".into(), pointer.into()));
    }
}

#[tokio::test]
async fn only_what_was_proposed_is_begun() {
    let rig = Rig::new();
    rig.cleared().await;
    let proposal = rig.proposal(json!({"minutes": 5})).await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut changed = proposal.clone();
        change(&mut changed);
        json!({"proposal": changed})
    };
    for (body, pointer) in [
        (with(&|one| one["seal"] = json!("00")), "/proposal/seal"),
        (
            with(&|one| one["seal"] = json!("no seal")),
            "/proposal/seal",
        ),
        (
            with(&|one| one["day"] = json!("2026-03-03")),
            "/proposal/seal",
        ),
        (
            with(&|one| one["asked"]["minutes"] = json!(9)),
            "/proposal/seal",
        ),
        (
            with(&|one| one["timeline"]["name"] = json!("Ten hours of planks")),
            "/proposal/seal",
        ),
        (
            with(&|one| one["timeline"]["total_ms"] = json!(1)),
            "/proposal/timeline",
        ),
        (json!({}), "/proposal"),
        (json!({"wishes": {"minutes": 0}}), "/wishes/minutes"),
        (json!({"wishes": {}, "pain": 11}), "/pain"),
        (json!({"wishes": {}, "id": Uuid::nil()}), "/id"),
        (json!({"wishes": {}, "at": "2036-01-01T00:00:00Z"}), "/at"),
        (json!({"wishes": {}, "zone": "Mars/Base"}), "/zone"),
    ] {
        let problem = rig.post("/api/v1/sessions", body).await.problem();
        assert_eq!(
            (problem.0, problem.2.as_str()),
            (422, pointer),
            "{problem:?}"
        );
    }
    // Wishes will do.
    let begun = rig
        .post("/api/v1/sessions", json!({"wishes": {"minutes": 3}}))
        .await;
    assert_eq!(begun.status, StatusCode::CREATED);
    // High pain makes the check due, and is written down as why.
    let answer = rig
        .post("/api/v1/sessions", json!({"proposal": proposal, "pain": 8}))
        .await;
    assert_eq!(answer.problem().1, "check-due");
    assert_eq!(
        rig.get("/api/v1/safety").await.ok()["due"]["reason"],
        "pain-high"
    );
    assert_eq!(
        rig.post("/api/v1/sessions", json!({"proposal": proposal}))
            .await
            .problem()
            .1,
        "check-due"
    );
    // A condition that is set meanwhile rules out what was proposed before.
    rig.cleared().await;
    let routine = rig
        .proposal(json!({"minutes": 20, "positions": ["floor"], "intensity": "strong"}))
        .await;
    let everything: Vec<Value> = LIBRARY
        .vocabulary()
        .flags
        .iter()
        .map(|flag| json!({"flag": flag.id.as_str()}))
        .collect();
    rig.put("/api/v1/profile", json!({"flags": everything}))
        .await
        .ok();
    let answer = rig
        .post("/api/v1/sessions", json!({"proposal": routine}))
        .await;
    assert_eq!(answer.problem().1, "left-out", "{}", answer.text());
}

#[tokio::test]
async fn a_plan_is_kept_and_played_again_just_as_it_is() {
    let rig = Rig::new();
    let base = "/api/v1/my-routines";
    let keep = json!({"id": id(NOW_MS, 7), "name": " Between meetings ", "wishes": {"minutes": 5, "areas": [{"area": "neck"}]}});
    assert_eq!(rig.post(base, keep.clone()).await.problem().1, "check-due");
    rig.cleared().await;
    let kept = rig.post(base, keep.clone()).await;
    assert_eq!(kept.status, StatusCode::CREATED);
    let at = kept.header("location").unwrap().to_owned();
    let kept = kept.json();
    assert_eq!(kept["name"], "Between meetings");
    assert_eq!(rig.get(&at).await.ok(), kept);
    // The same again changes nothing; something else under its id is refused, and so is its name for another.
    let again = rig.post(base, keep.clone()).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, kept.clone()));
    for (change, pointer) in [
        (json!({"name": "Other"}), "/id"),
        (json!({"id": id(NOW_MS, 8)}), "/name"),
        (json!({"id": Uuid::nil()}), "/id"),
        (json!({"id": null, "name": " "}), "/name"),
        (json!({"id": null, "name": "x".repeat(61)}), "/name"),
        (
            json!({"id": null, "name": "y", "wishes": {"minutes": 0}}),
            "/wishes/minutes",
        ),
        (json!({"id": null, "name": "y", "minutes": 5}), "/minutes"),
    ] {
        let mut other = keep.clone();
        for (key, value) in change.as_object().unwrap() {
            other[key] = value.clone();
        }
        assert_eq!(rig.post(base, other).await.problem().2, pointer, "{change}");
    }
    // It is played as it is.
    let plan = rig
        .post("/api/v1/plans", json!({"my_routine": kept["id"]}))
        .await
        .ok();
    let techniques = |items: &Value| -> Vec<Value> {
        items
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["technique"].clone())
            .collect()
    };
    assert_eq!(
        techniques(&plan["timeline"]["items"]),
        techniques(&kept["items"])
    );
    assert_eq!(plan["timeline"]["name"], "Between meetings");
    let begun = json!({"wishes": {"my_routine": kept["id"]}});
    assert_eq!(
        rig.post("/api/v1/sessions", begun).await.status,
        StatusCode::CREATED
    );
    for (wishes, pointer) in [
        (json!({"my_routine": id(5, 5)}), "/my_routine"),
        (json!({"my_routine": "x"}), "/my_routine"),
        (
            json!({"my_routine": kept["id"], "routine": "desk-reset"}),
            "/my_routine",
        ),
    ] {
        assert_eq!(rig.post("/api/v1/plans", wishes).await.problem().2, pointer);
    }
    // Another one, page by page; then another name for it, and it is taken away.
    rig.wait(SignedDuration::from_mins(1));
    let second = rig
        .post(
            base,
            json!({"name": "Evening", "wishes": {"routine": "desk-reset"}}),
        )
        .await
        .ok();
    let first = rig.get(&format!("{base}?limit=1")).await.ok();
    assert_eq!(
        first["routines"][0]["id"], second["id"],
        "the last one first"
    );
    let next = first["next"].as_str().unwrap();
    let rest = rig.get(&format!("{base}?limit=1&cursor={next}")).await.ok();
    assert_eq!(
        (&rest["routines"][0]["id"], &rest["next"]),
        (&kept["id"], &Value::Null)
    );
    let taken = rig.put(&at, json!({"name": "evening"})).await.problem();
    assert_eq!((taken.0, taken.2.as_str()), (422, "/name"));
    let renamed = rig.put(&at, json!({"name": "Morning"})).await.ok();
    assert_eq!(
        (&renamed["name"], &renamed["id"]),
        (&json!("Morning"), &kept["id"])
    );
    let gone = rig.ask(Method::DELETE, &at, &[], Body::empty()).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(rig.get(&at).await.problem().0, 404);
    let gone = rig.ask(Method::DELETE, &at, &[], Body::empty()).await;
    assert_eq!(gone.problem().0, 404);
    let left = rig.get(base).await.ok();
    assert_eq!(left["routines"].as_array().unwrap().len(), 1);
}
