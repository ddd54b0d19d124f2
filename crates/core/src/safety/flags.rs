//! What a person's flags mean for a technique.

use serde::{Deserialize, Serialize};

use crate::content::{Action, Caution, Id, Technique};

/// A condition that a person has set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FlagSet {
    /// The flag (vocabulary `flags`).
    pub flag: Id,
    /// The areas it is limited to; empty means everywhere.
    #[serde(default)]
    pub areas: Vec<Id>,
}

/// All conditions that a person has set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flags {
    /// The conditions.
    pub set: Vec<FlagSet>,
    /// Techniques that the person has agreed to although a flag asks first.
    #[serde(default)]
    pub agreed: Vec<Id>,
}

impl Flags {
    /// The areas to which `flag` is limited, if it is set at all.
    fn reach(&self, flag: &Id) -> Option<&[Id]> {
        self.set
            .iter()
            .find(|one| one.flag == *flag)
            .map(|one| one.areas.as_slice())
    }
}

/// What a person's flags leave of a technique.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict<'t> {
    /// Nothing speaks against it.
    Free,
    /// Only its easier step.
    EasierOnly(&'t Caution),
    /// Not without the person's word.
    AskFirst(&'t Caution),
    /// Not at all; the caution may name a substitute.
    Out(&'t Caution),
}

/// What `flags` leave of `technique`: the strongest action of the cautions that apply.
pub fn verdict<'t>(technique: &'t Technique, flags: &Flags) -> Verdict<'t> {
    let applies = |caution: &&Caution| {
        flags.reach(&caution.flag.value).is_some_and(|areas| {
            areas.is_empty()
                || technique
                    .areas
                    .all()
                    .any(|area| areas.contains(&area.value))
        })
    };
    let agreed = flags.agreed.contains(&technique.id.value);
    let strongest = technique
        .cautions
        .iter()
        .filter(applies)
        .filter(|caution| !(agreed && caution.action.value == Action::Ask))
        .max_by_key(|caution| caution.action.value);
    match strongest {
        None => Verdict::Free,
        Some(caution) => match caution.action.value {
            Action::Ask => Verdict::AskFirst(caution),
            Action::Modify => Verdict::EasierOnly(caution),
            Action::Substitute | Action::Exclude => Verdict::Out(caution),
        },
    }
}
