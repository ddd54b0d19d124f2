//! The JSON that leaves the program: types of its own, so that domain types stay free to change.
//!
//! Every document is an object whose first key is `schema`. Keys are snake_case, ids are strings, what is
//! absent is `null` and never left out, lists keep the order of the content. Timelines have their own
//! format ([`crate::timeline`]), and so has the journal ([`crate::journal`]). With the feature `schema` each
//! type can say what its JSON looks like.

mod check;
mod content;
mod dose;
mod guide;
mod history;
mod logged;
mod now;
mod plan;
mod profile;
mod progress;
mod routine;
mod saved;
mod technique;

pub use check::{CheckWire, DueWire, QuestionWire};
pub use content::{
    ChangeWire, ContentDiffWire, ContentStatsWire, CountWire, CountsWire, ItemDiffWire, TimesWire,
};
pub use dose::{DefaultDose, ExactDose, FixedDose, Frequency, Range, SourceDose, Tempo, Work};
pub use guide::{GuideHead, GuidePage, Guides};
pub use history::{HistoryWire, SessionTechniqueWire, SessionWire};
pub use logged::{LoggedEntryWire, LoggedWire};
pub use now::{NowWire, StreakWire, SuggestionWire};
pub use plan::{
    Clearance, Parts, PlanAnswer, PlanItem, PlanOmission, PlanPage, PlanReason, ReasonDetail,
};
pub use profile::{FlagListWire, FlagSetWire, FlagWire, ProfileWire};
pub use progress::{
    AdherenceWire, DayPainWire, EffectWire, ProgressWire, SessionChangeWire, TrendReadingWire,
    TrendWire, WeekDaysWire, WeekWire, WindowWire,
};
pub use routine::{RoutineEntry, RoutineItem, RoutinePage, Routines};
pub use saved::{SavedRoutineWire, SavedRoutinesWire};
pub use technique::{
    Caution, Cues, GoalFit, Need, Note, Ranked, SourceRef, Step, StopSign, TechniqueHead,
    TechniquePage, Techniques, WayIn,
};

use crate::content::{Id, Sp, Text};

/// The ids as strings.
fn ids(ids: &[Sp<Id>]) -> Vec<&str> {
    ids.iter().map(|id| id.as_str()).collect()
}

/// The texts as strings.
fn texts(texts: &[Sp<Text>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

/// An id that may be absent.
fn id(id: Option<&Sp<Id>>) -> Option<&str> {
    id.map(|id| id.as_str())
}

/// A text that may be absent.
fn text(text: Option<&Sp<Text>>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}
