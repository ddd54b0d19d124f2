//! A set at a path, whether it is a folder or a pack.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use unhunch_core::content::check::{bad_pack, unreadable};
use unhunch_core::diagnostic::{Diagnostic, FileId, SourceFile};

use super::{EXTENSION, MOST_PACKED, Manifest, PackError, goes_along, is_pack, read_pack};
use crate::read_dir;

/// Reads the set at a path: a folder as [`read_dir`] does, or a pack, whose manifest is handed out beside its
/// files. A pack that is refused is a fault of the rule `bad-pack`, and nothing of it is among the files.
pub fn read_set(path: &Path) -> (Vec<SourceFile>, Vec<Diagnostic>, Option<Manifest>) {
    let folder = |path: &Path| {
        let (files, found) = read_dir(path);
        (files, found, None)
    };
    if !fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return folder(path);
    }
    let named = path
        .extension()
        .is_some_and(|extension| extension == EXTENSION);
    let shown = path.display().to_string();
    let refused = |fault: &dyn Fn(FileId) -> Diagnostic| {
        let file = SourceFile {
            path: shown.clone(),
            name: String::new(),
            text: String::new(),
        };
        (vec![file], vec![fault(FileId(0))], None)
    };
    let bytes = match read_limited(path) {
        Ok(bytes) => bytes,
        Err(error) => return refused(&|file| unreadable::fault(file, &error.to_string())),
    };
    // Any other file is answered as what it is not: a set.
    if !named && !is_pack(&bytes) {
        return folder(path);
    }
    match read_pack(&bytes, &shown) {
        Ok(pack) => (pack.files, Vec::new(), Some(pack.manifest)),
        Err(error) => refused(&|file| refusal(file, &error)),
    }
}

fn refusal(file: FileId, error: &PackError) -> Diagnostic {
    bad_pack::fault(file, &error.to_string(), error.help())
}

/// The bytes of a file, one more than a pack may have at most.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MOST_PACKED + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The license files of the set in a folder, which are packed with it.
///
/// # Errors
///
/// When one cannot be read, or is no text.
pub fn licenses(root: &Path) -> io::Result<Vec<SourceFile>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        if goes_along(&name) && entry.path().is_file() {
            let text = fs::read_to_string(entry.path())?;
            found.push(SourceFile {
                path: entry.path().display().to_string(),
                name,
                text,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}
