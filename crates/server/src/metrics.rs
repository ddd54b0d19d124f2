//! Figures about the server itself. Routes are counted by their patterns, so nothing about a person is among
//! them.

use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::problem::{Kind, Outcome, Problem};

/// How long answers take, in seconds: where the buckets end.
const BUCKETS: [f64; 11] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0,
];

/// Which answers are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: Method,
    route: String,
    status: u16,
}

/// Which answers are timed together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Timed {
    route: String,
}

/// A method; whatever somebody makes up is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Method(&'static str);

impl EncodeLabelValue for Method {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        self.0.encode(encoder)
    }
}

/// Where the answers of one route to GET are counted that are as they always are.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    route: &'static str,
    whole: Counter,
    not_modified: Counter,
    seconds: Histogram,
}

impl Counts {
    /// The pattern of the route.
    pub(crate) fn route(&self) -> &'static str {
        self.route
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, status: StatusCode, took: Duration) {
        let counter = match status {
            StatusCode::NOT_MODIFIED => &self.not_modified,
            _ => &self.whole,
        };
        counter.inc();
        self.seconds.observe(took.as_secs_f64());
    }
}

/// The figures.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Timed, Histogram>,
    connections: Gauge,
    writing: Gauge,
    reading: Gauge,
    live: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("unhunch");
        let requests = Family::<Answered, Counter>::default();
        let seconds = Family::<Timed, Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        let [connections, writing, reading, live] = [(); 4].map(|()| Gauge::default());
        registry.register(
            "http_requests",
            "Requests that were answered",
            requests.clone(),
        );
        registry.register(
            "http_request_seconds",
            "How long answers took to begin",
            seconds.clone(),
        );
        registry.register("connections", "Open connections", connections.clone());
        registry.register(
            "journal_writer_waiting",
            "Jobs that wait for the journal's writer",
            writing.clone(),
        );
        registry.register(
            "journal_reader_waiting",
            "Jobs that wait for the journal's reader",
            reading.clone(),
        );
        registry.register("sessions_live", "Sessions that pages play", live.clone());
        Self {
            registry,
            requests,
            seconds,
            connections,
            writing,
            reading,
            live,
        }
    }
}

impl Metrics {
    /// Counts an answer. `route` is the pattern that was matched, never what was asked for.
    pub(crate) fn answered(
        &self,
        method: &axum::http::Method,
        route: Option<&str>,
        status: u16,
        took: Duration,
    ) {
        let method = match method.as_str() {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            "PUT" => "PUT",
            "DELETE" => "DELETE",
            "OPTIONS" => "OPTIONS",
            _ => "other",
        };
        let route = route.unwrap_or("none").to_owned();
        let timed = Timed {
            route: route.clone(),
        };
        self.seconds
            .get_or_create(&timed)
            .observe(took.as_secs_f64());
        let answered = Answered {
            method: Method(method),
            route,
            status,
        };
        self.requests.get_or_create(&answered).inc();
    }

    /// Where prepared answers of a route are counted.
    pub(crate) fn counts(&self, route: &'static str) -> Counts {
        let counter = |status: StatusCode| {
            let answered = Answered {
                method: Method("GET"),
                route: route.to_owned(),
                status: status.as_u16(),
            };
            self.requests.get_or_create(&answered).clone()
        };
        let timed = Timed {
            route: route.to_owned(),
        };
        Counts {
            route,
            whole: counter(StatusCode::OK),
            not_modified: counter(StatusCode::NOT_MODIFIED),
            seconds: self.seconds.get_or_create(&timed).clone(),
        }
    }

    /// The gauge of open connections.
    pub(crate) fn connections(&self) -> &Gauge {
        &self.connections
    }

    /// The figures as text.
    pub(crate) fn text(&self, (writing, reading): (usize, usize), live: usize) -> Outcome<String> {
        let gauge = |gauge: &Gauge, value: usize| {
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        };
        gauge(&self.writing, writing);
        gauge(&self.reading, reading);
        gauge(&self.live, live);
        let mut text = String::new();
        encode(&mut text, &self.registry)
            .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
        Ok(text)
    }
}
