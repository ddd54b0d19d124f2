//! How long a plan takes, over random requests.

use std::time::Duration;

use unhunch_core::content::{Goal, Id, Intensity, Level, Library, Options, load};
use unhunch_core::diagnostic::SourceFile;
use unhunch_core::plan::{Experience, Request, WantedArea, plan};
use unhunch_core::routine::Side;
use unhunch_core::safety::{Clearance, FlagSet};

use super::Setting;
use super::figures::{Figure, median, percentile};
use crate::random::Random;
use crate::workspace::Failure;
use crate::{clock, techniques};

const REQUESTS: usize = 500;
const SEED: u64 = 20_261_120;
/// Techniques of the large set.
const LARGE: usize = 1000;
/// After this time the rest of the requests is left out, and the table says so.
const PATIENCE: Duration = Duration::from_secs(180);
/// Promises, in ms.
const MOST_MEDIAN: f64 = 5.0;
const MOST_P99: f64 = 50.0;
const MOST_LARGE: f64 = 250.0;

/// Measures plans over the real content and over a large set.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let (base, _) = unhunch_bundle::read_dir(&setting.root.join("content"));
    let large = techniques::pack(&base, LARGE, SEED)?;
    let mut real = times(&library(base)?);
    let mut made = times(&library(large)?);
    let what = |of: &str| format!("a plan of 3 to 60 minutes, {of}");
    let large = |of: &str| format!("  among {LARGE} techniques, {of}");
    for (times, of) in [(&real, "real content"), (&made, "the large set")] {
        if times.len() < REQUESTS {
            eprintln!(
                "  {of}: only {} of {REQUESTS} requests in time",
                times.len()
            );
        }
    }
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
    ])
}

fn library(files: Vec<SourceFile>) -> Result<Library, Failure> {
    load(files, Vec::new(), &Options::default())
        .library
        .ok_or_else(|| "the content set has faults; run `cargo xtask validate`".into())
}

fn times(library: &Library) -> Vec<Duration> {
    let mut random = Random::new(SEED);
    let mut times = Vec::with_capacity(REQUESTS);
    let all = clock::now();
    while times.len() < REQUESTS && all.elapsed() < PATIENCE {
        let (clearance, request) = request(library, &mut random);
        let began = clock::now();
        let answer = plan(library, clearance, &request);
        times.push(began.elapsed());
        // That nothing fits is an answer too, and takes its time like any other.
        drop(std::hint::black_box(answer));
    }
    times
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
