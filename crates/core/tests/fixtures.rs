//! Every rule has a fixture, and each fixture shows what a person would see.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use toml::de::{DeTable, DeValue};
use unhunch_core::content::check::{
    RULES, bad_pack, not_a_directory, not_found, not_utf8, symlink_loop, too_large, too_many_files,
    unreadable,
};
use unhunch_core::content::{Loaded, load};
use unhunch_core::diagnostic::render::{Style, text};
use unhunch_core::diagnostic::{Diagnostic, FileId, SourceFile, has_errors};

use common::{base, fixtures, options};

#[test]
fn the_base_set_has_no_fault() {
    let loaded = load(base(), Vec::new(), &options());
    assert_eq!(
        text(&loaded.diagnostics, &loaded.sources, Style::default()),
        ""
    );
    let library = loaded.library.unwrap();
    assert_eq!(library.techniques().len(), 4);
    assert_eq!(library.guides().len(), 2);
    assert_eq!(library.routines().len(), 1);
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_rule() {
    let folders: BTreeSet<String> = std::fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name != "base")
        .collect();
    let codes: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(folders, codes);
}

#[test]
fn every_fixture_yields_its_code_and_the_expected_text() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for rule in RULES {
        let folder = fixtures().join(rule.code);
        let loaded = load_delta(&folder, rule.code);
        let found = loaded.diagnostics.iter().any(|fault| fault.rule == *rule);
        assert!(found, "{} is not found in its fixture", rule.code);
        assert_eq!(
            loaded.library.is_none(),
            has_errors(&loaded.diagnostics),
            "{}",
            rule.code
        );
        let shown = text(&loaded.diagnostics, &loaded.sources, Style::default());
        let expected = folder.join("expected.txt");
        if update {
            std::fs::write(expected, shown).unwrap();
        } else if std::fs::read_to_string(expected).unwrap_or_default() != shown {
            wrong.push(format!("--- {}\n{shown}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

#[test]
fn threads_change_nothing() {
    for code in ["unknown-reference", "syntax", "missing-caution"] {
        let folder = fixtures().join(code);
        let one = load_delta(&folder, code);
        let (files, found) = changed(&folder, code);
        let many = load(
            files,
            found,
            &unhunch_core::content::Options {
                threads: 4,
                ..options()
            },
        );
        assert_eq!(one.diagnostics, many.diagnostics);
    }
}

/// Loads the base set with the changes of a fixture.
fn load_delta(folder: &Path, code: &str) -> Loaded {
    let (files, found) = changed(folder, code);
    load(files, found, &options())
}

fn changed(folder: &Path, code: &str) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    let delta = std::fs::read_to_string(folder.join("delta.toml")).unwrap();
    let delta = DeTable::parse(&delta).unwrap();
    let delta = delta.get_ref();
    let mut files = base();
    for name in list(delta, "remove") {
        let name = name.as_str().unwrap();
        let before = files.len();
        files.retain(|file| file.name != name);
        assert_eq!(files.len() + 1, before, "{code}: no file {name} to remove");
    }
    for edit in list(delta, "edit") {
        let (name, find) = (field(edit, "file"), field(edit, "find"));
        let file = files.iter_mut().find(|file| file.name == name).unwrap();
        assert_eq!(
            file.text.matches(find).count(),
            1,
            "{code}: {find:?} in {name}"
        );
        file.text = file.text.replacen(find, field(edit, "replace"), 1);
    }
    for add in list(delta, "add") {
        files.push(SourceFile::new(field(add, "file"), field(add, "text")));
    }
    for copy in list(delta, "copy") {
        let name = field(copy, "file");
        let mut file = files.iter().find(|file| file.name == name).unwrap().clone();
        file.path = field(copy, "path").to_owned();
        files.push(file);
    }
    let mut found = Vec::new();
    for unread in list(delta, "unread") {
        let name = field(unread, "file");
        if name.is_empty() {
            files.clear();
        }
        files.retain(|file| file.name != name && !file.name.starts_with(&format!("{name}/")));
        files.push(SourceFile {
            path: field(unread, "path").to_owned(),
            name: name.to_owned(),
            text: String::new(),
        });
        let file = FileId(u32::try_from(files.len() - 1).unwrap());
        found.push(reader_fault(code, file));
    }
    (files, found)
}

/// What a reader reports under a code.
fn reader_fault(code: &str, file: FileId) -> Diagnostic {
    match code {
        "bad-pack" => bad_pack::fault(
            file,
            "it is cut off",
            "fetch it again from where it comes from",
        ),
        "not-found" => not_found::fault(file),
        "not-a-directory" => not_a_directory::fault(file),
        "unreadable" => unreadable::fault(file, "permission denied"),
        "not-utf8" => not_utf8::fault(file, 17, 2),
        "too-large" => too_large::fault(file),
        "symlink-loop" => symlink_loop::fault(file),
        "too-many-files" => too_many_files::fault(file),
        _ => panic!("readers do not report {code}"),
    }
}

fn list<'d, 'i>(delta: &'d DeTable<'i>, key: &str) -> Vec<&'d DeValue<'i>> {
    delta
        .get(key)
        .map_or_else(Vec::new, |value| match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| item.get_ref()).collect(),
            _ => panic!("{key} is no list"),
        })
}

fn field<'d>(entry: &'d DeValue<'_>, key: &str) -> &'d str {
    entry
        .get(key)
        .unwrap_or_else(|| panic!("an entry needs {key}"))
        .get_ref()
        .as_str()
        .unwrap()
}
