//! A person's own routine as JSON.

use serde::{Deserialize, Serialize};

use super::{id_in, id_list, opt_id, side_in, word};
use crate::journal::line::LineFault;
use crate::routine::{ExactDose, ExactWork, Item, Routine, Side};

wire! {
    pub(super) RoutineWire {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        first_side: String,
        items: Vec<ItemWire>,
    }
    pub(super) ItemWire {
        technique: String,
        position: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        equipment: Vec<String>,
        work: WorkWire,
        sets: u32,
        #[serde(default, skip_serializing_if = "is_zero")]
        rest_s: u32,
        #[serde(default, skip_serializing_if = "is_zero")]
        pad_s: u32,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        easier: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }
}

/// The work of one set; all times in seconds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum WorkWire {
    Hold {
        seconds: u32,
    },
    Breaths {
        count: u32,
        seconds: u32,
    },
    Reps {
        count: u32,
        there: u32,
        hold: u32,
        back: u32,
    },
    Timed {
        seconds: u32,
        spots: u32,
    },
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}

impl RoutineWire {
    /// The JSON of a routine.
    pub(super) fn of(routine: &Routine) -> Self {
        Self {
            name: routine.name.clone(),
            id: routine.id.as_ref().map(word),
            first_side: routine.first_side.word().to_owned(),
            items: routine.items.iter().map(ItemWire::of).collect(),
        }
    }

    /// The routine of the JSON.
    pub(super) fn routine(self) -> Result<Routine, LineFault> {
        Ok(Routine {
            id: opt_id(self.id.as_deref())?,
            name: self.name,
            first_side: side_in(Some(&self.first_side))?.unwrap_or(Side::Left),
            items: self
                .items
                .into_iter()
                .map(ItemWire::item)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl ItemWire {
    fn of(item: &Item) -> Self {
        let work = match item.dose.work {
            ExactWork::Hold { seconds } => WorkWire::Hold { seconds },
            ExactWork::Breaths { count, seconds } => WorkWire::Breaths { count, seconds },
            ExactWork::Reps {
                count,
                there,
                hold,
                back,
            } => WorkWire::Reps {
                count,
                there,
                hold,
                back,
            },
            ExactWork::Timed { seconds, spots } => WorkWire::Timed { seconds, spots },
        };
        Self {
            technique: word(&item.technique),
            position: word(&item.position),
            equipment: item.equipment.iter().map(word).collect(),
            work,
            sets: item.dose.sets,
            rest_s: item.dose.rest_s,
            pad_s: item.pad_s,
            easier: item.easier,
            note: item.note.clone(),
        }
    }

    fn item(self) -> Result<Item, LineFault> {
        let work = match self.work {
            WorkWire::Hold { seconds } => ExactWork::Hold { seconds },
            WorkWire::Breaths { count, seconds } => ExactWork::Breaths { count, seconds },
            WorkWire::Reps {
                count,
                there,
                hold,
                back,
            } => ExactWork::Reps {
                count,
                there,
                hold,
                back,
            },
            WorkWire::Timed { seconds, spots } => ExactWork::Timed { seconds, spots },
        };
        Ok(Item {
            technique: id_in(&self.technique)?,
            position: id_in(&self.position)?,
            equipment: id_list(&self.equipment)?,
            dose: ExactDose {
                work,
                sets: self.sets,
                rest_s: self.rest_s,
            },
            pad_s: self.pad_s,
            easier: self.easier,
            note: self.note,
        })
    }
}
