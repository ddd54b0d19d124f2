//! Guides as JSON.

use serde::Serialize;

use super::ids;
use crate::content::{Guide, Library};

/// `unhunch.guides/1`: the guides in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Guides<'l> {
    /// Always [`Guides::SCHEMA`].
    pub schema: &'static str,
    /// The guides, in reading order.
    pub guides: Vec<GuideHead<'l>>,
}

impl<'l> Guides<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.guides/1";

    /// All guides of a library.
    pub fn new(library: &'l Library) -> Self {
        Self {
            schema: Self::SCHEMA,
            guides: library.guides().iter().map(GuideHead::from).collect(),
        }
    }
}

/// A guide in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GuideHead<'l> {
    /// Stable id.
    pub id: &'l str,
    /// Its title.
    pub title: &'l str,
    /// What it says, in one line.
    pub summary: &'l str,
    /// When a person last read it against its sources, as `YYYY-MM-DD`.
    pub reviewed: String,
    /// Sources that its text links.
    pub sources: Vec<&'l str>,
    /// Causes it is about.
    pub causes: Vec<&'l str>,
    /// Areas it is about.
    pub areas: Vec<&'l str>,
    /// Techniques that its text links.
    pub techniques: Vec<&'l str>,
    /// Guides that its text links.
    pub guides: Vec<&'l str>,
}

impl<'l> From<&'l Guide> for GuideHead<'l> {
    fn from(guide: &'l Guide) -> Self {
        let front = &guide.front;
        Self {
            id: front.id.as_str(),
            title: &front.title,
            summary: &front.summary,
            reviewed: front.reviewed.to_string(),
            sources: ids(&front.sources),
            causes: ids(&front.causes),
            areas: ids(&front.areas),
            techniques: ids(&front.techniques),
            guides: ids(&front.guides),
        }
    }
}

/// `unhunch.guide/1`: a guide with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GuidePage<'l> {
    /// Always [`GuidePage::SCHEMA`].
    pub schema: &'static str,
    /// The guide in brief; its keys stand beside the others.
    #[serde(flatten)]
    pub head: GuideHead<'l>,
    /// The text, in Markdown; links are `technique:`, `guide:`, `source:` and `basis:` with an id.
    pub markdown: &'l str,
}

impl<'l> GuidePage<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.guide/1";

    /// All of a guide.
    pub fn new(guide: &'l Guide) -> Self {
        Self {
            schema: Self::SCHEMA,
            head: guide.into(),
            markdown: &guide.body,
        }
    }
}
