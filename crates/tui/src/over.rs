//! What can lie over any screen: what the keys do, the command palette, and news that must be read.

use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};
use unhunch_core::journal::SavedRoutine;
use uuid::Uuid;

use crate::action::{Action, Tab};
use crate::draw::{Canvas, Doc, centered, cut, follow};
use crate::keys::{Binding, Place};
use crate::screens::{Ctx, capital, scroll, step};
use crate::theme::Role;
use crate::work::Named;

/// What lies over the screen.
#[derive(Debug)]
pub(crate) enum Over {
    /// What the keys do.
    Help { doc: Doc, scroll: usize },
    /// The command palette.
    Palette(Box<Palette>),
    /// Something that must be read.
    Says { doc: Doc, scroll: usize },
    /// A name that is typed.
    Name(Box<Naming>),
}

/// A name that is typed for a routine of one's own.
#[derive(Debug)]
pub(crate) struct Naming {
    input: Input,
    /// The routine that gets another name; none for a new one.
    own: Option<Uuid>,
    /// The routines that have names already.
    others: Vec<SavedRoutine>,
    /// What is wrong with what was typed.
    wrong: Option<String>,
}

impl Naming {
    /// Asks for the name of a new routine, or for another one of one's own.
    pub(crate) fn new(name: &str, own: Option<Uuid>, others: &[SavedRoutine]) -> Self {
        Self {
            input: Input::new(name.to_owned()),
            own,
            others: others.to_vec(),
            wrong: None,
        }
    }

    fn act(&mut self, action: &Action) -> Next {
        match action {
            Action::Back => Next::Close,
            Action::Choose => {
                match SavedRoutine::name(self.input.value(), &self.others, self.own) {
                    Ok(name) => Next::Do(Action::Called(name)),
                    Err(bad) => {
                        self.wrong = Some(format!("{}.", capital(&bad.to_string())));
                        Next::Stay
                    }
                }
            }
            _ => Next::Stay,
        }
    }

    fn doc(&self) -> Doc {
        let mut doc = Doc::new();
        let asks = if self.own.is_some() {
            "What is it called from now on?"
        } else {
            "What is your routine called?"
        };
        doc.say(asks, Role::Strong).gap();
        doc.say(&format!("{}_", self.input.value()), Role::Accent);
        if let Some(wrong) = &self.wrong {
            doc.gap().say(wrong, Role::Warn);
        }
        doc
    }
}

/// The command palette.
#[derive(Debug)]
pub(crate) struct Palette {
    input: Input,
    all: Vec<(String, String, Action)>,
    found: Vec<usize>,
    cursor: usize,
}

/// What it shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OverView {
    /// A text in a box.
    Text {
        /// What the box is called.
        title: &'static str,
        /// What it says.
        doc: Doc,
        /// The first row.
        scroll: usize,
    },
    /// A list that is searched.
    List {
        /// What was typed.
        typed: String,
        /// What is found, and its key.
        rows: Vec<(String, String)>,
        /// Where the cursor is.
        cursor: usize,
    },
}

/// What comes of an action.
pub(crate) enum Next {
    /// It stays.
    Stay,
    /// It goes away.
    Close,
    /// It goes away, and this is done.
    Do(Action),
}

impl Over {
    /// What the keys do at a place.
    pub(crate) fn help(place: Place, offers: impl Fn(&Action) -> bool) -> Self {
        let mut doc = Doc::new();
        let mut bindings: Vec<&Binding> = Vec::new();
        for one in place.bindings() {
            let hidden = bindings.iter().any(|known| known.action == one.action);
            if !hidden
                && offers(&one.action)
                && place.action(one.strokes[0]).as_ref() == Some(&one.action)
            {
                bindings.push(one);
            }
        }
        for one in bindings {
            doc.item(&format!("{:<10}", one.label), one.says);
        }
        Self::Help { doc, scroll: 0 }
    }

    /// Something that must be read.
    pub(crate) fn says(text: &str) -> Self {
        let mut doc = Doc::new();
        doc.say(text, Role::Strong).gap();
        doc.say("Esc closes this.", Role::Faint);
        Self::Says { doc, scroll: 0 }
    }

    /// The command palette at a place.
    pub(crate) fn palette(place: Place, ctx: Ctx<'_>, offers: impl Fn(&Action) -> bool) -> Self {
        let library = ctx.library;
        let mut all: Vec<(String, String, Action)> = Vec::new();
        for one in place.bindings() {
            let moves = one.short.is_empty() && !matches!(one.action, Action::Redraw);
            let known = all.iter().any(|(_, _, action)| *action == one.action);
            if !moves && !known && offers(&one.action) && one.action != Action::Palette {
                all.push((capital(one.says), one.label.to_owned(), one.action.clone()));
            }
        }
        for tab in Tab::ALL {
            all.push((
                format!("Go to {}", tab.name()),
                String::new(),
                Action::Go(tab),
            ));
        }
        for one in ctx.known.iter().flat_map(|known| &known.own) {
            all.push((
                format!("Play {}", one.routine.name),
                "your routine".to_owned(),
                Action::Routine(Named::Own(one.id)),
            ));
        }
        for one in library.routines() {
            let id = one.id.value.clone();
            all.push((
                format!("Play {}", one.name.value),
                "routine".to_owned(),
                Action::Routine(Named::Written(id)),
            ));
        }
        for one in library.techniques() {
            let id = one.id.value.clone();
            all.push((
                one.name.to_string(),
                "technique".to_owned(),
                Action::Technique(id),
            ));
        }
        for one in library.guides() {
            let id = one.front.id.value.clone();
            let title = one.front.title.to_string();
            all.push((title, "guide".to_owned(), Action::Guide(id)));
        }
        let found = (0..all.len()).collect();
        Self::Palette(Box::new(Palette {
            input: Input::default(),
            all,
            found,
            cursor: 0,
        }))
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Help { .. } | Self::Says { .. } => Place::Help,
            Self::Palette(_) => Place::Typing,
            Self::Name(_) => Place::Text,
        }
    }

    /// Takes what is typed.
    pub(crate) fn edit(&mut self, request: InputRequest) {
        let palette = match self {
            Self::Palette(palette) => palette,
            Self::Name(naming) => {
                naming.wrong = None;
                naming.input.handle(request);
                return;
            }
            Self::Help { .. } | Self::Says { .. } => return,
        };
        palette.input.handle(request);
        let words: Vec<String> = palette
            .input
            .value()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let fits = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        palette.found = (0..palette.all.len())
            .filter(|at| palette.all.get(*at).is_some_and(|(name, ..)| fits(name)))
            .collect();
        palette.cursor = 0;
    }

    /// What comes of an action.
    pub(crate) fn act(&mut self, action: &Action, size: (u16, u16)) -> Next {
        match self {
            Self::Help { doc, scroll: top } | Self::Says { doc, scroll: top } => {
                let (columns, rows) = room(size);
                let count = doc.rows(columns).len();
                if scroll(top, action, count, rows) {
                    return Next::Stay;
                }
                match action {
                    Action::Back => Next::Close,
                    Action::Stop => Next::Do(Action::Stop),
                    _ => Next::Stay,
                }
            }
            Self::Name(naming) => naming.act(action),
            Self::Palette(palette) => {
                let count = palette.found.len();
                if step(&mut palette.cursor, action, count, size.1 / 2) {
                    return Next::Stay;
                }
                let at = match action {
                    Action::Back => return Next::Close,
                    Action::Choose => palette.cursor,
                    Action::Select(at) => *at,
                    _ => return Next::Stay,
                };
                let chosen = palette.found.get(at).and_then(|at| palette.all.get(*at));
                chosen.map_or(Next::Stay, |(_, _, action)| Next::Do(action.clone()))
            }
        }
    }

    /// What it shows.
    pub(crate) fn view(&self) -> OverView {
        match self {
            Self::Help { doc, scroll } => OverView::Text {
                title: "Keys",
                doc: doc.clone(),
                scroll: *scroll,
            },
            Self::Says { doc, scroll } => OverView::Text {
                title: "",
                doc: doc.clone(),
                scroll: *scroll,
            },
            Self::Name(naming) => OverView::Text {
                title: "Your routine",
                doc: naming.doc(),
                scroll: 0,
            },
            Self::Palette(palette) => OverView::List {
                typed: palette.input.value().to_owned(),
                rows: palette
                    .found
                    .iter()
                    .filter_map(|at| palette.all.get(*at))
                    .map(|(name, label, _)| (name.clone(), label.clone()))
                    .collect(),
                cursor: palette.cursor,
            },
        }
    }
}

/// Columns and rows of the text in a box.
fn room(size: (u16, u16)) -> (u16, u16) {
    (
        size.0.saturating_sub(4).min(66),
        size.1.saturating_sub(2).max(1),
    )
}

/// Draws it.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &OverView) {
    match view {
        OverView::Text { title, doc, scroll } => {
            let (columns, most) = room((area.width, area.height));
            let rows = doc.rows(columns);
            let count = u16::try_from(rows.len()).unwrap_or(most).min(most);
            let place = centered(area, columns + 4, count + 2);
            canvas.fill(place, Role::Text);
            let inner = canvas.frame(place, title, true);
            canvas.rows(inner, &rows, *scroll);
        }
        OverView::List {
            typed,
            rows,
            cursor,
        } => {
            let place = centered(area, 72, area.height.saturating_sub(2).clamp(4, 20));
            canvas.fill(place, Role::Text);
            let inner = canvas.frame(place, "Commands", true);
            let x = canvas.text(inner, 0, 0, "> ", Role::Key);
            let x = x + canvas.text(inner, x, 0, typed, Role::Strong);
            canvas.text(inner, x, 0, "_", Role::Accent);
            let list = Rect::new(
                inner.x,
                inner.y + 1,
                inner.width,
                inner.height.saturating_sub(1),
            );
            let top = follow(*cursor, rows.len(), list.height);
            for y in 0..list.height {
                let at = top + usize::from(y);
                let Some((name, label)) = rows.get(at) else {
                    break;
                };
                let right = crate::draw::width(label);
                let room = list.width.saturating_sub(right + 1);
                canvas.text(list, 0, y, &cut(name, room.into()), Role::Text);
                canvas.text(
                    list,
                    list.width.saturating_sub(right),
                    y,
                    label,
                    Role::Faint,
                );
                if at == *cursor {
                    canvas.cursor(list, y);
                }
                canvas.hit_row(list, y, Action::Select(at));
            }
        }
    }
}
