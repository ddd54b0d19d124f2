//! `unhunch.check/1`: the safety check and what it came to.

use serde::Serialize;

use crate::content::{Level, SafetyFile};
use crate::journal::SafetyCheck;
use crate::safety::{Due, advice, level_text};

/// The safety check and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckWire {
    /// `unhunch.check/1`.
    pub schema: &'static str,
    /// Which form was answered: `full` or `short`; null when none was.
    pub form: Option<&'static str>,
    /// The check that was due before; null when none was, or it cannot be known.
    pub due_before: Option<DueWire>,
    /// The questions answered with yes, in the order of the check.
    pub reported: Vec<String>,
    /// The level: `emergency`, `urgent`, `see-professional` or `clear`; null when nothing was answered.
    pub level: Option<&'static str>,
    /// The level's headline.
    pub title: Option<String>,
    /// The level's advice.
    pub advice: Option<String>,
    /// Which routines it leaves: `all`, `gentle` or `none`.
    pub plans: Option<&'static str>,
    /// Every question, when they were asked for.
    pub questions: Option<Vec<QuestionWire>>,
}

/// A check that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DueWire {
    /// `full` or `short`.
    pub form: &'static str,
    /// Why: `first`, `questions-changed`, `old`, `not-cleared`, `pain-rose`, `pain-high`,
    /// `something-new` or `new-day`.
    pub reason: &'static str,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QuestionWire {
    /// Its id, for `--report`.
    pub id: String,
    /// The level that a yes reaches.
    pub level: &'static str,
    /// What is asked.
    pub ask: String,
}

impl From<Due> for DueWire {
    fn from(due: Due) -> Self {
        Self {
            form: due.form.word(),
            reason: due.reason.word(),
        }
    }
}

impl CheckWire {
    /// A check that was answered.
    pub fn answered(
        safety: &SafetyFile,
        check: &SafetyCheck,
        due_before: Option<Due>,
        emergency_number: Option<&str>,
    ) -> Self {
        let text = level_text(safety, check.level);
        let plans = text.map(|text| match check.level {
            Level::Urgent | Level::Emergency => crate::content::Plans::None.word(),
            _ => text.plans.value.word(),
        });
        Self {
            schema: "unhunch.check/1",
            form: Some(check.form.word()),
            due_before: due_before.map(DueWire::from),
            reported: check.reported.iter().map(ToString::to_string).collect(),
            level: Some(check.level.word()),
            title: text.map(|text| text.title.to_string()),
            advice: Some(advice(safety, check.level, emergency_number)),
            plans,
            questions: None,
        }
    }

    /// The questions alone.
    pub fn listed(safety: &SafetyFile, due: Option<Due>) -> Self {
        let wire = |one: &crate::content::Question| QuestionWire {
            id: one.id.to_string(),
            level: one.level.value.word(),
            ask: one.ask.to_string(),
        };
        Self {
            schema: "unhunch.check/1",
            form: None,
            due_before: due.map(DueWire::from),
            reported: Vec::new(),
            level: None,
            title: None,
            advice: None,
            plans: None,
            questions: Some(safety.questions.iter().map(wire).collect()),
        }
    }
}
