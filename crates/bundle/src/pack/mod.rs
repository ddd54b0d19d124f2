//! Packs: a content set in one file, for handing on.
//!
//! A pack is a compressed archive (tar, gzip) of plain files. The first is `manifest.json`: what the set says of
//! itself, the version of the content format, and each file with its length and its SHA-256. The others are the
//! content files in the order of their names, and the set's license. The same set gives the same bytes: the
//! archive holds no times, no owners and no modes of its own.
//!
//! Reading ([`read_pack`]) trusts nothing: nothing is unpacked to the disk, nothing is unpacked beyond
//! [`MOST_UNPACKED`], and a pack is either wholly as its manifest says or not used at all.

mod error;
mod manifest;
mod read;
mod set;
mod write;

pub use error::PackError;
pub use manifest::{Manifest, Packed};
pub use read::{Pack, is_pack, read_pack};
pub use set::{licenses, read_set};
pub use write::{EXTENSION, write_pack};

/// The most bytes that a pack may have.
pub const MOST_PACKED: u64 = 32 * 1024 * 1024;

/// The most bytes that a pack may unpack to, its archive's own included.
pub const MOST_UNPACKED: u64 = 128 * 1024 * 1024;

/// The name of the first file of a pack.
const MANIFEST: &str = "manifest.json";

/// Whether a file beside the content is packed as well: the set's license.
fn goes_along(name: &str) -> bool {
    !name.contains('/') && name.starts_with("LICENSE")
}
