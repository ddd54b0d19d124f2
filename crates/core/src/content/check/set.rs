//! Everything that was read, with the files it came from: what the checks look at.

use std::collections::{HashMap, HashSet};

use crate::content::{
    Area, Cause, Equipment, Family, FigureFile, Flag, GoalWord, Guide, Muscle, PackFile, Position,
    Routine, SafetyFile, Source, Technique, Trait,
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
    /// `techniques/*.figure.toml`.
    pub figures: Vec<InFile<FigureFile>>,
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
    /// `pack.toml`; more than one when sets are laid side by side.
    pub packs: Vec<InFile<PackFile>>,
    /// `vocabulary/causes.toml`.
    pub causes: Vec<InFile<Cause>>,
    /// What could not be read.
    pub unread: Unread,
}

/// What could not be read: rules about what it would have said keep silent.
#[derive(Debug, Default)]
pub struct Unread {
    /// Kinds of file with at least one file that could not be read.
    parts: HashSet<Part>,
    /// Kinds of file of which not even the names are known.
    folders: HashSet<Part>,
    /// The ids that unread files with one item each must have had: their names say so.
    ids: HashMap<Part, HashSet<String>>,
}

impl Unread {
    /// Notes that the file or the folder of that name inside the set could not be read. The empty name
    /// is the set itself.
    pub(crate) fn note(&mut self, name: &str) {
        if let Some(part) = Part::of(name) {
            self.parts.insert(part);
            if part.is_folder() {
                let stem = Part::stem(name).to_owned();
                self.ids.entry(part).or_default().insert(stem);
            }
            return;
        }
        let inside = Part::ALL
            .iter()
            .filter(|part| name.is_empty() || part.place().split('/').next() == Some(name));
        for part in inside {
            self.parts.insert(*part);
            self.folders.insert(*part);
        }
    }
}

/// What stands before `.toml` in the name of a figure file.
const FIGURE: &str = ".figure";

/// A kind of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// `techniques/*.toml`.
    Techniques,
    /// `techniques/*.figure.toml`.
    Figures,
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
    /// `pack.toml`.
    Pack,
}

impl Part {
    /// Every kind of content file.
    pub const ALL: &'static [Self] = &[
        Self::Techniques,
        Self::Figures,
        Self::Routines,
        Self::Guides,
        Self::Safety,
        Self::Sources,
        Self::Areas,
        Self::Muscles,
        Self::Positions,
        Self::Equipment,
        Self::Families,
        Self::Traits,
        Self::Flags,
        Self::Goals,
        Self::Causes,
        Self::Pack,
    ];

    /// The folder or the file that holds it, inside a content set.
    pub fn place(self) -> &'static str {
        match self {
            Self::Techniques | Self::Figures => "techniques",
            Self::Routines => "routines",
            Self::Guides => "guides",
            Self::Safety => "safety.toml",
            Self::Sources => "sources.toml",
            Self::Areas => "vocabulary/areas.toml",
            Self::Muscles => "vocabulary/muscles.toml",
            Self::Positions => "vocabulary/positions.toml",
            Self::Equipment => "vocabulary/equipment.toml",
            Self::Families => "vocabulary/families.toml",
            Self::Traits => "vocabulary/traits.toml",
            Self::Flags => "vocabulary/flags.toml",
            Self::Goals => "vocabulary/goals.toml",
            Self::Causes => "vocabulary/causes.toml",
            Self::Pack => "pack.toml",
        }
    }

    /// What one item of it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Techniques => "technique",
            Self::Figures => "figure",
            Self::Routines => "routine",
            Self::Guides => "guide",
            Self::Safety => "safety file",
            Self::Sources => "source",
            Self::Areas => "area",
            Self::Muscles => "muscle",
            Self::Positions => "position",
            Self::Equipment => "equipment",
            Self::Families => "family",
            Self::Traits => "trait",
            Self::Flags => "flag",
            Self::Goals => "goal",
            Self::Causes => "cause",
            Self::Pack => "pack file",
        }
    }

    /// Whether it is a folder with one file for each item.
    pub fn is_folder(self) -> bool {
        matches!(
            self,
            Self::Techniques | Self::Figures | Self::Routines | Self::Guides
        )
    }

    /// A file's name without its folder and its ending: what the id in it must be.
    pub fn stem(name: &str) -> &str {
        let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        stem.strip_suffix(FIGURE).unwrap_or(stem)
    }

    /// What a file of that name in a content set holds; `None` for a file that is not content.
    pub fn of(name: &str) -> Option<Self> {
        let toml = name.ends_with(".toml");
        match name {
            "safety.toml" => return Some(Self::Safety),
            "sources.toml" => return Some(Self::Sources),
            "pack.toml" => return Some(Self::Pack),
            _ => {}
        }
        match name.split_once('/')? {
            (_, file) if file.contains('/') => None,
            ("techniques", file) if file.ends_with(".figure.toml") => Some(Self::Figures),
            ("techniques", _) if toml => Some(Self::Techniques),
            ("routines", _) if toml => Some(Self::Routines),
            ("guides", file) if file.ends_with(".md") && file != "README.md" => Some(Self::Guides),
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
    /// Adds everything of another set.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.techniques.append(&mut other.techniques);
        self.figures.append(&mut other.figures);
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
        self.packs.append(&mut other.packs);
    }

    /// Whether every file of a kind could be read.
    pub fn is_whole(&self, part: Part) -> bool {
        !self.unread.parts.contains(&part)
    }

    /// Whether a file that could not be read may have defined `id`.
    pub fn may_define(&self, part: Part, id: &str) -> bool {
        if part.is_folder() {
            let unread = &self.unread;
            unread.folders.contains(&part)
                || unread.ids.get(&part).is_some_and(|ids| ids.contains(id))
        } else {
            !self.is_whole(part)
        }
    }
}
