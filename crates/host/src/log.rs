//! A session's way into the journal.

use std::collections::VecDeque;

use unhunch_core::journal::{Body, Entry};
use unhunch_core::player::Event;
use unhunch_core::session::Recorder;
use uuid::Uuid;

use crate::diary::Diary;
use crate::error::Error;

/// What of a session waits to be written. What could not be written goes on waiting and is tried again, as
/// the same entries.
#[derive(Debug, Default)]
pub struct Outbox {
    bodies: VecDeque<Body>,
    entries: Vec<Entry>,
}

impl Outbox {
    /// Lets something wait.
    pub fn add(&mut self, body: Body) {
        self.bodies.push_back(body);
    }

    /// Writes everything that waits, all at once.
    ///
    /// # Errors
    ///
    /// When it cannot be written; it goes on waiting then.
    pub fn write(&mut self, diary: &mut Diary, session: Uuid) -> Result<(), Error> {
        while let Some(body) = self.bodies.front() {
            let entry = diary.entry(Some(session), body.clone())?;
            self.entries.push(entry);
            self.bodies.pop_front();
        }
        if !self.entries.is_empty() {
            diary.journal.append(&self.entries)?;
            self.entries.clear();
        }
        Ok(())
    }
}

/// Writes a session down.
#[derive(Debug)]
pub struct Log<'d> {
    diary: &'d mut Diary,
    session: Uuid,
    recorder: Recorder,
    outbox: Outbox,
}

impl<'d> Log<'d> {
    /// The log of a session.
    pub fn new(diary: &'d mut Diary, session: Uuid, recorder: Recorder) -> Self {
        Self {
            diary,
            session,
            recorder,
            outbox: Outbox::default(),
        }
    }

    /// The session's id.
    pub fn session(&self) -> Uuid {
        self.session
    }

    /// The end that comes now is not the person's doing.
    pub fn interrupt(&mut self) {
        self.recorder.interrupt();
    }

    /// Takes note of what the player told.
    pub fn hear(&mut self, events: &[Event]) {
        for event in events {
            for body in self.recorder.bodies(&event.what) {
                self.outbox.add(body);
            }
        }
    }

    /// Takes note of something else.
    pub fn add(&mut self, body: Body) {
        self.outbox.add(body);
    }

    /// Writes everything that waits, all at once.
    ///
    /// # Errors
    ///
    /// When it cannot be written; it goes on waiting then.
    pub fn write(&mut self) -> Result<(), Error> {
        self.outbox.write(self.diary, self.session)
    }
}
