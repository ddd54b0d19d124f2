//! Every key that content uses is explained in the document of the content format.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Complaint;
use crate::workspace::File;

const DOCUMENT: &str = "docs/content-format.md";

/// Compares the keys of the content set with the document.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let document = files.iter().find(|file| file.path == DOCUMENT);
    let document = document.map_or("", File::text);
    let mut words = BTreeSet::new();
    for file in files {
        if file.path.starts_with("content/")
            && let Some(text) = toml_of(file)
            && let Ok(table) = text.parse::<Table>()
        {
            keys(&table, &mut words);
        }
    }
    let explained = spans(document);
    words
        .into_iter()
        .filter(|word| !explained.contains(word.as_str()))
        .map(|word| {
            let says = format!("does not explain the key `{word}`, which the content uses");
            Complaint::new(DOCUMENT, 0, says)
        })
        .collect()
}

/// Every word that stands in a code span.
fn spans(document: &str) -> BTreeSet<&str> {
    let inside = document
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    inside
        .flat_map(|span| span.split(move |c| !is_part(c)))
        .collect()
}

/// The TOML of a content file: all of it, or what stands between the `+++` of a guide.
fn toml_of(file: &File) -> Option<&str> {
    if file.has_extension("toml") {
        return file.text.as_deref();
    }
    let front = file.text().strip_prefix("+++\n")?;
    front.split_once("\n+++").map(|(front, _)| front)
}

fn keys(table: &Table, words: &mut BTreeSet<String>) {
    for (key, value) in table {
        words.insert(key.clone());
        inside(value, words);
    }
}

fn inside(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => keys(table, words),
        Value::Array(items) => items.iter().for_each(|item| inside(item, words)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn a_key_without_an_explanation_is_found() {
        let found = check(&[
            file(DOCUMENT, "`id`, `{ dose = { work } }`, order\n"),
            file(
                "content/techniques/a.toml",
                "id = \"a\"\n[[dose]]\nwork = { rest = 1 }\n",
            ),
            file(
                "content/guides/a.md",
                "+++\nid = \"a\"\norder = 1\n+++\nText.\n",
            ),
        ]);
        let says: Vec<&str> = found.iter().map(|one| one.says.as_str()).collect();
        assert_eq!(
            says,
            [
                "does not explain the key `order`, which the content uses",
                "does not explain the key `rest`, which the content uses"
            ]
        );
    }
}
