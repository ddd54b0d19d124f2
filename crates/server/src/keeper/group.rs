//! Commits in groups: several recordings, one transaction, each answered once it is on the disk.

use tokio::sync::oneshot;
use unhunch_core::journal::{Body, Entry, Error};

use super::desk::Desk;
use crate::problem::{Outcome, Problem};

/// A recording, whatever it returns.
pub(super) trait Record: Send {
    /// Makes its entries; none when it was refused, which it tells who asked by itself.
    fn make(&mut self, desk: &mut Desk) -> Option<Vec<Entry>>;
    /// Tells who asked how it went.
    fn tell(self: Box<Self>, written: Outcome<()>);
}

/// A recording that makes entries and something to answer.
pub(super) struct Recording<F, T> {
    make: Option<F>,
    made: Option<T>,
    answer: Option<oneshot::Sender<Outcome<T>>>,
}

impl<F, T> Recording<F, T> {
    pub(super) fn new(make: F, answer: oneshot::Sender<Outcome<T>>) -> Self {
        Self {
            make: Some(make),
            made: None,
            answer: Some(answer),
        }
    }

    /// Answers; who asked may have gone away meanwhile.
    fn answer(&mut self, outcome: Outcome<T>) {
        if let Some(answer) = self.answer.take() {
            let _ = answer.send(outcome);
        }
    }
}

impl<F, T> Record for Recording<F, T>
where
    F: FnOnce(&mut Desk) -> Outcome<(Vec<Entry>, T)> + Send,
    T: Send,
{
    fn make(&mut self, desk: &mut Desk) -> Option<Vec<Entry>> {
        match self.make.take()?(desk) {
            Ok((entries, made)) => {
                self.made = Some(made);
                Some(entries)
            }
            Err(problem) => {
                self.answer(Err(problem));
                None
            }
        }
    }

    fn tell(mut self: Box<Self>, written: Outcome<()>) {
        match (written, self.made.take()) {
            (Ok(()), Some(made)) => self.answer(Ok(made)),
            (Err(problem), _) => self.answer(Err(problem)),
            (Ok(()), None) => {}
        }
    }
}

/// Writes what a group makes, all in one transaction. When one of them cannot be written because of what it
/// is, each is written by itself, so that it fails alone.
pub(super) fn commit(desk: &mut Desk, group: Vec<Box<dyn Record>>) {
    let mut made = Vec::with_capacity(group.len());
    for mut recording in group {
        if let Some(entries) = recording.make(desk) {
            made.push((recording, entries));
        }
    }
    if made.is_empty() {
        return;
    }
    let all: Vec<Entry> = made
        .iter()
        .flat_map(|(_, own)| own.iter().cloned())
        .collect();
    match desk.diary.journal.append(&all) {
        Ok(_) => {
            for (recording, entries) in made {
                written(desk, &entries);
                recording.tell(Ok(()));
            }
        }
        Err(Error::Conflict { .. } | Error::Invalid { .. }) if made.len() > 1 => {
            for (recording, entries) in made {
                let done = desk.diary.journal.append(&entries);
                match done {
                    Ok(_) => written(desk, &entries),
                    Err(_) => not_written(desk, &entries),
                }
                recording.tell(done.map(|_| ()).map_err(Problem::from));
            }
        }
        Err(error) => {
            let problem = Problem::from(error);
            for (recording, entries) in made {
                not_written(desk, &entries);
                recording.tell(Err(problem.clone()));
            }
        }
    }
}

/// A session whose end is in the journal is nobody's any more.
fn written(desk: &mut Desk, entries: &[Entry]) {
    for entry in entries {
        if let (Body::SessionEnded(_), Some(session)) = (&entry.body, entry.session) {
            desk.live.over(session);
        }
    }
}

/// A session whose beginning is not in the journal is played by nobody.
fn not_written(desk: &mut Desk, entries: &[Entry]) {
    for entry in entries {
        if let (Body::SessionStarted(_), Some(session)) = (&entry.body, entry.session) {
            desk.live.let_go(session);
        }
    }
}
