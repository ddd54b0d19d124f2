//! Right before a session: what it is, when to stop, the advice where there is one, and the pain now.

use askama::Template;
use axum::response::Response;
use unhunch_core::content::{Level, Library};
use unhunch_core::journal::{Body, PainReading, When};
use unhunch_core::plan::admit_timeline;
use unhunch_core::safety::advice;
use unhunch_core::session::{asked as asked_for, started};
use uuid::Uuid;

use super::aside::{Asked, asked};
use super::form::{Faults, Fields, pain};
use super::frame::{Frame, Here};
use super::known::Known;
use super::on_to;
use super::parts::{StepView, length, steps};
use super::proposal::{Proposal, refusal};
use super::visit::{Form, Visit};
use super::wishes::Wishes;
use crate::keeper::Desk;
use crate::problem::{Kind, Outcome, Problem};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "ready.html")]
pub(crate) struct ReadyView {
    frame: Frame,
    name: String,
    length: String,
    advice: Option<String>,
    signs: Vec<String>,
    steps: Vec<StepView>,
    /// The wishes, to be sent along.
    query: String,
    pain: Option<u8>,
    fault: Option<String>,
}

impl ReadyView {
    /// Before a session of what is proposed.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        proposal: &Proposal,
        number: Option<&str>,
        pain: Option<u8>,
        faults: &Faults,
    ) -> Self {
        let safety = library.safety();
        let level = proposal.clearance.level();
        Self {
            frame,
            name: proposal.timeline.name().to_owned(),
            length: length(proposal.timeline.total_ms()),
            advice: (level != Level::Clear).then(|| advice(safety, level, number)),
            signs: safety
                .stop_signs
                .iter()
                .map(|sign| sign.says.value.clone())
                .collect(),
            steps: steps(library, &proposal.timeline, None),
            query: proposal.wishes.query(),
            pain,
            fault: faults.of("pain").map(str::to_owned),
        }
    }
}

/// Before a session of what is wished.
///
/// # Errors
///
/// When the journal cannot be read, or a routine is named that there is not.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let mut faults = Faults::default();
    let wishes = Wishes::read(visit.app.library(), &visit.query, &mut faults);
    let asked = asked(&visit.app, wishes).await?;
    show(&visit, &asked, None, &faults)
}

/// What is to be played; or on to where it can be mended, when there is nothing.
fn show(visit: &Visit, asked: &Asked, pain: Option<u8>, faults: &Faults) -> Outcome<Response> {
    match &asked.proposed {
        Err(no) if no.check => Ok(on_to("/check")),
        Err(_) => Ok(on_to(format!("/plan?{}", visit.query.query()))),
        Ok(proposal) => {
            let frame = visit.frame(proposal.timeline.name(), Here::Elsewhere);
            let number = asked.known.number();
            let view = ReadyView::new(frame, visit.app.library(), proposal, number, pain, faults);
            super::page_or_faults(&view, faults.is_empty())
        }
    }
}

/// Begins a session, and leads on to the player.
///
/// # Errors
///
/// When the journal cannot be read or written, or a routine is named that there is not.
pub(super) async fn begin(mut visit: Visit, Form(fields): Form) -> Outcome<Response> {
    let mut faults = Faults::default();
    visit.query = Fields::read(fields.first("wishes").unwrap_or_default());
    let wishes = Wishes::read(visit.app.library(), &visit.query, &mut faults);
    let pain = pain(&fields, "pain", &mut faults);
    let asked = asked(&visit.app, wishes).await?;
    let proposal = match &asked.proposed {
        Ok(proposal) if faults.is_empty() => proposal.as_ref().clone(),
        _ => return show(&visit, &asked, pain, &faults),
    };
    match visit
        .app
        .keeper()
        .write(move |desk| begun(desk, &proposal, pain))
        .await?
    {
        Begun::Session(session) => Ok(on_to(format!("/play/{session}"))),
        Begun::CheckFirst => Ok(on_to("/check")),
    }
}

/// What came of a beginning.
enum Begun {
    /// It has begun.
    Session(Uuid),
    /// The pain that was said makes the check due.
    CheckFirst,
}

/// Begins a session, if the journal still allows it at this moment.
fn begun(desk: &mut Desk, proposal: &Proposal, pain: Option<u8>) -> Outcome<Begun> {
    let library = desk.library;
    let known = Known::read(desk)?;
    let readings = readings(proposal, pain);
    let highest = pain.map(u32::from);
    if known
        .standing
        .due_with(library.safety(), highest, known.today)
        .is_some()
    {
        // Recorded as the day's, so that every surface knows why the check is due.
        let daily = readings.into_iter().map(|reading| {
            Body::Pain(PainReading {
                when: When::Daily,
                ..reading
            })
        });
        let entries: Vec<_> = daily
            .map(|body| desk.diary.entry(None, body))
            .collect::<Result<_, _>>()?;
        desk.diary.journal.append(&entries)?;
        return Ok(Begun::CheckFirst);
    }
    let Some(clearance) = known.standing.clearance() else {
        return Ok(Begun::CheckFirst);
    };
    let request = proposal.wishes.over(library, known.usual.request);
    admit_timeline(library, clearance, &request, &proposal.timeline)
        .map_err(|refused| Problem::new(Kind::LeftOut, refusal(library, &refused)))?;
    let beginning = started(&proposal.timeline, asked_for(&proposal.request)).map_err(|error| {
        Problem::new(
            Kind::Internal,
            format!("the session cannot be written: {error}"),
        )
    })?;
    let session = desk.diary.new_id()?;
    let bodies = std::iter::once(beginning).chain(readings.into_iter().map(Body::Pain));
    let entries: Vec<_> = bodies
        .map(|body| desk.diary.entry(Some(session), body))
        .collect::<Result<_, _>>()?;
    desk.diary.journal.append(&entries)?;
    Ok(Begun::Session(session))
}

/// What was said of the pain before a session, for each area that was asked for.
fn readings(proposal: &Proposal, pain: Option<u8>) -> Vec<PainReading> {
    let Some(value) = pain else {
        return Vec::new();
    };
    let reading = |area, side| PainReading {
        value,
        area,
        side,
        when: When::Before,
    };
    let areas = &proposal.request.areas;
    if areas.is_empty() {
        return vec![reading(None, None)];
    }
    areas
        .iter()
        .map(|wanted| reading(Some(wanted.area.clone()), wanted.side))
        .collect()
}
