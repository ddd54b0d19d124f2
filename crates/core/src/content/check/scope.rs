//! What a check looks at: the set, the files, the options, and indexes that many checks share.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::figures::{self, Measured};
use super::references;
use super::set::{InFile, Part, Set};
use crate::content::load::Options;
use crate::content::{Action, Flag, FlagRule, Technique};
use crate::diagnostic::{FileId, SourceSet, Span};

/// A place in a file.
pub(crate) type Place = (FileId, Span);

/// What a check looks at.
#[derive(Debug)]
pub(crate) struct Scope<'s> {
    /// Everything that could be read.
    pub(crate) set: &'s Set,
    /// All files, content or not.
    pub(crate) files: &'s SourceSet,
    /// What the load depends on beside the texts.
    pub(crate) options: &'s Options,
    /// Files that could not be read at all: there is no text to look at.
    pub(crate) unread: &'s HashSet<FileId>,
    /// The techniques by their ids; of two with one id, the first.
    pub(crate) techniques: HashMap<&'s str, &'s InFile<Technique>>,
    /// Where each id of each kind is written first.
    ids: HashMap<Part, HashMap<&'s str, Place>>,
    /// What is wrong with the figures, once somebody has asked.
    measured: OnceLock<Measured<'s>>,
    /// The rules of flags, by the trait they are about.
    rules: HashMap<&'s str, Vec<(&'s InFile<Flag>, &'s FlagRule)>>,
}

impl<'s> Scope<'s> {
    /// Indexes a set.
    pub(crate) fn new(
        set: &'s Set,
        files: &'s SourceSet,
        unread: &'s HashSet<FileId>,
        options: &'s Options,
    ) -> Self {
        let mut techniques = HashMap::with_capacity(set.techniques.len());
        for technique in &set.techniques {
            techniques.entry(technique.id.as_str()).or_insert(technique);
        }
        let mut ids: HashMap<Part, HashMap<&str, Place>> = HashMap::new();
        references::definitions(set, &mut |part, file, id| {
            let known = ids.entry(part).or_default();
            known.entry(id.as_str()).or_insert((file, id.span));
        });
        let mut rules: HashMap<&str, Vec<_>> = HashMap::new();
        for flag in &set.flags {
            for rule in &flag.rules {
                rules
                    .entry(rule.on.as_str())
                    .or_default()
                    .push((flag, rule));
            }
        }
        Self {
            set,
            files,
            options,
            unread,
            techniques,
            ids,
            measured: OnceLock::new(),
            rules,
        }
    }

    /// The figures of the set, with what is wrong with each.
    pub(super) fn figures(&self) -> &Measured<'s> {
        self.measured.get_or_init(|| figures::measure(self))
    }

    /// Whether the set defines an id, or may have in a file that could not be read.
    pub(crate) fn knows(&self, part: Part, id: &str) -> bool {
        self.ids.get(&part).is_some_and(|ids| ids.contains_key(id)) || self.set.may_define(part, id)
    }

    /// The ids of a kind, in no order.
    pub(crate) fn ids(&self, part: Part) -> impl Iterator<Item = &'s str> + Clone + '_ {
        self.ids
            .get(&part)
            .into_iter()
            .flat_map(|ids| ids.keys().copied())
    }

    /// The rules that touch a technique, for each flag the strongest, in the order of the flags' ids.
    pub(crate) fn strongest_rules(
        &self,
        technique: &Technique,
    ) -> Vec<(&'s InFile<Flag>, &'s FlagRule)> {
        let mut touching: Vec<(&InFile<Flag>, &FlagRule)> = technique
            .traits
            .iter()
            .filter_map(|one| self.rules.get(one.as_str()))
            .flatten()
            .copied()
            .collect();
        touching.sort_by(|(a, by_a), (b, by_b)| {
            let strongest_first = by_b.action.value.cmp(&by_a.action.value);
            a.id.value.cmp(&b.id.value).then(strongest_first)
        });
        touching.dedup_by(|(a, _), (b, _)| a.id == b.id);
        touching
    }

    /// What a flag does to a technique, at its strongest.
    pub(crate) fn action_of(&self, flag: &str, technique: &Technique) -> Option<Action> {
        technique
            .traits
            .iter()
            .filter_map(|one| self.rules.get(one.as_str()))
            .flatten()
            .filter(|(touching, _)| touching.id.as_str() == flag)
            .map(|(_, rule)| rule.action.value)
            .max()
    }
}
