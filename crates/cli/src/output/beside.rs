//! Files that are whole or not there at all: written beside, then put in their place.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Only whoever made it.
    Owner,
    /// Whoever may by the system's own rule.
    Usual,
}

/// A file that is being written; it goes away again unless it becomes what it was made for.
pub(crate) struct Beside {
    /// What is written to.
    pub file: File,
    path: PathBuf,
}

impl Beside {
    /// Opens one for the file that it is to become.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub(crate) fn new(file: &Path, readers: Readers) -> io::Result<Self> {
        let Some(base) = file.file_name() else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it names no file",
            ));
        };
        let mut name = std::ffi::OsString::from(".");
        name.push(base);
        name.push(format!(".{}.part", std::process::id()));
        let path = file.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::Owner {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = readers;
        let file = options.open(&path)?;
        Ok(Self { file, path })
    }

    /// Becomes the file: whole, and on the disk; `over` one that is there.
    ///
    /// # Errors
    ///
    /// When the system refuses, or the file is there already.
    pub(crate) fn become_file(self, file: &Path, over: bool) -> io::Result<()> {
        self.file.sync_all()?;
        if over {
            return fs::rename(&self.path, file);
        }
        // Linking fails where somebody else made the file meanwhile; renaming would write over it.
        match fs::hard_link(&self.path, file) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Ok(()) => Ok(()),
            // Not every file system has links.
            Err(_) => fs::rename(&self.path, file),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Gone already when it was renamed.
        let _ = fs::remove_file(&self.path);
    }
}
