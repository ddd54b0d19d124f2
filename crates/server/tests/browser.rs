//! The pages in a real browser: Chromium, driven through WebDriver, against the real server on a port of its own
//! with a journal in a temporary folder. Time is moved by the tests, in the page and in the server alike.
//!
//! `cargo xtask test` sees to it that Chromium, its driver and axe-core are there.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.

#[path = "browser/access.rs"]
mod access;
#[path = "browser/devices.rs"]
mod devices;
#[path = "browser/offline.rs"]
mod offline;
#[path = "browser/paper.rs"]
mod paper;
#[path = "browser/playing.rs"]
mod playing;
#[path = "browser/preview.rs"]
mod preview;
#[path = "browser/seat.rs"]
mod seat;
#[path = "browser/served.rs"]
mod served;
