//! How a session ended, and where it was rated.

use crate::content::Id;
use crate::journal::{Body, EndReason, Entry, OpenSession, SessionEnded, When};
use crate::player::{ItemReport, Millis, ResumeError, Sides, StopReason, What};
use crate::routine::Side;

use super::resume::{Broken, abandoned};

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Why.
    pub reason: StopReason,
    /// How strong the pain was that was the reason.
    pub pain: Option<u8>,
    /// Whether the program was told to end.
    pub interrupted: bool,
    /// Ms played, of all sittings.
    pub played_ms: Millis,
    /// All work by side.
    pub work: Sides,
    /// What became of each item.
    pub items: Vec<ItemReport>,
}

impl Ending {
    /// The end that the player tells; none when it tells something else.
    #[must_use]
    pub fn of(what: &What, interrupted: bool) -> Option<Self> {
        let What::SessionFinished {
            reason,
            pain,
            played_ms,
            before_ms,
            work,
            items,
            ..
        } = what
        else {
            return None;
        };
        Some(Self {
            reason: *reason,
            pain: *pain,
            interrupted,
            played_ms: played_ms.saturating_add(*before_ms),
            work: *work,
            items: items.clone(),
        })
    }
}

/// The end of a session that cannot be gone on with.
#[must_use]
pub fn end_of(open: &OpenSession, broken: &Broken) -> Body {
    match broken {
        // It was killed between its last second and its end.
        Broken::Place(ResumeError::NothingLeft) => Body::SessionEnded(SessionEnded {
            reason: EndReason::Done,
            played_ms: open.summary.played_ms,
        }),
        _ => abandoned(open),
    }
}

/// An area and a side of it; neither for the whole.
pub type Spot = (Option<Id>, Option<Side>);

/// The places to rate after a session, from its entries that count: those that were rated before it, so
/// that a change can be told; else those that were asked for, else the whole.
#[must_use]
pub fn places(entries: &[Entry]) -> Vec<Spot> {
    let mut rated = Vec::new();
    let mut wanted = Vec::new();
    for entry in entries {
        match &entry.body {
            Body::Pain(reading) if reading.when == When::Before => {
                rated.push((reading.area.clone(), reading.side));
            }
            Body::SessionStarted(started) => {
                let areas = started.request.areas.iter();
                wanted.extend(areas.map(|asked| (Some(asked.area.clone()), asked.side)));
            }
            _ => {}
        }
    }
    let mut places = if rated.is_empty() { wanted } else { rated };
    if places.is_empty() {
        places.push((None, None));
    }
    places
}
