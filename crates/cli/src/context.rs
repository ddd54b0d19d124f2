//! What every command works with: the content, the journal, the time, and the terminal.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use unhunch_bundle::{library, load_set};
use unhunch_core::content::{Library, Loaded, Options};
use unhunch_core::diagnostic::render::{Style, summary, text};
use unhunch_host::{Diary, data_folder, now};

use crate::args::Global;
use crate::error::Failure;

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
    pub(crate) fn library(&self) -> Result<&'static Library, Failure> {
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
        Ok(data_folder(self.data.clone())?)
    }

    /// The journal, opened, if there is one. Nothing is made.
    ///
    /// # Errors
    ///
    /// When what is there cannot be opened; the message says what to do.
    pub(crate) fn journal_if_any(&self) -> Result<Option<Diary>, Failure> {
        Ok(Diary::open_if_any(self.data_dir()?)?)
    }

    /// The journal, opened, and made when there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or made; the message says what to do.
    pub(crate) fn journal(&self) -> Result<Diary, Failure> {
        Ok(Diary::open(self.data_dir()?)?)
    }
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
///
/// # Errors
///
/// When the set has an error.
pub(crate) fn own_library(path: &Path, with_default: bool) -> Result<Library, Failure> {
    let mut loaded = load_set(path, with_default, &check_options());
    match loaded.library.take() {
        Some(library) => Ok(library),
        None => Err(unusable(&loaded, path, "mend it, or leave it out")),
    }
}

/// Writes the faults of a set to standard error, and says in a sentence that it cannot be used.
pub(crate) fn unusable(loaded: &Loaded, path: &Path, advice: &str) -> Failure {
    use std::io::Write as _;
    let style = Style {
        color: true,
        ..Style::default()
    };
    let frames = text(&loaded.diagnostics, &loaded.sources, style);
    // When even standard error is gone, the exit code still tells.
    let _ = anstream::stderr().write_all(frames.as_bytes());
    Failure::failed(format!(
        "the content in {} cannot be used ({}); {advice}",
        path.display(),
        summary(&loaded.diagnostics)
    ))
}
