//! History as a table: one row for each session, ready for a spreadsheet.

use crate::progress::{Points, SessionSummary};

/// The columns of [`HistoryRow::cells`].
pub const HISTORY_COLUMNS: [&str; 10] = [
    "date",
    "time",
    "minutes",
    "routine",
    "techniques",
    "skipped",
    "reason",
    "pain_before",
    "pain_after",
    "session",
];

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// The person's own day when it began: `2026-03-02`.
    pub date: String,
    /// The time on their clock: `08:15`.
    pub time: String,
    /// Minutes that were played, with one decimal.
    pub minutes: String,
    /// What the routine is called.
    pub routine: String,
    /// The ids of the techniques that were finished, with spaces between.
    pub techniques: String,
    /// The ids of those that were only skipped, likewise.
    pub skipped: String,
    /// Why it ended; empty when it has not.
    pub reason: String,
    /// Pain before, in points with at most two decimals; empty (not 0) when it was not rated.
    pub pain_before: String,
    /// Pain after, likewise.
    pub pain_after: String,
    /// The session's id.
    pub session: String,
}

impl HistoryRow {
    /// The cells in the order of [`HISTORY_COLUMNS`], each one safe to open in a spreadsheet
    /// ([`guard_cell`]).
    pub fn cells(&self) -> [String; 10] {
        [
            &self.date,
            &self.time,
            &self.minutes,
            &self.routine,
            &self.techniques,
            &self.skipped,
            &self.reason,
            &self.pain_before,
            &self.pain_after,
            &self.session,
        ]
        .map(|cell| guard_cell(cell))
    }
}

/// The rows of sessions, in the order in which they come.
pub fn history_rows(sessions: &[SessionSummary]) -> Vec<HistoryRow> {
    sessions.iter().map(row).collect()
}

fn row(session: &SessionSummary) -> HistoryRow {
    let local = session.local();
    let ids = |wanted: fn(u32, u32) -> bool| {
        let ids: Vec<&str> = session
            .techniques
            .iter()
            .filter(|(_, done)| wanted(done.finished, done.skipped))
            .map(|(id, _)| id.as_str())
            .collect();
        ids.join(" ")
    };
    HistoryRow {
        date: local.date().to_string(),
        time: format!("{:02}:{:02}", local.hour(), local.minute()),
        minutes: format!("{:.1}", session.played_ms as f64 / 60_000.0),
        routine: session.name.clone(),
        techniques: ids(|finished, _| finished > 0),
        skipped: ids(|finished, skipped| finished == 0 && skipped > 0),
        reason: session
            .reason
            .map_or_else(String::new, |reason| reason.word().to_owned()),
        pain_before: points(session.before),
        pain_after: points(session.after),
        session: session.session.to_string(),
    }
}

fn points(points: Option<Points>) -> String {
    let Some(points) = points else {
        return String::new();
    };
    let text = format!("{:.2}", points.value());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front.
pub fn guard_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
