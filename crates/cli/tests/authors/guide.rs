//! `content/README.md`, carried out from its first line to its last: files are written, commands are run, and what
//! they print is what stands there.

use std::path::Path;

use super::{text, unhunch, workspace};

/// A piece of the guide that does something.
#[derive(Debug)]
enum Piece {
    /// A file: where, and what; at its end where there is one to go on with.
    File(String, String, bool),
    /// A command without its `unhunch`, and what it prints.
    Command(String, Vec<String>),
}

/// The pieces, in their order.
fn pieces(guide: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(path) = info.strip_prefix("toml file=") {
            pieces.push(Piece::File(path.to_owned(), block.join("\n") + "\n", false));
        } else if let Some(path) = info.strip_prefix("toml append=") {
            pieces.push(Piece::File(path.to_owned(), block.join("\n") + "\n", true));
        } else if info == "console" {
            for line in block {
                match (line.strip_prefix("$ unhunch "), pieces.last_mut()) {
                    (Some(command), _) => {
                        pieces.push(Piece::Command(command.to_owned(), Vec::new()))
                    }
                    (None, Some(Piece::Command(_, says))) => says.push(line.to_owned()),
                    (None, _) => panic!("{line:?} answers nothing"),
                }
            }
        } else {
            assert_eq!(info, "toml", "what is a block of {info:?}?");
        }
    }
    pieces
}

/// Whether a line is as expected; `...` in it stands for anything.
fn fits(line: &str, expected: &str) -> bool {
    match expected.split_once("...") {
        None => line == expected,
        Some((before, after)) => {
            line.len() >= before.len() + after.len()
                && line.starts_with(before)
                && line.ends_with(after)
        }
    }
}

/// Holds what was printed to what stands in the guide; a line of `...` stands for any number of lines.
fn hold(printed: &str, expected: &[String], command: &str) {
    let mut lines = printed.lines().peekable();
    let mut expected = expected.iter().map(String::as_str).peekable();
    while let Some(line) = expected.next() {
        if line != "..." {
            let found = lines.next();
            assert!(
                found.is_some_and(|found| fits(found, line)),
                "{command}\nexpected: {line}\nprinted: {found:?}\n{printed}"
            );
            continue;
        }
        match expected.peek() {
            None => return,
            Some(next) => while lines.next_if(|found| !fits(found, next)).is_some() {},
        }
    }
    assert_eq!(
        lines.next(),
        None,
        "{command} prints more than the guide says"
    );
}

#[test]
fn the_guide_does_what_it_says() {
    let guide = std::fs::read_to_string(workspace().join("content/README.md")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    let mut commands = 0;
    for piece in pieces(&guide) {
        match piece {
            Piece::File(path, says, append) => {
                let path = at.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                let before = if append {
                    std::fs::read_to_string(&path).unwrap()
                } else {
                    String::new()
                };
                std::fs::write(path, before + &says).unwrap();
            }
            Piece::Command(command, expected) => {
                commands += 1;
                let args: Vec<&str> = command.split(' ').collect();
                let output = unhunch(at, &args);
                let printed = text(&output.stdout);
                assert_eq!(text(&output.stderr), "", "{command}");
                let fails = expected.iter().any(|line| line.starts_with("error["));
                assert_eq!(output.status.success(), !fails, "{command}\n{printed}");
                hold(printed, &expected, &command);
            }
        }
    }
    assert!(commands >= 12, "{commands}");
    moves(&at.join("arm-float.svg"));
}

/// A moving picture has something that moves.
fn moves(path: &Path) {
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(
        svg.starts_with("<svg") && svg.contains("keyframes"),
        "{}",
        &svg[..200]
    );
}

#[test]
fn the_guide_is_fit_to_be_read() {
    let guide = std::fs::read_to_string(workspace().join("content/README.md")).unwrap();
    assert_eq!(unhunch_core::wording::forbidden(&guide), []);
    assert!(guide.contains("### Technique: `techniques/<id>.toml`"));
}
