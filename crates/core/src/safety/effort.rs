//! What pain during a session asks for, and what a flare on the day after does.

use crate::content::{EffortAction, SafetyFile};

/// What pain asks for, and how it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffortAdvice<'s> {
    /// What to do.
    pub action: EffortAction,
    /// The content's words for it.
    pub says: &'s str,
}

/// What a pain of 0 to 10, said during a session, asks for: up to 3 go on, 4 and 5 take the easier
/// step, from 6 on stop.
///
/// Content may ask for more care at a level of pain, never for less.
pub fn effort(safety: &SafetyFile, pain: u32) -> EffortAdvice<'_> {
    let least = match pain {
        0..=3 => EffortAction::GoOn,
        4..=5 => EffortAction::Easier,
        _ => EffortAction::Stop,
    };
    let action = safety
        .effort
        .iter()
        .filter(|rule| rule.pain.contains(pain))
        .map(|rule| rule.action.value)
        .max()
        .map_or(least, |said| said.max(least));
    let rule = safety
        .effort
        .iter()
        .find(|rule| rule.action.value == action);
    EffortAdvice {
        action,
        says: rule.map_or("", |rule| rule.says.as_str()),
    }
}

/// Whether a session was followed by a flare: on the next day the pain was higher than before the
/// session, by as much as makes the full check due ([`pain_rise`](crate::content::Cadence)).
pub fn flared(safety: &SafetyFile, before: u32, next_day: u32) -> bool {
    next_day >= before.saturating_add(safety.cadence.pain_rise.value.max(1))
}
