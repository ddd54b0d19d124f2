//! Routines of the person's own.

use axum::extract::{RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use unhunch_core::wire::{SavedRoutineWire, SavedRoutinesWire};
use utoipa::ToSchema;

use super::cursor;
use super::extract::{Id, Json, Query};
use super::lists::Pages;
use crate::acts::Keep;
use crate::problem::Outcome;
use crate::state::App;

/// A name for a routine.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rename {
    /// What the person calls it: 1 to 60 characters, as no other of theirs is called.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

/// `unhunch.my-routines/1`: the person's own routines, the one that was saved last first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnList<'s> {
    /// `unhunch.my-routines/1`.
    schema: &'static str,
    /// The routines.
    routines: Vec<SavedRoutineWire<'s>>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

/// `unhunch.my-routine/1`: a routine of the person's own.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnPage<'s> {
    /// `unhunch.my-routine/1`.
    schema: &'static str,
    /// The routine; its keys stand beside `schema`.
    #[serde(flatten)]
    routine: SavedRoutineWire<'s>,
}

impl<'s> OwnPage<'s> {
    fn new(routine: SavedRoutineWire<'s>) -> Self {
        Self {
            schema: "unhunch.my-routine/1",
            routine,
        }
    }
}

/// The person's own routines, the one that was saved last first.
#[utoipa::path(
    get, path = "/my-routines", tag = "sessions", params(Pages),
    responses((status = 200, description = "The routines", body = OwnList<'_>),
        (status = 422, description = "The cursor or the limit is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn own_routines(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    Query(pages): Query<Pages>,
) -> Outcome<Response> {
    let all = app.own_routines().await?;
    let all = SavedRoutinesWire::new(&all, app.library());
    let (found, next) = pages.ordered(&all.routines, |one| one.id.as_str())?;
    let list = OwnList {
        schema: SavedRoutinesWire::SCHEMA,
        routines: found.into_iter().cloned().collect(),
        next: next.clone(),
    };
    let response = axum::Json(list).into_response();
    let raw = raw.unwrap_or_default();
    let path = "/api/v1/my-routines";
    Ok(cursor::link(response, path, &raw, next.as_deref()))
}

/// Keeps what is planned for some wishes, to be played again just as it is: `my_routine` in later wishes.
#[utoipa::path(
    post, path = "/my-routines", tag = "sessions", request_body = Keep,
    responses((status = 201, description = "It is kept", body = OwnPage<'_>),
        (status = 200, description = "It was kept before, under this name", body = OwnPage<'_>),
        (status = 403, description = "The safety check leaves no routine", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "Before you start comes first, or the id is another entry's", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "A field is at fault, or nothing fits", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn keep_routine(
    State(app): State<App>,
    Json(keep): Json<Keep>,
) -> Outcome<Response> {
    let (saved, new) = app.keep_routine(keep).await?;
    let page = OwnPage::new(SavedRoutineWire::new(&saved, app.library()));
    if !new {
        return Ok(axum::Json(page).into_response());
    }
    let mut response = (StatusCode::CREATED, axum::Json(page)).into_response();
    let location = HeaderValue::from_str(&format!("/api/v1/my-routines/{}", saved.id));
    if let Ok(location) = location {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

/// A routine of the person's own.
#[utoipa::path(
    get, path = "/my-routines/{routine}", tag = "sessions", params(("routine" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "The routine", body = OwnPage<'_>),
        (status = 404, description = "There is no such routine", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn own_routine(State(app): State<App>, Id(id): Id) -> Outcome<Response> {
    let saved = app.own_routine(id).await?;
    let page = OwnPage::new(SavedRoutineWire::new(&saved, app.library()));
    Ok(axum::Json(page).into_response())
}

/// Gives a routine another name.
#[utoipa::path(
    put, path = "/my-routines/{routine}", tag = "sessions", request_body = Rename, params(("routine" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "As it is now", body = OwnPage<'_>),
        (status = 404, description = "There is no such routine", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "It cannot have this name", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn rename_routine(
    State(app): State<App>,
    Id(id): Id,
    Json(Rename { name }): Json<Rename>,
) -> Outcome<Response> {
    let saved = app.rename_routine(id, name).await?;
    let page = OwnPage::new(SavedRoutineWire::new(&saved, app.library()));
    Ok(axum::Json(page).into_response())
}

/// Takes a routine away.
#[utoipa::path(
    delete, path = "/my-routines/{routine}", tag = "sessions", params(("routine" = Uuid, Path, description = "Its id")),
    responses((status = 204, description = "It is gone"),
        (status = 404, description = "There is no such routine", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn remove_routine(State(app): State<App>, Id(id): Id) -> Outcome<StatusCode> {
    app.remove_routine(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
