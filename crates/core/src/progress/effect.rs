//! What helped: the effect of each technique, and how sure that is.
//!
//! # Method
//!
//! Each observation says how many points of pain a technique took away, with a weight:
//!
//! - a session in which it was finished, with pain rated at the same place before and after: the drop in
//!   points. The drop belongs to all techniques that were finished in the session, so each of `m`
//!   gets it with the weight `1/m`;
//! - a person's word on it: `helped` counts as a drop of 2 points (what people call "much better",
//!   Salaffi 2004), `hurt` as a rise of 2, `no change` as 0, each with the weight 1.
//!
//! One observation is noisy: the smallest change beyond noise on one pair of readings is 4.0 points
//! (Kovacs), which is 1.96 standard deviations, so `SIGMA = 4.0 / 1.96`. Before anything is known a
//! technique's effect is taken to be about 0, give or take `TAU = 1` point (the least change that people
//! notice, Salaffi 2004). For normal noise the best estimate is then the mean drawn towards 0 (a
//! normal-normal shrinkage estimate; Efron and Morris 1975):
//!
//! ```text
//! K = (SIGMA / TAU)^2                  about 4.2 observations
//! W = sum of weights
//! effect = sum of weight * drop / (W + K)         points of pain taken away
//! sd     = SIGMA / sqrt(W + K)
//! interval = effect -+ 1.645 * sd                 90%
//! ```
//!
//! - Below `W = 3` it is too early to tell (the same least number as for a trend).
//! - From there on it helps when the whole interval is above 0, hurts when it is below 0, and is unclear
//!   otherwise.
//! - `points` are for the planner: 100 is an effect of 2 points or more, -100 of -2 or less. They
//!   are small where little is known, because the estimate is.
//!
//! What this cannot know: pain goes up and down by itself, and techniques that are always done together
//! cannot be told apart. It is a diary's hint, not a trial.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::facts::{Facts, TechniqueFacts};
use super::trend::days_between;
use crate::content::Id;

const SIGMA: f64 = 4.0 / 1.96;
const TAU: f64 = 1.0;
const K: f64 = (SIGMA / TAU) * (SIGMA / TAU);
/// Standard deviations to each side of a 90% interval.
const Z_90: f64 = 1.645;
/// The weight from which on anything is said.
const LEAST_WEIGHT: f64 = 3.0;
/// The drop, in points, that "helped" stands for and that makes 100.
const MUCH_BETTER: f64 = 2.0;

/// How sure an effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Too few observations.
    TooEarly,
    /// Enough, but they do not point one way.
    Unclear,
    /// It hurts, with at least 95% certainty in the model.
    Hurts,
    /// It helps, with at least 95% certainty in the model.
    Helps,
}

impl Certainty {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::TooEarly => "too-early",
            Self::Unclear => "unclear",
            Self::Hurts => "hurts",
            Self::Helps => "helps",
        }
    }
}

/// What a technique did so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Times that it was played to its end.
    pub times: u32,
    /// Minutes of work in these.
    pub minutes: f64,
    /// Times that it was skipped.
    pub skipped: u32,
    /// Times that it was said to have helped.
    pub helped: u32,
    /// Times that it was said to have changed nothing.
    pub no_change: u32,
    /// Times that it was said to have hurt.
    pub hurt: u32,
    /// Sessions that it was finished in with pain rated before and after.
    pub rated_sessions: u32,
    /// The plain mean of the change in pain over those; less pain is negative. Points.
    pub mean_change: Option<f64>,
    /// The weight of all observations (`W`).
    pub weight: f64,
    /// The estimate of points of pain taken away, drawn towards 0.
    pub estimate: f64,
    /// Its 90% interval.
    pub interval: (f64, f64),
    /// The estimate for the planner, -100 (hurts) to 100 (helps).
    pub points: i32,
    /// How sure it is.
    pub certainty: Certainty,
    /// How much of the estimate rests on observations rather than on the guess of 0, from 0 to below 1.
    pub reliability: f64,
    /// Days since it was last played to its end; none when it never was. 0 for a day to come.
    pub days_since: Option<u32>,
}

/// The effect of every technique that the journal knows anything of.
pub fn effects(facts: &Facts, today: Date) -> BTreeMap<Id, Effect> {
    facts
        .techniques
        .iter()
        .map(|(id, technique)| (id.clone(), effect(technique, today)))
        .collect()
}

fn effect(facts: &TechniqueFacts, today: Date) -> Effect {
    let said = |count: i64| count.max(0) as f64;
    let mut weight = said(facts.helped) + said(facts.no_change) + said(facts.hurt);
    let mut drops = MUCH_BETTER * (said(facts.helped) - said(facts.hurt));
    let mut rated = 0.0;
    let mut changes = 0.0;
    for (shared, change) in &facts.changes {
        let sessions = said(change.sessions);
        // No change in pain is beyond 10 points, whatever the sums say.
        let sum = change.sum.value().clamp(-10.0 * sessions, 10.0 * sessions);
        let each = 1.0 / f64::from((*shared).max(1));
        weight += sessions * each;
        drops -= sum * each;
        rated += sessions;
        changes += sum;
    }
    let estimate = drops / (weight + K);
    let half = Z_90 * SIGMA / (weight + K).sqrt();
    let interval = (estimate - half, estimate + half);
    let certainty = if weight < LEAST_WEIGHT {
        Certainty::TooEarly
    } else if interval.0 > 0.0 {
        Certainty::Helps
    } else if interval.1 < 0.0 {
        Certainty::Hurts
    } else {
        Certainty::Unclear
    };
    Effect {
        times: count(facts.times),
        minutes: said(facts.seconds) / 60.0,
        skipped: count(facts.skipped),
        helped: count(facts.helped),
        no_change: count(facts.no_change),
        hurt: count(facts.hurt),
        rated_sessions: rated as u32,
        mean_change: (rated > 0.0).then(|| changes / rated),
        weight,
        estimate,
        interval,
        points: (estimate / MUCH_BETTER * 100.0)
            .clamp(-100.0, 100.0)
            .round() as i32,
        certainty,
        reliability: weight / (weight + K),
        days_since: facts.last_day.map(|day| count(days_between(day, today))),
    }
}

fn count(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}
