//! The bell: at starts of work, at switches, and at the end.

use unhunch_core::player::{Event, What};
use unhunch_core::timeline::Kind;

/// The terminal's bell.
#[derive(Debug, Clone, Copy)]
pub struct Bell {
    /// Whether it rings.
    pub on: bool,
}

impl Bell {
    /// The character that rings.
    pub const RING: &'static str = "\x07";

    /// Whether something of this makes it ring.
    pub fn rings(self, events: &[Event]) -> bool {
        self.on && events.iter().any(|event| is_loud(&event.what))
    }
}

/// Each repetition and breath is a segment of its own; only the first of a pass is a start.
fn is_loud(what: &What) -> bool {
    match what {
        What::SegmentStarted { kind, place, .. } => match kind {
            Kind::Work => place.count.is_none_or(|count| count == 1),
            Kind::Switch | Kind::Closing => true,
            Kind::GetReady | Kind::Rest => false,
        },
        What::SessionFinished { reached_end, .. } => *reached_end,
        _ => false,
    }
}
