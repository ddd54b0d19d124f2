//! What progress is computed from: the sums of one person's journal, as a store reads them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::totals::{ChangeTotals, DayTotals, PainKey, PainTotals};
use crate::content::Id;

/// The sums of one person's journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// By the person's own day; days without a session are absent.
    pub days: BTreeMap<Date, DayTotals>,
    /// Pain by day, place and moment.
    pub pain: BTreeMap<PainKey, PainTotals>,
    /// By technique.
    pub techniques: BTreeMap<Id, TechniqueFacts>,
}

/// The sums of one technique.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TechniqueFacts {
    /// Times that it was played to its end.
    pub times: i64,
    /// Seconds of work in these.
    pub seconds: i64,
    /// Times that it was skipped.
    pub skipped: i64,
    /// Times that it was said to have helped.
    pub helped: i64,
    /// Times that it was said to have changed nothing.
    pub no_change: i64,
    /// Times that it was said to have hurt.
    pub hurt: i64,
    /// Changes in pain over the sessions that it was finished in, by how many techniques were
    /// finished in the session.
    pub changes: BTreeMap<u32, ChangeTotals>,
    /// The last day on which it was played to its end.
    pub last_day: Option<Date>,
}

impl Facts {
    /// The days that count: with a session that was finished, or at least 2 minutes of one.
    pub fn days_done(&self) -> impl DoubleEndedIterator<Item = Date> + '_ {
        self.days
            .iter()
            .filter(|(_, sums)| sums.counted > 0)
            .map(|(day, _)| *day)
    }
}
