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

/// The request that fits a person when they say nothing but the minutes.
///
/// Positions are the profile's, or seated and standing: a desk worker's floor is not for lying on.
/// Words of a profile that the library does not know are passed over.
pub fn usual_request(
    library: &Library,
    profile: &Profile,
    effects: &BTreeMap<Id, Effect>,
    minutes: u32,
) -> Request {
    let mut request = Request::new(library, minutes);
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
    } else {
        request.positions = own.into_iter().cloned().collect();
    }
    let things = profile
        .equipment
        .iter()
        .filter(|id| vocabulary.equipment(id.as_str()).is_some());
    request.equipment.extend(things.cloned());
    request.equipment.retain(|id| !profile.missing.contains(id));
    request.flags = flags(profile);
    request
        .flags
        .set
        .retain(|one| vocabulary.flag(one.flag.as_str()).is_some());
    request.experience = experience(effects);
    request
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
