//! The way in from a socket: what lies on the shelf is handed out at once, everything else is routed.
//!
//! An answer that was prepared needs no routing, no extractors and no compression. It passes the same checks
//! as any request, carries the same headers, and is counted and logged under the same route.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response};
use hyper::body::Incoming;
use tower::Service as _;

use super::watch::{Route, Watch};
use super::{headers, site};
use crate::pages;
use crate::router;
use crate::shelf::Place;
use crate::state::App;

/// What a connection asks.
pub(crate) struct Front {
    app: App,
    router: Router,
}

/// An answer that is there, or that is on its way.
pub(crate) enum Answer {
    Ready(Option<Response<Body>>),
    Routed(Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>),
}

impl Front {
    /// The way in to everything that is served.
    pub(crate) fn new(app: App) -> Self {
        Self {
            router: router(app.clone()),
            app,
        }
    }

    /// What was prepared for this request, if it may be answered at all.
    pub(super) fn prepared<B>(&self, request: &Request<B>) -> Option<Response<Body>> {
        if request.method() != Method::GET || request.uri().query().is_some() {
            return None;
        }
        let name = pages::shelf_name(request.uri().path(), request.headers());
        let place = self.app.shelf().find(&name)?;
        let Place {
            prepared,
            counts: Some(counts),
            ..
        } = &*place
        else {
            return None;
        };
        let watch = Watch::begin(request.method(), Some(Route::Known(counts.route())));
        // The router says what is wrong.
        site::check(request, self.app.port()).ok()?;
        let mut response = prepared.answer_with(request.headers(), headers::put_on);
        watch.end_counted(counts, &mut response);
        Some(response)
    }
}

impl hyper::service::Service<Request<Incoming>> for Front {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        match self.prepared(&request) {
            Some(response) => Answer::Ready(Some(response)),
            None => {
                let mut router = self.router.clone();
                let answer = router.call(request.map(Body::new));
                Answer::Routed(Box::pin(answer))
            }
        }
    }
}

impl Future for Answer {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // It was taken already.
                None => Poll::Pending,
            },
            Self::Routed(answer) => answer.as_mut().poll(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use axum::http::HeaderMap;
    use http_body_util::BodyExt as _;
    use tempfile::TempDir;
    use tower::ServiceExt as _;
    use unhunch_core::content::Library;

    use super::*;
    use crate::state::Setup;

    static LIBRARY: LazyLock<Library> = LazyLock::new(unhunch_bundle::library);

    fn front() -> (Front, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let now: jiff::Zoned = "2026-11-19T09:30:00+00:00[UTC]".parse().unwrap();
        let app = App::new(Setup {
            library: &LIBRARY,
            folder: folder.path().to_owned(),
            wall: Arc::new(move || now.clone()),
            port: 7171,
        });
        (Front::new(app.unwrap()), folder)
    }

    fn asked<B>(method: &str, path: &str, headers: &[(&str, &str)], body: B) -> Request<B> {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:7171");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body).unwrap()
    }

    /// All of an answer but for what is different each time.
    async fn whole(response: Response<Body>) -> (u16, HeaderMap, Vec<u8>) {
        let (mut parts, body) = response.into_parts();
        assert!(parts.headers.remove("x-request-id").is_some());
        // The router tells the length to the socket, which both of them leave to it.
        parts.headers.remove("content-length");
        let bytes = body.collect().await.unwrap().to_bytes();
        (parts.status.as_u16(), parts.headers, bytes.to_vec())
    }

    async fn routed(front: &Front, request: Request<Body>) -> (u16, HeaderMap, Vec<u8>) {
        let answer = front.router.clone().oneshot(request).await.unwrap();
        whole(answer).await
    }

    #[tokio::test]
    async fn what_is_handed_out_is_what_the_router_answers() {
        let (front, _folder) = front();
        let id = LIBRARY.techniques()[0].id.as_str();
        let paths = [
            format!("/library/{id}"),
            format!("/api/v1/techniques/{id}"),
            "/api/v1/guides".to_owned(),
            "/api/v1/vocabulary".to_owned(),
        ];
        for path in &paths {
            let first = asked("GET", path, &[], ());
            assert!(front.prepared(&first).is_none(), "{path} was not asked for");
            let (status, headers, _) = routed(&front, asked("GET", path, &[], Body::empty())).await;
            assert_eq!(status, 200, "{path}");
            let tag = headers["etag"].to_str().unwrap().to_owned();
            for headers in [
                &[][..],
                &[("accept-encoding", "gzip")],
                &[("accept-encoding", "gzip, br"), ("accept", "text/html")],
                &[("if-none-match", tag.as_str())],
                &[
                    ("if-none-match", "\"other\""),
                    ("cookie", "theme=auto; a=b"),
                ],
            ] {
                let ours = front.prepared(&asked("GET", path, headers, ()));
                let ours = ours.expect("it is on the shelf");
                let theirs = routed(&front, asked("GET", path, headers, Body::empty())).await;
                assert_eq!(whole(ours).await, theirs, "{path} {headers:?}");
            }
            // Whatever is asked otherwise goes the usual way.
            for (method, query, headers) in [
                ("HEAD", "", &[][..]),
                ("POST", "", &[]),
                ("GET", "?limit=1", &[]),
                ("GET", "", &[("host", "evil.example:7171")]),
                ("GET", "", &[("host", "127.0.0.1:7172")]),
            ] {
                let asked = asked(method, &format!("{path}{query}"), headers, ());
                assert!(front.prepared(&asked).is_none(), "{method} {path}{query}");
            }
        }
    }

    #[tokio::test]
    async fn a_page_is_kept_by_its_theme_and_counted_by_its_route() {
        let (front, _folder) = front();
        let path = format!("/library/{}", LIBRARY.techniques()[0].id);
        let mut pages = Vec::new();
        for cookie in ["theme=auto", "theme=dark", "theme=light"] {
            let headers = [("cookie", cookie)];
            assert!(front.prepared(&asked("GET", &path, &headers, ())).is_none());
            let routed = routed(&front, asked("GET", &path, &headers, Body::empty())).await;
            let ours = front.prepared(&asked("GET", &path, &headers, ())).unwrap();
            assert_eq!(ours.headers()["vary"], "accept-encoding, cookie");
            assert_eq!(whole(ours).await, routed);
            pages.push(routed.2);
        }
        pages.dedup();
        assert_eq!(pages.len(), 3);
        let (.., metrics) = routed(&front, asked("GET", "/metrics", &[], Body::empty())).await;
        let metrics = String::from_utf8(metrics).unwrap();
        let line = "http_requests_total{method=\"GET\",route=\"/library/{id}\",status=\"200\"} 6";
        assert!(metrics.contains(line), "{metrics}");
        let line = "http_request_seconds_count{route=\"/library/{id}\"} 6";
        assert!(metrics.contains(line), "{metrics}");
    }
}
