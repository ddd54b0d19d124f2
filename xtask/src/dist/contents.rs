//! What is in the archive of a flavour.

use std::fs;
use std::path::{Path, PathBuf};

use super::deb;
use super::flavour::Flavour;
use super::graph::Graph;
use super::notices::{Standard, notices};
use super::pages;
use super::target::{Target, rustc};
use super::tree::Tree;
use crate::workspace::{Failure, at};

const FULL: &str = include_str!("../../../packaging/full.md");
const CLI: &str = include_str!("../../../packaging/cli.md");
const SERVER: &str = include_str!("../../../packaging/server.md");
/// What stands under each of them.
const FURTHER: &str = "
## Licenses

The program: MIT (LICENSE-MIT) or Apache-2.0 (LICENSE-APACHE), as you like. Its content: CC BY 4.0 (LICENSE-CONTENT). What
others wrote that is in it: THIRD-PARTY-NOTICES.md and COPYRIGHT-rust-standard-library.html.

unhunch is a general-wellness program. It does not take the place of a doctor's advice.
";

/// What an archive is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// The workspace.
    pub(crate) root: &'a Path,
    /// Which flavour.
    pub(crate) flavour: Flavour,
    /// What it is for.
    pub(crate) target: &'a Target,
    /// The version of the program.
    pub(crate) version: &'a str,
    /// The program, which can be run here.
    pub(crate) program: &'a Path,
    /// What it is made of.
    pub(crate) graph: &'a Graph,
    /// A folder for what is made on the way.
    pub(crate) scratch: &'a Path,
}

/// Gathers the files.
///
/// # Errors
///
/// When one of them cannot be had.
pub(crate) fn contents(parts: Parts<'_>) -> Result<Tree, Failure> {
    let Parts { root, flavour, .. } = parts;
    let read = |path: &Path| fs::read(path).map_err(|error| at(path, &error));
    let text =
        |path: &str| -> Result<String, Failure> { Ok(String::from_utf8(read(&root.join(path))?)?) };
    let mut tree = Tree::default();
    let name = parts.target.program(flavour.program());
    tree.program(&name, read(parts.program)?);
    tree.text("README.md", readme(parts, &name));
    tree.text("CHANGELOG.md", text("CHANGELOG.md")?);
    let (mit, apache) = (text("LICENSE-MIT")?, text("LICENSE-APACHE")?);
    let standard = Standard {
        mit: &mit,
        apache: &apache,
    };
    tree.text(
        "THIRD-PARTY-NOTICES.md",
        notices(flavour.name(), parts.graph, standard)?,
    );
    tree.text(
        "COPYRIGHT-rust-standard-library.html",
        read(&standard_library()?)?,
    );
    tree.text("LICENSE-MIT", mit);
    tree.text("LICENSE-APACHE", apache);
    tree.text("LICENSE-CONTENT", text("content/LICENSE")?);
    let made = match flavour {
        Flavour::Full | Flavour::Cli => pages::of_unhunch(parts.program, parts.scratch)?,
        Flavour::Server => pages::of_server(parts.program)?,
    };
    made.into_tree(&mut tree);
    if flavour == Flavour::Server && parts.target.triple.contains("linux") {
        tree.text("systemd/unhunch-server.service", deb::unit());
    }
    Ok(tree)
}

fn readme(parts: Parts<'_>, program: &str) -> String {
    let text = match parts.flavour {
        Flavour::Full => FULL,
        Flavour::Cli => CLI,
        Flavour::Server => SERVER,
    };
    let text = text
        .replace("@VERSION@", parts.version)
        .replace("@TARGET@", &parts.target.triple)
        .replace("@PROGRAM@", program);
    format!("{text}{FURTHER}")
}

/// The notices of Rust's standard library, which comes with the compiler.
fn standard_library() -> Result<PathBuf, Failure> {
    let sysroot = rustc(&["--print", "sysroot"])?;
    let path = Path::new(sysroot.trim()).join("share/doc/rust/COPYRIGHT-library.html");
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!(
            "{} is not there, and a release has to hand it on; use a compiler that rustup installed",
            path.display()
        )
        .into())
    }
}
