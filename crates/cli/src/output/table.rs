//! Tables that fit: columns as wide as they need to be, the widest narrowed first, cells wrapped.

use unicode_width::UnicodeWidthStr as _;

/// The space between two columns.
const GAP: usize = 2;
/// The narrowest that a column is made, in columns of the terminal.
const LEAST: usize = 8;

/// Rows of cells without styles.
#[derive(Debug, Default)]
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub(crate) fn new(head: &[&'static str]) -> Self {
        Self {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    /// A row; it has as many cells as the table has headings.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The lines, no wider than `width` as long as each column keeps a few letters. `style` gets the
    /// column and the padded text of a cell; the first line is the heads'.
    pub(crate) fn lines(&self, width: usize, style: impl Fn(Part, &str) -> String) -> Vec<String> {
        let widths = self.widths(width);
        let head: Vec<String> = self.head.iter().map(|&word| word.to_owned()).collect();
        let mut lines = Vec::new();
        lay(
            &head,
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

    /// The width of the longest word of a column, its heading included.
    fn longest_word(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let head = self.head.get(column).copied();
        cells
            .map(String::as_str)
            .chain(head)
            .flat_map(|cell| cell.split(' '))
            .map(|word| word.width())
            .max()
            .unwrap_or(0)
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|word| word.width()).collect();
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(cell.width());
            }
        }
        let gaps = GAP * widths.len().saturating_sub(1);
        let cells: Vec<Vec<usize>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.width()).collect())
            .collect();
        // Words are broken only when there is no other way.
        let words: Vec<usize> = (0..widths.len()).map(|at| self.longest_word(at)).collect();
        for least in [words, vec![LEAST; widths.len()]] {
            narrow(&mut widths, width.saturating_sub(gaps), &least, &cells);
        }
        widths
    }
}

/// Narrows columns until together they are no wider than `width`, or each is as narrow as it may be.
///
/// Each time it is the column whose narrowing costs the fewest lines; of equal ones the widest. The first
/// one holds what people type: it is narrowed only when the others cannot be.
fn narrow(widths: &mut [usize], width: usize, least: &[usize], cells: &[Vec<usize>]) {
    while widths.iter().sum::<usize>() > width {
        let narrowed = (0..widths.len())
            .filter(|&column| widths[column] > least[column])
            .min_by_key(|&column| {
                let cost = cost(cells, column, widths[column]);
                (column == 0, cost, usize::MAX - widths[column])
            });
        match narrowed {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
}

/// About how many more lines the cells of a column take when it is one narrower than `width`.
fn cost(rows: &[Vec<usize>], column: usize, width: usize) -> usize {
    let narrower = (width - 1).max(1);
    rows.iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| **cell > narrower)
        .map(|cell| cell.div_ceil(narrower) - cell.div_ceil(width))
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
    cells: &[String],
    widths: &[usize],
    style: impl Fn(usize, &str) -> String,
    lines: &mut Vec<String>,
) {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            if cell.width() <= width {
                return vec![cell.clone()];
            }
            textwrap::wrap(cell, super::paper::wrapping(width))
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = String::new();
        // Spaces are written only once something follows them.
        let mut owed = 0;
        for (column, (cell, width)) in wrapped.iter().zip(widths).enumerate() {
            let text = cell.get(at).map_or("", String::as_str);
            if !text.is_empty() {
                line.push_str(&" ".repeat(owed));
                line.push_str(&style(column, text));
                owed = 0;
            }
            owed += width.saturating_sub(text.width()) + GAP;
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
