//! Reading a content set from a directory: its files, and a fault for each that cannot be read.
//!
//! Used by the library and, through its path, by the build script, so that both read alike.
//!
//! A set is two levels deep, and no deeper: only the four folders of a set are entered, so that a
//! wrong directory (`/`, a home) is answered at once and not walked through. What is no content is
//! named to the check, with an empty text, and never opened; a file that is too large, a pipe or a
//! device is not opened either.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unhunch_core::content::check::stray_file::is_left_alone;
use unhunch_core::content::check::{
    Part, not_a_directory, not_found, not_utf8, symlink_loop, too_large, too_many_files, unreadable,
};
use unhunch_core::diagnostic::{Diagnostic, FileId, SourceFile};

/// The folders of a content set.
const FOLDERS: &[&str] = &["guides", "routines", "techniques", "vocabulary"];

/// Links that lead to links are followed so many times.
const MOST_LINKS: u32 = 40;

/// Reads the set in the directory `root`: its files in the order of their names, and the faults of what
/// could not be read, whose file ids are indexes into the files.
///
/// Nothing is an error of its own: a path that leads nowhere yields one file without a name, and the
/// fault that says so.
pub(crate) fn read_dir(root: &Path) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    match fs::metadata(root) {
        Err(error) => reader.failed(root, "", &error),
        Ok(metadata) if !metadata.is_dir() => {
            reader.report(root, "", not_a_directory::fault);
        }
        Ok(_) => reader.set(root),
    }
    (reader.files, reader.faults)
}

#[derive(Default)]
struct Reader {
    files: Vec<SourceFile>,
    faults: Vec<Diagnostic>,
}

impl Reader {
    /// Takes a file into the set.
    fn add(&mut self, path: &Path, name: &str, text: String) -> FileId {
        self.files.push(SourceFile {
            path: shown(path),
            name: name.to_owned(),
            text,
        });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Takes a file into the set that cannot be read, with the fault that says why.
    fn report(&mut self, path: &Path, name: &str, fault: impl FnOnce(FileId) -> Diagnostic) {
        let file = self.add(path, name, String::new());
        self.faults.push(fault(file));
    }

    /// Reports what the system says about a path.
    fn failed(&mut self, path: &Path, name: &str, error: &io::Error) {
        self.report(path, name, |file| {
            if leads_in_a_circle(path) {
                symlink_loop::fault(file)
            } else if error.kind() == io::ErrorKind::NotFound {
                not_found::fault(file)
            } else {
                unreadable::fault(file, &reason(error))
            }
        });
    }

    /// The names in a folder, sorted; `None` after a reported fault.
    fn names(&mut self, folder: &Path, name: &str) -> Option<Vec<OsString>> {
        let listed = fs::read_dir(folder).and_then(|entries| {
            // One more than the limit is enough to know.
            entries
                .take(too_many_files::MOST_FILES + 1)
                .map(|entry| entry.map(|entry| entry.file_name()))
                .collect::<io::Result<Vec<_>>>()
        });
        match listed {
            Ok(mut names) => {
                let room = too_many_files::MOST_FILES.saturating_sub(self.files.len());
                if names.len() > room {
                    self.report(folder, name, too_many_files::fault);
                    return None;
                }
                names.sort();
                Some(names)
            }
            Err(error) => {
                self.failed(folder, name, &error);
                None
            }
        }
    }

    /// Reads the whole set.
    fn set(&mut self, root: &Path) {
        for entry in self.names(root, "").unwrap_or_default() {
            let path = root.join(&entry);
            let Some(name) = self.plain_name(&path, &entry, "") else {
                continue;
            };
            if !FOLDERS.contains(&name.as_str()) {
                self.entry(&path, &name);
                continue;
            }
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => self.folder(root, &path, &name),
                Ok(_) => self.report(&path, &name, not_a_directory::fault),
                Err(error) => self.failed(&path, &name, &error),
            }
        }
    }

    /// Reads one of the folders.
    fn folder(&mut self, root: &Path, folder: &Path, name: &str) {
        if contains(folder, root) {
            self.report(folder, name, symlink_loop::fault);
            return;
        }
        for entry in self.names(folder, name).unwrap_or_default() {
            let path = folder.join(&entry);
            let inside = format!("{name}/");
            if let Some(name) = self.plain_name(&path, &entry, &inside) {
                self.entry(&path, &name);
            }
        }
    }

    /// A name as text; `None` after a reported fault.
    fn plain_name(&mut self, path: &Path, entry: &OsString, inside: &str) -> Option<String> {
        match entry.to_str() {
            Some(entry) => Some(format!("{inside}{entry}")),
            None => {
                let name = format!("{inside}{}", entry.to_string_lossy());
                self.report(path, &name, not_utf8::name);
                None
            }
        }
    }

    /// Takes in whatever stands at a path that is none of the folders.
    fn entry(&mut self, path: &Path, name: &str) {
        if is_left_alone(name) {
            return;
        }
        match fs::metadata(path) {
            Err(error) => self.failed(path, name, &error),
            Ok(metadata) if metadata.is_dir() => {
                // A link back up the tree would have no end for whoever follows it.
                let link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
                let parent = path.parent().unwrap_or(path);
                if link && contains(path, parent) {
                    self.report(path, name, symlink_loop::fault);
                } else {
                    self.add(path, &format!("{name}/"), String::new());
                }
            }
            Ok(_) if Part::of(name).is_none() => {
                self.add(path, name, String::new());
            }
            Ok(metadata) if !metadata.is_file() => self.report(path, name, unreadable::special),
            Ok(metadata) if metadata.len() > too_large::MOST_BYTES => {
                self.report(path, name, too_large::fault);
            }
            Ok(_) => self.text(path, name),
        }
    }

    /// Reads a content file.
    fn text(&mut self, path: &Path, name: &str) {
        let mut bytes = Vec::new();
        // A file may grow after it was measured: no more is read than it may have.
        let read = File::open(path)
            .and_then(|file| file.take(too_large::MOST_BYTES + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            self.failed(path, name, &error);
            return;
        }
        if bytes.len() as u64 > too_large::MOST_BYTES {
            self.report(path, name, too_large::fault);
            return;
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.add(path, name, text);
            }
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let before = &error.as_bytes()[..offset];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                self.report(path, name, |file| not_utf8::fault(file, offset, line));
            }
        }
    }
}

/// A path as people name it, with `/` between the parts.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

/// What the system says, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or(&text);
    plain.to_lowercase()
}

/// Whether the directory `outer`, its links followed, is or contains the directory `inner`.
fn contains(outer: &Path, inner: &Path) -> bool {
    match (fs::canonicalize(outer), fs::canonicalize(inner)) {
        (Ok(outer), Ok(inner)) => inner.starts_with(outer),
        _ => false,
    }
}

/// Whether a path is a link to a link to a link without an end.
fn leads_in_a_circle(path: &Path) -> bool {
    let mut at: PathBuf = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&at) else {
            return false;
        };
        at = match at.parent() {
            Some(parent) => parent.join(target),
            None => target,
        };
    }
    true
}
