//! The sums of everything that is handed out, in the form that `sha256sum --check` reads.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::workspace::{Failure, at};

/// The file.
pub(crate) const NAME: &str = "SHA256SUMS";

/// Writes the sums of every file of a folder into it.
///
/// # Errors
///
/// When something cannot be read or written.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let mut out = String::new();
    for (name, _) in sizes(folder)?.into_iter().filter(|(name, _)| name != NAME) {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        for byte in Sha256::digest(&bytes) {
            let _ = write!(out, "{byte:02x}");
        }
        let _ = writeln!(out, "  {name}");
    }
    let path = folder.join(NAME);
    fs::write(&path, out).map_err(|error| at(&path, &error))
}

/// Every file of a folder with its size, in the order of the names.
///
/// # Errors
///
/// When the folder cannot be read.
pub(super) fn sizes(folder: &Path) -> Result<Vec<(String, u64)>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let entry = entry.map_err(|error| at(folder, &error))?;
        let kind = entry
            .metadata()
            .map_err(|error| at(&entry.path(), &error))?;
        if kind.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, kind.len()));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_of_every_file_but_their_own() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("b"), "").unwrap();
        fs::write(dir.path().join("a"), "abc").unwrap();
        write(dir.path()).unwrap();
        write(dir.path()).unwrap();
        // Known sums of "abc" and of nothing, from the definition of SHA-256.
        assert_eq!(
            fs::read_to_string(dir.path().join(NAME)).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
        );
    }
}
