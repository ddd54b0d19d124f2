//! Reading a pack, without trust.

use std::collections::BTreeSet;
use std::io::Read as _;

use flate2::bufread::GzDecoder;
use tar::EntryType;
use unhunch_core::content::check::{Part, too_large, too_many_files};
use unhunch_core::diagnostic::SourceFile;

use super::{MANIFEST, MOST_PACKED, MOST_UNPACKED, Manifest, PackError, Packed, goes_along};

/// A pack that was read, and is wholly as its manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its files, content and others, in the order of their names.
    pub files: Vec<SourceFile>,
}

/// The first bytes of what gzip made.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Whether a file that begins with these bytes may be a pack.
pub fn is_pack(head: &[u8]) -> bool {
    head.starts_with(&GZIP)
}

/// Reads a pack from its bytes. `shown` stands before the names of its files when faults are told.
///
/// # Errors
///
/// For everything that is not as [`write_pack`](super::write_pack) makes it.
pub fn read_pack(bytes: &[u8], shown: &str) -> Result<Pack, PackError> {
    let archive = unpacked(bytes)?;
    let mut entries = entries(&archive)?.into_iter();
    let manifest = match entries.next() {
        Some((name, bytes)) if name == MANIFEST => Manifest::read(bytes)?,
        _ => {
            return Err(PackError::Layout(
                "its manifest does not come first".to_owned(),
            ));
        }
    };
    let mut listed = manifest.files.iter();
    let mut files = Vec::with_capacity(manifest.files.len());
    for (name, bytes) in entries {
        if listed.next() != Some(&Packed::of(&name, bytes)) {
            return Err(PackError::Altered(name));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(PackError::NotUtf8(name));
        };
        files.push(SourceFile {
            path: format!("{shown}/{name}"),
            name,
            text: text.to_owned(),
        });
    }
    if let Some(missing) = listed.next() {
        return Err(PackError::Missing(missing.name.clone()));
    }
    Ok(Pack { manifest, files })
}

/// The archive within the compression, if it is whole and not too large.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, PackError> {
    if bytes.len() as u64 > MOST_PACKED {
        return Err(PackError::TooLarge);
    }
    if !is_pack(bytes) {
        return Err(PackError::NoPack);
    }
    let mut rest = bytes;
    let mut archive = Vec::new();
    // One more byte than may be there is enough to know; the rest of a bomb is never unpacked.
    let mut limited = GzDecoder::new(&mut rest).take(MOST_UNPACKED + 1);
    let read = limited.read_to_end(&mut archive);
    if archive.len() as u64 > MOST_UNPACKED {
        return Err(PackError::Bomb);
    }
    if read.is_err() {
        return Err(PackError::Damaged);
    }
    if !rest.is_empty() {
        return Err(PackError::Behind);
    }
    Ok(archive)
}

/// The names and the bytes of the archive's files. Every name is one that a content set has.
fn entries(archive: &[u8]) -> Result<Vec<(String, &[u8])>, PackError> {
    let layout = |error: std::io::Error| PackError::Layout(error.to_string());
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut end = 0;
    let mut reader = tar::Archive::new(archive);
    // Raw: extensions that rename files or point elsewhere are entries like others, and refused as such.
    for entry in reader.entries().map_err(layout)?.raw(true) {
        let entry = entry.map_err(layout)?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|error| {
            PackError::NotUtf8(String::from_utf8_lossy(error.as_bytes()).into_owned())
        })?;
        if entry.header().entry_type() != EntryType::Regular {
            return Err(PackError::NotPlain(name));
        }
        named_well(&name)?;
        if entry.size() > too_large::MOST_BYTES && name != MANIFEST {
            return Err(PackError::FileTooLarge(name));
        }
        if found.len() > too_many_files::MOST_FILES {
            return Err(PackError::TooMany(too_many_files::MOST_FILES));
        }
        if !seen.insert(name.clone()) {
            return Err(PackError::Twice(name));
        }
        let bytes =
            slice(archive, entry.raw_file_position(), entry.size()).ok_or(PackError::Damaged)?;
        end = entry.raw_file_position().saturating_add(entry.size());
        found.push((name, bytes));
    }
    // An archive ends in zeros; what hides behind its end belongs to nobody.
    let rest = usize::try_from(end).ok().and_then(|end| archive.get(end..));
    match rest {
        Some(rest) if rest.iter().all(|byte| *byte == 0) => Ok(found),
        _ => Err(PackError::Behind),
    }
}

fn slice(archive: &[u8], from: u64, long: u64) -> Option<&[u8]> {
    let from = usize::try_from(from).ok()?;
    let to = from.checked_add(usize::try_from(long).ok()?)?;
    archive.get(from..to)
}

/// Whether a name is one of a content set, and leads nowhere else on any system.
fn named_well(name: &str) -> Result<(), PackError> {
    let leads_out = name.starts_with('/')
        || name.contains(['\\', ':'])
        || name.chars().any(char::is_control)
        || name.split('/').any(|part| matches!(part, "" | "." | ".."));
    if leads_out {
        return Err(PackError::LeadsOut(name.escape_debug().to_string()));
    }
    if name != MANIFEST && Part::of(name).is_none() && !goes_along(name) {
        return Err(PackError::Stray(name.to_owned()));
    }
    Ok(())
}
