//! Tries what was packed: unpacked into an empty folder, or installed, run, and taken away again.
//!
//! `cargo xtask dist` tries the archives that it made. `cargo xtask rehearse`, which `cargo xtask test` runs, packs
//! the programs that the tests were built with, through the same code, and tries everything: that two runs give
//! the same bytes, the archives, the manual pages and completions, the unit of the server, the Debian packages.

mod archive;
mod container;
mod debian;
mod pages;
mod rehearsal;
mod run;
mod unit;

use std::fs;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::flavour::Flavour;
use super::sums;
use crate::workspace::{Failure, at};

pub(crate) use rehearsal::rehearse;

/// An archive that was unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unpacked {
    flavour: Flavour,
    version: String,
    target: String,
    /// The one folder that it holds.
    folder: PathBuf,
}

impl Unpacked {
    /// Its program.
    fn program(&self) -> PathBuf {
        let target = super::target::Target {
            triple: self.target.clone(),
        };
        self.folder.join(target.program(self.flavour.program()))
    }
}

/// Unpacks every archive of a folder into empty folders and uses it; how many there were. There has to be one of
/// each of these flavours.
///
/// # Errors
///
/// With what does not work.
pub(super) fn archives(out: &Path, flavours: &[Flavour], scratch: &Path) -> Result<usize, Failure> {
    let all = unpack_all(out, flavours, scratch)?;
    for unpacked in &all {
        archive::uses(unpacked)?;
    }
    Ok(all.len())
}

fn unpack_all(out: &Path, flavours: &[Flavour], scratch: &Path) -> Result<Vec<Unpacked>, Failure> {
    let mut all = Vec::new();
    for (name, _) in sums::sizes(out)? {
        if let Some(stem) = name.strip_suffix(".tar.gz") {
            all.push(unpack(
                &out.join(&name),
                stem,
                &scratch.join("unpacked").join(stem),
            )?);
        }
    }
    if all.len() == flavours.len() {
        Ok(all)
    } else {
        Err(format!("{} has {} archives", out.display(), all.len()).into())
    }
}

/// Unpacks an archive of this name into an empty folder.
fn unpack(archive: &Path, stem: &str, into: &Path) -> Result<Unpacked, Failure> {
    if into.exists() {
        fs::remove_dir_all(into).map_err(|error| at(into, &error))?;
    }
    fs::create_dir_all(into).map_err(|error| at(into, &error))?;
    let file = fs::File::open(archive).map_err(|error| at(archive, &error))?;
    tar::Archive::new(GzDecoder::new(file))
        .unpack(into)
        .map_err(|error| at(archive, &error))?;
    let (flavour, version, target) =
        named(stem).ok_or_else(|| format!("{stem}: no name of an archive"))?;
    let mut there = fs::read_dir(into).map_err(|error| at(into, &error))?;
    let folder = into.join(stem);
    if !folder.is_dir() || there.nth(1).is_some() {
        return Err(format!("{}: does not hold the one folder {stem}", archive.display()).into());
    }
    Ok(Unpacked {
        flavour,
        version: version.to_owned(),
        target: target.to_owned(),
        folder,
    })
}

/// What the name of an archive says: flavour, version, target.
fn named(stem: &str) -> Option<(Flavour, &str, &str)> {
    // The longest name first: one begins like the other.
    let mut flavours = Flavour::ALL;
    flavours.sort_by_key(|flavour| std::cmp::Reverse(flavour.name().len()));
    flavours.into_iter().find_map(|flavour| {
        let rest = stem.strip_prefix(flavour.name())?.strip_prefix('-')?;
        let (version, target) = rest.split_once('-')?;
        Some((flavour, version, target))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_in_an_archive() {
        let target = "x86_64-unknown-linux-gnu";
        for flavour in Flavour::ALL {
            let stem = format!("{}-0.1.0-{target}", flavour.name());
            assert_eq!(named(&stem), Some((flavour, "0.1.0", target)));
        }
        assert_eq!(named("other-0.1.0-x"), None);
    }
}
