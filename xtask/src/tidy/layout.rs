//! How files look: documented modules of a readable length, clean text, settings and licenses in place.

use super::Complaint;
use crate::workspace::File;

/// The most lines of a Rust file.
const MOST_LINES: usize = 450;

/// Files that may be longer, each with the reason. A file that got shorter leaves the list.
const LONG: &[(&str, &str)] = &[
    (
        "crates/cli/tests/read.rs",
        "the commands that read, end to end, with their one test builder",
    ),
    (
        "crates/cli/tests/record.rs",
        "the commands that record, end to end, with their one test builder",
    ),
    (
        "crates/core/src/journal/wire.rs",
        "one type beside the other for every kind of entry, read side by side",
    ),
    (
        "crates/core/src/plan/build.rs",
        "every figure of the model stands where the instance is built",
    ),
    (
        "crates/core/src/plan/tests/libraries.rs",
        "random libraries and an exhaustive planner of their own, read together",
    ),
    (
        "crates/core/tests/player.rs",
        "the player's invariants over random commands, with their one model",
    ),
    (
        "crates/core/tests/session.rs",
        "sessions that are recorded, cut and gone on with, held to one model of what was played",
    ),
    (
        "tests/content/safety.rs",
        "the law of safety, line by line, over the real content",
    ),
    (
        "crates/tui/src/keys/tables.rs",
        "tables of keys, a line for each part of a binding",
    ),
];

/// Every module opens with its documentation, and is not too long.
pub(super) fn modules(files: &[File]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.has_extension("rs")) {
        if !file.text().starts_with("//!") {
            complaints.push(Complaint::new(
                &file.path,
                1,
                "a module opens with `//!` and says what it is for",
            ));
        }
        let lines = file.text().lines().count();
        let listed = LONG.iter().any(|(path, _)| *path == file.path);
        if lines > MOST_LINES && !listed {
            let says = format!(
                "{lines} lines, and {MOST_LINES} are the most: split it by idea, or list it in \
                 xtask/src/tidy/layout.rs with the reason"
            );
            complaints.push(Complaint::new(&file.path, 0, says));
        } else if lines <= MOST_LINES && listed {
            let says = "is listed as long, and no longer is: take it off the list";
            complaints.push(Complaint::new(&file.path, 0, says));
        }
    }
    complaints
}

/// What a machine's own paths begin with.
const MACHINE: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\Us", "ers"),
];

/// Text files end in one line feed, hold no blanks at the ends of lines and no paths of one machine.
pub(super) fn text(files: &[File]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in files {
        let Some(text) = &file.text else { continue };
        for (line, content) in (1..).zip(text.lines()) {
            if let Some(begin) = MACHINE.iter().find(|begin| content.contains(**begin)) {
                let says = format!("`{begin}...` is a path of one machine: write a relative one");
                complaints.push(Complaint::new(&file.path, line, says));
            }
            if is_written(file) && content.ends_with([' ', '\t', '\r']) {
                let says = "blanks at the end of the line";
                complaints.push(Complaint::new(&file.path, line, says));
            }
        }
        let ends_well = text.is_empty() || text.ends_with('\n') && !text.ends_with("\n\n");
        if is_written(file) && !ends_well {
            let says = "ends in exactly one line feed";
            complaints.push(Complaint::new(&file.path, 0, says));
        }
    }
    complaints
}

/// Whether people write the file: what tests expect to the letter, and bad input, are as they are.
fn is_written(file: &File) -> bool {
    let kind = ["rs", "toml", "md", "json", "sql", "yml"];
    !file.path.contains("/fixtures/") && kind.iter().any(|one| file.has_extension(one))
}

/// Files that a release needs, each with words that it cannot do without.
const NEEDED: &[(&str, &str)] = &[
    ("LICENSE-MIT", "MIT License"),
    ("LICENSE-APACHE", "Apache License"),
    ("content/LICENSE", "Attribution 4.0 International"),
    ("README.md", "unhunch start --minutes 5"),
    ("CHANGELOG.md", "Unreleased"),
    (".ci/run", "cargo xtask test"),
    ("Cargo.lock", "unhunch-core"),
];

/// Licenses are there, and every package takes its settings from the workspace.
pub(super) fn manifests(files: &[File]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, words) in NEEDED {
        let there = files
            .iter()
            .any(|file| file.path == *path && file.text().contains(words));
        if !there {
            let says = format!("is missing, or does not say \"{words}\"");
            complaints.push(Complaint::new(path, 0, says));
        }
    }
    for file in super::dependencies::packages(files) {
        for setting in [
            "version.workspace = true",
            "edition.workspace = true",
            "rust-version.workspace = true",
            "license.workspace = true",
            "[lints]\nworkspace = true",
        ] {
            if !file.text().contains(setting) {
                let says = format!("write `{}`", setting.replace('\n', " "));
                complaints.push(Complaint::new(&file.path, 0, says));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn modules_have_documentation_and_an_end() {
        let long = format!("//! Long.\n{}", "\n".repeat(MOST_LINES));
        let found = modules(&[
            file("crates/core/src/a.rs", "fn f() {}\n"),
            file("crates/core/src/b.rs", &long),
            file("crates/core/src/plan/build.rs", "//! Short by now.\n"),
            file("crates/core/src/c.rs", "//! Fine.\n"),
        ]);
        let places: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(
            places,
            [
                "crates/core/src/a.rs",
                "crates/core/src/b.rs",
                "crates/core/src/plan/build.rs"
            ]
        );
    }

    #[test]
    fn blanks_line_ends_and_paths_are_found_where_people_write() {
        let path = format!("see {}me/notes", MACHINE[0]);
        let found = text(&[
            file("a.md", "one \ntwo\t\nthree"),
            file("crates/core/tests/fixtures/x/expected.txt", "kept \n"),
            file("b.txt", &path),
        ]);
        let told: Vec<(&str, usize)> = found.iter().map(|c| (c.path.as_str(), c.line)).collect();
        assert_eq!(told, [("a.md", 1), ("a.md", 2), ("a.md", 0), ("b.txt", 1)]);
    }

    #[test]
    fn a_missing_license_is_missed() {
        let found = manifests(&[file("LICENSE-MIT", "MIT License\n")]);
        assert!(!found.iter().any(|one| one.path == "LICENSE-MIT"));
        assert!(found.iter().any(|one| one.path == "LICENSE-APACHE"));
    }
}
