//! The journal's two threads: one writes, one reads, and nothing that answers requests waits for a disk.
//!
//! The writer owns what is being played, and commits in groups: whatever waits to be written when it
//! comes round goes into one transaction, and everybody is answered once that is on the disk. The reader
//! has a connection of its own, so a long reading keeps nobody from writing.

mod desk;
mod group;
mod live;
mod queue;

use std::thread;

use tokio::sync::oneshot;
use unhunch_core::journal::Entry;
use unhunch_host::{Diary, Error};

pub use desk::Desk;
pub(crate) use live::elsewhere;

use crate::problem::{Kind, Outcome, Problem};
use crate::state::Setup;
use group::Recording;
use queue::{Queue, Task, work};

/// The way to the journal. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Keeper {
    writer: Queue,
    reader: Queue,
}

impl Keeper {
    /// Opens the journal, twice, and starts the threads. They end when the last keeper is gone.
    ///
    /// # Errors
    ///
    /// When the journal cannot be opened or made, or the system gives no thread.
    pub(crate) fn start(setup: &Setup) -> Result<Self, Error> {
        Ok(Self {
            writer: spawn("journal-writer", setup)?,
            reader: spawn("journal-reader", setup)?,
        })
    }

    /// Reads: the job must not write.
    ///
    /// # Errors
    ///
    /// What the job returns; [`Kind::Busy`] when too much waits.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        asked(&self.reader, job).await
    }

    /// Does what has to be done in one go, writing included.
    ///
    /// # Errors
    ///
    /// As [`Keeper::read`].
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        asked(&self.writer, job).await
    }

    /// Makes entries and writes them, together with what others write at the same moment. The answer comes
    /// when they are on the disk.
    ///
    /// # Errors
    ///
    /// What `make` returns, or why nothing was written; [`Kind::Busy`] when too much waits.
    pub async fn record<T: Send + 'static>(
        &self,
        make: impl FnOnce(&mut Desk) -> Outcome<(Vec<Entry>, T)> + Send + 'static,
    ) -> Outcome<T> {
        let (answer, answered) = oneshot::channel();
        let recording = Recording::new(make, answer);
        self.writer.put(Task::Record(Box::new(recording)))?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }

    /// How many jobs wait: for the writer, and for the reader.
    pub fn waiting(&self) -> (usize, usize) {
        (self.writer.waiting(), self.reader.waiting())
    }
}

fn spawn(name: &str, setup: &Setup) -> Result<Queue, Error> {
    let wall = setup.wall.clone();
    let diary = Diary::open(setup.folder.clone())?.keeping_time(Box::new(move || wall()));
    let desk = Desk::new(setup.library, diary);
    let (queue, tasks) = Queue::new();
    let counter = queue.clone_counter();
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || work(desk, &tasks, &counter))
        .map_err(|error| Error::new(format!("the system gives no thread: {error}")))?;
    Ok(queue)
}

async fn asked<T: Send + 'static>(
    queue: &Queue,
    job: impl FnOnce(&mut Desk) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let (answer, answered) = oneshot::channel();
    queue.put(Task::Do(Box::new(move |desk| {
        // Who asked may have gone away meanwhile.
        let _ = answer.send(job(desk));
    })))?;
    answered.await.unwrap_or_else(|_| Err(gone()))
}

fn gone() -> Problem {
    Problem::new(Kind::Internal, "the journal's thread gave no answer")
}
