//! `unhunch start` in a terminal: the real program at one end of a pseudo-terminal, a screen and somebody
//! who presses keys at the other.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use nix::pty::{Winsize, openpty};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{Termios, tcgetattr};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use unhunch_core::content::Level;
use unhunch_core::journal::{Body, EndReason, Felt, PainReading, When};

use crate::desk::{Desk, ROUTINE};
use crate::synchronized::Synchronized;

/// How long anything is waited for: far more than it takes, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked for.
const LOOK: Duration = Duration::from_millis(5);

/// A terminal with a program in it.
pub(crate) struct Terminal {
    keys: File,
    /// The program's end, kept open so that what is printed last is not lost.
    line: OwnedFd,
    before: Termios,
    screen: Arc<Mutex<vt100::Parser>>,
    /// What it showed when it was last drawn whole.
    whole: Arc<Mutex<String>>,
    child: Mutex<Child>,
}

impl Terminal {
    /// Runs a command in a terminal of this size.
    pub(crate) fn run(mut command: Command, columns: u16, rows: u16) -> Self {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let pair = openpty(&size, None).unwrap();
        let before = tcgetattr(&pair.slave).unwrap();
        let end = || Stdio::from(pair.slave.try_clone().unwrap());
        let child = command
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .env("TERM", "xterm-256color")
            .spawn()
            .unwrap();
        let [rows, columns] = [rows, columns].map(|one| NonZero::new(one).unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let keys = File::from(pair.master);
        let mut shown = keys.try_clone().unwrap();
        let parser = Arc::clone(&screen);
        let whole = Arc::new(Mutex::new(String::new()));
        let published = Arc::clone(&whole);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            let mut synchronized = Synchronized::default();
            while let Ok(length @ 1..) = shown.read(&mut bytes) {
                let mut parser = parser.lock().unwrap();
                parser.process(&bytes[..length]);
                if !synchronized.draws(&bytes[..length]) {
                    *published.lock().unwrap() = parser.screen().contents();
                }
            }
        });
        Self {
            keys,
            line: pair.slave,
            before,
            screen,
            whole,
            child: Mutex::new(child),
        }
    }

    fn shown(&self) -> String {
        self.whole.lock().unwrap().clone()
    }

    pub(crate) fn is_taken_over(&self) -> bool {
        let parser = self.screen.lock().unwrap();
        parser.screen().alternate_screen()
    }

    /// Waits until something is so.
    #[track_caller]
    fn until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
            if is_so() {
                return;
            }
            thread::sleep(LOOK);
        }
        panic!("{what}:\n{}", self.shown());
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        self.until(&format!("no `{text}`"), || self.shown().contains(text));
        self
    }

    /// Presses keys, one after the other.
    pub(crate) fn press(&self, keys: &str) -> &Self {
        (&self.keys).write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Clicks on a text, once it is shown.
    #[track_caller]
    pub(crate) fn click(&self, text: &str) -> &Self {
        self.shows(text);
        let shown = self.shown();
        let found = (1..).zip(shown.lines()).find_map(|(row, line)| {
            let column = line.get(..line.find(text)?)?.chars().count() + 1;
            Some((column, row))
        });
        let (column, row) = found.unwrap();
        // As terminals tell the left button, pressed and let go.
        self.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"))
    }

    /// Waits until the screen does not show a text any more.
    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Self {
        self.until(&format!("still `{text}`"), || !self.shown().contains(text));
        self
    }

    /// Changes the terminal's size, and tells the program.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = rustix::termios::Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        rustix::termios::tcsetwinsize(&self.line, size).unwrap();
        let [rows, columns] = [rows, columns].map(|one| NonZero::new(one).unwrap());
        self.screen.lock().unwrap().set_size(rows, columns);
        self.signal(Signal::SIGWINCH);
    }

    /// Waits until the process is stopped, as by Ctrl-Z.
    #[track_caller]
    pub(crate) fn is_stopped(&self) {
        let id = self.child.lock().unwrap().id();
        let id = Pid::from_raw(i32::try_from(id).unwrap());
        self.until("it is not stopped", || {
            let flags = WaitPidFlag::WUNTRACED | WaitPidFlag::WNOHANG;
            matches!(waitpid(id, Some(flags)), Ok(WaitStatus::Stopped(..)))
        });
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let id = self.child.lock().unwrap().id();
        kill(Pid::from_raw(i32::try_from(id).unwrap()), signal).unwrap();
    }

    /// Waits until the program ends; its exit code.
    #[track_caller]
    pub(crate) fn ends(&self) -> Option<i32> {
        let mut status = None;
        self.until("it goes on", || {
            status = self.child.lock().unwrap().try_wait().unwrap();
            status.is_some()
        });
        status.and_then(|status| status.code())
    }

    /// Holds the terminal to how it was before.
    #[track_caller]
    pub(crate) fn is_as_it_was(&self) {
        let line = tcgetattr(&self.line).unwrap();
        assert!(line == self.before, "the line is not as it was");
        // What was printed last may be on its way.
        self.until("not given back", || {
            let parser = self.screen.lock().unwrap();
            !parser.screen().alternate_screen() && !parser.screen().hide_cursor()
        });
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It is over already, unless the test failed.
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

#[test]
fn nothing_is_wider_than_a_narrow_terminal() {
    let desk = Desk::cleared(Level::Clear);
    for columns in [40, 60] {
        for args in [
            &["now"][..],
            &["plan", "--minutes", "3", "--all"],
            &["list"],
            &["list", "--routines"],
            &["list", "nothing", "of", "the", "kind", "is", "here"],
            &["show", "neck-stretch"],
            &["show", "short-break"],
            &["guide"],
            &["guide", "why-it-tightens"],
            &["guide", "nothing-of-the-kind"],
            &["check", "--list"],
            &["profile"],
            &["profile", "--flags"],
            &["history"],
            &["progress"],
            &["--help"],
            &["start", "--help"],
        ] {
            let terminal = Terminal::run(desk.unhunch(args), columns, 300);
            terminal.ends();
            // The program has ended; what it printed may be on its way.
            terminal.until("nothing was printed", || terminal.shown().trim().len() > 9);
            thread::sleep(LOOK * 4);
            let parser = terminal.screen.lock().unwrap();
            let wide = (0..300).find(|row| parser.screen().row_wrapped(*row));
            assert_eq!(wide, None, "{args:?}\n{}", parser.screen().contents());
        }
    }
}

/// The routine, played at its own pace, with its questions.
fn asked(desk: &Desk) -> Terminal {
    Terminal::run(desk.command(&ROUTINE[..3]), 80, 24)
}

fn pains(desk: &Desk) -> Vec<(u8, When)> {
    let pains = desk.bodies().into_iter().filter_map(|body| match body {
        Body::Pain(PainReading { value, when, .. }) => Some((value, when)),
        _ => None,
    });
    pains.collect()
}

#[test]
fn keys_drive_a_session_and_the_terminal_is_given_back() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = asked(&desk);
    terminal.shows("Pain now, 0 to 10?").press("4");
    terminal.shows("Press Enter to begin.").press("\r");
    terminal.shows("Get ready: Shoulder rolls").shows("q STOP");
    assert!(terminal.is_taken_over());
    terminal.press(" ").shows("PAUSED: space goes on");
    terminal.press("?").shows("these keys").press("x");
    terminal.shows("PAUSED: space goes on").press(" ");
    // On to the work, and from there to the next technique.
    terminal.press("n").shows("\nforward").press("s");
    terminal.shows("Get ready: Band row").press("n");
    terminal.shows("repetition").press("x");
    terminal.shows("That key does nothing here");
    // Pain that asks for less, then pain that ends it.
    terminal.press("q").shows("Why do you stop?").press("p");
    terminal.shows("How strong is the pain").press("5");
    terminal.shows("leave this technique out").press("s");
    terminal.shows("Get ready: Neck stretch").press("q");
    terminal.shows("Why do you stop?").press("p");
    terminal.shows("How strong is the pain").press("7");
    terminal.shows("Ended after");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();

    use When::{After, Before, During};
    assert_eq!(
        pains(&desk),
        [(4, Before), (5, During), (7, During), (7, After)]
    );
    assert_eq!(desk.ends(), [EndReason::Pain]);
    let skipped = desk.bodies().into_iter().filter_map(|body| match body {
        Body::TechniqueSkipped(id) => Some(id.to_string()),
        _ => None,
    });
    let skipped: Vec<String> = skipped.collect();
    assert_eq!(skipped, ["shoulder-rolls", "band-row"]);
}

#[test]
fn a_whole_session_in_a_corner_of_a_terminal_asks_how_it_went() {
    let desk = Desk::cleared(Level::Clear);
    let quick = ["--minutes", "1", "--speed", "20"];
    let terminal = Terminal::run(desk.command(&quick), 40, 12);
    terminal.shows("Pain now, 0 to 10?").press("1");
    // A ten, perhaps.
    terminal.shows("(Enter skips) 1").press("\r");
    terminal
        .shows("Press Enter to begin.")
        .press("\r")
        .shows("q STOP");
    terminal.shows("Pain now, 0 to 10?").press("0");
    terminal
        .shows("u hurt?")
        .press("h")
        .shows("helped")
        .press("\r");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
    assert_eq!(pains(&desk), [(1, When::Before), (0, When::After)]);
    assert_eq!(desk.ends(), [EndReason::Done]);
    let felt = desk.bodies().into_iter().filter_map(|body| match body {
        Body::Feedback { felt, .. } => Some(felt),
        _ => None,
    });
    assert_eq!(felt.collect::<Vec<_>>(), [Felt::Helped]);
}

#[test]
fn control_c_ends_it_and_the_terminal_is_given_back() {
    let desk = Desk::cleared(Level::Clear);
    // At a question, before there is a session.
    let terminal = asked(&desk);
    terminal.shows("Pain now, 0 to 10?").press("\x03");
    assert_eq!(terminal.ends(), Some(130));
    terminal.is_as_it_was();
    assert_eq!(desk.bodies(), []);
    // In the live view, by the key and by the signal.
    for signal in [None, Some(Signal::SIGINT), Some(Signal::SIGTERM)] {
        let desk = Desk::cleared(Level::Clear);
        let terminal = asked(&desk);
        terminal.shows("Pain now, 0 to 10?").press("\r");
        terminal.shows("Press Enter to begin.").press("\r");
        terminal.shows("Get ready:");
        match signal {
            None => {
                terminal.press("\x03");
            }
            Some(signal) => {
                terminal.signal(signal);
            }
        }
        assert_eq!(terminal.ends(), Some(130), "{signal:?}");
        terminal.is_as_it_was();
        terminal.shows("Ended after");
        assert_eq!(desk.ends(), [EndReason::Interrupted], "{signal:?}");
    }
}

#[test]
fn a_session_that_was_killed_is_offered_and_gone_on_with() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = asked(&desk);
    terminal.shows("Pain now, 0 to 10?").press("\r");
    terminal.shows("Press Enter to begin.").press("\r");
    terminal.shows("Get ready: Shoulder rolls").press("s");
    terminal.shows("Get ready: Band row");
    // It is still played: a second one says nothing of it.
    let second = asked(&desk);
    second.shows("Pain now, 0 to 10?").press("\x03");
    assert_eq!(second.ends(), Some(130));
    terminal.signal(Signal::SIGKILL);
    terminal.ends();

    let terminal = asked(&desk);
    terminal
        .shows("was broken off after")
        .shows("Go on with it? [Y/n]");
    terminal.press("y").shows("It goes on with: Band row.");
    terminal.shows("Press Enter to begin.").press("\r");
    terminal.shows("Get ready: Band row").press("q");
    terminal.shows("Why do you stop?").press("t");
    terminal.shows("Pain now, 0 to 10?").press("\r");
    terminal.shows("Ended after");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
    assert_eq!(desk.ends(), [EndReason::NoTime]);
    let starts = desk.bodies().into_iter();
    let starts = starts.filter(|body| matches!(body, Body::SessionStarted(_)));
    assert_eq!(starts.count(), 1);
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let desk = Desk::cleared(Level::Clear);
    let pair = openpty(None, None).unwrap();
    // A copy is not handed on to the program, which would keep the terminal there.
    let mut master = File::from(pair.master.try_clone().unwrap());
    drop(pair.master);
    let end = || Stdio::from(pair.slave.try_clone().unwrap());
    // Nothing tells the program but the terminal itself: it is not of its session.
    let mut child = desk
        .command(&ROUTINE[..3])
        .stdin(end())
        .stdout(end())
        .stderr(end())
        .env("TERM", "xterm-256color")
        .spawn()
        .unwrap();
    drop(pair.slave);
    let mut shown = Vec::new();
    while !String::from_utf8_lossy(&shown).contains("Pain now") {
        let mut bytes = [0; 512];
        let length = master.read(&mut bytes).unwrap();
        shown.extend_from_slice(&bytes[..length]);
    }
    drop(master);
    for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        if child.try_wait().unwrap().is_some() {
            return;
        }
        thread::sleep(LOOK);
    }
    child.kill().unwrap();
    panic!("it waits for keys that nobody will press");
}

#[test]
fn a_figure_moves_beside_the_countdown() {
    let desk = Desk::cleared(Level::Clear);
    let slowly = [&ROUTINE[..3], &["--yes", "--no-bell"]].concat();
    let terminal = Terminal::run(desk.command(&slowly), 100, 30);
    terminal.shows("Get ready: Shoulder rolls").shows("q STOP");
    let blocks = || {
        let shown = terminal.shown();
        let is_block = |sign: char| ('\u{2580}'..='\u{259f}').contains(&sign);
        shown.chars().filter(|sign| is_block(*sign)).count()
    };
    terminal.until("no figure", || blocks() > 100);
    let first = terminal.shown();
    terminal.until("it does not move", || terminal.shown() != first);
    // What lies over the session has the whole terminal.
    terminal.press("?").shows("these keys");
    terminal.until("it is in the way", || blocks() == 0);
    terminal
        .press("x")
        .shows("Get ready")
        .press("q")
        .shows("Why do you stop?")
        .press("o");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
}
