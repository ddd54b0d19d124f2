//! Links the program so that it starts at once.
//!
//! A program that may be loaded anywhere has every pointer in its tables written anew at each start: here some
//! 16,000 of them, on 70 pages that are copied for it, which is a fifth of the time of `unhunch list`. On Linux this
//! program is therefore linked to a fixed address. Stack, heap and libraries still lie elsewhere each time; the
//! lone server, which somebody may put behind a service, stays as relocatable as rustc makes it.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
