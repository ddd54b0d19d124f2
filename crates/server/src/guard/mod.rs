//! What every request passes before anything looks at it, and what every answer carries.

mod headers;
mod site;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::state::App;

/// Refuses what another website could be behind, and puts the headers on that keep a browser from doing
/// what no page of ours does.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = match site::check(&request, app.port()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    headers::put_on(response.headers_mut());
    response
}
