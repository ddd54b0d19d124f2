//! What authors ask of a content set, as JSON.

use serde::Serialize;

use crate::content::diff::{Change, ItemDiff};
use crate::content::stats::{Count, Counts, Stats, Times};

/// `unhunch.content-diff/1`: what differs between two sets for the person who does the routines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentDiffWire<'d> {
    /// Always [`ContentDiffWire::SCHEMA`].
    pub schema: &'static str,
    /// What differs: safety, flags, techniques, routines, guides.
    pub items: Vec<ItemDiffWire<'d>>,
}

impl<'d> ContentDiffWire<'d> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.content-diff/1";

    /// A difference as JSON.
    pub fn new(items: &'d [ItemDiff]) -> Self {
        Self {
            schema: Self::SCHEMA,
            items: items.iter().map(ItemDiffWire::from).collect(),
        }
    }
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemDiffWire<'d> {
    /// `safety`, `flag`, `technique`, `routine` or `guide`.
    pub kind: &'static str,
    /// Its id.
    pub id: &'d str,
    /// Its name.
    pub name: &'d str,
    /// `added`, `removed` or `changed`.
    pub fate: &'static str,
    /// What a person would notice.
    pub changes: Vec<ChangeWire<'d>>,
}

impl<'d> From<&'d ItemDiff> for ItemDiffWire<'d> {
    fn from(item: &'d ItemDiff) -> Self {
        Self {
            kind: item.kind.word(),
            id: &item.id,
            name: &item.name,
            fate: item.fate.word(),
            changes: item.changes.iter().map(ChangeWire::from).collect(),
        }
    }
}

/// One thing that a person would notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeWire<'d> {
    /// What it is about: `minutes`, `sides`, `dose`, `load`, `caution`, `cue` and so on.
    pub topic: &'static str,
    /// Of what: an area, a flag, a cue.
    pub of: Option<&'d str>,
    /// What it was, in words; null for what is new.
    pub from: Option<&'d str>,
    /// What it is, in words; null for what is gone.
    pub to: Option<&'d str>,
    /// What it was, in seconds, where it is a time.
    pub from_s: Option<u32>,
    /// What it is, in seconds, where it is a time.
    pub to_s: Option<u32>,
}

impl<'d> From<&'d Change> for ChangeWire<'d> {
    fn from(change: &'d Change) -> Self {
        let (from, to) = (change.from.as_ref(), change.to.as_ref());
        Self {
            topic: change.topic.word(),
            of: change.of.as_deref(),
            from: from.map(|fact| fact.says.as_str()),
            to: to.map(|fact| fact.says.as_str()),
            from_s: from.and_then(|fact| fact.seconds),
            to_s: to.and_then(|fact| fact.seconds),
        }
    }
}

/// `unhunch.content-stats/1`: what a set holds, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentStatsWire<'s> {
    /// Always [`ContentStatsWire::SCHEMA`].
    pub schema: &'static str,
    /// How many techniques.
    pub techniques: usize,
    /// Those that plans may hold.
    pub planned: usize,
    /// Those that are done on each side.
    pub sided: usize,
    /// Those with a figure.
    pub drawn: usize,
    /// How long techniques take at their usual dose.
    pub technique_times: TimesWire,
    /// How many cautions.
    pub cautions: usize,
    /// How many hand-written routines.
    pub routines: usize,
    /// How long they take.
    pub routine_times: TimesWire,
    /// How many guides.
    pub guides: usize,
    /// Words in all of their texts.
    pub guide_words: usize,
    /// Questions of the safety check.
    pub questions: usize,
    /// The longest ago that somebody read a file against its sources, as `YYYY-MM-DD`.
    pub oldest_review: Option<String>,
    /// The id of that file.
    pub oldest_review_id: Option<&'s str>,
    /// Techniques by each vocabulary.
    pub counts: Vec<CountsWire<'s>>,
}

impl<'s> ContentStatsWire<'s> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.content-stats/1";

    /// Counts as JSON.
    pub fn new(stats: &'s Stats) -> Self {
        let oldest = stats.oldest_review.as_ref();
        Self {
            schema: Self::SCHEMA,
            techniques: stats.techniques,
            planned: stats.planned,
            sided: stats.sided,
            drawn: stats.drawn,
            technique_times: stats.technique_times.into(),
            cautions: stats.cautions,
            routines: stats.routines,
            routine_times: stats.routine_times.into(),
            guides: stats.guides,
            guide_words: stats.guide_words,
            questions: stats.questions,
            oldest_review: oldest.map(|(date, _)| date.to_string()),
            oldest_review_id: oldest.map(|(_, id)| id.as_str()),
            counts: stats.counts.iter().map(CountsWire::from).collect(),
        }
    }
}

/// Times, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TimesWire {
    /// The shortest.
    pub least_s: u32,
    /// The longest.
    pub most_s: u32,
    /// All of them together.
    pub total_s: u32,
}

impl From<Times> for TimesWire {
    fn from(times: Times) -> Self {
        let Times {
            least_s,
            most_s,
            total_s,
        } = times;
        Self {
            least_s,
            most_s,
            total_s,
        }
    }
}

/// The entries of one vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountsWire<'s> {
    /// What the entries are, such as `areas`.
    pub of: &'static str,
    /// The entries, in the order of the vocabulary.
    pub entries: Vec<CountWire<'s>>,
}

impl<'s> From<&'s Counts> for CountsWire<'s> {
    fn from(counts: &'s Counts) -> Self {
        Self {
            of: counts.of,
            entries: counts.entries.iter().map(CountWire::from).collect(),
        }
    }
}

/// How many techniques have something to do with one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountWire<'s> {
    /// The entry's id.
    pub id: &'s str,
    /// Its name.
    pub name: &'s str,
    /// How many techniques.
    pub techniques: usize,
}

impl<'s> From<&'s Count> for CountWire<'s> {
    fn from(count: &'s Count) -> Self {
        Self {
            id: &count.id,
            name: &count.name,
            techniques: count.techniques,
        }
    }
}
