//! Hand-written routines as JSON.

use serde::Serialize;

use super::dose::{ExactDose, Range};
use super::{ids, text, texts};
use crate::content::{self, Library};
use crate::routine::{Routine, item_seconds};

/// `unhunch.routines/1`: the hand-written routines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Routines<'l> {
    /// Always [`Routines::SCHEMA`].
    pub schema: &'static str,
    /// The routines, in the order of their ids.
    pub routines: Vec<RoutineEntry<'l>>,
}

impl<'l> Routines<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.routines/1";

    /// Some routines of a library.
    pub fn new(
        routines: impl IntoIterator<Item = &'l content::Routine>,
        library: &'l Library,
    ) -> Self {
        Self {
            schema: Self::SCHEMA,
            routines: routines
                .into_iter()
                .map(|routine| RoutineEntry::new(routine, library))
                .collect(),
        }
    }
}

/// A hand-written routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoutineEntry<'l> {
    /// Stable id.
    pub id: &'l str,
    /// What people call it.
    pub name: &'l str,
    /// What it is for, in one line.
    pub purpose: &'l str,
    /// The goal it serves: `relief`, `mobility`, `strength` or `wind-down`.
    pub goal: &'static str,
    /// How long it may take, in minutes.
    pub minutes: Range,
    /// How long it takes in all, in seconds.
    pub seconds: u32,
    /// Free words to find it by.
    pub tags: Vec<&'l str>,
    /// Where its facts come from.
    pub sources: Vec<&'l str>,
    /// What its order and lengths rest on.
    pub basis: Option<&'l str>,
    /// When a person last read it, as `YYYY-MM-DD`.
    pub reviewed: String,
    /// What is done, in order.
    pub items: Vec<RoutineItem<'l>>,
}

/// One technique in a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoutineItem<'l> {
    /// The technique.
    pub technique: &'l str,
    /// What people call it.
    pub name: &'l str,
    /// The position it is done in.
    pub position: String,
    /// What it is done with.
    pub equipment: Vec<String>,
    /// How much of it.
    pub dose: ExactDose,
    /// How long it takes, in seconds, without taking the position.
    pub seconds: u32,
    /// A remark to the person.
    pub note: Option<&'l str>,
}

impl<'l> RoutineEntry<'l> {
    /// All of a routine.
    pub fn new(routine: &'l content::Routine, library: &'l Library) -> Self {
        let exact = Routine::from_content(routine, library);
        // Both lists hold the items whose technique the library knows: in a checked one, all.
        let written = routine
            .items
            .iter()
            .filter(|item| library.technique(item.technique.as_str()).is_some());
        let items = exact
            .items
            .iter()
            .zip(written)
            .filter_map(|(item, written)| {
                let technique = library.technique(item.technique.as_str())?;
                Some(RoutineItem {
                    technique: technique.id.as_str(),
                    name: &technique.name,
                    position: item.position.to_string(),
                    equipment: item.equipment.iter().map(ToString::to_string).collect(),
                    dose: ExactDose::new(technique, &item.dose),
                    seconds: item_seconds(technique, &item.dose),
                    note: text(written.note.as_ref()),
                })
            })
            .collect();
        Self {
            id: routine.id.as_str(),
            name: &routine.name,
            purpose: &routine.purpose,
            goal: routine.goal.word(),
            minutes: routine.minutes.value.into(),
            seconds: exact.seconds(library),
            tags: texts(&routine.tags),
            sources: ids(&routine.sources),
            basis: text(routine.basis.as_ref()),
            reviewed: routine.reviewed.to_string(),
            items,
        }
    }
}

/// `unhunch.routine/1`: one hand-written routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoutinePage<'l> {
    /// Always [`RoutinePage::SCHEMA`].
    pub schema: &'static str,
    /// The routine; its keys stand beside `schema`.
    #[serde(flatten)]
    pub routine: RoutineEntry<'l>,
}

impl<'l> RoutinePage<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.routine/1";

    /// All of a routine.
    pub fn new(routine: &'l content::Routine, library: &'l Library) -> Self {
        Self {
            schema: Self::SCHEMA,
            routine: RoutineEntry::new(routine, library),
        }
    }
}
