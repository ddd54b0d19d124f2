//! The pictures of techniques on pages: moving, still, and as books for the player.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::pictures::{self, Look, Part};
use crate::problem::{Outcome, not_found};
use crate::state::App;

/// A picture: `ID.svg`, or `ID.moving.svg`.
///
/// # Errors
///
/// When there is no such figure.
pub(super) async fn picture(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let stem = name.strip_suffix(".svg");
    let stem = stem.ok_or_else(|| not_found("there is no such figure"))?;
    let (id, part) = match stem.strip_suffix(".moving") {
        Some(id) => (id, Part::Moving),
        None => (stem, Part::Still),
    };
    let look = Look {
        part,
        ..Look::default()
    };
    Ok(pictures::figure(&app, id, look).await?.answer(&headers))
}

/// A technique's figure, to be leafed through.
///
/// # Errors
///
/// When there is no such figure.
pub(super) async fn book(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome<Response> {
    Ok(pictures::book(&app, &id).await?.answer(&headers))
}
