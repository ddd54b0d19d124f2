//! Guides: articles in Markdown, with a TOML front matter between `+++` lines.

use std::ops::Range;

use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde::{Deserialize, Serialize};

use super::check;
use super::decode::{Cx, decode_text, record};
use super::id::Id;
use super::span::Sp;
use super::text::Text;
use crate::diagnostic::{FileId, Span};

record! {
    /// What stands before a guide's text.
    pub struct FrontMatter ("a guide's front matter") {
        /// Stable id; also the file's name.
        id: Sp<Id>,
        /// Its title.
        title: Sp<Text>,
        /// What it says, in one line.
        summary: Sp<Text>,
        /// Where it stands among the guides, lowest first.
        order: Sp<u32>,
        /// When a person last read it against its sources.
        reviewed: Sp<Date>,
        /// Numbers of the facts it covers, in the project's list of facts.
        facts: Vec<Sp<u32>>,
        /// Sources that its text links.
        sources: Vec<Sp<Id>>,
        /// Causes it is about.
        causes: Vec<Sp<Id>>,
        /// Areas it is about.
        areas: Vec<Sp<Id>>,
        /// Techniques that its text links.
        techniques: Vec<Sp<Id>>,
        /// Guides that its text links.
        guides: Vec<Sp<Id>>,
    }
}

/// A link in a guide's text: `[shoulder rolls](technique:shoulder-rolls)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What stands before the colon: `technique`, `guide`, `source`, `basis`, or another scheme.
    pub scheme: String,
    /// What stands after it.
    pub target: String,
    /// Where the link stands in the file.
    pub span: Span,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Guide {
    /// What stands before the text.
    pub front: FrontMatter,
    /// The text, in Markdown.
    pub body: Text,
    /// Where the text begins in its file, in bytes.
    #[serde(skip)]
    pub body_offset: u32,
}

impl Guide {
    /// Reads a guide file; `None` after at least one reported error.
    pub fn read(file: FileId, text: &str, cx: &mut Cx<'_>) -> Option<Self> {
        let Some((matter, body_at)) = split(text) else {
            let end = text.find('\n').unwrap_or(text.len());
            cx.report(check::syntax::no_front_matter(file, (0..end).into()));
            return None;
        };
        // The line above becomes blank, and not left out, so that places are those of the file.
        let padded = format!("{:1$}{2}", "", matter.start, &text[matter.clone()]);
        let front = decode_text(&padded, cx)?;
        Some(Self {
            front,
            body: text[body_at..].to_owned().into(),
            body_offset: u32::try_from(body_at).unwrap_or(u32::MAX),
        })
    }

    /// Every link of the text, with its place in the file.
    pub fn links(&self) -> Vec<Link> {
        Parser::new_ext(&self.body, Options::empty())
            .into_offset_iter()
            .filter_map(|(event, range)| match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let (scheme, target) = dest_url.split_once(':').unwrap_or(("", &dest_url));
                    let shift = self.body_offset as usize;
                    Some(Link {
                        scheme: scheme.to_owned(),
                        target: target.to_owned(),
                        span: (range.start + shift..range.end + shift).into(),
                    })
                }
                _ => None,
            })
            .collect()
    }
}

/// Splits a guide file: where its front matter stands, and the byte where the body begins.
fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let mut at = 0;
    let mut begins = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let fence = line.trim_end_matches(['\n', '\r']) == "+++";
        match begins {
            None if fence => begins = Some(end),
            None => return None,
            Some(begin) if fence => return Some((begin..at, end)),
            Some(_) => {}
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_three_signs() {
        assert_eq!(split("+++\na\n+++\nb"), Some((4..6, 10)));
        assert_eq!(split("+++\r\na\r\n+++\r\nb"), Some((5..8, 13)));
        assert_eq!(split("+++\n+++"), Some((4..4, 7)));
        for broken in ["", "a\n+++\n+++\n", "+++\na\n", "++++\n+++\n"] {
            assert_eq!(split(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn places_in_front_matter_and_text_are_those_of_the_file() {
        let text = "+++\nid = \"a\"\ntitle = \"t\"\nsummary = \"s\"\norder = 1\nreviewed = 2026-01-01\n+++\nSee [it](guide:a).\n";
        let mut faults = Vec::new();
        let file = FileId(0);
        let mut cx = Cx {
            file,
            faults: &mut faults,
        };
        let guide = Guide::read(file, text, &mut cx).unwrap();
        let at = |span: Span| &text[Range::<usize>::from(span)];
        assert_eq!(at(guide.front.id.span), "\"a\"");
        assert_eq!(at(guide.links()[0].span), "[it](guide:a)");
    }
}
