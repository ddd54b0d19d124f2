//! Whether the server is well: for who starts it and for who watches it.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::problem::Outcome;
use crate::state::App;

/// `/healthz`, `/readyz` and `/metrics`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
}

/// It answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// Its journal answers, too: what is written and what is read.
async fn readyz(State(app): State<App>) -> Outcome<&'static str> {
    app.keeper()
        .write(|desk| Ok(desk.diary.journal.stamp()?))
        .await?;
    app.keeper()
        .read(|desk| Ok(desk.diary.journal.stamp()?))
        .await?;
    Ok("ok\n")
}

/// Figures about the server itself, for Prometheus; nothing about the person.
async fn metrics(State(app): State<App>) -> Outcome<Response> {
    let live = app.keeper().write(|desk| Ok(desk.live.count())).await;
    let waiting = app.keeper().waiting();
    let text = app.metrics().text(waiting, live.unwrap_or(0))?;
    let media = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(CONTENT_TYPE, media)], text).into_response())
}
