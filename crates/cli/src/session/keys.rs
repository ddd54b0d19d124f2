//! The keys, as data: one table for the live view, its help line and its help.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unhunch_core::content::{EffortAction, SafetyFile};
use unhunch_core::player::{Command, StopReason};
use unhunch_core::safety::{effort, with_number};

/// What a key does in the live view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Hold the time, or let it go on.
    PauseOrResume,
    /// A command to the player.
    Player(Command),
    /// Ask why to stop.
    Stop,
    /// Show all keys.
    Help,
    /// Speak, or stop speaking.
    Voice,
    /// Ring, or stop ringing.
    Bell,
}

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    /// The keys that do it.
    codes: &'static [KeyCode],
    /// How they are written.
    pub label: &'static str,
    /// What they do, in a word.
    pub short: &'static str,
    /// What they do.
    pub says: &'static str,
    /// What they do.
    pub action: Action,
}

/// All keys. The help line drops the last ones first where there is no room; the first always stands.
pub(super) const KEYS: &[Key] = &[
    Key {
        codes: &[KeyCode::Char('q'), KeyCode::Esc],
        label: "q",
        short: "STOP",
        says: "stop; it asks why",
        action: Action::Stop,
    },
    Key {
        codes: &[KeyCode::Char(' ')],
        label: "space",
        short: "pause",
        says: "pause, and go on",
        action: Action::PauseOrResume,
    },
    Key {
        codes: &[KeyCode::Char('?'), KeyCode::Char('h')],
        label: "?",
        short: "keys",
        says: "these keys",
        action: Action::Help,
    },
    Key {
        codes: &[KeyCode::Char('e')],
        label: "e",
        short: "easier",
        says: "take the easier step",
        action: Action::Player(Command::Easier),
    },
    Key {
        codes: &[KeyCode::Char('n'), KeyCode::Right],
        label: "n",
        short: "next",
        says: "go on to what comes next (or right arrow)",
        action: Action::Player(Command::Next),
    },
    Key {
        codes: &[KeyCode::Char('p'), KeyCode::Left],
        label: "p",
        short: "back",
        says: "go back to what came before (or left arrow)",
        action: Action::Player(Command::Previous),
    },
    Key {
        codes: &[KeyCode::Char('s')],
        label: "s",
        short: "skip",
        says: "leave this technique out",
        action: Action::Player(Command::SkipTechnique),
    },
    Key {
        codes: &[KeyCode::Char('+'), KeyCode::Char('=')],
        label: "+",
        short: "10 s",
        says: "10 seconds more",
        action: Action::Player(Command::Extend),
    },
    Key {
        codes: &[KeyCode::Char('r')],
        label: "r",
        short: "again",
        says: "begin this part again",
        action: Action::Player(Command::Restart),
    },
    Key {
        codes: &[KeyCode::Char('v')],
        label: "v",
        short: "voice",
        says: "speak the cues, or stop speaking",
        action: Action::Voice,
    },
    Key {
        codes: &[KeyCode::Char('b')],
        label: "b",
        short: "bell",
        says: "ring the bell, or stop ringing",
        action: Action::Bell,
    },
];

/// A reason to stop, and its key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    /// The key.
    pub key: char,
    /// What it says.
    pub says: &'static str,
    /// The reason.
    pub reason: StopReason,
}

/// The reasons to stop.
pub(super) const REASONS: &[Reason] = &[
    Reason {
        key: 'd',
        says: "done for today",
        reason: StopReason::Done,
    },
    Reason {
        key: 't',
        says: "no time left",
        reason: StopReason::NoTime,
    },
    Reason {
        key: 'p',
        says: "pain",
        reason: StopReason::Pain,
    },
    Reason {
        key: 'z',
        says: "dizzy or faint, or sight has changed",
        reason: StopReason::Dizzy,
    },
    Reason {
        key: 'u',
        says: "numb, tingling or weak",
        reason: StopReason::Numb,
    },
    Reason {
        key: 'o',
        says: "something else",
        reason: StopReason::Other,
    },
];

/// What a key does in the live view, if anything.
pub(super) fn action(key: &KeyEvent) -> Option<Action> {
    if key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    {
        return None;
    }
    let code = lower(key.code);
    KEYS.iter()
        .find(|one| one.codes.contains(&code))
        .map(|one| one.action)
}

/// The reason that a key stands for.
pub(super) fn reason(key: &KeyEvent) -> Option<StopReason> {
    let code = lower(key.code);
    REASONS
        .iter()
        .find(|one| code == KeyCode::Char(one.key))
        .map(|one| one.reason)
}

/// A letter means the same with the shift key.
fn lower(code: KeyCode) -> KeyCode {
    match code {
        KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
        other => other,
    }
}

/// What is said to somebody who stops for a reason, in paragraphs; nothing for reasons that need no
/// word.
pub(crate) fn stop_advice(
    safety: &SafetyFile,
    reason: StopReason,
    pain: Option<u8>,
    emergency_number: Option<&str>,
) -> Vec<String> {
    let after_stop = || with_number(safety, &safety.after_stop.value, emergency_number);
    match reason {
        StopReason::Done | StopReason::NoTime | StopReason::Other => Vec::new(),
        StopReason::Pain => {
            let advice = pain.map(|pain| effort(safety, u32::from(pain)));
            let mut says: Vec<String> = advice
                .map(|advice| match advice.action {
                    // Who has stopped already is not told to go on.
                    EffortAction::GoOn => "You can begin again whenever you like.".to_owned(),
                    EffortAction::Easier | EffortAction::Stop => advice.says.to_owned(),
                })
                .into_iter()
                .collect();
            says.push(after_stop());
            says.push(safety.flare.says.value.clone());
            says
        }
        StopReason::Dizzy | StopReason::Numb => vec![
            "Stop here, and sit or lie down where you are safe.".to_owned(),
            after_stop(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    #[test]
    fn every_key_means_one_thing_and_every_command_has_a_key() {
        let codes: Vec<KeyCode> = KEYS.iter().flat_map(|one| one.codes).copied().collect();
        for (at, code) in codes.iter().enumerate() {
            assert!(!codes[..at].contains(code), "{code:?} twice");
        }
        for one in KEYS {
            for code in one.codes {
                assert_eq!(action(&key(*code)), Some(one.action));
            }
        }
        use Command::{Easier, Extend, Next, Previous, Restart, SkipTechnique};
        for command in [Easier, Extend, Next, Previous, Restart, SkipTechnique] {
            assert!(KEYS.iter().any(|one| one.action == Action::Player(command)));
        }
        let control = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
        assert_eq!(action(&control), None);
        assert_eq!(action(&key(KeyCode::Char('N'))), Some(Action::Player(Next)));
    }

    #[test]
    fn every_reason_has_a_key_of_its_own() {
        let keys: BTreeSet<char> = REASONS.iter().map(|one| one.key).collect();
        assert_eq!(keys.len(), REASONS.len());
        for one in REASONS {
            assert_eq!(reason(&key(KeyCode::Char(one.key))), Some(one.reason));
        }
    }

    #[test]
    fn stopping_for_a_sign_gets_its_advice() {
        let library = unhunch_bundle::library();
        let safety = library.safety();
        let says = |reason, pain| stop_advice(safety, reason, pain, Some("112")).join(" ");
        assert_eq!(says(StopReason::Done, None), "");
        assert!(says(StopReason::Dizzy, None).contains("call 112"));
        assert!(says(StopReason::Numb, None).contains("call 112"));
        assert!(says(StopReason::Pain, Some(4)).contains("smaller"));
        assert!(says(StopReason::Pain, Some(6)).starts_with("Stop here"));
        assert!(!says(StopReason::Pain, Some(2)).contains("Go on"));
        assert!(says(StopReason::Pain, None).contains("112"));
        let unset = stop_advice(safety, StopReason::Dizzy, None, None).join(" ");
        assert!(unset.contains("your local emergency number"), "{unset}");
    }
}
