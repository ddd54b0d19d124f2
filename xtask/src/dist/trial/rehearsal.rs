//! `cargo xtask rehearse`: a release of the programs that the tests were built with, in half a minute.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;

use super::super::flavour::Flavour;
use super::super::target::Target;
use super::super::{MAINTAINER, Release, sums, time, version};
use super::{archive, container, debian, pages, unit, unpack_all};
use crate::tools;
use crate::workspace::{Failure, at};

/// Packs twice, compares, and tries everything that this machine can try.
///
/// # Errors
///
/// With what is not as it should be.
pub(crate) fn rehearse(root: &Path) -> Result<(), Failure> {
    let scratch = root.join("target/rehearsal");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).map_err(|error| at(&scratch, &error))?;
    }
    fs::create_dir_all(&scratch).map_err(|error| at(&scratch, &error))?;
    container::keeps_its_promises(root)?;
    let release = Release {
        root,
        target: Target::host()?,
        version: version(root)?,
        time: time(root)?,
        maintainer: MAINTAINER.to_owned(),
        level: Compression::fast(),
        scratch: scratch.join("made"),
    };
    let programs = programs(root, &release.target, &scratch)?;
    let both = ["first", "second"].map(|name| scratch.join(name));
    for out in &both {
        fs::create_dir_all(out).map_err(|error| at(out, &error))?;
        for (flavour, program) in Flavour::ALL.into_iter().zip(&programs) {
            release.pack(flavour, program, out)?;
        }
        sums::write(out)?;
    }
    let [first, second] = both;
    same(&first, &second)?;
    println!(
        "packed twice: {} files, the same bytes",
        sums::sizes(&first)?.len()
    );
    let mut rendered = 0;
    for unpacked in unpack_all(&first, &Flavour::ALL, &scratch)? {
        archive::uses(&unpacked)?;
        pages::completes(&unpacked)?;
        rendered += pages::renders(&unpacked)?;
        if unpacked.flavour == Flavour::Server {
            let held = unit::holds(&unpacked, &scratch)?;
            tell(
                "systemd read the unit",
                (!held).then_some("there is no systemd-analyze"),
            );
        }
    }
    println!(
        "unpacked and used every archive; rendered {rendered} manual pages; bash loaded the completions"
    );
    if release.target.debian().is_some() {
        let not = debian::installs(&first, &scratch, &release.version)?;
        tell("installed, ran and purged every Debian package", not);
        let linted = debian::lints(&first)?;
        tell(
            "lintian found no error",
            (!linted).then_some("there is no lintian"),
        );
    }
    Ok(())
}

fn tell(what: &str, why_not: Option<&str>) {
    match why_not {
        None => println!("{what}"),
        Some(why) => println!("NOT TRIED, {why}: {what}"),
    }
}

/// The programs of all flavours, without what is only for debugging.
fn programs(root: &Path, target: &Target, scratch: &Path) -> Result<[PathBuf; 3], Failure> {
    let built = std::env::current_exe()?;
    let built = built.parent().unwrap_or(root);
    let full = taken(Flavour::Full, built, target, scratch)?;
    let server = taken(Flavour::Server, built, target, scratch)?;
    // The lone command line is built nowhere else. It has the name of the full program and takes its place,
    // which is given back: the folder with most of what it needs is that of the tests.
    let place = built.join(target.program(Flavour::Full.program()));
    let kept = scratch.join("kept");
    fs::rename(&place, &kept).map_err(|error| at(&place, &error))?;
    let cli = build_alone(root).and_then(|()| taken(Flavour::Cli, built, target, scratch));
    fs::rename(&kept, &place).map_err(|error| at(&place, &error))?;
    Ok([full, cli?, server])
}

fn build_alone(root: &Path) -> Result<(), Failure> {
    let status = tools::cargo()
        .args(["build", "--quiet", "--locked"])
        .args(Flavour::Cli.selection())
        .current_dir(root)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("the command line does not build alone".into())
    }
}

/// A flavour's program from a folder, stripped where there is a tool for it.
fn taken(
    flavour: Flavour,
    from: &Path,
    target: &Target,
    scratch: &Path,
) -> Result<PathBuf, Failure> {
    let name = target.program(flavour.program());
    let whole = from.join(&name);
    if !whole.is_file() {
        return Err(format!(
            "{} is not there; build it first: cargo test --workspace --all-features --no-run",
            whole.display()
        )
        .into());
    }
    let folder = scratch.join(flavour.name());
    fs::create_dir_all(&folder).map_err(|error| at(&folder, &error))?;
    let program = folder.join(&name);
    let stripped = Command::new("strip")
        .arg("-o")
        .arg(&program)
        .arg(&whole)
        .status();
    if !stripped.is_ok_and(|status| status.success()) {
        fs::copy(&whole, &program).map_err(|error| at(&whole, &error))?;
    }
    Ok(program)
}

/// Fails where two folders differ.
fn same(first: &Path, second: &Path) -> Result<(), Failure> {
    let names = sums::sizes(first)?;
    if names != sums::sizes(second)? {
        return Err("two runs made other files".into());
    }
    for (name, _) in names {
        if fs::read(first.join(&name))? != fs::read(second.join(&name))? {
            return Err(format!("{name} differs from one run to the next").into());
        }
    }
    Ok(())
}
