//! What developers of unhunch run, as `cargo xtask ...`. Never published, imported by nobody.
//!
//! `cargo xtask test` is the whole of CI; the other commands are its parts, and the tools that go with
//! them. What needs the rest of the program (the journal, the command line) is compiled only when it is
//! asked for, with the feature `full`, so that content can be checked while other code is broken.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

mod args;
mod clock;
mod dist;
mod figures;
mod generated;
mod random;
mod release;
mod steps;
mod techniques;
mod tidy;
mod tools;
mod validate;
mod workflows;
mod workspace;

#[cfg(feature = "full")]
mod bench;
#[cfg(not(feature = "full"))]
mod full;
#[cfg(feature = "full")]
mod plan_model;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
