//! `unhunch tui` in a terminal: it opens, takes keys, and gives the terminal back however it ends.

use nix::sys::signal::Signal;
use unhunch_core::content::Level;
use unhunch_core::journal::{Body, EndReason};

use crate::desk::{Desk, ROUTINE, begun, code, text};
use crate::terminal::Terminal;

/// The program at its first screen, in a terminal of the usual size.
fn opened(desk: &Desk) -> Terminal {
    let terminal = Terminal::run(desk.unhunch(&["tui"]), 80, 24);
    // The suggestion comes last.
    terminal.shows("1 Today").shows("Suggested: ");
    terminal
}

/// A session of a minute, just begun.
fn playing(desk: &Desk) -> Terminal {
    let terminal = opened(desk);
    terminal.press("\r").shows("Stop at once");
    terminal.press("3").shows("Pain now, 0 to 10? 3");
    terminal.press("\r").shows("q STOP");
    terminal
}

#[test]
fn keys_open_screens_and_q_gives_the_terminal_back() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = opened(&desk);
    terminal.press("5").shows("Minutes by week");
    terminal.press("?").shows("what the keys do here");
    terminal.press("q").hides("what the keys do here");
    terminal.press("3/neck").shows("/ neck").shows("Esc close");
    terminal.press("\x1b").shows("? keys").press("q");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
}

#[test]
fn keys_that_come_faster_than_pictures_mean_what_they_do_one_by_one() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = opened(&desk);
    // Esc and the key after it come as one; what edits comes right after what opens the field.
    terminal
        .press("3/neckx\x7f\x1b")
        .shows("/ neck")
        .shows("? keys");
    terminal.press("/s\x1bq");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
}

#[test]
fn the_mouse_and_another_size_work() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = opened(&desk);
    terminal.click("2 Plan").shows("What you want");
    terminal.click("[ ] Resistance band");
    terminal.shows("[x] Resistance band");
    terminal.resize(40, 12);
    terminal.shows("Wishes");
    terminal.resize(120, 40);
    terminal.shows("front").shows("[x] Resistance band");
    terminal.click("q quit");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
}

#[test]
fn a_session_is_played_to_its_stop_and_written_down() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = opened(&desk);
    terminal.press(":").shows("Commands");
    terminal.press("play").shows("> play_");
    // The routine needs a band, which is said to be at hand.
    terminal.press("\r").shows("Band row, because");
    terminal.click("[ ] Resistance band");
    terminal.shows("[x] Resistance band").shows("1. Shoulder");
    terminal.press("\r").shows("Stop at once");
    terminal.press("3").shows("Pain now, 0 to 10? 3");
    terminal.press("\r").shows("q STOP");
    terminal.press("n").press("q").shows("Why do you stop?");
    terminal.press("t").shows("Pain now");
    terminal.press("2").shows("0 to 10: 2");
    terminal.press("\r").shows("3 before, 2 after");
    terminal.press("\r").shows("1 Today").press("q");
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
fn ctrl_z_gives_the_terminal_back_and_the_session_waits() {
    let desk = Desk::cleared(Level::Clear);
    let terminal = playing(&desk);
    for by_key in [true, false] {
        if by_key {
            terminal.press("\x1a");
        } else {
            terminal.press(" ").hides("Paused");
            terminal.signal(Signal::SIGTSTP);
        }
        terminal.is_stopped();
        terminal.is_as_it_was();
        terminal.signal(Signal::SIGCONT);
        terminal.shows("q STOP").shows("Paused");
        assert!(terminal.is_taken_over());
    }
    // Ctrl-C ends it, and the session with it.
    terminal.press("\x03");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
    assert_eq!(desk.ends(), [EndReason::Interrupted]);
}

#[test]
fn a_session_that_was_begun_in_lines_goes_on_here() {
    let desk = Desk::cleared(Level::Clear);
    let (mut child, _lines) = begun(&desk, &ROUTINE, 4);
    child.kill().unwrap();
    child.wait().unwrap();
    let terminal = Terminal::run(desk.unhunch(&["tui"]), 80, 24);
    terminal.shows("r resume").press("r");
    terminal.shows("q STOP").press("q");
    terminal.shows("Why do you stop?").press("t");
    terminal.shows("Pain now").press("\x03");
    assert_eq!(terminal.ends(), Some(0));
    terminal.is_as_it_was();
    assert_eq!(desk.ends(), [EndReason::NoTime]);
    let starts = desk.bodies().into_iter();
    let starts = starts.filter(|body| matches!(body, Body::SessionStarted(_)));
    assert_eq!(starts.count(), 1);
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
