//! A session that was broken off: it is offered before a new one begins.

use std::io::Write as _;

use unhunch_core::journal::OpenSession;
use unhunch_core::progress::SessionSummary;
use unhunch_core::session::{abandoned, end_of, resume};

use super::questions::{self, Answer, Direct};
use super::{Surface, brief};
use crate::args::StartArgs;
use crate::error::Failure;
use unhunch_host::Diary;
use unhunch_host::Playing;

/// What becomes of a session that was broken off.
pub(super) enum Earlier {
    /// There is none, or it is left where it is, or it was ended.
    None,
    /// It is gone on with, by this process only.
    GoOn(Box<OpenSession>, Playing),
    /// It had nothing left but its end, which is written down now.
    Over,
    /// Ctrl-C.
    Interrupted,
}

/// Offers the last session that was broken off. One that another process is playing was not.
pub(super) fn earlier(
    diary: &mut Diary,
    args: &StartArgs,
    surface: Surface,
    keys: &mut Direct,
) -> Result<Earlier, Failure> {
    let open = diary.open_sessions()?;
    let Some(summary) = open.broken_off else {
        return match open.played.filter(|_| args.resume) {
            Some(played) => Err(elsewhere(&played)),
            None if args.resume => Err(Failure::usage(
                "no session was broken off; begin one with `unhunch start`",
            )),
            None => Ok(Earlier::None),
        };
    };
    let open = diary.journal.open_session(summary)?;
    if let Err(broken) = resume(&open) {
        // What cannot be gone on with is ended, so that it is not offered for ever.
        if let Some((open, playing)) = diary.take(open)? {
            let session = open.summary.session;
            diary.record(Some(session), end_of(&open, &broken))?;
            playing.over();
        }
        if args.resume {
            brief::say(
                surface,
                &format!("There is nothing to go on with: {broken}."),
            )?;
            return Ok(Earlier::Over);
        }
        return Ok(Earlier::None);
    }
    if !args.resume {
        let what = brief::broken_off(&open);
        if !surface.asks {
            // When standard error is gone, the session still plays.
            let _ = writeln!(
                anstream::stderr(),
                "{what} `unhunch start --resume` goes on with it."
            );
            return Ok(Earlier::None);
        }
        match questions::yes(keys, &format!("{what} Go on with it? [Y/n] "))? {
            Answer::Said(true) | Answer::Skipped => {}
            Answer::Said(false) => {
                if let Some((open, playing)) = diary.take(open)? {
                    diary.record(Some(open.summary.session), abandoned(&open))?;
                    playing.over();
                }
                return Ok(Earlier::None);
            }
            Answer::Ended => return Ok(Earlier::Interrupted),
        }
    }
    let summary = open.summary.clone();
    match diary.take(open)? {
        Some((open, playing)) => Ok(Earlier::GoOn(Box::new(open), playing)),
        // Somebody was quicker.
        None => Err(elsewhere(&summary)),
    }
}

fn elsewhere(session: &SessionSummary) -> Failure {
    Failure::usage(format!(
        "\"{}\" is played in another terminal; finish it there, or begin another one with `unhunch start`",
        session.name
    ))
}
