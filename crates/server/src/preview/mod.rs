//! Pages on a set that is being written: the server of the last version of the set that had no fault, with the faults
//! of the latest one shown in every page, and a script that loads the page again when the set changes.
//!
//! Nothing of the server itself is different: each version of the set has an [`App`] of its own, and [`Preview`] hands
//! every request to the latest.

mod serve;

use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::guard;
use crate::state::App;

pub use serve::run;

/// What asks every second whether the set has changed.
const SCRIPT: &str = include_str!("preview.js");
/// A service worker that takes the place of an earlier one, forgets what that kept, and goes.
const WORKER: &str = include_str!("worker.js");
/// How the faults look.
const STYLE: &str = include_str!("preview.css");

/// The set as it is now. Cheap to clone.
#[derive(Clone, Default)]
pub struct Preview {
    now: Arc<RwLock<Now>>,
}

/// The latest version.
#[derive(Default)]
struct Now {
    /// How many there have been.
    version: u64,
    /// The server of the last version without an error.
    pages: Option<Router>,
    /// The faults of the latest version, as text; empty when there are none.
    faults: String,
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preview").finish_non_exhaustive()
    }
}

impl Preview {
    /// Shows another version: its server, or that of the version before where it has an error, and its faults.
    pub fn show(&self, app: Option<App>, faults: String) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(app) = app {
            now.pages = Some(crate::router(app));
        }
        now.version += 1;
        now.faults = faults;
    }

    /// Everything that is served, asked on a port.
    pub fn router(&self, port: u16) -> Router {
        let routes = Router::new()
            .route("/preview/version", get(version))
            .route(
                "/preview/preview.js",
                get(|| file("text/javascript", SCRIPT)),
            )
            .route("/preview/preview.css", get(|| file("text/css", STYLE)))
            // Nothing is kept for later of a set that is being written.
            .route("/sw.js", get(|| file("text/javascript", WORKER)))
            .fallback(page)
            .with_state(self.clone());
        guard::before(routes, port)
    }

    fn latest(&self) -> (Option<Router>, String) {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        (now.pages.clone(), now.faults.clone())
    }
}

async fn version(State(preview): State<Preview>) -> Response {
    let version = preview
        .now
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .version;
    ([(CACHE_CONTROL, "no-store")], version.to_string()).into_response()
}

async fn file(media: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, media), (CACHE_CONTROL, "no-store")], text).into_response()
}

async fn page(State(preview): State<Preview>, mut request: Request<Body>) -> Response {
    let (pages, faults) = preview.latest();
    let Some(pages) = pages else {
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Faults of the set</title>\
             <meta name=\"viewport\" content=\"width=device-width\"></head>\
             <body class=\"alone\">{}</body></html>",
            panel(&faults)
        );
        let headers = [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CACHE_CONTROL, "no-store"),
        ];
        return (StatusCode::SERVICE_UNAVAILABLE, headers, html).into_response();
    };
    // What is packed cannot be added to, and what the browser kept may be of an earlier version.
    request.headers_mut().remove(ACCEPT_ENCODING);
    request.headers_mut().remove(IF_NONE_MATCH);
    match pages.oneshot(request).await {
        Ok(response) if is_page(response.headers()) => with_panel(response, &faults).await,
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    let media = headers
        .get(CONTENT_TYPE)
        .and_then(|media| media.to_str().ok());
    media.is_some_and(|media| media.starts_with("text/html"))
}

/// A page with the faults at its end.
async fn with_panel(response: Response, faults: &str) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(body) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut html = String::from_utf8_lossy(&body.to_bytes()).into_owned();
    // A piece of a page, which a script puts into one, has no end of its own.
    if let Some(at) = html.rfind("</body>") {
        html.insert_str(at, &panel(faults));
    }
    head.headers.remove(CONTENT_LENGTH);
    head.headers
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(head, Body::from(html))
}

fn panel(faults: &str) -> String {
    let mut html = String::from(
        "<link rel=\"stylesheet\" href=\"/preview/preview.css\">\
         <script src=\"/preview/preview.js\" defer></script>",
    );
    if !faults.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<aside class=\"preview-faults\" aria-label=\"Faults of the set\" role=\"status\">\
             <h2>Faults of the set</h2><pre tabindex=\"0\">{}</pre></aside>",
            escaped(faults)
        );
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(preview: &Preview, path: &str) -> (StatusCode, String) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(async {
            let request = Request::get(path).header("host", "localhost:7171");
            let request = request.body(Body::empty()).unwrap();
            let response = preview.router(7171).oneshot(request).await.unwrap();
            let status = response.status();
            let policy = response.headers()["content-security-policy"].to_str();
            assert!(policy.unwrap().contains("default-src 'none'"), "{path}");
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            (status, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    #[test]
    fn faults_stand_alone_until_there_is_a_version_without_an_error() {
        let preview = Preview::default();
        assert_eq!(asked(&preview, "/preview/version").1, "0");
        preview.show(None, "error: <b> & more".to_owned());
        let (status, html) = asked(&preview, "/library");
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(html.contains("error: &lt;b&gt; &amp; more"), "{html}");
        assert_eq!(asked(&preview, "/preview/version").1, "1");
        for name in ["/preview/preview.js", "/preview/preview.css", "/sw.js"] {
            assert_eq!(asked(&preview, name).0, StatusCode::OK);
        }
        // Pages of a preview are not kept by the browser.
        assert!(asked(&preview, "/sw.js").1.contains("unregister"));
    }

    #[tokio::test]
    async fn no_other_website_reads_a_preview() {
        let preview = Preview::default();
        preview.show(None, "error: a".to_owned());
        for path in ["/", "/preview/version", "/preview/preview.js"] {
            let request = Request::get(path).header("host", "evil.example:7171");
            let request = request.body(Body::empty()).unwrap();
            let response = preview.router(7171).oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
        }
    }

    #[test]
    fn pages_end_in_the_faults_and_pieces_of_pages_do_not() {
        let preview = Preview::default();
        let html = |text: &'static str| get(move || async move { axum::response::Html(text) });
        let pages = Router::new()
            .route("/", html("<html><body>Hello</body></html>"))
            .route("/piece", html("<p>Hello</p>"))
            .route("/data", get(|| async { "</body>" }));
        preview.show(None, "warning: a".to_owned());
        preview.now.write().unwrap().pages = Some(pages);
        let (_, page) = asked(&preview, "/");
        assert!(
            page.starts_with("<html><body>Hello<link") && page.ends_with("</aside></body></html>"),
            "{page}"
        );
        assert_eq!(asked(&preview, "/piece").1, "<p>Hello</p>");
        assert_eq!(asked(&preview, "/data").1, "</body>");
    }
}
