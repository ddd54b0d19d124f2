//! The pages as a browser would ask for them, without a socket.

mod flows;
mod forms;
mod looks;
mod whole;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use scraper::{Html, Selector};
use tempfile::TempDir;
use tower::ServiceExt as _;
use unhunch_core::content::Library;

use super::form::encoded;
use crate::state::{App, Setup};

pub(super) static LIBRARY: LazyLock<Library> = LazyLock::new(unhunch_bundle::library);

/// A browser of somebody, with a journal of their own. It is the same morning all the time.
pub(super) struct Browser {
    router: Router,
    cookie: Option<String>,
    _folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Browser {
    /// Somebody who is here for the first time.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now: jiff::Zoned = "2026-11-19T09:30:00+00:00[UTC]".parse().unwrap();
        let setup = Setup {
            library: &LIBRARY,
            folder: folder.path().to_owned(),
            wall: Arc::new(move || now.clone()),
            port: 7171,
        };
        let router = crate::router(App::new(setup).unwrap());
        Self {
            router,
            cookie: None,
            _folder: folder,
        }
    }

    /// Somebody who has said that they notice none of the signs.
    pub(super) async fn cleared() -> Self {
        let browser = Self::new();
        let answer = browser.post("/check", "answer=none").await;
        assert_eq!(
            (answer.status, answer.leads_to()),
            (StatusCode::SEE_OTHER, "/")
        );
        browser
    }

    /// Somebody who has done some things.
    pub(super) async fn settled() -> Self {
        let browser = Self::cleared().await;
        for (address, form) in [
            (
                "/profile",
                "number=112&around=chair&around=wall&around=doorway&prop=towel&flag=pregnancy",
            ),
            ("/ready", "wishes=minutes%3D3%26area%3Dneck:left&pain=4"),
            ("/routines", "name=Mine+%26+yours&wishes=minutes%3D5"),
        ] {
            let answer = browser.post(address, form).await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{address}: {}",
                answer.text
            );
        }
        browser
    }

    async fn ask(&self, method: Method, address: &str, body: String) -> Answer {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header(HOST, "127.0.0.1:7171")
            .header(ACCEPT, "text/html,*/*;q=0.8");
        if method == Method::POST {
            request = request
                .header(ORIGIN, "http://127.0.0.1:7171")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Asks for a page.
    pub(super) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, String::new()).await
    }

    /// Sends a form.
    pub(super) async fn post(&self, address: &str, form: &str) -> Answer {
        self.ask(Method::POST, address, form.to_owned()).await
    }

    /// Asks for a page that has to be there.
    pub(super) async fn page(&self, address: &str) -> Page {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
        answer.page()
    }
}

impl Answer {
    /// Where it leads on to.
    pub(super) fn leads_to(&self) -> &str {
        self.headers
            .get(LOCATION)
            .map_or("", |to| to.to_str().unwrap())
    }

    /// It as a page.
    pub(super) fn page(&self) -> Page {
        assert_eq!(
            self.headers[CONTENT_TYPE], "text/html; charset=utf-8",
            "{}",
            self.text
        );
        Page {
            html: Html::parse_document(&self.text),
            text: self.text.clone(),
        }
    }
}

/// A page that was read.
pub(super) struct Page {
    pub(super) html: Html,
    pub(super) text: String,
}

impl Page {
    /// An attribute of everything that a selector finds.
    pub(super) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let found = self.html.select(&selector);
        found
            .map(|one| one.attr(attribute).unwrap_or_default().to_owned())
            .collect()
    }

    /// The words of everything that a selector finds.
    pub(super) fn words(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let words = |one: scraper::ElementRef<'_>| {
            one.text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.html.select(&selector).map(words).collect()
    }

    /// What the first form to an address would send as it stands.
    pub(super) fn form(&self, action: &str) -> String {
        let form = Selector::parse(&format!("form[action='{action}']")).unwrap();
        let fields = Selector::parse("input, select").unwrap();
        let form = self
            .html
            .select(&form)
            .next()
            .unwrap_or_else(|| panic!("there is no form to {action}"));
        let pairs = form.select(&fields).filter_map(|field| {
            let name = field.attr("name")?;
            let value = match field.value().name() {
                "select" => {
                    let chosen = Selector::parse("option[selected]").unwrap();
                    let option = field.select(&chosen).next();
                    let text = |one: scraper::ElementRef<'_>| one.text().collect::<String>();
                    option
                        .map(|one| one.attr("value").map_or_else(|| text(one), str::to_owned))
                        .unwrap_or_default()
                }
                _ if matches!(field.attr("type"), Some("checkbox" | "radio")) => {
                    field.attr("checked")?;
                    field.attr("value").unwrap_or("on").to_owned()
                }
                _ => field.attr("value").unwrap_or_default().to_owned(),
            };
            Some(format!("{name}={}", encoded(&value)))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}
