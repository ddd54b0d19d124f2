//! `cargo xtask deny`: licenses, sources, versions and advisories of all dependencies, as `deny.toml` has them.

use std::path::Path;

use crate::tools;
use crate::workspace::Failure;

/// Runs cargo-deny; false when it finds something. `offline` leaves the advisories out, which it would fetch.
///
/// # Errors
///
/// When cargo-deny is not there.
pub(crate) fn run(root: &Path, offline: bool) -> Result<bool, Failure> {
    let there = tools::cargo().args(["deny", "--version"]).output();
    if !there.is_ok_and(|out| out.status.success()) {
        return Err(
            "cargo-deny is missing; install it: `cargo install --locked cargo-deny`".into(),
        );
    }
    let mut cargo = tools::cargo();
    cargo.args(["deny", "--all-features"]);
    if offline {
        cargo.arg("--offline");
    }
    cargo.args(["check", "bans", "licenses", "sources"]);
    if !offline {
        cargo.arg("advisories");
    }
    Ok(cargo.current_dir(root).status()?.success())
}
