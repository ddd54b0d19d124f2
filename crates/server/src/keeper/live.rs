//! The sessions that pages play at this moment.
//!
//! While a page plays a session, this process holds the session's lock, so that no terminal offers it as
//! broken off. A page that says nothing for some minutes is taken to be gone: the lock is let go, and the
//! session can be gone on with anywhere, by that page too if it comes back first.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use unhunch_core::timeline::Timeline;
use unhunch_host::Playing;
use uuid::Uuid;

use crate::problem::{Kind, Outcome, Problem};

/// How long a page may say nothing.
const SILENCE: SignedDuration = SignedDuration::from_mins(5);

/// A session that a page plays.
#[derive(Debug)]
struct Sitting {
    timeline: Arc<Timeline>,
    /// Which page, by a word that it made up for itself; empty when it made up none.
    player: String,
    /// When it was heard of last.
    heard: Timestamp,
    playing: Playing,
}

/// The sessions that pages play.
#[derive(Debug, Default)]
pub(crate) struct Live {
    sittings: BTreeMap<Uuid, Sitting>,
}

/// Somebody else plays it.
pub(crate) fn elsewhere() -> Problem {
    Problem::new(
        Kind::PlayedElsewhere,
        "it is being played in another window or terminal; finish it there, or stop it there and go on here",
    )
}

impl Live {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.sittings.len()
    }

    /// Whether a page plays the session.
    pub(crate) fn has(&self, session: Uuid) -> bool {
        self.sittings.contains_key(&session)
    }

    /// The session's timeline, if this page plays it; hears of the page.
    ///
    /// # Errors
    ///
    /// When another page plays it.
    pub(crate) fn hear(
        &mut self,
        session: Uuid,
        player: &str,
        now: Timestamp,
    ) -> Outcome<Option<Arc<Timeline>>> {
        self.let_go_of_silent(now);
        let Some(sitting) = self.sittings.get_mut(&session) else {
            return Ok(None);
        };
        if sitting.player != player {
            return Err(elsewhere());
        }
        sitting.heard = sitting.heard.max(now);
        Ok(Some(Arc::clone(&sitting.timeline)))
    }

    /// A page begins to play, or goes on.
    pub(crate) fn sit(
        &mut self,
        session: Uuid,
        player: &str,
        now: Timestamp,
        timeline: Arc<Timeline>,
        playing: Playing,
    ) {
        let sitting = Sitting {
            timeline,
            player: player.to_owned(),
            heard: now,
            playing,
        };
        self.sittings.insert(session, sitting);
    }

    /// The page stops playing, and the session has not ended.
    pub(crate) fn let_go(&mut self, session: Uuid) {
        self.sittings.remove(&session);
    }

    /// The session has ended in the journal.
    pub(crate) fn over(&mut self, session: Uuid) {
        if let Some(sitting) = self.sittings.remove(&session) {
            sitting.playing.over();
        }
    }

    /// Lets go of the sessions of pages that said nothing for long.
    pub(crate) fn let_go_of_silent(&mut self, now: Timestamp) {
        self.sittings
            .retain(|_, sitting| now.duration_since(sitting.heard) < SILENCE);
    }
}
