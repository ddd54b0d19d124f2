//! Right before a session: what it is, when to stop, the advice where there is one, and the pain now.

use askama::Template;
use axum::response::Response;
use unhunch_core::content::{Level, Library};
use unhunch_core::safety::advice;

use super::aside::{Asked, asked};
use super::form::{Faults, Fields, pain};
use super::frame::{Frame, Here};
use super::on_to;
use super::parts::{StepView, length, steps};
use super::visit::{Form, Visit};
use super::wishes::Wishes;
use crate::acts::{Begin, Proposal, Proposed};
use crate::problem::{Kind, Outcome};

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
        wishes: &Wishes,
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
                .map(|sign| sign.says.to_string())
                .collect(),
            steps: steps(library, &proposal.timeline, None),
            query: wishes.query(),
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
    let asked = asked(&visit.app, &wishes).await?;
    show(&visit, &wishes, &asked, None, &faults)
}

/// What is to be played; or on to where it can be mended, when there is nothing.
fn show(
    visit: &Visit,
    wishes: &Wishes,
    asked: &Asked,
    pain: Option<u8>,
    faults: &Faults,
) -> Outcome<Response> {
    match &asked.proposed {
        Err(no) if no.check => Ok(on_to("/check")),
        Err(_) => Ok(on_to(format!("/plan?{}", visit.query.query()))),
        Ok(proposal) => {
            let frame = visit.frame(proposal.timeline.name(), Here::Elsewhere);
            let number = asked.number();
            let view = ReadyView::new(
                frame,
                visit.app.library(),
                wishes,
                proposal,
                number,
                pain,
                faults,
            );
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
    let asked = asked(&visit.app, &wishes).await?;
    let proposal = match &asked.proposed {
        Ok(proposal) if faults.is_empty() => proposal,
        _ => return show(&visit, &wishes, &asked, pain, &faults),
    };
    let begin = Begin {
        pain,
        proposal: Some(Proposed::from(&**proposal)),
        ..Begin::default()
    };
    match visit.app.begin(begin).await {
        Ok((session, _)) => {
            // The player's page takes it under a name of its own.
            visit.app.release(session, String::new()).await?;
            Ok(on_to(format!("/play/{session}")))
        }
        // The pain that was said made it due.
        Err(problem) if matches!(problem.kind, Kind::CheckDue | Kind::NotCleared) => {
            Ok(on_to("/check"))
        }
        Err(problem) => Err(problem),
    }
}
