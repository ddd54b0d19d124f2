//! What the answers of the safety check come to.

use crate::content::{Level, SafetyFile};
use crate::journal::{self, SafetyCheck};
use crate::safety::{Answers, Clearance, assess, questions_version};

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// In short form: nothing is new.
    NothingNew,
    /// In full form.
    Full(Answers),
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// What is recorded.
    pub entry: SafetyCheck,
    /// Questions that are still open.
    open: usize,
}

/// What the answers come to. A short check leaves the level of the last full one, `before`.
pub fn result(safety: &SafetyFile, answered: &Answered, before: Option<Level>) -> CheckResult {
    let questions = questions_version(safety);
    match answered {
        Answered::NothingNew => CheckResult {
            entry: SafetyCheck {
                form: journal::Form::Short,
                reported: Vec::new(),
                level: before.unwrap_or(Level::Clear),
                questions,
            },
            open: 0,
        },
        Answered::Full(answers) => {
            let found = assess(safety, answers);
            CheckResult {
                entry: SafetyCheck {
                    form: journal::Form::Full,
                    reported: found.reported,
                    level: found.level,
                    questions,
                },
                open: found.open,
            }
        }
    }
}

impl CheckResult {
    /// What it allows; none while questions are open.
    pub fn clearance(&self) -> Option<Clearance> {
        let level = self.entry.level;
        (self.open == 0 || level >= Level::Urgent).then(|| Clearance::recorded(level))
    }
}
