//! For the tests of content: the base set of the fixtures, and changes to it.

use std::path::{Path, PathBuf};

use unhunch_core::content::Options;
use unhunch_core::diagnostic::SourceFile;

/// Where the fixtures stand.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The small set without a fault, in the order of its names.
pub(crate) fn base() -> Vec<SourceFile> {
    let root = fixtures().join("base");
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

/// The options that the fixtures are checked with.
pub(crate) fn options() -> Options {
    Options {
        today: Some(jiff::civil::date(2026, 6, 1)),
        ..Options::default()
    }
}
