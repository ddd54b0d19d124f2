//! A person's own routines as JSON.

use serde::Serialize;

use super::dose::ExactDose;
use super::routine::RoutineItem;
use crate::content::Library;
use crate::journal::SavedRoutine;
use crate::routine::item_seconds;

/// `unhunch.my-routines/1`: a person's own routines, the one that was saved last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedRoutinesWire<'s> {
    /// Always [`SavedRoutinesWire::SCHEMA`].
    pub schema: &'static str,
    /// The routines.
    pub routines: Vec<SavedRoutineWire<'s>>,
}

/// A routine of a person's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SavedRoutineWire<'s> {
    /// Its id.
    pub id: String,
    /// What the person calls it.
    pub name: &'s str,
    /// When it was saved first, in UTC.
    pub saved: String,
    /// How long it takes in all, in seconds.
    pub seconds: u32,
    /// Techniques of it that this content does not have; it cannot be played while there are any.
    pub missing: Vec<&'s str>,
    /// What is done, in order, without those.
    pub items: Vec<RoutineItem<'s>>,
}

impl<'s> SavedRoutinesWire<'s> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.my-routines/1";

    /// Some routines.
    pub fn new(routines: &'s [SavedRoutine], library: &'s Library) -> Self {
        Self {
            schema: Self::SCHEMA,
            routines: routines
                .iter()
                .map(|one| SavedRoutineWire::new(one, library))
                .collect(),
        }
    }
}

impl<'s> SavedRoutineWire<'s> {
    /// All of a routine.
    pub fn new(saved: &'s SavedRoutine, library: &'s Library) -> Self {
        let routine = &saved.routine;
        let mut missing = Vec::new();
        let mut items = Vec::new();
        for item in &routine.items {
            let Some(technique) = library.technique(item.technique.as_str()) else {
                missing.push(item.technique.as_str());
                continue;
            };
            items.push(RoutineItem {
                technique: technique.id.as_str(),
                name: &technique.name,
                position: item.position.to_string(),
                equipment: item.equipment.iter().map(ToString::to_string).collect(),
                dose: ExactDose::new(technique, &item.dose),
                seconds: item_seconds(technique, &item.dose),
                note: item.note.as_deref(),
            });
        }
        Self {
            id: saved.id.to_string(),
            name: &routine.name,
            saved: saved.at.to_string(),
            seconds: routine.seconds(library),
            missing,
            items,
        }
    }
}
