//! What a person said about themselves once.

use crate::content::Id;

/// A person's profile: what holds until they change it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Conditions that leave out or change techniques.
    pub flags: Vec<ProfileFlag>,
    /// Props at hand.
    pub equipment: Vec<Id>,
    /// Surroundings that are not there (a wall, a chair).
    pub missing: Vec<Id>,
    /// The positions that the person usually takes; empty means any.
    pub positions: Vec<Id>,
    /// Techniques that the person agreed to although a flag asks first.
    pub agreed: Vec<Id>,
    /// The emergency number to show.
    pub emergency_number: Option<String>,
    /// Whether cues are spoken; none when the person never said.
    pub voice: Option<bool>,
}

/// A flag that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFlag {
    /// The flag.
    pub flag: Id,
    /// Only these areas; empty means everywhere.
    pub areas: Vec<Id>,
}
