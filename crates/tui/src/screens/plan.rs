//! Plan: what is wished, the body map, and the plan, which follows each wish at once.

mod draw;
mod view;
mod wishes;

use std::collections::BTreeSet;

use unhunch_core::content::Id;
use unhunch_core::person;
use unhunch_core::plan::{Request, UNSAID_PAIN, WantedArea};
use unhunch_core::routine::Side;

use super::{Ctx, Go, Out, length, step};
use crate::action::{Action, Part};
use crate::app::Effect;
use crate::draw::{Doc, Faces, Piece, Portrait, Row};
use crate::keys::Place;
use crate::over::Naming;
use crate::theme::Role;
use crate::work::{Job, Named, NoProposal, Proposal, Slot, Wishes};

pub(crate) use draw::draw;
use wishes::Wish;

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    wishes: Wishes,
    pane: Part,
    wish: usize,
    area: usize,
    side: Option<Side>,
    item: usize,
    /// The number of the plan that is waited for.
    number: u64,
    answer: Option<Result<Box<Proposal>, NoProposal>>,
    /// Whether the answer is to other wishes than those that are shown.
    stale: bool,
    faces: Option<Faces>,
    /// The technique that the cursor is on.
    portrait: Option<Portrait>,
}

/// An area of the map, as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AreaView {
    id: String,
    name: String,
    chosen: Option<(Option<Side>, u32)>,
}

/// What the screen shows.
#[derive(Debug, Clone)]
pub(crate) struct PlanView {
    pane: Part,
    wishes: Vec<Row>,
    /// The first wish of each group, and what the group is called.
    groups: Vec<(usize, &'static str)>,
    wish: usize,
    areas: Vec<AreaView>,
    area: usize,
    side: Option<Side>,
    faces: Faces,
    portrait: Option<Portrait>,
    title: String,
    title_role: Role,
    planned: Planned,
}

/// The plan, laid out when it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Planned {
    /// Each technique: its name and dose, and why it is there.
    items: Vec<(Vec<Piece>, String)>,
    item: usize,
    /// What was left out and why, and what else there is to say.
    notes: Doc,
}

impl State {
    /// A plan of a routine.
    pub(crate) fn routine(&mut self, named: Named) {
        self.wishes = Wishes {
            routine: Some(named),
            ..Wishes::default()
        };
        self.pane = Part::Planned;
        self.item = 0;
    }

    /// Asks for the plan.
    pub(crate) fn ask(&mut self, number: u64, ctx: Ctx<'_>) -> Option<Job> {
        if self.faces.is_none() {
            self.faces = Some(Faces::new(ctx.library));
        }
        let known = ctx.known?;
        if known.standing.clearance().is_none() {
            self.answer = Some(Err(NoProposal {
                says: "The safety check comes first; Enter asks it.".to_owned(),
                check: true,
            }));
            return None;
        }
        self.number = number;
        self.stale = true;
        Some(Job::Plan {
            slot: Slot::Planner,
            number,
            wishes: self.wishes.clone(),
        })
    }

    /// Takes the plan.
    pub(crate) fn planned(
        &mut self,
        number: u64,
        answer: Result<Box<Proposal>, NoProposal>,
        ctx: Ctx<'_>,
    ) {
        if number != self.number {
            return;
        }
        if let Ok(proposal) = &answer {
            let last = proposal.timeline.items().len().saturating_sub(1);
            self.item = self.item.min(last);
        }
        self.answer = Some(answer);
        self.stale = false;
        self.look(ctx);
    }

    /// Keeps the figure of the technique that the cursor is on.
    fn look(&mut self, ctx: Ctx<'_>) {
        let technique = self.technique().cloned();
        self.portrait = technique.and_then(|id| Portrait::of(ctx.library, id.as_str()));
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        match self.pane {
            Part::Wishes => Place::Wishes,
            Part::Map => Place::Map,
            Part::Planned => Place::Planned,
        }
    }

    /// Whether an action does something now.
    pub(crate) fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Undo => {
                !self.wishes.swapped.is_empty()
                    || !self.wishes.dropped.is_empty()
                    || self.wishes.routine.is_some()
            }
            Action::Swap => self.wishes.routine.is_none() && self.technique().is_some(),
            Action::Drop => self.technique().is_some(),
            Action::Keep => self.proposal().is_some(),
            _ => true,
        }
    }

    fn proposal(&self) -> Option<&Proposal> {
        self.answer.as_ref()?.as_ref().ok().map(|one| &**one)
    }

    /// The technique that the cursor is on.
    fn technique(&self) -> Option<&Id> {
        let items = self.proposal()?.timeline.items();
        items.get(self.item).map(|item| &item.technique)
    }

    /// What is usual for the person, before any wish.
    fn usual(ctx: Ctx<'_>) -> Request {
        let nothing = std::collections::BTreeMap::new();
        match ctx.known {
            Some(known) => person::usual_request(ctx.library, &known.profile, &nothing, 5).request,
            None => Request::new(ctx.library, 5),
        }
    }

    /// Does what is asked. Whether the plan has to be made anew.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) -> bool {
        match action {
            Action::NextPane => self.pane = self.pane.next(),
            Action::PrevPane => self.pane = self.pane.next().next(),
            Action::Start => self.start(out),
            Action::Part(part) => self.pane = *part,
            Action::RowOf(part, row) => {
                self.pane = *part;
                return self.act(&Action::Select(*row), ctx, out);
            }
            Action::Keep => self.keep(ctx, out),
            Action::Called(name) => {
                if let Some(proposal) = self.proposal() {
                    let routine = Box::new(proposal.routine.clone());
                    let name = name.clone();
                    out.say(format!("\"{name}\" is in the Library from now on."));
                    out.effect(Effect::Work(Job::Keep { name, routine }));
                }
            }
            Action::Undo if self.offers(action) => {
                self.wishes.swapped.clear();
                self.wishes.dropped.clear();
                self.wishes.routine = None;
                return true;
            }
            Action::Point {
                face,
                column,
                row,
                columns,
                rows,
            } => {
                let found = self
                    .faces
                    .as_ref()
                    .and_then(|faces| faces.at(*face, (*column, *row), (*columns, *rows)));
                if let Some((id, side)) = found {
                    return self.point(id, side, ctx);
                }
            }
            _ => {
                return match self.pane {
                    Part::Wishes => self.act_on_wishes(action, ctx),
                    Part::Map => self.act_on_map(action, ctx),
                    Part::Planned => self.act_on_plan(action, ctx, out),
                };
            }
        }
        false
    }

    fn start(&mut self, out: &mut Out) {
        match &self.answer {
            // What was wished last is what is played.
            _ if self.stale => out.say("The plan is on its way."),
            Some(Ok(proposal)) => out.go(Go::Ready(proposal.clone())),
            Some(Err(no)) if no.check => out.go(Go::Check),
            Some(Err(no)) => out.say(no.says.clone()),
            None => out.say("The plan is on its way."),
        }
    }

    /// Asks for a name to keep the plan under.
    fn keep(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        if self.stale || self.proposal().is_none() {
            return out.say("The plan is on its way.");
        }
        let others = ctx.known.map_or(&[][..], |known| &known.own);
        out.go(Go::Name(Box::new(Naming::new("", None, others))));
    }

    fn act_on_wishes(&mut self, action: &Action, ctx: Ctx<'_>) -> bool {
        let all = Wish::all(ctx.library);
        if step(&mut self.wish, action, all.len(), ctx.size.1) {
            return false;
        }
        let wish = match action {
            Action::Select(at) => {
                self.wish = (*at).min(all.len().saturating_sub(1));
                all.get(self.wish)
            }
            _ => all.get(self.wish),
        };
        let Some(wish) = wish else { return false };
        let usual = Self::usual(ctx);
        match action {
            Action::Left => wish.change(&mut self.wishes, &usual, -1),
            Action::Right | Action::Toggle | Action::Select(_) => {
                wish.change(&mut self.wishes, &usual, 1)
            }
            _ => false,
        }
    }

    fn act_on_map(&mut self, action: &Action, ctx: Ctx<'_>) -> bool {
        let areas = &ctx.library.vocabulary().areas;
        if step(&mut self.area, action, areas.len(), ctx.size.1) {
            self.side = None;
            return false;
        }
        if let Action::Select(at) = action {
            self.area = (*at).min(areas.len().saturating_sub(1));
            self.side = None;
        }
        let Some(area) = areas.get(self.area) else {
            return false;
        };
        let sided = area.sided == Some(true);
        let chosen = self
            .wishes
            .areas
            .iter()
            .position(|one| one.area == area.id.value);
        match (action, chosen) {
            (Action::Left, _) if sided => {
                self.side = match self.side {
                    Some(Side::Right) => None,
                    _ => Some(Side::Left),
                };
                return false;
            }
            (Action::Right, _) if sided => {
                self.side = match self.side {
                    Some(Side::Left) => None,
                    _ => Some(Side::Right),
                };
                return false;
            }
            (Action::Toggle | Action::Select(_), Some(at)) => {
                let same = self
                    .wishes
                    .areas
                    .get(at)
                    .is_some_and(|one| one.side == self.side);
                if same {
                    self.wishes.areas.remove(at);
                } else if let Some(one) = self.wishes.areas.get_mut(at) {
                    one.side = self.side;
                }
            }
            (Action::Toggle | Action::Select(_), None) => self.wishes.areas.push(WantedArea {
                area: area.id.value.clone(),
                side: self.side,
                pain: UNSAID_PAIN,
            }),
            (Action::MorePain | Action::LessPain, Some(at)) => {
                if let Some(one) = self.wishes.areas.get_mut(at) {
                    one.pain = match action {
                        Action::MorePain => (one.pain + 1).min(10),
                        _ => one.pain.saturating_sub(1),
                    };
                }
            }
            _ => return false,
        }
        true
    }

    /// A click on the map.
    fn point(&mut self, id: &str, side: Side, ctx: Ctx<'_>) -> bool {
        let areas = &ctx.library.vocabulary().areas;
        let Some(at) = areas.iter().position(|area| area.id.as_str() == id) else {
            return false;
        };
        self.pane = Part::Map;
        self.area = at;
        let sided = areas.get(at).is_some_and(|area| area.sided == Some(true));
        self.side = sided.then_some(side);
        self.act_on_map(&Action::Toggle, ctx)
    }

    fn act_on_plan(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) -> bool {
        let count = self.proposal().map_or(0, |one| one.timeline.items().len());
        if step(&mut self.item, action, count, ctx.size.1) {
            self.look(ctx);
            return false;
        }
        match action {
            Action::Select(at) => {
                self.item = (*at).min(count.saturating_sub(1));
                self.look(ctx);
                false
            }
            Action::Toggle => {
                if let Some(id) = self.technique() {
                    out.go(Go::Technique(id.clone()));
                }
                false
            }
            Action::Swap if self.offers(action) => {
                let Some(id) = self.technique().cloned() else {
                    return false;
                };
                out.say(format!("{} makes room; u takes that back.", name(ctx, &id)));
                self.wishes.swapped.insert(id);
                true
            }
            Action::Drop => {
                let Some(id) = self.technique().cloned() else {
                    return false;
                };
                out.say(format!(
                    "{} is left out; u takes that back.",
                    name(ctx, &id)
                ));
                self.wishes.dropped.insert(id);
                true
            }
            _ => false,
        }
    }
}

fn name(ctx: Ctx<'_>, id: &Id) -> String {
    let known = ctx.library.technique(id.as_str());
    known.map_or_else(|| id.to_string(), |one| one.name.to_string())
}

fn names(ctx: Ctx<'_>, ids: &BTreeSet<Id>) -> String {
    let all: Vec<String> = ids.iter().map(|id| name(ctx, id)).collect();
    all.join("; ")
}

/// Goes on with a change of wishes.
pub(crate) fn asked(job: Option<Job>, out: &mut Out) {
    out.effects.extend(job.map(Effect::Work));
}
