//! Before you start: the safety check, in full, in short, or question by question; and what it came to.
//!
//! Nobody says no to a sign that was not on the screen: where there are more than fit, they come in pages,
//! and each page is answered.

use ratatui::layout::Rect;
use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::person::{Answered, CheckResult, result};
use unhunch_core::safety::{Answers, Form, advice, level_text, with_number};

use super::{Ctx, Go, Out, scroll};
use crate::action::Action;
use crate::app::Effect;
use crate::draw::{Canvas, Doc, Piece, Row, centered};
use crate::keys::Place;
use crate::theme::Role;
use crate::work::Job;

/// The most columns of a text, so that it reads well.
const MOST_COLUMNS: u16 = 92;

/// The screen's state.
#[derive(Debug)]
pub(crate) struct State {
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Every sign at once, page by page.
    Signs { form: Form, page: usize },
    /// Question by question.
    Questions { answers: Answers, at: usize },
    /// What it came to, and whether that is written down.
    Outcome {
        result: CheckResult,
        saved: Option<Result<(), String>>,
        scroll: usize,
    },
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CheckView {
    rows: Vec<Row>,
    scroll: usize,
    footer: Option<(String, Role)>,
    /// A headline in large, over a ground that cannot be missed.
    alarm: Option<String>,
    /// The role of a line around it all.
    framed: Option<Role>,
    bar: Option<f64>,
}

impl State {
    /// The check that is due; the full one where it is answered of one's own accord.
    pub(crate) fn new(ctx: Ctx<'_>) -> Self {
        let due = ctx.known.and_then(|known| known.standing.due);
        let form = due.map_or(Form::Full, |due| due.form);
        Self {
            stage: Stage::Signs { form, page: 0 },
        }
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        match &self.stage {
            Stage::Signs {
                form: Form::Full, ..
            } => Place::Signs,
            Stage::Signs { .. } => Place::Short,
            Stage::Questions { .. } => Place::Question,
            Stage::Outcome { .. } => Place::Outcome,
        }
    }

    /// Whether it stands at an outcome that could not be saved.
    pub(crate) fn failed(&self) -> bool {
        matches!(
            &self.stage,
            Stage::Outcome {
                saved: Some(Err(_)),
                ..
            }
        )
    }

    /// Whether the check was written down.
    pub(crate) fn checked(&mut self, done: Result<(), String>) {
        if let Stage::Outcome { saved, .. } = &mut self.stage {
            *saved = Some(done);
        }
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let safety = ctx.library.safety();
        match &mut self.stage {
            Stage::Signs { form, page } => {
                let pages = pages(ctx, *form);
                match action {
                    Action::NoneOfThese if *page + 1 < pages.len() => *page += 1,
                    Action::NoneOfThese => {
                        let answered = match form {
                            Form::Short => Answered::NothingNew,
                            Form::Full => Answered::Full(Answers::none_of(safety)),
                        };
                        self.finish(&answered, ctx, out);
                    }
                    Action::OneByOne => {
                        self.stage = Stage::Questions {
                            answers: Answers::new(),
                            at: 0,
                        };
                    }
                    Action::Up | Action::PageUp | Action::Top => *page = page.saturating_sub(1),
                    Action::Back => leave(out),
                    _ => {}
                }
            }
            Stage::Questions { answers, at } => match action {
                Action::Yes | Action::No => {
                    let Some(question) = safety.questions.get(*at) else {
                        return;
                    };
                    answers.answer(&question.id.value, *action == Action::Yes);
                    *at += 1;
                    if *at >= safety.questions.len() || answers.are_settled(safety) {
                        let answered = Answered::Full(answers.clone());
                        self.finish(&answered, ctx, out);
                    }
                }
                Action::Left => *at = at.saturating_sub(1),
                Action::Back => {
                    // A sign that stops everything counts whatever else is open.
                    let level = unhunch_core::safety::assess(safety, answers).level;
                    if level >= Level::Urgent {
                        let answered = Answered::Full(answers.clone());
                        self.finish(&answered, ctx, out);
                    } else {
                        leave(out);
                    }
                }
                _ => {}
            },
            Stage::Outcome {
                result,
                saved,
                scroll: top,
            } => {
                let stopped = result.entry.level >= Level::Urgent;
                let (width, height) = room(ctx);
                // A line may go around it.
                let rows = outcome(ctx, result).rows(width.saturating_sub(4)).len();
                if scroll(top, action, rows, height.saturating_sub(4)) {
                    return;
                }
                match (action, saved.as_ref()) {
                    (Action::Retry, Some(Err(_))) => {
                        *saved = None;
                        out.effect(Effect::Work(Job::Check(result.entry.clone())));
                    }
                    (Action::Choose, Some(Ok(()))) | (Action::Back, _) => out.go(Go::Back),
                    // The advice stands, whatever becomes of the journal.
                    (Action::Choose, Some(Err(_))) if stopped => out.go(Go::Back),
                    (Action::Choose, Some(Err(_))) => {
                        out.say("Nobody is cleared by an answer that was not kept; r tries again.");
                    }
                    _ => {}
                }
            }
        }
    }

    fn finish(&mut self, answered: &Answered, ctx: Ctx<'_>, out: &mut Out) {
        let before = ctx.known.and_then(|known| known.standing.level);
        let result = result(ctx.library.safety(), answered, before);
        out.effect(Effect::Work(Job::Check(result.entry.clone())));
        self.stage = Stage::Outcome {
            result,
            saved: None,
            scroll: 0,
        };
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> CheckView {
        let safety = ctx.library.safety();
        let (width, _) = room(ctx);
        let mut view = CheckView {
            rows: Vec::new(),
            scroll: 0,
            footer: None,
            alarm: None,
            framed: None,
            bar: None,
        };
        match &self.stage {
            Stage::Signs { form, page } => {
                let mut pages = pages(ctx, *form);
                let count = pages.len();
                // The terminal may have grown since.
                let page = (*page).min(count.saturating_sub(1));
                if page < count {
                    view.rows = pages.swap_remove(page);
                }
                if count > 1 {
                    let says = format!("page {} of {count}; each is answered", page + 1);
                    view.footer = Some((says, Role::Warn));
                }
            }
            Stage::Questions { at, .. } => {
                let mut doc = Doc::new();
                let of = safety.questions.len();
                doc.say(
                    &format!("{}: {} of {of}", safety.title.value, at + 1),
                    Role::Faint,
                );
                doc.gap();
                if let Some(question) = safety.questions.get(*at) {
                    doc.say(&format!("{}?", question.ask.value), Role::Strong);
                }
                doc.gap();
                doc.say("y  yes, this is so", Role::Text);
                doc.say("n  no", Role::Text);
                view.rows = doc.rows(width);
                view.bar = Some(*at as f64 / of.max(1) as f64);
            }
            Stage::Outcome {
                result,
                saved,
                scroll,
            } => {
                let level = result.entry.level;
                let title = level_text(safety, level).map_or("", |text| text.title.as_str());
                view.rows = outcome(ctx, result).rows(width.saturating_sub(4));
                view.scroll = *scroll;
                view.alarm = (level >= Level::Urgent).then(|| title.to_uppercase());
                view.framed = match level {
                    Level::Clear => Some(Role::Good),
                    Level::SeeProfessional => Some(Role::Warn),
                    Level::Urgent | Level::Emergency => None,
                };
                view.footer = Some(match saved {
                    None => ("Being saved...".to_owned(), Role::Faint),
                    Some(Err(says)) => (
                        format!("This answer could not be saved: {says}"),
                        Role::Alarm,
                    ),
                    Some(Ok(())) if level >= Level::Urgent => (
                        "Nothing is planned or played today.".to_owned(),
                        Role::Alarm,
                    ),
                    Some(Ok(())) => ("Enter goes on.".to_owned(), Role::Accent),
                });
            }
        }
        view
    }
}

fn leave(out: &mut Out) {
    out.say("You left before every question was answered: nothing was recorded or cleared.");
    out.go(Go::Back);
}

/// The columns and rows of a text.
fn room(ctx: Ctx<'_>) -> (u16, u16) {
    (ctx.size.0.min(MOST_COLUMNS), ctx.size.1.saturating_sub(2))
}

fn number(ctx: Ctx<'_>) -> Option<&str> {
    ctx.known?.profile.emergency_number.as_deref()
}

/// Every sign: all on one page where they fit, closer together where that helps, else in parts.
fn pages(ctx: Ctx<'_>, form: Form) -> Vec<Vec<Row>> {
    let safety = ctx.library.safety();
    let (width, height) = room(ctx);
    let height = usize::from(height.max(3));
    let ask = match form {
        Form::Full => &safety.intro.value,
        Form::Short => &safety.short_ask.value,
    };
    let mut whole = Doc::new();
    whole.say(&safety.title.value, Role::Strong).para(ask);
    signs(&mut whole, safety, number(ctx), true);
    let rows = whole.rows(width);
    if rows.len() <= height {
        return vec![rows];
    }
    let mut tight = Doc::new();
    tight.say(&safety.title.value, Role::Strong).para(ask);
    signs(&mut tight, safety, number(ctx), false);
    let rows = tight.rows(width);
    if rows.len() <= height {
        return vec![rows];
    }
    let mut pages: Vec<Vec<Row>> = Vec::new();
    let mut page: Vec<Row> = Vec::new();
    let mut head = Doc::new();
    head.say(&safety.title.value, Role::Strong).para(ask).gap();
    page.extend(head.rows(width));
    for question in &safety.questions {
        let mut doc = Doc::new();
        doc.item("\u{2022} ", &question.ask.value);
        let rows = doc.rows(width);
        if page.len() + rows.len() > height && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
        }
        page.extend(rows);
    }
    pages.push(page);
    pages
}

/// The signs of every level, the most serious first, under what each level asks for.
fn signs(doc: &mut Doc, safety: &SafetyFile, number: Option<&str>, wide: bool) {
    for level in [Level::Emergency, Level::Urgent, Level::SeeProfessional] {
        let questions: Vec<&str> = safety
            .questions
            .iter()
            .filter(|one| one.level.value == level)
            .map(|one| one.ask.as_str())
            .collect();
        let Some(text) = level_text(safety, level).filter(|_| !questions.is_empty()) else {
            continue;
        };
        let role = match level {
            Level::Emergency | Level::Urgent => Role::Alarm,
            Level::SeeProfessional | Level::Clear => Role::Warn,
        };
        if wide {
            doc.gap().say(&text.title.value, role);
            doc.say(&with_number(safety, &text.says.value, number), Role::Faint);
            for question in questions {
                doc.item("  \u{2022} ", question);
            }
        } else {
            doc.say(&text.title.value, role);
            doc.para(&format!("{}.", questions.join("; ")));
        }
    }
}

/// What the check came to, in words.
fn outcome(ctx: Ctx<'_>, result: &CheckResult) -> Doc {
    let safety = ctx.library.safety();
    let level = result.entry.level;
    let mut doc = Doc::new();
    if level < Level::Urgent {
        let title = level_text(safety, level).map_or("", |text| text.title.as_str());
        let role = if level == Level::Clear {
            Role::Good
        } else {
            Role::Warn
        };
        doc.say(title, role).gap();
    }
    doc.say(&advice(safety, level, number(ctx)), Role::Strong);
    if !result.entry.reported.is_empty() {
        doc.gap().say("You reported:", Role::Faint);
        let reported = &result.entry.reported;
        let asked = safety.questions.iter();
        for question in asked.filter(|one| reported.contains(&one.id.value)) {
            doc.item("\u{2022} ", &question.ask.value);
        }
    }
    doc
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &CheckView) {
    let area = match view.framed.filter(|_| area.height >= 12) {
        Some(role) => canvas.frame_of(area, "", role, role),
        None => area,
    };
    let mut text = centered(area, MOST_COLUMNS, area.height);
    if let Some(title) = &view.alarm {
        // Nothing else on the screen: not even its ground.
        canvas.fill(area, Role::AlarmGround);
        let rows = if area.height >= 12 { 3 } else { 1 };
        let rule = "\u{2501}".repeat(usize::from(text.width));
        canvas.middle(area, rows / 2, title, Role::AlarmGround);
        canvas.text(text, 0, rows, &rule, Role::AlarmGround);
        text.y += rows + 1;
        text.height = text.height.saturating_sub(rows + 1);
        let ground = canvas.theme.style(Role::AlarmGround);
        let loud = |row: &Row| Row {
            indent: row.indent,
            pieces: row
                .pieces
                .iter()
                .map(|piece| Piece::new(piece.text.clone(), Role::AlarmGround))
                .collect(),
        };
        let body: Vec<Row> = view.rows.iter().map(loud).collect();
        if let Some((says, _)) = &view.footer {
            let last = crate::draw::wrapped(says, text.width);
            let count = u16::try_from(last.len()).unwrap_or(1).min(text.height);
            for (at, row) in (0u16..).zip(&last) {
                let y = text.height.saturating_sub(count) + at;
                canvas.styled(text, 0, y, row, ground);
            }
            text.height = text.height.saturating_sub(count + 1);
        }
        canvas.rows(text, &body, view.scroll);
        return;
    }
    if let Some(part) = view.bar {
        canvas.bar(text, 0, 0, text.width, part);
        text.y += 1;
        text.height = text.height.saturating_sub(1);
    }
    if let Some((says, role)) = &view.footer {
        let rows = crate::draw::wrapped(says, text.width);
        let count = u16::try_from(rows.len()).unwrap_or(1).min(text.height);
        for (at, row) in (0u16..).zip(&rows) {
            canvas.text(text, 0, text.height.saturating_sub(count) + at, row, *role);
        }
        text.height = text.height.saturating_sub(count);
    }
    canvas.rows(text, &view.rows, view.scroll);
}
