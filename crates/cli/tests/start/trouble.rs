//! A disk that takes no more in the middle of a session.
//!
//! A limit on the size of files stands in for the full disk: it needs no rights, and what the program
//! sees is a write that fails.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use unhunch_core::content::Level;
use unhunch_core::journal::Body;

use crate::desk::{Desk, ROUTINE};
use crate::terminal::Terminal;

/// More than a session's beginning takes, and less than all of it, in blocks of 512 bytes.
const BLOCKS: &str = "600";

/// The program, with files that grow to so many blocks and no further.
fn limited(desk: &Desk, args: &[&str]) -> Command {
    let start = desk.command(args);
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", BLOCKS])
        .arg(start.get_program())
        .args(start.get_args());
    for (name, value) in start.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What was finished is in the journal, the session has no end, and it can be gone on with.
#[track_caller]
fn is_kept(desk: &Desk) {
    let kept = desk.bodies();
    assert!(matches!(kept[0], Body::SessionStarted(_)), "{kept:?}");
    let segments = kept
        .iter()
        .filter(|body| matches!(body, Body::SegmentFinished(_)));
    assert!(segments.count() > 0, "{kept:?}");
    assert_eq!(desk.ends(), []);
    let now = desk.unhunch(&["now", "--json"]).output().unwrap();
    let now: serde_json::Value = serde_json::from_slice(&now.stdout).unwrap();
    assert_eq!(now["open_session"]["routine"], "Short break", "{now}");
}

#[test]
fn what_was_finished_is_kept_and_the_rest_is_told() {
    let desk = Desk::cleared(Level::Clear);
    let mut child = limited(&desk, &ROUTINE).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut paused = String::new();
    said.read_line(&mut paused).unwrap();
    assert!(paused.starts_with("The session is paused: "), "{paused}");
    assert!(
        paused.contains("It is tried again every 2 seconds."),
        "{paused}"
    );
    assert!(paused.contains("journal.sqlite3"), "{paused}");
    kill(
        Pid::from_raw(i32::try_from(child.id()).unwrap()),
        Signal::SIGINT,
    )
    .unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{rest}");
    assert!(rest.starts_with("error: "), "{rest}");
    assert!(!rest.contains("panicked"), "{rest}");
    is_kept(&desk);
}

#[test]
fn the_live_view_says_so_and_can_be_left() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = Terminal::run(limited(&desk, &ROUTINE), 80, 24);
    terminal.shows("The session is paused: it cannot be written down.");
    terminal.shows("r  try again").shows("q  leave").press("r");
    terminal.shows("The session is paused: it cannot be written down.");
    terminal.press("q").shows("error: ");
    assert_eq!(terminal.ends(), Some(1));
    terminal.is_as_it_was();
    is_kept(&desk);
}
