//! Whatever is sent, a page answers: 422 with what is wrong, and never a fault of ours.

use axum::http::StatusCode;
use proptest::prelude::*;

use super::Browser;

/// Forms and queries with something wrong, what is said of it, and what was entered and has to stay.
const WRONG: &[(&str, &str, &str, &str)] = &[
    (
        "POST",
        "/check",
        "answer=none&sign=fever",
        "Some signs are ticked",
    ),
    ("POST", "/check", "answer=ticked", "Nothing is ticked"),
    ("POST", "/check", "", "Say whether you notice any of these"),
    (
        "POST",
        "/profile",
        "number=help&prop=towel",
        "An emergency number has 2 to 20 digits",
    ),
    (
        "POST",
        "/ready",
        "wishes=minutes%3D5&pain=11",
        "Pain goes from 0 to 10",
    ),
    (
        "POST",
        "/ready",
        "wishes=minutes%3D5&pain=lots",
        "Pain goes from 0 to 10",
    ),
    (
        "POST",
        "/routines",
        "name=&wishes=minutes%3D5",
        "A routine needs a name",
    ),
    (
        "POST",
        "/routines",
        "name=mine+%26+YOURS&wishes=minutes%3D5",
        "There is a routine of yours called",
    ),
    ("GET", "/plan?minutes=0", "", "A plan takes 1 to 60 minutes"),
    (
        "GET",
        "/plan?minutes=x&goal=fame&effort=9&equipment=rocket",
        "",
        "A plan takes 1 to 60 minutes",
    ),
    ("GET", "/plan?positions=1", "", "No position is allowed"),
    ("GET", "/plan?area=nek", "", "did you mean \"neck\"?"),
    (
        "GET",
        "/plan/preview?minutes=0",
        "",
        "A plan takes 1 to 60 minutes",
    ),
    ("GET", "/library?area=elbow", "", "Unknown area"),
];

#[tokio::test]
async fn a_form_with_a_fault_says_so() {
    let browser = Browser::settled().await;
    for (method, address, form, says) in WRONG {
        let answer = match *method {
            "POST" => browser.post(address, form).await,
            _ => browser.get(address).await,
        };
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{address} {form}"
        );
        let words = answer.page().words("body").join(" ");
        assert!(words.contains(says), "{address} {form}: {words}");
    }
}

#[tokio::test]
async fn what_was_entered_stays() {
    let browser = Browser::settled().await;
    let check = browser
        .post("/check", "answer=none&sign=fever&sign=lump")
        .await
        .page();
    assert_eq!(
        check.all("input[name=sign][checked]", "value"),
        ["fever", "lump"]
    );
    let profile = browser
        .post(
            "/profile",
            "number=help+me&prop=foam-roller&flag=eye-pressure&position=kneeling&voice=on",
        )
        .await
        .page();
    assert_eq!(profile.all("#number", "value"), ["help me"]);
    assert_eq!(profile.all("#number", "aria-invalid"), ["true"]);
    assert_eq!(
        profile.all("input[name=prop][checked]", "value"),
        ["foam-roller"]
    );
    assert_eq!(
        profile.all("input[name=flag][checked]", "value"),
        ["eye-pressure"]
    );
    assert_eq!(
        profile.all("input[name=position][checked]", "value"),
        ["kneeling"]
    );
    assert_eq!(profile.all("#voice[checked]", "value"), ["on"]);
    // Nothing of it was kept.
    assert_eq!(
        browser.page("/profile").await.all("#number", "value"),
        ["112"]
    );
    let ready = browser
        .post("/ready", "wishes=minutes%3D8%26goal%3Dmobility&pain=11")
        .await
        .page();
    assert_eq!(
        ready.all("input[name=wishes]", "value"),
        ["minutes=8&goal=mobility"]
    );
    let named = browser
        .post("/routines", "name=mine+%26+yours&wishes=minutes%3D5")
        .await
        .page();
    assert_eq!(named.all("#keep-name", "value"), ["mine & yours"]);
    let plan = browser
        .get("/plan?minutes=0&goal=strength&area=neck:left&pain-neck=9")
        .await
        .page();
    assert_eq!(plan.all("input[name=goal][checked]", "value"), ["strength"]);
    assert_eq!(
        plan.all("input[name=area][checked]", "value"),
        ["neck:left"]
    );
    assert_eq!(
        plan.all("input[name=minutes][checked]", "value"),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_says_so() {
    let browser = Browser::settled().await;
    for address in [
        "/nothing",
        "/library/no-such",
        "/guides/no-such",
        "/after/no-such",
        "/after/0193a5c4-0000-7000-8000-000000000000",
        "/plan?routine=no-such",
        "/print?routine=no-such",
        "/map/side.svg",
        "/figures/no-such.svg",
    ] {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(
            answer.page().words("h1"),
            ["There is nothing here"],
            "{address}"
        );
    }
    for address in [
        "/routines/no-such/remove",
        "/routines/0193a5c4-0000-7000-8000-000000000000/rename",
        "/sessions/x/discard",
    ] {
        let answer = browser.post(address, "name=x").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(
        browser.post("/more", "").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    // A code shows no other address than one of ours.
    for of in [
        "",
        "http://evil.example/",
        "http://127.0.0.1:7171.evil.example/",
        "javascript:1",
    ] {
        let answer = browser
            .get(&format!("/code.svg?of={}", super::encoded(of)))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{of}");
    }
}

fn addresses() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "/",
        "/check",
        "/plan",
        "/plan/preview",
        "/ready",
        "/library",
        "/library/found",
        "/print",
        "/code.svg",
        "/profile",
    ])
}

fn fields() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "minutes",
        "goal",
        "effort",
        "area",
        "position",
        "positions",
        "equipment",
        "things",
        "swap",
        "drop",
        "routine",
        "pain-neck",
        "pain",
        "words",
        "sign",
        "answer",
        "form",
        "wishes",
        "name",
        "number",
        "flag",
        "theme",
        "of",
    ]);
    let values = prop_oneof![
        prop::sample::select(vec![
            "5",
            "0",
            "-1",
            "99999999999999999999",
            "relief",
            "neck:left",
            "neck:",
            ":",
            "chair",
            "seated",
            "desk-reset",
            "cat-cow",
            "none",
            "ticked",
            "nothing-new",
            "full",
            "minutes%3D5",
            "%",
            "%00",
            "%ff%fe",
            "a%0Ab",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,12}".prop_map(|text| super::encoded(&text)),
    ];
    let pair = (names, values).prop_map(|(name, value)| format!("{name}={value}"));
    prop::collection::vec(pair, 0..8).prop_map(|pairs| pairs.join("&"))
}

#[test]
fn no_input_makes_a_fault_of_ours() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let browser = runtime.block_on(Browser::settled());
    let config = ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(address in addresses(), query in fields(), form in fields())| {
        runtime.block_on(async {
            let asked = browser.get(&format!("{address}?{query}")).await;
            prop_assert!(!asked.status.is_server_error(), "{address}?{query} {}", asked.status);
            let posts = ["/check", "/ready", "/profile", "/routines", "/theme"];
            if posts.contains(&address) {
                let sent = browser.post(address, &form).await;
                prop_assert!(!sent.status.is_server_error(), "{address} {form} {}", sent.status);
            }
            Ok(())
        })?;
    });
}
