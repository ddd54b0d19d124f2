//! Guides: the list, and one to read, with links that lead on.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, html};
use unhunch_core::content::{Guide, Library};

use super::frame::{Frame, Here};
use super::technique::{Reference, reference};
use super::visit::Visit;
use crate::problem::{Outcome, not_found};

/// A guide in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    id: String,
    title: String,
    summary: String,
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "guides.html")]
pub(crate) struct GuidesView {
    frame: Frame,
    guides: Vec<Listed>,
}

/// What a guide's page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "guide.html")]
pub(crate) struct GuideView {
    frame: Frame,
    title: String,
    summary: String,
    /// The text as HTML, of which every piece that the content wrote is escaped.
    body: String,
    references: Vec<Reference>,
    reviewed: String,
    next: Option<Listed>,
}

fn listed(guide: &Guide) -> Listed {
    Listed {
        id: guide.front.id.to_string(),
        title: guide.front.title.to_string(),
        summary: guide.front.summary.to_string(),
    }
}

impl GuidesView {
    /// The list.
    pub(crate) fn new(frame: Frame, library: &Library) -> Self {
        Self {
            frame,
            guides: library.guides().iter().map(listed).collect(),
        }
    }
}

impl GuideView {
    /// The page of a guide.
    pub(crate) fn new(frame: Frame, library: &Library, guide: &Guide) -> Self {
        let all = library.guides();
        let at = all.iter().position(|one| one.front.id == guide.front.id);
        let sources = guide.front.sources.iter();
        Self {
            frame,
            title: guide.front.title.to_string(),
            summary: guide.front.summary.to_string(),
            body: written(library, &guide.body),
            references: sources.map(|id| reference(library, id.as_str())).collect(),
            reviewed: guide.front.reviewed.strftime("%B %-d, %Y").to_string(),
            next: at.and_then(|at| all.get(at + 1)).map(listed),
        }
    }
}

/// Markdown as HTML. Links of the content lead to our own pages; those to sources lead to the list at the
/// end; what is no link of ours, and HTML in the text, is shown as text.
fn written(library: &Library, body: &str) -> String {
    let mut in_link = Vec::new();
    let events = Parser::new_ext(body, Options::empty()).filter_map(|event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let to = target(library, &dest_url);
            in_link.push(to.is_some());
            Some(Event::Start(Tag::Link {
                link_type,
                dest_url: CowStr::from(to?),
                title,
                id,
            }))
        }
        Event::End(pulldown_cmark::TagEnd::Link) => in_link
            .pop()
            .unwrap_or(true)
            .then_some(Event::End(pulldown_cmark::TagEnd::Link)),
        // A page has its title already.
        Event::Start(Tag::Heading {
            level: HeadingLevel::H1,
            classes,
            attrs,
            id,
        }) => Some(Event::Start(Tag::Heading {
            level: HeadingLevel::H2,
            classes,
            attrs,
            id,
        })),
        Event::End(pulldown_cmark::TagEnd::Heading(HeadingLevel::H1)) => Some(Event::End(
            pulldown_cmark::TagEnd::Heading(HeadingLevel::H2),
        )),
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
        | Event::End(pulldown_cmark::TagEnd::Image | pulldown_cmark::TagEnd::HtmlBlock) => None,
        other => Some(other),
    });
    let mut text = String::new();
    html::push_html(&mut text, events);
    text
}

/// Where a link leads; nowhere for what is no page of ours.
fn target(library: &Library, url: &str) -> Option<String> {
    let (scheme, id) = url.split_once(':')?;
    match scheme {
        "technique" => library
            .technique(id)
            .map(|one| format!("/library/{}", one.id)),
        "guide" => library
            .guide(id)
            .map(|one| format!("/guides/{}", one.front.id)),
        "source" => library.source(id).map(|one| format!("#source-{}", one.id)),
        _ => None,
    }
}

/// The list of guides.
///
/// # Errors
///
/// As [`super::page`].
pub(super) async fn list(visit: Visit) -> Outcome<Response> {
    super::page(&GuidesView::new(
        visit.frame("Guides", Here::Guides),
        visit.app.library(),
    ))
}

/// The page of a guide.
///
/// # Errors
///
/// When there is no such guide.
pub(super) async fn page(visit: Visit, Path(id): Path<String>) -> Outcome<Response> {
    let library = visit.app.library();
    let guide = library
        .guide(&id)
        .ok_or_else(|| not_found("there is no such guide"))?;
    let frame = visit.frame(guide.front.title.value.clone(), Here::Guides);
    super::page(&GuideView::new(frame, library, guide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_and_nothing_else_gets_in() {
        let library = unhunch_bundle::library();
        let text = "# One\n\n[it](technique:cat-cow), [S1](source:S1), [general practice](basis:general-practice), \
                    [there](javascript:alert), <b onclick=x>bold</b> ![picture](x.png)\n\n<script>1</script>\n";
        let html = written(&library, text);
        assert_eq!(
            html,
            "<h2>One</h2>\n<p><a href=\"/library/cat-cow\">it</a>, <a href=\"#source-S1\">S1</a>, general practice, \
             there, &lt;b onclick=x&gt;bold&lt;/b&gt; picture</p>\n&lt;script&gt;1&lt;/script&gt;\n"
        );
    }
}
