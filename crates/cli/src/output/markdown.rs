//! Markdown for the terminal: headings, lists, quotes, code, emphasis, links.

use anstyle::Style;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Paper;
use super::paper::name;

const EMPHASIS: Style = Style::new().italic();
const STRONG: Style = Style::new().bold();
/// How far code is moved in, in columns.
const CODE_INDENT: usize = 4;
/// Where links that stand in brackets begin and end, until the whole paragraph is known.
const MARK: (char, char) = ('\u{1}', '\u{2}');

/// How a link is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Its text as it is.
    Plain,
    /// A name that can be looked up.
    Name,
    /// A source, in square brackets; round ones around sources alone are left out.
    Source,
}

/// Lays a text out. `link` is told where each link leads and its text, and says how it is shown.
pub(crate) fn markdown(paper: &mut Paper, text: &str, link: &mut dyn FnMut(&str, &str) -> Shown) {
    let mut layout = Layout {
        paper,
        link,
        inline: String::new(),
        mark: None,
        indents: Vec::new(),
        counts: Vec::new(),
        links: Vec::new(),
        code: false,
    };
    for event in Parser::new_ext(text, Options::empty()) {
        layout.event(event);
    }
    layout.flush();
}

struct Layout<'a> {
    paper: &'a mut Paper,
    link: &'a mut dyn FnMut(&str, &str) -> Shown,
    /// The text of the block so far.
    inline: String,
    /// What stands before the next block of an item: "- ", "3. ".
    mark: Option<String>,
    /// How far each list and quote moves its content in.
    indents: Vec<usize>,
    /// The next number of each ordered list; none for the others.
    counts: Vec<Option<u64>>,
    /// Where links lead, and where their texts begin in `inline`.
    links: Vec<(String, usize)>,
    code: bool,
}

impl Layout<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code => {
                let pad = " ".repeat(self.indent() + CODE_INDENT);
                for line in text.lines() {
                    self.paper.line(format!("{pad}{line}"));
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.inline.push_str(&text);
            }
            Event::Code(text) => self.inline.push_str(&name(&text)),
            Event::SoftBreak => self.inline.push(' '),
            Event::HardBreak => self.flush(),
            Event::Rule => {
                self.paper.gap();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.mark.is_none() => {
                self.paper.gap();
            }
            Tag::Heading { .. } => self.flush(),
            Tag::BlockQuote(_) => {
                self.flush();
                self.paper.gap();
                self.indents.push(2);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.paper.gap();
                self.code = true;
            }
            Tag::List(first) => {
                self.flush();
                if self.counts.is_empty() {
                    self.paper.gap();
                }
                self.counts.push(first);
            }
            Tag::Item => {
                let mark = match self.counts.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.indents.push(mark.len());
                self.mark = Some(mark);
            }
            Tag::Emphasis => self.inline.push_str(&format!("{EMPHASIS}")),
            Tag::Strong => self.inline.push_str(&format!("{STRONG}")),
            Tag::Link { dest_url, .. } => {
                self.links.push((dest_url.into_string(), self.inline.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.inline);
                self.paper.heading(&text).gap();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.indents.pop();
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::List(_) => {
                self.counts.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.indents.pop();
                self.mark = None;
            }
            TagEnd::Emphasis => self.inline.push_str(&format!("{EMPHASIS:#}")),
            TagEnd::Strong => self.inline.push_str(&format!("{STRONG:#}")),
            TagEnd::Link => {
                let Some((leads, from)) = self.links.pop() else {
                    return;
                };
                let text = self.inline.split_off(from);
                match (self.link)(&leads, &text) {
                    Shown::Plain => self.inline.push_str(&text),
                    Shown::Name => self.inline.push_str(&name(&text)),
                    Shown::Source => self
                        .inline
                        .extend(std::iter::once(MARK.0).chain(text.chars()).chain([MARK.1])),
                }
            }
            _ => {}
        }
    }

    fn indent(&self) -> usize {
        self.indents.iter().sum()
    }

    /// Writes the block that was collected.
    fn flush(&mut self) {
        if self.inline.is_empty() {
            return;
        }
        let text = bracketed(&std::mem::take(&mut self.inline));
        let indent = self.indent();
        match self.mark.take() {
            Some(mark) => {
                let before = indent.saturating_sub(mark.len());
                self.paper.item(before, &mark, &text)
            }
            None => self.paper.paragraph(indent, &text),
        };
    }
}

/// Puts square brackets around marked sources, in place of round ones that hold nothing else:
/// `(S1, S3)` becomes `[S1] [S3]`.
fn bracketed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['(', MARK.0, MARK.1]) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((sources, after)) = only_sources(from) {
            out.push_str(&sources);
            rest = after;
            continue;
        }
        let mut letters = from.chars();
        match letters.next() {
            Some(letter) if letter == MARK.0 => out.push('['),
            Some(letter) if letter == MARK.1 => out.push(']'),
            Some(letter) => out.push(letter),
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out
}

/// The sources of a pair of round brackets that holds nothing else, and what follows it.
fn only_sources(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('(')?;
    let mut sources = Vec::new();
    loop {
        rest = rest.strip_prefix(MARK.0)?;
        let (source, after) = rest.split_once(MARK.1)?;
        sources.push(format!("[{source}]"));
        if let Some(after) = after.strip_prefix(')') {
            return Some((sources.join(" "), after));
        }
        rest = after.strip_prefix(", ")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(width: usize, text: &str) -> String {
        let mut paper = Paper::of_width(width);
        markdown(
            &mut paper,
            text,
            &mut |leads, _| match leads.split_once(':') {
                Some(("source", _)) => Shown::Source,
                Some(("technique", _)) => Shown::Name,
                _ => Shown::Plain,
            },
        );
        anstream::adapter::strip_str(paper.text()).to_string()
    }

    #[test]
    fn blocks_are_laid_out_and_wrapped() {
        let text = "\
# Top

Some *soft* and **loud** words that
are wrapped, and `code`.

1. **One.** A first step that goes on.
   - within
   - again

   A second paragraph.
2. Two

> Said by somebody.

```
unhunch list
```
";
        assert_eq!(
            laid_out(30, text),
            "\
Top

Some soft and loud words that
are wrapped, and code.

1. One. A first step that goes
   on.
   - within
   - again

   A second paragraph.
2. Two

  Said by somebody.

    unhunch list
"
        );
    }

    #[test]
    fn sources_stand_in_square_brackets_and_round_ones_around_them_go() {
        let text = "Hold ([S1](source:S1), [S3](source:S3)), as [HSE](source:hse) says \
                    (see [S0](source:S0)); ([practice](basis:general)). ([it](technique:x)) (";
        assert_eq!(
            laid_out(100, text).replace('\n', " "),
            "Hold [S1] [S3], as [HSE] says (see [S0]); (practice). (it) ( "
        );
    }
}
