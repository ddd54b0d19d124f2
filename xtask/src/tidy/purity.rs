//! Core touches nothing: no files, no clock, no network, no processes, no environment, no terminal.

use super::Complaint;
use super::lexer::{Kind, line_of, pieces};
use crate::workspace::File;

/// What core's own code may not name.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "thread::sleep",
    "Timestamp::now",
    "Zoned::now",
    "println!",
    "print!",
];

/// Looks through core's code, its tests aside.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in files {
        let tests = ["/testing.rs", "/tests.rs", "/tests/"]
            .iter()
            .any(|part| file.path.contains(part));
        if !file.path.starts_with("crates/core/src/") || !file.has_extension("rs") || tests {
            continue;
        }
        let source = file.text();
        for piece in pieces(source) {
            if piece.kind != Kind::Code {
                continue;
            }
            let text = &source[piece.range.clone()];
            for name in FORBIDDEN {
                for (offset, _) in text.match_indices(name) {
                    let line = line_of(source, piece.range.start + offset);
                    let says = format!("core names `{name}`: take what it gives as an argument");
                    complaints.push(Complaint::new(&file.path, line, says));
                }
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
    fn only_core_is_held_to_it_and_only_its_code() {
        let source = "//! Reads no `std::fs`.\nuse std::fs::File;\nconst A: &str = \"std::env\";\n";
        let found = check(&[
            file("crates/core/src/a.rs", source),
            file("crates/bundle/src/a.rs", source),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].path.as_str(), found[0].line),
            ("crates/core/src/a.rs", 2)
        );
    }
}
