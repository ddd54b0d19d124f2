//! The documents for developers name only files and folders that exist.
//!
//! A path is what stands in a code span or a link and has a `/` or ends like a file: `crates/core`,
//! `clippy.toml`. It is looked for in the workspace, beside the document, and in the content set. Up to a
//! placeholder (`content/techniques/<id>.toml`) it must exist too.

use std::collections::BTreeSet;

use super::Complaint;
use crate::workspace::File;

/// The documents that are held to it.
const DOCUMENTS: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];

/// The document with the code map.
const MAP: &str = "ARCHITECTURE.md";
/// Written from code, and about the files of any content set.
const GENERATED: &str = "docs/content-checks.md";

/// How names of files end.
const ENDINGS: &[&str] = &[".rs", ".toml", ".md", ".json", ".sql", ".lock", ".yml"];

/// Looks up every path that the documents name.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        there.insert(&file.path);
        for (at, _) in file.path.match_indices('/') {
            there.insert(&file.path[..at]);
        }
    }
    let mut complaints = unmapped(files);
    for file in files {
        let folder = match file.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => String::new(),
        };
        let is_document = DOCUMENTS.contains(&file.path.as_str()) || file.path.starts_with("docs/");
        if !is_document || !file.has_extension("md") || file.path == GENERATED {
            continue;
        }
        for (line, text) in (1..).zip(file.text().lines()) {
            for path in named(text) {
                let places = [
                    path.to_owned(),
                    format!("{folder}{path}"),
                    format!("content/{path}"),
                ];
                if !places.iter().any(|place| there.contains(place.as_str())) {
                    let says = format!("names `{path}`, which does not exist");
                    complaints.push(Complaint::new(&file.path, line, says));
                }
            }
        }
    }
    complaints
}

/// Modules that the code map leaves out: those of core, and the folders of the other crates.
fn unmapped(files: &[File]) -> Vec<Complaint> {
    let map = files.iter().find(|file| file.path == MAP);
    let map = map.map_or("", File::text);
    let modules: BTreeSet<String> = files.iter().filter_map(module).collect();
    modules
        .into_iter()
        .filter(|module| !map.contains(&format!("`{module}`")))
        .map(|module| {
            Complaint::new(
                MAP,
                0,
                format!("has no place for `{module}` in the code map"),
            )
        })
        .collect()
}

/// The module that the code map has to name for a file to be on it.
fn module(file: &File) -> Option<String> {
    if !file.has_extension("rs") {
        return None;
    }
    let (name, inside) = file.path.strip_prefix("crates/")?.split_once("/src/")?;
    let first = inside.split('/').next()?;
    let is_folder = first.len() < inside.len();
    let named = is_folder || name == "core" && !matches!(first, "lib.rs" | "main.rs");
    named.then(|| format!("crates/{name}/src/{first}"))
}

/// The paths that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let spans = line
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|span| is_path(span));
    let links = line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#']).next()?;
        let is_web = target.contains(':') || target.is_empty();
        (!is_web).then_some(target)
    });
    spans.chain(links).filter_map(|path| {
        // What stands before a placeholder is a folder.
        let known = match path.find(['<', '*']) {
            Some(at) => path[..at].rsplit_once('/')?.0,
            None => path,
        };
        let known = known.trim_end_matches('/');
        (!known.is_empty()).then_some(known)
    })
}

fn is_path(span: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_./<>*".contains(c);
    let outside = ["/", "~", ".", "target/"].iter().any(|begin| {
        span.starts_with(begin) && !span.starts_with(".ci/") && !span.starts_with(".cargo/")
    });
    // `unhunch.timeline/1` names a version of a format.
    let schema = span.starts_with("unhunch.");
    let like_a_file = ENDINGS
        .iter()
        .any(|ending| span.len() > ending.len() && span.ends_with(ending));
    span.chars().all(plain) && !outside && !schema && (span.contains('/') || like_a_file)
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn paths_are_told_from_other_words() {
        let named = |line: &'static str| named(line).collect::<Vec<_>>();
        assert_eq!(
            named(
                "`crates/core/`, `clippy.toml`, [the rules](docs/rules.md#top), [web](https://a.b/c)"
            ),
            ["crates/core", "clippy.toml", "docs/rules.md"]
        );
        assert_eq!(
            named("`content/techniques/<id>.toml`"),
            ["content/techniques"]
        );
        for line in [
            "`core::plan` and `a / b` and `cargo xtask test`",
            "`unhunch.timeline/1`, `~/.local/share`, `target/bench`, `.toml`, `<id>.toml`",
        ] {
            assert_eq!(named(line), Vec::<&str>::new(), "{line}");
        }
    }

    #[test]
    fn the_code_map_has_every_module_of_core_and_every_folder() {
        let found = check(&[
            file(MAP, "See `crates/core/src/plan`.\n"),
            file("crates/core/src/lib.rs", ""),
            file("crates/core/src/plan/mod.rs", ""),
            file("crates/core/src/new.rs", ""),
            file("crates/cli/src/error.rs", ""),
            file("crates/cli/src/view/big.rs", ""),
        ]);
        let told: Vec<&str> = found.iter().map(|one| one.says.as_str()).collect();
        assert_eq!(
            told,
            [
                "has no place for `crates/cli/src/view` in the code map",
                "has no place for `crates/core/src/new.rs` in the code map"
            ]
        );
    }

    #[test]
    fn a_path_that_is_gone_is_found() {
        let found = check(&[
            file("ARCHITECTURE.md", "See `a/b.rs`,\n`a` and `a/gone.rs`.\n"),
            file("docs/one.md", "[two](two.md), [three](three.md)\n"),
            file("docs/two.md", ""),
            file("a/b.rs", ""),
        ]);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "ARCHITECTURE.md:2: names `a/gone.rs`, which does not exist",
                "docs/one.md:1: names `three.md`, which does not exist"
            ]
        );
    }
}
