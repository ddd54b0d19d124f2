//! What a program is made of, for other programs: a bill of materials in CycloneDX 1.6.
//!
//! It lists what is in the binary: each package with its license and its checksum, who uses whom, SQLite, which
//! one of the packages brings as C, and the standard library. What only built it is not listed. There is no
//! serial number, and the time is that of the commit, so that the same sources give the same bytes.

use std::fs;

use serde_json::{Value, json};

use super::graph::{Graph, Key, Package};
use crate::workspace::{Failure, at};

/// What the bill is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The flavour's name.
    pub(crate) name: &'a str,
    /// What it is.
    pub(crate) summary: &'a str,
    /// The target that it is built for.
    pub(crate) target: &'a str,
    /// The version of the compiler, and so of the standard library.
    pub(crate) rust: &'a str,
    /// When it was committed, as seconds since 1970.
    pub(crate) time: i64,
}

/// Writes the bill.
///
/// # Errors
///
/// When the version of SQLite cannot be read, or the time is none.
pub(crate) fn sbom(graph: &Graph, subject: Subject<'_>) -> Result<String, Failure> {
    let time = jiff::Timestamp::from_second(subject.time)?;
    let mut components: Vec<Value> = Vec::new();
    let mut uses: Vec<Value> = Vec::new();
    let standard = format!("pkg:generic/rust-std@{}", subject.rust);
    for (key, package) in &graph.packages {
        if *key != graph.root {
            components.push(component(package));
        }
        let mut used: Vec<String> = graph.uses[key].iter().map(reference).collect();
        if package.name == "libsqlite3-sys" {
            let sqlite = sqlite(package)?;
            used.push(format!("pkg:generic/sqlite@{sqlite}"));
            components.push(json!({
                "type": "library",
                "bom-ref": format!("pkg:generic/sqlite@{sqlite}"),
                "name": "sqlite",
                "version": sqlite,
                "description": "SQLite, compiled in",
                "licenses": [{"license": {"id": "blessing"}}],
                "purl": format!("pkg:generic/sqlite@{sqlite}"),
                "cpe": format!("cpe:2.3:a:sqlite:sqlite:{sqlite}:*:*:*:*:*:*:*"),
                "externalReferences": [{"type": "website", "url": "https://sqlite.org"}],
            }));
        }
        if *key == graph.root {
            used.push(standard.clone());
        }
        used.sort();
        uses.push(json!({"ref": reference(key), "dependsOn": used}));
    }
    components.push(json!({
        "type": "library",
        "bom-ref": standard,
        "name": "rust-std",
        "version": subject.rust,
        "description": "The standard library of Rust",
        "licenses": [{"expression": "MIT OR Apache-2.0"}],
        "purl": standard,
    }));
    let root = &graph.packages[&graph.root];
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": time.to_string(),
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": [{
                "type": "application",
                "name": "xtask",
                "version": env!("CARGO_PKG_VERSION"),
            }]},
            "component": {
                "type": "application",
                "bom-ref": reference(&graph.root),
                "name": subject.name,
                "version": root.version,
                "description": subject.summary,
                "licenses": [{"expression": "(MIT OR Apache-2.0) AND CC-BY-4.0"}],
            },
            "properties": [{"name": "cdx:rustc:target", "value": subject.target}],
        },
        "components": components,
        "dependencies": uses,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&bill)?))
}

/// How the bill refers to a package.
fn reference(key: &Key) -> String {
    let (name, version) = key;
    // A version may have build metadata, and `+` is not itself in such an address.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn component(package: &Package) -> Value {
    let reference = reference(&package.key());
    let mut component = json!({
        "type": "library",
        "bom-ref": reference,
        "name": package.name,
        "version": package.version,
        "scope": "required",
    });
    let mut set = |key: &str, value: Value| component[key] = value;
    if let Some(text) = &package.description {
        set(
            "description",
            text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        );
    }
    if let Some(expression) = package.expression() {
        set("licenses", json!([{"expression": expression}]));
    }
    if let Some(sum) = &package.checksum {
        set("hashes", json!([{"alg": "SHA-256", "content": sum}]));
    }
    if !package.is_own() {
        set("purl", reference.clone().into());
    }
    if let Some(url) = package
        .repository
        .as_deref()
        .filter(|url| url.starts_with("https://"))
    {
        set("externalReferences", json!([{"type": "vcs", "url": url}]));
    }
    component
}

/// The version of SQLite that a package brings, from the header that is compiled with it.
fn sqlite(package: &Package) -> Result<String, Failure> {
    let header = package.folder().join("sqlite3/sqlite3.h");
    let text = fs::read_to_string(&header).map_err(|error| at(&header, &error))?;
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("#define SQLITE_VERSION "))
        .map(|rest| rest.trim().trim_matches('"').to_owned());
    version.ok_or_else(|| format!("{}: says no version", header.display()).into())
}

#[cfg(test)]
mod tests {
    use super::super::flavour::Flavour;
    use super::super::published;
    use super::super::target::Target;
    use super::*;

    #[test]
    fn every_bill_is_as_its_published_schema_wants_it() {
        let root = crate::workspace::root().unwrap();
        let target = Target::host().unwrap().triple;
        let schema = published::cyclonedx(&root);
        for flavour in Flavour::ALL {
            let graph = Graph::of(&root, flavour, &target).unwrap();
            let subject = Subject {
                name: flavour.name(),
                summary: flavour.summary(),
                target: &target,
                rust: "1.95.0",
                time: 1_700_000_000,
            };
            let bill = sbom(&graph, subject).unwrap();
            assert_eq!(bill, sbom(&graph, subject).unwrap());
            let bill: Value = serde_json::from_str(&bill).unwrap();
            published::hold(&schema, &bill);
            assert_eq!(bill["metadata"]["timestamp"], "2023-11-14T22:13:20Z");
            let components = bill["components"].as_array().unwrap();
            // What the program is itself is no part of it; SQLite and the standard library come on top.
            assert_eq!(components.len(), graph.packages.len() - 1 + 2);
            let named: Vec<&Value> = components.iter().map(|one| &one["bom-ref"]).collect();
            for entry in bill["dependencies"].as_array().unwrap() {
                for used in entry["dependsOn"].as_array().unwrap() {
                    assert!(named.contains(&used), "{used} is used and not listed");
                }
            }
            let sqlite = components
                .iter()
                .find(|one| one["name"] == "sqlite")
                .unwrap();
            assert!(
                sqlite["version"].as_str().unwrap().starts_with("3."),
                "{sqlite}"
            );
        }
    }

    #[test]
    fn what_is_not_as_the_schema_wants_it_is_noticed() {
        let root = crate::workspace::root().unwrap();
        let schema = published::cyclonedx(&root);
        let bill =
            json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "a"}]});
        assert!(!published::holds(&schema, &bill));
    }
}
