//! What the person says: pain, what a technique did, notes.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use unhunch_core::journal::{Body, Cursor, Entry, Query as JournalQuery, read_effective};
use unhunch_core::wire::{LoggedEntryWire, LoggedWire};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cursor;
use super::extract::{Json, Query};
use crate::acts::Said;
use crate::problem::{Outcome, Problem};
use crate::state::App;

/// The kinds of entries that a person says.
const KINDS: [&str; 3] = ["pain", "feedback", "note"];

/// What of what was said.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SaidFilter {
    /// Only of this kind: `pain`, `feedback` or `note`.
    kind: Option<String>,
    /// Only about this session.
    session: Option<Uuid>,
    /// How many at most, 1 to 200; 50 without a word.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Where to go on, as `next` says.
    cursor: Option<String>,
}

/// `unhunch.said/1`: what the person said, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SaidPage {
    /// `unhunch.said/1`.
    schema: &'static str,
    /// What was said and not taken back, corrections applied.
    said: Vec<SaidWire>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

/// Something that the person said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SaidWire {
    /// What it is; its keys stand beside the others.
    #[serde(flatten)]
    told: LoggedEntryWire,
    /// The person's own day.
    date: String,
    /// The session that it is about.
    session: Option<Uuid>,
    /// When the pain was felt: `before`, `after` or `during` a session, or `daily`.
    when: Option<&'static str>,
}

impl From<&Entry> for SaidWire {
    fn from(entry: &Entry) -> Self {
        Self {
            told: LoggedEntryWire::from(entry),
            date: entry.local().date().to_string(),
            session: entry.session,
            when: match &entry.body {
                Body::Pain(reading) => Some(reading.when.word()),
                _ => None,
            },
        }
    }
}

/// What the person said, the newest first: pain, what a technique did, notes.
#[utoipa::path(
    get, path = "/said", tag = "diary", params(SaidFilter),
    responses((status = 200, description = "What was said; a page may be shorter than its limit", body = SaidPage),
        (status = 422, description = "A parameter is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn said(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    Query(filter): Query<SaidFilter>,
) -> Outcome<Response> {
    let limit = cursor::limit(filter.limit)?;
    let after = filter.cursor.as_deref();
    let after = after.map(cursor::read_place).transpose()?;
    let kinds: Vec<String> = match filter.kind {
        None => KINDS.map(str::to_owned).to_vec(),
        Some(kind) if KINDS.contains(&kind.as_str()) => vec![kind],
        Some(_) => {
            let says = format!("a kind is one of `{}`", KINDS.join("`, `"));
            return Err(Problem::invalid("kind", says));
        }
    };
    let session = filter.session;
    let page = app
        .keeper()
        .read(move |desk| {
            let journal = &*desk.diary.journal;
            let mut query = JournalQuery {
                person: Some(desk.diary.person),
                session,
                kinds,
                newest_first: true,
                after,
                limit: Some(limit + 1),
                ..JournalQuery::default()
            };
            // Where the page ends is told before corrections take something out of it.
            let found = journal.entries(&query)?;
            let last = found.get(limit - 1).filter(|_| found.len() > limit);
            let next = last.map(|last| cursor::write_place(&Cursor::of(last)));
            query.limit = Some(limit);
            let said = read_effective(journal, &query)?;
            Ok(SaidPage {
                schema: "unhunch.said/1",
                said: said.iter().rev().map(SaidWire::from).collect(),
                next,
            })
        })
        .await?;
    let raw = raw.unwrap_or_default();
    let next = page.next.clone();
    let response = axum::Json(page).into_response();
    Ok(cursor::link(
        response,
        "/api/v1/said",
        &raw,
        next.as_deref(),
    ))
}

/// Writes down what a person says: pain, what a technique did, a note.
#[utoipa::path(
    post, path = "/said", tag = "diary", request_body = Said,
    responses((status = 201, description = "It is written down", body = LoggedWire),
        (status = 200, description = "It was written down before, alike", body = LoggedWire),
        (status = 404, description = "The journal has no such session", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 409, description = "The id says something else", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "A field is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn say(State(app): State<App>, Json(said): Json<Said>) -> Outcome<Response> {
    let (logged, new) = app.say(said).await?;
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, axum::Json(logged)).into_response())
}
