//! `cargo xtask tidy`: what the compiler does not hold the workspace to.
//!
//! Each rule is a file here, a function from the files of the workspace to complaints; all of them run as
//! tests too. A complaint says where, what, and what to do.

mod content_format;
mod dependencies;
mod documents;
mod journeys;
mod layout;
mod lexer;
mod marks;
mod purity;
mod wording;

use std::path::Path;

use crate::workspace::{Failure, File, files};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Complaint {
    /// The file, below the workspace.
    pub(crate) path: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub(crate) line: usize,
    /// What is wrong and what to do.
    pub(crate) says: String,
}

impl Complaint {
    /// A complaint about a line; 0 means the whole file.
    fn new(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            says: says.into(),
        }
    }
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.says),
            line => write!(f, "{}:{line}: {}", self.path, self.says),
        }
    }
}

/// A rule over the files of the workspace.
type Rule = fn(&[File]) -> Vec<Complaint>;

/// Every rule, with what it asks for.
const RULES: &[(&str, Rule)] = &[
    ("dependencies stay within the table", dependencies::check),
    ("core stays pure", purity::check),
    ("modules are documented and not too long", layout::modules),
    (
        "text files are clean and hold no machine's paths",
        layout::text,
    ),
    ("licenses and settings are in place", layout::manifests),
    ("nothing is left for later", marks::check),
    ("documents name what exists", documents::check),
    ("forbidden words stand nowhere", wording::check),
    ("the content format is documented", content_format::check),
    ("journeys are documented", journeys::check),
];

/// Holds the workspace to every rule; the complaints come in the order of their places.
///
/// # Errors
///
/// When a file cannot be read.
pub(crate) fn tidy(root: &Path) -> Result<Vec<Complaint>, Failure> {
    let files = files(root)?;
    let mut complaints: Vec<Complaint> = RULES.iter().flat_map(|(_, rule)| rule(&files)).collect();
    complaints.sort();
    complaints.dedup();
    Ok(complaints)
}

/// Shows what is not tidy; true when everything is.
///
/// # Errors
///
/// When a file cannot be read.
pub(crate) fn run(root: &Path) -> Result<bool, Failure> {
    let complaints = tidy(root)?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    if complaints.is_empty() {
        println!("tidy: {} rules hold", RULES.len());
    } else {
        println!("tidy: {} complaints", complaints.len());
    }
    Ok(complaints.is_empty())
}

/// A file as the tests of rules write it.
#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        let root = crate::workspace::root().unwrap();
        let files = files(&root).unwrap();
        assert!(files.len() > 200, "only {} files found", files.len());
        let mut shown = String::new();
        for (name, rule) in RULES {
            for complaint in rule(&files) {
                shown.push_str(&format!("\n[{name}] {complaint}"));
            }
        }
        assert!(shown.is_empty(), "{shown}");
    }
}
