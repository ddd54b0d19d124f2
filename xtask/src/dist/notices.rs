//! The notices of others whose code is in a program: what each package is, its license, and the texts.
//!
//! The texts are the files that the packages themselves hold. The same text stands once, with all whose it is.
//! A package that forgot its file takes it from another one of the same repository; failing that, from the
//! standard text where the license has one that needs nothing but a name. A license without a text fails the
//! release.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use super::graph::{Graph, Package};
use crate::workspace::{Failure, at};

/// How the names of files begin that hold what has to be handed on.
const BEGINNINGS: &[&str] = &[
    "LICENSE",
    "LICENCE",
    "COPYING",
    "COPYRIGHT",
    "NOTICE",
    "UNLICENSE",
];
/// How such names go on when they are something else.
const OTHER: &[&str] = &[".rs", ".toml", ".spdx"];

/// What the notices are made of, beside the graph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standard<'a> {
    /// The text of the MIT license, with anybody's name.
    pub(crate) mit: &'a str,
    /// The text of the Apache license.
    pub(crate) apache: &'a str,
}

/// Writes the notices.
///
/// # Errors
///
/// For a package that does not say how it is licensed or whose text is nowhere, naming all of them.
pub(crate) fn notices(
    name: &str,
    graph: &Graph,
    standard: Standard<'_>,
) -> Result<String, Failure> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut list = String::new();
    let mut missing = Vec::new();
    for package in graph.others() {
        let known = format!("{} {}", package.name, package.version);
        let Some(license) = package.expression() else {
            missing.push(format!("{known} does not say how it is licensed"));
            continue;
        };
        let _ = writeln!(list, "- {known}: {license}{}", place(package));
        let own = files(package)?;
        let found = if own.is_empty() {
            instead(package, graph, standard)?
        } else {
            own
        };
        if found.is_empty() {
            missing.push(format!("{known} ({license}) has no text of its license"));
        }
        for text in found {
            texts.entry(text).or_default().insert(known.clone());
        }
    }
    if !missing.is_empty() {
        missing.sort();
        return Err(missing.join("\n").into());
    }
    let mut out = format!(
        "# What others wrote that is in {name}\n\n\
         Each package with its license and the place that it comes from; the texts stand below, in the same\n\
         order. {name} itself is under MIT or Apache-2.0, its content under CC BY 4.0. The standard library of\n\
         Rust has a file of its own, COPYRIGHT-rust-standard-library.html.\n\n{list}"
    );
    if graph
        .others()
        .any(|package| package.name == "libsqlite3-sys")
    {
        out.push_str(
            "\nlibsqlite3-sys brings SQLite (https://sqlite.org), which its authors gave to the public domain.\n",
        );
    }
    let mut ordered: Vec<(&BTreeSet<String>, &String)> =
        texts.iter().map(|(text, whose)| (whose, text)).collect();
    ordered.sort();
    for (whose, text) in ordered {
        let whose: Vec<&str> = whose.iter().map(String::as_str).collect();
        let line = "-".repeat(76);
        let _ = write!(out, "\n{line}\n{}\n{line}\n\n{text}", filled(&whose));
    }
    Ok(out)
}

/// Where a package is developed, as it goes on in a line.
fn place(package: &Package) -> String {
    let there = package.repository.as_deref();
    there.map_or_else(String::new, |place| format!(", {place}"))
}

/// Names in lines that are not too long.
fn filled(names: &[&str]) -> String {
    let mut out = String::new();
    let mut column = 0;
    for (index, name) in names.iter().enumerate() {
        let comma = if index + 1 < names.len() { "," } else { "" };
        if column > 0 && column + name.len() + 2 > 76 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(name);
        out.push_str(comma);
        column += name.len() + comma.len();
    }
    out
}

/// The texts that a package holds, as lines without blanks at their ends.
fn files(package: &Package) -> Result<Vec<String>, Failure> {
    let folder = package.folder();
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let entry = entry.map_err(|error| at(folder, &error))?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let other = OTHER.iter().any(|end| name.ends_with(&end.to_uppercase()));
        if !BEGINNINGS.iter().any(|begin| name.starts_with(begin)) || other {
            continue;
        }
        if entry.path().is_dir() {
            for inside in fs::read_dir(entry.path())? {
                paths.push(inside?.path());
            }
        } else {
            paths.push(entry.path());
        }
    }
    if let Some(named) = &package.license_file {
        paths.push(folder.join(named));
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.dedup();
    let mut texts = Vec::new();
    for path in paths {
        let text = fs::read(&path).map_err(|error| at(&path, &error))?;
        texts.push(even(&String::from_utf8_lossy(&text)));
    }
    texts.retain(|text| text.trim().len() > 1);
    texts.dedup();
    Ok(texts)
}

/// The same text whatever system it was written on.
fn even(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.first().is_some_and(|line| line.is_empty()) {
        lines.remove(0);
    }
    let text = lines.join("\n");
    format!("{}\n", text.trim_end())
}

/// The texts for a package that holds none.
fn instead(
    package: &Package,
    graph: &Graph,
    standard: Standard<'_>,
) -> Result<Vec<String>, Failure> {
    let repository = package
        .repository
        .as_deref()
        .map(|one| one.trim_end_matches('/'));
    let related = graph.others().filter(|other| {
        let same = other
            .repository
            .as_deref()
            .map(|one| one.trim_end_matches('/'));
        repository.is_some() && same == repository && other.license == package.license
    });
    for other in related {
        let texts = files(other)?;
        if !texts.is_empty() {
            return Ok(texts);
        }
    }
    let license = package.expression().unwrap_or_default();
    let choices: Vec<&str> = license.split(" OR ").map(str::trim).collect();
    if choices.contains(&"MIT") {
        Ok(vec![mit_of(package, standard.mit)])
    } else if choices.contains(&"Apache-2.0") {
        Ok(vec![even(standard.apache)])
    } else {
        Ok(Vec::new())
    }
}

/// The MIT license with the names of a package's authors.
fn mit_of(package: &Package, mit: &str) -> String {
    let names: Vec<&str> = package
        .authors
        .iter()
        .map(|author| author.split('<').next().unwrap_or(author).trim())
        .collect();
    let who = if names.is_empty() {
        format!("the authors of {}", package.name)
    } else {
        names.join(", ")
    };
    let lines = mit.lines().map(|line| {
        if line.starts_with("Copyright") {
            format!("Copyright (c) {who}")
        } else {
            line.to_owned()
        }
    });
    even(&lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::super::graph::tests::package;
    use super::*;

    const STANDARD: Standard<'_> = Standard {
        mit: "MIT License\n\nCopyright (c) 2026 Us\n\nPermission.\n",
        apache: "Apache License\n",
    };

    fn graph(packages: Vec<Package>) -> Graph {
        let packages: BTreeMap<_, _> = packages.into_iter().map(|one| (one.key(), one)).collect();
        Graph {
            root: ("top".to_owned(), "1.0.0".to_owned()),
            uses: packages
                .keys()
                .map(|key| (key.clone(), BTreeSet::new()))
                .collect(),
            packages,
        }
    }

    #[test]
    fn the_same_text_stands_once_and_a_forgotten_one_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str, text: Option<&str>| {
            let folder = dir.path().join(name);
            fs::create_dir(&folder).unwrap();
            if let Some(text) = text {
                fs::write(folder.join("LICENSE-THING"), text).unwrap();
            }
            folder
        };
        let mut lone = package("lone", "MIT/Apache-2.0", &at("lone", None));
        lone.repository = None;
        let told = notices(
            "it",
            &graph(vec![
                package(
                    "a",
                    "BSD-3-Clause",
                    &at("a", Some("\u{feff}\r\nBe kind.  \r\n\r\n")),
                ),
                package("b", "BSD-3-Clause", &at("b", Some("Be kind.\n"))),
                package("c", "BSD-3-Clause", &at("c", None)),
                lone,
            ]),
            STANDARD,
        )
        .unwrap();
        assert_eq!(told.matches("Be kind.").count(), 1, "{told}");
        assert!(told.contains("\na 1.0.0, b 1.0.0, c 1.0.0\n"), "{told}");
        assert!(told.contains("- lone 1.0.0: MIT OR Apache-2.0\n"), "{told}");
        assert!(
            told.ends_with("\nCopyright (c) A. Writer\n\nPermission.\n"),
            "{told}"
        );
    }

    #[test]
    fn a_license_without_a_text_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let mut unsaid = package("unsaid", "", dir.path());
        unsaid.license = None;
        let error = notices(
            "it",
            &graph(vec![package("odd", "Zlib", dir.path()), unsaid]),
            STANDARD,
        )
        .unwrap_err()
        .to_string();
        assert_eq!(
            error,
            "odd 1.0.0 (Zlib) has no text of its license\nunsaid 1.0.0 does not say how it is licensed"
        );
    }
}
