//! Routines ready to be timed: techniques in order, each at an exact dose.
//!
//! A hand-written routine ([`crate::content::Routine`]) and a plan ([`crate::plan`]) both become a
//! [`Routine`]; the timeline is compiled from nothing else. How long an item takes is decided here,
//! once: the planner counts with [`item_seconds`], and the timeline lays out the same seconds.
//!
//! The times between the work (general practice) are [`POSITION_CHANGE_S`], [`SWITCH_S`],
//! [`LEAST_GET_READY_S`] and [`CLOSING_S`].

use serde::{Deserialize, Serialize};

use crate::content::{self, Amount, Id, Library, Sides, Technique};

/// Seconds to take another position, the first one included.
pub const POSITION_CHANGE_S: u32 = 10;
/// Seconds to change the side or the direction.
pub const SWITCH_S: u32 = 5;
/// The least time to get ready for a technique, in seconds.
pub const LEAST_GET_READY_S: u32 = 5;
/// Seconds of the closing after the last technique.
pub const CLOSING_S: u32 = 5;
/// Seconds of a slow breath, where the content names none.
pub const BREATH_S: u32 = 6;
/// Seconds there, and seconds back, of a repetition, where the content names none.
pub const TEMPO_S: u32 = 2;

/// The left or the right of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `left` or `right`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The side that is written so.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "left" => Some(Self::Left),
            "right" => Some(Self::Right),
            _ => None,
        }
    }
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// The work of one set, without ranges. All times in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExactWork {
    /// Staying in a position.
    Hold {
        /// Seconds in the position.
        seconds: u32,
    },
    /// Staying for a number of breaths.
    Breaths {
        /// How many.
        count: u32,
        /// Seconds of each.
        seconds: u32,
    },
    /// Repetitions at a tempo.
    Reps {
        /// How many.
        count: u32,
        /// Seconds on the way out.
        there: u32,
        /// Seconds held at the far end.
        hold: u32,
        /// Seconds on the way back.
        back: u32,
    },
    /// Free movement for a time.
    Timed {
        /// Seconds on each spot.
        seconds: u32,
        /// How many spots.
        spots: u32,
    },
}

impl ExactWork {
    /// How long one pass of it takes, in seconds.
    pub fn seconds(&self) -> u32 {
        match *self {
            Self::Hold { seconds } => seconds,
            Self::Breaths { count, seconds } => count.saturating_mul(seconds),
            Self::Reps {
                count,
                there,
                hold,
                back,
            } => count.saturating_mul(there.saturating_add(hold).saturating_add(back)),
            Self::Timed { seconds, spots } => seconds.saturating_mul(spots),
        }
    }

    /// The word of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Hold { .. } => "hold",
            Self::Breaths { .. } => "breaths",
            Self::Reps { .. } => "reps",
            Self::Timed { .. } => "timed",
        }
    }

    /// The same kind of work as `work`, with `amount` for what a plan may vary and the usual values
    /// for the rest.
    pub fn with_amount(work: &content::Work, amount: u32) -> Self {
        use content::Work;
        match work {
            Work::Hold(_) => Self::Hold { seconds: amount },
            Work::Breaths(breaths) => Self::Breaths {
                count: amount,
                seconds: breaths.seconds.map_or(BREATH_S, |seconds| seconds.value),
            },
            Work::Reps(reps) => Self::Reps {
                count: amount,
                there: reps
                    .tempo
                    .as_ref()
                    .map_or(TEMPO_S, |tempo| tempo.there.value),
                hold: reps.hold.map_or(0, |hold| hold.usual),
                back: reps
                    .tempo
                    .as_ref()
                    .map_or(TEMPO_S, |tempo| tempo.back.value),
            },
            Work::Timed(timed) => Self::Timed {
                seconds: amount,
                spots: timed.spots.map_or(1, |spots| spots.usual),
            },
        }
    }

    /// The usual work.
    pub fn usual(work: &content::Work) -> Self {
        Self::with_amount(work, work.amount().usual)
    }
}

/// Work in sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExactDose {
    /// The work of one set, on one side or in one direction.
    pub work: ExactWork,
    /// How many sets; at least 1.
    pub sets: u32,
    /// Seconds of rest between sets.
    pub rest_s: u32,
}

impl ExactDose {
    /// The technique's usual dose.
    pub fn usual(technique: &Technique) -> Self {
        Self {
            work: ExactWork::usual(&technique.dose.work),
            sets: technique.dose.sets.usual,
            rest_s: rest_s(technique),
        }
    }
}

/// Seconds of rest between the sets of a technique, as its content says.
pub fn rest_s(technique: &Technique) -> u32 {
    technique
        .dose
        .rest
        .as_ref()
        .map_or(0, |rest| rest.seconds.value)
}

/// Seconds between two sets: the rest, or at least what changing the side takes.
pub fn between_sets_s(technique: &Technique, dose: &ExactDose) -> u32 {
    let least = if technique.passes() > 1 { SWITCH_S } else { 0 };
    dose.rest_s.max(least)
}

/// Seconds to get ready for a technique, beyond taking its position.
pub fn get_ready_s(technique: &Technique) -> u32 {
    technique.setup.seconds.max(LEAST_GET_READY_S)
}

/// How long an item takes without taking a position: getting ready, all sets on all sides and in all
/// directions, switches and rests. Whole seconds.
pub fn item_seconds(technique: &Technique, dose: &ExactDose) -> u32 {
    let passes = technique.passes();
    let work = passes.saturating_mul(dose.work.seconds());
    let set = work.saturating_add(passes.saturating_sub(1).saturating_mul(SWITCH_S));
    let rests = dose.sets.saturating_sub(1);
    let rest = rests.saturating_mul(between_sets_s(technique, dose));
    // Saturating: content is measured before its figures are known to be sane.
    get_ready_s(technique)
        .saturating_add(dose.sets.saturating_mul(set))
        .saturating_add(rest)
}

/// One technique of a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The technique.
    pub technique: Id,
    /// The position it is done in.
    pub position: Id,
    /// What it is done with, substitutes by their own names.
    pub equipment: Vec<Id>,
    /// How much of it.
    pub dose: ExactDose,
    /// Seconds added to getting ready, so that a plan comes out even.
    pub pad_s: u32,
    /// Whether the easier step is meant from the start.
    pub easier: bool,
    /// A remark to the person.
    pub note: Option<String>,
}

/// Techniques in order, each at an exact dose: what a timeline is compiled from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    /// The id of the hand-written routine that it is, if it is one.
    pub id: Option<Id>,
    /// What people call it.
    pub name: String,
    /// The side that techniques with sides begin on.
    pub first_side: Side,
    /// What is done, in order.
    pub items: Vec<Item>,
}

impl Routine {
    /// A hand-written routine, made exact: absent doses and positions are the usual ones.
    ///
    /// Items whose technique is not in the library are left out; a checked library has none.
    pub fn from_content(routine: &content::Routine, library: &Library) -> Self {
        Self::made_exact(routine, |id| library.technique(id))
    }

    /// As [`Routine::from_content`], for techniques that are not in a library yet.
    pub(crate) fn made_exact<'t>(
        routine: &content::Routine,
        technique: impl Fn(&str) -> Option<&'t Technique>,
    ) -> Self {
        let items = routine
            .items
            .iter()
            .filter_map(|item| {
                let technique = technique(item.technique.as_str())?;
                let usual = ExactDose::usual(technique);
                let position = item
                    .position
                    .as_ref()
                    .or_else(|| technique.positions.first())?;
                Some(Item {
                    technique: technique.id.value.clone(),
                    position: position.value.clone(),
                    equipment: technique
                        .equipment
                        .iter()
                        .filter(|need| need.optional != Some(true))
                        .map(|need| need.id.value.clone())
                        .collect(),
                    dose: ExactDose {
                        work: item
                            .work
                            .as_ref()
                            .map_or(usual.work, |work| exact_in(work, technique)),
                        sets: item.sets.map_or(usual.sets, |sets| sets.value),
                        rest_s: usual.rest_s,
                    },
                    pad_s: 0,
                    easier: false,
                    note: item.note.as_ref().map(|note| note.value.to_string()),
                })
            })
            .collect();
        Self {
            id: Some(routine.id.value.clone()),
            name: routine.name.to_string(),
            first_side: Side::Left,
            items,
        }
    }

    /// How long it takes in all, in seconds, with every change of position and the closing.
    ///
    /// Items whose technique is not in the library count nothing.
    pub fn seconds(&self, library: &Library) -> u32 {
        self.seconds_with(|id| library.technique(id))
    }

    /// As [`Routine::seconds`], for techniques that are not in a library yet.
    pub(crate) fn seconds_with<'t>(
        &self,
        technique: impl Fn(&str) -> Option<&'t Technique>,
    ) -> u32 {
        let mut before: Option<&Id> = None;
        let mut total: u32 = if self.items.is_empty() { 0 } else { CLOSING_S };
        for item in &self.items {
            let Some(technique) = technique(item.technique.as_str()) else {
                continue;
            };
            let moves = before != Some(&item.position);
            total = total
                .saturating_add(item_seconds(technique, &item.dose))
                .saturating_add(item.pad_s)
                .saturating_add(if moves { POSITION_CHANGE_S } else { 0 });
            before = Some(&item.position);
        }
        total
    }

    /// How many times the position changes between items.
    pub fn position_changes(&self) -> usize {
        self.items
            .windows(2)
            .filter(|pair| pair[0].position != pair[1].position)
            .count()
    }
}

/// A hand-written work without ranges; tempo, breath length and holds that it leaves out are the
/// technique's.
pub(crate) fn exact_in(work: &content::Work, technique: &Technique) -> ExactWork {
    use content::Work;
    match (work, &technique.dose.work.value) {
        (Work::Breaths(own), Work::Breaths(usual)) => ExactWork::Breaths {
            count: own.count.usual,
            seconds: own
                .seconds
                .or(usual.seconds)
                .map_or(BREATH_S, |seconds| seconds.value),
        },
        (Work::Reps(own), Work::Reps(usual)) => {
            let tempo = own.tempo.as_ref().or(usual.tempo.as_ref());
            let hold: Option<Amount> = own.hold.or(usual.hold).map(|hold| hold.value);
            ExactWork::Reps {
                count: own.count.usual,
                there: tempo.map_or(TEMPO_S, |tempo| tempo.there.value),
                hold: hold.map_or(0, |hold| hold.usual),
                back: tempo.map_or(TEMPO_S, |tempo| tempo.back.value),
            }
        }
        (Work::Timed(own), Work::Timed(usual)) => ExactWork::Timed {
            seconds: own.seconds.usual,
            spots: own.spots.or(usual.spots).map_or(1, |spots| spots.usual),
        },
        (work, _) => ExactWork::usual(work),
    }
}

/// Whether a technique is done on each side.
pub fn is_sided(technique: &Technique) -> bool {
    technique.sides.value == Sides::Each
}
