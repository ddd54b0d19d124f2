//! The texts that diagnostics point into.

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in one source file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<std::ops::Range<usize>> for Span {
    /// Offsets beyond 4 GiB are clamped; readers refuse files long before that.
    fn from(range: std::ops::Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// Which file of a [`SourceSet`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// No file at all: for faults about a file that should be there.
    pub const NONE: Self = Self(u32::MAX);
}

/// One content file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as a person would name it, with `/` between the parts.
    pub path: String,
    /// Its path inside the content set (`techniques/cobra.toml`), which says what kind of file it is.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

impl SourceFile {
    /// A file whose path is its name inside the set.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            path: name.clone(),
            name,
            text: text.into(),
        }
    }
}

/// A one-based line and column (in characters).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// One-based line.
    pub line: usize,
    /// One-based column, counted in characters.
    pub column: usize,
}

/// All files of a load, so that faults can be shown in their context.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    files: Vec<SourceFile>,
    /// For each file, where its lines begin; found when it is first asked for, so that a file with
    /// many faults is not read through for each.
    lines: Vec<OnceLock<Vec<u32>>>,
}

impl SourceSet {
    /// Takes the files over; their ids are their indexes.
    pub fn new(files: Vec<SourceFile>) -> Self {
        let lines = files.iter().map(|_| OnceLock::new()).collect();
        Self { files, lines }
    }

    /// Adds a file and says which it is.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        self.lines.push(OnceLock::new());
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The path of a file; empty for an id that is not of this set.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.path)
    }

    /// The text of a file; empty for an id that is not of this set.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.text)
    }

    /// A file by its id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Where a byte of a file stands, counted as editors count.
    pub fn line_column(&self, id: FileId, offset: u32) -> LineColumn {
        let text = self.text(id);
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (line, start) = self.line_at(id, at);
        LineColumn {
            line: line + 1,
            column: text[start..at].chars().count() + 1,
        }
    }

    /// The lines that hold the bytes of a range: their bytes, without the last line feed, and the
    /// one-based number of the first.
    pub(crate) fn lines_around(&self, id: FileId, range: Range<usize>) -> (Range<usize>, usize) {
        let text = self.text(id);
        let (line, start) = self.line_at(id, range.start.min(text.len()));
        let rest = text.get(range.end..).unwrap_or_default();
        let end = rest.find('\n').map_or(text.len(), |at| range.end + at);
        (start..end.max(start), line + 1)
    }

    /// The zero-based line of a byte within the text, and the byte where that line begins.
    fn line_at(&self, id: FileId, at: usize) -> (usize, usize) {
        let Some(lines) = self.lines.get(id.0 as usize) else {
            return (0, 0);
        };
        let starts = lines.get_or_init(|| {
            let after = self.text(id).match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0)
                .chain(after.map(|at| u32::try_from(at).unwrap_or(u32::MAX)))
                .collect()
        });
        let line = starts.partition_point(|start| *start as usize <= at) - 1;
        (line, starts[line] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let mut set = SourceSet::default();
        let id = set.add(SourceFile::new("a", "één\ntwo"));
        let at = |offset| {
            let place = set.line_column(id, offset);
            (place.line, place.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(5), (1, 4));
        assert_eq!(at(6), (2, 1));
        assert_eq!(at(1), (1, 1), "inside a character: its start");
        assert_eq!(at(999), (2, 4));
    }
}
