//! What is counted and logged of every answer: the pattern of its route, never what was asked for or sent.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;
use unhunch_host::instant;

use crate::metrics::{Counts, Metrics};
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts requests, so that a line of the log can be told from another.
static COUNT: AtomicU64 = AtomicU64::new(1);

/// A request that is being answered.
pub(super) struct Watch {
    id: u64,
    began: Instant,
    method: Method,
    route: Option<Route>,
}

/// The pattern of a route.
pub(super) enum Route {
    Matched(MatchedPath),
    Known(&'static str),
}

impl Route {
    /// What the router found.
    pub(super) fn of(request: &Request) -> Option<Self> {
        let matched = request.extensions().get::<MatchedPath>();
        matched.cloned().map(Self::Matched)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Matched(matched) => matched.as_str(),
            Self::Known(route) => route,
        }
    }
}

impl Watch {
    pub(super) fn begin(method: &Method, route: Option<Route>) -> Self {
        Self {
            id: COUNT.fetch_add(1, Ordering::Relaxed),
            began: instant(),
            method: method.clone(),
            route,
        }
    }

    /// Counts the answer, and logs it.
    pub(super) fn end(self, metrics: &Metrics, response: &mut Response) {
        let took = self.began.elapsed();
        let route = self.route.as_ref().map(Route::as_str);
        metrics.answered(&self.method, route, response.status().as_u16(), took);
        self.log(took, response);
    }

    /// The same for a prepared answer.
    pub(super) fn end_counted(self, counts: &Counts, response: &mut Response) {
        let took = self.began.elapsed();
        counts.answered(response.status(), took);
        self.log(took, response);
    }

    fn log(self, took: Duration, response: &mut Response) {
        let status = response.status().as_u16();
        let route = self.route.as_ref().map(Route::as_str);
        let kind = response
            .extensions()
            .get::<Problem>()
            .map(|one| one.kind.word());
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let (id, method, route) = (self.id, self.method.as_str(), route.unwrap_or("none"));
        if status >= 500 {
            tracing::warn!(id, method, route, status, us, kind, "answered");
        } else {
            tracing::info!(id, method, route, status, us, kind, "answered");
        }
        response
            .headers_mut()
            .insert(REQUEST_ID, HeaderValue::from(self.id));
    }
}
