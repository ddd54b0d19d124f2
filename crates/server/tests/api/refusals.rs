//! What is refused, whoever asks; and what no input may do.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Method, Request};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use unhunch_server::problem::Kind;

use crate::rig::{LIBRARY, Rig, id, no_to_all};

#[tokio::test]
async fn only_this_computers_own_pages_get_in() {
    let rig = Rig::new();
    let ask = |method: Method, headers: Vec<(&'static str, &'static str)>| {
        let rig = &rig;
        async move {
            rig.ask(method, "/api/v1/safety", &headers, Body::empty())
                .await
        }
    };
    for host in [
        "evil.example:7171",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:7172",
    ] {
        let answer = ask(Method::GET, vec![("host", host)]).await;
        assert_eq!(
            answer.problem(),
            (421, "wrong-host".into(), "-".into()),
            "{host}"
        );
    }
    for headers in [
        vec![("origin", "http://evil.example")],
        vec![("origin", "null")],
        vec![("sec-fetch-site", "cross-site")],
        vec![
            ("sec-fetch-site", "same-site"),
            ("origin", "http://127.0.0.1:7171"),
        ],
    ] {
        let answer = ask(Method::POST, headers.clone()).await;
        assert_eq!(answer.problem().1, "cross-site", "{headers:?}");
        assert_eq!(
            ask(Method::GET, headers).await.status,
            200,
            "reading changes nothing"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_what_keeps_a_browser_in_bounds() {
    let rig = Rig::new();
    for path in [
        "/",
        "/api/v1/techniques",
        "/nowhere",
        "/healthz",
        "/metrics",
        "/assets/x",
        "/api",
        "/problems/invalid",
        "/api/v1/plans",
    ] {
        let answer = rig.get(path).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .unwrap()
                .contains("screen-wake-lock=(self)")
        );
        assert!(answer.header("cache-control").is_some());
        assert!(answer.header("x-request-id").is_some());
        assert_eq!(answer.header("set-cookie"), None);
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn bodies_are_held_to_their_limits() {
    let rig = Rig::new();
    let send = async |media: &str, body: Vec<u8>| {
        let headers = [("content-type", media)];
        rig.ask(Method::POST, "/api/v1/plans", &headers, Body::from(body))
            .await
            .problem()
            .1
    };
    let json = "application/json";
    assert_eq!(send("text/plain", b"{}".to_vec()).await, "media-type");
    assert_eq!(
        send("application/x-www-form-urlencoded", b"{}".to_vec()).await,
        "media-type"
    );
    assert_eq!(send("", b"{}".to_vec()).await, "media-type");
    assert_eq!(send(json, b"".to_vec()).await, "malformed");
    assert_eq!(send(json, b"\xff\xfe".to_vec()).await, "malformed");
    assert_eq!(send(json, b"{}{}".to_vec()).await, "malformed");
    assert_eq!(send(json, b"[]".to_vec()).await, "malformed");
    let packed = [("content-type", json), ("content-encoding", "gzip")];
    let packed = rig.ask(Method::POST, "/api/v1/plans", &packed, Body::from("{}"));
    assert_eq!(packed.await.problem().1, "media-type");
    assert_eq!(
        send(json, [b"{\"a\":".repeat(100_000)].concat()).await,
        "too-deep"
    );
    assert_eq!(send(json, vec![b' '; 3 * 1024 * 1024]).await, "too-large");
    assert_eq!(
        send("application/json; charset=utf-8", b"{\"x\":1}".to_vec()).await,
        "invalid"
    );
    let method = rig
        .ask(Method::DELETE, "/api/v1/plans", &[], Body::empty())
        .await;
    assert_eq!(
        (method.problem().1.as_str(), method.header("allow")),
        ("method-not-allowed", Some("POST"))
    );
    // A page that says so says it as well.
    let html = [("accept", "text/html")];
    let method = rig
        .ask(Method::DELETE, "/library", &html, Body::empty())
        .await;
    assert_eq!(
        (method.status.as_u16(), method.header("allow")),
        (405, Some("GET,HEAD"))
    );
    assert_eq!(
        method.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(rig.get("/api/v1/nowhere").await.problem().1, "not-found");
    let far = rig.get(&format!("/{}", "a".repeat(30_000))).await;
    assert_eq!((far.problem().0, far.body.len() < 1000), (404, true));
    assert_eq!(rig.get("/api/v2/techniques").await.problem().1, "not-found");
}

#[tokio::test]
async fn every_kind_of_problem_has_a_page() {
    let rig = Rig::new();
    let all = rig.get("/problems").await.text();
    for kind in Kind::ALL {
        let page = rig.get(&format!("/problems/{}", kind.word())).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(kind.title()) && all.contains(kind.word()));
        assert!(kind.help().ends_with('.'));
        assert!(unhunch_core::wording::forbidden(kind.help()).is_empty());
    }
    assert_eq!(rig.get("/problems/none-such").await.problem().0, 404);
}

#[tokio::test]
async fn who_watches_is_told_figures_and_nothing_else() {
    let rig = Rig::new();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(rig.get(path).await.text(), "ok\n");
    }
    rig.cleared().await;
    rig.begun("").await;
    rig.get("/api/v1/techniques/none-such").await;
    rig.get("/api/v1/techniques/childs-pose?secret=1").await;
    rig.ask(
        Method::from_bytes(b"BREW").unwrap(),
        "/secret",
        &[],
        Body::empty(),
    )
    .await;
    let text = rig.get("/metrics").await.text();
    for line in [
        "unhunch_http_requests_total{method=\"POST\",route=\"/api/v1/sessions\",status=\"201\"} 1",
        "unhunch_http_requests_total{method=\"GET\",route=\"/api/v1/techniques/{id}\",status=\"404\"} 1",
        "unhunch_http_requests_total{method=\"GET\",route=\"/api/v1/techniques/{id}\",status=\"422\"} 1",
        "unhunch_http_requests_total{method=\"other\",route=\"none\",status=\"404\"} 1",
        "unhunch_http_request_seconds_count{route=\"/readyz\"} 1",
        "unhunch_sessions_live 1",
        "unhunch_journal_writer_waiting 0",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    assert!(!text.contains("secret") && text.ends_with("# EOF\n"));
}

/// Requests that are fine, to be bent out of shape.
static FINE: LazyLock<Vec<(&'static str, String, Value)>> = LazyLock::new(|| {
    let technique = LIBRARY.techniques()[0].id.as_str();
    let session = id(1_772_438_400_000, 9);
    let entry = json!({"id": id(1_772_438_400_001, 2), "at": "2026-03-02T08:00:00Z", "zone": "Europe/Berlin", "offset_s": 3600,
        "kind": "segment-finished", "body": {"segment": 0, "item": 0, "easier": false, "technique": technique, "side": null,
        "set": null, "count": null, "planned_ms": 1000, "played_ms": 1000, "complete": true}});
    vec![
        (
            "POST",
            "/api/v1/safety".to_owned(),
            json!({"form": "full", "answers": no_to_all()}),
        ),
        (
            "POST",
            "/api/v1/plans".to_owned(),
            json!({"minutes": 3, "goal": "relief", "areas": [{"area": "neck", "side": null, "pain": 4}],
            "positions": ["seated"], "equipment": ["towel"], "flags": [{"flag": "pregnancy", "areas": []}], "swapped": [technique], "seed": 7}),
        ),
        (
            "POST",
            "/api/v1/sessions".to_owned(),
            json!({"id": session, "wishes": {"minutes": 2}, "pain": 3, "player": "p", "zone": "Europe/Berlin", "at": "2026-03-02T08:00:00Z"}),
        ),
        (
            "POST",
            format!("/api/v1/sessions/{session}/entries"),
            json!({"player": "p", "entries": [entry]}),
        ),
        (
            "POST",
            format!("/api/v1/sessions/{session}/resume"),
            json!({"player": "p"}),
        ),
        (
            "POST",
            format!("/api/v1/sessions/{session}/release"),
            json!({"player": "p"}),
        ),
        (
            "POST",
            "/api/v1/said".to_owned(),
            json!({"pain": 3, "area": "neck", "side": "left", "when": "daily", "at": "2026-03-02T08:00:00Z"}),
        ),
        (
            "POST",
            "/api/v1/said".to_owned(),
            json!({"technique": technique, "felt": "helped", "session": session}),
        ),
        (
            "POST",
            "/api/v1/my-routines".to_owned(),
            json!({"id": session, "name": "Mine", "wishes": {"minutes": 2}}),
        ),
        (
            "PUT",
            format!("/api/v1/my-routines/{session}"),
            json!({"name": "Yours"}),
        ),
        (
            "PUT",
            "/api/v1/profile".to_owned(),
            json!({"flags": [{"flag": "pregnancy", "areas": []}], "equipment": ["towel"],
            "missing": ["wall"], "positions": ["seated"], "agreed": [technique], "emergency_number": "112", "voice": true}),
        ),
        (
            "GET",
            "/api/v1/techniques?words=neck&area=neck&limit=3".to_owned(),
            Value::Null,
        ),
        (
            "GET",
            format!("/api/v1/figures/{technique}.svg?at=0.5"),
            Value::Null,
        ),
        (
            "GET",
            "/api/v1/maps/back.svg?marks=neck,shoulder:left".to_owned(),
            Value::Null,
        ),
        (
            "GET",
            "/api/v1/progress?weeks=3&area=neck".to_owned(),
            Value::Null,
        ),
        (
            "GET",
            "/api/v1/sessions?limit=3&open=true".to_owned(),
            Value::Null,
        ),
        ("GET", format!("/api/v1/sessions/{session}"), Value::Null),
        ("GET", "/".to_owned(), Value::Null),
    ]
});

/// What stands in the place of something else.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        Just(json!("left")),
        Just(json!("neck")),
        Just(json!("0190f3c8-0000-7000-8000-000000000001")),
        Just(json!("9999-12-31T23:59:59Z")),
        Just(json!("-009999-01-01T00:00:00Z")),
        Just(json!([])),
        Just(json!([{}, [], null])),
        Just(json!({"\u{0}~/": {"": 1}})),
    ]
}

/// Puts something odd in some place of a value, or takes the place away.
fn bend(value: &mut Value, way: &[u8], odd: Option<Value>) {
    let Some((step, rest)) = way.split_first() else {
        *value = odd.unwrap_or(Value::Null);
        return;
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let at = usize::from(*step) % fields.len();
            let key = fields.keys().nth(at).unwrap().clone();
            if rest.is_empty() && odd.is_none() {
                fields.remove(&key);
            } else {
                bend(&mut fields[&key], rest, odd);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = usize::from(*step) % items.len();
            bend(&mut items[at], rest, odd);
        }
        other => *other = odd.unwrap_or(Value::Null),
    }
}

fn header() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let name = prop::sample::select(vec![
        "accept",
        "accept-encoding",
        "content-type",
        "if-none-match",
        "origin",
        "sec-fetch-site",
        "range",
        "cookie",
        "content-length",
        "expect",
        "x-odd",
    ]);
    (
        name,
        prop::collection::vec(prop_oneof![Just(b'\t'), 32..127_u8, 128..=255_u8], 0..30),
    )
}

/// One server for all that is asked: opening a journal takes longer than answering.
static ONE: LazyLock<(Runtime, Rig)> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let rig = runtime.block_on(async {
        let rig = Rig::new();
        rig.cleared().await;
        rig
    });
    (runtime, rig)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is asked, the server has no fault of its own, and says in its own words what is wrong.
    #[test]
    fn no_input_makes_a_fault(
        requests in prop::collection::vec((
            any::<prop::sample::Index>(),
            prop::option::weighted(0.8, (prop::collection::vec(any::<u8>(), 1..5), prop::option::of(odd()))),
            prop::option::weighted(0.1, prop::sample::select(vec!["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])),
            prop::option::weighted(0.15, "/[ -~]{0,40}"),
            prop::option::weighted(0.15, "[ -~]{0,40}"),
            prop::option::weighted(0.05, prop::collection::vec(any::<u8>(), 0..200)),
            prop::collection::vec(header(), 0..2),
        ), 1..5)
    ) {
        let (runtime, rig) = &*ONE;
        runtime.block_on(async {
            for (which, bent, method, path, query, bytes, headers) in requests {
                let (fine_method, fine_path, fine_body) = which.get(&FINE);
                let mut body = fine_body.clone();
                if let Some((way, odd)) = bent {
                    bend(&mut body, &way, odd);
                }
                let path = path.unwrap_or_else(|| fine_path.clone());
                let path = query.map_or(path.clone(), |query| format!("{path}?{query}"));
                let Ok(uri) = path.parse::<axum::http::Uri>() else { continue };
                let bytes = bytes.unwrap_or_else(|| body.to_string().into_bytes());
                let mut request = Request::builder()
                    .method(method.unwrap_or(fine_method))
                    .uri(uri)
                    .header("host", "127.0.0.1:7171")
                    .header("content-type", "application/json");
                for (name, value) in headers {
                    request = request.header(name, value);
                }
                let Ok(request) = request.body(Body::from(bytes)) else { continue };
                let answer = rig.send(request).await;
                prop_assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text());
                if answer.status.is_client_error() && answer.body.first() == Some(&b'{') {
                    answer.problem();
                }
            }
            Ok(())
        })?;
    }
}
