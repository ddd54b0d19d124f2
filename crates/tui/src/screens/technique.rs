//! A technique's page: the figure that moves, the steps, the doses by source, the cautions.

use ratatui::layout::Rect;
use unhunch_core::content::{Id, Library, Technique, doses, figure::pace};
use unhunch_core::player::Millis;
use unhunch_core::routine::ExactDose;
use unhunch_core::safety::caution_says;
use unhunch_core::timeline::{Posed, dose_text};
use unhunch_figure::{Film, check::Pace};

use super::{Ctx, Go, Out, capital, scroll};
use crate::action::Action;
use crate::draw::{Canvas, Doc, Portrait, above, beside, figure};
use crate::theme::Role;

/// The time between two frames, in ms.
const STEP_MS: u64 = 50;
/// A preview goes out and back in at most so many seconds each.
const MOST_SECONDS: f64 = 3.0;

/// The screen's state.
#[derive(Debug)]
pub(crate) struct State {
    id: Id,
    /// The list that it was opened from.
    list: Vec<Id>,
    scroll: usize,
    portrait: Option<Portrait>,
    film: Option<Film>,
    began: Millis,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TechniqueView {
    doc: Doc,
    scroll: usize,
    portrait: Option<Portrait>,
}

impl State {
    /// The page of a technique, out of a list.
    pub(crate) fn new(id: Id, list: Vec<Id>, ctx: Ctx<'_>) -> Self {
        let portrait = Portrait::of(ctx.library, id.as_str());
        let technique = ctx.library.technique(id.as_str());
        let film = portrait.as_ref().map(|portrait| {
            let movement = portrait.figure().movement();
            let Pace { out, back } = pace(movement, technique);
            let least = |seconds: f64| {
                if movement.cycle.is_some() {
                    seconds
                } else {
                    seconds.min(MOST_SECONDS)
                }
            };
            let pace = Pace {
                out: least(out),
                back: least(back),
            };
            Film::new(movement, pace, STEP_MS)
        });
        Self {
            id,
            list,
            scroll: 0,
            portrait,
            film,
            began: ctx.now,
        }
    }

    /// Whether something moves.
    pub(crate) fn moves(&self, ctx: Ctx<'_>) -> bool {
        self.film.is_some() && ctx.theme.unicode && ctx.size.0 >= 50 && ctx.size.1 >= 14
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let area = Rect::new(0, 0, ctx.size.0, ctx.size.1);
        let (text, _) = parts(area, self.portrait.as_ref());
        let rows = page(ctx.library, &self.id).rows(text.width).len();
        if scroll(&mut self.scroll, action, rows, text.height) {
            return;
        }
        let at = self.list.iter().position(|one| *one == self.id);
        let by = |by: usize| {
            let count = self.list.len();
            at.and_then(|at| self.list.get((at + by) % count.max(1)))
        };
        match action {
            Action::Back => out.go(Go::Back),
            Action::Right => {
                if let Some(id) = by(1) {
                    *self = Self::new(id.clone(), self.list.clone(), ctx);
                }
            }
            Action::Left => {
                if let Some(id) = by(self.list.len().saturating_sub(1)) {
                    *self = Self::new(id.clone(), self.list.clone(), ctx);
                }
            }
            _ => {}
        }
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> TechniqueView {
        let portrait = self.portrait.as_ref().map(|portrait| {
            let frames = self.film.iter().flat_map(|film| &film.frames);
            let whole: u64 = frames.clone().map(|frame| frame.ms).sum();
            let mut into = ctx.now.saturating_sub(self.began) % whole.max(1);
            let frame = frames.into_iter().find(|frame| {
                let found = into < frame.ms;
                into = into.saturating_sub(frame.ms);
                found
            });
            frame.map_or_else(
                || portrait.clone(),
                |frame| {
                    portrait.at(Posed {
                        moment: frame.moment,
                        mirrored: false,
                    })
                },
            )
        });
        TechniqueView {
            doc: page(ctx.library, &self.id),
            scroll: self.scroll,
            portrait,
        }
    }
}

/// Everything that is worth reading before it is done.
fn page(library: &Library, id: &Id) -> Doc {
    let mut doc = Doc::new();
    let Some(technique) = library.technique(id.as_str()) else {
        doc.say(&format!("There is no technique `{id}`."), Role::Warn);
        return doc;
    };
    let words = library.vocabulary();
    doc.say(&technique.name.value, Role::Accent)
        .para(&technique.purpose.value);
    let names =
        |found: Vec<Option<&str>>| found.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if !technique.aliases.is_empty() {
        let aliases = technique.aliases.iter().map(|one| Some(one.as_str()));
        doc.field("Also", &names(aliases.collect()), Role::Faint);
    }
    doc.gap();
    let positions = technique.positions.iter();
    let positions = positions.map(|id| words.position(id.as_str()).map(|one| one.name.as_str()));
    doc.field("Position", &names(positions.collect()), Role::Text);
    let things = technique.equipment.iter();
    let things = things.map(|need| {
        words
            .equipment(need.id.as_str())
            .map(|one| one.name.as_str())
    });
    let things = names(things.collect());
    let things = if things.is_empty() { "none" } else { &things };
    doc.field("Equipment", things, Role::Text);
    let areas = technique.areas.all();
    let areas = areas.map(|id| words.area(id.as_str()).map(|one| one.name.as_str()));
    doc.field("Areas", &names(areas.collect()), Role::Text);
    let muscles = technique.muscles.all();
    let muscles = muscles.map(|id| words.muscle(id.as_str()).map(|one| one.name.as_str()));
    doc.field("Muscles", &names(muscles.collect()), Role::Text);
    let causes = technique.causes.iter().map(|id| {
        let known = words.causes.iter().find(|one| one.id == *id);
        known.map(|one| one.name.as_str())
    });
    let causes = names(causes.collect());
    if !causes.is_empty() {
        doc.field("Answers", &causes, Role::Text);
    }
    doc.heading("Step by step");
    if let Some(way) = &technique.way_in {
        doc.item("   ", &way.how.value);
    }
    for (at, step) in technique.steps.iter().enumerate() {
        doc.item(&format!("{:>2}. ", at + 1), &step.value);
    }
    doc.heading("What it should feel like")
        .para(&technique.feel.value);
    doc.heading("What often goes wrong");
    for mistake in &technique.mistakes {
        doc.item("\u{2022} ", &mistake.value);
    }
    dose(&mut doc, library, technique);
    doc.heading("Easier and harder");
    doc.field("Easier", &technique.easier.how.value, Role::Text);
    doc.field("Harder", &technique.harder.how.value, Role::Text);
    if !technique.cautions.is_empty() {
        doc.heading("Who should take care");
    }
    for caution in &technique.cautions {
        doc.item("\u{2022} ", &capital(&caution_says(library, caution)));
    }
    doc.gap().say("When to stop", Role::Alarm);
    for sign in &technique.stop_signs {
        doc.item(
            "\u{2022} ",
            &format!("{}: {}", sign.sign.value, sign.act.value),
        );
    }
    let signs = library.safety().stop_signs.iter();
    let signs: Vec<String> = signs.map(|one| super::uncapital(&one.says.value)).collect();
    doc.item(
        "\u{2022} ",
        &format!("With every technique: {}.", signs.join("; ")),
    );
    doc.heading("What it rests on");
    for id in technique.references() {
        match library.source(id) {
            Some(source) => {
                let says = format!("{} ({})", source.title.value, source.publisher.value);
                doc.item(&format!("[{}] ", source.id), &says);
            }
            None => {
                doc.item("\u{2022} ", &capital(id));
            }
        }
    }
    for note in &technique.notes {
        doc.item("\u{2022} ", &note.says.value);
    }
    doc
}

fn dose(doc: &mut Doc, library: &Library, technique: &Technique) {
    doc.heading("How much");
    let usual = dose_text(technique, &ExactDose::usual(technique));
    doc.field("Usual", &usual, Role::Text);
    let mut range = vec![doses::work(&technique.dose.work)];
    range.extend(doses::sets(&technique.dose.sets));
    doc.field("Range", &range.join(", "), Role::Text);
    for one in &technique.doses {
        let publisher = library.source(one.source.as_str());
        let name = publisher.map_or(one.source.as_str(), |source| source.publisher.as_str());
        doc.field(&format!("{name} says"), &doses::source(one), Role::Text);
    }
    doc.field(
        "How often",
        &doses::frequency(&technique.frequency),
        Role::Text,
    );
}

/// The text's part, and the figure's: beside it where there is room, else above.
fn parts(area: Rect, portrait: Option<&Portrait>) -> (Rect, Rect) {
    let nothing = Rect::new(area.right(), area.y, 0, 0);
    if portrait.is_none() || area.width < 50 || area.height < 14 {
        return (area, nothing);
    }
    if area.width >= 90 {
        let (text, picture) = beside(area, area.width * 11 / 20);
        let text = Rect::new(text.x, text.y, text.width - 2, text.height);
        return (text, picture);
    }
    let (picture, text) = above(area, area.height * 2 / 5);
    (text, picture)
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &TechniqueView) {
    let portrait = view.portrait.as_ref().filter(|_| canvas.theme.unicode);
    let (text, picture) = parts(area, portrait);
    if let Some(portrait) = portrait {
        figure(canvas, picture, portrait);
    }
    let rows = view.doc.rows(text.width);
    canvas.rows(text, &rows, view.scroll);
}
