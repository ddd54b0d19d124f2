//! The mannequin from outside: what holds for every body, every picture and every map.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
mod examples;
mod map;
mod movements;
mod pictures;
