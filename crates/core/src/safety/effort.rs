//! What pain during a session asks for, and what a flare on the day after does.

use std::collections::BTreeSet;

use crate::content::{EffortAction, Id, SafetyFile};

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

/// A session that was played, with the pain around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Played {
    /// The techniques of which anything was done.
    pub techniques: Vec<Id>,
    /// The pain before it, 0 to 10, where it was said.
    pub before: Option<u32>,
    /// The highest pain of the following day, 0 to 10, where it was said.
    pub next_day: Option<u32>,
}

/// The techniques of which only the easier step is meant next time: those whose latest session was
/// followed by a flare. `played` goes from the oldest session to the newest.
///
/// Once it has been done without a flare, a technique is meant whole again. Nobody can say which
/// technique of a session brought the flare on, so it counts for all of them.
pub fn easier_next_time<'p>(
    safety: &SafetyFile,
    played: impl IntoIterator<Item = &'p Played>,
) -> BTreeSet<Id> {
    let mut easier = BTreeSet::new();
    for session in played {
        let flare = session
            .before
            .zip(session.next_day)
            .is_some_and(|(before, next_day)| flared(safety, before, next_day));
        for technique in &session.techniques {
            if flare {
                easier.insert(technique.clone());
            } else {
                easier.remove(technique);
            }
        }
    }
    easier
}
