//! Drawing a session: the figure, the words, the countdown as large as fits.

use ratatui::layout::Rect;
use unhunch_host::countdown;
use unhunch_host::digits::{self, Size};

use super::PlayerView;
use crate::draw::{Canvas, Doc, Piece, above, beside, centered, figure, width, wrapped};
use crate::screens::capital;
use crate::theme::Role;

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let sight = &view.sight;
    let (head, rest) = above(area, 2);
    let left = format!("{} left", countdown(sight.left_ms));
    let room = head.width.saturating_sub(width(&left) + 1);
    canvas.text(
        head,
        0,
        0,
        &crate::draw::cut(&sight.title, room.into()),
        Role::Faint,
    );
    canvas.text(
        head,
        head.width.saturating_sub(width(&left)),
        0,
        &left,
        Role::Strong,
    );
    canvas.bar(head, 0, 1, head.width, view.part);
    if let Some(doc) = &view.asking {
        let rows = doc.rows(rest.width.min(70));
        let height = u16::try_from(rows.len()).unwrap_or(rest.height);
        let place = centered(rest, 70, height.saturating_add(1));
        let role = if view.trouble {
            Role::Alarm
        } else {
            Role::Strong
        };
        if let Some(paused) = sight.paused {
            canvas.text(rest, 0, 0, &capital(paused), role);
        }
        canvas.rows(place, &rows, 0);
        return;
    }
    let (words, picture) = split(rest, view);
    if let Some(portrait) = view.portrait.as_ref().filter(|_| picture.width > 0) {
        figure(canvas, picture, portrait);
    }
    draw_words(canvas, words, view);
}

/// The words' part, and the figure's, as large as its shape lets it be.
fn split(area: Rect, view: &PlayerView) -> (Rect, Rect) {
    let nothing = Rect::new(area.right(), area.y, 0, 0);
    let Some(portrait) = &view.portrait else {
        return (area, nothing);
    };
    if area.width < 60 || area.height < 9 {
        return (area, nothing);
    }
    let wanted = f64::from(area.height) * 2.0 * portrait.aspect();
    let most = area.width * 3 / 5;
    let columns = (wanted.ceil() as u16).clamp(20, most.max(20));
    let (words, picture) = beside(area, area.width.saturating_sub(columns));
    let words = Rect::new(
        words.x,
        words.y,
        words.width.saturating_sub(2),
        words.height,
    );
    (words, picture)
}

fn draw_words(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let sight = &view.sight;
    let mut top = Doc::new();
    let role = if view.works {
        Role::Accent
    } else {
        Role::Strong
    };
    top.rich("", 0, vec![Piece::new(sight.name.clone(), role)]);
    if !sight.detail.is_empty() {
        top.say(&sight.detail.join(" \u{00b7} "), Role::Text);
    }
    let mut low = Doc::new();
    if let Some(paused) = sight.paused {
        let says = format!("{}: space goes on", capital(paused));
        low.say(&says, Role::Warn);
    }
    low.say(&sight.cue, Role::Strong);
    if let Some(feel) = sight.feel.as_ref().filter(|_| area.height >= 14) {
        low.say(feel, Role::Faint);
    }
    let mut tail = String::new();
    if !sight.next.is_empty() {
        tail = format!("Next: {}", sight.next);
    }
    let top_rows = top.rows(area.width);
    let low_rows = low.rows(area.width);
    let tall = |rows: usize| u16::try_from(rows).unwrap_or(u16::MAX);
    let tail_rows = u16::from(!tail.is_empty());
    let top_height = tall(top_rows.len()).min(area.height);
    let free = area.height.saturating_sub(top_height + tail_rows);
    // The cue gives way before the countdown does.
    let low_height = tall(low_rows.len()).min(free.saturating_sub(1));
    let (head, rest) = above(area, top_height);
    canvas.rows(head, &top_rows, 0);
    let (middle, rest) = above(rest, free.saturating_sub(low_height));
    let (low_area, last) = above(rest, low_height);
    for (at, row) in (0u16..).zip(low_rows.iter().take(usize::from(low_height))) {
        let one = Rect::new(low_area.x, low_area.y + at, low_area.width, 1);
        canvas.rows(one, std::slice::from_ref(row), 0);
    }
    if tail_rows > 0 {
        let tail = wrapped(&tail, last.width).swap_remove(0);
        canvas.text(last, 0, 0, &tail, Role::Faint);
    }
    draw_countdown(canvas, middle, view);
}

/// The countdown, as large as fits, with what grows and shrinks below it.
fn draw_countdown(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let sight = &view.sight;
    let text = if sight.seconds >= 100 {
        countdown(sight.seconds * 1000)
    } else {
        sight.seconds.to_string()
    };
    let pace_rows = match view.pace {
        Some(_) if area.height >= 8 => 2,
        Some(_) if area.height >= 2 => 1,
        _ => 0,
    };
    let (mut numbers, pace) = above(area, area.height.saturating_sub(pace_rows));
    if let Some(says) = sight.movement {
        if numbers.height > 4 {
            canvas.middle(numbers, 0, &says.to_uppercase(), Role::Accent);
            let (_, below) = above(numbers, 1);
            numbers = below;
        } else {
            canvas.text(numbers, 0, 0, says, Role::Accent);
        }
    }
    let sizes = (1..=4).rev().map(Size::Times).chain([Size::Small]);
    let signs = text.chars().count();
    let size = sizes
        .into_iter()
        .find(|size| {
            size.rows() <= usize::from(numbers.height)
                && size.columns(signs) <= usize::from(numbers.width)
        })
        .unwrap_or(Size::Text);
    let rows = digits::rows(&text, size, canvas.theme.unicode);
    let height = u16::try_from(rows.len()).unwrap_or(1);
    let columns = u16::try_from(size.columns(signs)).unwrap_or(1);
    let place = centered(numbers, columns, height);
    let role = if view.works { Role::Accent } else { Role::Warn };
    for (y, row) in (0u16..).zip(&rows) {
        canvas.text(place, 0, y, row, role);
    }
    if let Some(shown) = view.pace.filter(|_| pace_rows > 0) {
        let most = pace.width.saturating_sub(2).min(48);
        let columns = 2 + (f64::from(most.saturating_sub(2)) * shown.size).round() as u16;
        let sign = if shown.breath { "\u{2588}" } else { "\u{2501}" };
        for y in 0..pace_rows.min(2) {
            let bar = sign.repeat(columns.into());
            canvas.middle(pace, y, &bar, Role::Good);
        }
    }
}
