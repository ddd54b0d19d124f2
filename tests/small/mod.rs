//! A small, whole content set for tests: one technique for each kind of dose, with and without sides,
//! directions, spots, sets and equipment.

use unhunch_core::content::{self, Library, Options};
use unhunch_core::diagnostic::SourceFile;

/// A file of the set.
macro_rules! file {
    ($name:literal) => {
        SourceFile::new($name, include_str!($name))
    };
}

/// The library that the set makes.
///
/// # Panics
///
/// When the set has a fault.
pub(crate) fn library() -> Library {
    let files = vec![
        file!("safety.toml"),
        file!("sources.toml"),
        file!("vocabulary/areas.toml"),
        file!("vocabulary/causes.toml"),
        file!("vocabulary/equipment.toml"),
        file!("vocabulary/families.toml"),
        file!("vocabulary/flags.toml"),
        file!("vocabulary/goals.toml"),
        file!("vocabulary/muscles.toml"),
        file!("vocabulary/positions.toml"),
        file!("vocabulary/traits.toml"),
        file!("guides/sitting.md"),
        file!("techniques/ball-spots.toml"),
        file!("techniques/ball-spots.figure.toml"),
        file!("techniques/blade-squeeze.toml"),
        file!("techniques/blade-squeeze.figure.toml"),
        file!("techniques/chair-arch.toml"),
        file!("techniques/chair-arch.figure.toml"),
        file!("techniques/neck-tilt.toml"),
        file!("techniques/neck-tilt.figure.toml"),
        file!("techniques/one-arm-row.toml"),
        file!("techniques/one-arm-row.figure.toml"),
        file!("techniques/roller.toml"),
        file!("techniques/roller.figure.toml"),
        file!("techniques/seated-twist.toml"),
        file!("techniques/seated-twist.figure.toml"),
        file!("techniques/shoulder-circles.toml"),
        file!("techniques/shoulder-circles.figure.toml"),
        file!("techniques/slow-breathing.toml"),
        file!("techniques/slow-breathing.figure.toml"),
    ];
    let loaded = content::load(files, Vec::new(), &Options::default());
    let diagnostics = loaded.diagnostics;
    loaded
        .library
        .unwrap_or_else(|| panic!("the small set has faults: {diagnostics:#?}"))
}
