//! What lies over the live view while it asks or explains: a small state machine of its own, without a
//! terminal and without a player.

use crossterm::event::{KeyCode, KeyEvent};
use unhunch_core::content::{EffortAction, SafetyFile};
use unhunch_core::player::{Command, Stop, StopReason};
use unhunch_core::safety::effort;

use super::keys::{self, KEYS, REASONS};

/// What lies over the live view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Overlay {
    /// All keys.
    Help,
    /// Why to stop.
    Why,
    /// How much it hurts; what was typed so far is `1` or nothing.
    Pain {
        /// Whether a 1 was typed, which may become a 10.
        one: bool,
    },
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
    /// The journal cannot be written.
    Trouble(String),
}

/// What a key comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// This lies over it now.
    Stay(Overlay),
    /// Back to the session. The time goes on if it ran before.
    Back,
    /// Back, with pain to be noted, and perhaps something that makes it smaller.
    Note {
        /// The pain.
        pain: u8,
        /// What makes it smaller: the easier step, or leaving the technique out.
        command: Option<Command>,
    },
    /// Stop.
    Stop(Stop),
    /// Try to write again.
    Retry,
    /// Leave without writing.
    GiveUp,
}

impl Overlay {
    /// What a key comes to; `can_ease` says whether there is an easier step.
    pub(super) fn key(&self, key: &KeyEvent, safety: &SafetyFile, can_ease: bool) -> Next {
        let stay = || Next::Stay(self.clone());
        match self {
            Self::Help => match key.code {
                // The stop key stops, whatever lies over the session.
                KeyCode::Char('q' | 'Q') => Next::Stay(Self::Why),
                _ => Next::Back,
            },
            Self::Why => match (keys::reason(key), key.code) {
                (Some(StopReason::Pain), _) => Next::Stay(Self::Pain { one: false }),
                (Some(reason), _) => Next::Stop(Stop { reason, pain: None }),
                (None, KeyCode::Esc | KeyCode::Char(' ')) => Next::Back,
                // A second press is in earnest.
                (None, KeyCode::Char('q' | 'Q')) => Next::Stop(Stop {
                    reason: StopReason::Other,
                    pain: None,
                }),
                _ => stay(),
            },
            Self::Pain { one } => match key.code {
                KeyCode::Char('0') if *one => after_pain(10, safety, can_ease),
                KeyCode::Char('1') if !*one => Next::Stay(Self::Pain { one: true }),
                KeyCode::Char(digit) if !*one && digit.is_ascii_digit() => {
                    let pain = digit
                        .to_digit(10)
                        .and_then(|digit| u8::try_from(digit).ok());
                    pain.map_or_else(stay, |pain| after_pain(pain, safety, can_ease))
                }
                KeyCode::Enter if *one => after_pain(1, safety, can_ease),
                KeyCode::Backspace => Next::Stay(Self::Pain { one: false }),
                // Who does not want to say how much it hurts still stops.
                KeyCode::Enter | KeyCode::Esc | KeyCode::Char('q' | 'Q') => Next::Stop(Stop {
                    reason: StopReason::Pain,
                    pain: None,
                }),
                _ => stay(),
            },
            Self::Effort {
                pain,
                action,
                can_ease,
                ..
            } => match key.code {
                KeyCode::Char('q' | 'Q') | KeyCode::Esc => Next::Stop(Stop {
                    reason: StopReason::Pain,
                    pain: Some(*pain),
                }),
                KeyCode::Char('e' | 'E') if *can_ease => Next::Note {
                    pain: *pain,
                    command: Some(Command::Easier),
                },
                KeyCode::Char('s' | 'S') => Next::Note {
                    pain: *pain,
                    command: Some(Command::SkipTechnique),
                },
                KeyCode::Char(' ') | KeyCode::Enter if *action == EffortAction::GoOn => {
                    Next::Note {
                        pain: *pain,
                        command: None,
                    }
                }
                _ => stay(),
            },
            Self::Trouble(_) => match key.code {
                KeyCode::Char('r' | 'R') | KeyCode::Enter => Next::Retry,
                KeyCode::Char('q' | 'Q') => Next::GiveUp,
                _ => stay(),
            },
        }
    }

    /// What it shows, line by line.
    pub(super) fn lines(&self) -> Vec<String> {
        match self {
            Self::Help => KEYS
                .iter()
                .map(|key| format!("{:<7}{}", key.label, key.says))
                .collect(),
            Self::Why => std::iter::once("Why do you stop?".to_owned())
                .chain(
                    REASONS
                        .iter()
                        .map(|one| format!("{}  {}", one.key, one.says)),
                )
                .chain(["esc  go on".to_owned()])
                .collect(),
            Self::Pain { one } => vec![
                "How strong is the pain, 0 to 10?".to_owned(),
                format!("> {}", if *one { "1" } else { "" }),
                "Enter stops without a number.".to_owned(),
            ],
            Self::Effort {
                action,
                says,
                can_ease,
                ..
            } => {
                let mut lines = vec![says.clone()];
                if *action == EffortAction::GoOn {
                    lines.push("space  go on".to_owned());
                }
                if *can_ease {
                    lines.push("e  take the easier step".to_owned());
                }
                lines.push("s  leave this technique out".to_owned());
                lines.push("q  stop".to_owned());
                lines
            }
            Self::Trouble(message) => vec![
                "The session is paused: it cannot be written down.".to_owned(),
                message.clone(),
                "r  try again".to_owned(),
                "q  leave; what was written stays".to_owned(),
            ],
        }
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
    Next::Stay(Overlay::Effort {
        pain,
        action: advice.action,
        says: advice.says.to_owned(),
        can_ease,
    })
}

impl Next {
    /// The command to the player that it comes to, if it is one.
    pub(super) fn command(&self) -> Option<Command> {
        match self {
            Self::Stop(stop) => Some(Command::Stop(*stop)),
            Self::Note { command, .. } => *command,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    fn press(overlay: Overlay, keys: &str) -> Next {
        let library = unhunch_bundle::library();
        let mut next = Next::Stay(overlay);
        for key in keys.chars() {
            let code = match key {
                '\n' => KeyCode::Enter,
                '\x1b' => KeyCode::Esc,
                key => KeyCode::Char(key),
            };
            let Next::Stay(overlay) = next else {
                panic!("no overlay any more");
            };
            next = overlay.key(
                &KeyEvent::new(code, KeyModifiers::NONE),
                library.safety(),
                true,
            );
        }
        next
    }

    #[test]
    fn each_reason_stops_and_pain_is_answered_by_its_rule() {
        let stop = |reason, pain| Next::Stop(Stop { reason, pain });
        assert_eq!(press(Overlay::Why, "d"), stop(StopReason::Done, None));
        assert_eq!(press(Overlay::Why, "t"), stop(StopReason::NoTime, None));
        assert_eq!(press(Overlay::Why, "z"), stop(StopReason::Dizzy, None));
        assert_eq!(press(Overlay::Why, "u"), stop(StopReason::Numb, None));
        assert_eq!(press(Overlay::Why, "o"), stop(StopReason::Other, None));
        assert_eq!(press(Overlay::Why, "q"), stop(StopReason::Other, None));
        assert_eq!(press(Overlay::Help, "qz"), stop(StopReason::Dizzy, None));
        assert_eq!(press(Overlay::Help, "n"), Next::Back);
        assert_eq!(press(Overlay::Why, "\x1b"), Next::Back);
        assert_eq!(press(Overlay::Why, "p6"), stop(StopReason::Pain, Some(6)));
        assert_eq!(press(Overlay::Why, "p10"), stop(StopReason::Pain, Some(10)));
        assert_eq!(press(Overlay::Why, "p\n"), stop(StopReason::Pain, None));
        assert_eq!(press(Overlay::Why, "p4q"), stop(StopReason::Pain, Some(4)));
        let note = |pain, command| Next::Note { pain, command };
        assert_eq!(press(Overlay::Why, "p4e"), note(4, Some(Command::Easier)));
        assert_eq!(press(Overlay::Why, "p1\n "), note(1, None));
        assert_eq!(press(Overlay::Why, "p3 "), note(3, None));
        // At 5 one does not simply go on.
        assert!(matches!(
            press(Overlay::Why, "p5 "),
            Next::Stay(Overlay::Effort { pain: 5, .. })
        ));
    }

    #[test]
    fn without_an_easier_step_the_technique_is_left_out() {
        let library = unhunch_bundle::library();
        let key = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        let pain = Overlay::Pain { one: false };
        let Next::Stay(effort) = pain.key(&key('4'), library.safety(), false) else {
            panic!("it does not ask");
        };
        assert!(!effort.lines().iter().any(|line| line.starts_with("e ")));
        let next = |letter| effort.key(&key(letter), library.safety(), false);
        assert_eq!(next('e'), Next::Stay(effort.clone()));
        assert_eq!(next('s').command(), Some(Command::SkipTechnique));
    }

    #[test]
    fn trouble_is_tried_again_or_left() {
        let trouble = Overlay::Trouble("disk full".into());
        assert_eq!(press(trouble.clone(), "r"), Next::Retry);
        assert_eq!(press(trouble.clone(), "q"), Next::GiveUp);
        assert_eq!(press(trouble.clone(), "n"), Next::Stay(trouble));
    }

    #[test]
    fn stopping_for_a_sign_gets_its_advice() {
        let library = unhunch_bundle::library();
        let safety = library.safety();
        let says = |reason, pain| {
            unhunch_core::safety::stop_advice(safety, reason, pain, Some("112")).join(" ")
        };
        assert_eq!(says(StopReason::Done, None), "");
        assert!(says(StopReason::Dizzy, None).contains("call 112"));
        assert!(says(StopReason::Numb, None).contains("call 112"));
        assert!(says(StopReason::Pain, Some(4)).contains("smaller"));
        assert!(says(StopReason::Pain, Some(6)).starts_with("Stop here"));
        assert!(!says(StopReason::Pain, Some(2)).contains("Go on"));
        assert!(says(StopReason::Pain, None).contains("112"));
        let unset =
            unhunch_core::safety::stop_advice(safety, StopReason::Dizzy, None, None).join(" ");
        assert!(unset.contains("your local emergency number"), "{unset}");
    }
}
