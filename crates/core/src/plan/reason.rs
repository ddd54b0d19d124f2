//! Why a technique was picked, and why another was left out.

use serde::{Deserialize, Serialize};

use crate::content::{Caution, Goal, Id, Intensity, Library};
use crate::routine::Side;

/// Why a technique was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Reason {
    /// It works an area that the person named.
    Area {
        /// The area.
        area: Id,
        /// The side that was named.
        side: Option<Side>,
        /// The pain that was said.
        pain: u32,
    },
    /// It covers areas that the rest of the plan leaves thin.
    Covers {
        /// The areas.
        areas: Vec<Id>,
    },
    /// It is made for the goal.
    Goal {
        /// The goal.
        goal: Goal,
    },
    /// It warms muscles for what comes later.
    Warms {
        /// The techniques that need it.
        before: Vec<Id>,
    },
    /// It lets the plan end quietly.
    Finish,
    /// Its dose is one that a source gives.
    Sourced {
        /// The sources.
        sources: Vec<Id>,
    },
    /// It helped before.
    Helped,
    /// It takes the place of a technique that a flag rules out.
    Replaces {
        /// That technique.
        technique: Id,
    },
    /// Something at hand stands in for what it usually needs.
    Substitute {
        /// What it usually needs.
        needed: Id,
        /// What is taken.
        taken: Id,
    },
    /// Only its easier step, because of a flag.
    Easier {
        /// What to do differently.
        how: String,
    },
}

impl Reason {
    /// The reason as a person reads it, a clause without a full stop.
    pub fn says(&self, library: &Library) -> String {
        match self {
            Self::Area { area, side, pain } => {
                let area = area_name(library, area).to_lowercase();
                let side = side.map_or(String::new(), |side| format!("{side} "));
                format!("works the {side}{area}, which you gave {pain} of 10")
            }
            Self::Covers { areas } => {
                let names: Vec<String> = areas
                    .iter()
                    .map(|area| area_name(library, area).to_lowercase())
                    .collect();
                format!("works the {}", list(&names))
            }
            Self::Goal { goal } => match goal {
                Goal::Relief => "good for relief".into(),
                Goal::Mobility => "good for mobility".into(),
                Goal::Strength => "good for strength".into(),
                Goal::WindDown => "good for winding down".into(),
            },
            Self::Warms { before } => {
                let names: Vec<String> = before
                    .iter()
                    .map(|id| technique_name(library, id))
                    .collect();
                format!("warms the muscles for {}", list(&names))
            }
            Self::Finish => "a quiet way to end".into(),
            Self::Sourced { sources } => {
                // The sources themselves stand in the technique's page.
                match sources.len() {
                    1 => "the dose of a published source".into(),
                    count => format!("the dose of {count} published sources"),
                }
            }
            Self::Helped => "helped you before".into(),
            Self::Replaces { technique } => {
                format!("in place of {}", technique_name(library, technique))
            }
            Self::Substitute { needed, taken } => format!(
                "with {} in place of {}",
                equipment_name(library, taken).to_lowercase(),
                equipment_name(library, needed).to_lowercase()
            ),
            Self::Easier { how } => format!("the easier step: {how}"),
        }
    }
}

/// Why a technique could not be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Why {
    /// A flag rules it out.
    Flag {
        /// The flag.
        flag: Id,
        /// Why, as the content says.
        why: String,
    },
    /// A flag asks for the person's word first.
    Ask {
        /// The flag.
        flag: Id,
        /// Why, as the content says.
        why: String,
    },
    /// It asks for more than is wanted.
    TooStrong {
        /// What it asks.
        intensity: Intensity,
        /// Whether the safety check leaves only gentle ones (rather than the request).
        advised: bool,
    },
    /// None of its positions is allowed.
    Position {
        /// Its positions.
        needs: Vec<Id>,
    },
    /// Something it needs is not at hand.
    Equipment {
        /// What is missing.
        needs: Id,
    },
    /// It made things worse before.
    Hurt,
    /// A session with it was followed by a flare, and its easier step is another technique.
    Flared,
}

/// A technique that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omission {
    /// The technique.
    pub technique: Id,
    /// Why.
    pub why: Why,
    /// What can be done instead, where the content names something.
    pub substitute: Option<Id>,
}

impl Omission {
    pub(super) fn flag(technique: Id, caution: &Caution, substitute: Option<Id>) -> Self {
        let why = Why::Flag {
            flag: caution.flag.value.clone(),
            why: caution.why.to_string(),
        };
        Self {
            technique,
            why,
            substitute,
        }
    }

    /// A flag leaves none of the positions that could be taken.
    pub(super) fn positions_lost(technique: Id, flag: &Id) -> Self {
        let why = Why::Flag {
            flag: flag.clone(),
            why: "The positions in which it could be done are left out.".into(),
        };
        Self {
            technique,
            why,
            substitute: None,
        }
    }

    pub(super) fn flared(technique: Id, substitute: Option<Id>) -> Self {
        Self {
            technique,
            why: Why::Flared,
            substitute,
        }
    }

    pub(super) fn ask(technique: Id, caution: &Caution) -> Self {
        let why = Why::Ask {
            flag: caution.flag.value.clone(),
            why: caution.why.to_string(),
        };
        let substitute = caution.substitute.as_ref().map(|one| one.value.clone());
        Self {
            technique,
            why,
            substitute,
        }
    }

    pub(super) fn too_strong(technique: Id, intensity: Intensity, advised: bool) -> Self {
        Self {
            technique,
            why: Why::TooStrong { intensity, advised },
            substitute: None,
        }
    }

    pub(super) fn position(technique: Id, needs: Vec<Id>) -> Self {
        Self {
            technique,
            why: Why::Position { needs },
            substitute: None,
        }
    }

    pub(super) fn equipment(technique: Id, needs: Id) -> Self {
        Self {
            technique,
            why: Why::Equipment { needs },
            substitute: None,
        }
    }

    /// Whether a person should be told without asking: what concerns their body does, what merely is
    /// not at hand, or was not asked for, does not.
    pub fn is_notable(&self) -> bool {
        !matches!(
            self.why,
            Why::Position { .. } | Why::Equipment { .. } | Why::TooStrong { advised: false, .. }
        )
    }

    /// Whether it is left out for the person's safety, and not because of what they have or want.
    pub fn is_for_safety(&self) -> bool {
        match self.why {
            Why::Flag { .. }
            | Why::Ask { .. }
            | Why::Flared
            | Why::TooStrong { advised: true, .. } => true,
            Why::TooStrong { .. } | Why::Position { .. } | Why::Equipment { .. } | Why::Hurt => {
                false
            }
        }
    }

    /// The omission as a person reads it: "left out: …, because …", without a full stop.
    pub fn says(&self, library: &Library) -> String {
        let name = technique_name(library, &self.technique);
        let because = match &self.why {
            Why::Flag { flag, .. } => format!("because you said: {}", flag_name(library, flag)),
            Why::Ask { flag, .. } => format!(
                "because you said: {}; it is planned once you have asked your doctor and agreed to it",
                flag_name(library, flag)
            ),
            Why::TooStrong { advised: true, .. } => {
                "because only gentle techniques are offered until you have been seen".into()
            }
            Why::TooStrong { intensity, .. } => format!("because it is {intensity} work"),
            Why::Position { needs } => {
                let names: Vec<String> = needs
                    .iter()
                    .map(|id| position_name(library, id).to_lowercase())
                    .collect();
                format!("because it is done {}", any(&names))
            }
            Why::Equipment { needs } => {
                format!(
                    "because it needs: {}",
                    equipment_name(library, needs).to_lowercase()
                )
            }
            Why::Hurt => "because it made things worse before".into(),
            Why::Flared => "because it flared up the day after last time".into(),
        };
        let instead = self.substitute.as_ref().map_or(String::new(), |id| {
            format!(" (instead: {})", technique_name(library, id))
        });
        format!("left out: {name}, {because}{instead}")
    }
}

fn technique_name(library: &Library, id: &Id) -> String {
    library
        .technique(id.as_str())
        .map_or_else(|| id.to_string(), |one| one.name.to_string())
}

fn area_name(library: &Library, id: &Id) -> String {
    let area = library.vocabulary().area(id.as_str());
    area.map_or_else(|| id.to_string(), |one| one.name.to_string())
}

fn position_name(library: &Library, id: &Id) -> String {
    let position = library.vocabulary().position(id.as_str());
    position.map_or_else(|| id.to_string(), |one| one.name.to_string())
}

fn equipment_name(library: &Library, id: &Id) -> String {
    let thing = library.vocabulary().equipment(id.as_str());
    thing.map_or_else(|| id.to_string(), |one| one.name.to_string())
}

fn flag_name(library: &Library, id: &Id) -> String {
    let flag = library.vocabulary().flag(id.as_str());
    flag.map_or_else(|| id.to_string(), |one| one.name.value.to_lowercase())
}

/// "a", "a and b", "a, b and c".
fn list(names: &[String]) -> String {
    joined(names, "and")
}

/// "a", "a or b", "a, b or c".
fn any(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}
