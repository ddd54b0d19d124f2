//! Each crate depends on nothing beyond the table in `ARCHITECTURE.md`.
//!
//! The table is the rule, and this only reads it: a new dependency is written there, where somebody asks
//! whether the crate should have it, or the check fails with the crate, the dependency and the rule.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::Complaint;
use crate::workspace::File;

const DOCUMENT: &str = "ARCHITECTURE.md";
/// The first cells of the table.
const HEADER: &[&str] = &["crate", "may import", "its tests may also import"];
/// What marks a crate that is not there yet.
const PLANNED: &str = "(planned)";

/// What a crate may import.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    line: usize,
    planned: bool,
    /// For its code and its build script.
    code: BTreeSet<String>,
    /// For its tests, beside those.
    tests: BTreeSet<String>,
}

/// The manifests of the workspace's packages.
pub(super) fn packages(files: &[File]) -> impl Iterator<Item = &File> {
    files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml") && !file.path.contains("/fixtures/"))
}

/// Compares every manifest with the table.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let document = files.iter().find(|file| file.path == DOCUMENT);
    let rows = match table(document.map_or("", File::text)) {
        Ok(rows) => rows,
        Err(complaint) => return vec![complaint],
    };
    let mut complaints = Vec::new();
    let mut there = BTreeSet::new();
    for file in packages(files) {
        let name = crate_name(&file.path);
        there.insert(name.to_owned());
        match (file.text().parse::<Table>(), rows.get(name)) {
            (Err(error), _) => complaints.push(Complaint::new(&file.path, 0, error.message())),
            (Ok(_), None) => {
                let says = format!("the table in {DOCUMENT} has no row for `{name}`");
                complaints.push(Complaint::new(&file.path, 0, says));
            }
            (Ok(manifest), Some(row)) => compare(file, name, &manifest, row, &mut complaints),
        }
    }
    for (name, row) in &rows {
        match (there.contains(name), row.planned) {
            (true, true) => {
                let says = format!("`{name}` is there: take \"{PLANNED}\" out of its row");
                complaints.push(Complaint::new(DOCUMENT, row.line, says));
            }
            (false, false) => {
                let says = format!("there is no crate `{name}`; mark its row \"{PLANNED}\"");
                complaints.push(Complaint::new(DOCUMENT, row.line, says));
            }
            _ => {}
        }
    }
    complaints
}

/// The name that the table uses: the folder's.
fn crate_name(path: &str) -> &str {
    let folder = path.strip_suffix("/Cargo.toml").unwrap_or(path);
    folder.rsplit('/').next().unwrap_or(folder)
}

fn compare(file: &File, name: &str, manifest: &Table, row: &Row, complaints: &mut Vec<Complaint>) {
    for (kind, dependency) in dependencies(manifest) {
        // The table names our own crates by their folders.
        let own = match dependency.as_str() {
            "unhunch" => "cli",
            other => other.strip_prefix("unhunch-").unwrap_or(other),
        };
        let listed = |set: &BTreeSet<String>| set.contains(own) || set.contains(&dependency);
        let allowed = listed(&row.code) || kind == Kind::Tests && listed(&row.tests);
        if allowed {
            continue;
        }
        let all: Vec<&str> = row.code.iter().map(String::as_str).collect();
        let whose = match kind {
            Kind::Code => "",
            Kind::Tests => "the tests of ",
        };
        let says = format!(
            "{whose}`{name}` may not import `{dependency}`: the table ({DOCUMENT}:{}) allows {}. Do \
             without it, or change the table and say why",
            row.line,
            all.join(", ")
        );
        let line = line_of_key(file.text(), &dependency);
        complaints.push(Complaint::new(&file.path, line, says));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Code,
    Tests,
}

/// Everything that a manifest depends on, on any platform, by the name of the package.
fn dependencies(manifest: &Table) -> BTreeSet<(Kind, String)> {
    let mut found = BTreeSet::new();
    let mut of = |table: &Table| {
        for (key, kind) in [
            ("dependencies", Kind::Code),
            ("build-dependencies", Kind::Code),
            ("dev-dependencies", Kind::Tests),
        ] {
            let listed = table.get(key).and_then(Value::as_table);
            for (name, value) in listed.into_iter().flatten() {
                let package = value.get("package").and_then(Value::as_str);
                found.insert((kind, package.unwrap_or(name).to_owned()));
            }
        }
    };
    of(manifest);
    let targets = manifest.get("target").and_then(Value::as_table);
    for target in targets.into_iter().flatten() {
        if let Some(table) = target.1.as_table() {
            of(table);
        }
    }
    found
}

/// The line on which a key is set; 0 when it is not found.
fn line_of_key(text: &str, key: &str) -> usize {
    let is_it = |line: &str| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    text.lines().position(is_it).map_or(0, |line| line + 1)
}

/// Reads the table: crates and packages are what stands in backticks.
fn table(document: &str) -> Result<BTreeMap<String, Row>, Complaint> {
    let mut lines = (1..).zip(document.lines());
    let header = lines.find(|(_, line)| cells(line).starts_with(HEADER));
    if header.is_none() {
        let says = format!("has no table that begins with | {} |", HEADER.join(" | "));
        return Err(Complaint::new(DOCUMENT, 0, says));
    }
    let mut rows = BTreeMap::new();
    for (line, text) in lines {
        let cells = cells(text);
        let [name, code, tests, ..] = cells.as_slice() else {
            break;
        };
        if name.starts_with("---") {
            continue;
        }
        let Some(crate_name) = spans(name).next() else {
            let says = "a row of the table begins with a crate in backticks";
            return Err(Complaint::new(DOCUMENT, line, says));
        };
        let row = Row {
            line,
            planned: name.contains(PLANNED),
            code: spans(code).map(str::to_owned).collect(),
            tests: spans(tests).map(str::to_owned).collect(),
        };
        rows.insert(crate_name.to_owned(), row);
    }
    Ok(rows)
}

/// The cells of a line of a Markdown table; none for another line.
fn cells(line: &str) -> Vec<&str> {
    let Some(inner) = line.trim().strip_prefix('|') else {
        return Vec::new();
    };
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(str::trim).collect()
}

/// What stands in backticks.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    const TABLE: &str = "# Title\n\n\
        | crate | may import | its tests may also import | never |\n\
        |---|---|---|---|\n\
        | `core` | `serde`, `toml` | `insta` | a clock |\n\
        | `store` | `core`, `rusqlite` | | |\n\
        | `tui` (planned) | `core` | | |\n\n\
        Text.\n";

    fn says(files: &[File]) -> Vec<String> {
        check(files).iter().map(ToString::to_string).collect()
    }

    fn core(manifest: &str) -> File {
        file("crates/core/Cargo.toml", manifest)
    }

    fn store() -> File {
        let manifest = "[dependencies]\nunhunch-core.workspace = true\n\
             [target.'cfg(unix)'.dependencies]\nrusqlite = \"1\"\n";
        file("crates/store/Cargo.toml", manifest)
    }

    #[test]
    fn what_the_table_allows_is_fine() {
        let manifest = "[dependencies]\nserde.workspace = true\n[build-dependencies]\ntoml = \"1\"\n\
             [dev-dependencies]\ninsta.workspace = true\nserde.workspace = true\n";
        let files = [file(DOCUMENT, TABLE), core(manifest), store()];
        assert_eq!(says(&files), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_outside_the_table_is_named_with_its_crate_and_the_rule() {
        let manifest = "[dependencies]\nserde = \"1\"\ntokio = \"1\"\n";
        let files = [file(DOCUMENT, TABLE), core(manifest), store()];
        assert_eq!(
            says(&files),
            [
                "crates/core/Cargo.toml:3: `core` may not import `tokio`: the table \
                 (ARCHITECTURE.md:5) allows serde, toml. Do without it, or change the table and say why"
            ]
        );
    }

    #[test]
    fn no_way_around_is_open() {
        for manifest in [
            "[dependencies]\nalias = { package = \"tokio\", version = \"1\" }\n",
            "[dependencies.tokio]\nversion = \"1\"\n",
            "[target.'cfg(windows)'.dependencies]\ntokio = \"1\"\n",
            "[build-dependencies]\ntokio = \"1\"\n",
            "[dev-dependencies]\ntokio = \"1\"\n",
            // What tests may import, code may not.
            "[dependencies]\ninsta = \"1\"\n",
        ] {
            let files = [file(DOCUMENT, TABLE), core(manifest), store()];
            assert_eq!(says(&files).len(), 1, "{manifest}");
        }
    }

    #[test]
    fn table_and_workspace_name_the_same_crates() {
        let serde = "[dependencies]\nserde = \"1\"\n";
        let files = [
            file(DOCUMENT, TABLE),
            core(serde),
            file("crates/tui/Cargo.toml", ""),
            file("crates/odd/Cargo.toml", ""),
        ];
        assert_eq!(
            says(&files),
            [
                "crates/odd/Cargo.toml: the table in ARCHITECTURE.md has no row for `odd`",
                "ARCHITECTURE.md:6: there is no crate `store`; mark its row \"(planned)\"",
                "ARCHITECTURE.md:7: `tui` is there: take \"(planned)\" out of its row",
            ]
        );
        assert_eq!(says(&[core(serde)]).len(), 1);
    }
}
