//! What a person wishes of a plan, laid over what they usually ask for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unhunch_core::content::{Goal, Id, Intensity, Library, suggest};
use unhunch_core::plan::{
    BadRequest, LEAST_MINUTES, MOST_MINUTES, Request, UNSAID_PAIN, WantedArea,
};
use unhunch_core::routine::Side;
use unhunch_core::safety::FlagSet;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::{Outcome, Problem};

/// The most words of each kind in a wish: more than the vocabulary has.
const MOST: usize = 200;

/// What a person wishes of a plan. Whatever is left out is as their profile says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wishes {
    /// How long it may take, 1 to 60 minutes.
    #[schema(minimum = 1, maximum = 60)]
    pub minutes: u32,
    /// What it is for: `relief`, `mobility`, `strength` or `wind-down`.
    pub goal: Option<String>,
    /// The most that a technique may ask: `gentle`, `moderate` or `strong`.
    pub intensity: Option<String>,
    /// Where it should help; nothing means everywhere alike.
    pub areas: Vec<AreaWish>,
    /// Positions that are fine, by their ids or a group's: `seated`, `standing`, `floor`.
    pub positions: Option<Vec<String>>,
    /// Things at hand beyond the surroundings; an empty list for nothing.
    pub equipment: Option<Vec<String>>,
    /// Things that are not there this time.
    pub without: Vec<String>,
    /// Conditions that hold this time, beside those of the profile.
    pub flags: Vec<FlagWish>,
    /// Techniques that are agreed to this time, after asking a doctor, although a flag asks first.
    pub agree: Vec<String>,
    /// Techniques that others shall take the place of.
    pub swapped: BTreeSet<String>,
    /// Techniques that are left out of what was planned.
    pub dropped: BTreeSet<String>,
    /// A hand-written routine instead of a plan; the minutes do not matter then.
    pub routine: Option<String>,
    /// A routine of the person's own instead of a plan, by its id; likewise.
    pub my_routine: Option<Uuid>,
    /// A number that varies the plan; the same number gives the same plan.
    pub seed: u64,
}

/// Where a plan should help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaWish {
    /// The area, by its id or another name of it.
    pub area: String,
    /// The side that bothers more: `left` or `right`.
    pub side: Option<String>,
    /// How much it hurts, 0 to 10.
    #[schema(minimum = 0, maximum = 10)]
    pub pain: Option<u32>,
}

/// A condition that holds this time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagWish {
    /// The flag.
    pub flag: String,
    /// Only these areas; nothing for everywhere.
    #[serde(default)]
    pub areas: Vec<String>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            minutes: 5,
            goal: None,
            intensity: None,
            areas: Vec::new(),
            positions: None,
            equipment: None,
            without: Vec::new(),
            flags: Vec::new(),
            agree: Vec::new(),
            swapped: BTreeSet::new(),
            dropped: BTreeSet::new(),
            routine: None,
            my_routine: None,
            seed: 0,
        }
    }
}

/// A field at fault: where it is, and what is wrong with it.
fn at(pointer: impl Into<String>) -> impl FnOnce(BadRequest) -> Problem {
    let pointer = pointer.into();
    move |bad| Problem::invalid(pointer, bad.to_string())
}

/// A word that is none of some.
fn none_of(pointer: impl Into<String>, what: &str, word: &str, words: &[&str]) -> Problem {
    let help = suggest(word, words.iter().copied())
        .unwrap_or_else(|| format!("it is one of {}", words.join(", ")));
    Problem::invalid(pointer, format!("`{word}` is no {what}; {help}"))
}

/// An area by its id or another name of it.
pub(crate) fn area_id(library: &Library, pointer: &str, word: &str) -> Outcome<Id> {
    let vocabulary = library.vocabulary();
    let found = vocabulary.area(word).map(|one| one.id.value.clone());
    found.ok_or_else(|| at(pointer)(BadRequest::unknown_area(word, vocabulary)))
}

/// A side by its word.
pub(crate) fn side_of(pointer: &str, word: Option<&str>) -> Outcome<Option<Side>> {
    word.map(|word| {
        Side::from_word(word).ok_or_else(|| none_of(pointer, "side", word, &["left", "right"]))
    })
    .transpose()
}

/// A technique by its id.
pub(crate) fn technique_id(library: &Library, pointer: &str, word: &str) -> Outcome<Id> {
    let found = library.technique(word).map(|one| one.id.value.clone());
    found.ok_or_else(|| at(pointer)(BadRequest::unknown_technique(word, library)))
}

/// Equipment by its id or another name of it.
pub(crate) fn equipment_id(library: &Library, pointer: &str, word: &str) -> Outcome<Id> {
    let vocabulary = library.vocabulary();
    let found = vocabulary.equipment(word).map(|one| one.id.value.clone());
    found.ok_or_else(|| at(pointer)(BadRequest::unknown_equipment(word, vocabulary)))
}

/// The positions that a word names.
pub(crate) fn position_ids(library: &Library, pointer: &str, word: &str) -> Outcome<Vec<Id>> {
    let vocabulary = library.vocabulary();
    let named = vocabulary.positions_named(word);
    if named.is_empty() {
        return Err(at(pointer)(BadRequest::unknown_position(word, vocabulary)));
    }
    Ok(named.iter().map(|one| one.id.value.clone()).collect())
}

/// A flag with the areas that it is limited to.
pub(crate) fn flag_set(
    library: &Library,
    pointer: &str,
    flag: &str,
    areas: &[String],
) -> Outcome<FlagSet> {
    let vocabulary = library.vocabulary();
    let known = vocabulary
        .flag(flag)
        .ok_or_else(|| at(format!("{pointer}/flag"))(BadRequest::unknown_flag(flag, vocabulary)))?;
    let pointer = format!("{pointer}/areas");
    if !areas.is_empty() && known.local != Some(true) {
        return Err(at(pointer)(BadRequest::NotLocal(known.name.to_string())));
    }
    few(&pointer, areas.len())?;
    let areas = (0..).zip(areas);
    let areas =
        areas.map(|(i, word): (usize, _)| area_id(library, &format!("{pointer}/{i}"), word));
    let mut areas = areas.collect::<Outcome<Vec<Id>>>()?;
    areas.sort();
    areas.dedup();
    Ok(FlagSet {
        flag: known.id.value.clone(),
        areas,
    })
}

/// Whether a list is of a length that makes sense.
pub(crate) fn few(pointer: &str, length: usize) -> Outcome<()> {
    if length <= MOST {
        return Ok(());
    }
    let says = format!("a list of {length} is too long; {MOST} are the most");
    Err(Problem::invalid(pointer, says))
}

impl Wishes {
    /// A request with these wishes laid over what is usual.
    ///
    /// # Errors
    ///
    /// The first field that has a value which it may not have.
    pub fn over(&self, library: &Library, usual: &Request) -> Outcome<Request> {
        let vocabulary = library.vocabulary();
        let mut request = Request {
            minutes: self.minutes,
            seed: self.seed,
            ..usual.clone()
        };
        if !(LEAST_MINUTES..=MOST_MINUTES).contains(&self.minutes) {
            return Err(at("/minutes")(BadRequest::Minutes(self.minutes)));
        }
        if let Some(word) = &self.goal {
            request.goal =
                Goal::from_word(word).ok_or_else(|| none_of("/goal", "goal", word, Goal::WORDS))?;
        }
        if let Some(word) = &self.intensity {
            request.intensity = Intensity::from_word(word)
                .ok_or_else(|| none_of("/intensity", "intensity", word, Intensity::WORDS))?;
        }
        few("/areas", self.areas.len())?;
        for (i, wish) in self.areas.iter().enumerate() {
            let wanted = wish.wanted(library, &format!("/areas/{i}"))?;
            let again = |one: &WantedArea| one.area == wanted.area && one.side == wanted.side;
            if request.areas.iter().any(again) {
                let says = format!("`{}` is named twice", wanted.area);
                return Err(Problem::invalid(format!("/areas/{i}"), says));
            }
            request.areas.push(wanted);
        }
        if let Some(positions) = &self.positions {
            few("/positions", positions.len())?;
            request.positions.clear();
            for (i, word) in positions.iter().enumerate() {
                let named = position_ids(library, &format!("/positions/{i}"), word)?;
                request.positions.extend(named);
            }
            if positions.is_empty() {
                return Err(at("/positions")(BadRequest::NoPosition));
            }
        }
        if let Some(equipment) = &self.equipment {
            few("/equipment", equipment.len())?;
            // What the profile says is missing stays missing.
            let around: BTreeSet<&Id> =
                vocabulary.surroundings().map(|one| &one.id.value).collect();
            request.equipment.retain(|id| around.contains(id));
            for (i, word) in equipment.iter().enumerate() {
                let id = equipment_id(library, &format!("/equipment/{i}"), word)?;
                request.equipment.insert(id);
            }
        }
        few("/without", self.without.len())?;
        for (i, word) in self.without.iter().enumerate() {
            let id = equipment_id(library, &format!("/without/{i}"), word)?;
            request.equipment.remove(&id);
        }
        few("/flags", self.flags.len())?;
        for (i, wish) in self.flags.iter().enumerate() {
            let set = flag_set(library, &format!("/flags/{i}"), &wish.flag, &wish.areas)?;
            add_flag(&mut request.flags.set, set);
        }
        few("/agree", self.agree.len())?;
        for (i, word) in self.agree.iter().enumerate() {
            let id = technique_id(library, &format!("/agree/{i}"), word)?;
            request.flags.agreed.push(id);
        }
        if let Some(routine) = &self.routine {
            if library.routine(routine).is_none() {
                let known = library.routines().iter().map(|one| one.id.as_str());
                let known: Vec<&str> = known.collect();
                return Err(none_of("/routine", "routine", routine, &known));
            }
            if self.my_routine.is_some() {
                let says = "name one routine, hand-written or of your own";
                return Err(Problem::invalid("/my_routine", says));
            }
        }
        if self.routine.is_some() || self.my_routine.is_some() {
            // Who names a routine takes its work as it is, and its positions unless they said otherwise.
            request.intensity = Intensity::Strong;
            if self.positions.is_none() {
                request.positions = Request::new(library, self.minutes).positions;
            }
        }
        Ok(request)
    }

    /// The techniques that others take the place of, and those that are left out.
    ///
    /// # Errors
    ///
    /// The first one that the content does not have.
    pub fn changes(&self, library: &Library) -> Outcome<(BTreeSet<Id>, BTreeSet<Id>)> {
        let ids = |name: &str, words: &BTreeSet<String>| {
            few(&format!("/{name}"), words.len())?;
            let words = words.iter().enumerate();
            words
                .map(|(i, word)| technique_id(library, &format!("/{name}/{i}"), word))
                .collect::<Outcome<BTreeSet<Id>>>()
        };
        Ok((
            ids("swapped", &self.swapped)?,
            ids("dropped", &self.dropped)?,
        ))
    }
}

impl AreaWish {
    fn wanted(&self, library: &Library, pointer: &str) -> Outcome<WantedArea> {
        let area = area_id(library, &format!("{pointer}/area"), &self.area)?;
        let side = side_of(&format!("{pointer}/side"), self.side.as_deref())?;
        let pain = self.pain.unwrap_or(UNSAID_PAIN);
        if pain > 10 {
            return Err(at(format!("{pointer}/pain"))(BadRequest::Pain(pain)));
        }
        let known = library.vocabulary().area(area.as_str());
        if let Some(known) = known.filter(|known| side.is_some() && known.sided != Some(true)) {
            let bad = BadRequest::NoSides(known.name.to_string());
            return Err(at(format!("{pointer}/side"))(bad));
        }
        Ok(WantedArea { area, side, pain })
    }
}

/// Sets a flag beside what is set already; everywhere wins.
fn add_flag(set: &mut Vec<FlagSet>, new: FlagSet) {
    match set.iter_mut().find(|one| one.flag == new.flag) {
        None => set.push(new),
        Some(known) if known.areas.is_empty() || new.areas.is_empty() => known.areas.clear(),
        Some(known) => {
            known.areas.extend(new.areas);
            known.areas.sort();
            known.areas.dedup();
        }
    }
}
