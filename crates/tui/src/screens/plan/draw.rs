//! Drawing the planner: all parts side by side where there is room, else the one that the keys work on.

use ratatui::layout::Rect;
use unhunch_core::routine::Side;
use unhunch_figure::Face;

use super::PlanView;
use crate::action::{Action, Part};
use crate::draw::{Canvas, Doc, Hit, Mark, Piece, Row, above, beside, cut, figure, follow};
use crate::theme::Role;

/// Columns of the wishes.
const WISHES: u16 = 36;

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &PlanView) {
    if area.width < 66 || area.height < 10 {
        let (tabs, rest) = above(area, 1);
        let mut x = 0;
        for (pane, name) in [
            (Part::Wishes, "Wishes"),
            (Part::Map, "Where"),
            (Part::Planned, "Plan"),
        ] {
            let role = if pane == view.pane {
                Role::Accent
            } else {
                Role::Faint
            };
            let wide = canvas.text(tabs, x, 0, name, role);
            let place = Rect::new(tabs.x + x, tabs.y, wide, 1);
            canvas.hit(place, Action::Part(pane));
            x += wide + 2;
        }
        canvas.text(tabs, x, 0, &view.title, view.title_role);
        match view.pane {
            Part::Wishes => wishes(canvas, rest, view),
            Part::Map => map(canvas, rest, view),
            Part::Planned => planned(canvas, rest, view),
        }
        return;
    }
    if area.width < 110 {
        let (left, right) = beside(area, WISHES.max(area.width * 9 / 20));
        match view.pane {
            Part::Map => boxed(canvas, left, view, Part::Map),
            Part::Wishes | Part::Planned => boxed(canvas, left, view, Part::Wishes),
        }
        boxed(canvas, right, view, Part::Planned);
        return;
    }
    let (left, rest) = beside(area, WISHES.max(area.width / 4));
    let (middle, right) = beside(rest, rest.width / 2);
    boxed(canvas, left, view, Part::Wishes);
    boxed(canvas, middle, view, Part::Map);
    boxed(canvas, right, view, Part::Planned);
}

fn boxed(canvas: &mut Canvas<'_>, area: Rect, view: &PlanView, pane: Part) {
    let title = match pane {
        Part::Wishes => "What you want",
        Part::Map => "Where (Tab)",
        Part::Planned => &view.title,
    };
    let inner = canvas.frame(area, title, view.pane == pane);
    canvas.hit(area, Action::Part(pane));
    match pane {
        Part::Wishes => wishes(canvas, inner, view),
        Part::Map => map(canvas, inner, view),
        Part::Planned => planned(canvas, inner, view),
    }
}

fn wishes(canvas: &mut Canvas<'_>, area: Rect, view: &PlanView) {
    // Where there is room for it, what belongs together stands under its name.
    let headed = usize::from(area.height) >= view.wishes.len() + 2 * view.groups.len();
    let mut rows: Vec<(Option<usize>, Row)> = Vec::new();
    for (at, row) in view.wishes.iter().enumerate() {
        let group = view.groups.iter().find(|(first, _)| *first == at);
        if let Some((_, name)) = group.filter(|_| headed) {
            rows.push((None, Row::default()));
            rows.push((
                None,
                Row {
                    indent: 0,
                    pieces: vec![Piece::new(*name, Role::Strong)],
                },
            ));
        }
        rows.push((Some(at), row.clone()));
    }
    let cursor = rows.iter().position(|(at, _)| *at == Some(view.wish));
    let top = follow(cursor.unwrap_or(0), rows.len(), area.height);
    let shown: Vec<Row> = rows.iter().map(|(_, row)| row.cut(area.width)).collect();
    canvas.rows(area, &shown, top);
    for y in 0..area.height {
        let Some((at, _)) = rows.get(top + usize::from(y)) else {
            break;
        };
        let Some(at) = *at else { continue };
        if at == view.wish && view.pane == Part::Wishes {
            canvas.cursor(area, y);
        }
        canvas.hit_row(area, y, Action::RowOf(Part::Wishes, at));
    }
}

fn map(canvas: &mut Canvas<'_>, area: Rect, view: &PlanView) {
    let count = u16::try_from(view.areas.len()).unwrap_or(u16::MAX);
    let pictures = if canvas.theme.unicode && area.height >= count + 8 {
        area.height - count
    } else {
        0
    };
    let (picture, list) = above(area, pictures);
    if pictures > 0 {
        let (front, back) = view.faces.places(picture);
        let marked: Vec<Mark<'_>> = view
            .areas
            .iter()
            .filter_map(|area| Some((area.id.as_str(), area.chosen?.0)))
            .collect();
        let cursor = view
            .areas
            .get(view.area)
            .filter(|_| view.pane == Part::Map)
            .map(|area| (area.id.as_str(), view.side));
        for (place, face, name) in [(front, Face::Front, "front"), (back, Face::Back, "back")] {
            let (head, place) = above(place, 1);
            canvas.middle(head, 0, name, Role::Faint);
            let place = view.faces.place(place, face);
            view.faces.draw(canvas, place, face, &marked, cursor);
            canvas.hits.push((place, Hit::Map(face)));
        }
    }
    let top = follow(view.area, view.areas.len(), list.height);
    for y in 0..list.height {
        let at = top + usize::from(y);
        let Some(one) = view.areas.get(at) else { break };
        let on = at == view.area && view.pane == Part::Map;
        let (mark, says) = match one.chosen {
            None => ("[ ] ", String::new()),
            Some((side, pain)) => {
                let side = side.map_or_else(String::new, |side| format!(" {}", side.word()));
                ("[x] ", format!("  {pain}/10{side}"))
            }
        };
        let mut x = canvas.text(list, 0, y, mark, Role::Accent);
        let room = list.width.saturating_sub(x + crate::draw::width(&says));
        x += canvas.text(list, x, y, &cut(&one.name, room.into()), Role::Text);
        x += canvas.text(list, x, y, &says, Role::Warn);
        if on {
            let side = match view.side {
                None => "",
                Some(Side::Left) => "  \u{25c0} left",
                Some(Side::Right) => "  right \u{25b6}",
            };
            canvas.text(list, x, y, side, Role::Key);
            canvas.cursor(list, y);
        }
        canvas.hit_row(list, y, Action::RowOf(Part::Map, at));
    }
}

fn planned(canvas: &mut Canvas<'_>, area: Rect, view: &PlanView) {
    let planned = &view.planned;
    let active = view.pane == Part::Planned;
    let roomy = area.height >= 10;
    // The last column says that there is more.
    let columns = area.width.saturating_sub(1);
    let mut rows: Vec<Row> = Vec::new();
    let mut lines = Vec::new();
    for (at, (pieces, why)) in planned.items.iter().enumerate() {
        lines.push((rows.len(), at));
        let mut doc = Doc::new();
        doc.rich(&format!("{}. ", at + 1), 0, pieces.clone());
        // Where there is little room, only the technique that is looked at says why.
        if !why.is_empty() && (roomy || (active && at == planned.item)) {
            doc.rich("   ", 0, vec![Piece::new(why.clone(), Role::Faint)]);
        }
        rows.extend(doc.rows(columns));
    }
    let notes = planned.notes.rows(columns);
    if !notes.is_empty() && !rows.is_empty() {
        rows.push(Row::default());
    }
    rows.extend(notes);
    let cursor = lines.get(planned.item).map_or(0, |(row, _)| *row);
    // On the last technique what was left out comes into sight.
    let last = planned.item + 1 == planned.items.len();
    let top = match (active, last) {
        (false, _) => 0,
        (true, true) => rows
            .len()
            .saturating_sub(usize::from(area.height))
            .min(cursor),
        (true, false) => follow(cursor, rows.len(), area.height),
    };
    canvas.rows(area, &rows, top);
    let used = u16::try_from(rows.len())
        .unwrap_or(area.height)
        .saturating_add(1);
    let (_, free) = above(area, used);
    if let Some(portrait) = view.portrait.as_ref().filter(|_| free.height >= 10) {
        let (picture, below) = above(free, free.height - 1);
        figure(canvas, picture, portrait);
        canvas.middle(below, 0, portrait.name(), Role::Faint);
    }
    for (row, at) in lines {
        let Some(y) = row.checked_sub(top).and_then(|y| u16::try_from(y).ok()) else {
            continue;
        };
        if active && at == planned.item {
            canvas.cursor(area, y);
        }
        canvas.hit_row(area, y, Action::RowOf(Part::Planned, at));
    }
    if planned.items.is_empty() && rows.is_empty() {
        let says = cut("Planning...", area.width.into());
        canvas.text(area, 0, 0, &says, Role::Faint);
    }
}
