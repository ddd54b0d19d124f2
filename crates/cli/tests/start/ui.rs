//! `unhunch tui` in a terminal: it opens, takes keys, and gives the terminal back however it ends.

use nix::sys::signal::Signal;
use unhunch_core::content::Level;

use crate::desk::{Desk, code, text};
use crate::terminal::Terminal;

#[test]
fn keys_open_screens_and_q_gives_the_terminal_back() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = Terminal::run(desk.unhunch(&["tui"]), 80, 24);
    terminal.shows("1 Today").shows("Before you start: ");
    terminal.press("5").shows("Minutes by week");
    terminal.press("?").shows("what the keys do here");
    terminal.press("q").press("3/neck").shows("/ neck");
    // A key right after Esc would be one with Alt.
    terminal.press("\x1b").shows("? keys").press("q");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
}

#[test]
fn a_session_is_played_to_its_stop_and_written_down() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = Terminal::run(desk.unhunch(&["tui"]), 80, 24);
    terminal.shows("1 Today").press(":play").shows("Commands");
    // The routine needs a band, which is said to be at hand.
    terminal.press("\r").shows("it needs: resistance");
    terminal.press("\tjjjjjjj ").shows("1. ");
    terminal.press("\r").shows("Stop at once");
    terminal.press("3\r").shows("STOP");
    terminal.press("n").press("q").shows("Why do you stop?");
    terminal.press("t").shows("Pain now");
    terminal.press("2\r").shows("3 before, 2 after");
    terminal.press("\rq");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
    let kinds: Vec<String> = desk
        .bodies()
        .iter()
        .map(|body| body.kind().to_owned())
        .collect();
    for kind in ["session-started", "segment-finished", "session-ended"] {
        assert!(kinds.iter().any(|one| one == kind), "{kinds:?}");
    }
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    let desk = Desk::cleared(Level::Clear);
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let terminal = Terminal::run(desk.unhunch(&["tui"]), 80, 24);
        terminal.shows("1 Today");
        terminal.signal(signal);
        assert_eq!(terminal.ends(), Some(130), "{signal}");
        terminal.is_as_it_was();
    }
}

#[test]
fn without_a_terminal_it_names_what_plays_in_lines() {
    let desk = Desk::cleared(Level::Clear);
    let output = desk.unhunch(&["tui"]).output().unwrap();
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("unhunch start --plain"));
    assert_eq!(text(&output.stdout), "");
}
