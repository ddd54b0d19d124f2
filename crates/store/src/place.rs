//! Where the journal is kept.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use thiserror::Error;

/// The name of the journal's file in the data folder.
pub const FILE_NAME: &str = "journal.sqlite3";

/// The name of the data folder in the platform's own folder for such.
const DIR_NAME: &str = "unhunch";

/// No data folder could be found.
#[derive(Debug, Error)]
#[error(
    "no home folder was found to keep the journal in; name a folder with --data or UNHUNCH_DATA_DIR"
)]
pub struct NoPlace;

/// The data folder: `explicit` if there is one, else `from_env` (the value of `UNHUNCH_DATA_DIR`) unless
/// it is empty, else the platform's convention: `$XDG_DATA_HOME/unhunch` or `~/.local/share/unhunch` on
/// Linux, `~/Library/Application Support/unhunch` on macOS, `%APPDATA%\unhunch` on Windows.
///
/// The folder need not exist; opening the journal makes it.
///
/// # Errors
///
/// [`NoPlace`] when the platform's convention is asked for and there is no home folder.
pub fn data_dir(explicit: Option<&Path>, from_env: Option<&OsStr>) -> Result<PathBuf, NoPlace> {
    if let Some(dir) = explicit {
        return Ok(dir.to_owned());
    }
    if let Some(dir) = from_env.filter(|dir| !dir.is_empty()) {
        return Ok(PathBuf::from(dir));
    }
    native_data_dir()
        .map(|dir| dir.join(DIR_NAME))
        .ok_or(NoPlace)
}

/// The journal's file in a data folder.
pub fn journal_file(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE_NAME)
}

fn native_data_dir() -> Option<PathBuf> {
    // "Native" is what tells macOS's own convention from the one of Unix tools.
    let native = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(native.data_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_wins_and_an_empty_variable_says_nothing() {
        let explicit = Path::new("/a");
        let env = OsStr::new("/b");
        assert_eq!(data_dir(Some(explicit), Some(env)).unwrap(), explicit);
        assert_eq!(data_dir(None, Some(env)).unwrap(), Path::new("/b"));
        let native = data_dir(None, Some(OsStr::new(""))).unwrap();
        assert!(native.ends_with(DIR_NAME), "{native:?}");
        assert_eq!(native, data_dir(None, None).unwrap());
        assert_eq!(
            journal_file(Path::new("/a")),
            Path::new("/a/journal.sqlite3")
        );
    }
}
