//! Figures: `unhunch figure`, and the picture at the head of `unhunch show`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program over the small set of the fixtures, whose figures do not change with the content.
fn unhunch(args: &[&str]) -> Output {
    let data = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/fixtures/base");
    let output = Command::new(env!("CARGO_BIN_EXE_unhunch"))
        .args(args)
        .arg("--content")
        .arg(base)
        .arg("--data")
        .arg(data.path())
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .env_remove("LC_ALL")
        .env_remove("LC_CTYPE")
        .env_remove("COLORTERM")
        .env_remove("COLORFGBG")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    // Looking makes no journal.
    assert_eq!(data.path().read_dir().unwrap().count(), 0, "{args:?}");
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What is printed when all goes well.
fn prints(args: &[&str]) -> String {
    let output = unhunch(args);
    assert_eq!(text(&output.stderr), "", "{args:?}");
    assert!(output.status.success(), "{args:?}");
    text(&output.stdout).to_owned()
}

/// The sentence on standard error, and the exit code.
fn refuses(args: &[&str]) -> (String, i32) {
    let output = unhunch(args);
    assert_eq!(text(&output.stdout), "", "{args:?}");
    (
        text(&output.stderr).to_owned(),
        output.status.code().unwrap(),
    )
}

#[test]
fn a_pipe_gets_the_words_alone_unless_it_asks_for_a_picture() {
    let words = prints(&["show", "neck-stretch"]);
    assert!(words.starts_with("Neck stretch\n"), "{words}");
    assert_eq!(prints(&["show", "neck-stretch", "--no-figure"]), words);
    // Without color there are lines.
    let with = prints(&["show", "neck-stretch", "--frame", "1"]);
    let (figure, page) = with.split_once("Neck stretch\n").unwrap();
    assert!(words.ends_with(page));
    insta::assert_snapshot!("lines", figure);
    // With it, blocks; 16 colors, 256, and all of them.
    let colored = prints(&["show", "neck-stretch", "--frame", "1", "--color", "always"]);
    assert!(colored.contains("\x1b[38;5;"), "256 colors");
    assert!(
        colored.contains('\u{2580}') || colored.contains('\u{2584}'),
        "blocks"
    );
}

#[test]
fn the_start_and_the_end_and_the_other_side_are_other_pictures() {
    let frame = |args: &[&str]| prints(&[&["show", "neck-stretch"], args].concat());
    let end = frame(&["--frame", "1"]);
    assert_ne!(frame(&["--frame", "0"]), end);
    assert_ne!(frame(&["--frame", "1", "--side", "right"]), end);
    assert_eq!(frame(&["--frame", "1", "--side", "left"]), end);
}

#[test]
fn an_svg_has_its_words_and_follows_the_reader() {
    let svg = prints(&["figure", "neck-stretch"]);
    assert!(svg.starts_with("<svg "), "{svg}");
    assert!(svg.contains("<title id=\"t\">Neck stretch</title><desc id=\"d\">A person "));
    assert!(svg.contains("prefers-color-scheme:dark"));
    assert!(!svg.contains("@keyframes") && !svg.contains("<script"));
    let dark = prints(&["figure", "neck-stretch", "--theme", "dark"]);
    assert!(!dark.contains("prefers-color-scheme"));
    let moving = prints(&["figure", "neck-stretch", "--animate"]);
    assert!(moving.contains("@keyframes") && moving.contains("prefers-reduced-motion"));
    assert!(!moving.contains("<script"));
}

#[test]
fn files_are_written_as_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let png = folder.path().join("neck.PNG");
    let path = png.to_str().unwrap();
    assert_eq!(
        prints(&["figure", "neck-stretch", "-o", path, "--size", "200"]),
        ""
    );
    let bytes = std::fs::read(&png).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!(side(16).max(side(20)), 200);
    let svg = folder.path().join("back.svg");
    let path = svg.to_str().unwrap();
    prints(&["figure", "--map", "back", "--mark", "neck:left", "-o", path]);
    let map = std::fs::read_to_string(&svg).unwrap();
    assert!(map.contains("class=\"region marked\" id=\"neck-left\""));
    assert!(map.contains("class=\"region\" id=\"neck-right\""));
    assert!(map.contains("Marked: Neck, left."));
}

#[test]
fn what_cannot_be_drawn_is_refused_in_a_sentence() {
    let cases: [(&[&str], &str); 9] = [
        (
            &["figure", "neck-strech"],
            "error: unknown technique `neck-strech`; did you mean `neck-stretch`?\n",
        ),
        (
            &["figure", "neck-stretch", "--view", "9"],
            "error: the figure of `neck-stretch` has one view\n",
        ),
        (
            &["figure", "band-row", "--side", "left"],
            "error: `band-row` is the same on both sides; leave --side out\n",
        ),
        (
            &["figure", "neck-stretch", "--animate", "--format", "png"],
            "error: a PNG does not move; write an SVG, or leave --animate out\n",
        ),
        (
            &["figure", "neck-stretch", "-o", "x.svg", "--format", "png"],
            "error: x.svg is not called like what --format asks for\n",
        ),
        (
            &["figure", "--map", "front", "--mark", "nek"],
            "error: the body map has no `nek`; did you mean `neck`?\n",
        ),
        (
            &["show", "neck-stretch", "--animate"],
            "error: a moving figure needs a terminal that shows Unicode; `unhunch figure --animate -o FILE.svg` \
             writes one to look at elsewhere\n",
        ),
        (
            &["show", "slow-breathing", "--side", "left"],
            "error: `slow-breathing` is the same on both sides; leave --side out\n",
        ),
        (
            &["show", "neck-stretch", "--view", "2"],
            "error: the figure of `neck-stretch` has one view\n",
        ),
    ];
    for (args, says) in cases {
        assert_eq!(refuses(args), (says.to_owned(), 2), "{args:?}");
    }
    let (says, code) = refuses(&["show", "neck-stretch", "--frame", "1.5"]);
    assert!(says.contains("write a number from 0 to 1"), "{says}");
    assert_eq!(code, 2);
    let (says, code) = refuses(&["figure", "neck-stretch", "-o", "/no/such/folder/x.svg"]);
    assert!(
        says.starts_with("error: /no/such/folder/x.svg cannot be written: "),
        "{says}"
    );
    assert_eq!(code, 1);
}
