//! Documents that are written from code: `cargo xtask generate` writes them, `--check` compares.

mod fields;
mod figure_format;
mod lists;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unhunch_core::content::check::{Part, RULES};
use unhunch_core::content::schema;

use crate::workspace::{Failure, at};

/// A document and what it should say.
struct Document {
    path: String,
    text: String,
}

/// A list and its name.
type List = (&'static str, String);

/// What makes the lists of a document.
type Lists = fn() -> Vec<List>;

/// The documents of which only the lists are written from code.
const WITH_LISTS: &[(&str, Lists)] = &[
    ("docs/figure-format.md", figure_format::lists),
    ("content/README.md", fields::lists),
];

fn documents(root: &Path) -> Result<Vec<Document>, Failure> {
    let mut documents = schemas();
    documents.push(Document {
        path: "docs/content-checks.md".to_owned(),
        text: content_checks(),
    });
    for (name, lists) in WITH_LISTS {
        let path = root.join(name);
        let there = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        let (text, missing) = lists::filled(&there, &lists());
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(format!("{name}: has no place for the lists {missing}").into());
        }
        documents.push(Document {
            path: (*name).to_owned(),
            text,
        });
    }
    Ok(documents)
}

/// The JSON Schemas of all kinds of content file.
fn schemas() -> Vec<Document> {
    Part::ALL
        .iter()
        .map(|part| Document {
            path: format!("content/{}/{}", schema::FOLDER, schema::file_name(*part)),
            text: schema::text(*part),
        })
        .collect()
}

/// The explanation of every rule of the content check.
fn content_checks() -> String {
    let mut out = String::from(
        "# The checks of content\n\n\
         <!-- Written by `cargo xtask generate` from the rules themselves; do not edit. -->\n\n\
         Every fault that `unhunch content check` and `cargo xtask validate` report belongs to one of these\n\
         rules, by its code; `unhunch content explain CODE` shows the same text. Each has a file of its own in\n\
         `crates/core/src/content/check/` and a broken example in `crates/core/tests/fixtures/`.\n\n\
         The JSON Schemas in `content/schema/`, by which editors help while one writes, say what each file by\n\
         itself may hold. How values and files fit together is held to these rules alone, and of a single file\n\
         a schema cannot say:\n\n",
    );
    for (code, says) in schema::BEYOND {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "- [`{code}`](#{code}): {says}.");
    }
    for rule in RULES {
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

/// Writes the documents that say something else than the code, and takes away schemas that no code writes.
///
/// # Errors
///
/// When a file cannot be read or written, or a list has no place in its document.
pub(crate) fn write(root: &Path) -> Result<(), Failure> {
    write_all(root, documents(root)?)
}

/// As [`write()`], the schemas alone.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn write_schemas(root: &Path) -> Result<(), Failure> {
    write_all(root, schemas())
}

fn write_all(root: &Path, documents: Vec<Document>) -> Result<(), Failure> {
    for name in strays(root, &documents)? {
        let path = root.join(&name);
        fs::remove_file(&path).map_err(|error| at(&path, &error))?;
        println!("took away {name}");
    }
    for document in documents {
        let path = root.join(&document.path);
        if fs::read_to_string(&path).is_ok_and(|there| there == document.text) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        }
        fs::write(&path, document.text).map_err(|error| at(&path, &error))?;
        println!("wrote {}", document.path);
    }
    Ok(())
}

/// The files in the folder of schemas that no code writes.
fn strays(root: &Path, documents: &[Document]) -> Result<Vec<String>, Failure> {
    let folder = format!("content/{}", schema::FOLDER);
    let path = root.join(&folder);
    let mut strays = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(&path).map_err(|error| at(&path, &error))? {
            let name = entry.map_err(|error| at(&path, &error))?.file_name();
            let name = format!("{folder}/{}", name.to_string_lossy());
            if documents.iter().all(|document| document.path != name) {
                strays.push(name);
            }
        }
    }
    strays.sort();
    Ok(strays)
}

/// The documents that do not say what the code says.
///
/// # Errors
///
/// When a document cannot be read, or a list has no place in it.
pub(crate) fn stale(root: &Path) -> Result<Vec<String>, Failure> {
    stale_of(root, documents(root)?)
}

fn stale_of(root: &Path, documents: Vec<Document>) -> Result<Vec<String>, Failure> {
    let mut stale = strays(root, &documents)?;
    let other = documents.into_iter().filter(|document| {
        fs::read_to_string(root.join(&document.path)).map_or(true, |there| there != document.text)
    });
    stale.extend(other.map(|document| document.path));
    Ok(stale)
}

/// Tells which documents are stale; true when none is.
///
/// # Errors
///
/// As [`stale`].
pub(crate) fn check(root: &Path) -> Result<bool, Failure> {
    Ok(told(&stale(root)?, "cargo xtask generate"))
}

/// As [`check`], of the schemas alone.
///
/// # Errors
///
/// When the folder of the schemas cannot be read.
pub(crate) fn check_schemas(root: &Path) -> Result<bool, Failure> {
    Ok(told(&stale_of(root, schemas())?, "cargo xtask schema"))
}

fn told(stale: &[String], command: &str) -> bool {
    for path in stale {
        println!("{path}: is not what the code says; run `{command}`");
    }
    stale.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_up_to_date() {
        let root = crate::workspace::root().unwrap();
        assert_eq!(stale(&root).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn every_rule_is_explained() {
        let text = content_checks();
        for rule in RULES {
            assert!(text.contains(&format!("\n## {}\n", rule.code)));
        }
        assert!(!text.contains("\n\n\n"));
    }

    #[test]
    fn a_schema_that_is_changed_missing_or_one_too_many_is_stale() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        write_schemas(root).unwrap();
        assert_eq!(stale_of(root, schemas()).unwrap(), Vec::<String>::new());
        let folder = root.join("content/schema");
        fs::write(folder.join("guide.schema.json"), "{}").unwrap();
        fs::remove_file(folder.join("flags.schema.json")).unwrap();
        fs::write(folder.join("program.schema.json"), "{}").unwrap();
        assert_eq!(
            stale_of(root, schemas()).unwrap(),
            [
                "content/schema/program.schema.json",
                "content/schema/guide.schema.json",
                "content/schema/flags.schema.json",
            ]
        );
        write_schemas(root).unwrap();
        assert!(check_schemas(root).unwrap());
    }
}
