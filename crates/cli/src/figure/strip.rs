//! Pictures side by side, as lines of text.

use unhunch_figure::Moment;
use unhunch_figure::cells::Cells;

use unhunch_host::Looks;

use super::{Portrait, line};

/// How large pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strip {
    /// Columns that are there.
    pub(crate) columns: u16,
    /// Rows that are there.
    pub(crate) rows: u16,
}

impl Strip {
    /// The columns and rows of one of `count` pictures side by side.
    pub(crate) fn of_one(self, portrait: &Portrait, count: u16) -> (u16, u16) {
        let columns = self.columns / count.max(1);
        // A cell is twice as high as it is wide.
        let wanted = (f64::from(self.rows) * 2.0 * portrait.aspect()).ceil();
        let columns = columns.min(wanted as u16).max(1);
        let wanted = (f64::from(columns) / 2.0 / portrait.aspect()).ceil();
        (columns, self.rows.min(wanted as u16).max(1))
    }
}

/// The pictures of moments beside each other, as lines.
pub(crate) fn beside(
    portrait: &Portrait,
    moments: &[Moment],
    strip: Strip,
    looks: Looks,
) -> Vec<String> {
    let count = u16::try_from(moments.len()).unwrap_or(1);
    let (columns, rows) = strip.of_one(portrait, count);
    let pictures: Vec<Cells> = moments
        .iter()
        .map(|moment| looks.cells(&portrait.picture(*moment), columns, rows))
        .collect();
    (0..usize::from(rows))
        .map(|row| {
            let whole: Vec<_> = pictures
                .iter()
                .flat_map(|picture| picture.lines_of_cells().nth(row).unwrap_or_default())
                .copied()
                .collect();
            line(&whole, looks.depth)
        })
        .collect()
}
