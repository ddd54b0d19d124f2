//! The pages.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;

/// All pages.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/", get(home))
}

/// The first page.
#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    techniques: usize,
}

async fn home(State(app): State<App>) -> Outcome<Response> {
    page(&Home {
        techniques: app.library().techniques().len(),
    })
}

/// A page about a person: it is not kept anywhere.
///
/// # Errors
///
/// When the template cannot be written out, which is a fault of ours.
fn page(template: &impl Template) -> Outcome<Response> {
    let html = template
        .render()
        .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, html).into_response())
}
