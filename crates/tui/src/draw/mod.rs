//! Drawing: a canvas that knows roles instead of colors, and remembers what can be clicked.

mod ascii;
mod cells;
mod chart;
mod map;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unhunch_figure::Face;
use unicode_width::UnicodeWidthStr as _;

use crate::action::Action;
use crate::theme::{Role, Theme};

pub(crate) use ascii::to_ascii;
pub(crate) use cells::{Portrait, figure, lowered, strip, strip_of};
pub(crate) use chart::pain_chart;
pub(crate) use map::{Faces, Mark};
pub(crate) use text::{Doc, Piece, Row, cut, wrapped};

/// What a click comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hit {
    /// This.
    Do(Action),
    /// The point of a face of the body map.
    Map(Face),
}

/// Where a screen is drawn.
pub(crate) struct Canvas<'b> {
    /// The cells.
    pub(crate) buffer: &'b mut Buffer,
    /// How things look.
    pub(crate) theme: Theme,
    /// What can be clicked, the last one on top.
    pub(crate) hits: &'b mut Vec<(Rect, Hit)>,
}

impl Canvas<'_> {
    /// Writes a text into a row of `area`, cut where there is no room; its width.
    pub(crate) fn text(&mut self, area: Rect, x: u16, y: u16, text: &str, role: Role) -> u16 {
        self.styled(area, x, y, text, self.theme.style(role))
    }

    /// The same in any style.
    pub(crate) fn styled(
        &mut self,
        area: Rect,
        x: u16,
        y: u16,
        text: &str,
        style: ratatui::style::Style,
    ) -> u16 {
        if y >= area.height || x >= area.width {
            return 0;
        }
        let room = usize::from(area.width - x);
        let (end, _) = self
            .buffer
            .set_stringn(area.x + x, area.y + y, text, room, style);
        end.saturating_sub(area.x + x)
    }

    /// Writes a text in the middle of a row.
    pub(crate) fn middle(&mut self, area: Rect, y: u16, text: &str, role: Role) {
        let width = width(text).min(area.width);
        self.text(area, (area.width - width) / 2, y, text, role);
    }

    /// Fills an area with a role's colors.
    pub(crate) fn fill(&mut self, area: Rect, role: Role) {
        let style = self.theme.style(role);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Colors a row as the one that the keys work on.
    pub(crate) fn cursor(&mut self, area: Rect, y: u16) {
        if y < area.height {
            let row = Rect::new(area.x, area.y + y, area.width, 1);
            self.buffer.set_style(row, self.theme.style(Role::Cursor));
        }
    }

    /// A line around an area, with a title; the area inside.
    pub(crate) fn frame(&mut self, area: Rect, title: &str, active: bool) -> Rect {
        if active {
            self.frame_of(area, title, Role::Accent, Role::Accent)
        } else {
            self.frame_of(area, title, Role::Border, Role::Strong)
        }
    }

    /// The same, with the roles of the line and of the title.
    pub(crate) fn frame_of(&mut self, area: Rect, title: &str, role: Role, named: Role) -> Rect {
        if area.width < 4 || area.height < 3 {
            return area;
        }
        let across = "\u{2500}".repeat(usize::from(area.width - 2));
        self.text(area, 0, 0, &format!("\u{256d}{across}\u{256e}"), role);
        for y in 1..area.height - 1 {
            self.text(area, 0, y, "\u{2502}", role);
            self.text(area, area.width - 1, y, "\u{2502}", role);
        }
        let last = area.height - 1;
        self.text(area, 0, last, &format!("\u{2570}{across}\u{256f}"), role);
        let title = cut(title, usize::from(area.width.saturating_sub(6)));
        if !title.is_empty() {
            self.text(area, 2, 0, &format!(" {title} "), named);
        }
        Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
    }

    /// A bar of so many columns, filled to a part of 0 to 1.
    pub(crate) fn bar(&mut self, area: Rect, x: u16, y: u16, columns: u16, part: f64) {
        let part = if part.is_finite() {
            part.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let full = (f64::from(columns) * part).round() as usize;
        let rest = usize::from(columns).saturating_sub(full);
        let used = self.text(area, x, y, &"\u{2501}".repeat(full), Role::Accent);
        self.text(area, x + used, y, &"\u{2500}".repeat(rest), Role::Faint);
    }

    /// Makes an area do something when it is clicked.
    pub(crate) fn hit(&mut self, area: Rect, action: Action) {
        self.hits.push((area, Hit::Do(action)));
    }

    /// Makes a row of an area do something when it is clicked.
    pub(crate) fn hit_row(&mut self, area: Rect, y: u16, action: Action) {
        if y < area.height {
            self.hit(Rect::new(area.x, area.y + y, area.width, 1), action);
        }
    }

    /// Rows of a text from `scroll` on, and a mark at the edge where there is more.
    pub(crate) fn rows(&mut self, area: Rect, rows: &[Row], scroll: usize) {
        let shown = rows.iter().skip(scroll).take(usize::from(area.height));
        for (y, row) in (0u16..).zip(shown) {
            let mut x = row.indent;
            for piece in &row.pieces {
                x += self.text(area, x, y, &piece.text, piece.role);
            }
        }
        let below = rows.len().saturating_sub(scroll + usize::from(area.height));
        if area.width == 0 || area.height == 0 {
            return;
        }
        if scroll > 0 {
            self.text(area, area.width - 1, 0, "\u{25b2}", Role::Key);
        }
        if below > 0 {
            self.text(area, area.width - 1, area.height - 1, "\u{25bc}", Role::Key);
        }
    }
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Splits an area in an upper and a lower part.
pub(crate) fn above(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let lower = Rect::new(area.x, area.y + rows, area.width, area.height - rows);
    (Rect::new(area.x, area.y, area.width, rows), lower)
}

/// Splits an area in a left and a right part.
pub(crate) fn beside(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let right = Rect::new(area.x + columns, area.y, area.width - columns, area.height);
    (Rect::new(area.x, area.y, columns, area.height), right)
}

/// An area so large in the middle of another one.
pub(crate) fn centered(area: Rect, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(area.width), rows.min(area.height));
    Rect::new(
        area.x + (area.width - columns) / 2,
        area.y + (area.height - rows) / 2,
        columns,
        rows,
    )
}

/// The first row to show so that the one of the cursor is seen, near the middle where it can be.
pub(crate) fn follow(cursor: usize, count: usize, rows: u16) -> usize {
    let rows = usize::from(rows);
    cursor
        .saturating_sub(rows / 2)
        .min(count.saturating_sub(rows))
}
