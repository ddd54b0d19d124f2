//! Playing a session at the terminal: the edge around core's player. The clock, keys, signals, the voice and
//! the log are those of every front end (`unhunch-host`).
//!
//! [`Play`] ties the player to a clock and to the journal. [`live`] shows it as a picture that changes
//! and takes keys; [`plain`] prints a line for each cue. Both wait exactly until something is due: the
//! player says when.

mod fit;
mod frame;
mod keys;
pub(crate) mod live;
mod mannequin;
mod overlay;
pub(crate) mod plain;
mod play;
mod screen;

pub(crate) use play::Play;
pub(crate) use screen::Raw;
