//! After a session: what is said to who stopped, the pain now, what each technique did, what it came to.

use std::collections::BTreeMap;

use ratatui::layout::Rect;
use unhunch_core::content::Id;
use unhunch_core::journal::Felt;
use unhunch_core::player::{Outcome, StopReason};
use unhunch_core::progress::{Points, SessionSummary};
use unhunch_core::safety::stop_advice;
use unhunch_core::session::Ending;
use uuid::Uuid;

use super::{Ctx, Go, Out, Typed, counted, length};
use crate::action::{Action, Tab};
use crate::app::Effect;
use crate::draw::{Canvas, Doc, Piece, Row, centered, follow};
use crate::keys::Place;
use crate::theme::Role;
use crate::work::{Job, Rating};

/// The most columns of the text.
const MOST_COLUMNS: u16 = 92;

/// The screen's state.
#[derive(Debug)]
pub(crate) struct State {
    session: Uuid,
    ending: Ending,
    pain: Typed,
    /// What is asked of: each technique that was done, once.
    techniques: Vec<Id>,
    felt: BTreeMap<Id, Felt>,
    /// 0 is the pain, the techniques follow.
    cursor: usize,
    summary: Option<Box<SessionSummary>>,
    /// Whether the answers were given.
    saved: bool,
    /// Whether what is said to who stopped has been read; where there is nothing, it has.
    read: bool,
    scroll: usize,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AfterView {
    rows: Vec<Row>,
    scroll: usize,
    cursor: Option<usize>,
    /// The rows that can be clicked.
    lines: Vec<(usize, usize)>,
}

impl State {
    /// After a session.
    pub(crate) fn new(session: Uuid, ending: Ending) -> Self {
        let mut techniques: Vec<Id> = Vec::new();
        let reason = ending.reason;
        for report in &ending.items {
            let done = matches!(report.outcome, Outcome::Done | Outcome::Partial);
            if done && !techniques.contains(&report.technique) {
                techniques.push(report.technique.clone());
            }
        }
        Self {
            session,
            // Who stopped for pain and said how strong it is has said it.
            pain: Typed(ending.pain),
            ending,
            techniques,
            felt: BTreeMap::new(),
            cursor: 0,
            summary: None,
            saved: false,
            read: matches!(
                reason,
                StopReason::Done | StopReason::NoTime | StopReason::Other
            ),
            scroll: 0,
        }
    }

    /// Takes what it came to.
    pub(crate) fn summed(&mut self, summary: Box<SessionSummary>) {
        if summary.session == self.session {
            self.summary = Some(summary);
        }
    }

    /// What was answered, to be written down once.
    pub(crate) fn rating(&mut self) -> Option<Job> {
        if self.saved {
            return None;
        }
        self.saved = true;
        let rating = Rating {
            pain: self.pain.0,
            felt: std::mem::take(&mut self.felt).into_iter().collect(),
        };
        let empty = rating == Rating::default();
        (!empty).then_some(Job::Rate {
            session: self.session,
            rating,
        })
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        if self.read && !self.saved {
            Place::After
        } else {
            Place::Outcome
        }
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        if !self.read {
            let mut doc = Doc::new();
            self.ended(&mut doc, ctx);
            let rows = doc.rows(ctx.size.0.min(MOST_COLUMNS)).len() + 2;
            let moved = super::scroll(&mut self.scroll, action, rows, ctx.size.1);
            self.read = !moved && matches!(action, Action::Choose | Action::Back);
            return;
        }
        if self.saved {
            if matches!(action, Action::Choose | Action::Back) {
                out.go(Go::Tab(Tab::Today));
            }
            return;
        }
        let count = self.techniques.len() + 1;
        if super::step(&mut self.cursor, action, count, ctx.size.1) {
            return;
        }
        match action {
            Action::Select(at) => self.cursor = (*at).min(count - 1),
            Action::Digit(digit) => {
                self.cursor = 0;
                self.pain.digit(*digit);
            }
            Action::Erase => self.pain.erase(),
            Action::Left | Action::Right if self.cursor == 0 => {
                let now = self.pain.0.unwrap_or(5);
                self.pain.0 = Some(match action {
                    Action::Left => now.saturating_sub(1),
                    _ => (now + 1).min(10),
                });
            }
            Action::Felt(felt) => {
                // On the row of the pain it is about the first technique.
                let at = self.cursor.saturating_sub(1);
                if let Some(technique) = self.techniques.get(at) {
                    self.felt.insert(technique.clone(), *felt);
                    self.cursor = (at + 2).min(count - 1);
                }
            }
            Action::Choose => match self.rating() {
                Some(job) => {
                    out.effect(Effect::Work(job));
                    out.say("Written down.");
                }
                None => out.go(Go::Tab(Tab::Today)),
            },
            Action::Back => {
                self.saved = true;
                out.go(Go::Tab(Tab::Today));
            }
            _ => {}
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> AfterView {
        let columns = ctx.size.0.min(MOST_COLUMNS);
        let mut doc = Doc::new();
        self.ended(&mut doc, ctx);
        if !self.read {
            doc.gap().say("Enter goes on.", Role::Accent);
            return AfterView {
                rows: doc.rows(columns),
                scroll: self.scroll,
                cursor: None,
                lines: Vec::new(),
            };
        }
        let mut rows = if self.ending.reason == StopReason::Done {
            doc.rows(columns)
        } else {
            Vec::new()
        };
        let mut lines = Vec::new();
        let mut cursor = None;
        if self.saved {
            let mut changed = Doc::new();
            self.changed(&mut changed, ctx);
            changed.gap().say("Enter goes on.", Role::Accent);
            rows.extend(changed.rows(columns));
            return AfterView {
                rows,
                scroll: 0,
                cursor,
                lines,
            };
        }
        let mut asked = Doc::new();
        asked.gap();
        let pain = self
            .pain
            .0
            .map_or_else(|| "_".to_owned(), |one| one.to_string());
        asked.rich(
            "",
            0,
            vec![
                Piece::new("Pain now, 0 to 10:  ", Role::Strong),
                Piece::new(pain, Role::Accent),
                Piece::new("  (a number, or none)", Role::Faint),
            ],
        );
        rows.push(Row::default());
        lines.push((rows.len(), 0));
        rows.extend(asked.rows(columns));
        if !self.techniques.is_empty() {
            let mut doc = Doc::new();
            doc.say(
                "What did each do?  + helped  = no change  - hurt",
                Role::Faint,
            );
            rows.extend(doc.rows(columns));
        }
        for (at, technique) in self.techniques.iter().enumerate() {
            let name = ctx
                .library
                .technique(technique.as_str())
                .map_or(technique.as_str(), |one| one.name.as_str());
            let (says, role) = match self.felt.get(technique) {
                Some(Felt::Helped) => ("helped", Role::Good),
                Some(Felt::NoChange) => ("no change", Role::Text),
                Some(Felt::Hurt) => ("hurt", Role::Alarm),
                None => ("\u{00b7}", Role::Faint),
            };
            lines.push((rows.len(), at + 1));
            rows.push(Row {
                indent: 2,
                pieces: vec![
                    Piece::new(format!("{name}  "), Role::Text),
                    Piece::new(says, role),
                ],
            });
        }
        cursor = lines
            .iter()
            .find(|(_, row)| *row == self.cursor)
            .map(|(at, _)| *at);
        AfterView {
            rows,
            scroll: 0,
            cursor,
            lines,
        }
    }

    fn ended(&self, doc: &mut Doc, ctx: Ctx<'_>) {
        let ending = &self.ending;
        let played = length(ending.played_ms);
        let whole = ending.reason == StopReason::Done && !ending.interrupted;
        if whole {
            doc.say(&format!("Done: {played}."), Role::Good);
        } else {
            doc.say(
                &format!("Ended after {played}. What you did is in the diary."),
                Role::Strong,
            );
        }
        let number = ctx
            .known
            .and_then(|known| known.profile.emergency_number.as_deref());
        let says = stop_advice(ctx.library.safety(), ending.reason, ending.pain, number);
        for paragraph in says {
            doc.gap().say(&paragraph, Role::Alarm);
        }
    }

    fn changed(&self, doc: &mut Doc, ctx: Ctx<'_>) {
        doc.heading("What changed");
        let items = &self.ending.items;
        let done = items.iter().filter(|one| one.outcome == Outcome::Done);
        let says = format!("{} of {}", done.count(), items.len());
        doc.field("Techniques", &says, Role::Text);
        let side =
            |work: Option<unhunch_core::player::SideWork>| work.map(|one| length(one.played_ms));
        if let (Some(left), Some(right)) =
            (side(self.ending.work.left), side(self.ending.work.right))
        {
            doc.field("Sides", &format!("left {left}, right {right}"), Role::Text);
        }
        if let Some(own) = &self.summary {
            let points = |one: Option<Points>| {
                one.map_or("not rated".to_owned(), |one| {
                    let text = format!("{:.1}", one.value());
                    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
                })
            };
            let says = format!("{} before, {} after", points(own.before), points(own.after));
            doc.field("Pain", &says, Role::Text);
            for felt in Felt::ALL {
                let names: Vec<&str> = own
                    .techniques
                    .iter()
                    .filter(|(_, one)| one.felt == Some(*felt))
                    .map(|(id, _)| {
                        ctx.library
                            .technique(id.as_str())
                            .map_or(id.as_str(), |one| one.name.as_str())
                    })
                    .collect();
                if !names.is_empty() {
                    let word = super::capital(&felt.word().replace('-', " "));
                    doc.field(&word, &names.join(", "), Role::Text);
                }
            }
        }
        if let Some(known) = ctx.known.filter(|known| known.progress.streak.today) {
            let days = u64::from(known.progress.streak.current);
            let says = format!("{} in a row", counted(days, "day"));
            doc.field("Streak", &says, Role::Good);
        }
    }
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &AfterView) {
    let area = centered(area, MOST_COLUMNS, area.height);
    let top = view.cursor.map_or(view.scroll, |cursor| {
        follow(cursor, view.rows.len(), area.height)
    });
    canvas.rows(area, &view.rows, top);
    for (at, row) in &view.lines {
        let Some(y) = at.checked_sub(top).and_then(|y| u16::try_from(y).ok()) else {
            continue;
        };
        if view.cursor == Some(*at) {
            canvas.cursor(area, y);
        }
        canvas.hit_row(area, y, Action::Select(*row));
    }
}
