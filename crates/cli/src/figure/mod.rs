//! Figures in the terminal: as characters in any of them, as images where it speaks such a protocol.

mod cells;
mod image;
mod protocol;
mod strip;

pub(crate) use cells::{Span, line, spans};
pub(crate) use image::{Protocol, png, show_image};
pub(crate) use strip::{Strip, beside};

use unhunch_core::content::Library;
use unhunch_figure::{Figure, Moment, Picture, Shown, Side};

/// A figure seen from one view, as one side does it.
#[derive(Debug, Clone)]
pub(crate) struct Portrait {
    figure: Figure,
    view: usize,
    side: Option<Side>,
}

impl Portrait {
    /// The figure of a technique; none when it has none.
    pub(crate) fn of(library: &Library, technique: &str) -> Option<Self> {
        library.figure(technique).map(|movement| Self {
            figure: Figure::new(movement),
            view: 0,
            side: None,
        })
    }

    /// The same from its n-th view, counted from 0.
    pub(crate) fn seen_from(self, view: usize) -> Self {
        Self { view, ..self }
    }

    /// The same as a side does it; none for the side that is drawn.
    pub(crate) fn on_side(self, side: Option<Side>) -> Self {
        Self { side, ..self }
    }

    /// What it was made of.
    pub(crate) fn figure(&self) -> &Figure {
        &self.figure
    }

    /// From which view it is seen, counted from 0.
    pub(crate) fn view(&self) -> usize {
        self.view
    }

    /// Whether its mirror image is shown.
    pub(crate) fn is_mirrored(&self) -> bool {
        let drawn = self.figure.movement().side;
        matches!((drawn, self.side), (Some(drawn), Some(side)) if drawn != side)
    }

    /// Its width over its height.
    pub(crate) fn aspect(&self) -> f64 {
        let size = self.figure.stage(self.view, Shown::default()).size();
        (size.x / size.y).clamp(0.2, 5.0)
    }

    /// The picture of a moment.
    pub(crate) fn picture(&self, moment: Moment) -> Picture {
        let picture = self
            .figure
            .stage(self.view, Shown::default())
            .picture(moment);
        if self.is_mirrored() {
            picture.mirrored()
        } else {
            picture
        }
    }
}
