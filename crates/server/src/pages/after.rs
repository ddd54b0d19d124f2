//! After a session: what is said to who stopped, the pain now, what each technique did, what changed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use unhunch_core::content::{Id, Library};
use unhunch_core::journal::{
    Body, EndReason, Entry, Felt, PainReading, Query, When, read_effective,
};
use unhunch_core::player::StopReason;
use unhunch_core::progress::{Points, Progress, SessionSummary};
use unhunch_core::safety::stop_advice;
use unhunch_core::session::places;
use unhunch_host::{Diary, planning};
use uuid::Uuid;

use super::charts::tenths;
use super::form::{Faults, Fields, pain};
use super::frame::{Frame, Here};
use super::known::Course;
use super::on_to;
use super::parts::{Choice, Picture, capital, counted, day, length};
use super::visit::{Form, Visit};
use crate::keeper::Desk;
use crate::problem::{Outcome, not_found};

/// A technique that is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    id: String,
    name: String,
    picture: Option<Picture>,
    choices: Vec<Choice>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "after.html")]
pub(crate) struct AfterView {
    frame: Frame,
    session: String,
    headline: String,
    lead: String,
    /// What is said to who stopped.
    advice: Vec<String>,
    pain: Option<u8>,
    fault: Option<String>,
    asked: Vec<Asked>,
    /// What changed, once it was rated.
    changed: Vec<(String, String)>,
    rated: bool,
}

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Played<'a> {
    /// What it came to.
    pub(crate) summary: &'a SessionSummary,
    /// How strong the pain was that was the reason to stop.
    pub(crate) stopped_at: Option<u8>,
    /// How it goes.
    pub(crate) progress: &'a Progress,
    /// The emergency number, if one is set.
    pub(crate) emergency_number: Option<&'a str>,
}

impl AfterView {
    /// After a session.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        of: Played<'_>,
        entered: &Fields,
        faults: &Faults,
    ) -> Self {
        let summary = of.summary;
        let whole = summary.reason == Some(EndReason::Done);
        let feedback = summary.techniques.values().any(|one| one.felt.is_some());
        let rated = faults.is_empty() && (summary.after.is_some() || feedback);
        let entered_pain = entered
            .first("pain")
            .and_then(|text| text.trim().parse().ok());
        let played = length(summary.played_ms);
        let name = |id: &Id| {
            library
                .technique(id.as_str())
                .map_or_else(|| id.to_string(), |one| one.name.to_string())
        };
        let asked = |(id, own): (&Id, &unhunch_core::progress::TechniqueSummary)| Asked {
            id: id.to_string(),
            name: name(id),
            picture: library
                .technique(id.as_str())
                .and_then(|one| Picture::of(library, one)),
            choices: Felt::ALL
                .iter()
                .map(|felt| {
                    let said = entered.first(&format!("felt-{id}"));
                    let on = said.map_or(own.felt == Some(*felt), |word| word == felt.word());
                    Choice::new(felt.word(), capital(&felt.word().replace('-', " ")), on)
                })
                .collect(),
        };
        Self {
            frame,
            session: summary.session.to_string(),
            headline: match (whole, rated) {
                (_, true) => "Written down",
                (true, _) => "Well done",
                (false, _) => "Stopped, and kept",
            }
            .to_owned(),
            lead: if whole {
                format!("\u{201c}{}\u{201d}, {played}.", summary.name)
            } else {
                format!(
                    "\u{201c}{}\u{201d}, ended after {played}. What you did is in the diary.",
                    summary.name
                )
            },
            advice: stop_reason(summary.reason).map_or_else(Vec::new, |reason| {
                stop_advice(library.safety(), reason, of.stopped_at, of.emergency_number)
            }),
            // Who stopped for pain and said how strong it is has said it.
            pain: entered_pain.or(of.stopped_at).filter(|pain| *pain <= 10),
            fault: faults.of("pain").map(str::to_owned),
            asked: summary.finished().map(asked).collect(),
            changed: changed(library, of),
            rated,
        }
    }
}

fn stop_reason(reason: Option<EndReason>) -> Option<StopReason> {
    match reason? {
        EndReason::Done => Some(StopReason::Done),
        EndReason::NoTime => Some(StopReason::NoTime),
        EndReason::Pain => Some(StopReason::Pain),
        EndReason::Dizzy => Some(StopReason::Dizzy),
        EndReason::Numb => Some(StopReason::Numb),
        EndReason::Other | EndReason::Interrupted => None,
    }
}

fn changed(library: &Library, of: Played<'_>) -> Vec<(String, String)> {
    let summary = of.summary;
    let mut facts = Vec::new();
    let points =
        |one: Option<Points>| one.map_or("not rated".to_owned(), |one| tenths(one.value()));
    facts.push((
        "Pain".to_owned(),
        format!(
            "{} before, {} after",
            points(summary.before),
            points(summary.after)
        ),
    ));
    facts.push((
        "Techniques done".to_owned(),
        summary.finished().count().to_string(),
    ));
    for felt in Felt::ALL {
        let own = summary
            .techniques
            .iter()
            .filter(|(_, one)| one.felt == Some(*felt));
        let names: Vec<&str> = own
            .map(|(id, _)| {
                library
                    .technique(id.as_str())
                    .map_or(id.as_str(), |one| one.name.as_str())
            })
            .collect();
        if !names.is_empty() {
            facts.push((capital(&felt.word().replace('-', " ")), names.join(", ")));
        }
    }
    let streak = of.progress.streak;
    if streak.today {
        facts.push((
            "Streak".to_owned(),
            format!("{} in a row", counted(streak.current.into(), "day")),
        ));
    }
    if summary.day() != of.progress.today {
        facts.push(("When".to_owned(), day(summary.day())));
    }
    facts
}

/// What each technique did, out of a form; what it says of others is passed over.
pub(crate) fn felt(
    fields: &Fields,
    summary: &SessionSummary,
    faults: &mut Faults,
) -> Vec<(Id, Felt)> {
    let mut all = Vec::new();
    for (id, own) in summary.finished() {
        let Some(word) = fields
            .first(&format!("felt-{id}"))
            .filter(|word| !word.is_empty())
        else {
            continue;
        };
        match Felt::from_word(word) {
            // What was said already is not said again.
            Some(felt) if own.felt == Some(felt) => {}
            Some(felt) => all.push((id.clone(), felt)),
            None => faults.add("felt", "Say whether it helped, changed nothing or hurt."),
        }
    }
    all
}

/// A session and what it belongs to.
struct Found {
    summary: SessionSummary,
    stopped_at: Option<u8>,
    course: Course,
    number: Option<String>,
}

fn find(desk: &Desk, session: Uuid) -> Outcome<Found> {
    let diary = &desk.diary;
    let entries = entries(diary, session)?;
    let summary =
        SessionSummary::of(&entries).ok_or_else(|| not_found("there is no such session"))?;
    Ok(Found {
        stopped_at: stopped_at(&entries, summary.reason),
        summary,
        course: Course::read(desk)?,
        number: planning::profile(Some(diary))?.emergency_number,
    })
}

fn entries(diary: &Diary, session: Uuid) -> Outcome<Vec<Entry>> {
    let query = Query {
        person: Some(diary.person),
        session: Some(session),
        ..Query::default()
    };
    Ok(read_effective(&*diary.journal, &query)?)
}

/// How strong the pain was that a session was stopped for.
fn stopped_at(entries: &[Entry], reason: Option<EndReason>) -> Option<u8> {
    if reason != Some(EndReason::Pain) {
        return None;
    }
    entries.iter().rev().find_map(|entry| match &entry.body {
        Body::Pain(reading) if reading.when == When::During => Some(reading.value),
        _ => None,
    })
}

fn session_id(text: &str) -> Outcome<Uuid> {
    text.parse()
        .map_err(|_| not_found("there is no such session"))
}

fn view(visit: &Visit, found: &Found, entered: &Fields, faults: &Faults) -> AfterView {
    let played = Played {
        summary: &found.summary,
        stopped_at: found.stopped_at,
        progress: &found.course.progress,
        emergency_number: found.number.as_deref(),
    };
    let frame = visit.frame("After the session", Here::Elsewhere);
    AfterView::new(frame, visit.app.library(), played, entered, faults)
}

/// After a session.
///
/// # Errors
///
/// When the journal cannot be read, or has no such session.
pub(super) async fn page(visit: Visit, Path(session): Path<String>) -> Outcome<Response> {
    let session = session_id(&session)?;
    let found = visit
        .app
        .keeper()
        .read(move |desk| find(desk, session))
        .await?;
    if found.summary.is_open() {
        return Ok(on_to(format!("/play/{session}")));
    }
    super::page(&view(
        &visit,
        &found,
        &Fields::default(),
        &Faults::default(),
    ))
}

/// Writes down how it was.
///
/// # Errors
///
/// When the journal cannot be read or written, or has no such session.
pub(super) async fn rate(
    visit: Visit,
    Path(session): Path<String>,
    Form(fields): Form,
) -> Outcome<Response> {
    let session = session_id(&session)?;
    let found = visit
        .app
        .keeper()
        .read(move |desk| find(desk, session))
        .await?;
    let mut faults = Faults::default();
    let pain = pain(&fields, "pain", &mut faults);
    let felt = felt(&fields, &found.summary, &mut faults);
    if !faults.is_empty() {
        return super::page_or_faults(&view(&visit, &found, &fields, &faults), false);
    }
    visit
        .app
        .keeper()
        .record(move |desk| {
            let spots = places(&entries(&desk.diary, session)?);
            let pains = pain.into_iter().flat_map(|value| {
                let reading = move |(area, side)| {
                    Body::Pain(PainReading {
                        value,
                        area,
                        side,
                        when: When::After,
                    })
                };
                spots.clone().into_iter().map(reading).collect::<Vec<_>>()
            });
            let felt = felt
                .into_iter()
                .map(|(technique, felt)| Body::Feedback { technique, felt });
            let bodies: Vec<Body> = pains.chain(felt).collect();
            let made: Result<Vec<_>, _> = bodies
                .into_iter()
                .map(|body| desk.diary.entry(Some(session), body))
                .collect();
            Ok((made?, ()))
        })
        .await?;
    let rated = pain.is_some()
        || found.summary.after.is_some()
        || fields
            .pairs()
            .any(|(name, value)| name.starts_with("felt-") && !value.is_empty());
    // Who has nothing to say has said it.
    Ok(on_to(if rated {
        format!("/after/{session}")
    } else {
        "/".to_owned()
    }))
}
