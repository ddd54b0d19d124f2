//! The library: every technique and routine, searched as one types.

use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};
use unhunch_core::content::{Goal, Id};
use unhunch_core::find::{Query, near_miss, routines, techniques};
use unhunch_core::journal::SavedRoutine;
use uuid::Uuid;

use super::{Ctx, Go, Out, counted, length, step};
use crate::action::{Action, Filter};
use crate::app::Effect;
use crate::draw::{Canvas, Doc, Portrait, above, beside, cut, figure, follow, width};
use crate::keys::Place;
use crate::over::Naming;
use crate::theme::Role;
use crate::work::{Job, Named};

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    input: Input,
    typing: bool,
    query: Query,
    cursor: usize,
    found: Vec<Found>,
    /// Whether the list was ever made.
    ready: bool,
    portrait: Option<Portrait>,
    /// The routine that the next key takes away.
    sure: Option<Uuid>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Technique(Id),
    Routine(Named),
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LibraryView {
    search: String,
    typing: bool,
    filters: String,
    count: String,
    rows: Vec<(String, String)>,
    cursor: usize,
    nothing: Option<String>,
    aside: Doc,
    portrait: Option<Portrait>,
}

const GOALS: [Goal; 4] = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown];

impl State {
    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        if self.typing {
            Place::Typing
        } else {
            Place::Library
        }
    }

    /// Whether an action does something now.
    pub(crate) fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Filter(Filter::Clear) => self.filtered() || !self.input.value().is_empty(),
            Action::Keep | Action::Remove => {
                matches!(
                    self.found.get(self.cursor),
                    Some(Found::Routine(Named::Own(_)))
                )
            }
            _ => true,
        }
    }

    /// Takes what is typed.
    pub(crate) fn edit(&mut self, request: InputRequest, ctx: Ctx<'_>) {
        self.input.handle(request);
        self.search(ctx);
    }

    /// Finds what the words and filters ask for.
    pub(crate) fn search(&mut self, ctx: Ctx<'_>) {
        let words = self.input.value().split_whitespace();
        self.query.words = words.map(str::to_owned).collect();
        // The filters come from the vocabulary, so none of them is unknown.
        let mut found: Vec<(String, Found)> = Vec::new();
        for one in techniques(ctx.library, &self.query).unwrap_or_default() {
            found.push((
                one.name.to_lowercase(),
                Found::Technique(one.id.value.clone()),
            ));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let mut after: Vec<(String, Found)> = Vec::new();
        for one in routines(ctx.library, &self.query).unwrap_or_default() {
            after.push((
                one.name.to_lowercase(),
                Found::Routine(Named::Written(one.id.value.clone())),
            ));
        }
        after.sort_by(|a, b| a.0.cmp(&b.0));
        found.extend(after);
        let own = self.own(ctx).map(|one| Found::Routine(Named::Own(one.id)));
        self.found = own.chain(found.into_iter().map(|(_, one)| one)).collect();
        self.cursor = 0;
        self.ready = true;
        self.look(ctx);
    }

    /// Makes the list where there is none yet, or where it may be another by now.
    pub(crate) fn enter(&mut self, ctx: Ctx<'_>) {
        let shown = self.found.iter().filter_map(|one| match one {
            Found::Routine(Named::Own(id)) => Some(*id),
            _ => None,
        });
        if !self.ready || !shown.eq(self.own(ctx).map(|one| one.id)) {
            let cursor = self.cursor;
            self.search(ctx);
            self.cursor = cursor.min(self.found.len().saturating_sub(1));
            self.look(ctx);
        }
    }

    /// The routines of the person's own that fit the words; a filter is about content, and leaves none.
    fn own<'c>(&self, ctx: Ctx<'c>) -> impl Iterator<Item = &'c SavedRoutine> {
        let filtered = self.filtered();
        let words: Vec<String> = self
            .query
            .words
            .iter()
            .map(|one| one.to_lowercase())
            .collect();
        let own = ctx.known.map_or(&[][..], |known| &known.own);
        own.iter().filter(move |one| {
            let name = format!("my routine {}", one.routine.name.to_lowercase());
            !filtered && words.iter().all(|word| name.contains(word))
        })
    }

    fn filtered(&self) -> bool {
        let only_words = Query {
            words: self.query.words.clone(),
            ..Query::default()
        };
        self.query != only_words
    }

    /// The routine of the person's own that the cursor is on.
    fn chosen<'c>(&self, ctx: Ctx<'c>) -> Option<&'c SavedRoutine> {
        let Some(Found::Routine(Named::Own(id))) = self.found.get(self.cursor) else {
            return None;
        };
        let own = ctx.known.map_or(&[][..], |known| &known.own);
        own.iter().find(|one| one.id == *id)
    }

    fn look(&mut self, ctx: Ctx<'_>) {
        self.portrait = match self.found.get(self.cursor) {
            Some(Found::Technique(id)) => Portrait::of(ctx.library, id.as_str()),
            _ => None,
        };
    }

    /// The techniques of the list, to go from page to page.
    pub(crate) fn techniques(&self) -> Vec<Id> {
        let ids = self.found.iter().filter_map(|one| match one {
            Found::Technique(id) => Some(id.clone()),
            Found::Routine(_) => None,
        });
        ids.collect()
    }

    /// Does what is asked; a routine that is to be planned.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let sure = self.sure.take();
        if step(&mut self.cursor, action, self.found.len(), ctx.size.1) {
            return self.look(ctx);
        }
        match action {
            Action::Keep => {
                if let (Some(one), Some(known)) = (self.chosen(ctx), ctx.known) {
                    let naming = Naming::new(&one.routine.name, Some(one.id), &known.own);
                    out.go(Go::Name(Box::new(naming)));
                }
            }
            Action::Called(name) => {
                if let Some(one) = self.chosen(ctx) {
                    out.effect(Effect::Work(Job::Rename {
                        own: one.id,
                        name: name.clone(),
                    }));
                }
            }
            Action::Remove => {
                let Some(one) = self.chosen(ctx) else { return };
                if sure == Some(one.id) {
                    out.effect(Effect::Work(Job::Remove(one.id)));
                } else {
                    self.sure = Some(one.id);
                    out.say(format!("x once more takes \"{}\" away.", one.routine.name));
                }
            }
            Action::Search => self.typing = true,
            Action::Back if self.typing => self.typing = false,
            Action::Back => out.go(Go::Back),
            Action::Choose | Action::Right => self.open(out),
            Action::Select(at) => {
                self.cursor = *at;
                self.look(ctx);
                self.open(out);
            }
            Action::Filter(filter) => self.filter(*filter, ctx),
            _ => {}
        }
    }

    fn open(&mut self, out: &mut Out) {
        self.typing = false;
        match self.found.get(self.cursor) {
            Some(Found::Technique(id)) => out.go(Go::Technique(id.clone())),
            Some(Found::Routine(named)) => out.go(Go::Routine(named.clone())),
            None => {}
        }
    }

    fn filter(&mut self, filter: Filter, ctx: Ctx<'_>) {
        let words = ctx.library.vocabulary();
        let ids = |all: Vec<&Id>| -> Vec<String> { all.iter().map(|id| id.to_string()).collect() };
        let query = &mut self.query;
        match filter {
            Filter::Area => {
                let all = words.areas.iter().map(|one| &one.id.value).collect();
                query.area = next(&ids(all), query.area.as_ref());
            }
            Filter::Position => {
                let all = ["standing", "seated", "floor"].map(str::to_owned);
                query.position = next(&all, query.position.as_ref());
            }
            Filter::Equipment => {
                let all = words.equipment.iter().map(|one| &one.id.value).collect();
                let mut all = ids(all);
                all.insert(0, "none".to_owned());
                query.equipment = next(&all, query.equipment.as_ref());
            }
            Filter::Goal => {
                query.goal = match query.goal {
                    None => GOALS.first().copied(),
                    Some(goal) => {
                        let at = GOALS.iter().position(|one| *one == goal);
                        at.and_then(|at| GOALS.get(at + 1)).copied()
                    }
                };
            }
            Filter::Clear => {
                *query = Query::default();
                self.input.reset();
            }
        }
        self.search(ctx);
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> LibraryView {
        let library = ctx.library;
        let query = &self.query;
        let mut filters: Vec<String> = Vec::new();
        filters.extend(query.area.as_ref().map(|one| format!("area {one}")));
        filters.extend(query.position.as_ref().map(|one| format!("place {one}")));
        filters.extend(
            query
                .equipment
                .as_ref()
                .map(|one| format!("equipment {one}")),
        );
        filters.extend(query.goal.map(|one| format!("goal {}", one.word())));
        let rows = self.found.iter().map(|one| match one {
            Found::Technique(id) => library.technique(id.as_str()).map_or_else(
                || (id.to_string(), String::new()),
                |one| (one.name.to_string(), one.purpose.to_string()),
            ),
            Found::Routine(Named::Own(id)) => {
                let own = ctx.known.iter().flat_map(|known| &known.own);
                let one = own.into_iter().find(|one| one.id == *id);
                one.map_or_else(<(String, String)>::default, |one| {
                    let routine = &one.routine;
                    let ms = u64::from(routine.seconds(library)) * 1000;
                    let items = counted(routine.items.len() as u64, "technique");
                    (
                        format!("Mine: {}", routine.name),
                        format!("{}, {items}", length(ms)),
                    )
                })
            }
            Found::Routine(Named::Written(id)) => library.routine(id.as_str()).map_or_else(
                || (id.to_string(), String::new()),
                |one| {
                    (
                        format!("Routine: {}", one.name.value),
                        one.purpose.to_string(),
                    )
                },
            ),
        });
        let nothing = self.found.is_empty().then(|| {
            let near = query.words.last().and_then(|word| near_miss(library, word));
            near.map_or_else(
                || "Nothing is found; fewer words or filters find more.".to_owned(),
                |word| format!("Nothing is found; did you mean \"{word}\"?"),
            )
        });
        let mut aside = Doc::new();
        if let Some(Found::Technique(id)) = self.found.get(self.cursor)
            && let Some(one) = library.technique(id.as_str())
        {
            aside
                .say(&one.name.value, Role::Strong)
                .para(&one.purpose.value);
        }
        LibraryView {
            search: self.input.value().to_owned(),
            typing: self.typing,
            filters: filters.join(", "),
            count: counted(self.found.len() as u64, "result"),
            rows: rows.collect(),
            cursor: self.cursor,
            nothing,
            aside,
            portrait: self.portrait.clone(),
        }
    }
}

/// The one after `now`; none after the last.
fn next(all: &[String], now: Option<&String>) -> Option<String> {
    match now {
        None => all.first().cloned(),
        Some(now) => {
            let at = all.iter().position(|one| one == now)?;
            all.get(at + 1).cloned()
        }
    }
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &LibraryView) {
    let (head, rest) = above(area, 1);
    let mut x = canvas.text(head, 0, 0, "/ ", Role::Key);
    let role = if view.typing {
        Role::Accent
    } else {
        Role::Text
    };
    let shown = if view.search.is_empty() && !view.typing {
        "name, muscle, cause, equipment"
    } else {
        &view.search
    };
    let role = if view.search.is_empty() {
        Role::Faint
    } else {
        role
    };
    x += canvas.text(head, x, 0, shown, role);
    if view.typing {
        canvas.text(head, x, 0, "_", Role::Accent);
    }
    canvas.hit_row(head, 0, Action::Search);
    let said = if view.filters.is_empty() {
        view.count.clone()
    } else {
        format!("{}; {}", view.filters, view.count)
    };
    let said = cut(&said, usize::from(head.width.saturating_sub(x + 3)));
    canvas.text(
        head,
        head.width.saturating_sub(width(&said)),
        0,
        &said,
        Role::Faint,
    );
    if let Some(nothing) = &view.nothing {
        canvas.text(
            rest,
            0,
            1.min(rest.height.saturating_sub(1)),
            nothing,
            Role::Warn,
        );
        return;
    }
    let wide = rest.width >= 100 && rest.height >= 12;
    let (list, aside) = if wide {
        beside(rest, rest.width * 3 / 5)
    } else {
        beside(rest, rest.width)
    };
    let top = follow(view.cursor, view.rows.len(), list.height);
    let names = view
        .rows
        .iter()
        .map(|(name, _)| width(name))
        .max()
        .unwrap_or(0);
    for y in 0..list.height {
        let at = top + usize::from(y);
        let Some((name, purpose)) = view.rows.get(at) else {
            break;
        };
        let room = list.width.saturating_sub(1);
        canvas.text(list, 0, y, &cut(name, room.into()), Role::Text);
        if list.width > names + 20 {
            let says = cut(purpose, usize::from(room.saturating_sub(names + 2)));
            canvas.text(list, names + 2, y, &says, Role::Faint);
        }
        if at == view.cursor {
            canvas.cursor(list, y);
        }
        canvas.hit_row(list, y, Action::Select(at));
    }
    if wide {
        let aside = Rect::new(
            aside.x + 2,
            aside.y,
            aside.width.saturating_sub(2),
            aside.height,
        );
        let rows = view.aside.rows(aside.width);
        let count = u16::try_from(rows.len()).unwrap_or(0);
        let (text, picture) = above(aside, count);
        canvas.rows(text, &rows, 0);
        if let Some(portrait) = &view.portrait {
            figure(canvas, picture, portrait);
        }
    }
}
