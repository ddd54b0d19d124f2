//! unhunch in a terminal: the whole product, drawn.
//!
//! ```text
//! keys, mouse, size, signals --> Event --> App::handle --> Effect --> worker, bell, voice
//!                                  ^          |                         |
//!                                  |          v                         v
//!                               Message <-- App::view, App::draw     Worker (owns the journal)
//! ```
//!
//! [`App`] is the whole program without a terminal, a clock or a journal: time is an argument, and whatever
//! it wants done comes out as an [`Effect`]. [`Worker`] does what takes time, away from the drawing. [`run()`]
//! is the edge that ties both to the machine. Each screen (module `screens`) makes a plain value of what it
//! shows, and draws from nothing else; keys are data ([`keys`]), and so is how things look ([`theme`]).

pub mod action;
mod app;
mod draw;
mod hands;
pub mod keys;
mod over;
mod run;
mod screens;
mod terminal;
pub mod theme;
pub mod work;
mod worker;

#[cfg(test)]
mod tests;

pub use app::{App, Effect, Event};
pub use hands::Hands;
pub use run::{Ended, Failure, NO_TERMINAL, Setup, run};
pub use worker::Worker;
