//! The pages. Each file has what a page shows as plain values, the template of that, and who answers.
//!
//! Everything works as links and forms, without a script; scripts only make it livelier. A form that is sent
//! leads on to a page (303), so nothing is sent twice; one with a fault is shown again (422), with what is
//! wrong and what was entered.

mod after;
mod ahead;
mod aside;
mod body;
mod charts;
mod check;
mod figures;
mod form;
mod frame;
mod guides;
mod known;
mod library;
mod more;
mod parts;
mod plan;
mod play;
mod print;
mod profile;
mod progress;
mod ready;
mod routines;
mod sheet;
mod technique;
#[cfg(test)]
mod tests;
mod today;
mod visit;
mod wishes;
mod wrong;

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use crate::prepared::Prepared;
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;

pub(crate) use wrong::in_words;

/// All pages.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/", get(today::page))
        .route("/sessions/{session}/discard", post(today::discard))
        .route("/check", get(check::page).post(check::answer))
        .route("/check/outcome", get(check::outcome))
        .route("/plan", get(plan::page))
        .route("/plan/preview", get(plan::preview))
        .route("/ready", get(ready::page).post(ready::begin))
        .route("/play/next", get(play::kept))
        .route("/play/next.json", get(play::next))
        .route("/play/{session}", get(play::page))
        .route("/after/{session}", get(after::page).post(after::rate))
        .route("/library", get(library::page))
        .route("/library/found", get(library::found))
        .route("/library/{id}", get(technique::page))
        .route("/guides", get(guides::list))
        .route("/guides/{id}", get(guides::page))
        .route("/progress", get(progress::page))
        .route("/profile", get(profile::page).post(profile::keep))
        .route("/theme", post(profile::theme))
        .route("/routines", get(routines::page).post(routines::keep))
        .route("/routines/{id}/rename", post(routines::rename))
        .route("/routines/{id}/remove", post(routines::remove))
        .route("/print", get(print::page))
        .route("/code.svg", get(print::picture))
        .route("/map/{face}", get(body::picture))
        .route("/figures/{name}", get(figures::picture))
        .route("/figures/{name}/book.svg", get(figures::book))
        .route("/more", get(more::page))
}

/// A page. It is about a person, so it is not kept anywhere.
///
/// # Errors
///
/// When the template cannot be written out, which is a fault of ours.
fn page(template: &impl Template) -> Outcome<Response> {
    with_status(StatusCode::OK, template)
}

/// A page of content, the same for everybody who chose this theme.
///
/// # Errors
///
/// As [`page`].
fn prepared(template: &impl Template) -> Outcome<Prepared> {
    let html = template
        .render()
        .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    Ok(Prepared::new("text/html; charset=utf-8", html).by_theme())
}

/// The name on the shelf of what is answered at an address to a request with these headers: pages differ by the
/// theme that was chosen.
pub(crate) fn shelf_name<'p>(path: &'p str, headers: &HeaderMap) -> Cow<'p, str> {
    match visit::theme(headers).word() {
        None => Cow::Borrowed(path),
        // No path has a space in it.
        Some(theme) => Cow::Owned(format!("{path} {theme}")),
    }
}

/// A page that says what is wrong with what was sent, where something is.
///
/// # Errors
///
/// As [`page`].
fn page_or_faults(template: &impl Template, fine: bool) -> Outcome<Response> {
    let status = if fine {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    with_status(status, template)
}

/// A page with a status.
///
/// # Errors
///
/// As [`page`].
fn with_status(status: StatusCode, template: &impl Template) -> Outcome<Response> {
    let html = template
        .render()
        .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((status, headers, html).into_response())
}

/// Leads on after a form.
fn on_to(address: impl Into<String>) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.into())]).into_response()
}
