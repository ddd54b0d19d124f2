//! The whole picture: tabs, the screen, what lies over it, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{App, At};
use crate::action::{Action, Tab};
use crate::draw::{Canvas, Hit, to_ascii, width, wrapped};
use crate::keys::Binding;
use crate::over::{self, OverView};
use crate::screens::{
    after, check, guides, library, plan, player, profile, progress, ready, technique, today,
};
use crate::theme::{Role, Theme};

/// The least columns and rows that there is a layout for.
const LEAST: (u16, u16) = (40, 12);

/// What the whole program shows.
#[derive(Debug, Clone)]
pub struct AppView {
    tab: Option<Tab>,
    body: Body,
    notice: Option<String>,
    over: Option<OverView>,
    keys: Vec<&'static Binding>,
    theme: Theme,
}

/// What the screen shows.
#[derive(Debug, Clone)]
enum Body {
    Nothing,
    Today(today::TodayView),
    Check(check::CheckView),
    Plan(Box<plan::PlanView>),
    Ready(ready::ReadyView),
    Player(Box<player::PlayerView>),
    After(after::AfterView),
    Library(library::LibraryView),
    Technique(technique::TechniqueView),
    Guides(guides::GuidesView),
    Progress(progress::ProgressView),
    Profile(profile::ProfileView),
}

impl App {
    fn shown_tab(&self) -> Option<Tab> {
        match &self.at {
            At::Tab(tab) => Some(*tab),
            At::Technique(_) => Some(Tab::Library),
            At::Guide(_) => Some(Tab::Guides),
            At::Check | At::Ready | At::Player | At::After => None,
        }
    }

    /// The screen's part of the terminal.
    pub(super) fn body(&self) -> Rect {
        body(
            Rect::new(0, 0, self.size.0, self.size.1),
            self.shown_tab().is_some(),
        )
    }

    /// What is shown now.
    #[must_use]
    pub fn view(&self) -> AppView {
        let ctx = self.ctx();
        let body = match &self.at {
            At::Tab(Tab::Today) => Some(Body::Today(self.today.view(ctx))),
            At::Tab(Tab::Plan) => Some(Body::Plan(Box::new(self.plan.view(ctx)))),
            At::Tab(Tab::Library) => Some(Body::Library(self.found.view(ctx))),
            At::Tab(Tab::Guides) | At::Guide(_) => Some(Body::Guides(self.guides.view(ctx))),
            At::Tab(Tab::Progress) => Some(Body::Progress(self.progress.view(ctx))),
            At::Tab(Tab::Profile) => Some(Body::Profile(self.profile.view(ctx))),
            At::Check => self.check.as_ref().map(|one| Body::Check(one.view(ctx))),
            At::Ready => self.ready.as_ref().map(|one| Body::Ready(one.view(ctx))),
            At::Player => {
                let view = self.play.as_ref().and_then(|one| one.view(ctx));
                view.map(|view| Body::Player(Box::new(view)))
            }
            At::After => self.after.as_ref().map(|one| Body::After(one.view(ctx))),
            At::Technique(_) => self.page.as_ref().map(|one| Body::Technique(one.view(ctx))),
        };
        let place = self.place();
        let mut keys: Vec<&'static Binding> = Vec::new();
        for one in place.bindings() {
            let hidden = keys.iter().any(|known| known.action == one.action);
            if !one.short.is_empty() && !hidden && (self.over.is_some() || self.offers(&one.action))
            {
                keys.push(one);
            }
        }
        AppView {
            tab: self.shown_tab(),
            body: body.unwrap_or(Body::Nothing),
            notice: self.notice.as_ref().map(|(says, _)| says.clone()),
            over: self.over.as_ref().map(crate::over::Over::view),
            keys,
            theme: self.theme,
        }
    }

    /// Draws what is shown now, and remembers what can be clicked.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer) {
        let view = self.view();
        self.hits = view.draw(area, buffer);
    }
}

/// The part between the tabs and the keys.
fn body(area: Rect, tabs: bool) -> Rect {
    let top = match (tabs, area.height) {
        (false, _) => 0,
        (true, 0..20) => 1,
        (true, _) => 2,
    };
    let bottom = if area.height >= 20 { 2 } else { 1 };
    let side = u16::from(area.width >= 60);
    Rect::new(
        area.x + side,
        area.y + top,
        area.width.saturating_sub(2 * side),
        area.height.saturating_sub(top + bottom),
    )
}

impl AppView {
    /// Draws it; what can be clicked.
    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Vec<(Rect, Hit)> {
        let mut hits = Vec::new();
        let mut canvas = Canvas {
            buffer,
            theme: self.theme,
            hits: &mut hits,
        };
        canvas.fill(area, Role::Text);
        if area.width < LEAST.0 || area.height < LEAST.1 {
            let says = format!("This needs {} columns and {} rows.", LEAST.0, LEAST.1);
            for (y, row) in (0u16..).zip(wrapped(&says, area.width)) {
                canvas.text(area, 0, y, &row, Role::Warn);
            }
            // The stop key is told whatever the size.
            let last = area.height.saturating_sub(1);
            self.keys(&mut canvas, Rect::new(area.x, area.y + last, area.width, 1));
            if self.theme.unicode {
                return hits;
            }
            to_ascii(buffer);
            return hits;
        }
        if let Some(tab) = self.tab {
            tabs(&mut canvas, area, tab);
        }
        let inner = body(area, self.tab.is_some());
        match &self.body {
            Body::Nothing => {}
            Body::Today(view) => today::draw(&mut canvas, inner, view),
            Body::Check(view) => check::draw(&mut canvas, inner, view),
            Body::Plan(view) => plan::draw(&mut canvas, inner, view),
            Body::Ready(view) => ready::draw(&mut canvas, inner, view),
            Body::Player(view) => player::draw(&mut canvas, inner, view),
            Body::After(view) => after::draw(&mut canvas, inner, view),
            Body::Library(view) => library::draw(&mut canvas, inner, view),
            Body::Technique(view) => technique::draw(&mut canvas, inner, view),
            Body::Guides(view) => guides::draw(&mut canvas, inner, view),
            Body::Progress(view) => progress::draw(&mut canvas, inner, view),
            Body::Profile(view) => profile::draw(&mut canvas, inner, view),
        }
        let last = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        if let Some(says) = &self.notice {
            let rows = wrapped(says, inner.width);
            let count = u16::try_from(rows.len()).unwrap_or(1).min(inner.height);
            let top = last.y - count;
            let place = Rect::new(area.x, top, area.width, count);
            canvas.fill(place, Role::Text);
            for (y, row) in (0..count).zip(&rows) {
                canvas.text(place, inner.x, y, row, Role::Warn);
            }
        }
        if let Some(over) = &self.over {
            // What lies below cannot be clicked through it.
            canvas.hits.clear();
            let room = Rect::new(area.x, area.y, area.width, area.height - 1);
            over::draw(&mut canvas, room, over);
        }
        self.keys(&mut canvas, last);
        if !self.theme.unicode {
            to_ascii(buffer);
        }
        hits
    }

    /// The keys that do something here: as many as there is room for, the first one and the help always.
    fn keys(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let needs = |one: &Binding| width(one.label) + 1 + width(one.short) + 2;
        let mut left = area.width.saturating_sub(1);
        let help = self.keys.iter().position(|one| one.action == Action::Help);
        let help_needs = help
            .and_then(|at| self.keys.get(at))
            .map_or(0, |one| needs(one));
        left = left.saturating_sub(help_needs);
        let mut shown = Vec::new();
        for (at, one) in self.keys.iter().enumerate() {
            if Some(at) == help {
                shown.push(*one);
                continue;
            }
            if needs(one) > left {
                continue;
            }
            left -= needs(one);
            shown.push(*one);
        }
        let mut x = u16::from(area.width >= 60);
        for one in shown {
            let from = x;
            let stops = one.action == Action::Stop;
            let role = if stops { Role::AlarmGround } else { Role::Key };
            x += canvas.text(area, x, 0, one.label, role);
            x += canvas.text(area, x, 0, " ", if stops { role } else { Role::Text });
            let says = if stops { role } else { Role::Faint };
            x += canvas.text(area, x, 0, one.short, says);
            let place = Rect::new(area.x + from, area.y, x - from, 1);
            canvas.hit(place, one.action.clone());
            x += 2;
        }
    }
}

fn tabs(canvas: &mut Canvas<'_>, area: Rect, shown: Tab) {
    let row = Rect::new(area.x, area.y, area.width, 1);
    let wide = area.width >= 78;
    let mut x = u16::from(area.width >= 60);
    if wide {
        x += canvas.text(row, x, 0, "unhunch", Role::Strong) + 2;
    }
    for (number, tab) in (1..).zip(Tab::ALL) {
        let from = x;
        let name = if area.width >= 60 || tab == shown {
            format!(" {number} {} ", tab.name())
        } else {
            format!(" {number} ")
        };
        let role = if tab == shown {
            Role::Cursor
        } else {
            Role::Faint
        };
        x += canvas.text(row, x, 0, &name, role);
        canvas.hit(Rect::new(row.x + from, row.y, x - from, 1), Action::Go(tab));
    }
}
