//! What differs between two content sets for the person who does the routines: minutes, sides, doses, load by
//! area, cautions, what is said and shown. How a file is written, and in which order, does not count.
//!
//! Each item of a set is put into [`Fact`]s, which are what a person would notice of it; facts of the same
//! topic are compared with each other.

mod facts;
mod topic;

use std::collections::BTreeMap;

use super::Library;
pub use topic::{Fact, Topic};

/// A kind of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The safety check.
    Safety,
    /// A flag.
    Flag,
    /// A technique.
    Technique,
    /// A hand-written routine.
    Routine,
    /// A guide.
    Guide,
}

impl Kind {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Flag => "flag",
            Self::Technique => "technique",
            Self::Routine => "routine",
            Self::Guide => "guide",
        }
    }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It was and is there, and differs.
    Changed,
}

impl Fate {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One thing that a person would notice: what it was, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub topic: Topic,
    /// Of what, where a topic has several: an area, a flag, a cue.
    pub of: Option<String>,
    /// What it was; none for what is new.
    pub from: Option<Fact>,
    /// What it is; none for what is gone.
    pub to: Option<Fact>,
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDiff {
    /// What kind of item.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its name; the new one when that changed.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// What a person would notice. Of a new item what it asks and whom it leaves out; of one that is gone,
    /// nothing.
    pub changes: Vec<Change>,
}

/// An item with everything that a person would notice of it.
#[derive(Debug, Clone)]
struct Noticed {
    name: String,
    facts: Vec<Fact>,
}

/// What differs from `old` to `new`: safety first, then flags, techniques, routines and guides, each in the
/// order of their ids.
pub fn diff(old: &Library, new: &Library) -> Vec<ItemDiff> {
    let (old, new) = (facts::all(old), facts::all(new));
    let mut ids: Vec<&(Kind, String)> = old.keys().chain(new.keys()).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter()
        .filter_map(|key| item(key, old.get(key), new.get(key)))
        .collect()
}

fn item(key: &(Kind, String), old: Option<&Noticed>, new: Option<&Noticed>) -> Option<ItemDiff> {
    let (name, fate, changes) = match (old, new) {
        (None, Some(new)) => {
            let telling = new.facts.iter().filter(|fact| fact.topic.tells_of_new());
            let changes = telling.map(|fact| Change {
                topic: fact.topic,
                of: fact.of.clone(),
                from: None,
                to: Some(fact.clone()),
            });
            (&new.name, Fate::Added, changes.collect())
        }
        (Some(old), None) => (&old.name, Fate::Removed, Vec::new()),
        (Some(old), Some(new)) => (&new.name, Fate::Changed, changes(&old.facts, &new.facts)),
        (None, None) => return None,
    };
    if fate == Fate::Changed && changes.is_empty() {
        return None;
    }
    Some(ItemDiff {
        kind: key.0,
        id: key.1.clone(),
        name: name.clone(),
        fate,
        changes,
    })
}

/// The facts of one topic, and of one thing within it.
type Group<'f> = (Vec<&'f Fact>, Vec<&'f Fact>);

/// Compares the facts of an item, topic by topic.
fn changes(old: &[Fact], new: &[Fact]) -> Vec<Change> {
    let mut groups: BTreeMap<(Topic, Option<&str>), Group<'_>> = BTreeMap::new();
    for fact in old {
        groups.entry(fact.key()).or_default().0.push(fact);
    }
    for fact in new {
        groups.entry(fact.key()).or_default().1.push(fact);
    }
    let mut changes = Vec::new();
    for ((topic, of), (old, new)) in groups {
        for (from, to) in pairs(old, new) {
            changes.push(Change {
                topic,
                of: of.map(str::to_owned),
                from,
                to,
            });
        }
    }
    changes
}

/// What remains when the same facts are taken out, put side by side in their order.
fn pairs(old: Vec<&Fact>, new: Vec<&Fact>) -> Vec<(Option<Fact>, Option<Fact>)> {
    let same =
        |a: &Fact, b: &Fact| a.says == b.says && a.seconds == b.seconds && a.print == b.print;
    let mut left: Vec<&Fact> = new.clone();
    let mut gone: Vec<&Fact> = Vec::new();
    for fact in &old {
        match left.iter().position(|other| same(fact, other)) {
            Some(at) => {
                left.remove(at);
            }
            None => gone.push(fact),
        }
    }
    if gone.is_empty() && left.is_empty() {
        let moved = old.iter().zip(&new).any(|(a, b)| !same(a, b));
        return if moved {
            vec![(in_order(&old), in_order(&new))]
        } else {
            Vec::new()
        };
    }
    let most = gone.len().max(left.len());
    (0..most)
        .map(|i| (gone.get(i).copied().cloned(), left.get(i).copied().cloned()))
        .collect()
}

/// Several facts as one that says them in their order.
fn in_order(facts: &[&Fact]) -> Option<Fact> {
    let first = facts.first()?;
    let says: Vec<&str> = facts.iter().map(|fact| fact.says.as_str()).collect();
    Some(Fact {
        says: says.join(" / "),
        ..(*first).clone()
    })
}

#[cfg(test)]
mod tests;
