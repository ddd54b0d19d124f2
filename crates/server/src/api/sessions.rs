//! Plans and sessions.

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use unhunch_core::journal::{Cursor, SessionsQuery};
use unhunch_core::timeline::Timeline;
use unhunch_core::wire::SessionWire;
use utoipa::{IntoParams, ToSchema};

use super::content::json;
use super::cursor;
use super::extract::{Id, Json, Query};
use crate::acts::{Begin, Wishes};
use crate::problem::{Outcome, not_found};
use crate::state::App;
use crate::wire::{OpenPage, ProposalWire, SessionPage, SessionsPage};

/// Which page plays a session.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Player {
    /// The word that it made up for itself.
    #[serde(default)]
    player: String,
}

/// Which sessions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SessionsFilter {
    /// Only those that have not ended.
    open: Option<bool>,
    /// How many at most, 1 to 200; 50 without a word.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Where to go on, as `next` says.
    cursor: Option<String>,
}

/// Asks for a plan, or for a hand-written routine as it may be played.
///
/// The same wishes give the same plan until something is written down, or the day is over. Nothing is begun.
#[utoipa::path(
    post, path = "/plans", tag = "sessions", request_body = Wishes,
    responses((status = 200, description = "What can be played, and why", body = ProposalWire<'_>),
        (status = 403, description = "The safety check leaves no routine", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "Before you start comes first", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "A field is at fault, something is ruled out, or nothing fits", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn plan(State(app): State<App>, Json(wishes): Json<Wishes>) -> Outcome<Response> {
    let proposal = app.propose(&wishes).await?;
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, proposal.json(app.library())).into_response())
}

/// Begins a session, from a proposal or from wishes.
#[utoipa::path(
    post, path = "/sessions", tag = "sessions", request_body = Begin,
    responses((status = 201, description = "It has begun; entries are sent as it is played", body = SessionPage),
        (status = 200, description = "It was begun before, alike", body = SessionPage),
        (status = 403, description = "The safety check leaves no routine", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "Before you start comes first, or the id is another session's", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "A field is at fault, or something is ruled out now", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn begin(State(app): State<App>, Json(begin): Json<Begin>) -> Outcome<Response> {
    let (session, new) = app.begin(begin).await?;
    let page = app.session(session).await?;
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let location = HeaderValue::from_str(&format!("/api/v1/sessions/{session}"));
    let mut response = (status, axum::Json(page)).into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

/// Sessions, the newest first.
#[utoipa::path(
    get, path = "/sessions", tag = "sessions", params(SessionsFilter),
    responses((status = 200, description = "The sessions", body = SessionsPage),
        (status = 422, description = "The cursor or the limit is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn sessions(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    Query(filter): Query<SessionsFilter>,
) -> Outcome<Response> {
    let limit = cursor::limit(filter.limit)?;
    let after = filter
        .cursor
        .as_deref()
        .map(cursor::read_place)
        .transpose()?;
    let open = filter.open == Some(true);
    let mut found = app
        .keeper()
        .read(move |desk| {
            Ok(desk.diary.journal.sessions(&SessionsQuery {
                person: desk.diary.person,
                open,
                after,
                limit: Some(limit + 1),
            })?)
        })
        .await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(Cursor::of_session);
    let next = next.map(|next| cursor::write_place(&next));
    let page = SessionsPage {
        schema: "unhunch.sessions/1",
        sessions: found.iter().map(SessionWire::from).collect(),
        next: next.clone(),
    };
    let response = axum::Json(page).into_response();
    let raw = raw.unwrap_or_default();
    Ok(cursor::link(
        response,
        "/api/v1/sessions",
        &raw,
        next.as_deref(),
    ))
}

/// Sessions that were begun and have not ended.
#[utoipa::path(
    get, path = "/sessions/open", tag = "sessions",
    responses((status = 200, description = "What can be gone on with, and what is being played", body = OpenPage))
)]
pub(crate) async fn open(State(app): State<App>) -> Outcome<Response> {
    Ok(axum::Json(app.open_sessions().await?).into_response())
}

/// A session as it stands, with its timeline and its entries.
#[utoipa::path(
    get, path = "/sessions/{session}", tag = "sessions", params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "The session", body = SessionPage),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn session(State(app): State<App>, Id(session): Id) -> Outcome<Response> {
    Ok(axum::Json(app.session(session).await?).into_response())
}

/// What a session plays, as it was begun.
#[utoipa::path(
    get, path = "/sessions/{session}/timeline", tag = "sessions", params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "The timeline; it never changes", body = Timeline), (status = 304, description = "As you have it"),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn timeline(
    State(app): State<App>,
    headers: HeaderMap,
    Id(session): Id,
) -> Outcome<Response> {
    let route = "/api/v1/sessions/{session}/timeline";
    let name = route.replace("{session}", &session.to_string());
    if let Some(found) = app.shelf().find(&name) {
        return Ok(found.prepared.answer(&headers));
    }
    let page = app.session(session).await?;
    let timeline = page.timeline;
    let timeline = timeline.ok_or_else(|| not_found("the journal has no such timeline"))?;
    let prepared = app.whole(route, &name, || json(&timeline))?;
    Ok(prepared.answer(&headers))
}

/// Goes on with a session that was broken off; from here on it is this page's.
#[utoipa::path(
    post, path = "/sessions/{session}/resume", tag = "sessions", request_body = Player, params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "The session, with what was played of it", body = SessionPage),
        (status = 403, description = "The safety check leaves no routine", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "It has ended, is played elsewhere, or Before you start comes first", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "Something in it is ruled out now", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn resume(
    State(app): State<App>,
    Id(session): Id,
    Json(Player { player }): Json<Player>,
) -> Outcome<Response> {
    Ok(axum::Json(app.resume(session, player).await?).into_response())
}

/// Says that a page still plays a session, in a pause for instance.
#[utoipa::path(
    post, path = "/sessions/{session}/live", tag = "sessions", request_body = Player, params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 204, description = "It is this page's for five more minutes"),
        (status = 404, description = "No page plays it", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "Another page plays it", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn live(
    State(app): State<App>,
    Id(session): Id,
    Json(Player { player }): Json<Player>,
) -> Outcome<StatusCode> {
    app.hear(session, player).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets go of a session, so that it can be gone on with anywhere.
#[utoipa::path(
    post, path = "/sessions/{session}/release", tag = "sessions", request_body = Player, params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 204, description = "It is nobody's"),
        (status = 409, description = "Another page plays it", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn release(
    State(app): State<App>,
    Id(session): Id,
    Json(Player { player }): Json<Player>,
) -> Outcome<StatusCode> {
    app.release(session, player).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a session that was broken off and that nobody goes on with.
#[utoipa::path(
    post, path = "/sessions/{session}/discard", tag = "sessions", params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 204, description = "It has ended"),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "It is being played", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn discard(State(app): State<App>, Id(session): Id) -> Outcome<StatusCode> {
    app.discard(session).await?;
    Ok(StatusCode::NO_CONTENT)
}
