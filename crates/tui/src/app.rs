//! The whole program without a terminal, a clock or a journal: events in, effects out, and a picture.

mod go;
mod input;
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
        if matches!(
            event,
            Event::Key(..) | Event::Edit(_) | Event::Do(_) | Event::Click(..)
        ) {
            // Whoever goes on has read it.
            self.notice = None;
        }
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
            return match over.place() {
                Place::Help if self.at == At::Player => Place::Held,
                place => place,
            };
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
