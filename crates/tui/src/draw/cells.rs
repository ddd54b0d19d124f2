//! Figures and the body map in cells.

use std::rc::Rc;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unhunch_core::content::Library;
use unhunch_core::timeline::{Posed, Timeline};
use unhunch_figure::cells::Cells;
use unhunch_figure::{Figure, Picture, Shown};
use unhunch_host::Depth;

use super::Canvas;
use crate::theme::Role;

/// A figure at a moment. Two are alike when they show the same.
#[derive(Debug, Clone)]
pub(crate) struct Portrait {
    technique: String,
    name: String,
    figure: Rc<Figure>,
    /// The moment, and whether it is mirrored.
    pub(crate) posed: Posed,
}

impl PartialEq for Portrait {
    fn eq(&self, other: &Self) -> bool {
        self.technique == other.technique && self.posed == other.posed
    }
}

impl Portrait {
    /// The figure of a technique at its start; none when it has none.
    pub(crate) fn of(library: &Library, technique: &str) -> Option<Self> {
        let movement = library.figure(technique)?;
        let known = library.technique(technique);
        Some(Self {
            name: known.map_or(technique, |one| one.name.as_str()).to_owned(),
            technique: technique.to_owned(),
            figure: Rc::new(Figure::new(movement)),
            posed: Posed {
                moment: unhunch_figure::Moment::at(0.0),
                mirrored: false,
            },
        })
    }

    /// The technique.
    pub(crate) fn technique(&self) -> &str {
        &self.technique
    }

    /// What the technique is called.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The same figure at another moment.
    pub(crate) fn at(&self, posed: Posed) -> Self {
        Self {
            posed,
            ..self.clone()
        }
    }

    /// What it moves by.
    pub(crate) fn figure(&self) -> &Figure {
        &self.figure
    }

    /// Its width over its height.
    pub(crate) fn aspect(&self) -> f64 {
        let size = self.figure.stage(0, Shown::default()).size();
        (size.x / size.y).clamp(0.2, 5.0)
    }

    fn picture(&self) -> Picture {
        let stage = self.figure.stage(0, Shown::default());
        let picture = stage.picture(self.posed.moment);
        if self.posed.mirrored {
            picture.mirrored()
        } else {
            picture
        }
    }
}

/// Draws a figure, as large as fits.
pub(crate) fn figure(canvas: &mut Canvas<'_>, area: Rect, portrait: &Portrait) {
    if area.width < 4 || area.height < 3 {
        return;
    }
    let picture = portrait.picture();
    lowered(canvas, area, &picture);
}

/// The figures of what is played, each with its number and name.
pub(crate) fn strip_of(timeline: &Timeline, library: &Library) -> Vec<(String, Portrait)> {
    let items = timeline.items().iter().enumerate();
    let portraits = items.filter_map(|(at, item)| {
        let portrait = Portrait::of(library, item.technique.as_str())?;
        Some((format!("{}. {}", at + 1, item.name), portrait))
    });
    portraits.collect()
}

/// Draws figures side by side with a name below each, in as many rows as they need; whether there was room.
pub(crate) fn strip(canvas: &mut Canvas<'_>, area: Rect, portraits: &[(String, Portrait)]) -> bool {
    let count = u16::try_from(portraits.len()).unwrap_or(u16::MAX);
    if count == 0 || !canvas.theme.unicode {
        return false;
    }
    // As many rows as make the figures largest, each at least so high and wide.
    let sizes = (1..=count).map(|rows| {
        let columns = count.div_ceil(rows);
        (rows, columns, area.width / columns, area.height / rows)
    });
    let fits = sizes.filter(|(_, _, wide, high)| *wide >= 14 && *high >= 9);
    let Some((_, columns, wide, high)) =
        fits.max_by_key(|(_, _, wide, high)| (*wide).min(*high * 2))
    else {
        return false;
    };
    for (at, (name, portrait)) in (0u16..).zip(portraits) {
        let place = Rect::new(
            area.x + at % columns * wide,
            area.y + at / columns * high,
            wide,
            high,
        );
        let (picture, below) = super::above(place, high - 2);
        let picture = Rect::new(picture.x + 1, picture.y, picture.width - 2, picture.height);
        figure(canvas, picture, portrait);
        let name = super::cut(name, usize::from(wide.saturating_sub(2)));
        canvas.middle(below, 0, &name, Role::Text);
    }
    true
}

/// Draws a picture in the cells that this terminal can show; nothing where it shows ASCII only.
pub(crate) fn lowered(canvas: &mut Canvas<'_>, area: Rect, picture: &Picture) {
    let theme = canvas.theme;
    if !theme.unicode {
        return;
    }
    let cells = match theme.depth {
        Depth::None => Cells::lines(picture, area.width, area.height),
        _ => Cells::new(picture, area.width, area.height, theme.ground),
    };
    for (y, row) in (area.y..).zip(cells.lines_of_cells()) {
        for (x, cell) in (area.x..).zip(row) {
            if cell.character == ' ' && cell.ground.is_none() {
                continue;
            }
            let Some(into) = canvas.buffer.cell_mut((x, y)) else {
                continue;
            };
            let mut style = Style::new();
            if let Some(ink) = cell.ink.and_then(|ink| theme.color(ink)) {
                style = style.fg(ink);
            }
            if let Some(ground) = cell.ground.and_then(|ground| theme.color(ground)) {
                style = style.bg(ground);
            }
            into.set_char(cell.character).set_style(style);
        }
    }
}
