//! The whole program without a terminal, a clock or a journal: events in, effects out, and a picture.

mod picture;

use std::time::Duration;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};
use tui_input::InputRequest;
use unhunch_core::content::{Id, Library};
use unhunch_core::player::{self, Millis};

use crate::action::{Action, Tab};
use crate::draw::Hit;
use crate::keys::{Place, Stroke};
use crate::over::{Next, Over};
use crate::screens::{
    Ctx, Go, Out, after, check, guides, library, plan, player as playing, profile, progress, ready,
    technique, today,
};
use crate::theme::{Choice, Ground, Theme};
use crate::work::{Job, Known, Message, Slot};

/// How long something that is said for a moment stands, in ms.
const NOTICE_MS: Millis = 5_000;

/// Something that comes in.
#[derive(Debug)]
pub enum Event {
    /// A key, and the sign that it types.
    Key(Stroke, Option<char>),
    /// A key that edits what is typed.
    Edit(KeyCode),
    /// What is asked for, by whatever means.
    Do(Action),
    /// A click at a column and a row.
    Click(u16, u16),
    /// The wheel: down or up.
    Wheel(bool),
    /// The terminal has so many columns and rows.
    Resize(u16, u16),
    /// The worker has something to say.
    Message(Message),
    /// Time has passed.
    Tick,
    /// The program is told to end, or nobody is at the terminal any more.
    End,
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// A job for the worker.
    Work(Job),
    /// Ring the bell.
    Ring,
    /// Speak what events say, where the voice is on.
    Hear(Vec<player::Event>),
    /// Switch the voice on or off.
    Voice(bool),
    /// Keep the choice of light and dark from here on.
    Theme(Choice),
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal back until the process goes on.
    Suspend,
    /// Leave the program.
    Quit,
}

/// Where one is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    Tab(Tab),
    Check,
    Ready,
    Player,
    After,
    Technique(Id),
    Guide(Id),
}

/// The program.
#[derive(Debug)]
pub struct App {
    library: &'static Library,
    theme: Theme,
    /// Light or dark, as the terminal says.
    told: Ground,
    size: (u16, u16),
    now: Millis,
    known: Option<Box<Known>>,
    at: At,
    back: Vec<At>,
    today: today::State,
    plan: plan::State,
    found: library::State,
    guides: guides::State,
    progress: progress::State,
    profile: profile::State,
    check: Option<check::State>,
    ready: Option<ready::State>,
    play: Option<playing::State>,
    after: Option<after::State>,
    page: Option<technique::State>,
    over: Option<Over>,
    notice: Option<(String, Millis)>,
    plans: u64,
    hits: Vec<(Rect, Hit)>,
}

impl App {
    /// The program as it starts, and what is to be done first.
    #[must_use]
    pub fn new(
        library: &'static Library,
        theme: Theme,
        choice: Choice,
        size: (u16, u16),
    ) -> (Self, Vec<Effect>) {
        let told = theme.ground;
        let app = Self {
            library,
            theme: Theme {
                ground: choice.ground(told),
                ..theme
            },
            told,
            size,
            now: 0,
            known: None,
            at: At::Tab(Tab::Today),
            back: Vec::new(),
            today: today::State::default(),
            plan: plan::State::default(),
            found: library::State::default(),
            guides: guides::State::default(),
            progress: progress::State::default(),
            profile: profile::State::new(choice),
            check: None,
            ready: None,
            play: None,
            after: None,
            page: None,
            over: None,
            notice: None,
            plans: 0,
            hits: Vec::new(),
        };
        (app, vec![Effect::Work(Job::Refresh)])
    }

    /// How things look now.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// Whether a session is being played.
    #[must_use]
    pub fn plays(&self) -> bool {
        self.at == At::Player
    }

    /// Says something for a moment.
    pub fn note(&mut self, says: &str, now: Millis) {
        self.notice = Some((says.to_owned(), now));
    }

    /// The person's day, as far as it is known.
    #[must_use]
    pub fn today(&self) -> Option<jiff::civil::Date> {
        self.known.as_ref().map(|known| known.today)
    }

    /// How long nothing has to be done, if nothing comes in; none for as long as it takes.
    #[must_use]
    pub fn wait(&self, now: Millis) -> Option<Duration> {
        let notice = self.notice.as_ref().map(|(_, since)| {
            Duration::from_millis((since + NOTICE_MS).saturating_sub(now).max(1))
        });
        let play = match &self.play {
            Some(play) if self.at == At::Player => play.wait(now),
            _ => None,
        };
        let frame = Duration::from_millis(playing::FRAME_MS);
        let moves = self.over.is_none()
            && matches!(self.at, At::Technique(_))
            && self
                .page
                .as_ref()
                .is_some_and(|page| page.moves(self.ctx()));
        [notice, play, moves.then_some(frame)]
            .into_iter()
            .flatten()
            .min()
    }

    /// Takes something in at a time; what is to be done about it.
    pub fn handle(&mut self, event: Event, now: Millis) -> Vec<Effect> {
        self.now = self.now.max(now);
        if self
            .notice
            .as_ref()
            .is_some_and(|(_, since)| self.now >= since + NOTICE_MS)
        {
            self.notice = None;
        }
        let mut out = Out::default();
        match event {
            Event::Key(stroke, typed) => self.key(stroke, typed, &mut out),
            Event::Edit(code) => self.edit(code),
            Event::Do(action) => self.act(&action, &mut out),
            Event::Click(column, row) => self.click(column, row, &mut out),
            Event::Wheel(down) => {
                let action = if down { Action::Down } else { Action::Up };
                self.act(&action, &mut out);
            }
            Event::Resize(columns, rows) => self.size = (columns, rows),
            Event::Message(message) => self.message(message, &mut out),
            Event::Tick => {}
            Event::End => self.end(&mut out),
        }
        self.settle(&mut out);
        let mut effects = out.effects;
        if effects.iter().any(|one| matches!(one, Effect::Quit)) {
            let rating = self.after.as_mut().and_then(after::State::rating);
            effects.splice(0..0, rating.map(Effect::Work));
        }
        effects
    }

    fn ctx(&self) -> Ctx<'_> {
        ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        )
    }

    /// Where the keys are.
    #[must_use]
    pub fn place(&self) -> Place {
        if let Some(over) = &self.over {
            return over.place();
        }
        match &self.at {
            At::Tab(Tab::Today) => Place::Today,
            At::Tab(Tab::Plan) => self.plan.place(),
            At::Tab(Tab::Library) => self.found.place(),
            At::Tab(Tab::Guides) | At::Guide(_) => self.guides.place(),
            At::Tab(Tab::Progress) => Place::Progress,
            At::Tab(Tab::Profile) => self.profile.place(),
            At::Check => self
                .check
                .as_ref()
                .map_or(Place::Today, check::State::place),
            At::Ready => Place::Ready,
            At::Player => self
                .play
                .as_ref()
                .map_or(Place::Today, playing::State::place),
            At::After => self
                .after
                .as_ref()
                .map_or(Place::Today, after::State::place),
            At::Technique(_) => Place::Technique,
        }
    }

    /// Whether an action does something here and now; what does not is not shown.
    fn offers(&self, action: &Action) -> bool {
        let open = self
            .known
            .as_ref()
            .is_some_and(|known| known.broken_off.is_some());
        match (&self.at, action) {
            (_, Action::Suspend) => cfg!(unix),
            (At::Tab(Tab::Today), Action::Resume | Action::Discard) => open,
            (At::Tab(Tab::Plan), action) => self.plan.offers(action),
            (At::Tab(Tab::Library), action) => self.found.offers(action),
            (At::Check, Action::Retry) => self.check.as_ref().is_some_and(check::State::failed),
            (At::After, Action::Retry) => false,
            (At::Player, action) => self.play.as_ref().is_some_and(|play| play.offers(action)),
            _ => true,
        }
    }

    fn key(&mut self, stroke: Stroke, typed: Option<char>, out: &mut Out) {
        let place = self.place();
        match (place.action(stroke), typed) {
            (Some(action), _) => self.act(&action, out),
            (None, Some(sign)) if place.types() => self.insert(InputRequest::InsertChar(sign)),
            (None, _) if place.types() => {}
            (None, _) => {
                if !matches!(self.at, At::Check) {
                    out.say("That key does nothing here; ? shows the keys.");
                }
            }
        }
    }

    fn edit(&mut self, code: KeyCode) {
        let request = match code {
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return,
        };
        self.insert(request);
    }

    fn insert(&mut self, request: InputRequest) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        if let Some(over) = &mut self.over {
            return over.edit(request);
        }
        match self.at {
            At::Tab(Tab::Library) => self.found.edit(request, ctx),
            At::Tab(Tab::Profile) => self.profile.edit(request),
            _ => {}
        }
    }

    fn click(&mut self, column: u16, row: u16, out: &mut Out) {
        let at = Position::new(column, row);
        let hit = self.hits.iter().rev().find(|(area, _)| area.contains(at));
        let action = match hit {
            Some((_, Hit::Do(action))) => action.clone(),
            Some((area, Hit::Map(face))) => Action::Point {
                face: *face,
                column: column - area.x,
                row: row - area.y,
                columns: area.width,
                rows: area.height,
            },
            None => return,
        };
        self.act(&action, out);
    }

    fn act(&mut self, action: &Action, out: &mut Out) {
        let whole = self.size;
        if let Some(over) = &mut self.over {
            match action {
                Action::Quit | Action::Redraw | Action::Suspend => self.over = None,
                _ => {
                    match over.act(action, whole) {
                        Next::Stay => {}
                        Next::Close => self.over = None,
                        Next::Do(action) => {
                            self.over = None;
                            self.act(&action, out);
                        }
                    }
                    return;
                }
            }
        }
        if !self.offers(action) {
            return;
        }
        let busy = matches!(self.at, At::Player | At::Check | At::Ready | At::After);
        match action {
            Action::Quit => return self.quit(out),
            Action::Redraw => return out.effect(Effect::Redraw),
            Action::Suspend => {
                let ctx = ctx(
                    self.library,
                    self.known.as_deref(),
                    self.body(),
                    self.now,
                    self.theme,
                );
                if let Some(play) = &mut self.play {
                    play.hold(ctx, out);
                }
                return out.effect(Effect::Suspend);
            }
            Action::Help => {
                let ctx = ctx(
                    self.library,
                    self.known.as_deref(),
                    self.body(),
                    self.now,
                    self.theme,
                );
                let help = Over::help(self.place(), |action| self.offers(action));
                if let Some(play) = &mut self.play {
                    play.hold(ctx, out);
                }
                self.over = Some(help);
                return;
            }
            Action::Palette if !busy => {
                let palette = Over::palette(self.place(), self.library, |one| self.offers(one));
                self.over = Some(palette);
                return;
            }
            Action::Go(tab) if !busy => return self.tab(*tab, out),
            Action::Technique(id) if !busy => return self.go(Go::Technique(id.clone()), out),
            Action::Guide(id) if !busy => return self.go(Go::Guide(id.clone()), out),
            Action::Routine(id) if !busy => return self.go(Go::Routine(id.clone()), out),
            _ => {}
        }
        self.screen(action, out);
    }

    /// What the screen does with an action.
    fn screen(&mut self, action: &Action, out: &mut Out) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match &self.at {
            At::Tab(Tab::Today) if *action == Action::Back => {}
            At::Tab(Tab::Today) => self.today.act(action, ctx, out),
            At::Tab(Tab::Plan) if *action == Action::Back => out.go(Go::Back),
            At::Tab(Tab::Plan) => {
                if self.plan.act(action, ctx, out) {
                    self.plans += 1;
                    plan::asked(self.plan.ask(self.plans, ctx), out);
                }
            }
            At::Tab(Tab::Library) => self.found.act(action, ctx, out),
            At::Tab(Tab::Guides) | At::Guide(_) => self.guides.act(action, ctx, out),
            At::Tab(Tab::Progress) => self.progress.act(action, ctx, out),
            At::Tab(Tab::Profile) => self.profile.act(action, ctx, out),
            At::Check => {
                if let Some(check) = &mut self.check {
                    check.act(action, ctx, out);
                }
            }
            At::Ready => {
                if let Some(ready) = &mut self.ready {
                    ready.act(action, ctx, out);
                }
            }
            At::Player => {
                if let Some(play) = &mut self.play {
                    play.act(action, ctx, out);
                }
            }
            At::After => {
                if let Some(after) = &mut self.after {
                    after.act(action, ctx, out);
                }
            }
            At::Technique(_) => {
                if let Some(page) = &mut self.page {
                    page.act(action, ctx, out);
                }
            }
        }
        if let Some(to) = out.go.take() {
            self.go(to, out);
        }
    }

    fn go(&mut self, to: Go, out: &mut Out) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match to {
            Go::Tab(tab) => self.tab(tab, out),
            Go::Back => self.go_back(out),
            Go::Check => {
                self.check = Some(check::State::new(ctx));
                self.enter(At::Check);
            }
            Go::Ready(proposal) => {
                self.ready = Some(ready::State::new(proposal));
                self.enter(At::Ready);
            }
            Go::Play(begun) => {
                let play = playing::State::start(*begun, ctx, out);
                self.play = Some(play);
                self.at = At::Player;
                self.back.clear();
            }
            Go::Technique(id) => {
                let mut list = self.found.techniques();
                if !list.contains(&id) {
                    list = vec![id.clone()];
                }
                self.page = Some(technique::State::new(id.clone(), list, ctx));
                self.enter(At::Technique(id));
            }
            Go::Guide(id) => {
                self.guides.open(id.clone(), ctx);
                self.enter(At::Guide(id));
            }
            Go::Routine(id) => {
                self.plan.routine(id);
                self.tab(Tab::Plan, out);
            }
        }
    }

    fn enter(&mut self, at: At) {
        let from = std::mem::replace(&mut self.at, at);
        if from != self.at {
            self.back.push(from);
        }
    }

    fn tab(&mut self, tab: Tab, out: &mut Out) {
        self.back.clear();
        if tab != Tab::Today {
            self.back.push(At::Tab(Tab::Today));
        }
        self.at = At::Tab(tab);
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match tab {
            Tab::Library => self.found.enter(ctx),
            Tab::Guides => self.guides.close(),
            Tab::Plan => {
                self.plans += 1;
                plan::asked(self.plan.ask(self.plans, ctx), out);
            }
            Tab::Today | Tab::Progress | Tab::Profile => {}
        }
    }

    fn go_back(&mut self, out: &mut Out) {
        let at = self.back.pop().unwrap_or(At::Tab(Tab::Today));
        let stack = std::mem::take(&mut self.back);
        match at {
            At::Tab(tab) => {
                self.tab(tab, out);
                return;
            }
            At::Technique(id) => self.go(Go::Technique(id), out),
            At::Guide(id) => self.go(Go::Guide(id), out),
            At::Check | At::Ready | At::Player | At::After => {
                self.at = At::Tab(Tab::Today);
            }
        }
        self.back = stack;
    }

    fn quit(&mut self, out: &mut Out) {
        self.end(out);
    }

    /// Ends the program: a session that is played ends with it.
    fn end(&mut self, out: &mut Out) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        if let Some(play) = &mut self.play
            && self.at == At::Player
        {
            play.interrupt(ctx, out);
        }
        out.effect(Effect::Quit);
    }

    fn message(&mut self, message: Message, out: &mut Out) {
        if let Message::Known(known) = message {
            self.known = Some(known);
            self.profile.told();
            self.plans += 1;
            let number = self.plans;
            let ctx = ctx(
                self.library,
                self.known.as_deref(),
                self.body(),
                self.now,
                self.theme,
            );
            plan::asked(self.today.ask(number, ctx), out);
            if self.at == At::Tab(Tab::Plan) {
                plan::asked(self.plan.ask(number, ctx), out);
            }
            return;
        }
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match message {
            Message::Known(_) => {}
            Message::Planned {
                slot: Slot::Suggestion,
                number,
                answer,
            } => self.today.planned(number, answer, ctx),
            Message::Planned { number, answer, .. } => self.plan.planned(number, answer),
            Message::Checked(done) => {
                if let Some(check) = &mut self.check {
                    check.checked(done);
                }
            }
            Message::Begun(Ok(begun)) => self.go(Go::Play(begun), out),
            Message::Begun(Err(no)) => {
                if let Some(ready) = &mut self.ready {
                    ready.refused();
                }
                if no.check {
                    out.say(no.says);
                    if self.at == At::Ready {
                        self.at = At::Tab(Tab::Today);
                    }
                    // What is due is told with what is known, which comes next.
                    out.effect(Effect::Work(Job::Refresh));
                } else {
                    self.over = Some(Over::says(&no.says));
                }
            }
            Message::Logged(done) => {
                if let Some(play) = &mut self.play {
                    play.logged(done, ctx, out);
                } else if let Err(says) = done {
                    self.over = Some(Over::says(&says));
                }
            }
            Message::Summed { summary, .. } => {
                if let Some(after) = &mut self.after {
                    after.summed(summary);
                }
            }
            Message::Failed(says) => self.over = Some(Over::says(&says)),
        }
    }

    /// Lets the time pass, and goes on where something has ended.
    fn settle(&mut self, out: &mut Out) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        if let Some(play) = &mut self.play
            && self.at == At::Player
        {
            play.tick(ctx, out);
            if let Some(ending) = play.ending() {
                self.after = Some(after::State::new(play.session(), ending.clone()));
                self.at = At::After;
                self.play = None;
                self.over = None;
            }
        }
        for effect in &out.effects {
            if let Effect::Theme(choice) = effect {
                self.theme.ground = choice.ground(self.told);
            }
        }
        if let Some(says) = out.notice.take() {
            self.notice = Some((says, self.now));
        }
    }
}

fn ctx<'a>(
    library: &'static Library,
    known: Option<&'a Known>,
    body: Rect,
    now: Millis,
    theme: Theme,
) -> Ctx<'a> {
    Ctx {
        library,
        known,
        size: (body.width, body.height),
        now,
        theme,
    }
}
