//! What is shown where something went wrong: a page that is not there, and everything else.

use askama::Template;
use axum::extract::Request;
use axum::http::header::{ACCEPT, ALLOW, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::Response;

use super::frame::{Frame, Here};
use super::visit::theme;
use crate::problem::{Kind, Problem};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "wrong.html")]
pub(crate) struct WrongView {
    /// What stands around it.
    pub(crate) frame: Frame,
    /// The status, such as 404.
    pub(crate) status: u16,
    /// What it is, in a few words.
    pub(crate) title: &'static str,
    /// What happened, in a sentence.
    pub(crate) detail: String,
    /// Whether the check is what has to be done.
    pub(crate) check: bool,
}

/// Shows a page to who asked for a page, where something went wrong. Programs get what the API says.
pub(crate) async fn in_words(request: Request, next: Next) -> Response {
    let accepts = request.headers().get_all(ACCEPT).iter();
    let wants_page = accepts
        .filter_map(|one| one.to_str().ok())
        .any(|one| one.contains("text/html"));
    let is_api = request.uri().path().starts_with("/api/");
    let theme = theme(request.headers());
    let response = next.run(request).await;
    if !wants_page || is_api {
        return response;
    }
    let Some(problem) = response.extensions().get::<Problem>().cloned() else {
        return response;
    };
    let view = WrongView {
        frame: Frame::new(problem.kind.title(), Here::Elsewhere, theme),
        status: problem.kind.status().as_u16(),
        title: problem.kind.title(),
        detail: problem.detail,
        check: matches!(problem.kind, Kind::CheckDue | Kind::NotCleared),
    };
    let Ok(mut shown) = super::with_status(problem.kind.status(), &view) else {
        return response;
    };
    // What the answer says beside its words holds for a page as well.
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            shown.headers_mut().insert(name, value.clone());
        }
    }
    shown
}
