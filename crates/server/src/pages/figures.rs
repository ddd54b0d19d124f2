//! The pictures of techniques, moving and still.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use unhunch_core::content::{Library, figure::pace};
use unhunch_figure::{Figure, Film, Shown, svg};

use super::visit::Visit;
use crate::prepared::Prepared;
use crate::problem::{Kind, Outcome, Problem, not_found};

/// What a picture may do: look as it says itself.
pub(super) const OF_A_PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'";
/// The time between two frames of a moving picture, in ms.
const STEP_MS: u64 = 80;

/// Pictures that were asked for before.
static DRAWN: LazyLock<Mutex<BTreeMap<String, Prepared>>> = LazyLock::new(Mutex::default);

/// A picture: `ID.svg`, or `ID.moving.svg`.
pub(super) async fn picture(
    visit: Visit,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let library = visit.app.library();
    let known = DRAWN.lock().map_or(None, |drawn| drawn.get(&name).cloned());
    if let Some(known) = known {
        return Ok(known.answer(&headers));
    }
    let wanted = name.clone();
    let drawn = tokio::task::spawn_blocking(move || draw(library, &wanted))
        .await
        .map_err(|error| {
            Problem::new(Kind::Internal, format!("a figure was not drawn: {error}"))
        })?;
    let drawn = drawn.ok_or_else(|| not_found("there is no such figure"))?;
    if let Ok(mut all) = DRAWN.lock() {
        all.insert(name, drawn.clone());
    }
    Ok(drawn.answer(&headers))
}

fn draw(library: &Library, name: &str) -> Option<Prepared> {
    let stem = name.strip_suffix(".svg")?;
    let (id, moves) = stem
        .strip_suffix(".moving")
        .map_or((stem, false), |id| (id, true));
    let technique = library.technique(id)?;
    let movement = library.figure(id)?;
    let figure = Figure::new(movement);
    let film = Film::new(movement, pace(movement, Some(technique)), STEP_MS);
    let labels = svg::Labels {
        title: &technique.name,
        description: technique.alt.as_deref().map_or("", String::as_str),
        theme: None,
    };
    let text = if moves {
        svg::moving(&figure, 0, false, &film, &labels)
    } else {
        let frame = film.frames.get(film.still)?;
        svg::still(
            &figure.stage(0, Shown::default()).picture(frame.moment),
            &labels,
        )
    };
    Some(Prepared::new("image/svg+xml", text).with_policy(OF_A_PICTURE))
}
