//! The terminal is given back after a panic: a process that panics, in a real pseudo-terminal.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use nix::pty::{Winsize, openpty};
use nix::sys::termios::tcgetattr;

use super::*;

/// What the process that panics runs: a test that does nothing unless another one asks.
const PANICS: &str = "tests::terminal::panics_once_a_key_is_pressed";

/// What asks for it.
const ASKED: &str = "UNHUNCH_TEST_PANICS";

#[test]
fn panics_once_a_key_is_pressed() {
    if std::env::var_os(ASKED).is_none() {
        return;
    }
    let mut terminal = crate::terminal::Terminal::new().unwrap();
    let (mut app, _) = App::new(library(), COLORS, Choice::Auto, (80, 24));
    terminal.draw(&mut app).unwrap();
    std::io::stdin().read_exact(&mut [0]).unwrap();
    panic!("as it was asked to");
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_there_to_be_read() {
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    let pair = openpty(&size, None).unwrap();
    let before = tcgetattr(&pair.slave).unwrap();
    let end = || Stdio::from(pair.slave.try_clone().unwrap());
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([PANICS, "--exact", "--nocapture"])
        .env(ASKED, "1")
        .stdin(end())
        .stdout(end())
        .stderr(end())
        .env("TERM", "xterm-256color")
        .env("RUST_BACKTRACE", "0")
        .spawn()
        .unwrap();
    let mut master = File::from(pair.master);
    let mut keys = master.try_clone().unwrap();
    let mut parser = vt100::Parser::default();
    let mut shows = |until: &dyn Fn(&vt100::Screen) -> bool| {
        let mut bytes = [0; 4096];
        while !until(parser.screen()) {
            let length = master.read(&mut bytes).unwrap();
            parser.process(&bytes[..length]);
        }
    };
    shows(&|screen| screen.alternate_screen() && screen.contents().contains("1 Today"));
    assert!(tcgetattr(&pair.slave).unwrap() != before);
    keys.write_all(b"x").unwrap();
    shows(&|screen| !screen.alternate_screen() && screen.contents().contains("as it was asked to"));
    assert!(!child.wait().unwrap().success());
    assert!(
        tcgetattr(&pair.slave).unwrap() == before,
        "the line is not as it was"
    );
    assert!(!parser.screen().hide_cursor());
    assert_eq!(
        parser.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
}
