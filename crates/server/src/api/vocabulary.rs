//! `unhunch.vocabulary/1`: the words that everything else uses.

use serde::Serialize;
use unhunch_core::content::Library;
use unhunch_core::wire::FlagListWire;
use utoipa::ToSchema;

/// The words that everything else uses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VocabularyPage<'l> {
    /// `unhunch.vocabulary/1`.
    schema: &'static str,
    /// Areas.
    areas: Vec<AreaWord<'l>>,
    /// Muscles.
    muscles: Vec<MuscleWord<'l>>,
    /// Positions.
    positions: Vec<PositionWord<'l>>,
    /// Equipment.
    equipment: Vec<EquipmentWord<'l>>,
    /// Families.
    families: Vec<FamilyWord<'l>>,
    /// Goals.
    goals: Vec<GoalWord<'l>>,
    /// Causes.
    causes: Vec<CauseWord<'l>>,
    /// Conditions that a person may set.
    flags: Vec<unhunch_core::wire::FlagWire>,
    /// Where facts come from.
    sources: Vec<SourceWord<'l>>,
}

/// An area that a person can point at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AreaWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// Where it is.
    says: &'l str,
    /// Other words for it.
    aliases: Vec<&'l str>,
    /// Whether it has a left and a right.
    sided: bool,
}

/// A muscle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MuscleWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// The area where a person would point.
    area: &'l str,
    /// What it does.
    says: &'l str,
}

/// A position of the body.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PositionWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// The word a person uses for the place: `seated`, `standing` or `floor`.
    group: &'static str,
    /// How to take it.
    take: &'l str,
}

/// Something that techniques may need.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EquipmentWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// Whether it is usually around: `surrounding` or `prop`.
    kind: &'static str,
    /// Other words for it.
    aliases: Vec<&'l str>,
}

/// A kind of technique.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FamilyWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// What it is.
    says: &'l str,
}

/// A goal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// What it means.
    says: &'l str,
}

/// A cause of tightness.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CauseWord<'l> {
    /// Stable id.
    id: &'l str,
    /// What people call it.
    name: &'l str,
    /// The guide that explains it.
    guide: &'l str,
}

/// Where facts come from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceWord<'l> {
    /// Stable id.
    id: &'l str,
    /// Its title.
    title: &'l str,
    /// Who published it.
    publisher: &'l str,
    /// What kind of text it is.
    kind: &'static str,
}

impl<'l> VocabularyPage<'l> {
    /// The words of a library.
    pub(crate) fn new(library: &'l Library) -> Self {
        let words = library.vocabulary();
        let sources = library.sources().iter().map(|one| SourceWord {
            id: one.id.as_str(),
            title: &one.title.value,
            publisher: &one.publisher.value,
            kind: one.kind.value.word(),
        });
        let areas = words.areas.iter().map(|one| AreaWord {
            id: one.id.as_str(),
            name: &one.name.value,
            says: &one.says.value,
            aliases: one.aliases.iter().map(|id| id.as_str()).collect(),
            sided: one.sided == Some(true),
        });
        let muscles = words.muscles.iter().map(|one| MuscleWord {
            id: one.id.as_str(),
            name: &one.name.value,
            area: one.area.as_str(),
            says: &one.says.value,
        });
        let positions = words.positions.iter().map(|one| PositionWord {
            id: one.id.as_str(),
            name: &one.name.value,
            group: one.group.value.word(),
            take: &one.take.value,
        });
        let equipment = words.equipment.iter().map(|one| EquipmentWord {
            id: one.id.as_str(),
            name: &one.name.value,
            kind: one.kind.value.word(),
            aliases: one.aliases.iter().map(|id| id.as_str()).collect(),
        });
        let families = words.families.iter().map(|one| FamilyWord {
            id: one.id.as_str(),
            name: &one.name.value,
            says: &one.says.value,
        });
        let goals = words.goals.iter().map(|one| GoalWord {
            id: one.id.as_str(),
            name: &one.name.value,
            says: &one.says.value,
        });
        let causes = words.causes.iter().map(|one| CauseWord {
            id: one.id.as_str(),
            name: &one.name.value,
            guide: one.guide.as_str(),
        });
        Self {
            schema: "unhunch.vocabulary/1",
            areas: areas.collect(),
            muscles: muscles.collect(),
            positions: positions.collect(),
            equipment: equipment.collect(),
            families: families.collect(),
            goals: goals.collect(),
            causes: causes.collect(),
            flags: FlagListWire::from(words).flags,
            sources: sources.collect(),
        }
    }
}
