//! What holds for every page: it is well-formed, everything that it refers to is there, and no word stands in
//! it that is not used.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Selector;
use unhunch_core::wording::forbidden;

use super::{Browser, LIBRARY, Page};

/// The addresses of every kind of page.
const PAGES: &[&str] = &[
    "/",
    "/?minutes=15",
    "/check",
    "/check?form=full",
    "/check/outcome",
    "/plan",
    "/plan?minutes=12&goal=strength&area=neck:left&area=shoulder:left&area=shoulder:right&pain-neck=8",
    "/plan?minutes=5&swap=cat-cow&drop=posture-reset",
    "/plan?minutes=99&goal=fame&area=elbow&position=flying",
    "/plan?routine=desk-reset",
    "/ready?minutes=5",
    "/library",
    "/library?words=neck&position=seated&equipment=none&area=neck&goal=relief",
    "/library?words=xyzzy",
    "/library?area=elbow",
    "/guides",
    "/progress",
    "/profile",
    "/profile?kept=1",
    "/routines",
    "/print?minutes=3",
    "/print?routine=strength-day",
    "/more",
    "/no/such/page",
];
/// Where links may lead to that other parts of the server answer.
const ELSEWHERE: &[&str] = &["/play/", "/manifest.webmanifest", "/icon"];

/// Every page, of somebody new and of somebody who has done things.
async fn every_page() -> Vec<(String, Page)> {
    let mut addresses: Vec<String> = PAGES.iter().map(|one| (*one).to_owned()).collect();
    addresses.extend(
        LIBRARY
            .guides()
            .iter()
            .map(|one| format!("/guides/{}", one.front.id)),
    );
    addresses.extend(
        LIBRARY
            .techniques()
            .iter()
            .map(|one| format!("/library/{}", one.id)),
    );
    let mut pages = Vec::new();
    for (who, browser) in [
        ("new", Browser::new()),
        ("settled", Browser::settled().await),
    ] {
        for address in &addresses {
            let answer = browser.get(address).await;
            assert!(!answer.status.is_server_error(), "{who} {address}");
            if !answer.status.is_redirection() {
                pages.push((format!("{who} {address}"), answer.page()));
            }
        }
    }
    // Pages that only a form leads to.
    let browser = Browser::new();
    for sign in ["chest-pain", "fever", "two-weeks"] {
        let address = browser
            .post("/check", &format!("answer=ticked&sign={sign}"))
            .await;
        if let to @ "/check/outcome" = address.leads_to() {
            pages.push((format!("{sign} {to}"), browser.page(to).await));
            pages.push((format!("{sign} /"), browser.page("/").await));
        }
    }
    let settled = Browser::settled().await;
    for (address, form) in [
        ("/check", "answer=none&sign=fever"),
        ("/profile", "number=help"),
        ("/routines", "name=mine+%26+yours&wishes=minutes%3D5"),
        ("/ready", "wishes=minutes%3D5&pain=11"),
        ("/theme", "theme=neon"),
    ] {
        pages.push((
            format!("{address} {form}"),
            settled.post(address, form).await.page(),
        ));
    }
    pages
}

#[tokio::test]
async fn every_page_is_whole() {
    let pages = every_page().await;
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for (name, page) in &pages {
        assert_eq!(page.html.errors, Vec::<String>::new(), "{name}");
        let ids = page.all("[id]", "id");
        let known: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), known.len(), "{name}: {ids:?}");
        for (selector, attribute) in [
            ("label[for]", "for"),
            ("[aria-labelledby]", "aria-labelledby"),
            ("[aria-describedby]", "aria-describedby"),
            ("[form]", "form"),
            ("[data-into]", "data-into"),
        ] {
            for value in page.all(selector, attribute) {
                for id in value.split_whitespace() {
                    assert!(known.contains(&id.to_owned()), "{name}: {attribute} {id}");
                }
            }
        }
        // What the page may not do is not even tried.
        for selector in [
            "[style]",
            "script:not([src])",
            "style",
            "[onclick], [onload], [onsubmit]",
            "iframe, object, embed",
        ] {
            assert_eq!(
                page.words(selector),
                Vec::<String>::new(),
                "{name}: {selector}"
            );
        }
        assert_eq!(page.words("h1").len(), 1, "{name}");
        assert_eq!(page.words("main").len(), 1, "{name}");
        assert_eq!(page.all("html", "lang"), ["en"]);
        assert_eq!(unnamed(page), Vec::<String>::new(), "{name}: no name");
        levels(name, page);
        let title = page.words("head > title").join("");
        let heading = page.words("h1").join("");
        assert!(
            title.ends_with(" \u{b7} unhunch") && title.len() > 12,
            "{name}: {title}"
        );
        titles.entry(title).or_insert(heading);
    }
    assert!(
        titles.len() > LIBRARY.techniques().len() + LIBRARY.guides().len() + 10,
        "{titles:?}"
    );
}

/// Fields and pictures that nobody could name.
fn unnamed(page: &Page) -> Vec<String> {
    let mut found = Vec::new();
    let fields = Selector::parse("input:not([type=hidden]), select, textarea").unwrap();
    let labels: BTreeSet<String> = page.all("label[for]", "for").into_iter().collect();
    for field in page.html.select(&fields) {
        let id = field.attr("id").unwrap_or_default();
        let inside = field
            .ancestors()
            .filter_map(scraper::ElementRef::wrap)
            .any(|one| one.value().name() == "label");
        if id.is_empty() || !(inside || labels.contains(id) || field.attr("aria-label").is_some()) {
            found.push(format!("{:?}", field.html()));
        }
    }
    let images = Selector::parse("img").unwrap();
    found.extend(
        page.html
            .select(&images)
            .filter(|one| one.attr("alt").is_none())
            .map(|one| one.html()),
    );
    for (selector, what) in [
        ("a[href]", "a link"),
        ("button", "a button"),
        ("summary", "a summary"),
        ("legend", "a legend"),
    ] {
        let empty = page
            .html
            .select(&Selector::parse(selector).unwrap())
            .any(|one| {
                let hidden = one.attr("aria-hidden") == Some("true");
                !hidden
                    && one.attr("aria-label").is_none()
                    && one.text().all(|text| text.trim().is_empty())
            });
        if empty {
            found.push(what.to_owned());
        }
    }
    found
}

/// Headings go down by one at most.
fn levels(name: &str, page: &Page) {
    let headings = Selector::parse("h1, h2, h3, h4").unwrap();
    let mut before = 0;
    for heading in page.html.select(&headings) {
        let level = heading.value().name()[1..].parse::<u8>().unwrap();
        assert!(level <= before + 1, "{name}: {}", heading.html());
        before = level;
    }
}

#[tokio::test]
async fn everything_that_a_page_refers_to_is_there() {
    let pages = every_page().await;
    let mut wanted: BTreeMap<String, &str> = BTreeMap::new();
    for (name, page) in &pages {
        for (selector, attribute) in [
            ("a[href]", "href"),
            ("link[href]", "href"),
            ("img[src]", "src"),
            ("source[srcset]", "srcset"),
            ("script[src]", "src"),
            ("image[href]", "href"),
            ("form[method=get]", "action"),
            ("[data-live]", "data-live"),
        ] {
            for address in page.all(selector, attribute) {
                wanted.entry(address).or_insert(name);
            }
        }
        let ids: BTreeSet<String> = page.all("[id]", "id").into_iter().collect();
        for address in page.all("a[href^='#']", "href") {
            assert!(
                ids.contains(address.trim_start_matches('#')),
                "{name}: {address}"
            );
        }
    }
    let browser = Browser::settled().await;
    for (address, name) in wanted {
        if address.starts_with('#')
            || address.starts_with("tel:")
            || ELSEWHERE.iter().any(|one| address.starts_with(one))
        {
            continue;
        }
        assert!(
            address.starts_with('/') && !address.starts_with("//"),
            "{name}: {address}"
        );
        // A routine that was kept by somebody else is not here.
        if address.contains("routine=")
            && address.matches('-').count() >= 4
            && !address.contains("desk-reset")
        {
            continue;
        }
        let answer = browser.get(&address).await;
        let fine = answer.status.is_success() || answer.status.is_redirection();
        assert!(fine, "{name}: {address} {}", answer.status);
    }
}

#[tokio::test]
async fn no_page_uses_a_word_that_is_not_used() {
    for (name, page) in every_page().await {
        let mut words = page.words("body").join(" ");
        for attribute in ["alt", "aria-label", "placeholder", "title"] {
            words.push_str(&page.all(&format!("[{attribute}]"), attribute).join(". "));
        }
        let found = forbidden(&words);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn every_place_of_the_map_is_marked_by_its_box() {
    let style = include_str!("../../../assets/css/pages.css");
    for face in super::super::body::faces(&LIBRARY) {
        for patch in &face.patches {
            let rule = format!(".body-map:has(#{id}:checked) .{id} > path", id = patch.id);
            assert!(style.contains(&rule), "{rule}");
        }
    }
}
