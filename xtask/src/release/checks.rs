//! What has to hold before a release and takes no time to find out. All of it is told at once.

use std::fs;
use std::path::Path;
use std::process::Command;

use toml::{Table, Value};

use super::changelog::{Changelog, is_version};
use crate::dist;
use crate::workspace::{Failure, at};

/// Everything that does not hold, each in a sentence.
///
/// # Errors
///
/// When a file cannot be read or git not be run.
pub(super) fn of(root: &Path, version: &str) -> Result<Vec<String>, Failure> {
    let read = |name: &str| {
        let path = root.join(name);
        fs::read_to_string(&path).map_err(|error| at(&path, &error))
    };
    let mut says = Vec::new();
    says.extend(tree(&git(root, &["status", "--porcelain"])?));
    if !is_version(version) {
        // Nothing can agree with it, and there is no need to say so of every file.
        says.push(format!("version: {version} is none; write it like 1.2.0"));
        return Ok(says);
    }
    let tags = git(root, &["tag", "--list", &format!("v{version}")])?;
    if !tags.trim().is_empty() {
        says.push(format!("git: there is a tag v{version} already"));
    }
    says.extend(manifest(&dist::version(root)?, version));
    says.extend(lock(&read("Cargo.lock")?, version)?);
    says.extend(changes(&Changelog::read(&read("CHANGELOG.md")?), version));
    Ok(says)
}

fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let out = Command::new("git")
        .args(arguments)
        .current_dir(root)
        .output()?;
    if out.status.success() {
        Ok(String::from_utf8(out.stdout)?)
    } else {
        let says = String::from_utf8_lossy(&out.stderr);
        Err(format!("git {}: {}", arguments.join(" "), says.trim()).into())
    }
}

/// What is released is what is committed.
fn tree(status: &str) -> Option<String> {
    let changed = status.lines().count();
    let first = status.lines().next()?;
    let path = first.get(3..).unwrap_or(first);
    Some(match changed {
        1 => format!("git: {path} is not committed"),
        _ => format!("git: {changed} files are not committed, the first is {path}"),
    })
}

fn manifest(has: &str, version: &str) -> Option<String> {
    (has != version).then(|| format!("Cargo.toml: the workspace has version {has}, not {version}"))
}

/// Our own packages are those without a source.
fn lock(text: &str, version: &str) -> Result<Option<String>, Failure> {
    let lock: Table = text.parse()?;
    let packages = lock.get("package").and_then(Value::as_array);
    let others: Vec<String> = packages
        .into_iter()
        .flatten()
        .filter(|package| package.get("source").is_none())
        .filter_map(|package| {
            Some((
                package.get("name")?.as_str()?,
                package.get("version")?.as_str()?,
            ))
        })
        .filter(|(_, has)| *has != version)
        .map(|(name, has)| format!("{name} {has}"))
        .collect();
    Ok((!others.is_empty()).then(|| {
        format!(
            "Cargo.lock: has {}, not {version}; run `cargo update --workspace`",
            others.join(", ")
        )
    }))
}

fn changes(log: &Changelog, version: &str) -> Vec<String> {
    let mut says: Vec<String> = log
        .faults
        .iter()
        .map(|(line, fault)| format!("CHANGELOG.md:{line}: {fault}"))
        .collect();
    match log.of(version) {
        None => says.push(format!(
            "CHANGELOG.md: has no entry for {version}; put `## [{version}] - ` and the date under `## [Unreleased]`"
        )),
        Some(entry) if entry.changes == 0 => {
            says.push(format!("CHANGELOG.md: the entry for {version} has no change"));
        }
        Some(_) if log.waiting() > 0 => says.push(format!(
            "CHANGELOG.md: {} changes still stand under Unreleased; they are in {version} too",
            log.waiting()
        )),
        Some(_) => {
            let newest = log.entries.iter().find_map(|entry| entry.version.as_deref());
            if newest != Some(version) {
                says.push(format!("CHANGELOG.md: {version} is not the newest version in it"));
            }
        }
    }
    says
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_committed_is_told() {
        assert_eq!(tree(""), None);
        assert_eq!(tree(" M a.rs\n").unwrap(), "git: a.rs is not committed");
        assert_eq!(
            tree("?? b\n M c\n").unwrap(),
            "git: 2 files are not committed, the first is b"
        );
    }

    #[test]
    fn versions_have_to_agree() {
        assert_eq!(manifest("1.0.0", "1.0.0"), None);
        assert!(
            manifest("1.0.0", "1.0.1")
                .unwrap()
                .contains("1.0.0, not 1.0.1")
        );
        let text = "[[package]]\nname = \"ours\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"theirs\"\n\
                    version = \"7.0.0\"\nsource = \"registry\"\n";
        assert_eq!(lock(text, "1.0.0").unwrap(), None);
        assert!(
            lock(text, "1.0.1")
                .unwrap()
                .unwrap()
                .contains("has ours 1.0.0, not 1.0.1")
        );
    }

    #[test]
    fn a_release_has_its_changes_and_leaves_none_behind() {
        let of = |text: &str, version: &str| changes(&Changelog::read(text), version);
        let before = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n";
        assert!(of(before, "1.0.0")[0].contains("has no entry for 1.0.0"));
        let both = format!("{before}\n## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- Two.\n");
        assert!(of(&both, "1.0.0")[0].contains("1 changes still stand under Unreleased"));
        let good = both.replace("### Added\n\n- One.\n\n", "");
        assert_eq!(of(&good, "1.0.0"), Vec::<String>::new());
        let empty = good.replace("### Fixed\n\n- Two.\n", "");
        assert!(of(&empty, "1.0.0")[0].contains("has no change"));
        let older = format!("{good}\n## [0.9.0] - 2025-01-01\n\n### Fixed\n\n- Three.\n");
        assert!(of(&older, "0.9.0")[0].contains("is not the newest"));
    }
}
