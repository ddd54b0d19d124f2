//! What programs read: the JSON of every command and of the API, apart from the domain's own types.
//!
//! Every document is an object whose first key is `schema`, for instance `"unhunch.check/1"`. Keys are
//! in snake case, ids are strings, and what is absent is `null`. The number in the schema rises when a
//! key goes or changes its meaning; new keys may come without that.

mod check;
mod history;
mod logged;
mod now;
mod profile;
mod progress;

pub use check::{CheckWire, DueWire, QuestionWire};
pub use history::{HistoryWire, SessionTechniqueWire, SessionWire};
pub use logged::{LoggedEntryWire, LoggedWire};
pub use now::{NowWire, StreakWire, SuggestionWire};
pub use profile::{FlagListWire, FlagSetWire, FlagWire, ProfileWire};
pub use progress::{
    AdherenceWire, DayPainWire, EffectWire, ProgressWire, SessionChangeWire, TrendReadingWire,
    TrendWire, WeekDaysWire, WeekWire, WindowWire,
};
