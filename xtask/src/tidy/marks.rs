//! Nothing is left for later: no macro that panics for want of code, no test that does not run, no mark that
//! somebody meant to come back.

use super::Complaint;
use super::lexer::{Kind, line_of, pieces};
use crate::workspace::File;

/// What may not stand in code. Blanks do not count.
const IN_CODE: &[&str] = &[
    concat!("to", "do!"),
    concat!("unimpl", "emented!"),
    "#[ignore",
    "allow(dead_code",
    "expect(dead_code",
];

/// What may not stand in comments, as words of their own.
const IN_COMMENTS: &[&str] = &[
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("TO", "DO"),
    concat!("HA", "CK"),
];

/// Looks through every Rust file.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    files
        .iter()
        .filter(|file| file.has_extension("rs"))
        .flat_map(of)
        .collect()
}

fn of(file: &File) -> Vec<Complaint> {
    let source = file.text();
    let mut complaints = Vec::new();
    for piece in pieces(source) {
        let text = &source[piece.range.clone()];
        let at = |offset: usize| line_of(source, piece.range.start + offset);
        match piece.kind {
            Kind::Code => {
                for mark in IN_CODE {
                    for (offset, _) in text.match_indices(mark) {
                        let says = format!("`{mark}`: finish it, or take it out");
                        complaints.push(Complaint::new(&file.path, at(offset), says));
                    }
                }
            }
            Kind::Comment | Kind::Doc => {
                for word in text.split(|c: char| !c.is_alphanumeric()) {
                    if IN_COMMENTS.contains(&word) {
                        let offset = text.find(word).unwrap_or(0);
                        let says = format!("`{word}`: do it now, or write it down elsewhere");
                        complaints.push(Complaint::new(&file.path, at(offset), says));
                    }
                }
            }
            Kind::Str { .. } => {}
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn marks_are_found_in_code_and_comments_but_not_in_strings() {
        let source = format!(
            "//! Fine.\nfn f() {{ {}() }}\n// {}: later\nconst A: &str = \"{}\";\n#[ignore = \"slow\"]\n",
            IN_CODE[0], IN_COMMENTS[0], IN_COMMENTS[1]
        );
        let lines: Vec<usize> = check(&[file("a.rs", &source)])
            .iter()
            .map(|one| one.line)
            .collect();
        assert_eq!(lines, [2, 3, 5]);
    }
}
