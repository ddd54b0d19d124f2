//! The wishes, row by row: what each is, how it is changed, how it is shown.

use std::collections::BTreeSet;

use unhunch_core::content::{EquipmentKind, Goal, Id, Intensity, Library};
use unhunch_core::plan::{LEAST_MINUTES, MOST_MINUTES, Request};

use crate::draw::{Piece, Row};
use crate::theme::Role;
use crate::work::Wishes;

/// A wish that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// How long.
    Minutes,
    /// What for.
    Goal,
    /// The most that it may ask.
    Effort,
    /// A position.
    Position(Id),
    /// A thing at hand.
    Equipment(Id),
}

const GOALS: [Goal; 4] = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown];
const EFFORTS: [Intensity; 3] = [Intensity::Gentle, Intensity::Moderate, Intensity::Strong];

impl Wish {
    /// All of them, in order.
    pub(super) fn all(library: &Library) -> Vec<Self> {
        let words = library.vocabulary();
        let mut all = vec![Self::Minutes, Self::Goal, Self::Effort];
        let positions = words.positions.iter();
        all.extend(positions.map(|one| Self::Position(one.id.value.clone())));
        // Props first: what is usually around is there.
        for kind in [EquipmentKind::Prop, EquipmentKind::Surrounding] {
            let things = words.equipment.iter().filter(|one| one.kind.value == kind);
            all.extend(things.map(|one| Self::Equipment(one.id.value.clone())));
        }
        all
    }

    /// The first wish of each group, and what the group is called.
    pub(super) fn groups(all: &[Self]) -> Vec<(usize, &'static str)> {
        let position = |one: &Self| matches!(one, Self::Position(_));
        let equipment = |one: &Self| matches!(one, Self::Equipment(_));
        let positions = all.iter().position(position);
        let things = all.iter().position(equipment);
        let groups = [(positions, "Positions"), (things, "At hand")];
        let found = groups
            .into_iter()
            .filter_map(|(at, name)| Some((at?, name)));
        found.collect()
    }

    /// Changes it, forward for 1 and back for -1. Whether anything is different now.
    pub(super) fn change(&self, wishes: &mut Wishes, usual: &Request, by: i32) -> bool {
        let before = wishes.clone();
        match self {
            Self::Minutes => {
                let step = if wishes.minutes >= 20 + u32::from(by < 0) {
                    5
                } else {
                    1
                };
                wishes.minutes = wishes
                    .minutes
                    .saturating_add_signed(by * step)
                    .clamp(LEAST_MINUTES, MOST_MINUTES);
            }
            Self::Goal => wishes.goal = turned(&GOALS, wishes.goal, by),
            Self::Effort => wishes.intensity = turned(&EFFORTS, wishes.intensity, by),
            Self::Position(id) => {
                toggle(&mut wishes.positions, &usual.positions, id);
            }
            Self::Equipment(id) => {
                toggle(&mut wishes.equipment, &usual.equipment, id);
            }
        }
        *wishes != before
    }

    /// How it is shown.
    pub(super) fn row(&self, wishes: &Wishes, usual: &Request, library: &Library) -> Row {
        let words = library.vocabulary();
        let value = |name: &str, value: String| {
            vec![
                Piece::new(format!("{name:<9}"), Role::Faint),
                Piece::new(format!("\u{25c0} {value} \u{25b6}"), Role::Accent),
            ]
        };
        let check = |on: bool, name: String| {
            let (mark, role) = if on {
                ("[x] ", Role::Text)
            } else {
                ("[ ] ", Role::Faint)
            };
            vec![Piece::new(mark, Role::Accent), Piece::new(name, role)]
        };
        let pieces = match self {
            Self::Minutes => value("Minutes", wishes.minutes.to_string()),
            Self::Goal => {
                let id = wishes.goal.word();
                let known = words.goals.iter().find(|one| one.id.as_str() == id);
                let name = known.map_or(id.to_owned(), |one| one.name.to_lowercase());
                value("For", name)
            }
            Self::Effort => value("At most", wishes.intensity.word().to_owned()),
            Self::Position(id) => {
                let on = wishes.positions.as_ref().unwrap_or(&usual.positions);
                let known = words.position(id.as_str());
                let name = known.map_or(id.to_string(), |one| one.name.to_string());
                check(on.contains(id), name)
            }
            Self::Equipment(id) => {
                let on = wishes.equipment.as_ref().unwrap_or(&usual.equipment);
                let known = words.equipment(id.as_str());
                let name = known.map_or(id.to_string(), |one| one.name.to_string());
                check(on.contains(id), name)
            }
        };
        Row { indent: 0, pieces }
    }
}

fn turned<T: Copy + PartialEq>(all: &[T], now: T, by: i32) -> T {
    let count = all.len();
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let next = if by < 0 { at + count - 1 } else { at + 1 };
    all.get(next % count.max(1)).copied().unwrap_or(now)
}

fn toggle(set: &mut Option<BTreeSet<Id>>, usual: &BTreeSet<Id>, id: &Id) {
    let set = set.get_or_insert_with(|| usual.clone());
    if !set.remove(id) {
        set.insert(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_go_in_steps_that_meet_again() {
        let library = unhunch_bundle::library();
        let usual = Request::new(&library, 5);
        let mut wishes = Wishes::default();
        let mut up = vec![wishes.minutes];
        while Wish::Minutes.change(&mut wishes, &usual, 1) {
            up.push(wishes.minutes);
        }
        assert_eq!(up.last(), Some(&MOST_MINUTES));
        let mut down = vec![wishes.minutes];
        while Wish::Minutes.change(&mut wishes, &usual, -1) {
            down.push(wishes.minutes);
        }
        assert_eq!(down.last(), Some(&LEAST_MINUTES));
        down.reverse();
        assert_eq!(down[4..], up[..]);
    }

    #[test]
    fn every_wish_can_be_changed_and_taken_back() {
        let library = unhunch_bundle::library();
        let usual = Request::new(&library, 5);
        for wish in Wish::all(&library) {
            let mut wishes = Wishes::default();
            let before = wish.row(&wishes, &usual, &library);
            assert!(wish.change(&mut wishes, &usual, 1), "{wish:?}");
            assert_ne!(wish.row(&wishes, &usual, &library), before);
            wish.change(&mut wishes, &usual, -1);
            assert_eq!(wish.row(&wishes, &usual, &library), before);
        }
    }
}
