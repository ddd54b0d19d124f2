//! What the journal's threads work with.

use unhunch_core::content::Library;
use unhunch_host::Diary;

/// What a job has at hand.
#[derive(Debug)]
pub struct Desk {
    /// The content.
    pub library: &'static Library,
    /// The person's journal.
    pub diary: Diary,
}

impl Desk {
    pub(super) fn new(library: &'static Library, diary: Diary) -> Self {
        Self { library, diary }
    }
}
