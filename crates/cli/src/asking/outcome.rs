//! What the answers come to: the entry to record, and what is said.

use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::person::CheckResult;
use unhunch_core::safety::{advice, level_text};

use crate::error::Failure;
use crate::output::{Paper, alarm};

/// The level, its advice, and what was reported.
pub(crate) fn paper(check: &CheckResult, safety: &SafetyFile, number: Option<&str>) -> Paper {
    let mut paper = Paper::new();
    let level = check.entry.level;
    let title = level_text(safety, level).map_or("", |text| text.title.value.as_str());
    if level >= Level::Urgent {
        paper.paragraph(0, &alarm(title));
    } else {
        paper.heading(title);
    }
    paper.paragraph(0, &advice(safety, level, number));
    if !check.entry.reported.is_empty() {
        paper.gap().line("You reported:");
        let asked = safety
            .questions
            .iter()
            .filter(|one| check.entry.reported.contains(&one.id.value));
        for question in asked {
            paper.item(2, "- ", &question.ask.value);
        }
    }
    paper
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
