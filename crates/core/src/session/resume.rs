//! Going on with a session that was broken off, from its journal entries.

use super::Recorder;
use crate::journal::{Body, EndReason, OpenSession, SessionEnded};
use crate::player::{self, Finished, Player, ResumeError};
use crate::timeline::{ReadError, Timeline};

/// A session that can be gone on with.
#[derive(Debug, Clone)]
pub struct Resumed {
    /// What was being played.
    pub timeline: Timeline,
    /// What was played of it, for [`Player::resume`].
    pub before: player::Resume,
    /// Records what comes.
    pub recorder: Recorder,
}

impl Resumed {
    /// The player that goes on.
    ///
    /// # Errors
    ///
    /// As [`Player::resume`]; [`resume`] has made sure that there are none.
    pub fn player(&self) -> Result<Player, ResumeError> {
        Player::resume(self.timeline.clone(), &self.before)
    }
}

/// Why a session cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// Its beginning is not in the journal.
    #[error("the beginning of the earlier session is not in the journal")]
    NoBeginning,
    /// What it was going to play cannot be read.
    #[error("what the earlier session was to play cannot be read: {0}")]
    Plan(#[from] ReadError),
    /// What was played does not go with what was to be played, or is all of it.
    #[error(transparent)]
    Place(#[from] ResumeError),
}

/// Reads what is needed to go on with a session.
///
/// # Errors
///
/// [`Broken`]: entries that are not there or do not go together, or a session that has nothing left.
pub fn resume(open: &OpenSession) -> Result<Resumed, Broken> {
    let started = open.entries.iter().find_map(|entry| match &entry.body {
        Body::SessionStarted(started) => Some(started),
        _ => None,
    });
    let started = started.ok_or(Broken::NoBeginning)?;
    let timeline = Timeline::from_json(&started.plan.to_string())?;
    let mut before = player::Resume::default();
    // Leaving a technique out ends its segment first, so that segment names the item.
    let mut last = None;
    for entry in &open.entries {
        match &entry.body {
            Body::SegmentFinished(segment) => {
                last = segment.item;
                // Who goes back to what was left out does not leave it out any more.
                before.skipped.retain(|item| Some(*item) != segment.item);
                before.finished.push(Finished {
                    item: segment.item,
                    segment: segment.segment,
                    easier: segment.easier,
                    count: segment.count,
                    played_ms: segment.played_ms,
                    complete: segment.complete,
                });
            }
            Body::EasierTaken { item, .. } => before.swapped.push(*item),
            Body::TechniqueSkipped(_) => before.skipped.extend(last),
            _ => {}
        }
    }
    Player::resume(timeline.clone(), &before)?;
    let recorder = Recorder::after(&timeline, &open.entries);
    Ok(Resumed {
        timeline,
        before,
        recorder,
    })
}

/// The end of a session that nobody goes on with.
#[must_use]
pub fn abandoned(open: &OpenSession) -> Body {
    Body::SessionEnded(SessionEnded {
        reason: EndReason::Interrupted,
        played_ms: open.summary.played_ms,
    })
}
