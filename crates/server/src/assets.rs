//! Style sheets, scripts and icons: embedded, compressed when this was built, under names that hold their
//! hashes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::uri::Uri;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::Bytes;

use crate::prepared::{FOR_EVER, Prepared};
use crate::problem;
use crate::state::App;

/// What stands before the names of files that are served at the root.
const ROOT: &str = "root/";

/// A file, as the build script wrote it.
struct Embedded {
    name: &'static str,
    url: &'static str,
    media: &'static str,
    hash: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Every file by where it is served.
static SERVED: LazyLock<BTreeMap<&'static str, Prepared>> = LazyLock::new(|| {
    let all = EMBEDDED.iter().map(|file| {
        let prepared = Prepared::of(
            file.media,
            file.hash.get(..16).unwrap_or(file.hash),
            Bytes::from_static(file.plain),
            file.brotli.map(Bytes::from_static),
            file.gzip.map(Bytes::from_static),
        );
        let prepared = if file.name.starts_with(ROOT) {
            prepared
        } else {
            prepared.cached(FOR_EVER)
        };
        (file.url, prepared)
    });
    all.collect()
});

/// Every file's address by its name, as JSON: what a page that works offline keeps.
static INDEX: LazyLock<Prepared> = LazyLock::new(|| {
    let all: BTreeMap<&str, &str> = EMBEDDED
        .iter()
        .filter(|file| !file.name.starts_with(ROOT))
        .map(|file| (file.name, file.url))
        .collect();
    let text = serde_json::to_string(&all).unwrap_or_default();
    Prepared::new("application/json", text)
});

/// Where the file `name` of `assets/` is served, such as `/assets/css/app.0123456789ab.css` for
/// `css/app.css`. A name that no file has leads nowhere; a test sees to it that templates use none.
pub fn asset(name: &str) -> &'static str {
    let found = EMBEDDED.iter().find(|file| file.name == name);
    found.map_or("/assets/", |file| file.url)
}

/// The files, and what is served at the root.
pub(crate) fn router() -> Router<App> {
    let mut router = Router::new()
        .route("/assets/index.json", get(index))
        .route("/assets/{*name}", get(hashed));
    for file in EMBEDDED.iter().filter(|file| file.name.starts_with(ROOT)) {
        router = router.route(file.url, get(rooted));
    }
    router
}

async fn index(headers: HeaderMap) -> Response {
    INDEX.answer(&headers)
}

async fn hashed(Path(name): Path<String>, headers: HeaderMap) -> Response {
    served(&format!("/assets/{name}"), &headers)
}

async fn rooted(uri: Uri, headers: HeaderMap) -> Response {
    served(uri.path(), &headers)
}

fn served(url: &str, headers: &HeaderMap) -> Response {
    match SERVED.get(url) {
        Some(prepared) => prepared.answer(headers),
        None => problem::not_found("there is no such file").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_name_files_that_are_there() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let mut seen = 0;
        let below = |folder: &str| {
            std::fs::read_dir(folder)
                .unwrap()
                .map(|one| one.unwrap().path())
        };
        let nested = format!("{folder}/reference");
        for path in below(folder)
            .chain(below(&nested))
            .filter(|path| path.is_file())
        {
            let text = std::fs::read_to_string(path).unwrap();
            for piece in text.split("asset(\"").skip(1) {
                let name = piece.split('"').next().unwrap();
                assert_ne!(asset(name), "/assets/", "{name}");
                seen += 1;
            }
        }
        assert!(seen > 0);
    }

    #[test]
    fn names_hold_hashes() {
        for file in EMBEDDED {
            let hash = file.hash.get(..12).unwrap();
            let rooted = file.name.starts_with(ROOT);
            assert_eq!(file.url.contains(hash), !rooted, "{}", file.url);
            assert!(SERVED.contains_key(file.url));
        }
    }
}
