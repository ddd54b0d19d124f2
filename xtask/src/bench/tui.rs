//! The terminal UI: how long its first picture takes, how long each one takes, and what playing takes.

use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::{CrosstermBackend, TestBackend};
use unhunch_core::content::{Level, Library};
use unhunch_core::journal::{Body, Form, SafetyCheck};
use unhunch_core::safety::questions_version;
use unhunch_host::{Depth, Diary};
use unhunch_tui::action::{Action, Tab};
use unhunch_tui::theme::{Choice, Ground, Theme};
use unhunch_tui::{App, Effect, Event, Worker};

use super::Setting;
use super::figures::Figure;
use crate::clock;
use crate::workspace::Failure;

/// The size of the pictures.
const SIZE: (u16, u16) = (120, 40);
/// How many pictures of a screen are made.
const FRAMES: u64 = 200;
/// Pictures of a second of playing.
const A_SECOND: u64 = 20;
/// Promises, in ms and in percent of one core.
const FIRST_MS: f64 = 50.0;
const FRAME_MS: f64 = 1.0;
const WITH_FIGURE_MS: f64 = 4.0;
const MOST_SHARE: f64 = 5.0;

/// Somebody at the terminal UI, without a terminal.
struct Seat {
    app: App,
    worker: Worker,
    now: u64,
}

impl Seat {
    fn event(&mut self, event: Event) {
        let effects = self.app.handle(event, self.now);
        self.effects(effects);
    }

    fn effects(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Work(job) = effect {
                for message in self.worker.work(job) {
                    self.event(Event::Message(message));
                }
            }
        }
    }
}

/// Measures pictures in all colors.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let folder = setting.scratch.join("tui-data");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let mut diary = Diary::open(folder)?;
    let began = clock::now();
    let library: &'static Library = Box::leak(Box::new(unhunch_bundle::library()));
    let theme = Theme {
        depth: Depth::All,
        ground: Ground::Dark,
        unicode: true,
    };
    let (mut app, first) = App::new(library, theme, Choice::Auto, SIZE);
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
    terminal.draw(|frame| app.draw(frame.area(), frame.buffer_mut()))?;
    let first_ms = began.elapsed().as_secs_f64() * 1000.0;
    diary.record(
        None,
        Body::SafetyChecked(SafetyCheck {
            form: Form::Full,
            reported: Vec::new(),
            level: Level::Clear,
            questions: questions_version(library.safety()),
        }),
    )?;
    let mut seat = Seat {
        app,
        worker: Worker::new(library, diary),
        now: 0,
    };
    seat.effects(first);
    seat.event(Event::Do(Action::Go(Tab::Plan)));
    seat.event(Event::Do(Action::Go(Tab::Guides)));
    let plain = frames(&mut seat, &mut terminal, FRAMES)?;
    seat.event(Event::Do(Action::Go(Tab::Today)));
    seat.event(Event::Do(Action::Start));
    seat.event(Event::Do(Action::Choose));
    if !seat.app.plays() {
        return Err("no session could be begun".into());
    }
    let figure = frames(&mut seat, &mut terminal, FRAMES)?;
    // With everything that is written to a terminal.
    let mut written = Terminal::with_options(
        CrosstermBackend::new(std::io::sink()),
        ratatui::TerminalOptions {
            viewport: ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, SIZE.0, SIZE.1)),
        },
    )?;
    let began = clock::now();
    for _ in 0..A_SECOND * 10 {
        seat.now += 1000 / A_SECOND;
        seat.event(Event::Tick);
        let app = &mut seat.app;
        written.draw(|frame| app.draw(frame.area(), frame.buffer_mut()))?;
    }
    let share = began.elapsed().as_secs_f64() / 10.0 * 100.0;
    Ok(vec![
        Figure::new("first picture of the terminal UI", first_ms, FIRST_MS, "ms"),
        Figure::new(
            "picture at 120x40 without figure, median",
            plain,
            FRAME_MS,
            "ms",
        ),
        Figure::new(
            "picture at 120x40 with figure, median",
            figure,
            WITH_FIGURE_MS,
            "ms",
        ),
        Figure::new(
            "terminal UI, playing at 20 pictures a second, share of one core",
            share,
            MOST_SHARE,
            "%",
        ),
    ])
}

/// The median time of pictures, in ms.
fn frames(
    seat: &mut Seat,
    terminal: &mut Terminal<TestBackend>,
    count: u64,
) -> Result<f64, Failure> {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..count {
        seat.now += 1000 / A_SECOND;
        seat.event(Event::Tick);
        let app = &mut seat.app;
        let began = clock::now();
        terminal.draw(|frame| app.draw(frame.area(), frame.buffer_mut()))?;
        times.push(began.elapsed());
    }
    times.sort();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    Ok(middle.as_secs_f64() * 1000.0)
}
