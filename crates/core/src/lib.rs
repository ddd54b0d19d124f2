//! The heart of unhunch: content, safety, planner, timeline, player, journal and progress.
//!
//! Nothing here reads a file, a clock or a random source. Front ends hand in texts, times and seeds,
//! and get values and faults back. `ARCHITECTURE.md` draws the way through the house.

pub mod content;
pub mod diagnostic;
pub mod find;
pub mod journal;
pub mod person;
pub mod phrase;
pub mod plan;
pub mod player;
pub mod progress;
pub mod routine;
pub mod safety;
pub mod session;
pub mod timeline;
pub mod wire;
pub mod wording;
