//! The keys, as data: one table for the live view, its help line and its help.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unhunch_core::player::{Command, StopReason};

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
        says: StopReason::Done.says(),
        reason: StopReason::Done,
    },
    Reason {
        key: 't',
        says: StopReason::NoTime.says(),
        reason: StopReason::NoTime,
    },
    Reason {
        key: 'p',
        says: StopReason::Pain.says(),
        reason: StopReason::Pain,
    },
    Reason {
        key: 'z',
        says: StopReason::Dizzy.says(),
        reason: StopReason::Dizzy,
    },
    Reason {
        key: 'u',
        says: StopReason::Numb.says(),
        reason: StopReason::Numb,
    },
    Reason {
        key: 'o',
        says: StopReason::Other.says(),
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
}
