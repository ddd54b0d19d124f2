//! Right before a session: what it is, when to stop, the advice where there is one, and the pain now.

use ratatui::layout::Rect;
use unhunch_core::content::Level;
use unhunch_core::safety::advice;

use super::{Ctx, Go, Out, Typed, length, scroll, uncapital};
use crate::action::Action;
use crate::app::Effect;
use crate::draw::{Canvas, Doc, Portrait, above, strip, strip_of};
use crate::theme::Role;
use crate::work::{Job, Proposal};

/// Rows below the text: a gap, the question, the number.
const ASKED_ROWS: u16 = 2;

/// The screen's state.
#[derive(Debug)]
pub(crate) struct State {
    proposal: Box<Proposal>,
    pain: Typed,
    scroll: usize,
    /// Whether it is being begun.
    begun: bool,
    /// Each technique, as it begins.
    strip: Vec<(String, Portrait)>,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadyView {
    doc: Doc,
    scroll: usize,
    pain: Option<u8>,
    begun: bool,
    /// Each technique, as it begins.
    strip: Vec<(String, Portrait)>,
}

impl State {
    /// Before a session of what is proposed.
    pub(crate) fn new(proposal: Box<Proposal>, ctx: Ctx<'_>) -> Self {
        Self {
            strip: strip_of(&proposal.timeline, ctx.library),
            proposal,
            pain: Typed::default(),
            scroll: 0,
            begun: false,
        }
    }

    /// It could not be begun.
    pub(crate) fn refused(&mut self) {
        self.begun = false;
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let rows = self.doc(ctx).rows(ctx.size.0).len();
        let height = ctx.size.1.saturating_sub(ASKED_ROWS);
        if scroll(&mut self.scroll, action, rows, height) {
            return;
        }
        match action {
            Action::Digit(digit) => self.pain.digit(*digit),
            Action::Erase => self.pain.erase(),
            Action::Back => out.go(Go::Back),
            Action::Choose if !self.begun => {
                self.begun = true;
                out.effect(Effect::Work(Job::Begin {
                    proposal: self.proposal.clone(),
                    pain: self.pain.0,
                }));
            }
            _ => {}
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> ReadyView {
        ReadyView {
            doc: self.doc(ctx),
            scroll: self.scroll,
            pain: self.pain.0,
            begun: self.begun,
            strip: self.strip.clone(),
        }
    }

    fn doc(&self, ctx: Ctx<'_>) -> Doc {
        let safety = ctx.library.safety();
        let timeline = &self.proposal.timeline;
        let mut doc = Doc::new();
        doc.say(
            &format!("{}, {}", timeline.name(), length(timeline.total_ms())),
            Role::Strong,
        );
        let level = self.proposal.clearance.level();
        if level != Level::Clear {
            let number = ctx
                .known
                .and_then(|known| known.profile.emergency_number.as_deref());
            doc.gap().say(&advice(safety, level, number), Role::Warn);
        }
        doc.gap()
            .say("Stop at once, with q, for any of these:", Role::Alarm);
        let signs = safety.stop_signs.iter();
        let signs: Vec<String> = signs.map(|sign| uncapital(&sign.says.value)).collect();
        doc.para(&format!("{}.", signs.join("; ")));
        doc.gap();
        for (at, item) in timeline.items().iter().enumerate() {
            doc.item(
                &format!("{}. ", at + 1),
                &format!("{}: {}", item.name, item.dose),
            );
        }
        doc
    }
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &ReadyView) {
    let (text, asked) = above(area, area.height.saturating_sub(ASKED_ROWS));
    let rows = view.doc.rows(text.width);
    canvas.rows(text, &rows, view.scroll);
    let used = u16::try_from(rows.len())
        .unwrap_or(text.height)
        .saturating_add(1);
    let (_, free) = above(text, used);
    strip(canvas, free, &view.strip);
    let used = canvas.text(asked, 0, 0, "Pain now, 0 to 10? ", Role::Strong);
    let pain = view
        .pain
        .map_or_else(|| "_".to_owned(), |pain| pain.to_string());
    let used = used + canvas.text(asked, used, 0, &pain, Role::Accent);
    let hint = if asked.width >= 50 {
        "  (a number, or none)"
    } else {
        "  (or none)"
    };
    canvas.text(asked, used, 0, hint, Role::Faint);
    let says = if view.begun {
        "Beginning..."
    } else {
        "Enter begins."
    };
    canvas.text(asked, 0, 1, says, Role::Accent);
    canvas.hit_row(asked, 1, Action::Choose);
}
