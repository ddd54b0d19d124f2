//! A session: one playing of a timeline, from the player's events to the journal and back.
//!
//! A [`Recorder`] turns what the player tells into journal bodies. Whoever drives a player appends the
//! bodies of one call before the next one, all at once; then each segment is in the journal before the
//! next one begins to count, and a process that is killed loses no segment that it finished.
//!
//! [`resume`] goes the other way: from the entries of a session that was broken off to the timeline and
//! what the player needs to go on.
//!
//! # What is recorded
//!
//! - Each segment as it ends, played whole or not; see [`crate::journal::SegmentFinished`].
//! - A technique, once for each item: as finished when at least half of its work was played on each
//!   side it has, as skipped when less was. An item that was skipped and is done later is recorded as
//!   finished then. One that is done again is not recorded again: its segments are.
//! - That the easier step was taken, since that has to outlive a killed process.
//! - At the end, what was begun and not told yet, if it comes to half; the pain that was the reason;
//!   the reason and the time played, of all sittings.

mod ending;
mod fits;
mod recorder;
mod resume;

pub use ending::{Ending, Spot, end_of, places};
pub use fits::{Unfit, fits};
pub use recorder::{Recorder, asked, end_reason, started};
pub use resume::{Broken, Resumed, abandoned, resume};
