//! What the machine gives a front end: clocks, keys and signals, the voice and the bell, the journal on
//! disk and who plays which of its sessions.
//!
//! Every front end of the terminal needs these, and none has routine logic in it: that is
//! `unhunch-core`'s. What a front end looks like is its own.

mod bell;
mod claim;
mod clock;
mod console;
mod diary;
pub mod digits;
mod error;
mod log;
mod looks;
pub mod planning;
mod playing;
mod sight;
pub mod terminal;
pub mod unicode;
pub mod voice;

pub use bell::Bell;
pub use clock::{Clock, instant, now};
pub use console::{Console, Input, is_control, listen};
pub use diary::{Diary, OpenSessions, data_folder};
pub use error::Error;
pub use log::{Log, Outbox};
pub use looks::{Depth, Looks};
pub use playing::{Playing, played};
pub use sight::{Sight, clock as countdown};
pub use voice::Voice;
