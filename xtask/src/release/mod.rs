//! `cargo xtask release VERSION`: everything that has to hold before a release, then everything that it hands out.
//!
//! Nothing is pushed or published: the commands that do it are told.

pub(crate) mod changelog;
mod checks;
pub(crate) mod deny;

use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::workspace::Failure;
use crate::{dist, steps};

/// `cargo xtask release`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReleaseArgs {
    /// The version, such as 1.2.0: the one that stands in Cargo.toml
    version: String,
    /// Only check, and tell what would be done
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run: leave out what `cargo xtask test` runs, which takes minutes
    #[arg(long, requires = "dry_run")]
    quick: bool,
}

/// Checks, builds and tags; false when something does not hold.
///
/// # Errors
///
/// When the workspace cannot be read, or a release not be built or tagged.
pub(crate) fn run(root: &Path, args: &ReleaseArgs) -> Result<bool, Failure> {
    let version = args.version.as_str();
    let mut says = checks::of(root, version)?;
    match deny::run(root, true) {
        Ok(true) => {}
        Ok(false) => {
            says.push("licenses and sources: cargo-deny found something, see above".to_owned())
        }
        Err(error) => says.push(format!("licenses and sources: {error}")),
    }
    // Content, schemas, generated documents, tests: CI as it is, every step of it.
    if !args.quick && !steps::run(root, true) {
        says.push("tests: `cargo xtask test` fails, see above".to_owned());
    }
    if !says.is_empty() {
        println!("\n{version} cannot be released yet:");
        for says in &says {
            println!("- {says}");
        }
        return Ok(false);
    }
    let tag = format!("v{version}");
    if args.dry_run {
        let tests = if args.quick {
            " (the tests were left out)"
        } else {
            ""
        };
        println!("\n{version} can be released{tests}. Without --dry-run this would now");
        println!("- build and pack everything into target/dist, and try it");
        println!("- make the tag {tag} here");
        return Ok(true);
    }
    if !dist::run(root, &dist::DistArgs::of_a_release())? {
        println!("\n{version} cannot be released yet: a promise of size is broken");
        return Ok(false);
    }
    let made = Command::new("git")
        .args([
            "tag",
            "--annotate",
            &tag,
            "--message",
            &format!("unhunch {version}"),
        ])
        .current_dir(root)
        .status()?;
    if !made.success() {
        return Err(format!("git does not make the tag {tag}").into());
    }
    println!(
        "\n{version} is packed in target/dist, and this commit has the tag {tag}. To publish it:"
    );
    println!("    git push origin {tag}");
    println!("The release workflow builds it for every platform then, and drafts the release.");
    Ok(true)
}
