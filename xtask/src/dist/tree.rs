//! A tree of files that will be packed: paths, modes and contents, with everything else left out.
//!
//! Owners, times and the order in which a disk lists files differ from machine to machine; a tree has none of
//! them, so two trees with the same files make the same package.

use std::collections::BTreeMap;

/// A file of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
    /// Whether it can be run.
    pub(crate) runs: bool,
}

impl Leaf {
    /// Its mode: everybody may read it, its owner may write it.
    pub(crate) fn mode(&self) -> u32 {
        if self.runs { 0o755 } else { 0o644 }
    }
}

/// Files by their paths, `/` between the parts and none in front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    files: BTreeMap<String, Leaf>,
}

impl Tree {
    /// Puts in a file that is read.
    pub(crate) fn text(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.put(path, bytes.into(), false);
    }

    /// Puts in a file that is run.
    pub(crate) fn program(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.put(path, bytes.into(), true);
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>, runs: bool) {
        self.files.insert(path.to_owned(), Leaf { bytes, runs });
    }

    /// Every file, in the order of the paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &Leaf)> {
        self.files.iter().map(|(path, leaf)| (path.as_str(), leaf))
    }

    /// Every folder that a file is in, before what it holds.
    pub(crate) fn folders(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self
            .files
            .keys()
            .flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_what_they_hold() {
        let mut tree = Tree::default();
        tree.text("b/c/d", "x");
        tree.program("b/a", "y");
        tree.text("z", "");
        assert_eq!(tree.folders(), ["b", "b/c"]);
        let all: Vec<(&str, u32)> = tree
            .files()
            .map(|(path, leaf)| (path, leaf.mode()))
            .collect();
        assert_eq!(all, [("b/a", 0o755), ("b/c/d", 0o644), ("z", 0o644)]);
    }
}
