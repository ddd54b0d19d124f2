//! How long pictures of the real figures take: a still as SVG, a frame in a terminal, and what showing them
//! moving costs.

use std::time::Duration;

use unhunch_core::content::{Options, load};
use unhunch_figure::cells::Cells;
use unhunch_figure::{Figure as Mannequin, Moment, Movement, Shown, Stage, Theme, svg};

use super::Setting;
use super::figures::{Figure, median, ms};
use crate::clock;
use crate::workspace::Failure;

/// Moments of each figure that are measured.
const MOMENTS: u32 = 41;
/// The cells of a terminal that a figure fills beside the countdown.
const CELLS: (u16, u16) = (60, 30);
/// Frames a second while it moves.
const FRAMES: f64 = 20.0;
/// Promises: ms, ms, and percent of one core.
const MOST_STILL: f64 = 1.0;
const MOST_FRAME: f64 = 2.0;
const MOST_SHARE: f64 = 5.0;

/// Measures every figure of the content.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let (files, found) = unhunch_bundle::read_dir(&setting.root.join("content"));
    let loaded = load(files, found, &Options::default());
    let library = loaded.library.ok_or("the content has faults")?;
    let movements = library
        .techniques()
        .iter()
        .filter_map(|technique| library.figure(technique.id.as_str()));
    let (mut stills, mut frames) = (Vec::new(), Vec::new());
    let mut whole = Duration::ZERO;
    for movement in movements {
        stills.push(median(&mut times(|moment| still(movement, moment))));
        let figure = Mannequin::new(movement);
        let stage = figure.stage(0, Shown::default());
        let mut shown = times(|moment| frame(&stage, moment));
        whole += shown.iter().sum::<Duration>();
        frames.push(median(&mut shown));
    }
    if stills.is_empty() {
        return Err("the content has no figures".into());
    }
    let worst = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let each = ms(whole) / (f64::from(MOMENTS) * frames.len() as f64);
    Ok(vec![
        Figure::new(
            "a still as SVG, the slowest figure",
            worst(&stills),
            MOST_STILL,
            "ms",
        ),
        Figure::told("  the mean figure", mean(&stills), "ms"),
        Figure::new(
            "a terminal frame, the slowest figure",
            worst(&frames),
            MOST_FRAME,
            "ms",
        ),
        Figure::told("  the mean figure", mean(&frames), "ms"),
        Figure::new(
            "20 frames a second, of one core",
            each * FRAMES / 10.0,
            MOST_SHARE,
            "%",
        ),
    ])
}

/// How long `draw` takes for moments all along the way.
fn times(draw: impl Fn(Moment) -> usize) -> Vec<Duration> {
    // The first one warms caches, and does not count.
    std::hint::black_box(draw(Moment::at(0.5)));
    (0..MOMENTS)
        .map(|step| {
            let moment = Moment::at(f64::from(step) / f64::from(MOMENTS - 1));
            let begun = clock::now();
            std::hint::black_box(draw(moment));
            begun.elapsed()
        })
        .collect()
}

/// From what content says to the text of a file.
fn still(movement: &Movement, moment: Moment) -> usize {
    let figure = Mannequin::new(movement);
    let picture = figure.stage(0, Shown::default()).picture(moment);
    let labels = svg::Labels {
        title: "",
        description: "",
        theme: None,
    };
    svg::still(&picture, &labels).len()
}

/// A frame on a stage that is set: what a terminal does again and again.
fn frame(stage: &Stage<'_>, moment: Moment) -> usize {
    let (columns, rows) = CELLS;
    Cells::new(&stage.picture(moment), columns, rows, Theme::Dark)
        .cells
        .len()
}
