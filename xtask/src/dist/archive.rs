//! Packs a tree as `.tar.gz`: the same tree at the same time gives the same bytes, on any machine.

use std::io::{self, Write as _};

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use super::tree::Tree;

/// The system that the header of a gzip file names: 255 is "unknown", and the same everywhere.
const NO_SYSTEM: u8 = 255;

/// A tar archive of a tree.
///
/// Everything belongs to root and is of one time; folders come first. `top` stands before every path, and
/// ends in `/` if anything stands there; a top that is only `./` has an entry of its own, as packages of
/// Debian have it.
///
/// # Errors
///
/// When a path is too long.
pub(crate) fn tar(tree: &Tree, top: &str, time: u64) -> io::Result<Vec<u8>> {
    let mut builder = Builder::new(Vec::new());
    let mut put = |path: &str, kind: EntryType, mode: u32, bytes: &[u8]| {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(0);
        header.set_gid(0);
        header.set_username("root")?;
        header.set_groupname("root")?;
        header.set_mtime(time);
        header.set_size(bytes.len() as u64);
        set_path(&mut header, path)?;
        header.set_cksum();
        builder.append(&header, bytes)
    };
    if !top.is_empty() {
        put(top, EntryType::Directory, 0o755, &[])?;
    }
    for folder in tree.folders() {
        put(&format!("{top}{folder}/"), EntryType::Directory, 0o755, &[])?;
    }
    for (path, leaf) in tree.files() {
        put(
            &format!("{top}{path}"),
            EntryType::Regular,
            leaf.mode(),
            &leaf.bytes,
        )?;
    }
    builder.into_inner()
}

/// Writes the path as it is: the library's own way takes `./` off, which packages of Debian have in front.
fn set_path(header: &mut Header, path: &str) -> io::Result<()> {
    let name = &mut header.as_old_mut().name;
    let bytes = path.as_bytes();
    let Some(room) = name.get_mut(..bytes.len()) else {
        let says = format!("{path}: a path of more than {} bytes", name.len());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, says));
    };
    room.copy_from_slice(bytes);
    Ok(())
}

/// Compresses, with nothing in the header that tells when, where or from which file.
///
/// # Errors
///
/// Never while memory lasts.
pub(crate) fn gzip(bytes: &[u8], level: Compression) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .operating_system(NO_SYSTEM)
        .write(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn some() -> Tree {
        let mut tree = Tree::default();
        tree.program("bin/run", "#!/bin/sh\n");
        tree.text("man/a.1", ".TH a 1\n");
        tree
    }

    #[test]
    fn a_tree_comes_back_with_one_owner_and_one_time() {
        let packed = gzip(
            &tar(&some(), "top/", 1_700_000_000).unwrap(),
            Compression::best(),
        )
        .unwrap();
        // The time, the flags and the system of the gzip header.
        assert_eq!(packed[3..8], [0; 5]);
        assert_eq!(packed[9], NO_SYSTEM);
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
        let mut told = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let path = entry.path().unwrap().display().to_string();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let header = entry.header();
            assert_eq!(
                (
                    header.uid().unwrap(),
                    header.gid().unwrap(),
                    header.mtime().unwrap()
                ),
                (0, 0, 1_700_000_000)
            );
            assert_eq!(header.username().unwrap(), Some("root"));
            told.push((path, header.mode().unwrap(), text));
        }
        let told: Vec<(&str, u32, &str)> = told
            .iter()
            .map(|(path, mode, text)| (path.as_str(), *mode, text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("top/", 0o755, ""),
                ("top/bin/", 0o755, ""),
                ("top/man/", 0o755, ""),
                ("top/bin/run", 0o755, "#!/bin/sh\n"),
                ("top/man/a.1", 0o644, ".TH a 1\n"),
            ]
        );
    }

    #[test]
    fn the_same_tree_gives_the_same_bytes_and_another_time_does_not() {
        let packed = |time| tar(&some(), "./", time).unwrap();
        assert_eq!(packed(1), packed(1));
        assert_ne!(packed(1), packed(2));
    }

    #[test]
    fn a_path_that_does_not_fit_is_refused() {
        let mut tree = Tree::default();
        tree.text(&"long/".repeat(30), "");
        assert!(tar(&tree, "", 0).is_err());
    }
}
