//! When the check is asked, and in which form.
//!
//! In full before the first routine; again when the questions changed, when the last full check is
//! over [`full_after_days`](crate::content::Cadence) days old, when it stopped the person, when pain
//! rose or is high, or when the person reports something new. In short form once a day.

use jiff::civil::Date;

use super::{Form, questions_version};
use crate::content::{Level, SafetyFile};

/// A check that was completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastCheck {
    /// The local day.
    pub day: Date,
    /// The level reached.
    pub level: Level,
    /// The version of the questions, by [`questions_version`].
    pub version: String,
}

/// What is known of the time before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The last check in full.
    pub full: Option<PastCheck>,
    /// The day of the last check in either form.
    pub any: Option<Date>,
    /// The last pain reading before the last full check, 0 to 10.
    pub pain_before: Option<u32>,
    /// The pain readings since the last full check, 0 to 10, the oldest first. Each is compared with the
    /// one before it, the first one with `pain_before`.
    pub pain_since: Vec<u32>,
    /// Whether the person said, since the last full check, that something is new.
    pub something_new: bool,
}

/// Why a check is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// There has been no full check.
    First,
    /// The questions are not those that were answered.
    QuestionsChanged,
    /// The last full check is too old.
    Old,
    /// The last full check did not clear the person.
    NotCleared,
    /// Pain rose since last time.
    PainRose,
    /// Pain is high.
    PainHigh,
    /// The person reports something new.
    SomethingNew,
    /// A new day.
    NewDay,
}

impl Reason {
    /// Why, in words for the person.
    pub fn says(self) -> &'static str {
        match self {
            Self::First => "this is the first time",
            Self::QuestionsChanged => "the questions have changed",
            Self::Old => "the last full check was a while ago",
            Self::NotCleared => "last time you reported a warning sign",
            Self::PainRose => "your pain has gone up",
            Self::PainHigh => "your pain is high",
            Self::SomethingNew => "you said that something is new",
            Self::NewDay => "it is a new day",
        }
    }
}

/// A check that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Due {
    /// In which form.
    pub form: Form,
    /// Why.
    pub reason: Reason,
}

/// The check that is due today; `None` when the last one still holds.
pub fn due(safety: &SafetyFile, past: &Past, today: Date) -> Option<Due> {
    let full = |reason| {
        Some(Due {
            form: Form::Full,
            reason,
        })
    };
    let cadence = &safety.cadence;
    let Some(last) = &past.full else {
        return full(Reason::First);
    };
    if last.version != questions_version(safety) {
        return full(Reason::QuestionsChanged);
    }
    if last.level >= Level::Urgent {
        return full(Reason::NotCleared);
    }
    // A clock that was set back makes a check of tomorrow; it is as good as none.
    let age = days(last.day, today);
    if age < 0 || age > i64::from(cadence.full_after_days.value) {
        return full(Reason::Old);
    }
    if past.something_new {
        return full(Reason::SomethingNew);
    }
    // A check that pain made due stays due until it is answered, whatever is rated after that.
    let high = |pain: &u32| *pain >= cadence.pain_at_least.value;
    if past.pain_since.iter().any(high) {
        return full(Reason::PainHigh);
    }
    let earlier = past.pain_before.iter().chain(&past.pain_since);
    let later = past.pain_since.iter();
    let skip = usize::from(past.pain_before.is_none());
    let rose = |(before, now): (&u32, &u32)| *now >= before.saturating_add(cadence.pain_rise.value);
    if earlier.zip(later.skip(skip)).any(rose) {
        return full(Reason::PainRose);
    }
    let any = past.any.unwrap_or(last.day).max(last.day);
    let since = days(any, today);
    // Again, one of tomorrow is as good as none.
    let holds = (0..i64::from(cadence.short_after_days.value.max(1))).contains(&since);
    (!holds).then_some(Due {
        form: Form::Short,
        reason: Reason::NewDay,
    })
}

/// Whole days from one date to another; negative when it lies before.
fn days(from: Date, to: Date) -> i64 {
    from.until(to)
        .map_or(i64::MAX, |span| i64::from(span.get_days()))
}
