//! What the content says: techniques, routines, guides, the words.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use unhunch_core::content::Goal;
use unhunch_core::find::{self, UnknownFilter};
use unhunch_core::wire::{GuideHead, GuidePage, RoutinePage, Routines, TechniquePage, Techniques};
use utoipa::IntoParams;

use super::cursor;
use super::extract::{Name, Query};
use super::lists::{GuideList, Pages, RoutineList, TechniqueList};
use super::vocabulary::VocabularyPage;
use crate::prepared::Prepared;
use crate::problem::{Outcome, Problem, not_found};
use crate::state::App;

/// What to look for; nothing looks for everything.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Words, each of which has to begin a word of a name, an area, a muscle, a cause or equipment.
    words: Option<String>,
    /// A family.
    family: Option<String>,
    /// An area.
    area: Option<String>,
    /// A muscle.
    muscle: Option<String>,
    /// A position, or a group of positions.
    position: Option<String>,
    /// Equipment that it can be done with; `none` for what needs no props.
    equipment: Option<String>,
    /// A cause that it answers.
    cause: Option<String>,
    /// A goal that it serves well.
    goal: Option<String>,
    /// A source.
    source: Option<String>,
    /// How many at most, 1 to 200; 50 without a word.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Where to go on, as `next` says.
    cursor: Option<String>,
}

impl Filters {
    fn query(&self) -> Outcome<find::Query> {
        let goal = self.goal.as_deref().map(|word| {
            Goal::from_word(word).ok_or_else(|| {
                let says = format!(
                    "`{word}` is no goal; it is one of {}",
                    Goal::WORDS.join(", ")
                );
                Problem::invalid("goal", says)
            })
        });
        let words = self.words.as_deref().unwrap_or_default();
        Ok(find::Query {
            words: words.split_whitespace().map(str::to_owned).collect(),
            family: self.family.clone(),
            area: self.area.clone(),
            muscle: self.muscle.clone(),
            position: self.position.clone(),
            equipment: self.equipment.clone(),
            cause: self.cause.clone(),
            goal: goal.transpose()?,
            source: self.source.clone(),
        })
    }

    /// Which part of what is found.
    fn pages(&self) -> Pages {
        Pages {
            limit: self.limit,
            cursor: self.cursor.clone(),
        }
    }
}

fn unknown(filter: UnknownFilter) -> Problem {
    Problem::invalid(filter.what, filter.to_string())
}

/// JSON that does not change while the process runs.
pub(crate) fn json<T: Serialize>(value: &T) -> Outcome<Prepared> {
    let text = serde_json::to_vec(value);
    let text =
        text.map_err(|error| Problem::new(crate::problem::Kind::Internal, error.to_string()))?;
    Ok(Prepared::new("application/json", text))
}

/// The whole answer of an address. `route` is its pattern, `id` what stands for the name in it.
fn shelved<T: Serialize>(
    app: &App,
    headers: &HeaderMap,
    (route, id): (&'static str, &str),
    make: impl FnOnce() -> T,
) -> Outcome<Response> {
    let name = route.replace("{id}", id);
    let prepared = app.whole(route, &name, || json(&make()))?;
    Ok(prepared.answer(headers))
}

/// A part of a list. All of it, where that is what is asked for and fits, lies on the shelf.
fn listed<T: Serialize>(
    app: &App,
    headers: &HeaderMap,
    (route, query): (&'static str, Option<String>),
    next: Option<String>,
    list: impl FnOnce(Option<String>) -> T,
) -> Outcome<Response> {
    let query = query.unwrap_or_default();
    if query.is_empty() && next.is_none() {
        return shelved(app, headers, (route, ""), || list(None));
    }
    let response = json(&list(next.clone()))?.answer(headers);
    Ok(cursor::link(response, route, &query, next.as_deref()))
}

/// Techniques in brief.
#[utoipa::path(
    get, path = "/techniques", tag = "content", params(Filters),
    responses((status = 200, description = "All, or those that are looked for, in the order of their ids", body = TechniqueList<'_>),
        (status = 304, description = "As you have it"), (status = 422, description = "A filter names nothing known", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn techniques(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Query(filters): Query<Filters>,
) -> Outcome<Response> {
    let library = app.library();
    let found = find::techniques(library, &filters.query()?).map_err(unknown)?;
    let (found, next) = filters.pages().sorted(found, |one| one.id.as_str())?;
    let at = ("/api/v1/techniques", query);
    listed(&app, &headers, at, next, |next| {
        TechniqueList::new(Techniques::new(found), next)
    })
}

/// Everything about a technique.
#[utoipa::path(
    get, path = "/techniques/{id}", tag = "content", params(("id" = String, Path, description = "Its id")),
    responses((status = 200, description = "The technique", body = TechniquePage<'_>), (status = 304, description = "As you have it"),
        (status = 404, description = "There is no such technique", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn technique(
    State(app): State<App>,
    headers: HeaderMap,
    Name(id): Name,
) -> Outcome<Response> {
    let library = app.library();
    let found = library.technique(&id);
    let found = found.ok_or_else(|| not_found("there is no such technique"))?;
    let at = ("/api/v1/techniques/{id}", id.as_str());
    shelved(&app, &headers, at, || TechniquePage::new(found, library))
}

/// Hand-written routines.
#[utoipa::path(
    get, path = "/routines", tag = "content", params(Filters),
    responses((status = 200, description = "All, or those that are looked for, in the order of their ids", body = RoutineList<'_>),
        (status = 304, description = "As you have it"), (status = 422, description = "A filter names nothing known", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn routines(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Query(filters): Query<Filters>,
) -> Outcome<Response> {
    let library = app.library();
    let found = find::routines(library, &filters.query()?).map_err(unknown)?;
    let (found, next) = filters.pages().sorted(found, |one| one.id.as_str())?;
    let at = ("/api/v1/routines", query);
    listed(&app, &headers, at, next, |next| {
        RoutineList::new(Routines::new(found, library), next)
    })
}

/// A hand-written routine.
#[utoipa::path(
    get, path = "/routines/{id}", tag = "content", params(("id" = String, Path, description = "Its id")),
    responses((status = 200, description = "The routine", body = RoutinePage<'_>), (status = 304, description = "As you have it"),
        (status = 404, description = "There is no such routine", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn routine(
    State(app): State<App>,
    headers: HeaderMap,
    Name(id): Name,
) -> Outcome<Response> {
    let library = app.library();
    let found = library.routine(&id);
    let found = found.ok_or_else(|| not_found("there is no such routine"))?;
    let at = ("/api/v1/routines/{id}", id.as_str());
    shelved(&app, &headers, at, || RoutinePage::new(found, library))
}

/// Guides in brief.
#[utoipa::path(
    get, path = "/guides", tag = "content", params(Pages),
    responses((status = 200, description = "The guides, in reading order", body = GuideList<'_>), (status = 304, description = "As you have it"),
        (status = 422, description = "The cursor or the limit is at fault", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn guides(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Query(pages): Query<Pages>,
) -> Outcome<Response> {
    let all = app.library().guides();
    let (found, next) = pages.ordered(all, |one| one.front.id.as_str())?;
    let at = ("/api/v1/guides", query);
    listed(&app, &headers, at, next, |next| {
        GuideList::new(found.into_iter().map(GuideHead::from).collect(), next)
    })
}

/// A guide with its text.
#[utoipa::path(
    get, path = "/guides/{id}", tag = "content", params(("id" = String, Path, description = "Its id")),
    responses((status = 200, description = "The guide", body = GuidePage<'_>), (status = 304, description = "As you have it"),
        (status = 404, description = "There is no such guide", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn guide(
    State(app): State<App>,
    headers: HeaderMap,
    Name(id): Name,
) -> Outcome<Response> {
    let found = app.library().guide(&id);
    let found = found.ok_or_else(|| not_found("there is no such guide"))?;
    let at = ("/api/v1/guides/{id}", id.as_str());
    shelved(&app, &headers, at, || GuidePage::new(found))
}

/// The words that everything else uses.
#[utoipa::path(
    get, path = "/vocabulary", tag = "content",
    responses((status = 200, description = "Areas, muscles, positions, equipment, flags and the rest", body = VocabularyPage<'_>), (status = 304, description = "As you have it"))
)]
pub(crate) async fn vocabulary(State(app): State<App>, headers: HeaderMap) -> Outcome<Response> {
    let library = app.library();
    let at = ("/api/v1/vocabulary", "");
    shelved(&app, &headers, at, || VocabularyPage::new(library))
}
