//! Progress: what a journal says about how it goes.
//!
//! Everything here is a pure function. A journal is folded into [`Totals`] (sums that a store can keep
//! up to date entry by entry), these are read as [`Facts`], and the rest is computed from the facts and
//! the person's own day:
//!
//! | question | function | method |
//! |---|---|---|
//! | how many days in a row | [`streak`] | days with a finished session, or with at least 2 minutes |
//! | how much each week | [`weeks`] | ISO weeks (ISO 8601) of the person's own days |
//! | how well the plan is kept | [`adherence`] | days done against a goal of days a week |
//! | does it hurt less | [`trend`] | the first days against the latest 7 |
//! | what helped | [`effects`] | a mean drawn towards zero, with its interval |
//!
//! Days are the person's own: each entry carries the offset from UTC that held where it was made. The
//! order of entries never matters. Every figure is finite, whatever the input.

mod adherence;
mod effect;
mod facts;
mod report;
mod running;
mod session;
mod streak;
mod totals;
mod trend;
mod weeks;
pub mod words;

#[cfg(test)]
mod tests;

pub use adherence::{Adherence, DEFAULT_GOAL_DAYS, WeekDays, adherence};
pub use effect::{Certainty, Effect, effects};
pub use facts::{Facts, TechniqueFacts};
pub use report::{Options, Progress, SessionChange, progress};
pub use running::RunningTotals;
pub use session::{LEAST_MS, Points, SessionSummary, TechniqueSummary};
pub use streak::{Streak, streak};
pub use totals::{ChangeTotals, DayTotals, PainKey, PainTotals, TechniqueTotals, Totals};
pub use trend::{
    DayPain, TooEarly, Trend, TrendReading, Verdict, Window, areas_with_pain, daily_pain, trend,
};
pub use weeks::{Week, weeks};
