//! `unhunch.history/1`: sessions, the newest first.

use serde::Serialize;

use crate::progress::{Points, SessionSummary};

/// Sessions, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HistoryWire {
    /// `unhunch.history/1`.
    pub schema: &'static str,
    /// The sessions.
    pub sessions: Vec<SessionWire>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionWire {
    /// Its id.
    pub session: String,
    /// When it began, in UTC.
    pub started: String,
    /// The person's own day.
    pub date: String,
    /// The time on their clock, `HH:MM`.
    pub time: String,
    /// What people call the routine.
    pub routine: String,
    /// How long it was played, in milliseconds, pauses not counted.
    pub played_ms: u64,
    /// The techniques, by id.
    pub techniques: Vec<SessionTechniqueWire>,
    /// Why it ended; null while it has not.
    pub reason: Option<&'static str>,
    /// Pain before it, 0 to 10; null when it was not rated.
    pub pain_before: Option<f64>,
    /// Pain after it, likewise.
    pub pain_after: Option<f64>,
    /// The change at the places that were rated both times; less pain is negative.
    pub pain_change: Option<f64>,
}

/// A technique in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionTechniqueWire {
    /// Its id.
    pub technique: String,
    /// Times that it was played to its end.
    pub finished: u32,
    /// Times that it was skipped.
    pub skipped: u32,
    /// Seconds of work.
    pub seconds: u64,
    /// What it did: `helped`, `no-change` or `hurt`; null when nothing was said.
    pub felt: Option<&'static str>,
}

impl From<&SessionSummary> for SessionWire {
    fn from(session: &SessionSummary) -> Self {
        let local = session.local();
        let value = |points: Option<Points>| points.map(Points::value);
        Self {
            session: session.session.to_string(),
            started: session.started.to_string(),
            date: local.date().to_string(),
            time: format!("{:02}:{:02}", local.hour(), local.minute()),
            routine: session.name.clone(),
            played_ms: session.played_ms,
            techniques: session
                .techniques
                .iter()
                .map(|(id, done)| SessionTechniqueWire {
                    technique: id.to_string(),
                    finished: done.finished,
                    skipped: done.skipped,
                    seconds: done.seconds,
                    felt: done.felt.map(|felt| felt.word()),
                })
                .collect(),
            reason: session.reason.map(|reason| reason.word()),
            pain_before: value(session.before),
            pain_after: value(session.after),
            pain_change: value(session.change),
        }
    }
}

impl From<&[SessionSummary]> for HistoryWire {
    fn from(sessions: &[SessionSummary]) -> Self {
        Self {
            schema: "unhunch.history/1",
            sessions: sessions.iter().map(SessionWire::from).collect(),
        }
    }
}
