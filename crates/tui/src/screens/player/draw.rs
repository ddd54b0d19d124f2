//! Drawing a session: the figure, the words, the countdown as large as fits.

use ratatui::layout::Rect;
use unhunch_host::countdown;
use unhunch_host::digits::{self, Size};

use super::{Pace, PlayerView};
use crate::draw::{Canvas, Doc, above, beside, centered, figure, width, wrapped};
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
        let wide = rest.width.min(58);
        let framed = rest.height >= 14;
        let rows = doc.rows(if framed { wide - 4 } else { wide });
        let height = u16::try_from(rows.len()).unwrap_or(rest.height);
        let place = centered(rest, wide, height.saturating_add(2));
        let place = if framed {
            canvas.frame(place, "", true)
        } else {
            place
        };
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
    if rest.width < 60 && (8..12).contains(&rest.height) {
        return draw_small(canvas, rest, view);
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

/// A small terminal: the numbers at the right, as high as they go, the words beside and below them.
fn draw_small(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let sight = &view.sight;
    let (top, low) = above(area, area.height - 4);
    let text = seconds(view);
    let (size, columns) = large(&text, (top.width / 2, top.height));
    let (words, numbers) = beside(top, top.width - columns.max(7) - 1);
    let mut doc = Doc::new();
    doc.say(&sight.name, name_role(view));
    if !sight.detail.is_empty() {
        doc.say(&sight.detail.join(" \u{00b7} "), Role::Text);
    }
    if let Some(paused) = sight.paused {
        doc.say(&capital(paused), Role::Warn);
    } else if let Some(says) = sight.movement {
        doc.say(says, Role::Accent);
    }
    canvas.rows(words, &doc.rows(words.width.saturating_sub(1)), 0);
    number(canvas, numbers, view, &text, size);
    let (pace, low) = above(low, 1);
    if let Some(shown) = view.pace {
        bar(canvas, pace, shown);
    }
    let (cue, last) = above(low, 2);
    for (y, row) in (0u16..2).zip(wrapped(&sight.cue, cue.width)) {
        canvas.text(cue, 0, y, &row, Role::Strong);
    }
    if !sight.next.is_empty() {
        let next = format!("Next: {}", sight.next);
        canvas.text(
            last,
            0,
            0,
            &crate::draw::cut(&next, last.width.into()),
            Role::Faint,
        );
    }
}

fn name_role(view: &PlayerView) -> Role {
    if view.works {
        Role::Accent
    } else {
        Role::Strong
    }
}

fn draw_words(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let sight = &view.sight;
    let mut top = Doc::new();
    top.say(&sight.name, name_role(view));
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

/// The seconds that are left, as they are shown.
fn seconds(view: &PlayerView) -> String {
    let seconds = view.sight.seconds;
    if seconds >= 100 {
        countdown(seconds * 1000)
    } else {
        seconds.to_string()
    }
}

/// The largest size of a number that fits into so many columns and rows, and its columns.
fn large(text: &str, (columns, rows): (u16, u16)) -> (Size, u16) {
    let signs = text.chars().count();
    let sizes = (1..=6).rev().map(Size::Times).chain([Size::Small]);
    let size = sizes
        .into_iter()
        .find(|size| {
            size.rows() <= usize::from(rows) && size.columns(signs) <= usize::from(columns)
        })
        .unwrap_or(Size::Text);
    (size, u16::try_from(size.columns(signs)).unwrap_or(columns))
}

/// The number in the middle of an area.
fn number(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView, text: &str, size: Size) {
    let rows = digits::rows(text, size, canvas.theme.unicode);
    let height = u16::try_from(rows.len()).unwrap_or(1);
    let columns = u16::try_from(size.columns(text.chars().count())).unwrap_or(1);
    let place = centered(area, columns, height);
    let role = if view.works { Role::Accent } else { Role::Warn };
    for (y, row) in (0u16..).zip(&rows) {
        canvas.text(place, 0, y, row, role);
    }
}

/// The countdown, as large as fits, with what grows and shrinks below it.
fn draw_countdown(canvas: &mut Canvas<'_>, area: Rect, view: &PlayerView) {
    let pace_rows = match view.pace {
        Some(_) if area.height >= 24 => (area.height / 3).min(area.width / 2),
        Some(_) if area.height >= 8 => 2,
        Some(_) if area.height >= 2 => 1,
        _ => 0,
    };
    let (mut numbers, pace) = above(area, area.height.saturating_sub(pace_rows));
    if let Some(says) = view.sight.movement {
        if numbers.height > 4 {
            canvas.middle(numbers, 0, &says.to_uppercase(), Role::Accent);
            let (_, below) = above(numbers, 1);
            numbers = below;
        } else {
            canvas.text(numbers, 0, 0, says, Role::Accent);
        }
    }
    let text = seconds(view);
    let (size, _) = large(&text, (numbers.width, numbers.height));
    number(canvas, numbers, view, &text, size);
    match view.pace {
        Some(shown) if pace_rows > 2 => disc(canvas, pace, shown),
        Some(shown) => bar(canvas, pace, shown),
        None => {}
    }
}

/// What grows and shrinks, as a bar.
fn bar(canvas: &mut Canvas<'_>, area: Rect, shown: Pace) {
    let most = area.width.saturating_sub(2).min(48);
    let columns = 2 + (f64::from(most.saturating_sub(2)) * shown.size).round() as u16;
    let sign = if shown.breath { "\u{2588}" } else { "\u{2501}" };
    for y in 0..area.height {
        canvas.middle(area, y, &sign.repeat(columns.into()), Role::Good);
    }
}

/// What grows and shrinks, as a disc, in a ring that says how large it will be.
fn disc(canvas: &mut Canvas<'_>, area: Rect, shown: Pace) {
    // In half rows, which are as high as a column is wide.
    let (wide, high) = (f64::from(area.width), f64::from(area.height) * 2.0);
    let most = (wide.min(high) / 2.0 - 1.0).max(1.0);
    let radius = 1.0 + (most - 1.0) * shown.size;
    let distance = |x: u16, half: u16| {
        let across = f64::from(x) + 0.5 - wide / 2.0;
        let down = f64::from(half) + 0.5 - high / 2.0;
        across.hypot(down)
    };
    for y in 0..area.height {
        for x in 0..area.width {
            let (upper, lower) = (distance(x, y * 2), distance(x, y * 2 + 1));
            let (sign, role) = match (upper <= radius, lower <= radius) {
                (true, true) => ("\u{2588}", Role::Good),
                (true, false) => ("\u{2580}", Role::Good),
                (false, true) => ("\u{2584}", Role::Good),
                (false, false) if (upper.midpoint(lower) - most).abs() < 0.5 => {
                    ("\u{00b7}", Role::Faint)
                }
                (false, false) => continue,
            };
            canvas.text(area, x, y, sign, role);
        }
    }
}
