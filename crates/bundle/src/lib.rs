//! The content set of unhunch: embedded, and checked when this was built.
//!
//! `library` is the embedded set, ready for use: decoding it takes well under a millisecond, and
//! nothing is checked again. [`read_dir`] reads somebody's own set from a folder, [`pack`] makes one file of a set and
//! reads it again, and `load_set` reads and checks either, alone or beside the embedded one.
//!
//! The embedded set comes with the feature `embedded`, which is on by default. A program that checks
//! content does without, so that it can be built while the set has a fault.

#[cfg(feature = "embedded")]
mod embedded;
pub mod pack;
mod read;

#[cfg(feature = "embedded")]
pub use embedded::{EMBEDDED, files, library, load_set, schema};

use std::path::Path;

use unhunch_core::diagnostic::{Diagnostic, SourceFile};

/// Reads the set in the directory `path`: its files in the order of their names, and the faults of what
/// could not be read, whose file ids are indexes into the files.
///
/// Nothing is an error of its own: a path that leads nowhere yields one file without a name, and the
/// fault that says so.
pub fn read_dir(path: &Path) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    read::read_dir(path)
}
