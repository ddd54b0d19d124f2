//! The program as somebody uses it: keys go in, time passes under a clock of its own, pictures come out.

mod corpus;
mod journeys;
mod pictures;
mod screens;
#[cfg(unix)]
mod terminal;

use std::collections::VecDeque;
use std::sync::OnceLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;
use unhunch_core::content::Library;
use unhunch_core::journal::{Body, Entry, MemoryJournal, Query};
use unhunch_core::player::Millis;
use unhunch_host::{Depth, Diary};
use uuid::Uuid;

use crate::app::{App, Effect, Event};
use crate::run::{key_event, presses};
use crate::theme::{Choice, Ground, Theme};
use crate::work::{Job, Message};
use crate::worker::Worker;

/// The content that the program carries, once for all tests.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(unhunch_bundle::library)
}

/// A journal that can be made to fail, and looked into.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shared {
    inner: std::sync::Arc<std::sync::Mutex<(MemoryJournal, bool)>>,
}

impl Shared {
    pub(crate) fn fail(&self, on: bool) {
        self.inner.lock().unwrap().1 = on;
    }

    pub(crate) fn bodies(&self) -> Vec<Body> {
        use unhunch_core::journal::Journal as _;
        let inner = self.inner.lock().unwrap();
        let all: Vec<Entry> = inner.0.entries(&Query::default()).unwrap();
        all.into_iter().map(|entry| entry.body).collect()
    }

    pub(crate) fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        for body in self.bodies() {
            let kind = body.kind().to_owned();
            if kinds.last() != Some(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

impl unhunch_core::journal::Journal for Shared {
    fn append(
        &mut self,
        entries: &[Entry],
    ) -> Result<unhunch_core::journal::Appended, unhunch_core::journal::Error> {
        let mut inner = self.inner.lock().unwrap();
        if inner.1 {
            return Err(unhunch_core::journal::Error::Full {
                place: "a test".to_owned(),
            });
        }
        inner.0.append(entries)
    }

    fn entry(&self, id: Uuid) -> Result<Option<Entry>, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.entry(id)
    }

    fn entries(&self, query: &Query) -> Result<Vec<Entry>, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.entries(query)
    }

    fn sessions(
        &self,
        query: &unhunch_core::journal::SessionsQuery,
    ) -> Result<Vec<unhunch_core::progress::SessionSummary>, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.sessions(query)
    }

    fn facts(
        &self,
        person: Uuid,
    ) -> Result<unhunch_core::progress::Facts, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.facts(person)
    }

    fn persons(&self) -> Result<Vec<Uuid>, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.persons()
    }

    fn count(&self) -> Result<u64, unhunch_core::journal::Error> {
        self.inner.lock().unwrap().0.count()
    }
}

/// Somebody at a terminal, with the worker done at once and a clock that is set.
pub(crate) struct Rig {
    pub(crate) app: App,
    pub(crate) terminal: Terminal<TestBackend>,
    pub(crate) journal: Shared,
    pub(crate) now: Millis,
    pub(crate) rung: usize,
    pub(crate) quit: bool,
    pub(crate) heard: Vec<unhunch_core::player::Event>,
    worker: Worker,
    folder: TempDir,
    hold: bool,
    held: VecDeque<Message>,
}

/// All colors on dark ground.
pub(crate) const COLORS: Theme = Theme {
    depth: Depth::All,
    ground: Ground::Dark,
    unicode: true,
};

pub(crate) const PERSON: Uuid = Uuid::from_u128(7);

/// A Thursday in November, at nine, `days` later.
pub(crate) fn morning(days: i64) -> Zoned {
    use jiff::ToSpan as _;
    let day = date(2026, 11, 19).saturating_add(days.days());
    let zone = TimeZone::fixed(jiff::tz::offset(1));
    day.at(9, 0, 0, 0).to_zoned(zone).unwrap()
}

impl Rig {
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        Self::on(Shared::default(), columns, rows, COLORS, 0)
    }

    /// On a journal, so many days later.
    pub(crate) fn on(journal: Shared, columns: u16, rows: u16, theme: Theme, days: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let began = morning(days);
        let ticks = std::sync::atomic::AtomicI64::new(0);
        let wall = move || {
            use jiff::ToSpan as _;
            let at = ticks.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            began.saturating_add(at.milliseconds())
        };
        let diary = Diary::of(
            Box::new(journal.clone()),
            PERSON,
            folder.path().to_owned(),
            Box::new(wall),
        );
        let (app, first) = App::new(library(), theme, Choice::Auto, (columns, rows));
        let mut rig = Self {
            app,
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            journal,
            now: 0,
            rung: 0,
            quit: false,
            heard: Vec::new(),
            worker: Worker::new(library(), diary),
            folder,
            hold: false,
            held: VecDeque::new(),
        };
        rig.effects(first);
        rig
    }

    fn effects(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Work(job) => self.work(job),
                Effect::Ring => self.rung += 1,
                Effect::Hear(events) => self.heard.extend(events),
                Effect::Quit => self.quit = true,
                Effect::Voice(_) | Effect::Theme(_) | Effect::Redraw | Effect::Suspend => {}
            }
        }
    }

    fn work(&mut self, job: Job) {
        for message in self.worker.work(job) {
            if self.hold {
                self.held.push_back(message);
            } else {
                self.event(Event::Message(message));
            }
        }
    }

    /// Lets the worker's answers wait, or come in.
    pub(crate) fn hold(&mut self, on: bool) {
        self.hold = on;
        while let Some(message) = self.held.pop_front().filter(|_| !on) {
            self.event(Event::Message(message));
        }
    }

    pub(crate) fn event(&mut self, event: Event) {
        let effects = self.app.handle(event, self.now);
        self.effects(effects);
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, code: KeyCode) {
        self.chord(code, KeyModifiers::NONE);
    }

    pub(crate) fn chord(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        let key = KeyEvent::new(code, modifiers);
        for key in presses(self.app.place().types(), key) {
            if let Some(event) = key_event(self.app.place().types(), &key) {
                self.event(event);
            }
        }
    }

    /// Types letters, and `\n` for Enter, `\x1b` for Esc, `\t` for Tab.
    pub(crate) fn keys(&mut self, keys: &str) {
        for key in keys.chars() {
            self.press(match key {
                '\n' => KeyCode::Enter,
                '\x1b' => KeyCode::Esc,
                '\t' => KeyCode::Tab,
                key => KeyCode::Char(key),
            });
        }
    }

    /// Answers the check that is asked with "none of these", page by page.
    pub(crate) fn none_of_these(&mut self) {
        for _ in 0..60 {
            match self.app.place() {
                crate::keys::Place::Signs | crate::keys::Place::Short => self.keys("n"),
                _ => return,
            }
        }
        panic!("the check has no end");
    }

    /// Lets time pass as the loop does: from one wait to the next.
    pub(crate) fn pass(&mut self, ms: Millis) {
        let until = self.now + ms;
        while self.now < until {
            let wait = self.app.wait(self.now);
            let wait = wait.map_or(ms, |wait| u64::try_from(wait.as_millis()).unwrap());
            self.now = (self.now + wait.max(1)).min(until);
            self.event(Event::Tick);
            if !self.app.plays() && self.app.wait(self.now).is_none() {
                self.now = until;
            }
        }
    }

    /// Changes the size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resize(columns, rows));
    }

    /// The picture.
    pub(crate) fn draw(&mut self) -> Buffer {
        let app = &mut self.app;
        self.terminal
            .draw(|frame| {
                let area = frame.area();
                app.draw(area, frame.buffer_mut());
            })
            .unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// The picture as text.
    pub(crate) fn text(&mut self) -> String {
        rows(&self.draw()).join("\n")
    }

    /// Whether the picture says something, line breaks aside.
    pub(crate) fn says(&mut self, text: &str) -> bool {
        let shown: Vec<String> = rows(&self.draw());
        let shown = shown.join(" ");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        plain(&shown).contains(&plain(text))
    }

    /// Clicks on a text that is shown.
    pub(crate) fn click(&mut self, text: &str) {
        let rows = rows(&self.draw());
        let found = (0u16..).zip(&rows).find_map(|(y, row)| {
            let at = row.find(text)?;
            let x = u16::try_from(row[..at].chars().count()).unwrap();
            Some((x, y))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not shown:\n{}", rows.join("\n")));
        self.event(Event::Click(x, y));
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// The rows of a picture.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let Rect { width, height, .. } = buffer.area;
    (0..height)
        .map(|y| {
            let row: String = (0..width)
                .map(|x| buffer.cell((x, y)).unwrap().symbol())
                .collect();
            row.trim_end().to_owned()
        })
        .collect()
}
