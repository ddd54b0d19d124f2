//! What lies over a session while it asks: why to stop, how strong the pain is, what that asks for; or that
//! it cannot be written down.

use unhunch_core::content::{EffortAction, SafetyFile};
use unhunch_core::player::{Command, Stop, StopReason};
use unhunch_core::safety::effort;

use super::Typed;
use crate::action::Action;
use crate::draw::Doc;
use crate::keys::Place;
use crate::theme::Role;

/// What lies over the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Why to stop.
    Why,
    /// How strong the pain is.
    Pain(Typed),
    /// What the pain asks for, when that is not to stop.
    Effort {
        /// The pain.
        pain: u8,
        /// What to do.
        action: EffortAction,
        /// How it is said.
        says: String,
        /// Whether there is an easier step.
        can_ease: bool,
    },
    /// It cannot be written down.
    Trouble(String),
}

/// What comes of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// This lies over it now.
    Stay(Asking),
    /// Back to the session.
    Back,
    /// Back, with pain to be noted, and perhaps something that makes it smaller.
    Note(u8, Option<Command>),
    /// Stop.
    Stop(Stop),
    /// Write again.
    Retry,
    /// Leave without writing.
    GiveUp,
}

impl Asking {
    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Why => Place::Why,
            Self::Pain(_) => Place::Pain,
            Self::Effort { .. } => Place::Effort,
            Self::Trouble(_) => Place::Trouble,
        }
    }

    /// Whether an action does something here.
    pub(crate) fn offers(&self, action: &Action) -> bool {
        match (self, action) {
            (Self::Effort { can_ease, .. }, Action::Player(Command::Easier)) => *can_ease,
            (Self::Effort { action: asks, .. }, Action::Choose) => *asks == EffortAction::GoOn,
            _ => true,
        }
    }

    /// What comes of an action; `can_ease` says whether there is an easier step.
    pub(crate) fn act(&self, action: &Action, safety: &SafetyFile, can_ease: bool) -> Next {
        let stay = || Next::Stay(self.clone());
        if !self.offers(action) {
            return stay();
        }
        match (self, action) {
            (Self::Why, Action::Because(StopReason::Pain)) => {
                Next::Stay(Self::Pain(Typed::default()))
            }
            (Self::Why, Action::Because(reason)) => Next::Stop(Stop {
                reason: *reason,
                pain: None,
            }),
            (Self::Why, Action::Back) => Next::Back,
            (Self::Pain(typed), Action::Digit(digit)) => {
                let mut typed = *typed;
                typed.digit(*digit);
                // A 1 may become a 10.
                match typed.0 {
                    Some(pain) if pain != 1 => after_pain(pain, safety, can_ease),
                    _ => Next::Stay(Self::Pain(typed)),
                }
            }
            (Self::Pain(_), Action::Erase) => Next::Stay(Self::Pain(Typed::default())),
            (Self::Pain(Typed(Some(pain))), Action::StopUnrated) => {
                after_pain(*pain, safety, can_ease)
            }
            // Who does not want to say how much it hurts still stops.
            (Self::Pain(_), Action::StopUnrated) => Next::Stop(Stop {
                reason: StopReason::Pain,
                pain: None,
            }),
            (Self::Effort { pain, .. }, Action::Stop) => Next::Stop(Stop {
                reason: StopReason::Pain,
                pain: Some(*pain),
            }),
            (Self::Effort { pain, .. }, Action::Player(command)) => {
                Next::Note(*pain, Some(*command))
            }
            (Self::Effort { pain, .. }, Action::Choose) => Next::Note(*pain, None),
            (Self::Trouble(_), Action::Retry) => Next::Retry,
            (Self::Trouble(_), Action::GiveUp) => Next::GiveUp,
            _ => stay(),
        }
    }

    /// What it says.
    pub(crate) fn doc(&self) -> Doc {
        let mut doc = Doc::new();
        let says = match self {
            Self::Why => "Why do you stop?".to_owned(),
            Self::Pain(typed) => {
                let typed = typed
                    .0
                    .map_or_else(|| "_".to_owned(), |pain| pain.to_string());
                format!("How strong is the pain, 0 to 10?  {typed}")
            }
            Self::Effort { says, .. } => says.clone(),
            Self::Trouble(says) => {
                doc.say(
                    "The session is paused: it cannot be written down.",
                    Role::Alarm,
                );
                says.clone()
            }
        };
        doc.say(&says, Role::Strong);
        let place = self.place();
        let own = place.tables().first().copied().unwrap_or_default();
        for binding in own.iter().filter(|one| self.offers(&one.action)) {
            doc.item(&format!("{:<6}", binding.label), binding.says);
        }
        doc
    }
}

/// What follows from a pain that was said.
fn after_pain(pain: u8, safety: &SafetyFile, can_ease: bool) -> Next {
    let advice = effort(safety, u32::from(pain));
    if advice.action == EffortAction::Stop {
        return Next::Stop(Stop {
            reason: StopReason::Pain,
            pain: Some(pain),
        });
    }
    Next::Stay(Asking::Effort {
        pain,
        action: advice.action,
        says: advice.says.to_owned(),
        can_ease,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(asking: Asking, actions: &[Action]) -> Next {
        let library = unhunch_bundle::library();
        let mut next = Next::Stay(asking);
        for action in actions {
            let Next::Stay(asking) = next else {
                panic!("nothing is asked any more");
            };
            next = asking.act(action, library.safety(), true);
        }
        next
    }

    #[test]
    fn pain_of_six_and_more_stops_and_less_asks_for_care() {
        let pain = Action::Because(StopReason::Pain);
        let stop = |pain| {
            Next::Stop(Stop {
                reason: StopReason::Pain,
                pain,
            })
        };
        let digits = |all: &[u8]| {
            let mut actions = vec![pain.clone()];
            actions.extend(all.iter().map(|one| Action::Digit(*one)));
            actions
        };
        assert_eq!(act(Asking::Why, &digits(&[6])), stop(Some(6)));
        assert_eq!(act(Asking::Why, &digits(&[1, 0])), stop(Some(10)));
        let mut four = digits(&[4]);
        four.push(Action::Choose);
        // Four asks for a smaller step: going on is not offered.
        assert!(matches!(
            act(Asking::Why, &four),
            Next::Stay(Asking::Effort { pain: 4, .. })
        ));
        four.push(Action::Player(Command::Easier));
        assert_eq!(
            act(Asking::Why, &four),
            Next::Note(4, Some(Command::Easier))
        );
        let mut two = digits(&[2]);
        two.push(Action::Choose);
        assert_eq!(act(Asking::Why, &two), Next::Note(2, None));
        let mut none = digits(&[]);
        none.push(Action::StopUnrated);
        assert_eq!(act(Asking::Why, &none), stop(None));
    }

    #[test]
    fn a_sign_stops_at_once_and_one_can_go_back() {
        let dizzy = Action::Because(StopReason::Dizzy);
        assert_eq!(
            act(Asking::Why, &[dizzy]),
            Next::Stop(Stop {
                reason: StopReason::Dizzy,
                pain: None
            })
        );
        assert_eq!(act(Asking::Why, &[Action::Back]), Next::Back);
    }
}
