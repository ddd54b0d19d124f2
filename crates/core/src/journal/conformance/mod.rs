//! What every journal has to pass: hand-written cases ([`cases`]) and random ones ([`properties`]).
//!
//! A back end's own tests call both with a function that makes an empty journal:
//!
//! ```ignore
//! conformance::cases(&mut || Box::new(MemoryJournal::new()));
//! conformance::properties(64, &mut || Box::new(MemoryJournal::new()));
//! ```
//!
//! A fault is a panic with what was expected: this module is for tests only, and compiled for nothing
//! else (feature `conformance`).

mod cases;
pub(crate) mod maker;
mod random;

pub use cases::cases;
pub use maker::{Maker, every_kind};
pub use random::{actions, entries_of, properties};

use super::store::Journal;

/// Makes an empty journal.
pub type Make<'a> = &'a mut dyn FnMut() -> Box<dyn Journal>;
