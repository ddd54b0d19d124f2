//! Guides: articles in Markdown, with a TOML front matter between `+++` lines.

use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde::{Deserialize, Serialize};

use super::check;
use super::decode::{Cx, decode_part, record};
use super::id::Id;
use super::span::Sp;
use crate::diagnostic::{FileId, Span};

record! {
    /// What stands before a guide's text.
    pub struct FrontMatter ("a guide's front matter") {
        /// Stable id; also the file's name.
        id: Sp<Id>,
        /// Its title.
        title: Sp<String>,
        /// What it says, in one line.
        summary: Sp<String>,
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
pub struct Guide {
    /// What stands before the text.
    pub front: FrontMatter,
    /// The text, in Markdown.
    pub body: String,
    /// Where the text begins in its file, in bytes.
    #[serde(skip)]
    pub body_offset: u32,
}

impl Guide {
    /// Reads a guide file; `None` after at least one reported error.
    pub fn read(file: FileId, text: &str, cx: &mut Cx<'_>) -> Option<Self> {
        let Some((matter, matter_at, body_at)) = split(text) else {
            let end = text.find('\n').unwrap_or(text.len());
            cx.report(check::syntax::no_front_matter(file, (0..end).into()));
            return None;
        };
        let front = decode_part(matter, matter_at, cx)?;
        Some(Self {
            front,
            body: text[body_at as usize..].to_owned(),
            body_offset: body_at,
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

/// Splits a guide file: its front matter, the byte where that begins, the byte where the body begins.
fn split(text: &str) -> Option<(&str, u32, u32)> {
    let rest = text.strip_prefix("+++\n")?;
    let end = if rest.starts_with("+++\n") {
        0
    } else {
        rest.find("\n+++\n")? + 1
    };
    let body_at = 4 + end + 4;
    Some((&rest[..end], 4, u32::try_from(body_at).ok()?))
}
