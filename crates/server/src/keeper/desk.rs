//! What the journal's threads work with.

use std::sync::Arc;

use unhunch_core::content::Library;
use unhunch_host::Diary;

use super::live::Live;
use crate::acts::Ground;

/// What a job has at hand.
#[derive(Debug)]
pub struct Desk {
    /// The content.
    pub library: &'static Library,
    /// The person's journal.
    pub diary: Diary,
    /// What was known of the person when it was last asked.
    pub(crate) ground: Option<Arc<Ground>>,
    /// The sessions that pages play; the writer's.
    pub(crate) live: Live,
}

impl Desk {
    pub(super) fn new(library: &'static Library, diary: Diary) -> Self {
        Self {
            library,
            diary,
            ground: None,
            live: Live::default(),
        }
    }
}
