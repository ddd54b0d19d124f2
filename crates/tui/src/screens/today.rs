//! Today: the check, the suggestion and why, what was broken off, the streak, the pain of the last weeks.

use jiff::ToSpan as _;
use jiff::civil::Date;
use ratatui::layout::Rect;
use unhunch_core::content::Level;
use unhunch_core::progress::{DayPain, words};
use unhunch_core::safety::{Form, level_text};

use super::{Ctx, Go, Out, capital, counted, length, scroll};
use crate::action::{Action, Tab};
use crate::app::Effect;
use crate::draw::{
    Canvas, Doc, Piece, Portrait, above, beside, figure, pain_chart, strip, strip_of,
};
use crate::theme::Role;
use crate::work::{Job, Known, NoProposal, Proposal, Slot, Wishes};

/// Days of the sparkline.
const SPARK_DAYS: i64 = 28;
/// The least columns at which a figure stands beside the text.
const WIDE: u16 = 76;
/// Rows of the box that says how it goes.
const HOW_ROWS: u16 = 17;

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The number of the plan that is waited for.
    number: u64,
    /// What is suggested, or why nothing is.
    answer: Option<Result<Box<Proposal>, NoProposal>>,
    scroll: usize,
    portrait: Option<Portrait>,
    /// Each technique of the suggestion, as it begins.
    strip: Vec<(String, Portrait)>,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TodayView {
    /// Everything, one below the other.
    doc: Doc,
    /// The same in parts, for a wide terminal.
    parts: Parts,
    scroll: usize,
    portrait: Option<Portrait>,
    strip: Vec<(String, Portrait)>,
}

/// The parts of the screen.
#[derive(Debug, Clone, PartialEq, Default)]
struct Parts {
    /// The day, the check, what is open.
    head: Doc,
    /// What the suggestion is called; none while there is none.
    title: Option<String>,
    /// The suggestion.
    suggested: Doc,
    /// How it goes.
    how: Doc,
}

impl State {
    /// Asks for a suggestion, once it is known that one may be made.
    pub(crate) fn ask(&mut self, number: u64, ctx: Ctx<'_>) -> Option<Job> {
        let known = ctx.known?;
        if known.standing.clearance().is_none() {
            self.answer = None;
            self.portrait = None;
            self.strip.clear();
            return None;
        }
        self.number = number;
        Some(Job::Plan {
            slot: Slot::Suggestion,
            number,
            wishes: Wishes::default(),
        })
    }

    /// Takes the suggestion.
    pub(crate) fn planned(
        &mut self,
        number: u64,
        answer: Result<Box<Proposal>, NoProposal>,
        ctx: Ctx<'_>,
    ) {
        if number != self.number {
            return;
        }
        self.strip = answer.as_ref().map_or_else(
            |_| Vec::new(),
            |proposal| strip_of(&proposal.timeline, ctx.library),
        );
        self.portrait = self.strip.first().map(|(_, portrait)| portrait.clone());
        self.answer = Some(answer);
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let (rows, height) = if is_wide(ctx.size) {
            let (_, list, _, _) = cards(Rect::new(0, 0, ctx.size.0, ctx.size.1), 3);
            let rows = self.parts(ctx).suggested.rows(list.width.saturating_sub(4));
            (rows.len(), list.height.saturating_sub(2))
        } else {
            let (text, _) = columns(Rect::new(0, 0, ctx.size.0, ctx.size.1));
            (self.doc(ctx).rows(text.width).len(), ctx.size.1)
        };
        if scroll(&mut self.scroll, action, rows, height) {
            return;
        }
        match action {
            Action::Start => {
                let Some(known) = ctx.known else {
                    return out.say("The journal is being read.");
                };
                if known.standing.clearance().is_none() {
                    return out.go(Go::Check);
                }
                match &self.answer {
                    Some(Ok(proposal)) => out.go(Go::Ready(proposal.clone())),
                    Some(Err(no)) if no.check => out.go(Go::Check),
                    Some(Err(no)) => {
                        out.say(no.says.clone());
                        out.go(Go::Tab(Tab::Plan));
                    }
                    None => out.say("The plan is on its way."),
                }
            }
            Action::Check => out.go(Go::Check),
            Action::Resume if ctx.known.is_some_and(|known| known.broken_off.is_some()) => {
                let cleared = ctx.known.and_then(|known| known.standing.clearance());
                if cleared.is_none() {
                    return out.go(Go::Check);
                }
                out.effect(Effect::Work(Job::Resume));
            }
            Action::Discard if ctx.known.is_some_and(|known| known.broken_off.is_some()) => {
                out.effect(Effect::Work(Job::Discard));
                out.say("It stays in the diary as it is, and is not offered again.");
            }
            _ => {}
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> TodayView {
        TodayView {
            doc: self.doc(ctx),
            parts: self.parts(ctx),
            scroll: self.scroll,
            portrait: self.portrait.clone(),
            strip: self.strip.clone(),
        }
    }

    fn doc(&self, ctx: Ctx<'_>) -> Doc {
        let mut doc = self.head(ctx);
        let Some(known) = ctx.known else { return doc };
        doc.gap();
        how(&mut doc, known, false);
        match &self.answer {
            Some(Ok(proposal)) => {
                doc.heading(&format!("Suggested: {}", title(proposal)));
                suggest(&mut doc, proposal, ctx, false);
            }
            Some(Err(no)) if !no.check => {
                doc.heading("Suggested").say(&no.says, Role::Warn);
            }
            _ => {}
        }
        doc
    }

    fn parts(&self, ctx: Ctx<'_>) -> Parts {
        let mut parts = Parts {
            head: self.head(ctx),
            ..Parts::default()
        };
        if !is_wide(ctx.size) {
            return parts;
        }
        if let Some(known) = ctx.known {
            how(&mut parts.how, known, true);
            let columns = aside(ctx.size.0).saturating_sub(4);
            let progress = &known.progress;
            if !progress.daily.is_empty() {
                parts.how.heading("Pain, 0 to 10");
                let size = (columns, 6);
                pain_chart(
                    &mut parts.how,
                    &progress.daily,
                    &progress.trend,
                    known.today,
                    size,
                );
            }
        }
        match &self.answer {
            Some(Ok(proposal)) => {
                parts.title = Some(format!("Suggested: {}", title(proposal)));
                suggest(&mut parts.suggested, proposal, ctx, true);
            }
            Some(Err(no)) if !no.check => {
                parts.suggested.say(&no.says, Role::Warn);
            }
            _ => {}
        }
        parts
    }

    /// The day, the check, and what is open.
    fn head(&self, ctx: Ctx<'_>) -> Doc {
        let mut doc = Doc::new();
        let Some(known) = ctx.known else {
            doc.say("Reading the journal...", Role::Faint);
            return doc;
        };
        doc.say(
            &known.today.strftime("%A, %B %-d").to_string(),
            Role::Strong,
        );
        self.standing(&mut doc, ctx);
        if let Some(name) = &known.elsewhere {
            let says = format!("\"{name}\" is being played in another terminal.");
            doc.say(&says, Role::Warn);
        }
        if let Some(open) = &known.broken_off {
            let local = open.summary.local();
            doc.gap();
            doc.say(
                &format!(
                    "\"{}\" of {} was broken off after {}. r goes on with it, x lets go of it.",
                    open.summary.name,
                    local.strftime("%B %-d at %H:%M"),
                    length(open.summary.played_ms)
                ),
                Role::Accent,
            );
        }
        doc
    }

    fn standing(&self, doc: &mut Doc, ctx: Ctx<'_>) {
        let Some(known) = ctx.known else { return };
        let safety = ctx.library.safety();
        let title = &safety.title.value;
        match known.standing.due {
            Some(due) => {
                let form = match due.form {
                    Form::Full => "",
                    Form::Short => " in its short form",
                };
                let says = format!(
                    "\"{title}\" is due{form}: {}. Enter asks it.",
                    due.reason.says()
                );
                doc.say(&says, Role::Warn);
            }
            None => {
                let level = known.standing.level.unwrap_or(Level::Clear);
                let says = level_text(safety, level).map_or("", |text| text.title.as_str());
                let role = match level {
                    Level::Clear => Role::Good,
                    Level::SeeProfessional => Role::Warn,
                    Level::Urgent | Level::Emergency => Role::Alarm,
                };
                doc.field(title, says, role);
            }
        }
    }
}

/// How it goes: the streak, the week, the pain, the last session.
fn how(doc: &mut Doc, known: &Known, wide: bool) {
    let progress = &known.progress;
    let streak = match (progress.streak.current, progress.streak.today) {
        (0, _) => "no day in a row yet".to_owned(),
        (days, true) => format!("{} in a row", counted(days.into(), "day")),
        (days, false) => format!("{} in a row, up to yesterday", counted(days.into(), "day")),
    };
    doc.field("Streak", &streak, Role::Text);
    doc.field(
        "This week",
        &words::this_week(&progress.adherence),
        Role::Text,
    );
    if !progress.daily.is_empty() {
        let mut pieces = vec![
            Piece::new("Pain: ", Role::Faint),
            Piece::new(spark(&progress.daily, known.today), Role::Accent),
        ];
        let says = words::short(&progress.trend);
        if wide {
            pieces = vec![
                Piece::new("Pain: ", Role::Faint),
                Piece::new(says, Role::Text),
            ];
        } else {
            let says = format!("  {SPARK_DAYS} days; {says}");
            pieces.push(Piece::new(says, Role::Faint));
        }
        doc.rich("", 0, pieces);
    }
    if let Some(last) = &known.last {
        let says = format!(
            "\"{}\", {}, {}",
            last.name,
            last.local().strftime("%B %-d"),
            length(last.played_ms)
        );
        doc.field("Last", &says, Role::Text);
    }
}

fn title(proposal: &Proposal) -> String {
    let timeline = &proposal.timeline;
    format!("{}, {}", timeline.name(), length(timeline.total_ms()))
}

/// The techniques of the suggestion with their doses and reasons, the reasons apart where there is room.
fn suggest(doc: &mut Doc, proposal: &Proposal, ctx: Ctx<'_>, apart: bool) {
    let timeline = &proposal.timeline;
    for (at, item) in timeline.items().iter().enumerate() {
        let pick = proposal.plan.as_ref().and_then(|plan| plan.picks.get(at));
        let why: Vec<String> = pick
            .map(|pick| {
                let reasons = pick.reasons.iter();
                reasons.map(|one| one.says(ctx.library)).collect()
            })
            .unwrap_or_default();
        let mut pieces = vec![
            Piece::new(item.name.clone(), Role::Strong),
            Piece::new(format!(", {}", item.dose), Role::Text),
        ];
        let why = why.join("; ");
        if !why.is_empty() && !apart {
            pieces.push(Piece::new(format!(" ({why})"), Role::Faint));
        }
        doc.rich(&format!("{}. ", at + 1), 0, pieces);
        if apart {
            doc.rich("   ", 0, vec![Piece::new(capital(&why), Role::Faint)]);
            doc.gap();
        }
    }
    for one in &proposal.unheeded {
        doc.say(&capital(&one.says()), Role::Warn);
    }
}

/// The pain of the last days: a column for each, a dot where none was rated.
pub(crate) fn spark(daily: &[DayPain], today: Date) -> String {
    const BARS: [char; 8] = [
        '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}',
        '\u{2588}',
    ];
    (0..SPARK_DAYS)
        .rev()
        .map(|ago| {
            let day = today.saturating_sub(ago.days());
            let found = daily.binary_search_by(|one| one.day.cmp(&day)).ok();
            found
                .and_then(|at| daily.get(at))
                .map_or('\u{00b7}', |one| {
                    let step = (one.mean / 10.0 * 7.0).round().clamp(0.0, 7.0);
                    BARS[step as usize]
                })
        })
        .collect()
}

/// The text's part of the screen, and the figure's.
fn columns(area: Rect) -> (Rect, Rect) {
    if area.width < WIDE || area.height < 12 {
        return (area, Rect::new(area.right(), area.y, 0, 0));
    }
    let (left, right) = beside(area, area.width - area.width / 3);
    (
        Rect::new(left.x, left.y, left.width - 2, left.height),
        right,
    )
}

/// Whether the parts stand in boxes side by side.
fn is_wide(size: (u16, u16)) -> bool {
    size.0 >= 110 && size.1 >= 30
}

/// Columns of the box on the right.
fn aside(width: u16) -> u16 {
    width * 2 / 5
}

/// The head, the suggestion, the figure, and how it goes.
fn cards(area: Rect, head: u16) -> (Rect, Rect, Rect, Rect) {
    let (top, rest) = above(area, head + 1);
    let (list, right) = beside(rest, rest.width - aside(area.width));
    let (picture, how) = above(right, right.height.saturating_sub(HOW_ROWS));
    (top, list, picture, how)
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &TodayView) {
    if is_wide((area.width, area.height)) {
        let parts = &view.parts;
        let head = parts.head.rows(area.width);
        let rows = u16::try_from(head.len()).unwrap_or(3);
        let (top, list, picture, how) = cards(area, rows);
        canvas.rows(top, &head, 0);
        let title = parts.title.as_deref().unwrap_or("Suggested");
        let inner = canvas.frame(list, title, parts.title.is_some());
        let rows = parts.suggested.rows(inner.width);
        canvas.rows(inner, &rows, view.scroll);
        if view.scroll == 0 {
            let used = u16::try_from(rows.len()).unwrap_or(inner.height);
            strip(canvas, above(inner, used).1, &view.strip);
        }
        if parts.title.is_some() {
            canvas.hit(list, Action::Start);
        }
        let name = view.portrait.as_ref().map_or("", |one| one.name());
        let inner = canvas.frame(picture, name, false);
        if let Some(portrait) = &view.portrait {
            figure(canvas, inner, portrait);
        }
        let inner = canvas.frame(how, "How it goes", false);
        canvas.rows(inner, &parts.how.rows(inner.width), 0);
        canvas.hit(how, Action::Go(Tab::Progress));
        return;
    }
    let (text, picture) = columns(area);
    let rows = view.doc.rows(text.width);
    canvas.rows(text, &rows, view.scroll);
    if let Some(portrait) = &view.portrait {
        figure(canvas, picture, portrait);
    }
}
