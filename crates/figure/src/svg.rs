//! Pictures as SVG: still at a moment, or moving, without scripts; or all that a player shows, to leaf through.

mod book;
mod reel;

pub use book::{Book, book};

use std::fmt::Write as _;

use glam::DVec2;

use crate::draw::{BodyMap, Shown};
use crate::film::Film;
use crate::movement::Figure;
use crate::picture::{Ink, Mark, Material, Picture};
use crate::theme::{Rgb, Theme};
use crate::words::Word;
use reel::{Reel, Shared};

/// What stands in an SVG for those who do not see it, and how it is colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels<'a> {
    /// The name.
    pub title: &'a str,
    /// What can be seen.
    pub description: &'a str,
    /// One theme for good; none follows what the reader prefers.
    pub theme: Option<Theme>,
}

/// A still picture as a whole SVG file.
#[must_use]
pub fn still(picture: &Picture, labels: &Labels<'_>) -> String {
    let mut svg = open(picture, labels, &used(picture.marks.iter()), "");
    marks(&picture.marks, &mut svg);
    svg.push_str("</svg>\n");
    svg
}

/// A moving picture as a whole SVG file: each frame is a group that a style shows in its time. Whoever
/// prefers less motion sees the film's still alone.
#[must_use]
pub fn moving(
    figure: &Figure,
    view: usize,
    mirrored: bool,
    film: &Film,
    labels: &Labels<'_>,
) -> String {
    let frames = &film.frames;
    let stage = figure.stage(view, Shown::default());
    let pictures = frames.iter().map(|frame| {
        let picture = stage.picture(frame.moment);
        if mirrored {
            picture.mirrored()
        } else {
            picture
        }
    });
    let Some(reel) = Reel::new(pictures) else {
        return String::new();
    };
    let groups = &reel.shown;
    let whole: u64 = frames.iter().map(|frame| frame.ms).sum::<u64>().max(1);
    let mut starts = Vec::with_capacity(frames.len());
    let mut at = 0;
    for frame in frames {
        starts.push(at);
        at += frame.ms;
    }
    let mut style = format!(
        ".f{{visibility:hidden;animation:{:.3}s step-end infinite}}",
        whole as f64 / 1000.0
    );
    let percent = |ms: u64| {
        let text = format!("{:.3}", ms as f64 * 100.0 / whole as f64);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    for (number, shown) in groups.iter().enumerate() {
        let _ = write!(
            style,
            "#f{number}{{animation-name:k{number}}}@keyframes k{number}{{"
        );
        let mut visible = false;
        if shown.first() != Some(&0) {
            style.push_str("0%{visibility:hidden}");
        }
        for (index, frame) in frames.iter().enumerate() {
            let now = shown.contains(&index);
            if now != visible {
                let word = if now { "visible" } else { "hidden" };
                let _ = write!(style, "{}%{{visibility:{word}}}", percent(starts[index]));
                visible = now;
            }
            if index + 1 == frames.len() {
                let word = if visible { "visible" } else { "hidden" };
                let _ = write!(
                    style,
                    "{}%{{visibility:{word}}}",
                    percent(starts[index] + frame.ms)
                );
            }
        }
        style.push('}');
    }
    let still = groups
        .iter()
        .position(|shown| shown.contains(&film.still))
        .unwrap_or(0);
    let _ = write!(
        style,
        "@media (prefers-reduced-motion:reduce){{.f{{animation:none}}#f{still}{{visibility:visible}}}}"
    );
    let mut svg = open(&reel.first, labels, &reel.inks, &style);
    let written: Vec<&[u32]> = reel.pictures.iter().map(Vec::as_slice).collect();
    let shared = Shared::new(&reel, &written);
    shared.define(&mut svg);
    for (number, elements) in written.iter().enumerate() {
        let _ = write!(svg, "<g class=\"f\" id=\"f{number}\">");
        shared.write(elements, &mut svg);
        svg.push_str("</g>");
    }
    svg.push_str("</svg>\n");
    svg
}

/// A face of the body map as a whole SVG file. Each region is a group with the id `REGION-SIDE`, the
/// attributes `data-region` and `data-side`, and the class `region`, to which `marked` is added for those
/// in `marked`; `name` gives what a region is called.
#[must_use]
pub fn map(
    map: &BodyMap,
    marked: &[crate::region::Feel],
    name: impl Fn(crate::region::Region) -> String,
    labels: &Labels<'_>,
) -> String {
    let style = ".region path{fill-opacity:.35;stroke-opacity:.9;stroke-width:6}\
                 .region.marked path{fill-opacity:.85}";
    let mut inks = used(map.picture.marks.iter());
    inks.extend([0, 1].map(|shade| Ink {
        material: Material::Region,
        shade,
    }));
    inks.sort_unstable();
    inks.dedup();
    let mut svg = open(&map.picture, labels, &inks, style);
    marks(&map.picture.marks, &mut svg);
    for region in &map.regions {
        let is_marked = marked
            .iter()
            .any(|feel| feel.region == region.region && feel.sides().contains(&region.side));
        let ink = class(Ink {
            material: Material::Region,
            shade: u8::from(!is_marked),
        });
        let (word, side) = (region.region.word(), region.side.word());
        let also = if is_marked { " marked" } else { "" };
        let _ = write!(
            svg,
            "<g class=\"region{also}\" id=\"{word}-{side}\" data-region=\"{word}\" \
             data-side=\"{side}\"><title>{}, {side}</title>",
            escaped(&name(region.region)),
        );
        for shape in &region.shapes {
            let _ = write!(
                svg,
                "<path class=\"{ink} l{ink}\" d=\"{}\"/>",
                path(shape, true)
            );
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Every ink that marks use, once.
fn used<'a>(marks: impl Iterator<Item = &'a Mark>) -> Vec<Ink> {
    let mut inks: Vec<Ink> = marks
        .map(|mark| match mark {
            Mark::Fill { ink, .. } | Mark::Line { ink, .. } => *ink,
        })
        .collect();
    inks.sort_unstable();
    inks.dedup();
    inks
}

fn open(picture: &Picture, labels: &Labels<'_>, inks: &[Ink], style: &str) -> String {
    let size = picture.size();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\" role=\"img\" \
         aria-labelledby=\"t d\"><title id=\"t\">{}</title><desc id=\"d\">{}</desc><style>",
        tenths(picture.from.x),
        tenths(picture.from.y),
        tenths(size.x),
        tenths(size.y),
        escaped(labels.title),
        escaped(labels.description),
    );
    let rules = |theme: Theme| {
        inks.iter().fold(String::new(), |mut rules, ink| {
            let color = hex(theme.color(*ink));
            let class = class(*ink);
            let _ = write!(rules, ".{class}{{fill:{color}}}.l{class}{{stroke:{color}}}");
            rules
        })
    };
    svg.push_str("path{stroke-linejoin:round;stroke-linecap:round}.n{fill:none}");
    match labels.theme {
        Some(theme) => svg.push_str(&rules(theme)),
        None => {
            svg.push_str(&rules(Theme::Light));
            let _ = write!(
                svg,
                "@media (prefers-color-scheme:dark){{{}}}",
                rules(Theme::Dark)
            );
        }
    }
    svg.push_str(style);
    svg.push_str("</style>");
    svg
}

/// The element of a mark.
fn element(mark: &Mark) -> String {
    let (alpha, ink) = match mark {
        Mark::Fill { alpha, ink, .. } | Mark::Line { alpha, ink, .. } => (*alpha, *ink),
    };
    let class = class(ink);
    let opacity = if alpha < 1.0 {
        format!(" opacity=\"{}\"", number(f64::from(alpha)))
    } else {
        String::new()
    };
    match mark {
        Mark::Fill { points, .. } => {
            format!(
                "<path class=\"{class}\"{opacity} d=\"{}\"/>",
                path(points, true)
            )
        }
        Mark::Line { points, width, .. } => format!(
            "<path class=\"n l{class}\"{opacity} stroke-width=\"{}\" d=\"{}\"/>",
            tenths(*width),
            path(points, false)
        ),
    }
}

fn marks(marks: &[Mark], svg: &mut String) {
    for mark in marks {
        svg.push_str(&element(mark));
    }
}

fn class(ink: Ink) -> String {
    // One letter and a digit for each, so that files stay small.
    let letter = Material::ALL
        .iter()
        .position(|material| *material == ink.material)
        .and_then(|at| u8::try_from(at).ok())
        .map_or('z', |at| char::from(b'a' + at));
    format!("{letter}{}", ink.shade)
}

/// A length in mm: SVGs are drawn in whole mm, which need no decimal point.
fn tenths(cm: f64) -> i64 {
    (cm * 10.0).round() as i64
}

/// A path in whole mm, each point after the one before.
fn path(points: &[DVec2], closed: bool) -> String {
    let mut text = String::with_capacity(points.len() * 6);
    let mut last: Option<(i64, i64)> = None;
    for point in points {
        let here = (tenths(point.x), tenths(point.y));
        let (x, y) = match last {
            None => here,
            Some(last) if last == here => continue,
            Some(last) => (here.0 - last.0, here.1 - last.1),
        };
        text.push(if last.is_none() { 'm' } else { ' ' });
        let _ = write!(text, "{x}");
        // A minus sign parts two numbers by itself.
        if y >= 0 {
            text.push(' ');
        }
        let _ = write!(text, "{y}");
        last = Some(here);
    }
    if closed {
        text.push('z');
    }
    text
}

fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            control if control.is_control() => safe.push(' '),
            plain => safe.push(plain),
        }
    }
    safe
}
