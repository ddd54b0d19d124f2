//! The terminal UI: how long a picture takes, and how much memory is held after an hour of them. What it takes in
//! a terminal is in `terminal.rs`.

use std::path::Path;
use std::process::{Command, Stdio};
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
/// Pictures of an hour of playing.
const AN_HOUR: u64 = 3600 * A_SECOND;
/// Promises, in ms and MB.
const FRAME_MS: f64 = 1.0;
const WITH_FIGURE_MS: f64 = 4.0;
const MOST_MB: f64 = 25.0;

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

/// A theme with all colors.
const THEME: Theme = Theme {
    depth: Depth::All,
    ground: Ground::Dark,
    unicode: true,
};

/// Makes a journal in which the safety check is answered.
pub(super) fn cleared(folder: &Path) -> Result<Diary, Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let library = unhunch_bundle::library();
    let mut diary = Diary::open(folder.to_owned())?;
    diary.record(
        None,
        Body::SafetyChecked(SafetyCheck {
            form: Form::Full,
            reported: Vec::new(),
            level: Level::Clear,
            questions: questions_version(library.safety()),
        }),
    )?;
    Ok(diary)
}

impl Seat {
    fn new(diary: Diary) -> Self {
        let library: &'static Library = Box::leak(Box::new(unhunch_bundle::library()));
        let (app, first) = App::new(library, THEME, Choice::Auto, SIZE);
        let mut seat = Self {
            app,
            worker: Worker::new(library, diary),
            now: 0,
        };
        seat.effects(first);
        seat
    }

    /// Begins what is suggested.
    fn begin(&mut self) -> Result<(), Failure> {
        // From what is asked after the session before.
        self.event(Event::Do(Action::Back));
        self.event(Event::Do(Action::Go(Tab::Today)));
        self.event(Event::Do(Action::Start));
        self.event(Event::Do(Action::Choose));
        if self.app.plays() {
            Ok(())
        } else {
            Err("no session could be begun".into())
        }
    }
}

/// Measures pictures in all colors, and the program in a terminal.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let mut seat = Seat::new(cleared(&setting.scratch.join("tui-data"))?);
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
    let mut plain: f64 = 0.0;
    for tab in [Tab::Guides, Tab::Progress, Tab::Profile] {
        seat.event(Event::Do(Action::Go(tab)));
        plain = plain.max(frames(&mut seat, &mut terminal, FRAMES)?);
    }
    seat.begin()?;
    let figure = frames(&mut seat, &mut terminal, FRAMES)?;
    let mut figures = vec![
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
            "terminal UI, memory after an hour",
            after_an_hour(setting)?,
            MOST_MB,
            "MB",
        ),
    ];
    figures.extend(super::terminal::measure(setting, SIZE)?);
    Ok(figures)
}

/// The memory that a process of its own holds after an hour of playing, in MB.
fn after_an_hour(setting: &Setting) -> Result<f64, Failure> {
    let out = Command::new(&setting.xtask)
        .arg("hour")
        .arg(setting.scratch.join("tui-hour"))
        .stderr(Stdio::inherit())
        .output()?;
    let told = String::from_utf8(out.stdout)?;
    let bytes: f64 = told.trim().parse().map_err(|_| "the hour was not played")?;
    Ok(bytes / 1e6)
}

/// In the helper: plays for an hour at 20 pictures a second, one session after the other, without waiting, with
/// everything that is written to a terminal; prints the memory that is held then, in bytes.
///
/// # Errors
///
/// When no session can be begun or drawn.
pub(crate) fn hour(folder: &Path) -> Result<(), Failure> {
    let mut seat = Seat::new(cleared(folder)?);
    let mut written = Terminal::with_options(
        CrosstermBackend::new(std::io::sink()),
        ratatui::TerminalOptions {
            viewport: ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, SIZE.0, SIZE.1)),
        },
    )?;
    for _ in 0..AN_HOUR {
        if !seat.app.plays() {
            seat.begin()?;
        }
        seat.now += 1000 / A_SECOND;
        seat.event(Event::Tick);
        let app = &mut seat.app;
        written.draw(|frame| app.draw(frame.area(), frame.buffer_mut()))?;
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    let kib: u64 = resident.ok_or("the system does not tell")?.trim().parse()?;
    println!("{}", kib * 1024);
    Ok(())
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
