//! How long a plan takes, over random requests.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use unhunch_core::content::{Goal, Id, Intensity, Level, Library, Options, load};
use unhunch_core::diagnostic::SourceFile;
use unhunch_core::plan::{Experience, Request, WantedArea, plan};
use unhunch_core::routine::Side;
use unhunch_core::safety::{Clearance, FlagSet};

use super::Setting;
use super::figures::{Figure, median, ms, percentile};
use crate::random::Random;
use crate::workspace::Failure;
use crate::{clock, techniques};

const REQUESTS: usize = 500;
const SEED: u64 = 20_261_120;
/// Techniques of the large set.
const LARGE: usize = 1000;
/// A request that takes longer is given up, and counts as this long.
const LONGEST: Duration = Duration::from_secs(10);
/// So many are given up; then the rest is left out.
const MOST_GIVEN_UP: u32 = 5;
/// Promises, in ms.
const MOST_MEDIAN: f64 = 5.0;
const MOST_P99: f64 = 50.0;
const MOST_LARGE: f64 = 250.0;

/// Measures plans over the real content and over a large set.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let (mut real, _) = times(setting, 0)?;
    let (mut made, given_up) = times(setting, LARGE)?;
    let what = |of: &str| format!("a plan of 3 to 60 minutes, {of}");
    let large = |of: &str| format!("  among {LARGE} techniques, {of}");
    Ok(vec![
        Figure::new(what("median"), median(&mut real), MOST_MEDIAN, "ms"),
        Figure::new(
            what("99th percentile"),
            percentile(&mut real, 99),
            MOST_P99,
            "ms",
        ),
        Figure::told(what("slowest"), percentile(&mut real, 100), "ms"),
        Figure::new(large("median"), median(&mut made), MOST_LARGE, "ms"),
        Figure::new(
            large("99th percentile"),
            percentile(&mut made, 99),
            MOST_LARGE,
            "ms",
        ),
        Figure::told(large("slowest"), percentile(&mut made, 100), "ms"),
        Figure::told(large("over the promise"), over(&made), "%"),
        Figure::told(large("given up"), f64::from(given_up), "requests"),
    ])
}

/// The share of plans that took longer than is promised of a large set, in percent.
fn over(times: &[Duration]) -> f64 {
    let over = times.iter().filter(|time| ms(**time) > MOST_LARGE).count();
    100.0 * over as f64 / times.len().max(1) as f64
}

/// How long each request takes, planned in a process of its own, which can be given up; and how many were.
fn times(setting: &Setting, techniques: usize) -> Result<(Vec<Duration>, u32), Failure> {
    let mut times = Vec::with_capacity(REQUESTS);
    let mut given_up = 0;
    while times.len() < REQUESTS && given_up < MOST_GIVEN_UP {
        let mut child = Command::new(&setting.xtask)
            .arg("plans")
            .args(["--techniques", &techniques.to_string()])
            .args(["--from", &times.len().to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or("a child without output")?;
        let (send, told) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let micros = line.parse().map(Duration::from_micros);
                if micros.is_ok_and(|time| send.send(time).is_err()) {
                    break;
                }
            }
        });
        // The first answer comes after the set was made.
        let mut patience = LONGEST * 3;
        let stuck = loop {
            match told.recv_timeout(patience) {
                Ok(time) => times.push(time),
                Err(RecvTimeoutError::Timeout) => break true,
                Err(RecvTimeoutError::Disconnected) => break false,
            }
            patience = LONGEST;
        };
        if stuck {
            eprintln!("  request {} took too long, and was given up", times.len());
            times.push(LONGEST);
            given_up += 1;
            child.kill()?;
        }
        let status = child.wait()?;
        if !stuck && !status.success() {
            return Err("planning failed".into());
        }
    }
    if times.len() < REQUESTS {
        eprintln!("  the other {} were left out", REQUESTS - times.len());
    }
    Ok((times, given_up))
}

/// In a process of its own: plans the requests from a number on, among so many techniques (the real ones
/// only, when 0), and writes how many microseconds each took.
///
/// # Errors
///
/// When the content has faults.
pub(crate) fn report(root: &Path, techniques: usize, from: usize) -> Result<(), Failure> {
    let (mut files, _) = unhunch_bundle::read_dir(&root.join("content"));
    if techniques > 0 {
        files = techniques::pack(&files, techniques, SEED)?;
    }
    let library = library(files)?;
    let mut random = Random::new(SEED);
    for index in 0..REQUESTS {
        let (clearance, request) = request(&library, &mut random);
        if index < from {
            continue;
        }
        let began = clock::now();
        let answer = plan(&library, clearance, &request);
        let taken = began.elapsed();
        // That nothing fits is an answer too, and takes its time like any other.
        drop(std::hint::black_box(answer));
        println!("{}", taken.as_micros());
    }
    Ok(())
}

fn library(files: Vec<SourceFile>) -> Result<Library, Failure> {
    load(files, Vec::new(), &Options::default())
        .library
        .ok_or_else(|| "the content set has faults; run `cargo xtask validate`".into())
}

/// Something that a person could ask for.
fn request(library: &Library, random: &mut Random) -> (Clearance, Request) {
    let vocabulary = library.vocabulary();
    let mut request = Request::new(library, random.between(3, 60));
    let goals = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown];
    request.goal = goals[random.below(goals.len())];
    let intensities = [Intensity::Gentle, Intensity::Moderate, Intensity::Strong];
    request.intensity = intensities[random.below(intensities.len())];
    for area in &vocabulary.areas {
        if random.chance(1, 4) {
            let sides = [None, Some(Side::Left), Some(Side::Right)];
            let side = sides[random.below(sides.len())];
            request.areas.push(WantedArea {
                area: area.id.value.clone(),
                side: side.filter(|_| area.sided == Some(true)),
                pain: random.between(1, 10),
            });
        }
    }
    if random.chance(1, 2) {
        // Half of the people stay where they are.
        let kept: Vec<Id> = vocabulary
            .positions
            .iter()
            .filter(|_| random.chance(1, 2))
            .map(|position| position.id.value.clone())
            .collect();
        if !kept.is_empty() {
            request.positions = kept.into_iter().collect();
        }
    }
    for thing in &vocabulary.equipment {
        if random.chance(1, 3) {
            request.equipment.insert(thing.id.value.clone());
        }
    }
    for flag in &vocabulary.flags {
        if random.chance(1, 12) {
            request.flags.set.push(FlagSet {
                flag: flag.id.value.clone(),
                areas: Vec::new(),
            });
        }
    }
    for technique in library.techniques() {
        if random.chance(1, 4) {
            let effect = i32::try_from(random.below(201)).unwrap_or(0) - 100;
            let days_since = Some(random.between(0, 30)).filter(|days| *days > 0);
            request.experience.insert(
                technique.id.value.clone(),
                Experience { effect, days_since },
            );
        }
    }
    request.seed = random.bits() % 4;
    let level = if random.chance(1, 8) {
        Level::SeeProfessional
    } else {
        Level::Clear
    };
    (Clearance::recorded(level), request)
}
