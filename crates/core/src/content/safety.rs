//! `safety.toml`: the questions, the levels and the stop rules, as they are written.
//!
//! What follows from a person's answers is decided in [`crate::safety`].

use jiff::civil::Date;

use super::decode::{record, words};
use super::dose::Amount;
use super::id::Id;
use super::span::Sp;
use super::text::Text;

words! {
    /// How far a person may go. Ordered from the freest to the most serious: the highest wins.
    pub enum Level ("a level") {
        /// None of the warning signs reported.
        Clear = "clear",
        /// See somebody before, or alongside, gentle movement.
        SeeProfessional = "see-professional",
        /// Speak to a doctor or an urgent-care line today.
        Urgent = "urgent",
        /// Call the emergency number now.
        Emergency = "emergency",
    }
}

words! {
    /// Which routines a level leaves.
    pub enum Plans ("which plans") {
        /// All of them.
        All = "all",
        /// Gentle ones only.
        Gentle = "gentle",
        /// None.
        None = "none",
    }
}

words! {
    /// What pain during a session asks for.
    pub enum EffortAction ("an effort action") {
        /// Go on.
        GoOn = "go-on",
        /// Take the easier step.
        Easier = "easier",
        /// Stop for today.
        Stop = "stop",
    }
}

record! {
    /// What a level says and does.
    pub struct LevelText ("a level") {
        /// Which level.
        id: Sp<Level>,
        /// Its headline.
        title: Sp<Text>,
        /// Its advice; `{emergency_number}` stands for the configured number.
        says: Sp<Text>,
        /// Which routines it leaves.
        plans: Sp<Plans>,
    }
}

record! {
    /// One warning sign that a person may report.
    pub struct Question ("a question") {
        /// Stable id.
        id: Sp<Id>,
        /// The level that reporting it reaches.
        level: Sp<Level>,
        /// What a person is asked.
        ask: Sp<Text>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// A reason to stop at once.
    pub struct StopRule ("a stop sign") {
        /// Stable id.
        id: Sp<Id>,
        /// What a person would notice.
        says: Sp<Text>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// What to do at a level of pain.
    pub struct Effort ("an effort rule") {
        /// Pain, 0 to 10.
        pain: Sp<Amount>,
        /// What to do.
        action: Sp<EffortAction>,
        /// How it is said.
        says: Sp<Text>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// When the check is due.
    pub struct Cadence ("a cadence") {
        /// Days after which the full check is due again.
        full_after_days: Sp<u32>,
        /// Days after which the short check is due again.
        short_after_days: Sp<u32>,
        /// A rise in pain that makes the full check due.
        pain_rise: Sp<u32>,
        /// Pain that makes the full check due.
        pain_at_least: Sp<u32>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// What to do about a flare on the next day.
    pub struct Flare ("a flare rule") {
        /// How it is said.
        says: Sp<Text>,
        /// Where it comes from.
        sources: Vec<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// The whole of `safety.toml`.
    pub struct SafetyFile ("the safety file") {
        /// What the check is called.
        title: Sp<Text>,
        /// When a person last read it against its sources.
        reviewed: Sp<Date>,
        /// What is said before the questions.
        intro: Sp<Text>,
        /// The one question of the short form.
        short_ask: Sp<Text>,
        /// What is said when nothing was reported.
        none_reported: Sp<Text>,
        /// What stands for the emergency number when none is set.
        emergency_number_unset: Sp<Text>,
        /// What is said after a session was stopped for a stop sign.
        after_stop: Sp<Text>,
        /// When the check is due.
        cadence: Cadence,
        /// What the levels say.
        levels: Vec<LevelText>,
        /// The questions, in the order in which they are asked.
        questions: Vec<Question>,
        /// The stop rules.
        stop_signs: Vec<StopRule>,
        /// Effort by pain.
        effort: Vec<Effort>,
        /// The flare rule.
        flare: Flare,
    }
}
