//! The workspace: where it is, and which files are in it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What xtask fails with: a sentence for the person at the terminal.
pub(crate) type Failure = Box<dyn Error>;

/// Folders that hold nothing that anybody wrote.
const NOT_OURS: &[&str] = &["target", "node_modules"];

/// The folder of the workspace: the parent of the one that cargo names when it runs xtask, or else the
/// nearest one above the current folder that has `xtask/Cargo.toml`.
///
/// # Errors
///
/// When there is none.
pub(crate) fn root() -> Result<PathBuf, Failure> {
    if let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR")
        && let Some(root) = Path::new(&package).parent()
        && is_root(root)
    {
        return Ok(root.to_owned());
    }
    let here = std::env::current_dir()?;
    here.ancestors()
        .find(|folder| is_root(folder))
        .map(Path::to_owned)
        .ok_or_else(|| "run this inside the workspace of unhunch".into())
}

fn is_root(folder: &Path) -> bool {
    folder.join("xtask/Cargo.toml").is_file() && folder.join("Cargo.toml").is_file()
}

/// A file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Its path below the workspace, with `/` between the parts.
    pub(crate) path: String,
    /// Its text; `None` when it is not UTF-8.
    pub(crate) text: Option<String>,
}

impl File {
    /// The text; empty for what is none.
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Whether its name ends in `.` and this.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, own)| own == extension)
    }
}

/// Every file that somebody wrote, in the order of the paths. Hidden folders are passed over, save those
/// that hold settings of the project.
///
/// # Errors
///
/// When something cannot be read.
pub(crate) fn files(root: &Path) -> Result<Vec<File>, Failure> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(folder: &Path, inside: &str, found: &mut Vec<File>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let entry = entry.map_err(|error| at(folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else {
            return Err(format!("{}: a name that is not UTF-8", folder.display()).into());
        };
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| at(&path, &error))?;
        let shown = format!("{inside}{name}");
        if kind.is_dir() {
            let hidden = name.starts_with('.') && !matches!(name.as_str(), ".cargo" | ".ci");
            if !hidden && !NOT_OURS.contains(&name.as_str()) {
                walk(&path, &format!("{shown}/"), found)?;
            }
        } else if kind.is_file() && shown != ".git" {
            let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
            let text = String::from_utf8(bytes).ok();
            found.push(File { path: shown, text });
        }
    }
    Ok(())
}

/// An error of the system, with the path that it is about.
pub(crate) fn at(path: &Path, error: &std::io::Error) -> Failure {
    format!("{}: {error}", path.display()).into()
}
