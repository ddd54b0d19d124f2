//! Which sessions are being played at this moment, by this process or another one.
//!
//! A session that was started and has not ended was broken off, unless somebody is still playing it. Who
//! plays one holds a lock on a small file beside the journal. The system lets go of the lock when the
//! process ends, however it ends, so nothing has to be cleaned up for a session to be offered again.
//!
//! A file is removed only once its session has ended in the journal, by who holds it. So a process that
//! gets a lock looks at the journal again before it goes on: the session may have ended meanwhile.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use uuid::Uuid;

/// The folder of the files, in the data folder.
const FOLDER: &str = "playing";
/// How often a lock is tried: who only looks has it for a moment, too.
const TRIES: u32 = 10;
/// How long after one another.
const RETRY: Duration = Duration::from_millis(20);

/// The word to others that this process plays a session, as long as this lives.
#[derive(Debug)]
pub struct Playing {
    path: PathBuf,
    /// None where the file system has no locks or no room. The session plays all the same: whether it can
    /// be written down shows at the journal.
    lock: Option<File>,
}

impl Playing {
    /// Takes a session for this process; `None` when another one is playing it.
    pub fn take(data: &Path, session: Uuid) -> Option<Self> {
        let path = file(data, session);
        let lock = match opened(&path) {
            Ok(file) => file,
            Err(_) => return Some(Self { path, lock: None }),
        };
        for _ in 0..TRIES {
            match lock.try_lock() {
                Ok(()) => {
                    return Some(Self {
                        path,
                        lock: Some(lock),
                    });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(RETRY),
                Err(TryLockError::Error(_)) => return Some(Self { path, lock: None }),
            }
        }
        None
    }

    /// The session has ended in the journal: nobody asks for it any more.
    pub fn over(self) {
        if self.lock.is_some() {
            // An empty file that stays is in nobody's way.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The sessions that some process is playing.
pub fn played(data: &Path) -> BTreeSet<Uuid> {
    let Ok(files) = fs::read_dir(data.join(FOLDER)) else {
        // Nobody has played anything here, or nobody can tell.
        return BTreeSet::new();
    };
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let sessions = names.filter_map(|name| name.parse().ok());
    sessions.filter(|one| is_played(data, *one)).collect()
}

fn is_played(data: &Path, session: Uuid) -> bool {
    // Others may look at the same time: only who plays it has it alone.
    File::open(file(data, session))
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

fn file(data: &Path, session: Uuid) -> PathBuf {
    data.join(FOLDER).join(session.to_string())
}

fn opened(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_plays_a_session() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(played(data), BTreeSet::new());
        let playing = Playing::take(data, one).unwrap();
        fs::write(data.join(FOLDER).join("note"), "").unwrap();
        Playing::take(data, two);
        assert_eq!(played(data), BTreeSet::from([one]));
        assert!(Playing::take(data, one).is_none());
        // Broken off: it can be taken again, and its file stays until it has ended.
        drop(playing);
        assert_eq!(played(data), BTreeSet::new());
        assert!(file(data, one).exists());
        Playing::take(data, one).unwrap().over();
        assert_eq!(played(data), BTreeSet::new());
        assert!(!file(data, one).exists());
    }

    #[test]
    fn a_session_plays_where_there_can_be_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let session = Uuid::from_u128(1);
        Playing::take(&file, session).unwrap().over();
        assert_eq!(played(&file), BTreeSet::new());
    }
}
