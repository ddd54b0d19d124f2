//! For the tests of rules: the small valid set of the fixtures, with edits.

use crate::content::{Loaded, Options, load};
use crate::diagnostic::{Rule, SourceFile};

/// An edit of the base set: in the file, the first text becomes the second. An empty first text
/// replaces (or adds) the whole file.
pub(crate) type Edit<'e> = (&'e str, &'e str, &'e str);

/// The base set's files, in the order of their names.
pub(crate) fn base() -> Vec<SourceFile> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let name = format!("{folder}{name}");
            if entry.file_type().unwrap().is_dir() {
                folders.push(format!("{name}/"));
            } else {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                files.push(SourceFile::new(name, text));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The base set after edits.
pub(crate) fn edited(edits: &[Edit<'_>]) -> Vec<SourceFile> {
    let mut files = base();
    for (name, find, replace) in edits {
        let file = files.iter_mut().find(|file| file.name == *name);
        match file {
            Some(file) if find.is_empty() => file.text = (*replace).to_owned(),
            Some(file) => {
                assert!(file.text.contains(find), "{name} has no {find:?}");
                file.text = file.text.replacen(find, replace, 1);
            }
            None => files.push(SourceFile::new(*name, *replace)),
        }
    }
    files
}

/// Loads the base set after edits, on a given day.
pub(crate) fn load_edited(edits: &[Edit<'_>]) -> Loaded {
    let options = Options {
        today: Some(jiff::civil::date(2026, 6, 1)),
        ..Options::default()
    };
    load(edited(edits), Vec::new(), &options)
}

/// The messages of the faults of `rule` in the base set after edits.
pub(crate) fn messages(rule: &Rule, edits: &[Edit<'_>]) -> Vec<String> {
    load_edited(edits)
        .diagnostics
        .into_iter()
        .filter(|fault| fault.rule == rule)
        .map(|fault| fault.message)
        .collect()
}

/// Asserts that the base set after edits has no fault of `rule`.
pub(crate) fn assert_silent(rule: &Rule, edits: &[Edit<'_>]) {
    assert_eq!(messages(rule, edits), Vec::<String>::new());
}
