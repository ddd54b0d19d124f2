//! Every key that content uses is explained in the document of the content format, and every key of figure
//! files in theirs.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Complaint;
use crate::workspace::File;

const DOCUMENT: &str = "docs/content-format.md";
const FIGURES: &str = "docs/figure-format.md";

/// Below it, keys are joints and their movements, which the code lists.
const JOINTS: &str = "joints";

/// Compares the keys of the content set with the documents.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let (mut words, mut of_figures) = (BTreeSet::new(), BTreeSet::new());
    for file in files {
        if file.path.starts_with("content/")
            && let Some(text) = toml_of(file)
            && let Ok(table) = text.parse::<Table>()
        {
            let is_figure = file.path.ends_with(".figure.toml");
            let found = if is_figure {
                &mut of_figures
            } else {
                &mut words
            };
            keys(&table, found);
        }
    }
    [(DOCUMENT, words), (FIGURES, of_figures)]
        .into_iter()
        .flat_map(|(path, words)| unexplained(files, path, words))
        .collect()
}

/// The words that a document does not explain.
fn unexplained(files: &[File], path: &str, words: BTreeSet<String>) -> Vec<Complaint> {
    let document = files.iter().find(|file| file.path == path);
    let explained = spans(document.map_or("", File::text));
    words
        .into_iter()
        .filter(|word| !explained.contains(word.as_str()))
        .map(|word| {
            let says = format!("does not explain the key `{word}`, which the content uses");
            Complaint::new(path, 0, says)
        })
        .collect()
}

/// Every word that stands in a code span or in a block of code.
fn spans(document: &str) -> BTreeSet<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut in_block = false;
    let mut words = BTreeSet::new();
    for line in document.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if in_block {
            words.extend(line.split(|c| !is_part(c)));
        } else {
            let spans = line.split('`').skip(1).step_by(2);
            words.extend(spans.flat_map(|span| span.split(|c| !is_part(c))));
        }
    }
    words
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
        if key != JOINTS {
            inside(value, words);
        }
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
    fn keys_of_figures_are_looked_up_in_their_own_document() {
        let found = check(&[
            file(DOCUMENT, "`base`\n"),
            file(
                FIGURES,
                "`phase`\n\n```toml\njoints.a = 1\n```\nkeys, base\n",
            ),
            file(
                "content/techniques/a.figure.toml",
                "base = \"a\"\n[[phase]]\njoints.neck = { flexion = 1 }\n",
            ),
        ]);
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (one.path.as_str(), one.says.as_str()))
            .collect();
        let says = "does not explain the key `base`, which the content uses";
        assert_eq!(told, [(FIGURES, says)]);
    }

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
