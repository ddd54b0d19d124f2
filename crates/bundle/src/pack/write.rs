//! Making a pack.

use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use unhunch_core::content::PackFile;
use unhunch_core::content::check::{Part, too_large};
use unhunch_core::diagnostic::SourceFile;

use super::{MANIFEST, Manifest, PackError, Packed, goes_along};

/// How the name of a pack ends.
pub const EXTENSION: &str = "unhunch";

/// Packs a set that was checked: its content files, and of the others the license. The
/// order of `files` does not matter; the same files give the same bytes.
///
/// `with_default` says whether the set was checked beside the built-in one.
///
/// # Errors
///
/// When a file is too large to be read again, or two have one name.
pub fn write_pack(
    files: &[SourceFile],
    pack: &PackFile,
    with_default: bool,
) -> Result<Vec<u8>, PackError> {
    let mut files: Vec<&SourceFile> = files
        .iter()
        .filter(|file| Part::of(&file.name).is_some() || goes_along(&file.name))
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(pair) = files.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(PackError::Twice(pair[0].name.clone()));
    }
    if let Some(file) = files
        .iter()
        .find(|file| file.text.len() as u64 > too_large::MOST_BYTES)
    {
        return Err(PackError::FileTooLarge(file.name.clone()));
    }
    let listed = files
        .iter()
        .map(|file| Packed::of(&file.name, file.text.as_bytes()))
        .collect();
    let manifest = Manifest::new(pack, with_default, listed);
    let layout = |error: &dyn std::fmt::Display| PackError::Layout(error.to_string());
    let manifest = serde_json::to_string_pretty(&manifest).map_err(|error| layout(&error))?;

    // No time, and no system's name: what is written depends on the set alone.
    let gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(gzip);
    let mut add = |name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        archive.append_data(&mut header, name, bytes)
    };
    let written = add(MANIFEST, format!("{manifest}\n").as_bytes());
    let written = files.iter().fold(written, |written, file| {
        written.and_then(|()| add(&file.name, file.text.as_bytes()))
    });
    written
        .and_then(|()| archive.into_inner())
        .and_then(|mut gzip| {
            gzip.flush()?;
            gzip.finish()
        })
        .map_err(|error| layout(&error))
}
