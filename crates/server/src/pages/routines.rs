//! My routines: what the person kept, and what comes with the content.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use unhunch_core::content::Library;
use unhunch_core::journal::SavedRoutine;
use unhunch_core::routine::{self, Routine};
use uuid::Uuid;

use super::aside::asked;
use super::form::{Faults, Fields};
use super::frame::{Frame, Here};
use super::library::{FoundRoutine, written};
use super::on_to;
use super::parts::{counted, day};
use super::plan::{PlanView, PreviewView};
use super::visit::{Form, Visit};
use super::wishes::Wishes;
use crate::acts::NAME;
use crate::problem::{Outcome, not_found};

/// A routine of the person's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    id: String,
    name: String,
    about: String,
    techniques: String,
    /// What was entered as its new name, where it cannot have that.
    entered: Option<String>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "routines.html")]
pub(crate) struct RoutinesView {
    frame: Frame,
    kept: Vec<Kept>,
    written: Vec<FoundRoutine>,
    faults: Faults,
}

/// A name that a routine cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Which routine.
    pub(crate) id: String,
    /// What was entered.
    pub(crate) entered: String,
    /// Why.
    pub(crate) faults: Faults,
}

impl RoutinesView {
    /// What the page shows.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        own: &[SavedRoutine],
        refused: Option<Refused>,
    ) -> Self {
        let (id, entered, faults) = match refused {
            Some(refused) => (refused.id, Some(refused.entered), refused.faults),
            None => (String::new(), None, Faults::default()),
        };
        let view = |one: &SavedRoutine| {
            let name = |item: &routine::Item| {
                let known = library.technique(item.technique.as_str());
                known.map_or_else(|| item.technique.to_string(), |one| one.name.to_string())
            };
            let techniques: Vec<String> = one.routine.items.iter().map(name).collect();
            Kept {
                id: one.id.to_string(),
                name: one.routine.name.clone(),
                about: about(library, &one.routine, one.at),
                techniques: techniques.join(", "),
                entered: entered.clone().filter(|_| id == one.id.to_string()),
            }
        };
        Self {
            frame,
            kept: own.iter().map(view).collect(),
            written: written(library),
            faults,
        }
    }
}

fn about(library: &Library, kept: &Routine, at: jiff::Timestamp) -> String {
    let many = counted(kept.items.len() as u64, "technique");
    let since = day(at.to_zoned(jiff::tz::TimeZone::UTC).date());
    match unhunch_core::timeline::compile(kept, library) {
        Ok(timeline) => format!(
            "{}, {many}, kept on {since}",
            super::parts::length(timeline.total_ms())
        ),
        Err(_) => format!("{many}, kept on {since}; some are not in the library any more"),
    }
}

/// What the person kept.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    show(&visit, None).await
}

async fn show(visit: &Visit, refused: Option<Refused>) -> Outcome<Response> {
    let own = visit.app.own_routines().await?;
    let fine = refused.is_none();
    let frame = visit.frame("My routines", Here::Routines);
    super::page_or_faults(
        &RoutinesView::new(frame, visit.app.library(), &own, refused),
        fine,
    )
}

/// Why something cannot have a name, where that is what is wrong.
///
/// # Errors
///
/// Whatever else is wrong.
fn bad_name<T>(done: Outcome<T>) -> Outcome<Option<String>> {
    match done {
        Ok(_) => Ok(None),
        Err(problem) if problem.pointer.as_deref() == Some(NAME) => Ok(Some(problem.detail)),
        Err(problem) => Err(problem),
    }
}

/// Keeps a plan under a name.
///
/// # Errors
///
/// When the journal cannot be read or written, or there is nothing to be kept.
pub(super) async fn keep(visit: Visit, Form(fields): Form) -> Outcome<Response> {
    let mut faults = Faults::default();
    let query = fields.first("wishes").unwrap_or_default().to_owned();
    let wishes = Wishes::read(visit.app.library(), &Fields::read(&query), &mut faults);
    let asked = asked(&visit.app, &wishes).await?;
    let proposal = match &asked.proposed {
        Ok(proposal) if faults.is_empty() => proposal,
        Err(no) if no.check => return Ok(on_to("/check")),
        _ => return Ok(on_to(format!("/plan?{query}"))),
    };
    let name = fields.first("name").unwrap_or_default();
    let routine = proposal.routine.clone();
    let done = visit.app.keep_named(None, name.to_owned(), routine).await;
    let Some(bad) = bad_name(done)? else {
        return Ok(on_to("/routines"));
    };
    let library = visit.app.library();
    let mut preview = PreviewView::of(library, &wishes, proposal);
    preview.refuse(name, &bad);
    let usual = &asked.ground.usual.request;
    let frame = visit.frame("Plan", Here::Plan);
    let view = PlanView::new(
        frame,
        library,
        usual,
        &wishes,
        asked.routine,
        faults,
        preview,
    );
    super::page_or_faults(&view, false)
}

fn routine_id(text: &str) -> Outcome<Uuid> {
    text.parse()
        .map_err(|_| not_found("there is no such routine"))
}

/// Gives a routine another name.
///
/// # Errors
///
/// When the journal cannot be read or written, or has no such routine.
pub(super) async fn rename(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form,
) -> Outcome<Response> {
    let id = routine_id(&id)?;
    let entered = fields.first("name").unwrap_or_default().to_owned();
    let done = visit.app.rename_routine(id, entered.clone()).await;
    let Some(bad) = bad_name(done)? else {
        return Ok(on_to("/routines"));
    };
    let mut faults = Faults::default();
    faults.add("name", bad);
    let id = id.to_string();
    let refused = Refused {
        id,
        entered,
        faults,
    };
    show(&visit, Some(refused)).await
}

/// Takes a routine away.
///
/// # Errors
///
/// When the journal cannot be read or written, or has no such routine.
pub(super) async fn remove(visit: Visit, Path(id): Path<String>) -> Outcome<Response> {
    visit.app.remove_routine(routine_id(&id)?).await?;
    Ok(on_to("/routines"))
}
