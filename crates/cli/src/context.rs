//! What every command works with: the content, the journal, the time, and the terminal.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use unhunch_bundle::{library, load_dir};
use unhunch_core::content::{Library, Options};
use unhunch_core::diagnostic::render::{Style, summary, text};
use unhunch_core::journal::{Body, Cursor, Entry, IdSource, Journal as _, SessionsQuery};
use unhunch_core::progress::SessionSummary;
use unhunch_store::{SqliteJournal, data_dir, journal_file};
use uuid::Uuid;

use crate::args::Global;
use crate::claim::claim;
use crate::error::Failure;
use crate::playing::played;

/// What every command works with. Content and journal are opened when they are first asked for.
#[derive(Debug)]
pub(crate) struct Context {
    content: Option<PathBuf>,
    with_default: bool,
    data: Option<PathBuf>,
    library: OnceCell<&'static Library>,
}

impl Context {
    /// The context that the global flags ask for.
    ///
    /// # Errors
    ///
    /// For flags that do not go together.
    pub(crate) fn new(global: &Global) -> Result<Self, Failure> {
        global.color.write_global();
        Ok(Self {
            content: global.content.clone(),
            with_default: global.with_default,
            data: global.data.clone(),
            library: OnceCell::new(),
        })
    }

    /// The content set: the embedded one, or the person's own.
    ///
    /// # Errors
    ///
    /// When the person's own set has an error; every fault is on standard error by then.
    pub(crate) fn library(&self) -> Result<&Library, Failure> {
        if let Some(library) = self.library.get() {
            return Ok(library);
        }
        let library = match &self.content {
            None if self.with_default => {
                return Err(Failure::usage(
                    "--with-default lays your own set beside the built-in one; name yours with --content",
                ));
            }
            None => library(),
            Some(dir) => own_library(dir, self.with_default)?,
        };
        // Kept until the process ends: giving thousands of small pieces back one by one takes longer than
        // many a command.
        Ok(self.library.get_or_init(|| Box::leak(Box::new(library))))
    }

    /// The folder of the person's own content set, if they named one.
    pub(crate) fn content_dir(&self) -> Option<&Path> {
        self.content.as_deref()
    }

    /// Whether the person's own set lies beside the built-in one.
    pub(crate) fn with_default(&self) -> bool {
        self.with_default
    }

    /// The time now, in the person's zone.
    pub(crate) fn now(&self) -> Zoned {
        now()
    }

    /// The folder that the journal is kept in.
    ///
    /// # Errors
    ///
    /// When there is no home folder and none is named.
    pub(crate) fn data_dir(&self) -> Result<PathBuf, Failure> {
        let from_env = std::env::var_os("UNHUNCH_DATA_DIR");
        data_dir(self.data.as_deref(), from_env.as_deref())
            .map_err(|error| Failure::failed(error.to_string()))
    }

    /// The journal, opened, if there is one. Nothing is made.
    ///
    /// # Errors
    ///
    /// When what is there cannot be opened; the message says what to do.
    pub(crate) fn journal_if_any(&self) -> Result<Option<Diary>, Failure> {
        let file = journal_file(&self.data_dir()?);
        match std::fs::symlink_metadata(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            _ => self.journal().map(Some),
        }
    }

    /// The journal, opened, and made when there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or made; the message says what to do.
    pub(crate) fn journal(&self) -> Result<Diary, Failure> {
        let folder = self.data_dir()?;
        let journal = SqliteJournal::open(&journal_file(&folder))?;
        let person = journal.persons()?.first().copied();
        let mut ids = IdSource::default();
        let person = match person {
            Some(person) => person,
            None => claim(&folder, fresh_id(&mut ids)?)?,
        };
        Ok(Diary {
            journal,
            person,
            folder,
            ids,
        })
    }
}

/// The journal of the person at this terminal.
#[derive(Debug)]
pub(crate) struct Diary {
    /// Where entries go.
    pub journal: SqliteJournal,
    /// Whose entries they are: the first person of the journal, or a new one.
    pub person: Uuid,
    /// The data folder that it is in.
    pub folder: PathBuf,
    ids: IdSource,
}

/// The sessions that were started and have not ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OpenSessions {
    /// The last one that was broken off.
    pub broken_off: Option<SessionSummary>,
    /// The last one that is being played.
    pub played: Option<SessionSummary>,
}

impl Diary {
    /// An entry of now.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub(crate) fn entry(&mut self, session: Option<Uuid>, body: Body) -> Result<Entry, Failure> {
        let id = fresh_id(&mut self.ids)?;
        Ok(Entry::new(id, self.person, session, &now(), body))
    }

    /// Writes something down, of now.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn record(&mut self, session: Option<Uuid>, body: Body) -> Result<(), Failure> {
        let entry = self.entry(session, body)?;
        self.journal.append(&[entry])?;
        Ok(())
    }

    /// The sessions that were started and have not ended.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn open_sessions(&self) -> Result<OpenSessions, Failure> {
        let now_played = played(&self.folder);
        let mut query = SessionsQuery {
            person: self.person,
            open: true,
            after: None,
            limit: Some(1),
        };
        let broken_off = loop {
            let next = self.journal.sessions(&query)?.into_iter().next();
            query.after = next.as_ref().map(Cursor::of_session);
            match next {
                Some(session) if now_played.contains(&session.session) => {}
                other => break other,
            }
        };
        let mut played: Option<SessionSummary> = None;
        for session in now_played {
            let found = self.journal.session(self.person, session)?;
            let found = found.filter(SessionSummary::is_open);
            if played.as_ref().map(|one| one.started) < found.as_ref().map(|one| one.started) {
                played = found;
            }
        }
        Ok(OpenSessions { broken_off, played })
    }

    /// A new id, for a session.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub(crate) fn new_id(&mut self) -> Result<Uuid, Failure> {
        fresh_id(&mut self.ids)
    }
}

fn fresh_id(ids: &mut IdSource) -> Result<Uuid, Failure> {
    let mut random = [0; 10];
    getrandom::fill(&mut random)
        .map_err(|error| Failure::failed(format!("the system gives no random numbers: {error}")))?;
    let unix_ms = now().timestamp().as_millisecond();
    Ok(ids.next_id(u64::try_from(unix_ms).unwrap_or(0), random))
}

/// The edge's clock: the time now, in the system's zone.
#[allow(clippy::disallowed_methods)] // This is the edge.
pub(crate) fn now() -> Zoned {
    Zoned::now()
}

/// How content is checked here: against today's date, on all cores.
pub(crate) fn check_options() -> Options {
    Options {
        today: Some(now().date()),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        ..Options::default()
    }
}

/// Loads a person's own set; its faults go to standard error.
fn own_library(dir: &Path, with_default: bool) -> Result<Library, Failure> {
    let options = check_options();
    let loaded = load_dir(dir, with_default, &options);
    if let Some(library) = loaded.library {
        return Ok(library);
    }
    use std::io::Write as _;
    let frames = text(
        &loaded.diagnostics,
        &loaded.sources,
        Style {
            color: true,
            ..Style::default()
        },
    );
    // When even standard error is gone, the exit code still tells.
    let _ = anstream::stderr().write_all(frames.as_bytes());
    Err(Failure::failed(format!(
        "the content in {} cannot be used ({}); mend it, or leave --content out",
        dir.display(),
        summary(&loaded.diagnostics)
    )))
}
