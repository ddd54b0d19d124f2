//! What is counted and logged of every answer: the pattern of its route, never what was asked for or sent.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;
use unhunch_host::instant;

use crate::metrics::Metrics;
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts requests, so that a line of the log can be told from another.
static COUNT: AtomicU64 = AtomicU64::new(1);

/// A request that is being answered.
pub(super) struct Watch {
    id: u64,
    began: Instant,
    method: Method,
    route: Option<MatchedPath>,
}

impl Watch {
    pub(super) fn begin(request: &Request) -> Self {
        Self {
            id: COUNT.fetch_add(1, Ordering::Relaxed),
            began: instant(),
            method: request.method().clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    pub(super) fn end(self, metrics: &Metrics, response: &mut Response) {
        let took = self.began.elapsed();
        let status = response.status().as_u16();
        let route = self.route.as_ref().map(MatchedPath::as_str);
        metrics.answered(&self.method, route, status, took);
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
