//! Sessions as they stand: looked at, gone on with, let go of, ended.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::value::RawValue;
use unhunch_core::journal::{Body, OpenSession, Query, encode_line, read_effective};
use unhunch_core::person::standing;
use unhunch_core::progress::SessionSummary;
use unhunch_core::session::{abandoned, resume};
use unhunch_core::timeline::Timeline;
use unhunch_core::wire::SessionWire;
use unhunch_host::{Playing, planning, played};
use uuid::Uuid;

use super::begin::{held, own_player};
use crate::keeper::{Desk, elsewhere};
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;
use crate::wire::{OpenPage, SessionPage};

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// It has ended.
    Ended,
    /// It was broken off.
    Open,
    /// Some page or program plays it.
    Played,
}

impl SessionState {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Open => "open",
            Self::Played => "played",
        }
    }
}

/// A session with everything that a player needs to go on with it.
pub type Playable = SessionPage;

impl App {
    /// A session as it stands.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] when the journal does not have it.
    pub async fn session(&self, session: Uuid) -> Outcome<SessionPage> {
        self.keeper()
            .read(move |desk| page(desk, session)?.ok_or_else(unknown))
            .await
    }

    /// The sessions that were begun and have not ended.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub async fn open_sessions(&self) -> Outcome<OpenPage> {
        self.keeper()
            .read(|desk| {
                let open = desk.diary.open_sessions()?;
                let broken_off = match open.broken_off {
                    Some(summary) => page(desk, summary.session)?,
                    None => None,
                };
                Ok(OpenPage {
                    schema: "unhunch.open/1",
                    broken_off,
                    played: open.played.as_ref().map(SessionWire::from),
                })
            })
            .await
    }

    /// Takes a session that was broken off, for a page to go on with.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], [`Kind::PlayedElsewhere`], [`Kind::Conflict`] when there is nothing to go on with,
    /// or why it may not be played today.
    pub async fn resume(&self, session: Uuid, player: String) -> Outcome<SessionPage> {
        own_player(&player)?;
        self.keeper()
            .write(move |desk| resumed(desk, session, &player))
            .await
    }

    /// Hears of the page that plays a session.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] when no page plays it, [`Kind::PlayedElsewhere`] when another one does.
    pub async fn hear(&self, session: Uuid, player: String) -> Outcome<()> {
        self.keeper()
            .write(move |desk| {
                let now = desk.diary.now().timestamp();
                let heard = desk.live.hear(session, &player, now)?;
                heard
                    .map(|_| ())
                    .ok_or_else(|| not_found("no page plays this session"))
            })
            .await
    }

    /// Lets go of a session that a page played and that has not ended: it can be gone on with anywhere.
    ///
    /// # Errors
    ///
    /// [`Kind::PlayedElsewhere`] when another page plays it.
    pub async fn release(&self, session: Uuid, player: String) -> Outcome<()> {
        self.keeper()
            .write(move |desk| {
                let now = desk.diary.now().timestamp();
                if desk.live.hear(session, &player, now)?.is_some() {
                    desk.live.let_go(session);
                }
                Ok(())
            })
            .await
    }

    /// Ends a session that was broken off and that nobody goes on with.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], [`Kind::PlayedElsewhere`], or that it could not be written.
    pub async fn discard(&self, session: Uuid) -> Outcome<()> {
        self.keeper()
            .write(move |desk| {
                let Some(open) = open(desk, session)? else {
                    return Err(unknown());
                };
                if !open.summary.is_open() {
                    return Ok(());
                }
                if desk.live.has(session) {
                    return Err(elsewhere());
                }
                let Some((open, playing)) = taken(desk, open)? else {
                    return Ok(());
                };
                desk.diary.record(Some(session), abandoned(&open))?;
                playing.over();
                Ok(())
            })
            .await
    }
}

fn unknown() -> Problem {
    not_found("the journal has no such session")
}

/// A session with its entries that count.
fn open(desk: &Desk, session: Uuid) -> Outcome<Option<OpenSession>> {
    let journal = &*desk.diary.journal;
    let query = Query {
        person: Some(desk.diary.person),
        session: Some(session),
        ..Query::default()
    };
    let entries = read_effective(journal, &query)?;
    let summary = SessionSummary::of(&entries);
    Ok(summary.map(|summary| OpenSession { summary, entries }))
}

/// Takes a session for this process; none when it ended meanwhile.
fn taken(desk: &Desk, open: OpenSession) -> Outcome<Option<(OpenSession, Playing)>> {
    let session = open.summary.session;
    match desk.diary.take(open)? {
        Some(taken) => Ok(Some(taken)),
        None if played(&desk.diary.folder).contains(&session) => Err(elsewhere()),
        None => Ok(None),
    }
}

fn page(desk: &Desk, session: Uuid) -> Outcome<Option<SessionPage>> {
    let Some(open) = open(desk, session)? else {
        return Ok(None);
    };
    let state = if !open.summary.is_open() {
        SessionState::Ended
    } else if played(&desk.diary.folder).contains(&session) {
        SessionState::Played
    } else {
        SessionState::Open
    };
    page_of(&open, state).map(Some)
}

/// What is told of a session.
fn page_of(open: &OpenSession, state: SessionState) -> Outcome<SessionPage> {
    let plan = open.entries.iter().find_map(|entry| match &entry.body {
        Body::SessionStarted(started) => Some(started.plan.to_string()),
        _ => None,
    });
    let timeline = plan.and_then(|plan| Timeline::from_json(&plan).ok());
    let going_on = (state != SessionState::Ended)
        .then(|| resume(open).ok())
        .flatten();
    let internal = |error: serde_json::Error| Problem::new(Kind::Internal, error.to_string());
    let entries = open.entries.iter().filter(|entry| {
        // The timeline stands beside them already.
        !matches!(entry.body, Body::SessionStarted(_))
    });
    let entries = entries.map(|entry| encode_line(entry).and_then(RawValue::from_string));
    Ok(SessionPage {
        schema: "unhunch.session/1",
        session: SessionWire::from(&open.summary),
        state: state.word(),
        timeline,
        resume: going_on.map(|resumed| resumed.before),
        entries: entries.collect::<Result<_, _>>().map_err(internal)?,
    })
}

fn resumed(desk: &mut Desk, session: Uuid, player: &str) -> Outcome<SessionPage> {
    let now = desk.diary.now();
    let mine = desk.live.hear(session, player, now.timestamp())?.is_some();
    let Some(found) = open(desk, session)? else {
        return Err(unknown());
    };
    let over = || Problem::new(Kind::Conflict, "the session has ended; begin a new one");
    if !found.summary.is_open() {
        return Err(over());
    }
    let broken =
        |broken: unhunch_core::session::Broken| Problem::new(Kind::Conflict, broken.to_string());
    let timeline = resume(&found).map_err(broken)?.timeline;
    let today = now.date();
    let safety = desk.library.safety();
    let standing = standing(&*desk.diary.journal, desk.diary.person, safety, today)?;
    let profile = planning::profile(Some(&desk.diary))?;
    held(desk, &standing, standing.due, &profile, &timeline)?;
    if mine {
        // The page was loaded anew.
        return page_of(&found, SessionState::Played);
    }
    let (found, playing) = taken(desk, found)?.ok_or_else(over)?;
    sit(desk, session, player, now.timestamp(), timeline, playing);
    page_of(&found, SessionState::Played)
}

fn sit(
    desk: &mut Desk,
    session: Uuid,
    player: &str,
    now: Timestamp,
    timeline: Timeline,
    playing: Playing,
) {
    desk.live
        .sit(session, player, now, Arc::new(timeline), playing);
}
