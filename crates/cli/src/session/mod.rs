//! Playing a session at the terminal: the edge around core's player.
//!
//! [`Play`] ties the player to a clock and to the journal. [`live`] shows it as a picture that changes
//! and takes keys; [`plain`] prints a line for each cue. Both wait exactly until something is due: the
//! player says when.

mod bell;
mod clock;
pub(crate) mod console;
mod digits;
mod fit;
mod frame;
mod keys;
pub(crate) mod live;
mod log;
mod mannequin;
mod overlay;
pub(crate) mod plain;
mod play;
mod screen;
mod sight;
pub(crate) mod unicode;
pub(crate) mod voice;

pub(crate) use bell::Bell;
pub(crate) use clock::{Clock, instant};
pub(crate) use console::{Console, Input, is_control};
pub(crate) use keys::stop_advice;
pub(crate) use log::Log;
pub(crate) use play::{Ending, Play};
pub(crate) use screen::Raw;
pub(crate) use voice::Voice;
