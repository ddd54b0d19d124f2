//! `unhunch.profile/1` and `unhunch.flags/1`.

use serde::Serialize;

use crate::content::Vocabulary;
use crate::journal::Profile;

/// A person's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProfileWire {
    /// `unhunch.profile/1`.
    pub schema: &'static str,
    /// Conditions that leave out or change techniques.
    pub flags: Vec<FlagSetWire>,
    /// Props at hand.
    pub equipment: Vec<String>,
    /// Surroundings that are not there.
    pub missing: Vec<String>,
    /// Positions usually taken; empty for the usual ones.
    pub positions: Vec<String>,
    /// Techniques agreed to although a flag asks first.
    pub agreed: Vec<String>,
    /// The emergency number to show.
    pub emergency_number: Option<String>,
    /// Whether cues are spoken; null when it was never said.
    pub voice: Option<bool>,
}

/// A flag that is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlagSetWire {
    /// The flag.
    pub flag: String,
    /// Only these areas; empty for everywhere.
    pub areas: Vec<String>,
}

/// Every flag that may be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlagListWire {
    /// `unhunch.flags/1`.
    pub schema: &'static str,
    /// The flags.
    pub flags: Vec<FlagWire>,
}

/// A flag that may be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlagWire {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// How a person is asked about it.
    pub ask: String,
    /// Whether it may be limited to areas.
    pub local: bool,
}

impl From<&Profile> for ProfileWire {
    fn from(profile: &Profile) -> Self {
        let words = |ids: &[crate::content::Id]| ids.iter().map(ToString::to_string).collect();
        Self {
            schema: "unhunch.profile/1",
            flags: profile
                .flags
                .iter()
                .map(|one| FlagSetWire {
                    flag: one.flag.to_string(),
                    areas: words(&one.areas),
                })
                .collect(),
            equipment: words(&profile.equipment),
            missing: words(&profile.missing),
            positions: words(&profile.positions),
            agreed: words(&profile.agreed),
            emergency_number: profile.emergency_number.clone(),
            voice: profile.voice,
        }
    }
}

impl From<&Vocabulary> for FlagListWire {
    fn from(vocabulary: &Vocabulary) -> Self {
        let wire = |flag: &crate::content::Flag| FlagWire {
            id: flag.id.to_string(),
            name: flag.name.to_string(),
            ask: flag.ask.to_string(),
            local: flag.local == Some(true),
        };
        Self {
            schema: "unhunch.flags/1",
            flags: vocabulary.flags.iter().map(wire).collect(),
        }
    }
}
