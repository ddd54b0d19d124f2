//! "Before you start": whether a check is due, what the answers allow, and what flags rule out.
//!
//! The words stand in the content ([`crate::content::SafetyFile`]); the decisions stand here, so that
//! no surface can play what another would refuse. A [`Clearance`] can only be had from [`assess`] (or
//! from a recorded check by [`Clearance::recorded`]), and nothing is planned without one.

mod due;
mod effort;
mod flags;
mod stop;

pub use due::{Due, Past, PastCheck, Reason, due};
pub use effort::{EffortAdvice, effort, flared};
pub use flags::{
    FlagSet, Flags, LostPosition, PositionsLeft, Verdict, caution_says, positions_left, verdict,
};
pub use stop::stop_advice;

use std::collections::BTreeSet;

use crate::content::{Id, Level, LevelText, Library, Plans, Question, SafetyFile};

/// The two forms of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Every question, one by one or all at once.
    Full,
    /// One screen: "any of these new since last time?"
    Short,
}

impl Form {
    /// `full` or `short`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }
}

/// A person's answers: which questions were answered, and which with yes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    answered: BTreeSet<Id>,
    reported: BTreeSet<Id>,
}

impl Answers {
    /// No question answered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every question of the check answered with no ("none of these").
    pub fn none_of(safety: &SafetyFile) -> Self {
        Self {
            answered: safety
                .questions
                .iter()
                .map(|question| question.id.value.clone())
                .collect(),
            reported: BTreeSet::new(),
        }
    }

    /// Answers one question; a later answer replaces an earlier one.
    pub fn answer(&mut self, question: &Id, yes: bool) {
        self.answered.insert(question.clone());
        if yes {
            self.reported.insert(question.clone());
        } else {
            self.reported.remove(question);
        }
    }

    /// The questions answered with yes.
    pub fn reported(&self) -> impl Iterator<Item = &Id> {
        self.reported.iter()
    }

    /// Whether no open question could make it more serious: a level that stops everything is reached, and
    /// every question of a higher one is answered.
    pub fn are_settled(&self, safety: &SafetyFile) -> bool {
        let reached = assess(safety, self).level;
        let open = |one: &&Question| !self.answered.contains(&one.id.value);
        let mut open = safety.questions.iter().filter(open);
        reached >= Level::Urgent && !open.any(|one| one.level.value > reached)
    }

    /// The first question that has not been answered, in the order of the check.
    pub fn next_open<'s>(&self, safety: &'s SafetyFile) -> Option<&'s Question> {
        safety
            .questions
            .iter()
            .find(|question| !self.answered.contains(&question.id.value))
    }
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The highest level that any answer reaches; `clear` only when nothing was reported.
    pub level: Level,
    /// The questions answered with yes, in the order of the check.
    pub reported: Vec<Id>,
    /// How many questions are still open. A check with open questions clears nobody.
    pub open: usize,
}

impl Assessment {
    /// The clearance that it gives: `None` while questions are open and nothing serious is reported.
    ///
    /// A warning sign counts as soon as it is reported, whatever else is open.
    pub fn clearance(&self) -> Option<Clearance> {
        (self.open == 0 || self.level >= Level::Urgent).then_some(Clearance { level: self.level })
    }
}

/// Weighs a person's answers: the highest level that any of them reaches wins.
///
/// Answers to questions that the check no longer asks are ignored.
pub fn assess(safety: &SafetyFile, answers: &Answers) -> Assessment {
    let yes = |question: &&Question| answers.reported.contains(&question.id.value);
    let level = safety
        .questions
        .iter()
        .filter(yes)
        .map(|question| question.level.value)
        .max();
    Assessment {
        level: level.unwrap_or(Level::Clear),
        reported: safety
            .questions
            .iter()
            .filter(yes)
            .map(|question| question.id.value.clone())
            .collect(),
        open: safety
            .questions
            .iter()
            .filter(|question| !answers.answered.contains(&question.id.value))
            .count(),
    }
}

/// What a completed check allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clearance {
    level: Level,
}

impl Clearance {
    /// The clearance of a check that was completed and recorded earlier. Whether it still holds is
    /// for [`due`] to say.
    pub fn recorded(level: Level) -> Self {
        Self { level }
    }

    /// The level reached.
    pub fn level(self) -> Level {
        self.level
    }

    /// Which routines it leaves, as the content says.
    ///
    /// A safety file that leaves more than the law of the house is overruled: an urgent or emergency
    /// level never leaves a routine, and `see-professional` never more than gentle ones.
    pub fn plans(self, library: &Library) -> Plans {
        let most = match self.level {
            Level::Clear => Plans::All,
            Level::SeeProfessional => Plans::Gentle,
            Level::Urgent | Level::Emergency => Plans::None,
        };
        // The kinds of plans are ordered from all to none.
        level_text(library.safety(), self.level)
            .map_or(Plans::None, |text| text.plans.value.max(most))
    }
}

/// What a level says; a checked safety file has every level.
pub fn level_text(safety: &SafetyFile, level: Level) -> Option<&LevelText> {
    safety.levels.iter().find(|text| text.id.value == level)
}

/// The advice of a level with the emergency number in place; without one, the words that stand for it.
pub fn advice(safety: &SafetyFile, level: Level, emergency_number: Option<&str>) -> String {
    let says = level_text(safety, level).map_or("", |text| text.says.as_str());
    with_number(safety, says, emergency_number)
}

/// Puts the emergency number into a text that names `{emergency_number}`.
pub fn with_number(safety: &SafetyFile, text: &str, emergency_number: Option<&str>) -> String {
    let number = emergency_number.unwrap_or(safety.emergency_number_unset.as_str());
    text.replace("{emergency_number}", number)
}

/// A short stable word that changes whenever a question changes (FNV-1a over ids, levels and words).
pub fn questions_version(safety: &SafetyFile) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for question in &safety.questions {
        for part in [
            question.id.as_str(),
            question.level.word(),
            question.ask.as_str(),
        ] {
            for byte in part.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
