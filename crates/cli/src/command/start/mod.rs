//! `unhunch start`: the safety check when it is due, a plan or a routine, the session, and how it went.

mod after;
mod before;
mod brief;
mod choose;
mod earlier;
mod questions;

use std::io::{self, IsTerminal as _, Write as _};

use unhunch_core::content::Library;
use unhunch_core::journal::{Body, OpenSession, Profile};
use unhunch_core::player::Player;
use unhunch_core::safety::Clearance;
use unhunch_core::session::{Recorder, resume, started};
use uuid::Uuid;

use crate::args::StartArgs;
use crate::asking::{Asked, ensure_cleared};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::planning;
use crate::session::{Play, live, plain};
use choose::Chosen;
use earlier::{Earlier, earlier};
use questions::{Answer, Direct};
use unhunch_host::{Bell, Console, Diary, Log, Playing, Voice, unicode, voice};

/// Where a session is played.
#[derive(Debug, Clone, Copy)]
struct Surface {
    /// Whether there is a live view.
    live: bool,
    /// Whether questions are asked.
    asks: bool,
    /// Whether there is text for people.
    speaks: bool,
}

impl Surface {
    fn of(args: &StartArgs) -> Self {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        Self {
            live: terminal && !args.plain && !args.json && !unicode::is_dumb(),
            asks: terminal && !args.yes && !args.json,
            speaks: !args.json,
        }
    }
}

/// What is to be played.
struct Session {
    id: Uuid,
    title: String,
    player: Player,
    recorder: Recorder,
    /// What is written down before it begins.
    first: Vec<Body>,
    /// The word to others that it is played here, where it was begun before.
    playing: Option<Playing>,
}

/// Plays a session.
pub(crate) fn run(context: &Context, args: &StartArgs) -> Outcome {
    let library = context.library()?;
    let surface = Surface::of(args);
    let mut diary = context.journal()?;
    let profile = diary.journal.profile(diary.person)?.unwrap_or_default();
    // An unknown routine is told before anything is asked.
    if let Some(word) = &args.routine {
        choose::known(library, &diary, word)?;
    }
    let clearance = match ensure_cleared(context, &mut diary, args.yes)? {
        Asked::Cleared(clearance) => clearance,
        Asked::Stopped(_) => return Ok(Exit::Stopped),
        Asked::Abandoned => return Ok(Exit::Failed),
    };
    let mut keys = Direct::new()?;
    let session = match earlier(&mut diary, args, surface, &mut keys)? {
        Earlier::None => begin(context, &mut diary, args, surface, clearance, &mut keys)?,
        Earlier::GoOn(open, playing) => Some(Session {
            playing: Some(playing),
            ..go_on(context, &mut diary, args, surface, clearance, &open)?
        }),
        Earlier::Interrupted => None,
        Earlier::Over => return Ok(Exit::Done),
    };
    let Some(session) = session else {
        return Ok(Exit::Interrupted);
    };
    if surface.asks && questions::enter(&mut keys)? == Answer::Ended {
        return Ok(Exit::Interrupted);
    }
    perform(
        context, library, &mut diary, args, surface, session, &profile,
    )
}

/// A new session; `None` for Ctrl-C.
fn begin(
    context: &Context,
    diary: &mut Diary,
    args: &StartArgs,
    surface: Surface,
    mut clearance: Clearance,
    keys: &mut Direct,
) -> Result<Option<Session>, Failure> {
    let library = context.library()?;
    let today = context.now().date();
    let mut pain = None;
    loop {
        let usual = choose::request(library, diary, today, args)?;
        let chosen = choose::choose(library, diary, clearance, usual, args)?;
        planning::tell(&chosen.unheeded);
        brief::brief(context, diary, surface, clearance, &chosen)?;
        if surface.asks && pain.is_none() {
            let asked = before::pain(keys, args, &chosen.request)?;
            let Answer::Said(readings) = asked else {
                return match asked {
                    Answer::Ended => Ok(None),
                    _ => finish_choice(diary, chosen, Vec::new()).map(Some),
                };
            };
            if let Some(now) = before::checked_again(context, diary, &readings)? {
                match now {
                    Asked::Cleared(now) if now == clearance => {}
                    Asked::Cleared(now) => {
                        // What is left may be another plan.
                        clearance = now;
                        pain = Some(readings);
                        continue;
                    }
                    Asked::Stopped(_) => return Err(before::stopped()),
                    Asked::Abandoned => return Ok(None),
                }
            }
            pain = Some(readings);
        }
        return finish_choice(diary, chosen, pain.unwrap_or_default()).map(Some);
    }
}

fn finish_choice(
    diary: &mut Diary,
    chosen: Chosen,
    readings: Vec<unhunch_core::journal::PainReading>,
) -> Result<Session, Failure> {
    let request = unhunch_core::session::asked(&chosen.request);
    let beginning = started(&chosen.timeline, request)
        .map_err(|error| Failure::failed(format!("the session cannot be written: {error}")))?;
    let mut first = vec![beginning];
    first.extend(readings.into_iter().map(Body::Pain));
    Ok(Session {
        id: diary.new_id()?,
        title: chosen.timeline.name().to_owned(),
        recorder: Recorder::new(&chosen.timeline),
        player: Player::new(chosen.timeline),
        first,
        playing: None,
    })
}

/// A session that was broken off, held to the person's flags and clearance of today.
fn go_on(
    context: &Context,
    diary: &mut Diary,
    args: &StartArgs,
    surface: Surface,
    clearance: Clearance,
    open: &OpenSession,
) -> Result<Session, Failure> {
    let library = context.library()?;
    let today = context.now().date();
    let resumed = resume(open).map_err(|broken| Failure::failed(broken.to_string()))?;
    let usual = choose::request(library, diary, today, args)?;
    choose::still_admitted(library, clearance, &usual.request, &resumed.timeline)?;
    let player = resumed
        .player()
        .map_err(|fault| Failure::failed(fault.to_string()))?;
    planning::tell(&usual.unheeded);
    brief::going_on(
        context,
        diary,
        surface,
        clearance,
        &resumed.timeline,
        &player,
    )?;
    Ok(Session {
        id: open.summary.session,
        title: resumed.timeline.name().to_owned(),
        player,
        recorder: resumed.recorder,
        first: Vec::new(),
        playing: None,
    })
}

/// Plays it, and asks and says how it went.
fn perform(
    context: &Context,
    library: &Library,
    diary: &mut Diary,
    args: &StartArgs,
    surface: Surface,
    session: Session,
    profile: &Profile,
) -> Outcome {
    let mut speech = find_voice(args, profile);
    let bell = Bell { on: !args.no_bell };
    let id = session.id;
    let console = Console::new(surface.live || surface.asks)?;
    // A new one has an id that nobody else knows.
    let playing = session.playing;
    let playing = playing.or_else(|| Playing::take(&diary.folder, id));
    let mut log = Log::new(diary, id, session.recorder);
    for body in session.first {
        log.add(body);
    }
    // What cannot be written down does not begin.
    log.write()?;
    let mut play = Play::new(session.player, args.speed, log);
    let ending = if surface.live {
        live::live(
            &mut play,
            &console,
            library,
            &session.title,
            bell,
            &mut speech,
            !args.no_figure,
        )?
    } else {
        plain::plain(&mut play, &console, args.json, bell, speech.as_ref())?
    };
    drop(play);
    if let Some(playing) = playing {
        playing.over();
    }
    if let Some(speech) = speech
        && !ending.interrupted
        && !speech.finish()
    {
        // A hint, not a failure.
        let _ = writeln!(
            anstream::stderr(),
            "The voice did not work; try `spd-say hello` or `espeak-ng hello` by itself."
        );
    }
    let number = profile.emergency_number.as_deref();
    brief::advice(library, surface, &ending, number)?;
    if surface.asks && !ending.interrupted {
        after::ask(console, library, diary, id, &ending)?;
    }
    after::summary(context, library, diary, surface, id, &ending)?;
    Ok(if ending.interrupted {
        Exit::Interrupted
    } else {
        Exit::Done
    })
}

fn find_voice(args: &StartArgs, profile: &Profile) -> Option<Voice> {
    let wanted = args.voice || (profile.voice == Some(true) && !args.no_voice);
    if !wanted {
        return None;
    }
    let found = Voice::find();
    if found.is_none() {
        // A hint, not a failure.
        let _ = writeln!(anstream::stderr(), "Hint: {}.", voice::MISSING);
    }
    found
}
