//! The keys, as data: a table for each place, from which the footer and the help are made too.

mod tables;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::action::Action;
use tables::*;

/// A key that is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    code: KeyCode,
    control: bool,
}

const fn letter(letter: char) -> Stroke {
    key(KeyCode::Char(letter))
}

const fn key(code: KeyCode) -> Stroke {
    Stroke {
        code,
        control: false,
    }
}

const fn control(letter: char) -> Stroke {
    Stroke {
        code: KeyCode::Char(letter),
        control: true,
    }
}

impl Stroke {
    /// The stroke of a key event; none for keys with Alt and the like, which mean nothing here.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Option<Self> {
        let own = KeyModifiers::SHIFT | KeyModifiers::CONTROL;
        let code = match event.code {
            // Terminals that tell more say Tab with Shift.
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        own.contains(event.modifiers).then_some(Self {
            code,
            control: event.modifiers.contains(KeyModifiers::CONTROL),
        })
    }
}

/// Keys, and what they do.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The keys that do it.
    pub strokes: &'static [Stroke],
    /// How they are written.
    pub label: &'static str,
    /// What they do, in a word, for the footer; empty for what does not stand there.
    pub short: &'static str,
    /// What they do, in a clause, for the help and the palette.
    pub says: &'static str,
    /// What they do.
    pub action: Action,
}

const fn bind(
    strokes: &'static [Stroke],
    label: &'static str,
    short: &'static str,
    says: &'static str,
    action: Action,
) -> Binding {
    Binding {
        strokes,
        label,
        short,
        says,
        action,
    }
}

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The day's screen.
    Today,
    /// The safety check: every sign at once.
    Signs,
    /// The short form of it.
    Short,
    /// The safety check, question by question.
    Question,
    /// What the check came to.
    Outcome,
    /// The planner's wishes.
    Wishes,
    /// The body map.
    Map,
    /// The planned techniques.
    Planned,
    /// Right before a session.
    Ready,
    /// While a session is played.
    Player,
    /// Why to stop.
    Why,
    /// How strong the pain is.
    Pain,
    /// What the pain asks for.
    Effort,
    /// It cannot be written.
    Trouble,
    /// After a session.
    After,
    /// The list of techniques.
    Library,
    /// A technique's page.
    Technique,
    /// The list of guides.
    Guides,
    /// A guide.
    Guide,
    /// How it goes.
    Progress,
    /// The profile.
    Profile,
    /// What the keys do.
    Help,
    /// The same, over a session.
    Held,
    /// Typing, in a list that is searched.
    Typing,
    /// Typing a text.
    Text,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 25] = [
        Self::Today,
        Self::Signs,
        Self::Short,
        Self::Question,
        Self::Outcome,
        Self::Wishes,
        Self::Map,
        Self::Planned,
        Self::Ready,
        Self::Player,
        Self::Why,
        Self::Pain,
        Self::Effort,
        Self::Trouble,
        Self::After,
        Self::Library,
        Self::Technique,
        Self::Guides,
        Self::Guide,
        Self::Progress,
        Self::Profile,
        Self::Help,
        Self::Held,
        Self::Typing,
        Self::Text,
    ];

    /// The tables that hold here; the first one that knows a key decides.
    #[must_use]
    pub fn tables(self) -> &'static [&'static [Binding]] {
        match self {
            Self::Today => &[TODAY, SCROLL, GLOBAL],
            Self::Signs => &[SIGNS, SCROLL, LEAVE],
            Self::Short => &[SHORT, SCROLL, LEAVE],
            Self::Question => &[QUESTION, LEAVE],
            Self::Outcome => &[OUTCOME, SCROLL, LEAVE],
            Self::Wishes => &[WISHES, PLAN, MOVE, GLOBAL],
            Self::Map => &[MAP, PLAN, MOVE, GLOBAL],
            Self::Planned => &[PLANNED, PLAN, MOVE, GLOBAL],
            Self::Ready => &[READY, DIGITS, SCROLL, LEAVE],
            Self::Player => &[PLAYER, MACHINE],
            Self::Why => &[WHY, MACHINE],
            Self::Pain => &[PAIN, DIGITS, MACHINE],
            Self::Effort => &[EFFORT, MACHINE],
            Self::Trouble => &[TROUBLE, MACHINE],
            Self::After => &[AFTER, DIGITS, MOVE, MACHINE],
            Self::Library => &[LIBRARY, MOVE, GLOBAL],
            Self::Technique => &[TECHNIQUE, SCROLL, GLOBAL],
            Self::Guides => &[GUIDES, MOVE, GLOBAL],
            Self::Guide => &[GUIDE, SCROLL, GLOBAL],
            Self::Progress => &[SCROLL, GLOBAL],
            Self::Profile => &[PROFILE, MOVE, GLOBAL],
            Self::Help => &[HELP, SCROLL, MACHINE],
            Self::Held => &[HELD, SCROLL, MACHINE],
            Self::Typing => &[TYPING, MACHINE],
            Self::Text => &[TEXT, MACHINE],
        }
    }

    /// What a key comes to here.
    #[must_use]
    pub fn action(self, stroke: Stroke) -> Option<Action> {
        let bindings = self.tables().iter().copied().flatten();
        let exact = bindings.clone().find(|one| one.strokes.contains(&stroke));
        let found = exact.or_else(|| {
            // A letter that means nothing else with the shift key means the same.
            let KeyCode::Char(sign) = stroke.code else {
                return None;
            };
            let lower = Stroke {
                code: KeyCode::Char(sign.to_ascii_lowercase()),
                ..stroke
            };
            bindings.clone().find(|one| one.strokes.contains(&lower))
        });
        found.map(|one| one.action.clone())
    }

    /// Whether signs are typed here.
    #[must_use]
    pub fn types(self) -> bool {
        matches!(self, Self::Typing | Self::Text)
    }

    /// All keys that do something here, those that are hidden by others left out.
    pub fn bindings(self) -> impl Iterator<Item = &'static Binding> {
        self.tables().iter().copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unhunch_core::player::StopReason;

    use super::*;

    #[test]
    fn every_binding_of_a_place_is_reached_by_a_key() {
        for place in Place::ALL {
            for table in place.tables() {
                for (at, one) in table.iter().enumerate() {
                    for stroke in one.strokes {
                        let twice = table[..at].iter().any(|two| two.strokes.contains(stroke));
                        assert!(!twice, "{place:?}: {stroke:?} twice in a table");
                    }
                }
            }
            let first = place.tables()[0];
            for one in first {
                assert_eq!(place.action(one.strokes[0]), Some(one.action.clone()));
            }
        }
    }

    #[test]
    fn labels_of_a_place_say_which_key_and_every_binding_says_what() {
        for place in Place::ALL {
            let mut labels = BTreeSet::new();
            for one in place.tables()[0] {
                assert!(labels.insert(one.label), "{place:?}: {} twice", one.label);
                assert!(!one.says.is_empty());
            }
        }
    }

    #[test]
    fn stopping_is_one_key_wherever_a_session_is_played() {
        let stop = letter('q');
        assert_eq!(Place::Player.action(stop), Some(Action::Stop));
        assert_eq!(Place::Effort.action(stop), Some(Action::Stop));
        assert_eq!(Place::Held.action(stop), Some(Action::Stop));
        assert_eq!(Place::Pain.action(stop), Some(Action::StopUnrated));
        assert_eq!(
            Place::Why.action(stop),
            Some(Action::Because(StopReason::Other))
        );
    }

    #[test]
    fn a_capital_letter_means_what_the_small_one_does_unless_it_has_its_own() {
        assert_eq!(Place::Player.action(letter('Q')), Some(Action::Stop));
        assert_eq!(Place::Library.action(letter('G')), Some(Action::Bottom));
        assert_eq!(Place::Library.action(letter('g')), Some(Action::Top));
    }
}
