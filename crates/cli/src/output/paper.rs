//! Text for people: collected, wrapped to the terminal's width, styled where styles are welcome, and
//! written at once.

use std::fmt::Write as _;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};

use crate::error::Failure;

/// The width of text when standard output is no terminal, in columns.
const WIDTH_UNKNOWN: usize = 80;
/// The widest text that is comfortable to read, in columns.
const WIDTH_MOST: usize = 100;
/// The narrowest text that is still wrapped, in columns.
const WIDTH_LEAST: usize = 20;

/// A text being laid out.
#[derive(Debug)]
pub(crate) struct Paper {
    text: String,
    width: usize,
}

/// A heading.
const HEADING: Style = Style::new().bold();
/// What matters less.
const DIM: Style = Style::new().dimmed();
/// Names to type.
const NAME: Style = AnsiColor::Cyan.on_default();
/// Advice that must not be missed.
const ALARM: Style = AnsiColor::Red.on_default().bold();

impl Paper {
    /// An empty text, as wide as the terminal.
    pub(crate) fn new() -> Self {
        // Only standard output counts: asking further would find another terminal, or start `tput`. A
        // terminal that does not know its size says 0.
        let size = terminal_size::terminal_size_of(std::io::stdout());
        let columns = size.map_or(0, |(columns, _)| columns.0.into());
        Self::of_width(if columns == 0 { WIDTH_UNKNOWN } else { columns })
    }

    /// An empty text of a width, in columns.
    pub(crate) fn of_width(width: usize) -> Self {
        Self {
            text: String::new(),
            width: width.clamp(WIDTH_LEAST, WIDTH_MOST),
        }
    }

    /// How wide the text is, in columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) -> &mut Self {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
        self
    }

    /// An empty line, unless the text begins or one was just written.
    pub(crate) fn gap(&mut self) -> &mut Self {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self
    }

    /// A heading, with an empty line before it.
    pub(crate) fn heading(&mut self, text: &str) -> &mut Self {
        self.gap().paragraph(0, &styled(HEADING, text))
    }

    /// A paragraph, wrapped, every line indented by `indent` columns.
    pub(crate) fn paragraph(&mut self, indent: usize, text: &str) -> &mut Self {
        let pad = " ".repeat(indent);
        self.wrapped(&pad, &pad, text)
    }

    /// A paragraph behind a mark ("- ", "1. "): its other lines stand below its first letter.
    pub(crate) fn item(&mut self, indent: usize, mark: &str, text: &str) -> &mut Self {
        let first = format!("{}{mark}", " ".repeat(indent));
        let rest = " ".repeat(unicode_width::UnicodeWidthStr::width(first.as_str()));
        self.wrapped(&first, &rest, text)
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) -> &mut Self {
        let options = wrapping(self.width)
            .initial_indent(first)
            .subsequent_indent(rest);
        for line in textwrap::wrap(text, options) {
            self.line(line);
        }
        self
    }

    /// A label and a value, the values of one list below each other.
    pub(crate) fn field(&mut self, label: &str, value: &str) -> &mut Self {
        let mut first = format!("  {label}");
        let _ = write!(
            first,
            "{}",
            " ".repeat(16_usize.saturating_sub(first.len()).max(2))
        );
        let rest = " ".repeat(first.len());
        self.wrapped(&first, &rest, value)
    }

    /// Writes everything to standard output.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written; a reader that went away is none.
    pub(crate) fn print(&self) -> Result<(), Failure> {
        super::write(&self.text)
    }

    /// How many lines there are.
    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// Writes everything to standard error: questions and remarks beside what was asked for.
    pub(crate) fn print_to_stderr(&self) {
        let mut stderr = anstream::stderr().lock();
        // When even standard error is gone there is nobody left to tell.
        let _ = stderr
            .write_all(self.text.as_bytes())
            .and_then(|()| stderr.flush());
    }

    /// The text with its styles.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// How text is wrapped: between words; only a word that is wider than the line is broken.
pub(super) fn wrapping(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .break_words(true)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
}

/// A text in a style; styles are taken out again where the terminal does not want them.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A name that a person may type.
pub(crate) fn name(text: &str) -> String {
    styled(NAME, text)
}

/// Words that head a list.
pub(crate) fn heading(text: &str) -> String {
    styled(HEADING, text)
}

/// What matters less.
pub(crate) fn dim(text: &str) -> String {
    styled(DIM, text)
}

/// Advice that must not be missed.
pub(crate) fn alarm(text: &str) -> String {
    styled(ALARM, text)
}
