//! What every request passes before anything looks at it, and what every answer carries.

mod front;
mod headers;
mod site;
mod watch;

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub(crate) use front::Front;

use crate::problem::{Kind, Problem};
use crate::state::App;

/// How long a request may take to arrive and to be answered.
const WHOLE: Duration = Duration::from_secs(30);
/// How hard answers are compressed that are made for one request.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// Puts everything around the routes that stands before them.
pub(crate) fn around(routes: Router<App>, app: &App) -> Router<App> {
    routes
        .layer(CatchPanicLayer::custom(panicked))
        // Brotli would set aside megabytes for each answer.
        .layer(CompressionLayer::new().quality(LEVEL))
        .layer(from_fn_with_state(app.clone(), guard))
}

/// The same checks and headers for what is no [`App`] yet: the preview of a set that may have errors.
pub(crate) fn before(routes: Router, port: u16) -> Router {
    routes.layer(from_fn(move |request: Request, next: Next| async move {
        let mut response = match site::check(&request, port) {
            Ok(()) => next.run(request).await,
            Err(problem) => problem.into_response(),
        };
        headers::put_on(response.headers_mut());
        response
    }))
}

/// Refuses what another website could be behind, puts the headers on that keep a browser from doing what no
/// page of ours does, and counts.
async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let watch = watch::Watch::begin(request.method(), watch::Route::of(&request));
    let mut response = match site::check(&request, app.port()) {
        Ok(()) => match tokio::time::timeout(WHOLE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::new(Kind::Slow, "it took longer than 30 seconds").into_response(),
        },
        Err(problem) => problem.into_response(),
    };
    headers::put_on(response.headers_mut());
    watch.end(app.metrics(), &mut response);
    response
}

/// A handler that fails badly fails alone.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Problem::new(Kind::Internal, "answering this failed badly").into_response()
}
