//! `pack.toml`: what a set says of itself when it is packed into one file for others.

use super::decode::record;
use super::id::Id;
use super::span::Sp;
use super::text::Text;

/// The version of the format of content files. It rises when a file that was valid is not any more, or means
/// something else; a set of a higher version than the program's is refused.
pub const FORMAT: u32 = 1;

record! {
    /// What a content set says of itself, for packing.
    pub struct PackFile ("a pack file") {
        /// Stable id; the packed file is named by it.
        id: Sp<Id>,
        /// What people call the set.
        name: Sp<Text>,
        /// Its version, such as `1.2.0`; raise it with each pack that you hand on.
        version: Sp<Text>,
        /// Under which license others may use it, such as `CC-BY-4.0`.
        license: Sp<Text>,
        /// Who wrote it; at least one.
        authors: Vec<Sp<Text>>,
        /// Where more is to be read about it.
        homepage: Option<Sp<Text>>,
    }
}
