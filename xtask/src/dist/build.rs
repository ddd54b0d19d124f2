//! Builds the programs of a release, so that where they are built leaves no trace in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::flavour::Flavour;
use super::target::Target;
use crate::tools;
use crate::workspace::{Failure, at};

/// What separates flags for the compiler in the variable that cargo reads.
const BETWEEN: &str = "\u{1f}";

/// Builds a flavour; where its program is.
///
/// The builds have a target folder of their own: their flags would otherwise make cargo build everything anew
/// in turn with the other builds.
///
/// # Errors
///
/// When it does not build.
pub(crate) fn build(
    root: &Path,
    flavour: Flavour,
    profile: &str,
    target: &Target,
) -> Result<PathBuf, Failure> {
    let folder = root.join("target/dist-build");
    let mut cargo = tools::cargo();
    cargo
        .args([
            "build",
            "--locked",
            "--profile",
            profile,
            "--target",
            &target.triple,
        ])
        .args(flavour.selection())
        .args(["--bin", flavour.program()])
        .env("CARGO_TARGET_DIR", &folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root, target)?)
        .env_remove("RUSTFLAGS")
        .current_dir(root);
    if !target.triple.contains("msvc") {
        let name = format!("CFLAGS_{}", target.triple.replace('-', "_"));
        cargo.env(name, c_flags(root));
    }
    if !cargo.status()?.success() {
        return Err(format!("{} does not build", flavour.name()).into());
    }
    // Cargo's own profile `dev` builds into `debug`.
    let place = if profile == "dev" { "debug" } else { profile };
    Ok(folder
        .join(&target.triple)
        .join(place)
        .join(target.program(flavour.program())))
}

/// Flags that write other names for the folders of this machine: the workspace's, and those that cargo unpacks
/// packages to.
fn flags(root: &Path, target: &Target) -> Result<String, Failure> {
    let mut flags = Vec::new();
    if let Some(cargo) = cargo_home() {
        let sources = cargo.join("registry/src");
        if sources.is_dir() {
            for entry in fs::read_dir(&sources).map_err(|error| at(&sources, &error))? {
                flags.push(remap(&entry?.path(), "/cargo"));
            }
        }
        flags.sort();
    }
    flags.push(remap(root, "/unhunch"));
    if target.triple.contains("windows-msvc") {
        // The linker would write the time, and the path of the debugging file.
        flags.extend(
            [
                "-C",
                "link-arg=/Brepro",
                "-C",
                "link-arg=/PDBALTPATH:%_PDB%",
            ]
            .map(str::to_owned),
        );
    }
    Ok(flags.join(BETWEEN))
}

/// The same for the C of SQLite. Nothing is ever thrown through it: it needs no tables for that.
fn c_flags(root: &Path) -> String {
    format!(
        "-ffile-prefix-map={}=/unhunch -fno-asynchronous-unwind-tables",
        root.display()
    )
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// Where cargo keeps what it got.
fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
            Some(Path::new(&home).join(".cargo"))
        })
}

/// A place in the file where the path of a folder of this machine stands, if one does.
pub(crate) fn trace(program: &[u8], root: &Path) -> Option<String> {
    let home = cargo_home();
    let folders = [Some(root), home.as_deref()];
    folders.into_iter().flatten().find_map(|folder| {
        // Something of that folder: other names may begin like its own.
        let text = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
        let there = program
            .windows(text.len())
            .position(|window| window == text.as_bytes())?;
        let end = program.len().min(there + 120);
        let shown = String::from_utf8_lossy(&program[there..end]);
        let shown = shown.split('\0').next().unwrap_or_default();
        Some(shown.chars().take_while(|c| !c.is_control()).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_machine_is_found() {
        let root = Path::new("/some/where");
        assert_eq!(trace(b"..\0/elsewhere/src/a.rs\0", root), None);
        assert_eq!(trace(b"..\0/some/wherever/src/a.rs\0", root), None);
        assert_eq!(
            trace(b"..\0/some/where/src/a.rs\0..", root),
            Some("/some/where/src/a.rs".to_owned())
        );
    }

    #[test]
    fn every_folder_of_this_machine_gets_another_name() {
        let root = crate::workspace::root().unwrap();
        let target = Target::host().unwrap();
        let flags = flags(&root, &target).unwrap();
        let last = flags
            .split(BETWEEN)
            .find(|flag| flag.ends_with("=/unhunch"));
        assert_eq!(
            last.unwrap(),
            format!("--remap-path-prefix={}=/unhunch", root.display())
        );
    }
}
