//! The closed lists of words that content may use.

use super::decode::{record, words};
use super::id::Id;
use super::span::Sp;
use super::technique::Action;
use super::text::Text;

words! {
    /// Whether a thing is usually around, or has to be brought.
    pub enum EquipmentKind ("an equipment kind") {
        /// Taken to be at hand unless a person says otherwise.
        Surrounding = "surrounding",
        /// At hand only when a person says so.
        Prop = "prop",
    }
}

words! {
    /// Where a technique is done, in a person's words.
    pub enum PositionGroup ("a position group") {
        /// On the feet.
        Standing = "standing",
        /// On a chair.
        Seated = "seated",
        /// On the floor, in any way.
        Floor = "floor",
    }
}

words! {
    /// What kind of text a source is.
    pub enum SourceKind ("a source kind") {
        /// A consumer or magazine article.
        Article = "article",
        /// A clinic's own article.
        Clinic = "clinic",
        /// A trial or cohort.
        Trial = "trial",
        /// A review of trials.
        Review = "review",
        /// A professional body's guidance.
        Guideline = "guideline",
        /// A public information page.
        Reference = "reference",
    }
}

record! {
    /// A place that a person can point at.
    pub struct Area ("an area") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// Where it is.
        says: Sp<Text>,
        /// Other words for it.
        aliases: Vec<Sp<Id>>,
        /// Whether it has a left and a right.
        sided: Option<bool>,
    }
}

record! {
    /// A muscle that techniques name.
    pub struct Muscle ("a muscle") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// The area where a person would point.
        area: Sp<Id>,
        /// What it does.
        says: Sp<Text>,
    }
}

record! {
    /// A working position.
    pub struct Position ("a position") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// The word a person uses for the place.
        group: Sp<PositionGroup>,
        /// How to take it, in a sentence.
        take: Sp<Text>,
        /// What about being in it can matter to somebody's body (vocabulary `traits`).
        traits: Vec<Sp<Id>>,
    }
}

record! {
    /// A thing that techniques may need.
    pub struct Equipment ("equipment") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// Whether it is usually around.
        kind: Sp<EquipmentKind>,
        /// Other words for it.
        aliases: Vec<Sp<Id>>,
    }
}

record! {
    /// A kind of technique.
    pub struct Family ("a family") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// What it is.
        says: Sp<Text>,
        /// Whether its muscles are warmed first.
        needs_warm: Option<bool>,
    }
}

record! {
    /// Something about a technique that can matter to somebody's body.
    pub struct Trait ("a trait") {
        /// Stable id.
        id: Sp<Id>,
        /// What it means.
        says: Sp<Text>,
        /// Whether the muscles are warmed first.
        needs_warm: Option<bool>,
        /// The most seconds of work at one time, where a longer time would do harm.
        most_seconds: Option<Sp<u32>>,
    }
}

record! {
    /// What a flag does to techniques with a trait.
    pub struct FlagRule ("a rule { trait, action }") {
        /// The trait.
        on as "trait": Sp<Id>,
        /// What the flag does to it.
        action: Sp<Action>,
    }
}

record! {
    /// A condition that a person sets once.
    pub struct Flag ("a flag") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// How a person is asked about it.
        ask: Sp<Text>,
        /// Whether it may be limited to areas.
        local: Option<bool>,
        /// What it does.
        rules: Vec<FlagRule>,
        /// What it rests on.
        basis: Option<Sp<Text>>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
    }
}

record! {
    /// A goal, as people read it.
    pub struct GoalWord ("a goal") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// What it means.
        says: Sp<Text>,
    }
}

record! {
    /// A reason why an upper back tightens.
    pub struct Cause ("a cause") {
        /// Stable id.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// The guide that explains it.
        guide: Sp<Id>,
    }
}

record! {
    /// Where a fact comes from.
    pub struct Source ("a source") {
        /// Stable id.
        id: Sp<Id>,
        /// Its title.
        title: Sp<Text>,
        /// Who published it.
        publisher: Sp<Text>,
        /// What kind of text it is.
        kind: Sp<SourceKind>,
        /// What it cites itself.
        cites: Vec<Sp<Text>>,
    }
}

/// A vocabulary file: one list under one key.
macro_rules! list_file {
    ($(#[doc = $doc:expr])* $name:ident, $key:ident, $item:ty, $what:literal) => {
        record! {
            $(#[doc = $doc])*
            pub struct $name ($what) {
                /// The list.
                $key: Vec<$item>,
            }
        }
    };
}

list_file!(
    /// `vocabulary/areas.toml`.
    VocabularyAreas, areas, Area, "a list of areas"
);
list_file!(
    /// `vocabulary/muscles.toml`.
    VocabularyMuscles, muscles, Muscle, "a list of muscles"
);
list_file!(
    /// `vocabulary/positions.toml`.
    VocabularyPositions, positions, Position, "a list of positions"
);
list_file!(
    /// `vocabulary/equipment.toml`.
    VocabularyEquipment, equipment, Equipment, "a list of equipment"
);
list_file!(
    /// `vocabulary/families.toml`.
    VocabularyFamilies, families, Family, "a list of families"
);
list_file!(
    /// `vocabulary/traits.toml`.
    VocabularyTraits, traits, Trait, "a list of traits"
);
list_file!(
    /// `vocabulary/flags.toml`.
    VocabularyFlags, flags, Flag, "a list of flags"
);
list_file!(
    /// `vocabulary/goals.toml`.
    VocabularyGoals, goals, GoalWord, "a list of goals"
);
list_file!(
    /// `vocabulary/causes.toml`.
    VocabularyCauses, causes, Cause, "a list of causes"
);
list_file!(
    /// `sources.toml`.
    SourcesFile, sources, Source, "a list of sources"
);
