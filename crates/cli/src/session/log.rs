//! A session's way into the journal.

use std::collections::VecDeque;

use unhunch_core::journal::{Body, Entry, Journal as _};
use unhunch_core::player::Event;
use unhunch_core::session::Recorder;
use uuid::Uuid;

use crate::context::Diary;
use crate::error::Failure;

/// Writes a session down. What could not be written waits and is tried again, as the same entries.
#[derive(Debug)]
pub(crate) struct Log<'d> {
    diary: &'d mut Diary,
    session: Uuid,
    recorder: Recorder,
    bodies: VecDeque<Body>,
    entries: Vec<Entry>,
}

impl<'d> Log<'d> {
    /// The log of a session.
    pub(crate) fn new(diary: &'d mut Diary, session: Uuid, recorder: Recorder) -> Self {
        Self {
            diary,
            session,
            recorder,
            bodies: VecDeque::new(),
            entries: Vec::new(),
        }
    }

    /// The session's id.
    pub(crate) fn session(&self) -> Uuid {
        self.session
    }

    /// The end that comes now is not the person's doing.
    pub(crate) fn interrupt(&mut self) {
        self.recorder.interrupt();
    }

    /// Takes note of what the player told.
    pub(crate) fn hear(&mut self, events: &[Event]) {
        for event in events {
            self.bodies.extend(self.recorder.bodies(&event.what));
        }
    }

    /// Takes note of something else.
    pub(crate) fn add(&mut self, body: Body) {
        self.bodies.push_back(body);
    }

    /// Writes everything that waits, all at once.
    ///
    /// # Errors
    ///
    /// When it cannot be written; it goes on waiting then.
    pub(crate) fn write(&mut self) -> Result<(), Failure> {
        while let Some(body) = self.bodies.front() {
            let entry = self.diary.entry(Some(self.session), body.clone())?;
            self.entries.push(entry);
            self.bodies.pop_front();
        }
        if !self.entries.is_empty() {
            self.diary.journal.append(&self.entries)?;
            self.entries.clear();
        }
        Ok(())
    }
}
