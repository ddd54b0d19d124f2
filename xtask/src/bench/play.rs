//! Playing: what a running session takes, and whether it keeps time.

use std::fs;
use std::path::Path;

use unhunch_core::content::{Level, Options, load};
use unhunch_core::plan::{Request, plan};
use unhunch_core::player::{Command, Millis, Player, What};
use unhunch_core::safety::Clearance;
use unhunch_core::timeline::{Timeline, compile};

use super::Setting;
use super::figures::Figure;
use super::process::taken;
use crate::random::Random;
use crate::workspace::Failure;

/// How long a real session is watched, in seconds.
const WATCHED_S: u64 = 20;
/// How long the simulated session is, in minutes.
const SIMULATED_MIN: u32 = 30;
/// How late a tick may come in the simulation, in ms: a busy machine.
const LATEST_MS: u32 = 40;
/// Promises.
const MOST_SHARE: f64 = 1.0;
const MOST_DRIFT_MS: f64 = 20.0;

/// Measures a session under the real clock, and one under a simulated, ragged one.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let drift = drift(&timeline(setting)?)?;
    let share = share(setting)?;
    Ok(vec![
        Figure::new(
            format!("playing for {WATCHED_S} s, share of one core"),
            share,
            MOST_SHARE,
            "%",
        ),
        Figure::new(
            format!("drift after {SIMULATED_MIN} simulated minutes"),
            drift,
            MOST_DRIFT_MS,
            "ms",
        ),
    ])
}

/// A planned session as long as the simulation.
fn timeline(setting: &Setting) -> Result<Timeline, Failure> {
    let (files, found) = unhunch_bundle::read_dir(&setting.root.join("content"));
    let library = load(files, found, &Options::default())
        .library
        .ok_or("the content set has faults; run `cargo xtask validate`")?;
    let request = Request::new(&library, SIMULATED_MIN);
    let planned = plan(&library, Clearance::recorded(Level::Clear), &request)?;
    Ok(compile(&planned.routine, &library)?)
}

/// The greatest distance in ms between the time of an event and the time that the timeline gives it, with a
/// caller that is late at every tick and calls needlessly in between.
fn drift(timeline: &Timeline) -> Result<f64, Failure> {
    let mut random = Random::new(1);
    let mut player = Player::new(timeline.clone());
    let began: Millis = 1_000_000;
    player.handle(Command::Start, began)?;
    let mut segments = timeline.segments().iter();
    let mut worst: Millis = 0;
    let mut ended = false;
    while let Some(due) = player.poll_timeout() {
        if random.chance(1, 3) {
            player.tick(due.saturating_sub(1));
        }
        player.tick(due + Millis::from(random.between(0, LATEST_MS)));
        while let Some(event) = player.poll_event() {
            let planned = match event.what {
                What::SegmentStarted { .. } => segments.next().map(|segment| segment.start_ms),
                What::SessionFinished { .. } => {
                    ended = true;
                    Some(timeline.total_ms())
                }
                _ => None,
            };
            if let Some(planned) = planned {
                worst = worst.max(event.at.abs_diff(began + planned));
            }
        }
    }
    if ended {
        Ok(worst as f64)
    } else {
        Err("the simulated session did not end".into())
    }
}

/// The share of one core, in percent, that a real session takes in its first seconds.
fn share(setting: &Setting) -> Result<f64, Failure> {
    setting.build_unhunch()?;
    let data = setting.scratch.join("play-data");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let variables: [(&str, &Path); 1] = [("UNHUNCH_DATA_DIR", &data)];
    taken(
        &setting.xtask,
        None,
        &setting.unhunch,
        &["check", "--none"],
        &variables,
    )?;
    let session = ["start", "--plain", "--yes", "--minutes", "5"];
    let run = taken(
        &setting.xtask,
        Some(WATCHED_S),
        &setting.unhunch,
        &session,
        &variables,
    )?;
    Ok(100.0 * run.cpu.as_secs_f64() / run.wall.as_secs_f64())
}
