//! Beginning a session.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::Deserialize;
use unhunch_core::content::Intensity;
use unhunch_core::journal::{Body, Entry, PainReading, Profile, Query, When};
use unhunch_core::person::{Standing, standing, standing_until};
use unhunch_core::plan::{self, Request};
use unhunch_core::session::started;
use unhunch_core::timeline::Timeline;
use unhunch_host::{Playing, planning};
use utoipa::ToSchema;
use uuid::Uuid;

use super::ground::cleared;
use super::propose::{Proposal, left_out};
use super::wishes::Wishes;
use crate::keeper::{Desk, elsewhere};
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;
use crate::wire::Asked;

/// A session that began longer ago was played without network, and is told now.
const LIVE: SignedDuration = SignedDuration::from_mins(10);
/// How far a client's clock may be ahead.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// How long ago a session may have begun that is told now.
const LATE: SignedDuration = SignedDuration::from_hours(24 * 60);
/// The longest word that a page may make up for itself.
const PLAYER: usize = 64;

/// A session to begin: from a proposal that is handed back as it was, or from wishes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// The session's id, a UUIDv7, where the client makes it up; sending the same again changes nothing.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// When it began, where it is told later.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The person's zone, such as `Europe/Berlin`; the server's without it.
    #[serde(default)]
    pub zone: Option<String>,
    /// Which page plays it: a word that it makes up for itself, and sends with its entries.
    #[serde(default)]
    pub player: String,
    /// Pain before it, 0 to 10, where it was asked for.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10)]
    pub pain: Option<u8>,
    /// What was proposed.
    #[serde(default)]
    pub proposal: Option<Proposed>,
    /// What is wished, where nothing was proposed.
    #[serde(default)]
    pub wishes: Option<Wishes>,
}

/// A proposal that is handed back: what of `unhunch.proposal/1` is sealed, and its seal.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Its day.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// What was asked for.
    pub asked: Asked,
    /// The timeline.
    pub timeline: Timeline,
    /// The seal.
    pub seal: String,
}

impl From<&Proposal> for Proposed {
    fn from(proposal: &Proposal) -> Self {
        Self {
            day: proposal.day,
            asked: proposal.asked.clone(),
            timeline: proposal.timeline.clone(),
            seal: proposal.seal.clone(),
        }
    }
}

/// The time of something, on the person's clock.
pub(crate) fn moment(
    desk: &Desk,
    pointer: &str,
    at: Option<Timestamp>,
    zone: Option<&str>,
) -> Outcome<Zoned> {
    let now = desk.diary.now();
    let at = at.unwrap_or(now.timestamp());
    if at.duration_since(now.timestamp()) > AHEAD {
        let says = "the time lies ahead; is the clock right?";
        return Err(Problem::invalid(format!("{pointer}/at"), says));
    }
    if now.timestamp().duration_since(at) > LATE {
        let says = "that is longer ago than 60 days; import it instead";
        return Err(Problem::invalid(format!("{pointer}/at"), says));
    }
    let zone = match zone {
        None => now.time_zone().clone(),
        Some(name) => TimeZone::get(name).map_err(|_| {
            let says = format!(
                "`{}` is no time zone",
                name.chars().take(64).collect::<String>()
            );
            Problem::invalid(format!("{pointer}/zone"), says)
        })?,
    };
    Ok(at.to_zoned(zone))
}

/// Whether an id that a client made up is one that a journal takes.
pub(crate) fn own_id(pointer: &str, id: Uuid) -> Outcome<Uuid> {
    if id.get_version_num() == 7 {
        return Ok(id);
    }
    Err(Problem::invalid(pointer, "the id is no UUIDv7"))
}

/// Whether a page may call itself so.
pub(crate) fn own_player(player: &str) -> Outcome<()> {
    if player.len() <= PLAYER {
        return Ok(());
    }
    let says = format!("{PLAYER} bytes are the most");
    Err(Problem::invalid("/player", says))
}

/// Holds a timeline to the check and the conditions of now. Where the person is and what they have was settled
/// when it was laid out.
pub(crate) fn held(
    desk: &Desk,
    standing: &Standing,
    due: Option<unhunch_core::safety::Due>,
    profile: &Profile,
    timeline: &Timeline,
) -> Outcome<()> {
    let library = desk.library;
    let clearance = cleared(library, standing, due, profile.emergency_number.as_deref())?;
    let today = desk.diary.now().date();
    let usual = planning::usual(library, Some(&desk.diary), today, 5)?;
    let request = Request {
        positions: Request::new(library, 5).positions,
        intensity: Intensity::Strong,
        ..usual.request
    };
    plan::admit_timeline(library, clearance, &request, timeline)
        .map_err(|refused| left_out(library, &refused))
}

impl App {
    /// Begins a session, if the journal allows it at this moment; the session's id, and whether it is new.
    ///
    /// # Errors
    ///
    /// [`Kind::CheckDue`], [`Kind::NotCleared`], [`Kind::LeftOut`], [`Kind::Conflict`] when the id is taken by
    /// another session, or the field that has a value which it may not have.
    pub async fn begin(&self, begin: Begin) -> Outcome<(Uuid, bool)> {
        if let Some(id) = begin.id {
            own_id("/id", id)?;
        }
        own_player(&begin.player)?;
        if begin.pain.is_some_and(|pain| pain > 10) {
            return Err(Problem::invalid("/pain", "pain goes from 0 to 10"));
        }
        let proposed = match (&begin.proposal, &begin.wishes) {
            (Some(proposed), None) => proposed.clone(),
            (None, Some(wishes)) => {
                let proposal = self.propose(wishes).await.map_err(|mut problem| {
                    problem.pointer = problem.pointer.map(|at| format!("/wishes{at}"));
                    problem
                })?;
                Proposed::from(&*proposal)
            }
            _ => {
                let says = "send either a proposal or wishes";
                return Err(Problem::invalid("/proposal", says));
            }
        };
        let Proposed {
            day,
            asked,
            timeline,
            seal,
        } = &proposed;
        if !self.seal_key().holds(seal, *day, asked, timeline) {
            let says =
                "this is not what was proposed here; ask for a plan and hand it back as it is";
            return Err(Problem::invalid("/proposal/seal", says));
        }
        self.keeper()
            .record(move |desk| begun(desk, &begin, proposed))
            .await
    }
}

/// The entries of a beginning.
fn begun(
    desk: &mut Desk,
    begin: &Begin,
    proposed: Proposed,
) -> Outcome<(Vec<Entry>, (Uuid, bool))> {
    let library = desk.library;
    let Proposed {
        day,
        asked,
        timeline,
        ..
    } = proposed;
    let now = moment(desk, "", begin.at, begin.zone.as_deref())?;
    let request = asked.to_journal("/proposal/asked")?;
    let readings = readings(&request, begin.pain);
    let beginning = started(&timeline, request)
        .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    if let Some(id) = begin.id
        && is_begun(desk, id, &beginning)?
    {
        return Ok((Vec::new(), (id, false)));
    }
    let live = desk.diary.now().timestamp().duration_since(now.timestamp()) < LIVE;
    if live || now.date() != day {
        let today = now.date();
        let pain = begin.pain.map(u32::from);
        let standing = if live {
            let journal = &*desk.diary.journal;
            standing(journal, desk.diary.person, library.safety(), today)?
        } else {
            stood(desk, &now, pain)?
        };
        let due = standing.due_with(library.safety(), pain, today);
        let profile = planning::profile(Some(&desk.diary))?;
        let held = held(desk, &standing, due, &profile, &timeline);
        if let (Err(_), Some(_)) = (&held, due) {
            // Recorded as the day's, so that every surface knows why the check is due.
            let daily = readings.iter().map(|reading| {
                let when = When::Daily;
                Body::Pain(PainReading {
                    when,
                    ..reading.clone()
                })
            });
            let entries: Result<Vec<Entry>, _> =
                daily.map(|body| desk.diary.entry(None, body)).collect();
            desk.diary.journal.append(&entries?)?;
        }
        held?;
    } else {
        // It was laid out on its day, for what the person has; that day's check may have been due all the same.
        let pain = begin.pain.map(u32::from);
        let standing = stood(desk, &now, pain)?;
        let due = standing.due_with(library.safety(), pain, day);
        let number = planning::profile(Some(&desk.diary))?.emergency_number;
        cleared(library, &standing, due, number.as_deref())?;
    }
    let session = match begin.id {
        Some(id) => id,
        None => desk.diary.new_id()?,
    };
    let playing = Playing::take(&desk.diary.folder, session).ok_or_else(elsewhere)?;
    let mut entries = Vec::new();
    let bodies = std::iter::once(beginning).chain(readings.into_iter().map(Body::Pain));
    for body in bodies {
        let id = desk.diary.new_id()?;
        let person = desk.diary.person;
        entries.push(Entry::new(id, person, Some(session), &now, body));
    }
    let heard = desk.diary.now().timestamp();
    desk.live
        .sit(session, &begin.player, heard, Arc::new(timeline), playing);
    Ok((entries, (session, true)))
}

/// Where the person stood when a session began that is told later: by what was written down before it; or, where that
/// is not enough, by what was written down on its day.
fn stood(desk: &Desk, began: &Zoned, pain: Option<u32>) -> Outcome<Standing> {
    let safety = desk.library.safety();
    let journal = &*desk.diary.journal;
    let today = began.date();
    let before = |until| standing_until(journal, desk.diary.person, safety, today, until);
    // Entries of the same millisecond came before it.
    let moment = began
        .timestamp()
        .saturating_add(SignedDuration::from_millis(1));
    let standing = before(moment.unwrap_or(began.timestamp()))?;
    if standing.due_with(safety, pain, today).is_none() {
        return Ok(standing);
    }
    let tomorrow = began.start_of_day().and_then(|start| start.tomorrow());
    match tomorrow {
        Ok(tomorrow) => Ok(before(tomorrow.timestamp())?),
        Err(_) => Ok(standing),
    }
}

/// Whether the session was begun already, alike.
fn is_begun(desk: &Desk, session: Uuid, beginning: &Body) -> Outcome<bool> {
    let there = desk.diary.journal.entries(&Query {
        session: Some(session),
        limit: Some(1),
        ..Query::default()
    })?;
    match there.first() {
        None => Ok(false),
        Some(entry) if entry.body == *beginning => Ok(true),
        Some(_) => {
            let says = "this id is another session's; make up a new one";
            Err(Problem::new(Kind::Conflict, says).at("/id"))
        }
    }
}

/// What was said of the pain before a session, for each area that was asked for.
fn readings(request: &unhunch_core::journal::Request, pain: Option<u8>) -> Vec<PainReading> {
    let Some(value) = pain else {
        return Vec::new();
    };
    let reading = |area, side| PainReading {
        value,
        area,
        side,
        when: When::Before,
    };
    if request.areas.is_empty() {
        return vec![reading(None, None)];
    }
    let areas = request.areas.iter();
    areas
        .map(|asked| reading(Some(asked.area.clone()), asked.side))
        .collect()
}
