//! Who the person at this terminal is, before their first entry is in the journal.
//!
//! Two commands that begin a journal at once must not become two people. Each takes the id that stands
//! in a small file beside the journal, and the first one to come makes that file, whole, in one step.
//! Once the journal holds entries they say who it is, and the file is not looked at.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;

use crate::error::Error;

/// The file's name, in the data folder.
const NAME: &str = "person";

/// The id that stands in `folder`; `fresh` is put there when none does.
///
/// # Errors
///
/// When the file cannot be made or read, or holds no id.
pub(crate) fn claim(folder: &Path, fresh: Uuid) -> Result<Uuid, Error> {
    let file = folder.join(NAME);
    let said = put(folder, &file, fresh).and_then(|()| fs::read_to_string(&file));
    let text = said.map_err(|error| {
        Error::new(format!(
            "{} cannot be written: {error}; change its permissions or choose another folder with --data",
            file.display()
        ))
    })?;
    text.trim().parse().map_err(|_| {
        Error::new(format!(
            "{} holds no id; remove it and try again",
            file.display()
        ))
    })
}

/// Puts an id into the file unless it is there. A link appears whole or not at all.
fn put(folder: &Path, file: &Path, fresh: Uuid) -> io::Result<()> {
    if file.exists() {
        return Ok(());
    }
    let part = folder.join(format!(".{NAME}.{fresh}.part"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(&part)?
        .write_all(format!("{fresh}\n").as_bytes())?;
    let linked = match fs::hard_link(&part, file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // Not every file system has links; there the last of two that come at once wins.
        Err(_) => fs::copy(&part, file).map(|_| ()),
    };
    fs::remove_file(&part)?;
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_to_come_says_who_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(claim(folder.path(), one), Ok(one));
        assert_eq!(claim(folder.path(), two), Ok(one));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(folder.path().join(NAME), "nobody").unwrap();
        let error = claim(folder.path(), two).unwrap_err();
        assert!(error.message.contains("holds no id"), "{error}");
    }
}
