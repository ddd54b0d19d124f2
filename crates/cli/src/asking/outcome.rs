//! What the answers come to: the entry to record, and what is said.

use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::journal::{self, SafetyCheck};
use unhunch_core::safety::{Clearance, advice, assess, level_text, questions_version};

use super::form::Answered;
use crate::error::Failure;
use crate::output::{Paper, alarm};

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckResult {
    /// What is recorded.
    pub entry: SafetyCheck,
    /// Questions that are still open.
    open: usize,
}

/// What the answers come to. A short check leaves the level of the last full one, `before`.
pub(crate) fn result(
    safety: &SafetyFile,
    answered: &Answered,
    before: Option<Level>,
) -> CheckResult {
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
    pub(crate) fn clearance(&self) -> Option<Clearance> {
        let level = self.entry.level;
        (self.open == 0 || level >= Level::Urgent).then(|| Clearance::recorded(level))
    }

    /// The level, its advice, and what was reported.
    pub(crate) fn paper(&self, safety: &SafetyFile, number: Option<&str>) -> Paper {
        let mut paper = Paper::new();
        let level = self.entry.level;
        let title = level_text(safety, level).map_or("", |text| text.title.value.as_str());
        if level >= Level::Urgent {
            paper.paragraph(0, &alarm(title));
        } else {
            paper.heading(title);
        }
        paper.paragraph(0, &advice(safety, level, number));
        if !self.entry.reported.is_empty() {
            paper.gap().line("You reported:");
            let asked = safety
                .questions
                .iter()
                .filter(|one| self.entry.reported.contains(&one.id.value));
            for question in asked {
                paper.item(2, "- ", &question.ask.value);
            }
        }
        paper
    }
}

/// After the advice was printed: a check that could not be recorded is a failure, unless a warning sign
/// was reported. Then it is only mentioned, because nothing matters beside the advice.
///
/// # Errors
///
/// The fault, when the level is not one that stops.
pub(crate) fn advice_first(level: Level, fault: Option<Failure>) -> Result<(), Failure> {
    match fault {
        None => Ok(()),
        Some(fault) if level >= Level::Urgent => {
            let mut paper = Paper::new();
            paper.paragraph(
                0,
                &format!("This answer could not be saved: {}.", fault.message),
            );
            paper.print_to_stderr();
            Ok(())
        }
        Some(fault) => Err(fault),
    }
}
