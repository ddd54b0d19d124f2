//! Forbidden words stand nowhere that a person reads: documents, program text, help.
//!
//! The words are core's ([`unhunch_core::wording`]). Content is held to them by its own check. Rust names
//! in code spans of documents are not words to a person, and the string literals of code are all taken to
//! be: it is simpler to choose another word than to know who will see it.

use unhunch_core::wording::forbidden;

use super::Complaint;
use super::lexer::{Kind, line_of, pieces, value};
use crate::workspace::File;

/// Files that quote the words because they are about them.
const ABOUT_WORDS: &[(&str, &str)] = &[
    (
        "crates/core/src/wording.rs",
        "the list itself and its tests",
    ),
    (
        "crates/core/src/content/check/forbidden_word.rs",
        "the check's explanation and its tests",
    ),
    (
        "crates/core/src/diagnostic/render/testing.rs",
        "shows a fault of that check in every format",
    ),
    ("xtask/src/tidy/wording.rs", "the tests below"),
];

/// Looks through the documents and the string literals of all code.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in files {
        let apart = ABOUT_WORDS.iter().any(|(path, _)| *path == file.path);
        // Content and its broken fixtures have a check of their own.
        let content = file.path.starts_with("content/") || file.path.contains("/fixtures/");
        if apart || content {
            continue;
        }
        if file.has_extension("md") {
            document(file, &mut complaints);
        } else if file.has_extension("rs") {
            code(file, &mut complaints);
        } else if file.path.ends_with("Cargo.toml") {
            of_text(file, 0, file.text(), &mut complaints);
        }
    }
    complaints
}

fn of_text(file: &File, from: usize, text: &str, complaints: &mut Vec<Complaint>) {
    for found in forbidden(text) {
        let line = if from == 0 {
            line_of(text, found.range.start)
        } else {
            from
        };
        let says = format!(
            "\"{}\" is a word for doctors: say what the program does (ease, loosen, help, settle)",
            found.word
        );
        complaints.push(Complaint::new(&file.path, line, says));
    }
}

fn document(file: &File, complaints: &mut Vec<Complaint>) {
    // The README is for everybody, code spans and all; other documents may name Rust types in them.
    if file.path == "README.md" {
        of_text(file, 0, file.text(), complaints);
    } else {
        of_text(file, 0, &without_code_spans(file.text()), complaints);
    }
}

/// The text with what stands between single backticks blanked out, line by line.
pub(super) fn without_code_spans(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        let closed = line.matches('`').count().is_multiple_of(2);
        if fence || !closed {
            out.push_str(line);
            continue;
        }
        for (index, part) in line.split('`').enumerate() {
            if index % 2 == 0 {
                out.push_str(part);
            } else {
                out.extend(part.chars().map(|_| ' '));
            }
        }
    }
    out
}

fn code(file: &File, complaints: &mut Vec<Complaint>) {
    let source = file.text();
    // The documentation of the command line's arguments is its help text.
    let is_help = file.path.starts_with("crates/cli/src/") || file.path.starts_with("xtask/src/");
    for piece in pieces(source) {
        let line = line_of(source, piece.range.start);
        match piece.kind {
            Kind::Str { .. } => {
                let text = without_placeholders(&value(source, &piece));
                of_text(file, line, &text, complaints);
            }
            Kind::Doc if is_help => {
                let text = without_code_spans(&source[piece.range.clone()]);
                of_text(file, line, &text, complaints);
            }
            _ => {}
        }
    }
}

/// A format string without what stands in braces: names of the code, which nobody is shown.
fn without_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let name = |c: char| c.is_alphanumeric() || "_:#?.$*+<>^".contains(c);
        rest = match inner.find(|c| !name(c)) {
            Some(close) if inner[close..].starts_with('}') => &inner[close + 1..],
            _ => inner,
        };
        out.push(' ');
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn places(files: &[File]) -> Vec<(String, usize)> {
        check(files)
            .into_iter()
            .map(|one| (one.path, one.line))
            .collect()
    }

    #[test]
    fn words_are_found_in_strings_wherever_a_line_breaks() {
        let source = "//! A diagnosis in plain docs is for developers.\nfn f() {\n    g(\"it \\\n       treats\");\n}\n";
        assert_eq!(
            places(&[file("crates/store/src/a.rs", source)]),
            [("crates/store/src/a.rs".to_owned(), 3)]
        );
    }

    #[test]
    fn placeholders_are_names_and_no_words() {
        let in_string = |text: &str| {
            let source = format!("//! Fine.\nconst A: &str = \"{text}\";\n");
            places(&[file("crates/store/src/a.rs", &source)]).len()
        };
        assert_eq!(in_string("faults: {diagnosis:#?}"), 0);
        assert_eq!(in_string("{{diagnosis of {name}}}"), 1);
        assert_eq!(in_string("{ diagnosis }"), 1);
        assert_eq!(in_string("{name}: diagnosis"), 1);
    }

    #[test]
    fn help_is_text_for_people() {
        let source = "//! Fine.\n/// Treats a sore neck.\nstruct Args;\n";
        assert_eq!(places(&[file("crates/store/src/a.rs", source)]), []);
        assert_eq!(places(&[file("crates/cli/src/a.rs", source)]).len(), 1);
    }

    #[test]
    fn documents_may_name_types_and_the_readme_may_not() {
        let text = "One `diagnosis` here.\n\nNo cure there.\n";
        assert_eq!(
            places(&[file("ARCHITECTURE.md", text)]),
            [("ARCHITECTURE.md".to_owned(), 3)]
        );
        assert_eq!(places(&[file("README.md", text)]).len(), 2);
    }
}
