//! The planner's answer: what was picked, why, and what it scores.

use serde::{Deserialize, Serialize};

use super::build::{Behind, Built, Stage};
use super::model::SLOT_S;
use super::reason::{Omission, Reason, Why};
use super::request::Request;
use super::search::Found;
use crate::content::{Goal, Id, Library, Technique};
use crate::routine::{Item, Routine, Side};

/// A routine with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the model gives for it; comparable between plans for the same request only.
    pub score: i64,
    /// What the score is made of.
    pub parts: ScoreParts,
    /// How long it takes in all, in seconds.
    pub seconds: u32,
    /// Whether it fills at least 95% of the minutes; otherwise it is the longest that fits.
    pub full: bool,
    /// What was picked, in order.
    pub picks: Vec<Pick>,
    /// What could not be picked, with the reason.
    pub omitted: Vec<Omission>,
    /// The same as a routine, ready to be timed.
    pub routine: Routine,
}

/// What a score is made of; `coverage + own - costs` is the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreParts {
    /// Points for covering the areas.
    pub coverage: i64,
    /// Points of the picks themselves: goal, dose, experience, variety.
    pub own: i64,
    /// Points lost by changes of position and by props.
    pub costs: i64,
}

/// One pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The technique.
    pub technique: Id,
    /// How long it takes, with taking its position, in seconds.
    pub seconds: u32,
    /// Why it was picked; never empty.
    pub reasons: Vec<Reason>,
}

/// Puts a choice into words and order.
pub(super) fn answer(
    library: &Library,
    request: &Request,
    built: Built,
    found: &Found,
    full: bool,
) -> Plan {
    let mut chosen = found.chosen.clone();
    let position = |index: usize| built.instance.candidates[index].position;
    // Techniques of a position side by side; within it what warms, then the work, then the quiet end,
    // the quietest last; of equal stage those with the same equipment together.
    chosen.sort_by_key(|&index| {
        let behind = &built.behind[index];
        let technique = &library.techniques()[behind.technique];
        let quiet = if behind.stage == Stage::Finish {
            technique.goals.of(Goal::WindDown)
        } else {
            0
        };
        (
            position(index),
            behind.stage,
            quiet,
            behind.equipment.clone(),
            behind.technique,
        )
    });
    let mut items = Vec::new();
    let mut picks = Vec::new();
    let mut before = None;
    for &index in &chosen {
        let behind = &built.behind[index];
        let technique = &library.techniques()[behind.technique];
        items.push(Item {
            technique: technique.id.value.clone(),
            position: behind.position.clone(),
            equipment: behind.equipment.clone(),
            dose: behind.dose,
            pad_s: behind.pad_s,
            easier: behind.easier,
            note: None,
        });
        let moves = before != Some(position(index));
        before = Some(position(index));
        let taking = if moves {
            built.instance.position_slots
        } else {
            0
        };
        picks.push(Pick {
            technique: technique.id.value.clone(),
            seconds: (built.instance.candidates[index].slots + taking) * SLOT_S,
            reasons: reasons(library, request, &built, &chosen, index),
        });
    }
    let routine = Routine {
        id: None,
        name: name(library, request),
        first_side: first_side(request),
        items,
    };
    let own = chosen
        .iter()
        .map(|&one| built.instance.candidates[one].points)
        .sum();
    let areas = 0..built.instance.areas.len();
    Plan {
        score: found.score,
        parts: ScoreParts {
            coverage: areas
                .map(|area| built.instance.area_points(&chosen, area))
                .sum(),
            own,
            costs: built.instance.costs(&chosen),
        },
        seconds: built.instance.slots(&chosen) * SLOT_S,
        full,
        omitted: omissions(request, built.omitted, &picks),
        picks,
        routine,
    }
}

/// The side that hurts more goes second, when the first has shown how it is done.
fn first_side(request: &Request) -> Side {
    let sore = request
        .areas
        .iter()
        .filter(|one| one.side.is_some())
        .max_by_key(|one| one.pain);
    sore.and_then(|one| one.side)
        .map_or(Side::Left, Side::other)
}

/// What the plan is called: its minutes, and the areas that were named.
fn name(library: &Library, request: &Request) -> String {
    let areas: Vec<String> = request
        .areas
        .iter()
        .filter_map(|wanted| library.vocabulary().area(wanted.area.as_str()))
        .map(|area| area.name.to_lowercase())
        .collect();
    let minutes = if request.minutes == 1 {
        "1 minute".to_owned()
    } else {
        format!("{} minutes", request.minutes)
    };
    if areas.is_empty() {
        return format!("{minutes} for your upper back");
    }
    format!("{minutes} for: {}", areas.join(", "))
}

/// Why a candidate was picked. The list is never empty: what fits no other reason covers its areas.
fn reasons(
    library: &Library,
    request: &Request,
    built: &Built,
    chosen: &[usize],
    index: usize,
) -> Vec<Reason> {
    let behind: &Behind = &built.behind[index];
    let technique = &library.techniques()[behind.technique];
    let mut reasons: Vec<Reason> = Vec::new();
    for wanted in request.areas.iter().filter(|wanted| wanted.pain > 0) {
        if technique
            .areas
            .primary
            .iter()
            .any(|area| area.value == wanted.area)
        {
            reasons.push(Reason::Area {
                area: wanted.area.clone(),
                side: wanted.side,
                pain: wanted.pain,
            });
        }
    }
    if reasons.is_empty() {
        let areas = technique
            .areas
            .primary
            .iter()
            .map(|area| area.value.clone())
            .collect();
        reasons.push(Reason::Covers { areas });
    }
    reasons.extend(replaced(request, built, technique));
    let before = warmed_by(library, built, chosen, index);
    if !before.is_empty() {
        reasons.push(Reason::Warms { before });
    }
    if behind.stage == Stage::Finish && chosen.last() == Some(&index) {
        reasons.push(Reason::Finish);
    }
    if technique.goals.of(request.goal) == 3 {
        reasons.push(Reason::Goal { goal: request.goal });
    }
    let effect = request
        .experience
        .get(&technique.id.value)
        .map_or(0, |one| one.effect);
    if effect > 0 {
        reasons.push(Reason::Helped);
    }
    if behind.sourced {
        reasons.push(Reason::Sourced {
            sources: sources_of(technique, behind),
        });
    }
    for (needed, taken) in &behind.substituted {
        reasons.push(Reason::Substitute {
            needed: needed.clone(),
            taken: taken.clone(),
        });
    }
    if behind.easier {
        reasons.push(Reason::Easier {
            how: technique.easier.how.to_string(),
        });
    }
    reasons
}

/// The techniques that this one takes the place of.
fn replaced(request: &Request, built: &Built, technique: &Technique) -> Option<Reason> {
    let flagged = !request.flags.set.is_empty();
    let omission = built.omitted.iter().find(|omission| {
        flagged
            && matches!(omission.why, Why::Flag { .. } | Why::Ask { .. })
            && omission.substitute.as_ref() == Some(&technique.id.value)
    })?;
    Some(Reason::Replaces {
        technique: omission.technique.clone(),
    })
}

/// The picks that need a muscle warm which this one warms.
fn warmed_by(library: &Library, built: &Built, chosen: &[usize], index: usize) -> Vec<Id> {
    let one = &built.instance.candidates[index];
    chosen
        .iter()
        .filter(|&&later| {
            let later = &built.instance.candidates[later];
            one.position <= later.position
                && later.needs.iter().any(|muscle| one.warms.contains(muscle))
        })
        .map(|&later| {
            library.techniques()[built.behind[later].technique]
                .id
                .value
                .clone()
        })
        .collect()
}

/// The sources in whose range the dose lies.
fn sources_of(technique: &Technique, behind: &Behind) -> Vec<Id> {
    technique
        .doses
        .iter()
        .filter(|source| super::build::lies_in(source, &behind.dose))
        .map(|source| source.source.value.clone())
        .collect()
}

/// What was left out, with the techniques that hurt before and were not picked again.
fn omissions(request: &Request, mut omitted: Vec<Omission>, picks: &[Pick]) -> Vec<Omission> {
    for (technique, experience) in &request.experience {
        let listed = omitted.iter().any(|one| one.technique == *technique)
            || picks.iter().any(|pick| pick.technique == *technique);
        if experience.effect < 0 && !listed {
            omitted.push(Omission {
                technique: technique.clone(),
                why: Why::Hurt,
                substitute: None,
            });
        }
    }
    omitted.sort_by(|a, b| a.technique.cmp(&b.technique));
    omitted
}
