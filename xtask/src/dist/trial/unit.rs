//! The unit of the server: systemd reads it, and says how exposed the service is.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Unpacked;
use super::run::ended;
use crate::workspace::{Failure, at};

/// The most exposure, of 100, as `systemd-analyze security` counts it.
const MOST_EXPOSED: u32 = 15;

/// Lets systemd verify the unit, in a root that has the server's program; false where there is no
/// systemd-analyze.
///
/// # Errors
///
/// With what it says.
pub(super) fn holds(unpacked: &Unpacked, scratch: &Path) -> Result<bool, Failure> {
    if !cfg!(target_os = "linux")
        || ended(Command::new("systemd-analyze").arg("--version")).is_err()
    {
        return Ok(false);
    }
    let unit = unpacked.folder.join("systemd/unhunch-server.service");
    let text = fs::read_to_string(&unit).map_err(|error| at(&unit, &error))?;
    // The unit names the place where packages put the program.
    let copy = scratch.join("unhunch-server.service");
    let program = unpacked.program().canonicalize()?;
    let text = text.replace("/usr/bin/unhunch-server", &program.display().to_string());
    fs::write(&copy, text).map_err(|error| at(&copy, &error))?;
    let told = ended(
        Command::new("systemd-analyze")
            .args(["verify", "--man=no", "--recursive-errors=no"])
            .arg(&copy),
    )?;
    if told.code != Some(0) || !told.err.is_empty() {
        return Err(format!("{}: systemd says\n{}{}", unit.display(), told.out, told.err).into());
    }
    let told = ended(
        Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--no-pager"])
            .arg(format!("--threshold={MOST_EXPOSED}"))
            .arg(&copy),
    )?;
    if told.code != Some(0) {
        return Err(format!(
            "{}: is too exposed\n{}{}",
            unit.display(),
            told.out,
            told.err
        )
        .into());
    }
    Ok(true)
}
