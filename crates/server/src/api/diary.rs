//! The person: the safety check, how it goes, their profile, their whole journal.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio_stream::wrappers::ReceiverStream;
use unhunch_core::journal::{Query as JournalQuery, SessionsQuery, decode_lines, export};
use unhunch_core::progress::{Options, daily_pain, progress, trend};
use unhunch_core::wire::{ProfileWire, ProgressWire};
use utoipa::{IntoParams, ToSchema};

use super::extract::{Json, Query, body, is_of};
use crate::acts::{Answer, Checked, ProfileIn, area_id};
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;
use crate::wire::SafetyPage;

/// Single sessions that are read for their pain before and after.
const RECENT: usize = 20;
/// The media type of a journal.
const NDJSON: &str = "application/x-ndjson";
/// How much of an export is on its way at most, in pieces.
const PIECES: usize = 4;
/// How large a piece of an export is, in bytes.
const PIECE: usize = 64 * 1024;

/// How long a client may take to read a piece.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who asked for an export has gone away.
#[derive(Debug, thiserror::Error)]
#[error("who asked has gone away")]
struct Gone;

/// What progress to tell.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgressQuery {
    /// An area; pain as a whole without it.
    area: Option<String>,
    /// How many weeks at most, 1 to 520; 12 without a word.
    #[param(minimum = 1, maximum = 520)]
    weeks: Option<usize>,
    /// How many days a week are meant, 1 to 7.
    #[param(minimum = 1, maximum = 7)]
    goal_days: Option<u8>,
}

/// `unhunch.imported/1`: what an import did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportedWire {
    /// `unhunch.imported/1`.
    schema: &'static str,
    /// Entries that were added.
    added: usize,
    /// Entries that were there already.
    known: usize,
}

/// The safety check, and where the person stands with it.
#[utoipa::path(
    get, path = "/safety", tag = "safety",
    responses((status = 200, description = "The questions, what is due, and what each level says", body = SafetyPage))
)]
pub(crate) async fn safety(State(app): State<App>) -> Outcome<Response> {
    Ok(axum::Json(app.safety().await?).into_response())
}

/// Answers the safety check.
#[utoipa::path(
    post, path = "/safety", tag = "safety", request_body = Answer,
    responses((status = 200, description = "What the answers come to", body = Checked),
        (status = 409, description = "The full form has to be answered", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "A question is unknown or not answered", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn check(State(app): State<App>, Json(answer): Json<Answer>) -> Outcome<Response> {
    Ok(axum::Json(app.check(answer).await?).into_response())
}

/// How it goes.
#[utoipa::path(
    get, path = "/progress", tag = "diary", params(ProgressQuery),
    responses((status = 200, description = "Streak, weeks, pain, what helped", body = ProgressWire),
        (status = 422, description = "A parameter is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn how_it_goes(
    State(app): State<App>,
    Query(query): Query<ProgressQuery>,
) -> Outcome<Response> {
    let area = query.area.as_deref();
    let area = area
        .map(|word| area_id(app.library(), "area", word))
        .transpose()?;
    let usual = Options::default();
    let options = Options {
        goal_days: query.goal_days.unwrap_or(usual.goal_days),
        weeks: query.weeks.unwrap_or(usual.weeks),
    };
    if !(1..=7).contains(&options.goal_days) {
        return Err(Problem::invalid("goal_days", "a week has 1 to 7 days"));
    }
    if !(1..=520).contains(&options.weeks) {
        return Err(Problem::invalid("weeks", "1 to 520 weeks can be told"));
    }
    let wire = app
        .keeper()
        .read(move |desk| {
            let person = desk.diary.person;
            let newest = desk.diary.journal.sessions(&SessionsQuery {
                person,
                open: false,
                after: None,
                limit: Some(RECENT),
            })?;
            let facts = desk.diary.journal.facts(person)?;
            let today = desk.diary.now().date();
            let mut found = progress(&facts, &newest, today, &options);
            if area.is_some() {
                found.daily = daily_pain(&facts, area.as_ref());
                found.trend = trend(&found.daily);
            }
            Ok(ProgressWire::of(&found, area.as_ref()))
        })
        .await?;
    Ok(axum::Json(wire).into_response())
}

/// The profile.
#[utoipa::path(
    get, path = "/profile", tag = "diary",
    responses((status = 200, description = "What holds until it is changed", body = ProfileWire))
)]
pub(crate) async fn profile(State(app): State<App>) -> Outcome<Response> {
    let ground = app.ground().await?;
    Ok(axum::Json(ProfileWire::from(&ground.profile)).into_response())
}

/// Sets the profile, as a whole.
#[utoipa::path(
    put, path = "/profile", tag = "diary", request_body = ProfileIn,
    responses((status = 200, description = "As it is now", body = ProfileWire),
        (status = 422, description = "A field is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn set_profile(
    State(app): State<App>,
    Json(sent): Json<ProfileIn>,
) -> Outcome<Response> {
    let profile = app.set_profile(sent).await?;
    Ok(axum::Json(ProfileWire::from(&profile)).into_response())
}

/// The whole journal as JSON Lines, one entry on each line. Nothing is left out.
#[utoipa::path(
    get, path = "/export", tag = "diary",
    responses((status = 200, description = "The entries", content_type = "application/x-ndjson", body = String))
)]
pub(crate) async fn export_all(State(app): State<App>) -> Outcome<Response> {
    let (pieces, received) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(PIECES);
    let (begun, beginning) = tokio::sync::oneshot::channel();
    let busy = |_| {
        Problem::new(
            Kind::Busy,
            "another export is on its way; try again in a moment",
        )
    };
    let permit = app.exports().try_acquire_owned().map_err(busy)?;
    let folder = app.folder().to_owned();
    let runtime = tokio::runtime::Handle::current();
    // A connection of its own: a long journal keeps nobody from reading it.
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let diary = match unhunch_host::Diary::open(folder) {
            Ok(diary) => diary,
            Err(error) => return drop(begun.send(Err(Problem::from(error)))),
        };
        if begun.send(Ok(())).is_err() {
            return;
        }
        let mut piece = Vec::with_capacity(PIECE);
        let sent = export(&*diary.journal, &JournalQuery::default(), |line| {
            piece.extend_from_slice(line.as_bytes());
            piece.push(b'\n');
            if piece.len() < PIECE {
                return Ok(());
            }
            let full = std::mem::replace(&mut piece, Vec::with_capacity(PIECE));
            let sent = pieces.send_timeout(Ok(full.into()), PATIENCE);
            runtime.block_on(sent).map_err(|_| Gone)
        });
        let last = match sent {
            Ok(_) => Ok(piece.into()),
            // What was sent is broken off where it is, so that nobody takes it for whole.
            Err(error) => Err(std::io::Error::other(error.to_string())),
        };
        let _ = runtime.block_on(pieces.send_timeout(last, PATIENCE));
    });
    let gone = || Problem::new(Kind::Internal, "the export gave no answer");
    beginning.await.unwrap_or_else(|_| Err(gone()))?;
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(received)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(NDJSON));
    headers.insert(
        CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"unhunch.jsonl\""),
    );
    Ok(response)
}

/// Adds the entries of a journal that was exported, all or nothing. Importing the same again changes nothing.
#[utoipa::path(
    post, path = "/import", tag = "diary",
    request_body(content_type = "application/x-ndjson", content = String),
    responses((status = 200, description = "They are on the disk", body = ImportedWire),
        (status = 409, description = "An id says something else", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "Lines that are no entries, with their numbers", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn import_all(State(app): State<App>, request: Request) -> Outcome<Response> {
    is_of(&request, NDJSON)?;
    let bytes = body(request, &app, super::MOST_IMPORT).await?;
    let entries = tokio::task::spawn_blocking(move || decode_lines(&bytes)).await;
    let entries = entries
        .map_err(|_| Problem::new(Kind::Internal, "reading the entries failed badly"))?
        .map_err(|error| Problem::invalid("", format!("nothing was imported: {error}")))?;
    let done = app
        .keeper()
        .write(move |desk| Ok(desk.diary.journal.append(&entries)?))
        .await?;
    let wire = ImportedWire {
        schema: "unhunch.imported/1",
        added: done.added,
        known: done.known,
    };
    Ok(axum::Json(wire).into_response())
}
