//! The JSON Schemas of content files, for the editors of authors: `/schema/technique.schema.json` and so on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use unhunch_core::content::check::Part;
use unhunch_core::content::schema;

use crate::prepared::Prepared;
use crate::problem;
use crate::state::App;

/// Every schema by the name of its file.
static SCHEMAS: LazyLock<BTreeMap<String, Prepared>> = LazyLock::new(|| {
    let all = Part::ALL.iter().map(|part| {
        let prepared = Prepared::new("application/schema+json", schema::text(*part));
        (schema::file_name(*part), prepared)
    });
    all.collect()
});

/// `/schema/` and the schemas below it.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/schema/", get(names))
        .route("/schema/{name}", get(one))
}

/// Their names, as JSON.
static NAMES: LazyLock<Prepared> = LazyLock::new(|| {
    let names: Vec<&str> = SCHEMAS.keys().map(String::as_str).collect();
    let text = serde_json::to_string(&names).unwrap_or_default();
    Prepared::new("application/json", text)
});

async fn names(headers: HeaderMap) -> Response {
    NAMES.answer(&headers)
}

async fn one(Path(name): Path<String>, headers: HeaderMap) -> Response {
    answer(&name, &headers)
}

fn answer(name: &str, headers: &HeaderMap) -> Response {
    match SCHEMAS.get(name) {
        Some(prepared) => prepared.answer(headers),
        None => problem::not_found("there is no such schema; /schema/ lists them").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use axum::http::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn every_kind_of_content_file_has_its_schema() {
        let headers = HeaderMap::new();
        for part in Part::ALL {
            let found = answer(&schema::file_name(*part), &headers);
            assert_eq!(found.status(), StatusCode::OK);
            assert_eq!(found.headers()[CONTENT_TYPE], "application/schema+json");
        }
        let none = answer("program.schema.json", &headers);
        assert_eq!(none.status(), StatusCode::NOT_FOUND);
    }
}
