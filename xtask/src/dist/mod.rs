//! `cargo xtask dist`: what a release is made of, for this platform.
//!
//! For each flavour an archive, on Debian's targets a package, and a bill of materials;
//! the sums of all. Everything is computed from the commit: the same commit and the same compiler give the same
//! bytes, wherever and whenever. Each archive is unpacked and used before it counts.

mod archive;
mod build;
mod contents;
mod deb;
mod elf;
mod flavour;
mod graph;
mod notices;
mod pages;
#[cfg(test)]
pub(crate) mod published;
mod sbom;
mod sums;
mod target;
mod tree;
pub(crate) mod trial;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use flate2::Compression;

use crate::workspace::{Failure, at};
use flavour::Flavour;
use graph::Graph;
use target::Target;

/// Who answers for packages when nobody is named.
const MAINTAINER: &str = "The unhunch contributors <unhunch@packages.invalid>";

/// `cargo xtask dist`.
#[derive(Debug, Clone, Args)]
pub(crate) struct DistArgs {
    /// The profile of cargo to build everything with [default: each flavour's own]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Another target than this machine, whose programs this machine can run
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
    /// Who answers for the Debian packages: a name and an address
    #[arg(long, env = "UNHUNCH_MAINTAINER", default_value = MAINTAINER, value_name = "WHO")]
    maintainer: String,
    /// Where to write it all
    #[arg(long, value_name = "DIR", default_value = "target/dist")]
    out: PathBuf,
    /// Only these flavours: unhunch, unhunch-cli, unhunch-server [default: all]
    #[arg(long, value_enum, value_name = "NAME", hide_possible_values = true)]
    flavour: Vec<Flavour>,
    /// Fail when a program is larger than is promised
    #[arg(long)]
    strict: bool,
}

impl DistArgs {
    /// As a release is made: everything, and every promise of size kept.
    pub(crate) fn of_a_release() -> Self {
        Self {
            profile: None,
            target: None,
            maintainer: MAINTAINER.to_owned(),
            out: PathBuf::from("target/dist"),
            flavour: Vec::new(),
            strict: true,
        }
    }
}

/// What all packages of a release have in common.
#[derive(Debug, Clone)]
struct Release<'a> {
    root: &'a Path,
    target: Target,
    version: String,
    time: u64,
    maintainer: String,
    level: Compression,
    /// A folder for what is made on the way.
    scratch: PathBuf,
}

/// Builds and packs everything, tries it, and tells the sizes; false when a promise of size is missed and `strict`
/// asks for it.
///
/// # Errors
///
/// When something cannot be built, packed or used.
pub(crate) fn run(root: &Path, args: &DistArgs) -> Result<bool, Failure> {
    let host = Target::host()?;
    let target = args.target.clone().map_or(host, |triple| Target { triple });
    let release = Release {
        root,
        version: version(root)?,
        time: time(root)?,
        maintainer: args.maintainer.clone(),
        level: Compression::best(),
        scratch: root.join("target/dist-build/scratch"),
        target,
    };
    let out = root.join(&args.out);
    if out.exists() {
        fs::remove_dir_all(&out).map_err(|error| at(&out, &error))?;
    }
    fs::create_dir_all(&out).map_err(|error| at(&out, &error))?;
    let mut too_big = Vec::new();
    let wanted = |flavour: &Flavour| args.flavour.is_empty() || args.flavour.contains(flavour);
    let flavours: Vec<Flavour> = Flavour::ALL.into_iter().filter(wanted).collect();
    for &flavour in &flavours {
        println!("building {}", flavour.name());
        let profile = args.profile.as_deref().unwrap_or(flavour.profile());
        let program = build::build(root, flavour, profile, &release.target)?;
        let bytes = fs::read(&program).map_err(|error| at(&program, &error))?;
        if let Some(trace) = build::trace(&bytes, root) {
            return Err(
                format!("{}: holds a path of this machine, {trace}", flavour.name()).into(),
            );
        }
        too_big.extend(flavour.too_big(bytes.len() as u64));
        release.pack(flavour, &program, &out)?;
    }
    sums::write(&out)?;
    let tried = trial::archives(&out, &flavours, &release.scratch)?;
    for (name, size) in sums::sizes(&out)? {
        println!("{size:>12}  {name}");
    }
    println!(
        "{tried} archives were unpacked and used; everything is in {}",
        out.display()
    );
    for says in &too_big {
        println!("MISSED: {says}");
    }
    Ok(too_big.is_empty() || !args.strict)
}

impl Release<'_> {
    /// Packs a flavour: its archive, its bill, and where Debian has the target its package.
    fn pack(&self, flavour: Flavour, program: &Path, out: &Path) -> Result<(), Failure> {
        let graph = Graph::of(self.root, flavour, &self.target.triple)?;
        let tree = contents::contents(contents::Parts {
            root: self.root,
            flavour,
            target: &self.target,
            version: &self.version,
            program,
            graph: &graph,
            scratch: &self.scratch,
        })?;
        let write = |name: &str, bytes: &[u8]| {
            let path = out.join(name);
            fs::write(&path, bytes).map_err(|error| at(&path, &error))
        };
        let name = format!("{}-{}-{}", flavour.name(), self.version, self.target.triple);
        let packed = archive::tar(&tree, &format!("{name}/"), self.time)?;
        write(
            &format!("{name}.tar.gz"),
            &archive::gzip(&packed, self.level)?,
        )?;
        let bill = sbom::sbom(
            &graph,
            sbom::Subject {
                name: flavour.name(),
                summary: flavour.summary(),
                target: &self.target.triple,
                rust: &rust_version()?,
                time: i64::try_from(self.time)?,
            },
        )?;
        write(&format!("{name}.cdx.json"), bill.as_bytes())?;
        if let Some(architecture) = self.target.debian() {
            let (name, bytes) = deb::package(deb::Parts {
                flavour,
                version: &self.version,
                architecture,
                maintainer: &self.maintainer,
                archive: &tree,
                time: self.time,
                level: self.level,
            })?;
            write(&name, &bytes)?;
        }
        Ok(())
    }
}

/// The version of the workspace.
///
/// # Errors
///
/// When its manifest does not say.
pub(crate) fn version(root: &Path) -> Result<String, Failure> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    let manifest: toml::Table = text.parse()?;
    let version = ["workspace", "package", "version"]
        .iter()
        .try_fold(&toml::Value::Table(manifest), |value, key| value.get(key))
        .and_then(toml::Value::as_str)
        .map(str::to_owned);
    version.ok_or_else(|| "Cargo.toml: says no version in [workspace.package]".into())
}

/// The version of the compiler, such as `1.95.0`.
fn rust_version() -> Result<String, Failure> {
    let told = target::rustc(&["--version"])?;
    let version = told.split_whitespace().nth(1).map(str::to_owned);
    version.ok_or_else(|| "rustc does not say its version".into())
}

/// The time that everything packed is of: that of the commit, or what `SOURCE_DATE_EPOCH` says.
fn time(root: &Path) -> Result<u64, Failure> {
    if let Ok(said) = std::env::var("SOURCE_DATE_EPOCH") {
        return said
            .parse()
            .map_err(|_| format!("SOURCE_DATE_EPOCH={said} is no number of seconds").into());
    }
    let told = Command::new("git")
        .args(["log", "-1", "--format=%ct"])
        .current_dir(root)
        .output();
    let told = told.ok().filter(|out| out.status.success());
    let time = told.and_then(|out| String::from_utf8(out.stdout).ok()?.trim().parse().ok());
    time.ok_or_else(|| {
        "git does not say when this was committed; set SOURCE_DATE_EPOCH to the seconds since 1970"
            .into()
    })
}
