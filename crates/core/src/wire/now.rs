//! `unhunch.now/1`: what to do now.

use serde::Serialize;

use super::{DueWire, SessionWire};
use crate::progress::Streak;

/// What to do now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NowWire {
    /// `unhunch.now/1`.
    pub schema: &'static str,
    /// Whether nothing was ever written down.
    pub first_time: bool,
    /// The safety check that is due; null for none.
    pub check_due: Option<DueWire>,
    /// The level that the last full check left; null while a full one is due.
    pub level: Option<&'static str>,
    /// What could be played; null while a check is due, or when nothing fits.
    pub suggestion: Option<SuggestionWire>,
    /// What of the person's profile the suggestion could not heed, in sentences for them.
    pub warnings: Vec<String>,
    /// Days in a row.
    pub streak: StreakWire,
    /// The last session.
    pub last_session: Option<SessionWire>,
    /// A session that was broken off and can be gone on with.
    pub open_session: Option<SessionWire>,
    /// A session that is being played at this moment, by another process.
    pub played_session: Option<SessionWire>,
}

/// What could be played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SuggestionWire {
    /// Minutes at hand.
    pub minutes: u32,
    /// How long it takes, in seconds.
    pub seconds: u32,
    /// The techniques, in order.
    pub techniques: Vec<String>,
    /// The command that plays it.
    pub command: String,
}

/// Days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StreakWire {
    /// Up to today, or to yesterday while nothing is done today.
    pub current: u32,
    /// Whether today is part of it.
    pub today: bool,
    /// The longest one ever.
    pub longest: u32,
    /// All days on which something was done.
    pub days: u32,
}

impl From<Streak> for StreakWire {
    fn from(streak: Streak) -> Self {
        Self {
            current: streak.current,
            today: streak.today,
            longest: streak.longest,
            days: streak.days,
        }
    }
}
