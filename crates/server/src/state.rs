//! What every request works with.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Zoned;
use tokio::sync::Semaphore;
use unhunch_core::content::Library;
use unhunch_host::Error;

use crate::acts::{Plans, SealKey};
use crate::keeper::Keeper;
use crate::metrics::Metrics;
use crate::prepared::Prepared;
use crate::problem::Outcome;
use crate::shelf::Shelf;

/// How many exports may be on their way at once.
const EXPORTS: usize = 1;
/// How many figures may be drawn at once.
const DRAWING: usize = 1;

/// The wall clock: what time it is, in the person's zone.
pub type Wall = Arc<dyn Fn() -> Zoned + Send + Sync>;

/// What a server is made of.
#[derive(Clone)]
pub struct Setup {
    /// The content.
    pub library: &'static Library,
    /// The data folder: the journal is in it.
    pub folder: PathBuf,
    /// The wall clock.
    pub wall: Wall,
    /// The port that it is asked on, which a request's `Host` has to name.
    pub port: u16,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("folder", &self.folder)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// What every request works with. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    library: &'static Library,
    keeper: Keeper,
    plans: Plans,
    seal_key: SealKey,
    shelf: Shelf,
    metrics: Metrics,
    exports: Arc<Semaphore>,
    drawing: Arc<Semaphore>,
    folder: PathBuf,
    wall: Wall,
    port: u16,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("port", &self.inner.port)
            .finish_non_exhaustive()
    }
}

impl App {
    /// Opens the journal, makes it where there is none, and starts its threads.
    ///
    /// # Errors
    ///
    /// When the journal cannot be opened or made; the message says what to do.
    pub fn new(setup: Setup) -> Result<Self, Error> {
        let keeper = Keeper::start(&setup)?;
        let seal_key = SealKey::of(&setup.folder)?;
        Ok(Self {
            inner: Arc::new(Inner {
                library: setup.library,
                keeper,
                plans: Plans::default(),
                seal_key,
                shelf: Shelf::default(),
                metrics: Metrics::default(),
                exports: Arc::new(Semaphore::new(EXPORTS)),
                drawing: Arc::new(Semaphore::new(DRAWING)),
                folder: setup.folder,
                wall: setup.wall,
                port: setup.port,
            }),
        })
    }

    /// The content.
    pub fn library(&self) -> &'static Library {
        self.inner.library
    }

    /// Who keeps the journal.
    pub fn keeper(&self) -> &Keeper {
        &self.inner.keeper
    }

    pub(crate) fn plans(&self) -> &Plans {
        &self.inner.plans
    }

    /// Answers about the content that were prepared once.
    pub fn shelf(&self) -> &Shelf {
        &self.inner.shelf
    }

    /// The whole answer of an address, which lies on the shelf under it once it was asked for. `route` is the
    /// pattern that the address goes by.
    ///
    /// # Errors
    ///
    /// What `make` returns.
    pub(crate) fn whole(
        &self,
        route: &'static str,
        name: &str,
        make: impl FnOnce() -> Outcome<Prepared>,
    ) -> Outcome<Arc<Prepared>> {
        if let Some(found) = self.shelf().find(name) {
            return Ok(Arc::clone(&found.prepared));
        }
        let counts = self.metrics().counts(route);
        self.shelf().get(name, Some(&counts), make)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    pub(crate) fn exports(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.exports)
    }

    pub(crate) fn drawing(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.drawing)
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    pub(crate) fn seal_key(&self) -> &SealKey {
        &self.inner.seal_key
    }

    /// The time now, in the person's zone.
    pub fn now(&self) -> Zoned {
        (self.inner.wall)()
    }

    /// The port that it is asked on.
    pub fn port(&self) -> u16 {
        self.inner.port
    }
}
