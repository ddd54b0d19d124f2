//! The worker's thread: jobs in, answers out.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use unhunch_core::content::Library;
use unhunch_core::phrase::sentence;
use unhunch_host::{Diary, Error};

use crate::work::{Job, Message, NoProposal};
use crate::worker::Worker;

/// A worker in a thread of its own.
#[derive(Debug)]
pub struct Hands {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Hands {
    /// Opens the journal in a data folder, in a thread of its own, and does what it is told from then on;
    /// hands every answer to `send`, and calls `fell` if it panics.
    pub fn start(
        library: &'static Library,
        folder: PathBuf,
        send: impl Fn(Message) -> bool + Send + 'static,
        fell: impl FnMut() + Send + 'static,
    ) -> Self {
        let (jobs, waiting) = channel();
        let work = move || match Diary::open(folder) {
            Ok(diary) => serve(&mut Worker::new(library, diary), &waiting, send),
            Err(error) => {
                send(Message::Failed(sentence(&error.message)));
                // Nothing can be done; whoever asks learns that each time.
                for job in waiting {
                    if let Some(message) = refused(job, &error)
                        && !send(message)
                    {
                        return;
                    }
                }
            }
        };
        let thread = thread::spawn(move || {
            let _told = Told(fell);
            work();
        });
        Self { jobs, thread }
    }

    /// Has a job done.
    pub fn have(&self, job: Job) {
        // A worker that is gone has said why.
        let _ = self.jobs.send(job);
    }

    /// Waits until everything is done.
    pub fn finish(self) {
        drop(self.jobs);
        // One that panicked has been told by its panic.
        let _ = self.thread.join();
    }
}

/// Calls what it holds when its thread panics.
struct Told<F: FnMut()>(F);

impl<F: FnMut()> Drop for Told<F> {
    fn drop(&mut self) {
        if thread::panicking() {
            (self.0)();
        }
    }
}

/// What is said to a job that cannot be done without a journal.
fn refused(job: Job, error: &Error) -> Option<Message> {
    let says = sentence(&error.message);
    Some(match job {
        Job::Plan { slot, number, .. } => Message::Planned {
            slot,
            number,
            answer: Err(NoProposal { says, check: false }),
        },
        Job::Begin { .. } | Job::Resume => Message::Begun(Err(NoProposal { says, check: false })),
        Job::Check(_) => Message::Checked(Err(says)),
        Job::Theme(_) => return None,
        _ => Message::Failed(says),
    })
}

fn serve(worker: &mut Worker, waiting: &Receiver<Job>, send: impl Fn(Message) -> bool) {
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            let Ok(job) = waiting.recv() else { return };
            queue.push_back(job);
        }
        queue.extend(waiting.try_iter());
        let Some(job) = queue.pop_front() else {
            continue;
        };
        if let Job::Plan { slot, .. } = &job {
            let same = |one: &Job| matches!(one, Job::Plan { slot: later, .. } if later == slot);
            if queue.iter().any(same) {
                continue;
            }
        }
        for message in worker.work(job) {
            if !send(message) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_panics_is_told_of_and_one_that_ends_is_not() {
        let falls = |panics: bool| {
            let (send, told) = channel();
            let thread = thread::spawn(move || {
                let _told = Told(move || send.send(()).unwrap());
                assert!(!panics, "as it was asked to");
            });
            assert_eq!(thread.join().is_err(), panics);
            told.recv().is_ok()
        };
        assert!(falls(true));
        assert!(!falls(false));
    }
}
