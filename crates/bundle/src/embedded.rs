//! The content set that was built in, alone or beside somebody's own.

use std::path::Path;

use unhunch_core::content::{Library, Loaded, Options, load};
use unhunch_core::diagnostic::SourceFile;

use crate::pack::read_set;

/// The library, as the build script wrote it.
static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.postcard"));
/// The names and the texts of the files, as the build script wrote them.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/files.postcard"));

/// What stands before the names of embedded files when faults are shown.
pub const EMBEDDED: &str = "built-in";

/// The embedded content set.
///
/// # Panics
///
/// Never, for a program that was built by its build script: the same version of the same types wrote
/// the bytes. A test decodes them.
pub fn library() -> Library {
    match postcard::from_bytes(LIBRARY) {
        Ok(library) => library,
        Err(error) => unreachable!("the build script wrote another library: {error}"),
    }
}

/// The files of the embedded set, for laying another set beside it.
///
/// # Panics
///
/// Never; as [`library`].
pub fn files() -> Vec<SourceFile> {
    let raw: Vec<(String, String)> = match postcard::from_bytes(FILES) {
        Ok(raw) => raw,
        Err(error) => unreachable!("the build script wrote other files: {error}"),
    };
    raw.into_iter()
        .map(|(name, text)| SourceFile {
            path: format!("{EMBEDDED}/{name}"),
            name,
            text,
        })
        .collect()
}

/// Reads and checks the content set in a folder or a pack; with `with_default`, or where the pack says that it
/// needs that, beside the embedded one, whose ids it may not use again.
///
/// Nothing fails: whatever is wrong with the set or its files is among the faults.
pub fn load_set(path: &Path, with_default: bool, options: &Options) -> Loaded {
    let (mut own, found, manifest) = read_set(path);
    if with_default || manifest.is_some_and(|manifest| manifest.with_default) {
        own.extend(files());
    }
    load(own, found, options)
}
