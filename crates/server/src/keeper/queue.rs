//! What waits for one of the journal's threads, and the thread's loop.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use unhunch_host::instant;

use super::desk::Desk;
use super::group::{Record, commit};
use crate::problem::{Kind, Outcome, Problem};

/// The most that may wait.
const MOST: usize = 4096;
/// How long is looked for another task when entries were just written.
const LINGER: Duration = Duration::from_micros(150);
/// The most recordings of one transaction.
const GROUP: usize = 256;

/// A job.
pub(super) type Job = Box<dyn FnOnce(&mut Desk) + Send>;

/// Something for a thread to do.
pub(super) enum Task {
    /// By itself.
    Do(Job),
    /// Together with others of its kind that wait.
    Record(Box<dyn Record>),
}

/// The way to a thread.
#[derive(Clone)]
pub(super) struct Queue {
    tasks: Sender<Task>,
    waiting: Arc<AtomicUsize>,
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue")
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

impl Queue {
    pub(super) fn new() -> (Self, Receiver<Task>) {
        let (tasks, received) = mpsc::channel();
        let waiting = Arc::default();
        (Self { tasks, waiting }, received)
    }

    pub(super) fn clone_counter(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.waiting)
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Lets a task wait.
    pub(super) fn put(&self, task: Task) -> Outcome<()> {
        if self.waiting() >= MOST {
            return Err(Problem::new(Kind::Busy, "too much waits for the journal"));
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let gone = || Problem::new(Kind::Internal, "the journal's thread has ended");
        self.tasks.send(task).map_err(|_| gone())
    }
}

/// A task that comes within a moment. Whoever sends entries one after the other sends the next one when it has the
/// answer to the last: to be put to sleep and woken up in between takes longer than to look.
fn linger(tasks: &Receiver<Task>) -> Option<Task> {
    let began = instant();
    loop {
        if let Ok(task) = tasks.try_recv() {
            return Some(task);
        }
        if began.elapsed() >= LINGER {
            return None;
        }
        thread::yield_now();
    }
}

/// Works until nobody is left who could ask.
pub(super) fn work(mut desk: Desk, tasks: &Receiver<Task>, waiting: &AtomicUsize) {
    let taken = |task: Task| {
        waiting.fetch_sub(1, Ordering::Relaxed);
        task
    };
    let mut next = None;
    let mut lately = false;
    loop {
        let waits = next.take();
        let task = match waits.or_else(|| lately.then(|| linger(tasks).map(taken)).flatten()) {
            Some(task) => task,
            None => match tasks.recv() {
                Ok(task) => taken(task),
                Err(_) => return,
            },
        };
        lately = matches!(task, Task::Record(_));
        // A job that fails badly fails alone: who waits for it sees its answer dropped.
        let done = catch_unwind(AssertUnwindSafe(|| match task {
            Task::Do(job) => {
                job(&mut desk);
                None
            }
            Task::Record(first) => {
                let mut group = vec![first];
                let mut after = None;
                while group.len() < GROUP {
                    match tasks.try_recv().map(taken) {
                        Ok(Task::Record(more)) => group.push(more),
                        Ok(other) => {
                            after = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                commit(&mut desk, group);
                after
            }
        }));
        next = done.unwrap_or_else(|_| {
            tracing::error!("a job of the journal failed badly");
            None
        });
    }
}
