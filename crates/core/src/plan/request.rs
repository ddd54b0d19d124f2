//! What a person asks of the planner.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::content::decode::suggest::closest;
use crate::content::{Goal, Id, Intensity, Library, PositionGroup, Vocabulary, suggest};
use crate::routine::Side;
use crate::safety::Flags;

/// The shortest plan, in minutes.
pub const LEAST_MINUTES: u32 = 1;
/// The longest plan, in minutes.
pub const MOST_MINUTES: u32 = 60;
/// The pain that counts for an area that was named without one, 0 to 10.
pub const UNSAID_PAIN: u32 = 5;

/// An area that a person wants worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedArea {
    /// The area (vocabulary `areas`).
    pub area: Id,
    /// The side that bothers more, if one does.
    pub side: Option<Side>,
    /// How much it hurts, 0 to 10.
    pub pain: u32,
}

/// What earlier sessions say about a technique.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// How it did before, -100 (it hurt, surely) to 100 (it helped, surely); 0 when it is too early to
    /// tell.
    pub effect: i32,
    /// Days since it was last done; `None` when it never was.
    pub days_since: Option<u32>,
}

/// A request for a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// How long it may take, 1 to 60 minutes.
    pub minutes: u32,
    /// The areas wanted; none means all alike.
    pub areas: Vec<WantedArea>,
    /// The positions allowed (vocabulary `positions`).
    pub positions: BTreeSet<Id>,
    /// The equipment at hand, surroundings included (vocabulary `equipment`).
    pub equipment: BTreeSet<Id>,
    /// What the minutes are for.
    pub goal: Goal,
    /// The most that a technique may ask.
    pub intensity: Intensity,
    /// The person's flags.
    pub flags: Flags,
    /// What earlier sessions say, by technique.
    pub experience: BTreeMap<Id, Experience>,
    /// Techniques of which only the easier step is meant, because a session with them was followed by a
    /// flare ([`flared`](crate::person::flared)).
    #[serde(default)]
    pub flared: BTreeSet<Id>,
    /// A number that varies the choice among nearly equal plans; 0 varies nothing.
    pub seed: u64,
}

impl Request {
    /// A request for some minutes, with everything that the library knows allowed and all its
    /// surroundings, but no props, at hand.
    pub fn new(library: &Library, minutes: u32) -> Self {
        let vocabulary = library.vocabulary();
        Self {
            minutes,
            areas: Vec::new(),
            positions: vocabulary
                .positions
                .iter()
                .map(|one| one.id.value.clone())
                .collect(),
            equipment: vocabulary
                .surroundings()
                .map(|one| one.id.value.clone())
                .collect(),
            goal: Goal::Relief,
            intensity: Intensity::Moderate,
            flags: Flags::default(),
            experience: BTreeMap::new(),
            flared: BTreeSet::new(),
            seed: 0,
        }
    }

    /// The first thing about the request that cannot be, in a sentence that says what to do.
    ///
    /// # Errors
    ///
    /// [`BadRequest`] for minutes outside 1 to 60, a pain above 10, a word that the library does not
    /// know, a side of an area that has none, an area for a flag that cannot be limited to areas, or no
    /// position at all.
    pub fn check(&self, library: &Library) -> Result<(), BadRequest> {
        if !(LEAST_MINUTES..=MOST_MINUTES).contains(&self.minutes) {
            return Err(BadRequest::Minutes(self.minutes));
        }
        let vocabulary = library.vocabulary();
        for wanted in &self.areas {
            let id = wanted.area.as_str();
            let Some(area) = vocabulary.areas.iter().find(|area| area.id.as_str() == id) else {
                return Err(BadRequest::unknown_area(id, vocabulary));
            };
            if wanted.pain > 10 {
                return Err(BadRequest::Pain(wanted.pain));
            }
            if wanted.side.is_some() && area.sided != Some(true) {
                return Err(BadRequest::NoSides(area.name.to_string()));
            }
        }
        if let Some(id) = self
            .positions
            .iter()
            .find(|id| vocabulary.position(id.as_str()).is_none())
        {
            return Err(BadRequest::unknown_position(id.as_str(), vocabulary));
        }
        let known = |id: &Id| vocabulary.equipment.iter().any(|one| one.id.value == *id);
        if let Some(id) = self.equipment.iter().find(|id| !known(id)) {
            return Err(BadRequest::unknown_equipment(id.as_str(), vocabulary));
        }
        for one in &self.flags.set {
            let Some(flag) = vocabulary.flag(one.flag.as_str()) else {
                return Err(BadRequest::unknown_flag(one.flag.as_str(), vocabulary));
            };
            // A limit that means nothing would make the flag toothless without a word.
            if !one.areas.is_empty() && flag.local != Some(true) {
                return Err(BadRequest::NotLocal(flag.name.to_string()));
            }
            let known = |id: &Id| vocabulary.areas.iter().any(|area| area.id.value == *id);
            if let Some(id) = one.areas.iter().find(|id| !known(id)) {
                return Err(BadRequest::unknown_area(id.as_str(), vocabulary));
            }
        }
        if self.positions.is_empty() {
            return Err(BadRequest::NoPosition);
        }
        Ok(())
    }
}

/// A request that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRequest {
    /// Minutes outside the range.
    #[error(
        "a plan takes {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {0}; ask for a number in between"
    )]
    Minutes(u32),
    /// Pain above 10.
    #[error("pain goes from 0 to 10, not {0}; say a number in between")]
    Pain(u32),
    /// A word that the library does not know.
    #[error("unknown {what} `{word}`{}", tail(.help.as_deref()))]
    Unknown {
        /// What it should have been.
        what: &'static str,
        /// The word.
        word: String,
        /// What was perhaps meant, or all that is known.
        help: Option<String>,
    },
    /// A side of something without sides.
    #[error("{0} has no left and right; leave the side out")]
    NoSides(String),
    /// A flag that concerns the whole body, limited to an area.
    #[error("{0} concerns the whole body; leave the area out")]
    NotLocal(String),
    /// No position at all.
    #[error("no position is allowed; allow at least one")]
    NoPosition,
}

fn tail(help: Option<&str>) -> String {
    help.map_or_else(String::new, |help| format!("; {help}"))
}

impl BadRequest {
    /// A word that is no area.
    pub fn unknown_area(word: &str, vocabulary: &Vocabulary) -> Self {
        let ids = vocabulary.areas.iter().flat_map(|one| {
            let aliases = one.aliases.iter().map(|alias| alias.as_str());
            std::iter::once(one.id.as_str()).chain(aliases)
        });
        let all = vocabulary.areas.iter().map(|one| one.id.as_str());
        Self::unknown("area", word, ids, all)
    }

    /// A word that names no position.
    pub fn unknown_position(word: &str, vocabulary: &Vocabulary) -> Self {
        let ids = vocabulary.positions.iter().map(|one| one.id.as_str());
        let all = PositionGroup::WORDS.iter().copied();
        Self::unknown("position", word, all.clone().chain(ids.clone()), ids)
    }

    /// A word that is no equipment.
    pub fn unknown_equipment(word: &str, vocabulary: &Vocabulary) -> Self {
        let ids = vocabulary.equipment.iter().flat_map(|one| {
            let aliases = one.aliases.iter().map(|alias| alias.as_str());
            std::iter::once(one.id.as_str()).chain(aliases)
        });
        let all = vocabulary.equipment.iter().map(|one| one.id.as_str());
        Self::unknown("equipment", word, ids, all)
    }

    /// A word that is no flag.
    pub fn unknown_flag(word: &str, vocabulary: &Vocabulary) -> Self {
        let ids = vocabulary.flags.iter().map(|one| one.id.as_str());
        Self::unknown("flag", word, ids.clone(), ids)
    }

    /// A word that is no technique.
    pub fn unknown_technique(word: &str, library: &Library) -> Self {
        let ids = library.techniques().iter().map(|one| one.id.as_str());
        Self::unknown("technique", word, ids.clone(), ids)
    }

    /// `near` are the words that a slip is looked for in, `all` those that are named otherwise.
    fn unknown<'k>(
        what: &'static str,
        word: &str,
        near: impl Iterator<Item = &'k str> + Clone,
        all: impl Iterator<Item = &'k str> + Clone,
    ) -> Self {
        let help = closest(word, near)
            .map(|candidate| format!("did you mean `{candidate}`?"))
            .or_else(|| suggest(word, all));
        Self::Unknown {
            what,
            word: word.to_owned(),
            help,
        }
    }
}
