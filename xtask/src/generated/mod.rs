//! Documents that are written from code: `cargo xtask generate` writes them, `--check` compares.

mod figure_format;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unhunch_core::content::check::RULES;

use crate::workspace::{Failure, at};

/// A document and what it should say.
struct Document {
    path: &'static str,
    text: String,
}

/// A document of which only the lists are written from code.
const FIGURE_FORMAT: &str = "docs/figure-format.md";

fn documents(root: &Path) -> Result<Vec<Document>, Failure> {
    let path = root.join(FIGURE_FORMAT);
    let there = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    let (text, missing) = figure_format::filled(&there);
    if !missing.is_empty() {
        let names = missing.join(", ");
        return Err(format!("{FIGURE_FORMAT}: has no place for the lists {names}").into());
    }
    Ok(vec![
        Document {
            path: "docs/content-rules.md",
            text: content_rules(),
        },
        Document {
            path: FIGURE_FORMAT,
            text,
        },
    ])
}

/// The explanation of every rule of the content check.
fn content_rules() -> String {
    let mut out = String::from(
        "# The rules of the content check\n\n\
         <!-- Written by `cargo xtask generate` from the rules themselves; do not edit. -->\n\n\
         Every fault that `unhunch content check` and `cargo xtask validate` report belongs to one of these\n\
         rules, by its code. Each has a file of its own in `crates/core/src/content/check/` and a broken\n\
         example in `crates/core/tests/fixtures/`.\n",
    );
    for rule in RULES {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n## {}\n\n**{}**: {}.\n\n{}\n",
            rule.code,
            rule.severity.word(),
            rule.title,
            rule.explanation.trim()
        );
    }
    out
}

/// Writes the documents.
///
/// # Errors
///
/// When a file cannot be read or written, or a list has no place in its document.
pub(crate) fn write(root: &Path) -> Result<(), Failure> {
    for document in documents(root)? {
        let path = root.join(document.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        }
        fs::write(&path, document.text).map_err(|error| at(&path, &error))?;
        println!("wrote {}", document.path);
    }
    Ok(())
}

/// The documents that do not say what the code says.
///
/// # Errors
///
/// When a document cannot be read, or a list has no place in it.
pub(crate) fn stale(root: &Path) -> Result<Vec<&'static str>, Failure> {
    let stale = documents(root)?
        .iter()
        .filter(|document| {
            fs::read_to_string(root.join(document.path))
                .map_or(true, |there| there != document.text)
        })
        .map(|document| document.path)
        .collect();
    Ok(stale)
}

/// Tells which documents are stale; true when none is.
///
/// # Errors
///
/// As [`stale`].
pub(crate) fn check(root: &Path) -> Result<bool, Failure> {
    let stale = stale(root)?;
    for path in &stale {
        println!("{path}: is not what the code says; run `cargo xtask generate`");
    }
    Ok(stale.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_up_to_date() {
        let root = crate::workspace::root().unwrap();
        assert_eq!(stale(&root).unwrap(), Vec::<&str>::new());
    }

    #[test]
    fn every_rule_is_explained() {
        let text = content_rules();
        for rule in RULES {
            assert!(text.contains(&format!("\n## {}\n", rule.code)));
        }
        assert!(!text.contains("\n\n\n"));
    }
}
