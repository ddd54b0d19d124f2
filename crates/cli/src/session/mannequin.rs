//! The figure beside the countdown: what the session's segment shows at a moment.

use unhunch_core::content::Library;
use unhunch_core::player::View;
use unhunch_figure::{Figure, Shown};

use super::frame::Canvas;
use super::screen::Beside;
use crate::figure::spans;
use unhunch_host::Looks;

/// The figure of the technique that is played, kept ready as long as it is.
#[derive(Debug)]
pub(super) struct Mannequin {
    looks: Option<Looks>,
    technique: Option<String>,
    figure: Option<Figure>,
    shown: bool,
}

impl Mannequin {
    /// A figure where the terminal can show one, and somebody wants it.
    pub(super) fn new(wanted: bool) -> Self {
        Self {
            looks: Looks::of_stdout(None).filter(|_| wanted),
            technique: None,
            figure: None,
            shown: false,
        }
    }

    /// Whether the last picture had a figure in it.
    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    /// The figure at a moment of the session, and the canvas with the room that it leaves.
    pub(super) fn draw(
        &mut self,
        view: &View<'_>,
        library: &Library,
        canvas: Canvas,
    ) -> (Canvas, Beside) {
        self.shown = false;
        let technique = view.segment.technique.as_ref().map(ToString::to_string);
        if technique != self.technique {
            let movement = technique.as_deref().and_then(|id| library.figure(id));
            self.figure = movement.map(Figure::new);
            self.technique = technique;
        }
        let (Some(figure), Some(looks)) = (&self.figure, self.looks) else {
            return (canvas, Beside::default());
        };
        let stage = figure.stage(0, Shown::default());
        let size = stage.size();
        let canvas = canvas.with_figure(size.x / size.y);
        let (above, below) = Canvas::AROUND;
        let rows = canvas.height.saturating_sub(above + below);
        let cells = |cells: usize| u16::try_from(cells).ok();
        let (Some(columns), Some(rows), Some(left)) = (
            cells(canvas.beside).filter(|columns| *columns > 0),
            cells(rows),
            cells(canvas.width - canvas.beside),
        ) else {
            return (canvas, Beside::default());
        };
        let posed = view
            .segment
            .posed(view.segment_elapsed_ms, figure.movement());
        let picture = stage.picture(posed.moment);
        let picture = if posed.mirrored {
            picture.mirrored()
        } else {
            picture
        };
        let drawn = looks.cells(&picture, columns, rows);
        self.shown = true;
        let beside = Beside {
            at: (left, u16::try_from(above).unwrap_or(0)),
            rows: drawn
                .lines_of_cells()
                .map(|row| spans(row, looks.depth))
                .collect(),
        };
        (canvas, beside)
    }
}
