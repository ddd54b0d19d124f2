//! The API, version 1.

use axum::Router;

use crate::state::App;

/// Everything under `/api/v1`.
pub(crate) fn router() -> Router<App> {
    Router::new()
}
