//! Guides: the list, and one to read, with links that can be followed.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::layout::Rect;
use unhunch_core::content::{Guide, Id, Library};

use super::{Ctx, Go, Out, scroll, step};
use crate::action::Action;
use crate::draw::{Canvas, Doc, Piece, Row, centered, cut, follow};
use crate::keys::Place;
use crate::theme::Role;

/// The most columns of a text, so that it reads well.
const MOST_COLUMNS: u16 = 84;

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    cursor: usize,
    open: Option<Open>,
}

/// A guide that is read.
#[derive(Debug)]
struct Open {
    id: Id,
    scroll: usize,
    link: Option<usize>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Technique(Id),
    Guide(Id),
    /// Nowhere else: a source, or what the text rests on, in words.
    Says(String),
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GuidesView {
    /// Titles and summaries.
    List {
        rows: Vec<(String, String)>,
        cursor: usize,
    },
    /// One guide.
    Page {
        rows: Vec<Row>,
        scroll: usize,
        link: Option<usize>,
    },
}

impl State {
    /// Opens a guide.
    pub(crate) fn open(&mut self, id: Id, ctx: Ctx<'_>) {
        let guides = ctx.library.guides();
        if let Some(at) = guides.iter().position(|one| one.front.id.value == id) {
            self.cursor = at;
        }
        self.open = Some(Open {
            id,
            scroll: 0,
            link: None,
        });
    }

    /// Back to the list.
    pub(crate) fn close(&mut self) {
        self.open = None;
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        if self.open.is_some() {
            Place::Guide
        } else {
            Place::Guides
        }
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let guides = ctx.library.guides();
        let Some(open) = &mut self.open else {
            if step(&mut self.cursor, action, guides.len(), ctx.size.1) {
                return;
            }
            let at = match action {
                Action::Select(at) => *at,
                Action::Choose | Action::Right => self.cursor,
                Action::Back => return out.go(Go::Back),
                _ => return,
            };
            if let Some(guide) = guides.get(at) {
                out.go(Go::Guide(guide.front.id.value.clone()));
            }
            return;
        };
        let Some(guide) = ctx.library.guide(open.id.as_str()) else {
            return out.go(Go::Back);
        };
        let (doc, links) = read(guide, ctx.library);
        let rows = doc.rows(ctx.size.0.min(MOST_COLUMNS));
        if scroll(&mut open.scroll, action, rows.len(), ctx.size.1) {
            return;
        }
        match action {
            Action::Back => out.go(Go::Back),
            Action::NextPane => {
                let next = open.link.map_or_else(|| open.first(&rows), |link| link + 1);
                open.to(next % links.len().max(1), &rows, ctx);
            }
            Action::PrevPane => {
                let count = links.len().max(1);
                let before = open
                    .link
                    .map_or(count - 1, |link| (link + count - 1) % count);
                open.to(before, &rows, ctx);
            }
            Action::Select(link) => {
                open.link = Some(*link);
                follow_link(links.get(*link), out);
            }
            Action::Choose => match open.link {
                Some(link) => follow_link(links.get(link), out),
                None => out.say("Tab goes to a link."),
            },
            _ => {}
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> GuidesView {
        if let Some(open) = &self.open
            && let Some(guide) = ctx.library.guide(open.id.as_str())
        {
            let (doc, _) = read(guide, ctx.library);
            return GuidesView::Page {
                rows: doc.rows(ctx.size.0.min(MOST_COLUMNS)),
                scroll: open.scroll,
                link: open.link,
            };
        }
        let guides = ctx.library.guides().iter();
        GuidesView::List {
            rows: guides
                .map(|one| (one.front.title.to_string(), one.front.summary.to_string()))
                .collect(),
            cursor: self.cursor,
        }
    }
}

impl Open {
    /// The first link that is on the screen, or after it.
    fn first(&self, rows: &[Row]) -> usize {
        let shown = rows.iter().skip(self.scroll).flat_map(|row| &row.pieces);
        shown.filter_map(|piece| piece.link).next().unwrap_or(0)
    }

    /// Goes to a link, and brings it into sight.
    fn to(&mut self, link: usize, rows: &[Row], ctx: Ctx<'_>) {
        self.link = Some(link);
        let row = rows
            .iter()
            .position(|row| row.pieces.iter().any(|one| one.link == Some(link)));
        let Some(row) = row else { return };
        let height = usize::from(ctx.size.1).max(1);
        if !(self.scroll..self.scroll + height).contains(&row) {
            self.scroll = follow(row, rows.len(), ctx.size.1);
        }
    }
}

fn follow_link(target: Option<&Target>, out: &mut Out) {
    match target {
        Some(Target::Technique(id)) => out.go(Go::Technique(id.clone())),
        Some(Target::Guide(id)) => out.go(Go::Guide(id.clone())),
        Some(Target::Says(says)) => out.go(Go::Says(says.clone())),
        None => {}
    }
}

/// A guide laid out, and where its links lead.
fn read(guide: &Guide, library: &Library) -> (Doc, Vec<Target>) {
    let mut doc = Doc::new();
    doc.say(&guide.front.title.value, Role::Accent)
        .say(&guide.front.summary.value, Role::Faint)
        .gap();
    let mut links = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut mark = String::new();
    let mut counts: Vec<Option<u64>> = Vec::new();
    let mut role = Role::Text;
    let mut link = None;
    for event in Parser::new_ext(&guide.body, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) => pieces.push(Piece {
                text: text.into_string(),
                role,
                link,
            }),
            Event::SoftBreak | Event::HardBreak => pieces.push(Piece::new(" ", role)),
            Event::Start(Tag::Strong | Tag::Emphasis) => role = Role::Strong,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => role = Role::Text,
            Event::Start(Tag::Heading { .. }) => {
                doc.gap();
                role = Role::Strong;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some(links.len());
                links.push(target(&dest_url, library));
                role = Role::Link;
            }
            Event::End(TagEnd::Link) => {
                link = None;
                role = Role::Text;
            }
            Event::Start(Tag::List(first)) => {
                flush(&mut doc, &mut mark, &mut pieces, counts.len());
                counts.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                counts.pop();
                doc.gap();
            }
            Event::Start(Tag::Item) => {
                mark = match counts.last_mut() {
                    Some(Some(count)) => {
                        *count += 1;
                        format!("{}. ", *count - 1)
                    }
                    _ => "\u{2022} ".to_owned(),
                };
            }
            Event::End(TagEnd::Item) => flush(&mut doc, &mut mark, &mut pieces, counts.len()),
            Event::End(TagEnd::Heading(_)) => {
                flush(&mut doc, &mut mark, &mut pieces, 0);
                role = Role::Text;
            }
            Event::End(TagEnd::Paragraph) => {
                flush(&mut doc, &mut mark, &mut pieces, counts.len());
                if counts.is_empty() {
                    doc.gap();
                }
            }
            _ => {}
        }
    }
    (doc, links)
}

fn flush(doc: &mut Doc, mark: &mut String, pieces: &mut Vec<Piece>, depth: usize) {
    if pieces.is_empty() {
        return;
    }
    let indent = depth.saturating_sub(1) * 2;
    doc.rich(&std::mem::take(mark), indent, std::mem::take(pieces));
}

fn target(url: &str, library: &Library) -> Target {
    let (scheme, id) = url.split_once(':').unwrap_or(("", url));
    match (scheme, Id::new(id)) {
        ("technique", Some(id)) => Target::Technique(id),
        ("guide", Some(id)) => Target::Guide(id),
        ("source", _) => Target::Says(library.source(id).map_or_else(
            || format!("Source {id}."),
            |one| format!("{}: {} ({}).", one.id, one.title.value, one.publisher.value),
        )),
        ("basis", _) => Target::Says(format!("It rests on {}.", id.replace('-', " "))),
        _ => Target::Says(url.to_owned()),
    }
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &GuidesView) {
    match view {
        GuidesView::List { rows, cursor } => {
            let each: u16 = if area.height >= 24 { 2 } else { 1 };
            let shown = area.height / each.max(1);
            let top = follow(*cursor, rows.len(), shown);
            for slot in 0..shown {
                let at = top + usize::from(slot);
                let Some((title, summary)) = rows.get(at) else {
                    break;
                };
                let y = slot * each;
                let used = canvas.text(area, 0, y, title, Role::Strong);
                let room = usize::from(area.width);
                if each == 2 {
                    canvas.text(
                        area,
                        2,
                        y + 1,
                        &cut(summary, room.saturating_sub(2)),
                        Role::Faint,
                    );
                } else {
                    let room = room.saturating_sub(usize::from(used) + 2);
                    canvas.text(area, used + 2, y, &cut(summary, room), Role::Faint);
                }
                if at == *cursor {
                    canvas.cursor(area, y);
                }
                canvas.hit_row(area, y, Action::Select(at));
            }
        }
        GuidesView::Page { rows, scroll, link } => {
            let text = centered(area, MOST_COLUMNS, area.height);
            canvas.rows(text, rows, *scroll);
            let mut hits: HashMap<usize, Vec<Rect>> = HashMap::new();
            let shown = rows.iter().skip(*scroll).take(usize::from(text.height));
            for (y, row) in (0u16..).zip(shown) {
                let mut x = row.indent;
                for piece in &row.pieces {
                    let wide = crate::draw::width(&piece.text);
                    if let Some(at) = piece.link {
                        let place = Rect::new(text.x + x, text.y + y, wide, 1);
                        hits.entry(at).or_default().push(place);
                        if *link == Some(at) {
                            canvas.text(text, x, y, &piece.text, Role::Cursor);
                        }
                    }
                    x += wide;
                }
            }
            for (at, places) in hits {
                for place in places {
                    canvas.hit(place, Action::Select(at));
                }
            }
        }
    }
}
