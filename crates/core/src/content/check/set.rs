//! Everything that was read, with the files it came from: what the checks look at.

use std::collections::HashMap;

use crate::content::{
    Area, Cause, Equipment, Family, Flag, GoalWord, Guide, Id, Muscle, Position, Routine,
    SafetyFile, Source, Technique, Trait,
};
use crate::diagnostic::FileId;

/// A value and the file it was read from.
#[derive(Debug, Clone)]
pub struct InFile<T> {
    /// The file.
    pub file: FileId,
    /// The value.
    pub value: T,
}

impl<T> std::ops::Deref for InFile<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Everything that could be read of a content set, valid or not.
#[derive(Debug, Default)]
pub struct Set {
    /// `techniques/*.toml`.
    pub techniques: Vec<InFile<Technique>>,
    /// `routines/*.toml`.
    pub routines: Vec<InFile<Routine>>,
    /// `guides/*.md`.
    pub guides: Vec<InFile<Guide>>,
    /// `safety.toml`; more than one when sets are laid side by side.
    pub safety: Vec<InFile<SafetyFile>>,
    /// `sources.toml`.
    pub sources: Vec<InFile<Source>>,
    /// `vocabulary/areas.toml`.
    pub areas: Vec<InFile<Area>>,
    /// `vocabulary/muscles.toml`.
    pub muscles: Vec<InFile<Muscle>>,
    /// `vocabulary/positions.toml`.
    pub positions: Vec<InFile<Position>>,
    /// `vocabulary/equipment.toml`.
    pub equipment: Vec<InFile<Equipment>>,
    /// `vocabulary/families.toml`.
    pub families: Vec<InFile<Family>>,
    /// `vocabulary/traits.toml`.
    pub traits: Vec<InFile<Trait>>,
    /// `vocabulary/flags.toml`.
    pub flags: Vec<InFile<Flag>>,
    /// `vocabulary/goals.toml`.
    pub goals: Vec<InFile<GoalWord>>,
    /// `vocabulary/causes.toml`.
    pub causes: Vec<InFile<Cause>>,
    /// Kinds of file with at least one file that could not be read: rules about what such a file
    /// would have said keep silent.
    pub unread: Vec<Part>,
}

/// A kind of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `techniques/*.toml`.
    Techniques,
    /// `routines/*.toml`.
    Routines,
    /// `guides/*.md`.
    Guides,
    /// `safety.toml`.
    Safety,
    /// `sources.toml`.
    Sources,
    /// `vocabulary/areas.toml`.
    Areas,
    /// `vocabulary/muscles.toml`.
    Muscles,
    /// `vocabulary/positions.toml`.
    Positions,
    /// `vocabulary/equipment.toml`.
    Equipment,
    /// `vocabulary/families.toml`.
    Families,
    /// `vocabulary/traits.toml`.
    Traits,
    /// `vocabulary/flags.toml`.
    Flags,
    /// `vocabulary/goals.toml`.
    Goals,
    /// `vocabulary/causes.toml`.
    Causes,
}

impl Part {
    /// What a file of that name in a content set holds; `None` for a file that is not content.
    pub fn of(name: &str) -> Option<Self> {
        let toml = name.ends_with(".toml");
        match name {
            "safety.toml" => return Some(Self::Safety),
            "sources.toml" => return Some(Self::Sources),
            _ => {}
        }
        match name.split_once('/')? {
            (_, file) if file.contains('/') => None,
            ("techniques", _) if toml => Some(Self::Techniques),
            ("routines", _) if toml => Some(Self::Routines),
            ("guides", file) if file.ends_with(".md") => Some(Self::Guides),
            ("vocabulary", file) => match file {
                "areas.toml" => Some(Self::Areas),
                "muscles.toml" => Some(Self::Muscles),
                "positions.toml" => Some(Self::Positions),
                "equipment.toml" => Some(Self::Equipment),
                "families.toml" => Some(Self::Families),
                "traits.toml" => Some(Self::Traits),
                "flags.toml" => Some(Self::Flags),
                "goals.toml" => Some(Self::Goals),
                "causes.toml" => Some(Self::Causes),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Set {
    /// The techniques by their ids; of two with one id, the first.
    pub fn techniques_by_id(&self) -> HashMap<&str, &InFile<Technique>> {
        first_by_id(self.techniques.iter().map(|item| (&item.id, item)))
    }

    /// The flags by their ids; of two with one id, the first.
    pub fn flags_by_id(&self) -> HashMap<&str, &InFile<Flag>> {
        first_by_id(self.flags.iter().map(|item| (&item.id, item)))
    }

    /// Adds everything of another set.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.techniques.append(&mut other.techniques);
        self.routines.append(&mut other.routines);
        self.guides.append(&mut other.guides);
        self.safety.append(&mut other.safety);
        self.sources.append(&mut other.sources);
        self.areas.append(&mut other.areas);
        self.muscles.append(&mut other.muscles);
        self.positions.append(&mut other.positions);
        self.equipment.append(&mut other.equipment);
        self.families.append(&mut other.families);
        self.traits.append(&mut other.traits);
        self.flags.append(&mut other.flags);
        self.goals.append(&mut other.goals);
        self.causes.append(&mut other.causes);
        self.unread.append(&mut other.unread);
    }

    /// Whether every file of a kind could be read.
    pub fn is_whole(&self, part: Part) -> bool {
        !self.unread.contains(&part)
    }
}

/// Indexes items by id; of two with one id, the first.
fn first_by_id<'s, T>(
    items: impl Iterator<Item = (&'s crate::content::Sp<Id>, T)>,
) -> HashMap<&'s str, T> {
    let mut index = HashMap::new();
    for (id, item) in items {
        index.entry(id.as_str()).or_insert(item);
    }
    index
}
