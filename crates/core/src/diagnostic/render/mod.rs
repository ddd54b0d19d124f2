//! Showing faults: as text, JSON, GitHub annotations or SARIF.
//!
//! Each renderer is one function from faults and their texts to a `String`. None of them prints, and
//! all of them keep the order in which they are given faults.

mod github;
mod json;
mod sarif;
mod text;

pub use github::github;
pub use json::{JSON_SCHEMA, json};
pub use sarif::sarif;
pub use text::{Style, summary, text};

use std::str::FromStr;

use super::{Diagnostic, FileId, LineColumn, SourceSet, Span};

/// How faults are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Frames for people, with the place underlined.
    #[default]
    Text,
    /// One JSON object; see [`json()`].
    Json,
    /// GitHub workflow commands, one line for each fault.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// Every format, as it is written.
    pub const WORDS: &'static [&'static str] = &["text", "json", "github", "sarif"];

    /// The format as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }
}

/// A word that is no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{word}`; write one of text, json, github, sarif")]
pub struct UnknownFormat {
    /// The word.
    pub word: String,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// # Errors
    ///
    /// [`UnknownFormat`] for a word that is not one of [`Format::WORDS`].
    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        match word {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            "github" => Ok(Self::Github),
            "sarif" => Ok(Self::Sarif),
            _ => Err(UnknownFormat {
                word: word.to_owned(),
            }),
        }
    }
}

/// Shows faults in a format. `style` counts for [`Format::Text`] only.
pub fn render(format: Format, faults: &[Diagnostic], sources: &SourceSet, style: Style) -> String {
    match format {
        Format::Text => text(faults, sources, style),
        Format::Json => json(faults, sources),
        Format::Github => github(faults, sources),
        Format::Sarif => sarif(faults, sources),
    }
}

/// A place as machines are told it: both ends by line and column.
struct Region {
    start: LineColumn,
    /// One past the last character, as columns count.
    end: LineColumn,
}

fn region(sources: &SourceSet, file: FileId, span: Span) -> Region {
    Region {
        start: sources.line_column(file, span.start),
        end: sources.line_column(file, span.end.max(span.start)),
    }
}

/// The path of a file; `None` for a fault about no file.
fn path(sources: &SourceSet, file: FileId) -> Option<&str> {
    sources.get(file).map(|file| file.path.as_str())
}

/// Indented JSON with a line feed at the end.
fn to_json(value: &impl serde::Serialize) -> String {
    // Our values have string keys and no fallible serializers: this cannot fail.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_read_as_they_are_written() {
        for word in Format::WORDS {
            assert_eq!(word.parse::<Format>().unwrap().word(), *word);
        }
        assert_eq!(
            "xml".parse::<Format>().unwrap_err().to_string(),
            "unknown format `xml`; write one of text, json, github, sarif"
        );
    }

    #[test]
    fn the_list_of_formats_in_the_message_is_whole() {
        let message = "".parse::<Format>().unwrap_err().to_string();
        assert!(message.ends_with(&Format::WORDS.join(", ")));
    }
}
