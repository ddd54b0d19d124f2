//! Texts in rows: paragraphs, lists and headings, wrapped to a width.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::theme::Role;

/// A piece of text of one role, and perhaps a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it says.
    pub(crate) text: String,
    /// What it is for.
    pub(crate) role: Role,
    /// Which link of the text it belongs to, from 0.
    pub(crate) link: Option<usize>,
}

impl Piece {
    /// A piece without a link.
    pub(crate) fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            link: None,
        }
    }
}

/// A row of text as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Row {
    /// Empty columns before it.
    pub(crate) indent: u16,
    /// What it says.
    pub(crate) pieces: Vec<Piece>,
}

impl Row {
    /// The same in at most so many columns, with an ellipsis where something is left out.
    pub(crate) fn cut(&self, columns: u16) -> Self {
        let mut left = usize::from(columns.saturating_sub(self.indent));
        let mut pieces = Vec::new();
        for piece in &self.pieces {
            let text = cut(&piece.text, left);
            left = left.saturating_sub(text.width());
            pieces.push(Piece {
                text,
                ..piece.clone()
            });
        }
        Self {
            indent: self.indent,
            pieces,
        }
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// What stands before its first row.
    mark: String,
    indent: usize,
    pieces: Vec<Piece>,
    /// Whether it is one row as it stands, spaces and all.
    fixed: bool,
}

/// A text of paragraphs, which is laid out to any width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Doc {
    blocks: Vec<Block>,
}

impl Doc {
    /// An empty text.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An empty row, unless there is one already or nothing before it.
    pub(crate) fn gap(&mut self) -> &mut Self {
        if self
            .blocks
            .last()
            .is_some_and(|last| !last.pieces.is_empty())
        {
            self.rich("", 0, Vec::new());
        }
        self
    }

    /// A heading, apart from what is before it.
    pub(crate) fn heading(&mut self, text: &str) -> &mut Self {
        self.gap();
        self.say(text, Role::Strong)
    }

    /// A paragraph.
    pub(crate) fn para(&mut self, text: &str) -> &mut Self {
        self.say(text, Role::Text)
    }

    /// A paragraph of a role.
    pub(crate) fn say(&mut self, text: &str, role: Role) -> &mut Self {
        self.rich("", 0, vec![Piece::new(text, role)])
    }

    /// An item of a list.
    pub(crate) fn item(&mut self, mark: &str, text: &str) -> &mut Self {
        self.rich(mark, 0, vec![Piece::new(text, Role::Text)])
    }

    /// A name and what it says, side by side.
    pub(crate) fn field(&mut self, name: &str, text: &str, role: Role) -> &mut Self {
        let pieces = vec![
            Piece::new(format!("{name}: "), Role::Faint),
            Piece::new(text, role),
        ];
        self.rich("", 0, pieces)
    }

    /// A paragraph of pieces, with a mark before it.
    pub(crate) fn rich(&mut self, mark: &str, indent: usize, pieces: Vec<Piece>) -> &mut Self {
        self.blocks.push(Block {
            mark: mark.to_owned(),
            indent,
            pieces,
            fixed: false,
        });
        self
    }

    /// A row as it stands, spaces and all.
    pub(crate) fn row(&mut self, pieces: Vec<Piece>) -> &mut Self {
        self.blocks.push(Block {
            mark: String::new(),
            indent: 0,
            pieces,
            fixed: true,
        });
        self
    }

    /// The rows of it at a width.
    pub(crate) fn rows(&self, columns: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        for block in &self.blocks {
            lay(block, usize::from(columns), &mut rows);
        }
        rows
    }
}

/// A word: what stands together without a space, of one piece or of several.
#[derive(Default)]
struct Word<'p> {
    parts: Vec<(&'p str, &'p Piece)>,
    wide: usize,
}

/// The words of a paragraph.
fn words(pieces: &[Piece]) -> Vec<Word<'_>> {
    let mut all: Vec<Word<'_>> = vec![Word::default()];
    for piece in pieces {
        for (at, text) in piece.text.split(' ').enumerate() {
            if at > 0 {
                all.push(Word::default());
            }
            if let Some(word) = all.last_mut().filter(|_| !text.is_empty()) {
                word.parts.push((text, piece));
                word.wide += text.width();
            }
        }
    }
    all.retain(|word| !word.parts.is_empty());
    all
}

fn lay(block: &Block, columns: usize, rows: &mut Vec<Row>) {
    if block.pieces.is_empty() || block.fixed {
        rows.push(Row {
            indent: 0,
            pieces: block.pieces.clone(),
        });
        return;
    }
    let hang = block.indent + block.mark.width();
    let room = columns.saturating_sub(hang).max(8);
    let mut row: Vec<Piece> = Vec::new();
    let mut used = 0;
    let mut first = true;
    let mut end_row = |row: &mut Vec<Piece>, used: &mut usize| {
        let mut pieces = std::mem::take(row);
        let indent = if first && !block.mark.is_empty() {
            pieces.insert(0, Piece::new(block.mark.clone(), Role::Faint));
            block.indent
        } else {
            hang
        };
        first = false;
        *used = 0;
        rows.push(Row {
            indent: u16::try_from(indent).unwrap_or(0),
            pieces,
        });
    };
    let push = |text: &str, piece: &Piece, row: &mut Vec<Piece>| match row.last_mut() {
        Some(last) if last.role == piece.role && last.link == piece.link => {
            last.text.push_str(text);
        }
        _ => row.push(Piece {
            text: text.to_owned(),
            ..piece.clone()
        }),
    };
    for word in words(&block.pieces) {
        let gap = usize::from(used > 0);
        if used + gap + word.wide > room && used > 0 {
            end_row(&mut row, &mut used);
        } else if let Some((_, piece)) = word.parts.first().filter(|_| gap > 0) {
            // The space beside a link is not a part of it.
            let space = match row.last().cloned() {
                Some(last) if last.link == piece.link || last.link.is_none() => last,
                _ if piece.link.is_none() => (*piece).clone(),
                _ => Piece::new(" ", Role::Text),
            };
            push(" ", &space, &mut row);
            used += 1;
        }
        for (text, piece) in word.parts {
            for part in broken(text, room) {
                let wide = part.width();
                if used + wide > room && used > 0 {
                    end_row(&mut row, &mut used);
                }
                push(part, piece, &mut row);
                used += wide;
            }
        }
    }
    if !row.is_empty() {
        end_row(&mut row, &mut used);
    }
}

/// A word in parts that fit; most are one.
fn broken(word: &str, room: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut used = 0;
    for (at, sign) in word.char_indices() {
        let wide = sign.width().unwrap_or(0);
        if used + wide > room && at > from {
            parts.extend(word.get(from..at));
            from = at;
            used = 0;
        }
        used += wide;
    }
    parts.extend(word.get(from..));
    parts
}

/// A text in rows of at most so many columns.
pub(crate) fn wrapped(text: &str, columns: u16) -> Vec<String> {
    let options = textwrap::Options::new(usize::from(columns.max(1)))
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// A text in at most so many columns, with an ellipsis where something is left out.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for sign in text.chars() {
        used += sign.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        kept.push(sign);
    }
    if columns > 0 {
        kept.push('\u{2026}');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(doc: &Doc, columns: u16) -> Vec<String> {
        doc.rows(columns)
            .iter()
            .map(|row| {
                let text: String = row.pieces.iter().map(|one| one.text.as_str()).collect();
                format!("{}{text}", " ".repeat(usize::from(row.indent)))
            })
            .collect()
    }

    #[test]
    fn texts_are_wrapped_and_items_hang() {
        let mut doc = Doc::new();
        doc.item("- ", "one two three four").gap().gap();
        let text = Piece::new("so", Role::Text);
        let link = Piece {
            link: Some(0),
            ..Piece::new("it is", Role::Accent)
        };
        doc.rich("", 0, vec![text, link, Piece::new(".", Role::Text)]);
        assert_eq!(
            shown(&doc, 12),
            ["- one two", "  three four", "", "soit is."]
        );
        assert_eq!(doc.rows(12)[3].pieces.len(), 3);
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        let mut doc = Doc::new();
        doc.para("abcdefghijklmno p");
        assert_eq!(shown(&doc, 8), ["abcdefgh", "ijklmno", "p"]);
        assert_eq!(cut("abcdef", 4), "abc\u{2026}");
        assert_eq!(cut("abc", 3), "abc");
    }
}
