//! Text that fits: wrapped where there is room, else ended with an ellipsis at a word.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What text has to fit into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    /// Columns.
    pub width: usize,
    /// Whether more than ASCII is shown.
    pub unicode: bool,
}

impl Fit {
    /// A text on one line, without control characters.
    pub(super) fn line(self, text: &str) -> String {
        let text = printable(text);
        if text.width() <= self.width {
            return text;
        }
        self.ended(&text)
    }

    /// A text in at most so many lines.
    pub(super) fn lines(self, text: &str, most: usize) -> Vec<String> {
        if text.is_empty() || self.width == 0 || most == 0 {
            return Vec::new();
        }
        let options = textwrap::Options::new(self.width)
            .break_words(true)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let wrapped = textwrap::wrap(text, options).into_iter();
        let mut lines: Vec<String> = wrapped.map(|line| self.line(&line)).collect();
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.ended(last);
            }
        }
        lines
    }

    /// Texts in at most so many lines in all, each in lines of its own. The longest ones lose words
    /// first; then they go into two columns.
    pub(super) fn list(self, texts: &[String], most: usize) -> Vec<Vec<String>> {
        let mut lengths: Vec<usize> = texts
            .iter()
            .map(|text| self.lines(text, most).len())
            .collect();
        while lengths.iter().sum::<usize>() > most {
            match lengths.iter_mut().max() {
                Some(longest) if *longest > 1 => *longest -= 1,
                _ => return self.columns(texts, most),
            }
        }
        let each = texts.iter().zip(lengths);
        each.map(|(text, length)| self.lines(text, length))
            .collect()
    }

    /// Texts in two columns, as many as there is room for.
    fn columns(self, texts: &[String], most: usize) -> Vec<Vec<String>> {
        const GAP: usize = 2;
        let half = Self {
            width: self.width.saturating_sub(GAP) / 2,
            ..self
        };
        let (left, right) = texts.split_at(texts.len().div_ceil(2).min(most));
        let rows = left.iter().enumerate().map(|(at, text)| {
            let mut row = half.line(text);
            if let Some(text) = right.get(at) {
                let fill = (half.width + GAP).saturating_sub(row.width());
                row.push_str(&" ".repeat(fill));
                row.push_str(&half.line(text));
            }
            vec![cut(&row, self.width)]
        });
        rows.collect()
    }

    /// As much of a text as there is room for before an ellipsis, to the end of a word.
    fn ended(self, text: &str) -> String {
        let mark = if self.unicode { "\u{2026}" } else { "..." };
        let Some(room) = self
            .width
            .checked_sub(mark.width())
            .filter(|room| *room > 0)
        else {
            return cut(text, self.width);
        };
        let kept = cut(text, room);
        let next = text.get(kept.len()..).and_then(|rest| rest.chars().next());
        let kept = match kept.rfind(' ') {
            // A word that is longer than half of the line is broken rather than left out.
            Some(at) if next.is_some_and(char::is_alphanumeric) && 2 * at >= kept.len() => {
                &kept[..at]
            }
            _ => &kept,
        };
        let kept = kept.trim_end_matches([' ', ',', ';', ':', '.']);
        format!("{kept}{mark}")
    }
}

/// The beginning of a text that is no wider than `width`.
pub(super) fn cut(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    for sign in text.chars() {
        used += sign.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(sign);
    }
    kept
}

fn printable(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIT: Fit = Fit {
        width: 16,
        unicode: true,
    };

    #[test]
    fn a_line_ends_at_a_word() {
        assert_eq!(FIT.line("Turn to the left"), "Turn to the left");
        assert_eq!(FIT.line("Turn to the left, slowly"), "Turn to the\u{2026}");
        assert_eq!(FIT.line("Turn, as before, left"), "Turn, as before\u{2026}");
        let ascii = Fit {
            unicode: false,
            ..FIT
        };
        assert_eq!(ascii.line("Turn to the left, slowly"), "Turn to the...");
        // Breaking a word is better than showing next to nothing.
        assert_eq!(FIT.line("A sternocleidomastoid"), "A sternocleidom\u{2026}");
        let narrow = |width| Fit { width, ..FIT }.line("Turn");
        assert_eq!(
            [0, 1, 2, 3].map(narrow),
            ["", "T", "T\u{2026}", "Tu\u{2026}"]
        );
        assert_eq!(FIT.line("\x1b[31mred\n"), "[31mred");
    }

    #[test]
    fn lines_are_wrapped_and_the_last_one_says_that_there_is_more() {
        let text = "A long, mild pull from below the ear to the shoulder.";
        assert_eq!(
            FIT.lines(text, 9),
            [
                "A long, mild",
                "pull from below",
                "the ear to the",
                "shoulder."
            ]
        );
        assert_eq!(
            FIT.lines(text, 2),
            ["A long, mild", "pull from below\u{2026}"]
        );
        assert_eq!(FIT.lines(text, 1), ["A long, mild\u{2026}"]);
        assert_eq!(FIT.lines(text, 0), [""; 0]);
    }

    #[test]
    fn a_list_loses_words_before_it_loses_lines() {
        let texts: Vec<String> = ["It cannot be written down.", "r  try again", "q  leave"]
            .map(str::to_owned)
            .into();
        let list = |most| FIT.list(&texts, most).concat();
        assert_eq!(
            list(4),
            ["It cannot be", "written down.", "r  try again", "q  leave"]
        );
        assert_eq!(
            list(3),
            ["It cannot be\u{2026}", "r  try again", "q  leave"]
        );
        assert_eq!(
            list(2),
            ["It can\u{2026}  q  lea\u{2026}", "r  try\u{2026}"]
        );
        assert_eq!(list(1).len(), 1);
    }
}
