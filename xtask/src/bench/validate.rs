//! How long a large content set takes to check, how much memory, and whether both grow in proportion.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::Setting;
use super::figures::{Figure, median};
use super::process::{Taken, taken};
use crate::techniques;
use crate::workspace::Failure;

const SMALL: usize = 1000;
const LARGE: usize = 10_000;
const RUNS: usize = 5;
/// Promises.
const MOST_MS: f64 = 2000.0;
const MOST_MB: f64 = 500.0;
const MOST_TIMES: f64 = 11.0;

/// Measures `xtask validate` over made-up sets.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let (small, _) = validate(setting, SMALL)?;
    let (large, peak_mb) = validate(setting, LARGE)?;
    Ok(vec![
        Figure::told(format!("checking {SMALL} techniques"), small, "ms"),
        Figure::new(format!("checking {LARGE} techniques"), large, MOST_MS, "ms"),
        Figure::new("  as a multiple of 1000", large / small, MOST_TIMES, "x"),
        Figure::new("  peak memory", peak_mb, MOST_MB, "MB"),
    ])
}

/// The median time in ms and the greatest peak in MB.
fn validate(setting: &Setting, count: usize) -> Result<(f64, f64), Failure> {
    let dir = pack(setting, count)?;
    let argument = dir.to_string_lossy();
    let mut runs: Vec<Taken> = Vec::new();
    // The first run fills the system's cache, and does not count.
    for round in 0..=RUNS {
        let run = taken(
            &setting.xtask,
            None,
            &setting.xtask,
            &["validate", &argument, "--strict"],
            &[],
        )?;
        if round > 0 {
            runs.push(run);
        }
    }
    let mut times: Vec<Duration> = runs.iter().map(|run| run.wall).collect();
    let peak = runs.iter().map(Taken::peak_mb).fold(0.0, f64::max);
    Ok((median(&mut times), peak))
}

/// Writes a set of so many techniques anew.
fn pack(setting: &Setting, count: usize) -> Result<PathBuf, Failure> {
    let dir = setting.scratch.join(format!("pack-{count}"));
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    let (base, _) = unhunch_bundle::read_dir(&setting.root.join("content"));
    techniques::write(&dir, &techniques::pack(&base, count, 1)?)?;
    Ok(dir)
}
