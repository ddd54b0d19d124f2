//! Tables that fit: columns as wide as they need to be, the widest narrowed first, cells wrapped.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

/// The space between two columns.
const GAP: usize = 2;
/// The narrowest that a column is made, in columns of the terminal.
const LEAST: usize = 8;

/// Rows of cells without styles.
#[derive(Debug, Default)]
pub(crate) struct Table {
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
}

/// A text, measured once: that costs more than anything else that is done with it.
#[derive(Debug)]
struct Cell {
    text: String,
    width: usize,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        let width = text.width();
        Self { text, width }
    }
}

impl Table {
    /// A table with these headings.
    pub(crate) fn new(head: &[&'static str]) -> Self {
        let head = head.iter().map(|&word| Cell::from(word.to_owned()));
        Self {
            head: head.collect(),
            rows: Vec::new(),
        }
    }

    /// A row; it has as many cells as the table has headings.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(Cell::from).collect());
    }

    /// The lines, no wider than `width` as long as each column keeps a few letters. `style` gets the
    /// column and the padded text of a cell; the first line is the heads'.
    pub(crate) fn lines(&self, width: usize, style: impl Fn(Part, &str) -> String) -> Vec<String> {
        let widths = self.widths(width);
        let mut lines = Vec::new();
        lay(
            &self.head,
            &widths,
            |_, text| style(Part::Head, text),
            &mut lines,
        );
        for row in &self.rows {
            let cell = |column, text: &str| style(Part::Cell(column), text);
            lay(row, &widths, cell, &mut lines);
        }
        lines
    }

    /// The cells of a column, its heading first.
    fn column(&self, column: usize) -> impl Iterator<Item = &Cell> {
        let rows = std::iter::once(&self.head).chain(&self.rows);
        rows.filter_map(move |row| row.get(column))
    }

    /// The width of the longest word of a column.
    fn longest_word(&self, column: usize) -> usize {
        let words = self.column(column).flat_map(|cell| cell.text.split(' '));
        words.map(|word| word.width()).max().unwrap_or(0)
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let columns = 0..self.head.len();
        let widest = |at| self.column(at).map(|cell| cell.width).max().unwrap_or(0);
        let mut widths: Vec<usize> = columns.clone().map(widest).collect();
        let width = width.saturating_sub(GAP * widths.len().saturating_sub(1));
        if widths.iter().sum::<usize>() > width {
            // Words are broken only when there is no other way.
            let words: Vec<usize> = columns.map(|at| self.longest_word(at)).collect();
            for least in [words, vec![LEAST; widths.len()]] {
                narrow(&mut widths, width, &least, &self.rows);
            }
        }
        widths
    }
}

/// Narrows columns until together they are no wider than `width`, or each is as narrow as it may be.
///
/// Each time it is the column whose narrowing costs the fewest lines; of equal ones the widest. The first
/// one holds what people type: it is narrowed only when the others cannot be.
fn narrow(widths: &mut [usize], width: usize, least: &[usize], rows: &[Vec<Cell>]) {
    while widths.iter().sum::<usize>() > width {
        let narrowed = (0..widths.len())
            .filter(|&column| widths[column] > least[column])
            .min_by_key(|&column| {
                let cost = cost(rows, column, widths[column]);
                (column == 0, cost, usize::MAX - widths[column])
            });
        match narrowed {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
}

/// About how many more lines the cells of a column take when it is one narrower than `width`.
fn cost(rows: &[Vec<Cell>], column: usize, width: usize) -> usize {
    let narrower = (width - 1).max(1);
    rows.iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| cell.width > narrower)
        .map(|cell| cell.width.div_ceil(narrower) - cell.width.div_ceil(width))
        .sum()
}

/// A part of a table, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading.
    Head,
    /// A cell of a column, from 0.
    Cell(usize),
}

fn lay(
    cells: &[Cell],
    widths: &[usize],
    style: impl Fn(usize, &str) -> String,
    lines: &mut Vec<String>,
) {
    let wrapped: Vec<Vec<(Cow<'_, str>, usize)>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            if cell.width <= width {
                return vec![(Cow::from(&cell.text), cell.width)];
            }
            let wrapped = textwrap::wrap(&cell.text, super::paper::wrapping(width)).into_iter();
            let measured = wrapped.map(|line| {
                let width = line.width();
                (line, width)
            });
            measured.collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = String::new();
        // Spaces are written only once something follows them.
        let mut owed = 0;
        for (column, (cell, width)) in wrapped.iter().zip(widths).enumerate() {
            let (text, taken) = cell
                .get(at)
                .map_or(("", 0), |(text, width)| (&**text, *width));
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', owed));
                line.push_str(&style(column, text));
                owed = 0;
            }
            owed += width.saturating_sub(taken) + GAP;
        }
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["id", "name", "needs"]);
        table.row(["cat-cow", "Cat-cow, slowly", ""].map(str::to_owned));
        table.row(["row", "Row", "resistance-band or suspension-bands"].map(str::to_owned));
        table
    }

    #[test]
    fn columns_are_as_wide_as_they_need_and_lines_end_with_their_text() {
        let lines = table().lines(80, |_, text| text.to_owned());
        assert_eq!(
            lines,
            [
                "id       name             needs",
                "cat-cow  Cat-cow, slowly",
                "row      Row              resistance-band or suspension-bands",
            ]
        );
    }

    #[test]
    fn a_narrow_table_wraps_its_widest_cells_and_spares_the_first_column() {
        let lines = table().lines(36, |_, text| text.to_owned());
        assert_eq!(
            lines,
            [
                "id       name       needs",
                "cat-cow  Cat-cow,",
                "         slowly",
                "row      Row        resistance-band",
                "                    or",
                "                    suspension-bands",
            ]
        );
    }

    #[test]
    fn no_width_is_too_small() {
        for width in 0..120 {
            let lines = table().lines(width, |_, text| text.to_owned());
            let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
            assert!(
                widest <= width.max(3 * LEAST + 2 * GAP),
                "{width}: {lines:?}"
            );
        }
    }
}
