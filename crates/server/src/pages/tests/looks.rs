//! Whole pages, held to how they were.

use super::Browser;

/// A page without the hashes of what it loads, which change with it.
fn steady(html: &str) -> String {
    let mut text = String::new();
    for (at, piece) in html.split("/assets/").enumerate() {
        let rest = match (at, piece.split_once('"')) {
            (1.., Some((name, rest))) => {
                let parts: Vec<&str> = name.split('.').collect();
                text += "/assets/";
                text += parts.first().copied().unwrap_or_default();
                text += ".";
                text += parts.last().copied().unwrap_or_default();
                text.push('"');
                rest
            }
            _ => piece,
        };
        text += rest;
    }
    text
}

#[tokio::test]
async fn a_first_visit() {
    insta::assert_snapshot!("today_first", steady(&Browser::new().get("/").await.text));
}

#[tokio::test]
async fn a_day() {
    insta::assert_snapshot!(
        "today_cleared",
        steady(&Browser::cleared().await.get("/").await.text)
    );
}

#[tokio::test]
async fn the_check() {
    let browser = Browser::new();
    insta::assert_snapshot!("check_full", steady(&browser.get("/check").await.text));
    browser
        .post("/check", "answer=ticked&sign=chest-pain")
        .await;
    insta::assert_snapshot!(
        "outcome_emergency",
        steady(&browser.get("/check/outcome").await.text)
    );
}

#[tokio::test]
async fn a_plan() {
    let browser = Browser::cleared().await;
    let plan = browser.get("/plan/preview?minutes=5&area=neck:left").await;
    insta::assert_snapshot!("plan_preview", plan.text);
}

#[tokio::test]
async fn a_technique_and_nothing() {
    let browser = Browser::new();
    insta::assert_snapshot!(
        "technique",
        steady(&browser.get("/library/doorway-chest-stretch").await.text)
    );
    insta::assert_snapshot!("nothing_here", steady(&browser.get("/nothing").await.text));
}
