//! Figures and the body map in cells.

use std::rc::Rc;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unhunch_core::content::Library;
use unhunch_core::timeline::Posed;
use unhunch_figure::cells::Cells;
use unhunch_figure::{Figure, Picture, Shown};
use unhunch_host::Depth;

use super::Canvas;

/// A figure at a moment. Two are alike when they show the same.
#[derive(Debug, Clone)]
pub(crate) struct Portrait {
    technique: String,
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
        Some(Self {
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
