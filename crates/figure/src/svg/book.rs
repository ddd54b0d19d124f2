//! A figure to leaf through: every picture that a player needs of it, in one SVG.

use std::fmt::Write as _;

use super::reel::{Reel, Shared};
use super::{Labels, open};
use crate::draw::Shown;
use crate::movement::{Figure, Moment, Path};
use crate::pose::Phase;
use crate::words::Word;

/// Which pictures a book has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Book {
    /// Steps from the start to the end of the work, or once around; at least 1.
    pub steps: u32,
    /// Steps from breathed out to breathed in, at the end of the work; 0 where it does not breathe.
    pub breaths: u32,
}

/// The picture of a moment, and what it is called in the book.
struct Leaf {
    name: String,
    moment: Moment,
}

impl Book {
    fn leaves(self, figure: &Figure) -> Vec<Leaf> {
        let movement = figure.movement();
        let part = |at: u32, of: u32| f64::from(at) / f64::from(of.max(1));
        let steps = self.steps.max(1);
        let breathes = self.breaths > 0 && movement.path == Path::ThereAndBack;
        let mut leaves: Vec<Leaf> = (0..=steps)
            .map(|at| {
                let along = part(at, steps);
                // Who breathes while moving is breathed in at the end.
                let breath = if breathes { along } else { 0.0 };
                Leaf {
                    name: format!("o{at}"),
                    moment: Moment {
                        along,
                        returning: false,
                        breath,
                    },
                }
            })
            .collect();
        if has_another_way_back(figure) {
            leaves.extend((0..=steps).map(|at| Leaf {
                name: format!("r{at}"),
                moment: Moment {
                    along: part(at, steps),
                    returning: true,
                    breath: 0.0,
                },
            }));
        }
        if breathes {
            leaves.extend((0..=self.breaths).map(|at| Leaf {
                name: format!("b{at}"),
                moment: Moment {
                    along: 1.0,
                    returning: false,
                    breath: part(at, self.breaths),
                },
            }));
        }
        leaves
    }
}

fn has_another_way_back(figure: &Figure) -> bool {
    let movement = figure.movement();
    movement.path == Path::ThereAndBack
        && movement
            .keyframes
            .iter()
            .any(|keyframe| keyframe.phase == Phase::Return)
}

/// A figure to leaf through, as a whole SVG file.
///
/// Each picture is a group of the class `f` with an id: `o0` to `oN` on the way out (or once around), `r0` to
/// `rN` by the same measure on the way back, where that is another way, and `b0` to `bM` at the end of the work,
/// breathed out to breathed in. Only the group of the class `on` is shown; at first it is the end of the
/// work. The root says as attributes how the figure moves: `data-path`, `data-breathing`, `data-steps`,
/// `data-breaths`, `data-returns`, `data-crop`, and `data-cycle` (in seconds), `data-side` and `data-direction` where it has
/// them.
#[must_use]
pub fn book(figure: &Figure, view: usize, book: Book, labels: &Labels<'_>) -> String {
    let stage = figure.stage(view, Shown::default());
    let leaves = book.leaves(figure);
    let pictures = leaves.iter().map(|leaf| stage.picture(leaf.moment));
    let Some(reel) = Reel::new(pictures) else {
        return String::new();
    };
    let style = ".f{display:none}.f.on{display:inline}";
    let mut svg = open(&reel.first, labels, &reel.inks, style).replacen(
        "<svg ",
        &format!("<svg {}", attributes(figure, view, &leaves)),
        1,
    );
    let written = reel.each();
    let shared = Shared::new(&reel, &written);
    shared.define(&mut svg);
    let steps = book.steps.max(1);
    let end = match figure.movement().path {
        Path::ThereAndBack => steps,
        Path::Round => steps / 2,
    };
    let end = format!("o{end}");
    for (leaf, elements) in leaves.iter().zip(&written) {
        let on = if leaf.name == end { " on" } else { "" };
        let _ = write!(svg, "<g class=\"f{on}\" id=\"{}\">", leaf.name);
        shared.write(elements, &mut svg);
        svg.push_str("</g>");
    }
    svg.push_str("</svg>\n");
    svg
}

fn attributes(figure: &Figure, view: usize, leaves: &[Leaf]) -> String {
    let movement = figure.movement();
    let count = |letter: char| {
        let named = leaves.iter().filter(|leaf| leaf.name.starts_with(letter));
        named.count().saturating_sub(1)
    };
    let mut text = format!(
        "data-path=\"{}\" data-breathing=\"{}\" data-steps=\"{}\" data-breaths=\"{}\" \
         data-returns=\"{}\" ",
        movement.path.word(),
        movement.breathing.word(),
        count('o'),
        count('b'),
        count('r') > 0,
    );
    let views = &movement.views;
    if let Some(view) = views.get(view).or(views.first()) {
        let _ = write!(text, "data-crop=\"{}\" ", view.crop.word());
    }
    if let Some(cycle) = movement.cycle {
        let _ = write!(text, "data-cycle=\"{cycle}\" ");
    }
    if let Some(side) = movement.side {
        let _ = write!(text, "data-side=\"{}\" ", side.word());
    }
    if let Some(direction) = &movement.direction {
        let _ = write!(text, "data-direction=\"{}\" ", super::escaped(direction));
    }
    text
}
