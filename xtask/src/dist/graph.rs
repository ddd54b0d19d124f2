//! Which packages are in a flavour, for a target: cargo's own answer, and what each package says of itself.
//!
//! `cargo tree` tells what would be built, with the features of just this selection; `cargo metadata`, which
//! looks at the whole workspace at once, tells licenses, authors and places. `Cargo.lock` has the checksums.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::flavour::Flavour;
use crate::tools;
use crate::workspace::{Failure, at};

/// A package by its name and version.
pub(crate) type Key = (String, String);

/// A package of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// What it is licensed under, as an SPDX expression.
    pub(crate) license: Option<String>,
    /// The file with its license, if it is not one of the usual names.
    pub(crate) license_file: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    /// What it is.
    pub(crate) description: Option<String>,
    /// Where it is developed.
    pub(crate) repository: Option<String>,
    /// Where it came from; none for our own.
    pub(crate) source: Option<String>,
    /// Its manifest.
    pub(crate) manifest_path: PathBuf,
    /// The SHA-256 of the package, as `Cargo.lock` has it.
    #[serde(skip)]
    pub(crate) checksum: Option<String>,
}

impl Package {
    /// Whether it is of this workspace.
    pub(crate) fn is_own(&self) -> bool {
        self.source.is_none()
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// Its name and version.
    pub(crate) fn key(&self) -> Key {
        (self.name.clone(), self.version.clone())
    }

    /// Its license, `/` written as the `OR` that it once stood for.
    pub(crate) fn expression(&self) -> Option<String> {
        let license = self.license.as_deref()?;
        Some(license.replace(" / ", "/").replace('/', " OR "))
    }
}

/// The packages of a flavour, and which of them uses which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Graph {
    /// The package with the program.
    pub(crate) root: Key,
    /// Every package, the root among them.
    pub(crate) packages: BTreeMap<Key, Package>,
    /// What each uses.
    pub(crate) uses: BTreeMap<Key, BTreeSet<Key>>,
}

impl Graph {
    /// Asks cargo, and never the network: what is built is there.
    ///
    /// # Errors
    ///
    /// When cargo fails, or names what it does not know.
    pub(crate) fn of(root: &Path, flavour: Flavour, target: &str) -> Result<Self, Failure> {
        let tree = ask(
            root,
            &[
                &["tree", "--locked", "--edges", "normal", "--prefix", "depth"][..],
                &["--format", "{p}", "--target", target],
                flavour.selection(),
            ]
            .concat(),
        )?;
        let (first, uses) = edges(&tree)?;
        let asked = [
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            target,
        ];
        let known: Known = serde_json::from_str(&ask(root, &asked)?)?;
        let lock = root.join("Cargo.lock");
        let lock = fs::read_to_string(&lock).map_err(|error| at(&lock, &error))?;
        let sums = checksums(&lock)?;
        let mut packages = BTreeMap::new();
        for mut package in known.packages {
            let key = package.key();
            if uses.contains_key(&key) {
                package.checksum = sums.get(&key).cloned();
                packages.insert(key, package);
            }
        }
        if let Some((name, version)) = uses.keys().find(|key| !packages.contains_key(*key)) {
            return Err(
                format!("cargo builds {name} {version}, and does not tell what it is").into(),
            );
        }
        Ok(Self {
            root: first,
            packages,
            uses,
        })
    }

    /// The packages of others.
    pub(crate) fn others(&self) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(|package| !package.is_own())
    }
}

/// What `cargo metadata` tells, as far as it matters here.
#[derive(Deserialize)]
struct Known {
    packages: Vec<Package>,
}

fn ask(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let out = tools::cargo().args(arguments).current_dir(root).output()?;
    if !out.status.success() {
        let says = String::from_utf8_lossy(&out.stderr);
        return Err(format!("cargo {}: {}", arguments[0], says.trim()).into());
    }
    Ok(String::from_utf8(out.stdout)?)
}

/// Reads what `cargo tree --prefix depth` prints: the first package, and what each uses. Where a package comes
/// again its own packages are left out, and they stand where it came first.
fn edges(tree: &str) -> Result<(Key, BTreeMap<Key, BTreeSet<Key>>), Failure> {
    let mut uses: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    let mut path: Vec<Key> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let strange = || format!("cargo tree says something else than it used to: {line}");
        let digits = line
            .find(|c: char| !c.is_ascii_digit())
            .ok_or_else(strange)?;
        let (depth, rest) = line.split_at(digits);
        let depth: usize = depth.parse().map_err(|_| strange())?;
        let mut words = rest.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().and_then(|word| word.strip_prefix('v'));
        let key = (name.to_owned(), version.ok_or_else(strange)?.to_owned());
        if depth > path.len() {
            return Err(strange().into());
        }
        path.truncate(depth);
        if let Some(user) = path.last() {
            uses.entry(user.clone()).or_default().insert(key.clone());
        }
        uses.entry(key.clone()).or_default();
        path.push(key);
    }
    let first = path.first().cloned();
    Ok((first.ok_or("cargo tree says nothing")?, uses))
}

/// The checksums of `Cargo.lock`.
fn checksums(lock: &str) -> Result<BTreeMap<Key, String>, Failure> {
    let lock: Table = lock.parse()?;
    let packages = lock.get("package").and_then(Value::as_array);
    let of = |package: &Value| {
        let word = |key: &str| package.get(key)?.as_str().map(str::to_owned);
        Some(((word("name")?, word("version")?), word("checksum")?))
    };
    Ok(packages.into_iter().flatten().filter_map(of).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A package with this license, by people, in a folder.
    pub(crate) fn package(name: &str, license: &str, folder: &Path) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: Some(license.to_owned()),
            license_file: None,
            authors: vec!["A. Writer <a@example.org>".to_owned()],
            description: None,
            repository: Some("https://example.org/repository".to_owned()),
            source: Some("registry".to_owned()),
            manifest_path: folder.join("Cargo.toml"),
            checksum: None,
        }
    }

    fn key(name: &str) -> Key {
        (name.to_owned(), "1.0.0".to_owned())
    }

    #[test]
    fn who_uses_whom_is_read_from_the_depths() {
        let tree = "0top v1.0.0 (/somewhere)\n1a v1.0.0\n2b v1.0.0 (proc-macro)\n1c v1.0.0\n2a v1.0.0 (*)\n";
        let (first, uses) = edges(tree).unwrap();
        assert_eq!(first, key("top"));
        let told: Vec<(&str, Vec<&str>)> = uses
            .iter()
            .map(|(user, used)| {
                (
                    user.0.as_str(),
                    used.iter().map(|one| one.0.as_str()).collect(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("a", vec!["b"]),
                ("b", vec![]),
                ("c", vec!["a"]),
                ("top", vec!["a", "c"])
            ]
        );
        for strange in ["", "top v1.0.0", "0top", "0top v1\n2far v1"] {
            assert!(edges(strange).is_err(), "{strange}");
        }
    }

    #[test]
    fn a_flavour_has_what_it_is_built_of_and_nothing_else() {
        let root = crate::workspace::root().unwrap();
        let target = super::super::target::Target::host().unwrap();
        let names = |flavour| -> BTreeSet<String> {
            let graph = Graph::of(&root, flavour, &target.triple).unwrap();
            assert!(graph.others().all(|one| one.checksum.is_some()));
            graph.packages.into_keys().map(|(name, _)| name).collect()
        };
        let [full, cli, server] = Flavour::ALL.map(names);
        for (name, there) in [
            ("clap", [true, true, false]),
            ("ratatui", [true, false, false]),
            ("axum", [true, false, true]),
            ("rusqlite", [true, true, true]),
            ("proptest", [false, false, false]),
        ] {
            assert_eq!(
                [&full, &cli, &server].map(|all| all.contains(name)),
                there,
                "{name}"
            );
        }
    }
}
