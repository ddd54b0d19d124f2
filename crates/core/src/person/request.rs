//! From a profile and past effects to a request.

use std::collections::BTreeMap;

use crate::content::{Id, Library, PositionGroup};
use crate::journal::Profile;
use crate::plan::{Experience, Request};
use crate::progress::{Certainty, Effect};
use crate::safety::{FlagSet, Flags};

/// The flags of a profile, as the safety rules read them.
pub fn flags(profile: &Profile) -> Flags {
    let set = profile.flags.iter().map(|one| FlagSet {
        flag: one.flag.clone(),
        areas: one.areas.clone(),
    });
    Flags {
        set: set.collect(),
        agreed: profile.agreed.clone(),
    }
}

/// What earlier sessions say of each technique, as the planner reads it: effects only once it is not
/// too early to tell.
pub fn experience(effects: &BTreeMap<Id, Effect>) -> BTreeMap<Id, Experience> {
    let read = |effect: &Effect| Experience {
        effect: if effect.certainty == Certainty::TooEarly {
            0
        } else {
            effect.points
        },
        days_since: effect.days_since,
    };
    effects
        .iter()
        .map(|(id, effect)| (id.clone(), read(effect)))
        .collect()
}

/// What a person usually asks for, and what of their profile could not be heeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// The request.
    pub request: Request,
    /// What the person has to be told before anything is planned.
    pub unheeded: Vec<Unheeded>,
}

/// Something of a profile that a library does not know: the profile was set with another content set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unheeded {
    /// A flag: nothing is left out because of it.
    Flag(Id),
    /// Areas that a flag is limited to: it counts everywhere.
    Areas {
        /// The flag.
        flag: Id,
        /// Its name.
        name: String,
    },
    /// All positions: seated and standing are taken.
    Positions,
}

impl Unheeded {
    /// In a sentence for the person.
    pub fn says(&self) -> String {
        match self {
            Self::Flag(flag) => format!(
                "Your profile has the condition `{flag}`, which this content does not know: nothing is \
                 left out because of it. Leave out yourself what is not for you, or plan with content that \
                 knows it."
            ),
            Self::Areas { name, .. } => format!(
                "Your profile limits the condition \"{name}\" in a way that this content does not \
                 know, so it counts for the whole body."
            ),
            Self::Positions => {
                "This content knows none of the positions in your profile: seated and \
                                standing are taken."
                    .to_owned()
            }
        }
    }
}

/// The request that fits a person when they say nothing but the minutes.
///
/// Positions are the profile's, or seated and standing: a desk worker's floor is not for lying on.
/// Of what the library does not know, equipment is passed over, for nothing in it can need that; flags
/// and positions are handed back as [`Usual::unheeded`].
pub fn usual_request(
    library: &Library,
    profile: &Profile,
    effects: &BTreeMap<Id, Effect>,
    minutes: u32,
) -> Usual {
    let mut request = Request::new(library, minutes);
    let mut unheeded = Vec::new();
    let vocabulary = library.vocabulary();
    let known = |id: &&Id| vocabulary.position(id.as_str()).is_some();
    let own: Vec<&Id> = profile.positions.iter().filter(known).collect();
    if own.is_empty() {
        request.positions = vocabulary
            .positions
            .iter()
            .filter(|one| one.group.value != PositionGroup::Floor)
            .map(|one| one.id.value.clone())
            .collect();
        if !profile.positions.is_empty() {
            unheeded.push(Unheeded::Positions);
        }
    } else {
        request.positions = own.into_iter().cloned().collect();
    }
    let things = profile
        .equipment
        .iter()
        .filter(|id| vocabulary.equipment(id.as_str()).is_some());
    request.equipment.extend(things.cloned());
    request.equipment.retain(|id| !profile.missing.contains(id));
    let Flags { set, agreed } = flags(profile);
    request.flags.agreed = agreed;
    for mut one in set {
        let Some(flag) = vocabulary.flag(one.flag.as_str()) else {
            unheeded.push(Unheeded::Flag(one.flag));
            continue;
        };
        let area = |id: &Id| vocabulary.area(id.as_str()).is_some();
        let fits = flag.local == Some(true) && one.areas.iter().all(area);
        if !one.areas.is_empty() && !fits {
            one.areas.clear();
            unheeded.push(Unheeded::Areas {
                flag: one.flag.clone(),
                name: flag.name.to_string(),
            });
        }
        request.flags.set.push(one);
    }
    request.experience = experience(effects);
    Usual { request, unheeded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::ProfileFlag;

    #[test]
    fn flags_and_agreed_techniques_are_handed_on() {
        let id = |text: &str| Id::new(text).unwrap();
        let profile = Profile {
            flags: vec![ProfileFlag {
                flag: id("high-blood-pressure"),
                areas: vec![id("neck")],
            }],
            agreed: vec![id("plank")],
            ..Profile::default()
        };
        let expected = Flags {
            set: vec![FlagSet {
                flag: id("high-blood-pressure"),
                areas: vec![id("neck")],
            }],
            agreed: vec![id("plank")],
        };
        assert_eq!(flags(&profile), expected);
    }
}
