//! The content set that was built in, alone or beside somebody's own.

use std::io::Read as _;
use std::path::Path;

use flate2::read::ZlibDecoder;
use unhunch_core::content::check::Part;
use unhunch_core::content::{Contents, Lazy, Library, Loaded, Options, load, schema};
use unhunch_core::diagnostic::SourceFile;

use crate::pack::read_set;

/// What the build script wrote under a name.
macro_rules! written {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".postcard"))
    };
}

/// The names and the texts of the files, as the build script packed them.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/files.postcard.zlib"));

/// The names and the texts of the schemas, as the build script packed them.
static SCHEMAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schemas.postcard.zlib"));

/// What stands before the names of embedded files when faults are shown.
pub const EMBEDDED: &str = "built-in";

/// The embedded content set; each part is decoded when it is first asked for.
///
/// # Panics
///
/// Neither this nor a part of it ever does, for a program that was built by its build script: the same version
/// of the same types wrote the bytes. A test decodes them.
pub fn library() -> Library {
    Library::of(Contents {
        techniques: Lazy::written(written!("techniques")),
        figures: Lazy::written(written!("figures")),
        routines: Lazy::written(written!("routines")),
        guides: Lazy::written(written!("guides")),
        sources: Lazy::written(written!("sources")),
        vocabulary: Lazy::written(written!("vocabulary")),
        safety: Lazy::written(written!("safety")),
        pack: Lazy::written(written!("pack")),
    })
}

/// The files of the embedded set, for laying another set beside it.
///
/// # Panics
///
/// Never; as [`library`].
pub fn files() -> Vec<SourceFile> {
    texts(FILES)
        .into_iter()
        .map(|(name, text)| SourceFile {
            path: format!("{EMBEDDED}/{name}"),
            name,
            text,
        })
        .collect()
}

/// The JSON Schema of a kind of content file, as the build script made it of the types of core. A front end that only
/// hands it out needs nothing of what makes it.
///
/// # Panics
///
/// Never; as [`library`].
pub fn schema(part: Part) -> String {
    let name = schema::file_name(part);
    let found = texts(SCHEMAS).into_iter().find(|(file, _)| *file == name);
    match found {
        Some((_, text)) => text,
        None => unreachable!("the build script wrote a schema for every kind of file"),
    }
}

/// Texts by their names, as the build script packed them.
fn texts(packed: &[u8]) -> Vec<(String, String)> {
    let mut bytes = Vec::new();
    if let Err(error) = ZlibDecoder::new(packed).read_to_end(&mut bytes) {
        unreachable!("the build script packed otherwise: {error}");
    }
    match postcard::from_bytes(&bytes) {
        Ok(texts) => texts,
        Err(error) => unreachable!("the build script wrote other texts: {error}"),
    }
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
