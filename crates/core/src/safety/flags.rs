//! What a person's flags mean for a technique, and for the positions that it can be done in.

use serde::{Deserialize, Serialize};

use crate::content::{Action, Caution, Id, Library, Technique, Vocabulary};

/// A condition that a person has set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FlagSet {
    /// The flag (vocabulary `flags`).
    pub flag: Id,
    /// The areas it is limited to; empty means everywhere.
    #[serde(default)]
    pub areas: Vec<Id>,
}

/// All conditions that a person has set. One flag may stand there more than once, for other areas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flags {
    /// The conditions.
    pub set: Vec<FlagSet>,
    /// Techniques that the person has agreed to although a flag asks first.
    #[serde(default)]
    pub agreed: Vec<Id>,
}

impl Flags {
    /// Whether `flag` is set everywhere, or in an area that `technique` works.
    fn touches(&self, flag: &Id, technique: &Technique) -> bool {
        self.set.iter().filter(|one| one.flag == *flag).any(|one| {
            one.areas.is_empty()
                || technique
                    .areas
                    .all()
                    .any(|area| one.areas.contains(&area.value))
        })
    }

    /// Whether `flag` is set and not limited to areas.
    fn is_everywhere(&self, flag: &Id) -> bool {
        self.set
            .iter()
            .any(|one| one.flag == *flag && one.areas.is_empty())
    }

    fn has_agreed(&self, technique: &Technique) -> bool {
        self.agreed.contains(&technique.id.value)
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

/// What `flags` leave of `technique`, by the cautions that apply.
///
/// Of several, the one that leaves least counts: out, then to be asked first, then the easier step.
/// (Asking is the mildest action, but while it is unanswered there is no easier step to plan.) A
/// technique whose verdict is not [`Verdict::Out`] may still have lost some of its positions:
/// [`positions_left`].
pub fn verdict<'t>(technique: &'t Technique, flags: &Flags) -> Verdict<'t> {
    let strongest = |least: Action, most: Action| {
        technique
            .cautions
            .iter()
            .filter(|caution| (least..=most).contains(&caution.action.value))
            .filter(|caution| flags.touches(&caution.flag.value, technique))
            .max_by_key(|caution| caution.action.value)
    };
    if let Some(caution) = strongest(Action::Substitute, Action::Exclude) {
        return Verdict::Out(caution);
    }
    if let Some(caution) = strongest(Action::Ask, Action::Ask)
        && !flags.has_agreed(technique)
    {
        return Verdict::AskFirst(caution);
    }
    strongest(Action::Modify, Action::Modify).map_or(Verdict::Free, Verdict::EasierOnly)
}

/// A position that a flag takes from a technique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostPosition<'v> {
    /// The position.
    pub position: &'v Id,
    /// The flag that takes it.
    pub flag: &'v Id,
}

/// The positions of a technique that flags leave, and those that they take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PositionsLeft<'v> {
    /// Those that are left, in the technique's order.
    pub left: Vec<&'v Id>,
    /// Those that are lost, in the technique's order.
    pub lost: Vec<LostPosition<'v>>,
}

impl PositionsLeft<'_> {
    /// Whether a position is left.
    pub fn has(&self, position: &Id) -> bool {
        self.left.contains(&position)
    }
}

/// Which positions of a technique `flags` leave.
///
/// A position is lost when a flag that is set has a rule for one of the position's traits. Two things
/// are left to [`verdict`]: a trait that the technique lists itself (its cautions speak of it, whatever
/// the position), and a flag that is limited to areas (a position has none). A rule that asks first is
/// met by the person's having agreed to the technique.
pub fn positions_left<'v>(
    technique: &'v Technique,
    vocabulary: &'v Vocabulary,
    flags: &Flags,
) -> PositionsLeft<'v> {
    let mut found = PositionsLeft::default();
    for position in &technique.positions {
        let traits = vocabulary
            .position(position.as_str())
            .map_or(&[][..], |known| known.traits.as_slice());
        let of_place = |id: &Id| {
            traits.iter().any(|one| one.value == *id) && !technique.has_trait(id.as_str())
        };
        let taken_by = vocabulary.flags.iter().find(|flag| {
            flags.is_everywhere(&flag.id.value)
                && flag.rules.iter().any(|rule| {
                    let met = rule.action.value == Action::Ask && flags.has_agreed(technique);
                    !met && of_place(&rule.on.value)
                })
        });
        match taken_by {
            None => found.left.push(&position.value),
            Some(flag) => found.lost.push(LostPosition {
                position: &position.value,
                flag: &flag.id.value,
            }),
        }
    }
    found
}

/// What a caution of a technique means, in words: for whom, what to do, and why.
pub fn caution_says(library: &Library, caution: &Caution) -> String {
    let flag = library.vocabulary().flag(caution.flag.as_str());
    let flag = flag.map_or(caution.flag.as_str(), |one| one.name.as_str());
    let other = caution
        .substitute
        .as_ref()
        .and_then(|id| library.technique(id.as_str()))
        .map(|one| one.name.value.as_str());
    let does = match (caution.action.value, other) {
        (Action::Ask, None) => "ask your doctor first".to_owned(),
        (Action::Ask, Some(other)) => format!("ask your doctor first, or take {other}"),
        (Action::Modify, _) => "only the easier form".to_owned(),
        (Action::Substitute | Action::Exclude, Some(other)) => {
            format!("leave it out, and take {other} instead")
        }
        (Action::Substitute | Action::Exclude, None) => "leave it out".to_owned(),
    };
    format!("{flag}: {does}. {}", caution.why)
}
