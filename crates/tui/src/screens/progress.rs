//! Progress: a calendar of what was done, pain over the weeks, minutes by week, what helped.

use jiff::ToSpan as _;
use jiff::civil::Date;
use ratatui::layout::Rect;
use unhunch_core::progress::{Certainty, Effect, LEAST_MS, Progress, words};

use super::{Ctx, Go, Out, counted, length, scroll};
use crate::action::Action;
use crate::draw::{Canvas, Doc, Piece, Row, above, beside, pain_chart};
use crate::theme::Role;

/// Rows of the calendar: the months, and the days of a week.
const CALENDAR_ROWS: u16 = 9;
/// Columns before the first week.
const NAMES: u16 = 4;

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    scroll: usize,
}

/// A day of the calendar, and how much was done: 0 (nothing) to 4.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Day {
    date: Date,
    level: Option<u8>,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProgressView {
    /// Week by week, the oldest first, from Monday.
    calendar: Vec<[Day; 7]>,
    /// Everything below the calendar.
    rows: Vec<Row>,
    /// The same in parts, for a wide terminal.
    parts: Option<Parts>,
    scroll: usize,
}

/// The parts of the screen.
#[derive(Debug, Clone, PartialEq)]
struct Parts {
    sums: Vec<Row>,
    pain: Vec<Row>,
    minutes: Vec<Row>,
    helped: Vec<Row>,
}

impl State {
    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let view = self.view(ctx);
        let (rows, height) = match &view.parts {
            Some(parts) => {
                let (_, _, _, _, helped) = boxes(Rect::new(0, 0, ctx.size.0, ctx.size.1));
                (parts.helped.len(), helped.height.saturating_sub(2))
            }
            None => (view.rows.len(), text_rows(ctx.size.1)),
        };
        if scroll(&mut self.scroll, action, rows, height) {
            return;
        }
        if *action == Action::Back {
            out.go(Go::Back);
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> ProgressView {
        let mut view = ProgressView {
            calendar: Vec::new(),
            rows: Vec::new(),
            parts: None,
            scroll: self.scroll,
        };
        let mut doc = Doc::new();
        let Some(known) = ctx.known else {
            doc.say("Reading the journal...", Role::Faint);
            view.rows = doc.rows(ctx.size.0);
            return view;
        };
        let progress = &known.progress;
        let wide = is_wide(ctx.size);
        let room = if wide {
            boxes(Rect::new(0, 0, ctx.size.0, ctx.size.1)).0.width - 4
        } else {
            ctx.size.0
        };
        let weeks = usize::from(room.saturating_sub(NAMES) / 2).min(53);
        view.calendar = calendar(known.today, weeks, |day| {
            known.facts.days.get(&day).map_or(0, |sums| sums.played_ms)
        });
        if wide {
            let area = Rect::new(0, 0, ctx.size.0, ctx.size.1);
            let (_, sum, pain_box, minutes_box, helped_box) = boxes(area);
            let rows = |area: Rect, make: &dyn Fn(&mut Doc, u16)| {
                let columns = area.width.saturating_sub(4);
                let mut doc = Doc::new();
                make(&mut doc, columns);
                doc.rows(columns)
            };
            view.parts = Some(Parts {
                sums: rows(sum, &|doc, _| sums(doc, progress)),
                pain: rows(pain_box, &|doc, columns| {
                    let rest = 12 + u16::try_from(progress.areas.len()).unwrap_or(0);
                    let height = pain_box.height.saturating_sub(rest).clamp(6, 14);
                    pain(doc, ctx, progress, (columns, height));
                }),
                minutes: rows(minutes_box, &|doc, columns| minutes(doc, progress, columns)),
                helped: rows(helped_box, &|doc, _| helped(doc, ctx, progress)),
            });
            return view;
        }
        sums(&mut doc, progress);
        doc.heading("Pain, 0 to 10");
        pain(&mut doc, ctx, progress, (ctx.size.0.saturating_sub(1), 6));
        doc.heading("Minutes by week");
        minutes(&mut doc, progress, ctx.size.0);
        if !progress.effects.is_empty() {
            doc.heading("What helped");
            helped(&mut doc, ctx, progress);
        }
        view.rows = doc.rows(ctx.size.0);
        let last = view
            .rows
            .len()
            .saturating_sub(usize::from(text_rows(ctx.size.1)));
        view.scroll = view.scroll.min(last);
        view
    }
}

fn sums(doc: &mut Doc, progress: &Progress) {
    let streak = progress.streak;
    doc.say(
        &format!(
            "{} in {}; {} in a row, {} at most",
            length(progress.played_ms),
            counted(progress.sessions, "session"),
            counted(streak.current.into(), "day"),
            streak.longest
        ),
        Role::Strong,
    );
    doc.field(
        "This week",
        &words::this_week(&progress.adherence),
        Role::Text,
    );
    doc.field(
        "Kept to it",
        &words::adherence(&progress.adherence),
        Role::Text,
    );
}

/// The trend: drawn, in words, by area, and apart from it what single sessions did.
fn pain(doc: &mut Doc, ctx: Ctx<'_>, progress: &Progress, size: (u16, u16)) {
    pain_chart(doc, &progress.daily, &progress.trend, progress.today, size);
    if !progress.daily.is_empty() {
        doc.gap();
    }
    for line in words::trend(&progress.trend, &progress.daily) {
        doc.para(&line);
    }
    for (area, trend) in &progress.areas {
        let known = ctx.library.vocabulary().area(area.as_str());
        let name = known.map_or(area.as_str(), |one| one.name.as_str());
        doc.item("\u{2022} ", &format!("{name}: {}", words::short(trend)));
    }
    if !progress.recent.is_empty() {
        doc.gap()
            .say("Over single sessions, apart from the trend:", Role::Faint);
    }
    for one in progress.recent.iter().take(5) {
        let day = one.started.date().strftime("%b %-d").to_string();
        doc.item("\u{2022} ", &format!("{day}: {}", words::session(one)));
    }
}

fn minutes(doc: &mut Doc, progress: &Progress, columns: u16) {
    let shown = progress.weeks.iter().rev().take(12).rev();
    let most = shown.clone().map(|week| week.played_ms).max().unwrap_or(0);
    let room = f64::from(columns.saturating_sub(17).clamp(8, 48));
    for week in shown {
        let full = (week.played_ms as f64 / most.max(1) as f64 * room).round() as usize;
        doc.row(vec![
            Piece::new(
                format!("{:<8}", week.monday.strftime("%b %-d").to_string()),
                Role::Faint,
            ),
            Piece::new("\u{2501}".repeat(full), Role::Good),
            Piece::new(
                format!(" {} min", (week.played_ms + 30_000) / 60_000),
                Role::Text,
            ),
        ]);
    }
    if progress.weeks.is_empty() {
        doc.say("No week with a session yet.", Role::Faint);
    }
}

fn helped(doc: &mut Doc, ctx: Ctx<'_>, progress: &Progress) {
    let order = |effect: &Effect| match effect.certainty {
        Certainty::Helps => 0,
        Certainty::Hurts => 1,
        Certainty::Unclear => 2,
        Certainty::TooEarly => 3,
    };
    let mut effects: Vec<_> = progress.effects.iter().collect();
    effects.sort_by_key(|(_, effect)| {
        (
            order(effect),
            -effect.points,
            std::cmp::Reverse(effect.times),
        )
    });
    if effects.is_empty() {
        doc.say("Nothing was done often enough yet.", Role::Faint);
    }
    for (id, effect) in effects {
        let known = ctx.library.technique(id.as_str());
        let name = known.map_or(id.as_str(), |one| one.name.as_str());
        let role = match effect.certainty {
            Certainty::Helps => Role::Good,
            Certainty::Hurts => Role::Alarm,
            Certainty::Unclear | Certainty::TooEarly => Role::Strong,
        };
        let pieces = vec![
            Piece::new(name, role),
            Piece::new(format!(": {}", words::effect(effect)), Role::Text),
        ];
        doc.rich("\u{2022} ", 0, pieces);
    }
}

/// So many weeks up to today, each day with how much was played.
fn calendar(today: Date, weeks: usize, played_ms: impl Fn(Date) -> i64) -> Vec<[Day; 7]> {
    let since = i64::from(today.weekday().to_monday_zero_offset());
    let monday = today.saturating_sub(since.days());
    let weeks = i64::try_from(weeks).unwrap_or(0);
    (0..weeks)
        .rev()
        .map(|ago| {
            let first = monday.saturating_sub((ago * 7).days());
            std::array::from_fn(|at| {
                let date = first.saturating_add(i64::try_from(at).unwrap_or(0).days());
                let least = i64::try_from(LEAST_MS).unwrap_or(i64::MAX);
                let minutes = played_ms(date) / 60_000;
                let level = match played_ms(date) {
                    0 => 0,
                    ms if ms < least => 1,
                    _ if minutes < 8 => 2,
                    _ if minutes < 16 => 3,
                    _ => 4,
                };
                Day {
                    date,
                    level: (date <= today).then_some(level),
                }
            })
        })
        .collect()
}

/// How many rows are left for the text below the calendar.
fn text_rows(height: u16) -> u16 {
    if height >= CALENDAR_ROWS + 6 {
        height - CALENDAR_ROWS
    } else {
        height
    }
}

/// Whether the parts stand in boxes side by side.
fn is_wide(size: (u16, u16)) -> bool {
    size.0 >= 110 && size.1 >= 34
}

/// The boxes of the calendar, the sums, the pain, the minutes, and what helped.
fn boxes(area: Rect) -> (Rect, Rect, Rect, Rect, Rect) {
    let (top, rest) = above(area, CALENDAR_ROWS + 1);
    let (calendar, sums) = beside(top, (NAMES + 53 * 2 + 4).min(area.width - 40));
    let (pain, right) = beside(rest, rest.width / 2);
    let (minutes, helped) = above(right, 14);
    (calendar, sums, pain, minutes, helped)
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &ProgressView) {
    if let Some(parts) = view
        .parts
        .as_ref()
        .filter(|_| is_wide((area.width, area.height)))
    {
        let (calendar, sums, pain, minutes, helped) = boxes(area);
        for (place, title, rows, scroll) in [
            (sums, "How it goes", &parts.sums, 0),
            (pain, "Pain, 0 to 10", &parts.pain, 0),
            (minutes, "Minutes by week", &parts.minutes, 0),
            (helped, "What helped", &parts.helped, view.scroll),
        ] {
            let inner = canvas.frame(place, title, false);
            canvas.rows(inner, rows, scroll);
        }
        let inner = canvas.frame(calendar, "Days", false);
        draw_calendar(canvas, inner, view);
        return;
    }
    let (calendar, text) = above(area, area.height - text_rows(area.height));
    canvas.rows(text, &view.rows, view.scroll);
    draw_calendar(canvas, calendar, view);
}

/// Draws the days, week by week.
fn draw_calendar(canvas: &mut Canvas<'_>, calendar: Rect, view: &ProgressView) {
    if calendar.height < 8 {
        return;
    }
    for (y, name) in [(1, "Mon"), (3, "Wed"), (5, "Fri"), (7, "Sun")] {
        canvas.text(calendar, 0, y, name, Role::Faint);
    }
    let mut free = 0;
    for (at, week) in (0u16..).zip(&view.calendar) {
        let x = NAMES + at * 2;
        let begins = week.iter().find(|day| day.date.day() == 1);
        if let Some(day) = begins.filter(|_| x >= free) {
            let name = day.date.strftime("%b").to_string();
            free = x + canvas.text(calendar, x, 0, &name, Role::Faint) + 1;
        }
        for (y, day) in (1u16..).zip(week) {
            let Some(level) = day.level else { continue };
            // Without colors the sign tells how much it was.
            let sign = ["\u{00b7}", "\u{2581}", "\u{2583}", "\u{2586}", "\u{2588}"]
                [usize::from(level.min(4))];
            let colors = matches!(
                canvas.theme.depth,
                unhunch_host::Depth::Many | unhunch_host::Depth::All
            );
            let sign = if colors { "\u{25a0}" } else { sign };
            let style = canvas.theme.heat(level);
            canvas.styled(calendar, x, y, sign, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_calendar_ends_today_and_weeks_begin_on_monday() {
        let today = date(2026, 11, 19);
        let weeks = calendar(today, 3, |day| if day == today { 10 * 60_000 } else { 0 });
        assert_eq!(weeks.len(), 3);
        assert_eq!(weeks[0][0].date, date(2026, 11, 2));
        assert_eq!(weeks[2][3].level, Some(3));
        assert_eq!(weeks[2][4].level, None);
    }
}
