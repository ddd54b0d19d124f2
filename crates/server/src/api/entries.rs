//! What happened in a session, entry by entry.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::value::RawValue;
use unhunch_core::journal::{Body, Cursor, Query as JournalQuery, encode_line, read_effective};
use utoipa::ToSchema;

use super::cursor;
use super::extract::{Id, Json, Query};
use super::lists::Pages;
use crate::acts::Posted;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;
use crate::wire::PostedWire;

/// `unhunch.entries/1`: entries of a session, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntriesPage {
    /// `unhunch.entries/1`.
    schema: &'static str,
    /// The entries, as the journal keeps them. Corrections are applied; the beginning is the timeline's.
    #[schema(value_type = Vec<Object>)]
    entries: Vec<Box<RawValue>>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

/// Entries of a session, oldest first.
#[utoipa::path(
    get, path = "/sessions/{session}/entries", tag = "sessions", params(("session" = Uuid, Path, description = "Its id"), Pages),
    responses((status = 200, description = "The entries; a page may be shorter than its limit", body = EntriesPage),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "The cursor or the limit is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn entries(
    State(app): State<App>,
    Id(session): Id,
    RawQuery(raw): RawQuery,
    Query(pages): Query<Pages>,
) -> Outcome<Response> {
    let limit = cursor::limit(pages.limit)?;
    let after = pages.cursor.as_deref();
    let after = after.map(cursor::read_place).transpose()?;
    let page = app
        .keeper()
        .read(move |desk| {
            let journal = &*desk.diary.journal;
            let person = desk.diary.person;
            if journal.session(person, session)?.is_none() {
                return Err(not_found("the journal has no such session"));
            }
            let mut query = JournalQuery {
                person: Some(person),
                session: Some(session),
                after,
                limit: Some(limit + 1),
                ..JournalQuery::default()
            };
            // Where the page ends is told before corrections take something out of it.
            let found = journal.entries(&query)?;
            let last = found.get(limit - 1).filter(|_| found.len() > limit);
            let next = last.map(|last| cursor::write_place(&Cursor::of(last)));
            query.limit = Some(limit);
            let entries = read_effective(journal, &query)?;
            let told = entries
                .iter()
                .filter(|entry| !matches!(entry.body, Body::SessionStarted(_)))
                .map(|entry| encode_line(entry).and_then(RawValue::from_string));
            let internal =
                |error: serde_json::Error| Problem::new(Kind::Internal, error.to_string());
            Ok(EntriesPage {
                schema: "unhunch.entries/1",
                entries: told.collect::<Result<_, _>>().map_err(internal)?,
                next,
            })
        })
        .await?;
    let path = format!("/api/v1/sessions/{session}/entries");
    let raw = raw.unwrap_or_default();
    let next = page.next.clone();
    let response = axum::Json(page).into_response();
    Ok(cursor::link(response, &path, &raw, next.as_deref()))
}

/// Writes down what happened in a session, in batches.
///
/// All of a batch is written, or nothing. Sending an entry again under its id changes nothing. While entries
/// come in, the session is this page's, and no terminal offers it.
#[utoipa::path(
    post, path = "/sessions/{session}/entries", tag = "sessions", request_body = Posted, params(("session" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "They are on the disk", body = PostedWire),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "It has ended, is played elsewhere, or an id says something else", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "An entry does not belong to the session", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn append(
    State(app): State<App>,
    Id(session): Id,
    Json(posted): Json<Posted>,
) -> Outcome<Response> {
    Ok(axum::Json(app.post_entries(session, posted).await?).into_response())
}
