//! The API, version 1: handlers, and the document that describes them, made of the same code.

mod content;
mod cursor;
mod diary;
mod document;
mod entries;
mod extract;
mod figures;
mod lists;
mod own;
mod parameters;
mod said;
mod sessions;
mod vocabulary;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::get;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use extract::fault_at;

use crate::prepared::Prepared;
use crate::problem::ProblemWire;
use crate::state::App;

/// Where the API is.
const BASE: &str = "/api/v1";
/// The largest body of a request, in bytes.
pub(crate) const MOST_BODY: usize = 2 * 1024 * 1024;
/// The largest journal that is imported at once, in bytes.
pub(crate) const MOST_IMPORT: usize = 64 * 1024 * 1024;

/// What the document says of the whole.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "unhunch",
        description = "Loosen an upper back that desk work has tightened. Content, plans, sessions and the diary of the \
            person at this computer. Every answer about content carries an ETag; what goes wrong is told as \
            application/problem+json with a stable type. Unknown fields and parameters are refused.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "content", description = "Techniques, routines, guides and the words they use"),
        (name = "figures", description = "Pictures, drawn from the content"),
        (name = "safety", description = "Before you start"),
        (name = "sessions", description = "Plans, and sessions as they are played"),
        (name = "diary", description = "What the person says, how it goes, and the whole journal"),
    )
)]
struct Doc;

/// A problem, as documents name it.
pub(crate) type ProblemDoc = ProblemWire<'static>;

/// The handlers and the document.
fn parts() -> (Router<App>, Document) {
    let api = OpenApiRouter::new()
        .routes(routes!(content::techniques))
        .routes(routes!(content::technique))
        .routes(routes!(content::routines))
        .routes(routes!(content::routine))
        .routes(routes!(content::guides))
        .routes(routes!(content::guide))
        .routes(routes!(content::vocabulary))
        .routes(routes!(figures::figure))
        .routes(routes!(figures::map))
        .routes(routes!(diary::safety, diary::check))
        .routes(routes!(sessions::plan))
        .routes(routes!(own::own_routines, own::keep_routine))
        .routes(routes!(
            own::own_routine,
            own::rename_routine,
            own::remove_routine
        ))
        .routes(routes!(sessions::sessions, sessions::begin))
        .routes(routes!(sessions::open))
        .routes(routes!(sessions::session))
        .routes(routes!(sessions::timeline))
        .routes(routes!(entries::entries, entries::append))
        .routes(routes!(sessions::resume))
        .routes(routes!(sessions::live))
        .routes(routes!(sessions::release))
        .routes(routes!(sessions::discard))
        .routes(routes!(said::said, said::say))
        .routes(routes!(diary::how_it_goes))
        .routes(routes!(diary::profile, diary::set_profile))
        .routes(routes!(diary::export_all))
        .layer(DefaultBodyLimit::max(MOST_BODY));
    let import = OpenApiRouter::new()
        .routes(routes!(diary::import_all))
        .layer(DefaultBodyLimit::max(MOST_IMPORT));
    OpenApiRouter::with_openapi(Doc::openapi())
        .nest(BASE, api.merge(import))
        .split_for_parts()
}

/// The document that describes the API.
pub(crate) fn document() -> Document {
    document::completed(parts().1)
}

static DOCUMENT: LazyLock<Prepared> = LazyLock::new(|| {
    let text = document().to_pretty_json().unwrap_or_default();
    Prepared::new("application/json", text)
});

/// Everything under `/api/v1`.
pub(crate) fn router() -> Router<App> {
    let routes = parts().0.route("/api/v1/openapi.json", get(openapi));
    routes.route_layer(from_fn(parameters::only_taken))
}

async fn openapi(headers: HeaderMap) -> Response {
    DOCUMENT.answer(&headers)
}
