//! The manifest: what a pack says of itself and of each of its files.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unhunch_core::content::{FORMAT, PackFile};

use super::PackError;

/// What stands before the version of the manifest's own format.
const SCHEMA: &str = "unhunch.pack/";
/// The version of the manifest's own format.
const VERSION: u32 = 1;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `unhunch.pack/1`.
    pub schema: String,
    /// The version of the format of its content files.
    pub content_format: u32,
    /// Stable id of the set.
    pub id: String,
    /// What people call the set.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Under which license others may use it.
    pub license: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where more is to be read about it.
    pub homepage: Option<String>,
    /// Whether it was checked beside the built-in set, and needs that.
    pub with_default: bool,
    /// Its files, in the order of their names.
    pub files: Vec<Packed>,
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packed {
    /// Its name inside the set, with `/` between the parts.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// What every version of the manifest has.
#[derive(Deserialize)]
struct Head {
    schema: String,
    content_format: u32,
}

impl Packed {
    /// The line of a file.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

impl Manifest {
    /// The manifest of a set.
    pub(super) fn new(pack: &PackFile, with_default: bool, files: Vec<Packed>) -> Self {
        Self {
            schema: format!("{SCHEMA}{VERSION}"),
            content_format: FORMAT,
            id: pack.id.to_string(),
            name: pack.name.to_string(),
            version: pack.version.to_string(),
            license: pack.license.to_string(),
            authors: pack
                .authors
                .iter()
                .map(|one| one.value.to_string())
                .collect(),
            homepage: pack.homepage.as_ref().map(|one| one.value.to_string()),
            with_default,
            files,
        }
    }

    /// Reads a manifest; one of a newer format is told apart from one that is broken.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let broken = |error: serde_json::Error| PackError::Layout(format!("its manifest: {error}"));
        let head: Head = serde_json::from_slice(bytes).map_err(broken)?;
        let version = head.schema.strip_prefix(SCHEMA);
        let version: u32 = version
            .and_then(|version| version.parse().ok())
            .ok_or_else(|| PackError::Layout("its manifest has another schema".to_owned()))?;
        if version > VERSION {
            return Err(PackError::Newer(format!("pack format {version}")));
        }
        if head.content_format > FORMAT {
            return Err(PackError::Newer(format!(
                "content format {}",
                head.content_format
            )));
        }
        if version == 0 || head.content_format == 0 {
            return Err(PackError::Layout(
                "its manifest has another schema".to_owned(),
            ));
        }
        serde_json::from_slice(bytes).map_err(broken)
    }
}
