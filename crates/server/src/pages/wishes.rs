//! What a person wishes of a plan, as it stands in a query: the planner's form, and every link that goes
//! on with a plan, say it so.

use std::collections::BTreeSet;

use unhunch_core::content::{Goal, Id, Intensity, Library};
use unhunch_core::plan::{
    BadRequest, LEAST_MINUTES, MOST_MINUTES, Request, UNSAID_PAIN, WantedArea,
};
use unhunch_core::routine::Side;

use crate::acts::{self, AreaWish};

use super::form::{Faults, Fields};
use super::parts::sentence;

/// The goals, in the order in which they are offered.
pub(crate) const GOALS: [Goal; 4] = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown];
/// What a technique may ask, likewise.
pub(crate) const EFFORTS: [Intensity; 3] =
    [Intensity::Gentle, Intensity::Moderate, Intensity::Strong];
/// Minutes when nothing is said.
pub(crate) const USUAL_MINUTES: u32 = 5;
/// The most techniques that are swapped or dropped; more than there are in any plan.
const MOST_CHANGES: usize = 200;

/// What a person wishes, beside what their profile says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// How long it may take, in minutes.
    pub(crate) minutes: u32,
    /// What it is for.
    pub(crate) goal: Goal,
    /// The most that it may ask.
    pub(crate) intensity: Intensity,
    /// Where it should help.
    pub(crate) areas: Vec<WantedArea>,
    /// The positions allowed; as the profile says without it.
    pub(crate) positions: Option<BTreeSet<Id>>,
    /// The equipment at hand; as the profile says without it.
    pub(crate) equipment: Option<BTreeSet<Id>>,
    /// Techniques that others take the place of.
    pub(crate) swapped: BTreeSet<Id>,
    /// Techniques that are left out of what was planned.
    pub(crate) dropped: BTreeSet<Id>,
    /// A routine that somebody wrote, or the person kept, instead of a plan.
    pub(crate) routine: Option<String>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            minutes: USUAL_MINUTES,
            goal: Goal::Relief,
            intensity: Intensity::Moderate,
            areas: Vec::new(),
            positions: None,
            equipment: None,
            swapped: BTreeSet::new(),
            dropped: BTreeSet::new(),
            routine: None,
        }
    }
}

impl Wishes {
    /// Reads wishes. What cannot be is left as it usually is, and told.
    pub(crate) fn read(library: &Library, fields: &Fields, faults: &mut Faults) -> Self {
        let words = library.vocabulary();
        let mut wishes = Self::default();
        if let Some(text) = fields.first("minutes") {
            match text.trim().parse() {
                Ok(minutes) if (LEAST_MINUTES..=MOST_MINUTES).contains(&minutes) => wishes.minutes = minutes,
                _ => faults.add(
                    "minutes",
                    format!("A plan takes {LEAST_MINUTES} to {MOST_MINUTES} minutes. Choose a number in between."),
                ),
            }
        }
        if let Some(word) = fields.first("goal") {
            match GOALS.iter().find(|goal| goal.word() == word) {
                Some(goal) => wishes.goal = *goal,
                None => faults.add("goal", "Choose one of these goals."),
            }
        }
        if let Some(word) = fields.first("effort") {
            match EFFORTS.iter().find(|effort| effort.word() == word) {
                Some(effort) => wishes.intensity = *effort,
                None => faults.add("effort", "Choose one of these."),
            }
        }
        wishes.areas = areas(library, fields, faults);
        // A form that has no box ticked says nothing of its boxes: this tells that they were there.
        if fields.has("position") || fields.has("positions") {
            let mut set = BTreeSet::new();
            for word in fields.all("position") {
                match words.position(word) {
                    Some(known) => {
                        set.insert(known.id.value.clone());
                    }
                    None => faults.add("position", bad(&BadRequest::unknown_position(word, words))),
                }
            }
            if set.is_empty() && faults.of("position").is_none() {
                faults.add("position", "No position is allowed. Allow at least one.");
            }
            wishes.positions = (!set.is_empty()).then_some(set);
        }
        if fields.has("equipment") || fields.has("things") {
            let mut set = BTreeSet::new();
            for word in fields.all("equipment") {
                match words.equipment(word) {
                    Some(known) => {
                        set.insert(known.id.value.clone());
                    }
                    None => faults.add(
                        "equipment",
                        bad(&BadRequest::unknown_equipment(word, words)),
                    ),
                }
            }
            wishes.equipment = Some(set);
        }
        for (name, set) in [("swap", &mut wishes.swapped), ("drop", &mut wishes.dropped)] {
            let known = fields
                .all(name)
                .take(MOST_CHANGES)
                .filter_map(|word| library.technique(word));
            set.extend(known.map(|one| one.id.value.clone()));
        }
        wishes.routine = fields
            .first("routine")
            .filter(|word| !word.is_empty())
            .map(str::to_owned);
        wishes
    }

    /// Wishes as fields that are read again alike.
    pub(crate) fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        if let Some(routine) = &self.routine {
            fields.push("routine", routine);
        } else {
            fields.push("minutes", self.minutes.to_string());
            fields.push("goal", self.goal.word());
            if self.intensity != Intensity::Moderate {
                fields.push("effort", self.intensity.word());
            }
            for wanted in &self.areas {
                for side in [Side::Left, Side::Right] {
                    if wanted.side.is_none_or(|own| own == side) {
                        fields.push("area", format!("{}:{side}", wanted.area));
                    }
                }
                if wanted.pain != UNSAID_PAIN {
                    fields.push(&format!("pain-{}", wanted.area), wanted.pain.to_string());
                }
            }
            for id in &self.swapped {
                fields.push("swap", id.as_str());
            }
        }
        for id in self.positions.iter().flatten() {
            fields.push("position", id.as_str());
        }
        if let Some(equipment) = &self.equipment {
            fields.push("things", "1");
            for id in equipment {
                fields.push("equipment", id.as_str());
            }
        }
        for id in &self.dropped {
            fields.push("drop", id.as_str());
        }
        fields
    }

    /// Wishes as a query.
    pub(crate) fn query(&self) -> String {
        self.fields().query()
    }

    /// The same as every front door of the server takes them; `own` says that they name a routine of the
    /// person's own.
    pub(crate) fn to_acts(&self, library: &Library, own: bool) -> acts::Wishes {
        let words = library.vocabulary();
        let texts = |ids: &BTreeSet<Id>| ids.iter().map(Id::to_string).collect::<Vec<String>>();
        let area = |wanted: &WantedArea| AreaWish {
            area: wanted.area.to_string(),
            side: wanted.side.map(|side| side.word().to_owned()),
            pain: Some(wanted.pain),
        };
        let around = words.surroundings().map(|one| &one.id.value);
        let mut wishes = acts::Wishes {
            minutes: self.minutes,
            goal: Some(self.goal.word().to_owned()),
            intensity: Some(self.intensity.word().to_owned()),
            areas: self.areas.iter().map(area).collect(),
            positions: self.positions.as_ref().map(texts),
            equipment: self.equipment.as_ref().map(texts),
            without: self.equipment.as_ref().map_or_else(Vec::new, |at_hand| {
                around
                    .filter(|id| !at_hand.contains(*id))
                    .map(Id::to_string)
                    .collect()
            }),
            swapped: texts(&self.swapped).into_iter().collect(),
            dropped: texts(&self.dropped).into_iter().collect(),
            routine: self.routine.clone().filter(|_| !own),
            ..acts::Wishes::default()
        };
        if own {
            // Who names a routine takes its work as it is, and its positions unless they said otherwise.
            wishes.intensity = Some(Intensity::Strong.word().to_owned());
            let everywhere = || {
                words
                    .positions
                    .iter()
                    .map(|one| one.id.to_string())
                    .collect()
            };
            wishes.positions.get_or_insert_with(everywhere);
        }
        wishes
    }

    /// The positions and the equipment that these wishes leave of what is usual.
    pub(crate) fn places(
        &self,
        library: &Library,
        usual: &Request,
    ) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let positions = match (&self.positions, &self.routine) {
            (Some(positions), _) => positions.clone(),
            (None, Some(_)) => Request::new(library, self.minutes).positions,
            (None, None) => usual.positions.clone(),
        };
        (
            positions,
            self.equipment
                .clone()
                .unwrap_or_else(|| usual.equipment.clone()),
        )
    }
}

/// `neck:left` and `neck:right` are the whole neck.
fn areas(library: &Library, fields: &Fields, faults: &mut Faults) -> Vec<WantedArea> {
    let words = library.vocabulary();
    let mut found: Vec<(WantedArea, [bool; 2])> = Vec::new();
    for word in fields.all("area") {
        let (name, side) = word
            .split_once(':')
            .map_or((word, None), |(name, side)| (name, Some(side)));
        let Some(area) = words.area(name) else {
            faults.add("area", bad(&BadRequest::unknown_area(name, words)));
            continue;
        };
        let side = match side.map(Side::from_word) {
            None => None,
            Some(Some(side)) if area.sided == Some(true) => Some(side),
            Some(_) => {
                faults.add("area", format!("{} is not a side of: {}.", word, area.name));
                continue;
            }
        };
        let sides = [side != Some(Side::Right), side != Some(Side::Left)];
        match found
            .iter_mut()
            .find(|(known, _)| known.area == area.id.value)
        {
            Some((_, known)) => *known = [known[0] || sides[0], known[1] || sides[1]],
            None => {
                let wanted = WantedArea {
                    area: area.id.value.clone(),
                    side: None,
                    pain: UNSAID_PAIN,
                };
                found.push((wanted, sides));
            }
        }
    }
    for (wanted, sides) in &mut found {
        wanted.side = match sides {
            [true, false] => Some(Side::Left),
            [false, true] => Some(Side::Right),
            _ => None,
        };
        if let Some(text) = fields.first(&format!("pain-{}", wanted.area)) {
            match text.trim().parse() {
                Ok(pain) if pain <= 10 => wanted.pain = pain,
                _ => faults.add(
                    "area",
                    "Pain goes from 0 to 10. Choose a number in between.",
                ),
            }
        }
    }
    found.into_iter().map(|(wanted, _)| wanted).collect()
}

fn bad(error: &BadRequest) -> String {
    sentence(&error.to_string().replace('`', "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (Wishes, Faults) {
        let mut faults = Faults::default();
        let wishes = Wishes::read(
            &unhunch_bundle::library(),
            &Fields::read(query),
            &mut faults,
        );
        (wishes, faults)
    }

    #[test]
    fn wishes_are_read_as_they_are_written() {
        for query in [
            "minutes=5&goal=relief",
            "minutes=12&goal=strength&effort=strong&area=neck:left&area=neck:right&pain-neck=7",
            "minutes=3&goal=wind-down&area=shoulder:right&swap=cat-cow&position=seated&things=1",
            "minutes=60&goal=mobility&things=1&equipment=chair&drop=chin-tuck",
            "routine=desk-reset&drop=shoulder-rolls",
        ] {
            let (wishes, faults) = read(query);
            assert!(faults.is_empty(), "{query}: {faults:?}");
            let again = read(&wishes.query());
            assert_eq!(again, (wishes, Faults::default()), "{query}");
        }
    }

    #[test]
    fn a_side_is_named_or_both_are_meant() {
        let side = |query| read(query).0.areas.first().map(|one| one.side);
        assert_eq!(side("area=neck:left"), Some(Some(Side::Left)));
        assert_eq!(side("area=neck:right&area=neck:left"), Some(None));
        assert_eq!(side("area=neck"), Some(None));
        assert_eq!(side(""), None);
    }

    #[test]
    fn what_cannot_be_is_told_and_left_as_usual() {
        for (query, field) in [
            ("minutes=0", "minutes"),
            ("minutes=61", "minutes"),
            ("minutes=five", "minutes"),
            ("goal=fame", "goal"),
            ("effort=9", "effort"),
            ("area=elbow", "area"),
            ("area=neck:up", "area"),
            ("area=neck&pain-neck=11", "area"),
            ("position=flying", "position"),
            ("positions=1", "position"),
            ("equipment=rocket", "equipment"),
        ] {
            let (wishes, faults) = read(query);
            assert!(faults.of(field).is_some(), "{query}");
            assert_eq!((wishes.minutes, wishes.goal), (5, Goal::Relief), "{query}");
        }
    }
}
