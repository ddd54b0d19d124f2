//! The API, asked without a socket: every route and every refusal.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.

mod content;
mod diary;
mod elsewhere;
mod later;
mod plans;
mod refusals;
mod rig;
mod sessions;
