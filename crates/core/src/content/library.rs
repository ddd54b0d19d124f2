//! The library: a validated, indexed, immutable content set.

use serde::{Deserialize, Serialize};
use unhunch_figure::Movement;

use super::{
    Area, Cause, Equipment, EquipmentKind, Family, Flag, GoalWord, Guide, Id, Lazy, Muscle,
    PackFile, Position, PositionGroup, Routine, SafetyFile, Sides, Source, Sp, Technique, Trait,
};

/// The closed lists of words. Positions stand in the order in which a plan visits them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// Places that a person can point at.
    pub areas: Vec<Area>,
    /// Muscles.
    pub muscles: Vec<Muscle>,
    /// Working positions.
    pub positions: Vec<Position>,
    /// Things that techniques may need.
    pub equipment: Vec<Equipment>,
    /// Kinds of technique.
    pub families: Vec<Family>,
    /// What can matter to somebody's body.
    pub traits: Vec<Trait>,
    /// Conditions that a person sets once.
    pub flags: Vec<Flag>,
    /// Goals.
    pub goals: Vec<GoalWord>,
    /// Causes of tightness.
    pub causes: Vec<Cause>,
}

impl Vocabulary {
    /// An area by its id or one of its aliases.
    pub fn area(&self, word: &str) -> Option<&Area> {
        self.areas
            .iter()
            .find(|area| area.id.as_str() == word || has(&area.aliases, word))
    }

    /// Equipment by its id or one of its aliases.
    pub fn equipment(&self, word: &str) -> Option<&Equipment> {
        self.equipment
            .iter()
            .find(|thing| thing.id.as_str() == word || has(&thing.aliases, word))
    }

    /// A flag by its id.
    pub fn flag(&self, id: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.id.as_str() == id)
    }

    /// A muscle by its id.
    pub fn muscle(&self, id: &str) -> Option<&Muscle> {
        self.muscles.iter().find(|muscle| muscle.id.as_str() == id)
    }

    /// A position by its id.
    pub fn position(&self, id: &str) -> Option<&Position> {
        self.positions
            .iter()
            .find(|position| position.id.as_str() == id)
    }

    /// The positions that a word names: one position by its id, or all of a group.
    pub fn positions_named(&self, word: &str) -> Vec<&Position> {
        let group = PositionGroup::from_word(word);
        self.positions
            .iter()
            .filter(|position| position.id.as_str() == word || Some(position.group.value) == group)
            .collect()
    }

    /// Equipment that is taken to be at hand unless a person says otherwise.
    pub fn surroundings(&self) -> impl Iterator<Item = &Equipment> {
        self.equipment
            .iter()
            .filter(|thing| thing.kind.value == EquipmentKind::Surrounding)
    }

    /// Whether a technique's family asks for warm muscles.
    pub fn family_needs_warm(&self, technique: &Technique) -> bool {
        let family = self
            .families
            .iter()
            .find(|family| family.id == technique.family);
        family.is_some_and(|family| family.needs_warm == Some(true))
    }

    /// Whether a technique's family or one of its traits asks for warm muscles.
    pub fn needs_warm(&self, technique: &Technique) -> bool {
        self.family_needs_warm(technique)
            || self
                .traits
                .iter()
                .any(|one| one.needs_warm == Some(true) && technique.has_trait(one.id.as_str()))
    }
}

fn has(aliases: &[Sp<Id>], word: &str) -> bool {
    aliases.iter().any(|alias| alias.as_str() == word)
}

/// What a content set consists of.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Techniques, in the order of their ids.
    pub techniques: Lazy<Vec<Technique>>,
    /// How techniques move, in the order of their ids; not every technique has one.
    pub figures: Lazy<Vec<(Id, Movement)>>,
    /// Routines, in the order of their ids.
    pub routines: Lazy<Vec<Routine>>,
    /// Guides, in their own order.
    pub guides: Lazy<Vec<Guide>>,
    /// Where facts come from.
    pub sources: Lazy<Vec<Source>>,
    /// The closed lists of words.
    pub vocabulary: Lazy<Vocabulary>,
    /// The safety check.
    pub safety: Lazy<SafetyFile>,
    /// What the set says of itself.
    pub pack: Lazy<Option<PackFile>>,
}

/// A whole content set, valid and immutable.
#[derive(Debug, Clone, PartialEq)]
pub struct Library(Contents);

impl Library {
    /// The library of these contents. Nothing is checked: they are those of a library that was loaded, written down
    /// and read again.
    pub fn of(contents: Contents) -> Self {
        Self(contents)
    }

    /// What the set consists of, to write it down.
    pub fn contents(&self) -> &Contents {
        &self.0
    }

    /// All techniques, in the order of their ids.
    pub fn techniques(&self) -> &[Technique] {
        &self.0.techniques
    }

    /// The same set without some techniques, to plan from when a person wants others in their place. What is
    /// played is compiled from the whole set.
    #[must_use]
    pub fn without(&self, techniques: &std::collections::BTreeSet<Id>) -> Self {
        let left = self.techniques().iter();
        let left = left.filter(|technique| !techniques.contains(&technique.id.value));
        self.with_techniques(left.cloned().collect())
    }

    /// The same library with other techniques, in the order of their ids; nothing is checked.
    pub(crate) fn with_techniques(&self, techniques: Vec<Technique>) -> Self {
        Self(Contents {
            techniques: techniques.into(),
            ..self.0.clone()
        })
    }

    /// How a technique moves; none when nobody has drawn it.
    pub fn figure(&self, technique: &str) -> Option<&Movement> {
        let at = self
            .0
            .figures
            .binary_search_by(|(id, _)| id.as_str().cmp(technique))
            .ok()?;
        self.0.figures.get(at).map(|(_, movement)| movement)
    }

    /// A technique by its id.
    pub fn technique(&self, id: &str) -> Option<&Technique> {
        let at = self
            .0
            .techniques
            .binary_search_by(|one| one.id.as_str().cmp(id))
            .ok()?;
        self.0.techniques.get(at)
    }

    /// All hand-written routines, in the order of their ids.
    pub fn routines(&self) -> &[Routine] {
        &self.0.routines
    }

    /// A hand-written routine by its id.
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        let at = self
            .0
            .routines
            .binary_search_by(|one| one.id.as_str().cmp(id))
            .ok()?;
        self.0.routines.get(at)
    }

    /// All guides, in reading order.
    pub fn guides(&self) -> &[Guide] {
        &self.0.guides
    }

    /// A guide by its id.
    pub fn guide(&self, id: &str) -> Option<&Guide> {
        self.0
            .guides
            .iter()
            .find(|guide| guide.front.id.as_str() == id)
    }

    /// Where facts come from.
    pub fn sources(&self) -> &[Source] {
        &self.0.sources
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.0
            .sources
            .iter()
            .find(|source| source.id.as_str() == id)
    }

    /// The closed lists of words.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.0.vocabulary
    }

    /// The safety check.
    pub fn safety(&self) -> &SafetyFile {
        &self.0.safety
    }

    /// What the set says of itself, for packing; none when it has no `pack.toml`.
    pub fn pack(&self) -> Option<&PackFile> {
        self.0.pack.as_ref()
    }

    /// How many techniques are done on each side.
    pub fn sided(&self) -> usize {
        self.0
            .techniques
            .iter()
            .filter(|one| one.sides.value == Sides::Each)
            .count()
    }
}
