//! What a person does, page by page, with links and forms alone.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};

use super::Browser;

#[tokio::test]
async fn a_first_visit_goes_from_the_check_to_a_session() {
    let browser = Browser::new();
    let today = browser.page("/").await;
    assert_eq!(today.words("h1"), ["Before you start"]);
    assert_eq!(today.all("main a.button", "href"), ["/check"]);
    // Nothing is planned before the check, by whatever door.
    assert_eq!(browser.get("/ready?minutes=5").await.leads_to(), "/check");
    assert_eq!(browser.get("/print?minutes=5").await.leads_to(), "/check");
    assert_eq!(
        browser
            .post("/ready", "wishes=minutes%3D5")
            .await
            .leads_to(),
        "/check"
    );
    assert!(
        browser
            .page("/plan")
            .await
            .words("#preview h2")
            .contains(&"First things first".to_owned())
    );
    // A short answer is not enough the first time.
    assert_eq!(
        browser
            .post("/check", "answer=nothing-new")
            .await
            .leads_to(),
        "/check?form=full"
    );
    let check = browser.page("/check").await;
    assert_eq!(
        check.all("input[name=sign]", "value").len(),
        super::LIBRARY.safety().questions.len()
    );
    assert_eq!(browser.post("/check", "answer=none").await.leads_to(), "/");
    let today = browser.page("/").await;
    assert_eq!(today.words("h1"), ["Five minutes for your upper back"]);
    let start = today.all("a.button.big", "href").remove(0);
    let ready = browser.page(&start).await;
    let form = ready.form("/ready");
    let begun = browser
        .post("/ready", &form.replace("pain=", "pain=3"))
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let session = begun.leads_to().strip_prefix("/play/").unwrap().to_owned();
    // It is offered until somebody lets go of it.
    let today = browser.page("/").await;
    assert!(today.all("a", "href").contains(&format!("/play/{session}")));
    assert_eq!(
        browser.get(&format!("/after/{session}")).await.leads_to(),
        format!("/play/{session}")
    );
    assert_eq!(
        browser
            .post(&format!("/sessions/{session}/discard"), "")
            .await
            .leads_to(),
        "/"
    );
    assert!(
        !browser
            .page("/")
            .await
            .all("a", "href")
            .contains(&format!("/play/{session}"))
    );
    // What it was like is asked once, and told then.
    let after = browser.page(&format!("/after/{session}")).await;
    assert_eq!(after.words("h1"), ["Stopped, and kept"]);
    let rated = browser.post(&format!("/after/{session}"), "pain=2").await;
    assert_eq!(rated.leads_to(), format!("/after/{session}"));
    let after = browser.page(&format!("/after/{session}")).await;
    assert_eq!(after.words("dl.facts dd")[0], "3 before, 2 after");
    assert_eq!(
        browser
            .post(&format!("/after/{session}"), "pain=77")
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_sign_stops_everything_and_says_what_to_do() {
    let browser = Browser::new();
    browser.post("/profile", "number=%2B44+999").await;
    assert_eq!(
        browser
            .post("/check", "answer=ticked&sign=chest-pain")
            .await
            .leads_to(),
        "/check/outcome"
    );
    let outcome = browser.page("/check/outcome").await;
    assert_eq!(outcome.words("h1"), ["Get help now"]);
    assert_eq!(
        outcome.words(".advice"),
        ["Call +44 999 now. Do not start a routine."]
    );
    assert_eq!(outcome.all("a.call", "href"), ["tel:+44999"]);
    assert_eq!(
        outcome.words(".outcome li"),
        ["Chest pain, or pain that spreads to the chest"]
    );
    for door in ["/ready?minutes=5", "/print?routine=gentle-day"] {
        assert_eq!(browser.get(door).await.leads_to(), "/check", "{door}");
    }
    let today = browser.page("/").await;
    assert!(
        today
            .words(".note.alarm")
            .join("")
            .contains("Get help now. Call +44 999 now.")
    );
    assert_eq!(today.words(".steps"), Vec::<String>::new());
}

#[tokio::test]
async fn advice_stands_beside_what_is_gentle() {
    let browser = Browser::new();
    let gentle = super::LIBRARY
        .safety()
        .questions
        .iter()
        .find(|one| one.level.value == unhunch_core::content::Level::SeeProfessional)
        .unwrap();
    let form = format!("answer=ticked&sign={}", gentle.id);
    assert_eq!(
        browser.post("/check", &form).await.leads_to(),
        "/check/outcome"
    );
    assert_eq!(
        browser.page("/check/outcome").await.words("h1"),
        ["Have it looked at"]
    );
    for address in ["/", "/ready?minutes=5"] {
        let says = browser.page(address).await.words(".note.warn").join(" ");
        assert!(
            says.contains("See a doctor or physiotherapist"),
            "{address}: {says}"
        );
    }
}

#[tokio::test]
async fn pain_that_is_high_asks_the_check_again() {
    let browser = Browser::cleared().await;
    assert_eq!(
        browser
            .post("/ready", "wishes=minutes%3D5&pain=8")
            .await
            .leads_to(),
        "/check"
    );
    assert_eq!(browser.page("/").await.words("h1"), ["Before you start"]);
}

#[tokio::test]
async fn a_plan_is_changed_and_kept() {
    let browser = Browser::cleared().await;
    let plan = browser.page("/plan?minutes=5").await;
    let names = plan.words("#preview .steps h3");
    let swaps = plan.all("#preview button[name=swap]", "value");
    assert_eq!(names.len(), swaps.len());
    let form = plan.form("/plan");
    let swapped = browser
        .page(&format!("/plan?{form}&swap={}", swaps[0]))
        .await;
    assert!(!swapped.words("#preview .steps h3").contains(&names[0]));
    assert_eq!(
        swapped.all("#preview input[name=swap][checked]", "value"),
        [swaps[0].clone()]
    );
    let dropped = browser
        .page(&format!("/plan?{form}&drop={}", swaps[1]))
        .await;
    assert_eq!(dropped.words("#preview .steps h3").len(), names.len() - 1);
    // All left out: there is nothing to play, and they can be put back.
    let all: Vec<String> = swaps.iter().map(|id| format!("drop={id}")).collect();
    let empty = browser
        .page(&format!("/plan?{form}&{}", all.join("&")))
        .await;
    assert_eq!(empty.words("#preview h2"), ["No plan"]);
    assert_eq!(
        empty
            .all("#preview input[name=drop][checked]", "value")
            .len(),
        swaps.len()
    );
    // The part by itself is the same part.
    let preview = browser.page(&format!("/plan/preview?{form}")).await;
    assert_eq!(preview.words(".steps h3"), names);

    let kept = dropped.form("/routines").replace("name=", "was=") + "&name=Lunch";
    assert_eq!(
        browser.post("/routines", &kept).await.leads_to(),
        "/routines"
    );
    let routines = browser.page("/routines").await;
    assert_eq!(routines.words(".kept h2"), ["Lunch"]);
    let address = routines.all(".kept h2 a", "href").remove(0);
    assert_eq!(
        browser
            .page(&address)
            .await
            .words("#preview .steps h3")
            .len(),
        names.len() - 1
    );
    let id = address.split('=').next_back().unwrap().to_owned();
    let begun = browser
        .post("/ready", &format!("wishes=routine%3D{id}"))
        .await;
    assert!(begun.leads_to().starts_with("/play/"), "{}", begun.text);
    assert_eq!(
        browser
            .post(&format!("/routines/{id}/rename"), "name=")
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        browser
            .post(&format!("/routines/{id}/rename"), "name=Tea")
            .await
            .leads_to(),
        "/routines"
    );
    assert_eq!(browser.page("/routines").await.words(".kept h2"), ["Tea"]);
    assert_eq!(
        browser
            .post(&format!("/routines/{id}/remove"), "")
            .await
            .leads_to(),
        "/routines"
    );
    assert_eq!(
        browser.page("/routines").await.words(".kept h2"),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_profile_is_sent_back_as_it_is_shown() {
    let browser = Browser::settled().await;
    let shown = browser.page("/profile").await;
    assert_eq!(
        shown.all("input[name=flag][checked]", "value"),
        ["pregnancy"]
    );
    assert_eq!(shown.all("input[name=prop][checked]", "value"), ["towel"]);
    let form = shown.form("/profile");
    assert_eq!(
        browser.post("/profile", &form).await.leads_to(),
        "/profile?kept=1"
    );
    assert_eq!(browser.page("/profile").await.form("/profile"), form);
    // What a condition leaves out is said.
    let plan = browser.page("/plan?minutes=20").await;
    assert!(
        plan.words(".omitted").join(" ").contains("pregnan"),
        "{:?}",
        plan.words(".omitted")
    );
}

#[tokio::test]
async fn light_and_dark_are_chosen_in_a_cookie() {
    let mut browser = Browser::new();
    assert_eq!(browser.page("/more").await.all("html", "data-theme"), [""]);
    let chosen = browser.post("/theme", "theme=dark").await;
    assert_eq!(chosen.leads_to(), "/profile");
    assert_eq!(
        chosen.headers[SET_COOKIE],
        "theme=dark; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"
    );
    browser.cookie = Some("theme=dark".to_owned());
    for address in ["/more", "/no/such/page"] {
        assert_eq!(
            browser.get(address).await.page().all("html", "data-theme"),
            ["dark"],
            "{address}"
        );
    }
    let cleared = browser.post("/theme", "theme=auto").await;
    assert_eq!(
        cleared.headers[SET_COOKIE],
        "theme=; Path=/; Max-Age=0; SameSite=Strict; HttpOnly"
    );
}

#[tokio::test]
async fn pages_about_a_person_are_not_kept_and_set_no_cookie() {
    let browser = Browser::settled().await;
    for address in ["/", "/progress", "/profile", "/check", "/plan"] {
        let answer = browser.get(address).await;
        assert_eq!(answer.headers[CACHE_CONTROL], "no-store", "{address}");
        assert!(!answer.headers.contains_key(SET_COOKIE), "{address}");
    }
}

#[tokio::test]
async fn what_is_looked_for_is_found() {
    let browser = Browser::new();
    let found = browser.page("/library?words=doorway").await;
    assert!(
        found
            .words(".gallery h2")
            .contains(&"Doorway chest stretch".to_owned())
    );
    let slip = browser.page("/library/found?words=doorwy").await;
    assert!(
        slip.words(".note").join("").contains("Did you mean"),
        "{}",
        slip.text
    );
    let floor = browser.page("/library?position=floor&equipment=none").await;
    assert_eq!(floor.all("option[selected]", "value"), ["floor", "none"]);
}
