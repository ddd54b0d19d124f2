//! Plan: what is wished, the body map, and the plan, which follows each wish.

use askama::Template;
use axum::response::Response;
use unhunch_core::content::{EquipmentKind, Id, Library};
use unhunch_core::person::Unheeded;
use unhunch_core::plan::Request;

use super::aside::{Asked, asked};
use super::body::{AreaView, FaceView, areas, faces};
use super::form::Faults;
use super::frame::{Frame, Here};
use super::parts::{Choice, StepView, capital, length, sentence, steps};

use super::visit::Visit;
use super::wishes::{EFFORTS, GOALS, Wishes};
use crate::acts::Proposal;
use crate::problem::Outcome;

/// The lengths that are offered, in minutes.
const LENGTHS: [u32; 9] = [3, 5, 8, 10, 15, 20, 30, 45, 60];

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "plan.html")]
pub(crate) struct PlanView {
    pub(crate) frame: Frame,
    pub(crate) faults: Faults,
    /// The routine that is shown in place of a plan.
    pub(crate) routine: Option<RoutineHead>,
    pub(crate) lengths: Vec<Choice>,
    pub(crate) goals: Vec<Choice>,
    pub(crate) efforts: Vec<Choice>,
    pub(crate) positions: Vec<Choice>,
    pub(crate) props: Vec<Choice>,
    pub(crate) surroundings: Vec<Choice>,
    pub(crate) areas: Vec<AreaView>,
    pub(crate) faces: [FaceView; 2],
    pub(crate) preview: PreviewView,
}

/// A routine in place of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoutineHead {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// What it is for; may be empty.
    pub(crate) purpose: String,
}

/// The plan, as a part of the page that can be fetched by itself.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "preview.html")]
pub(crate) struct PreviewView {
    /// Why there is nothing to be played.
    pub(crate) nothing: Option<Nothing>,
    /// What may be played.
    pub(crate) planned: Option<Planned>,
    /// Techniques that others take the place of: id and name.
    pub(crate) swapped: Vec<(String, String)>,
    /// Techniques that are left out: id and name.
    pub(crate) dropped: Vec<(String, String)>,
    /// The name to keep it under.
    pub(crate) name: String,
    /// Why it cannot have the name.
    pub(crate) name_fault: Option<String>,
}

/// Why there is nothing to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nothing {
    /// In a sentence.
    pub(crate) says: String,
    /// Whether the check has to be answered first.
    pub(crate) check: bool,
}

/// What may be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planned {
    /// What it is called.
    pub(crate) name: String,
    /// How long it is.
    pub(crate) length: String,
    /// What there is to say of its length.
    pub(crate) note: &'static str,
    pub(crate) steps: Vec<StepView>,
    /// What of the profile could not be heeded.
    pub(crate) notes: Vec<String>,
    /// What was left out for a reason that concerns the body.
    pub(crate) omitted: Vec<String>,
    /// What was left out for another reason.
    pub(crate) passed_over: Vec<String>,
    /// The wishes, for the links that go on from here.
    pub(crate) query: String,
    /// Whether techniques may be swapped: not in a routine.
    pub(crate) can_swap: bool,
}

impl PlanView {
    /// What the page shows.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        usual: &Request,
        wishes: &Wishes,
        routine: Option<RoutineHead>,
        faults: Faults,
        preview: PreviewView,
    ) -> Self {
        let words = library.vocabulary();
        let (positions, equipment) = wishes.places(library, usual);
        let things = |kind| {
            let own = words
                .equipment
                .iter()
                .filter(move |one| one.kind.value == kind);
            own.map(|one| {
                Choice::new(
                    one.id.as_str(),
                    one.name.as_str(),
                    equipment.contains(&one.id.value),
                )
            })
            .collect()
        };
        let minutes = faults.of("minutes").is_none().then_some(wishes.minutes);
        let mut lengths = LENGTHS.to_vec();
        if let Some(minutes) = minutes.filter(|one| !LENGTHS.contains(one)) {
            lengths.push(minutes);
            lengths.sort_unstable();
        }
        let length = |one: u32| Choice::new(one.to_string(), one.to_string(), minutes == Some(one));
        Self {
            frame,
            routine,
            lengths: lengths.into_iter().map(length).collect(),
            goals: GOALS
                .iter()
                .map(|goal| {
                    let known = words
                        .goals
                        .iter()
                        .find(|one| one.id.as_str() == goal.word());
                    Choice {
                        value: goal.word().to_owned(),
                        name: known.map_or(goal.word().to_owned(), |one| one.name.to_string()),
                        says: known.map_or(String::new(), |one| one.says.to_string()),
                        on: wishes.goal == *goal && faults.of("goal").is_none(),
                    }
                })
                .collect(),
            efforts: EFFORTS
                .iter()
                .map(|one| Choice::new(one.word(), capital(one.word()), wishes.intensity == *one))
                .collect(),
            positions: words
                .positions
                .iter()
                .map(|one| {
                    Choice::new(
                        one.id.as_str(),
                        one.name.as_str(),
                        positions.contains(&one.id.value),
                    )
                })
                .collect(),
            props: things(EquipmentKind::Prop),
            surroundings: things(EquipmentKind::Surrounding),
            areas: areas(library, &wishes.areas),
            faces: faces(library),
            faults,
            preview,
        }
    }
}

impl PreviewView {
    /// What is played, and what was left out and why.
    pub(crate) fn of(library: &Library, wishes: &Wishes, proposal: &Proposal) -> Self {
        let plan = proposal.plan.as_ref();
        let (mut omitted, mut passed_over) = (Vec::new(), Vec::new());
        for one in plan.into_iter().flat_map(|plan| &plan.omitted) {
            let says = one.says(library);
            let says = sentence(says.strip_prefix("left out: ").unwrap_or(&says));
            if one.is_notable() {
                omitted.push(says);
            } else {
                passed_over.push(says);
            }
        }
        Self {
            planned: Some(Planned {
                name: proposal.timeline.name().to_owned(),
                length: length(proposal.timeline.total_ms()),
                note: if plan.is_none_or(|plan| plan.full) {
                    ""
                } else {
                    "the longest that fits"
                },
                steps: steps(library, &proposal.timeline, plan),
                notes: proposal.unheeded.iter().map(Unheeded::says).collect(),
                omitted,
                passed_over,
                query: wishes.query(),
                can_swap: plan.is_some(),
            }),
            name: proposal.timeline.name().to_owned(),
            ..Self::nothing(library, wishes, None)
        }
    }

    /// It cannot be kept under the name that was entered.
    pub(crate) fn refuse(&mut self, entered: &str, says: &str) {
        self.name = entered.to_owned();
        self.name_fault = Some(says.to_owned());
    }

    /// Nothing is played, and why.
    pub(crate) fn nothing(library: &Library, wishes: &Wishes, nothing: Option<Nothing>) -> Self {
        let named = |id: &Id| {
            let known = library.technique(id.as_str());
            (
                id.to_string(),
                known.map_or_else(|| id.to_string(), |one| one.name.to_string()),
            )
        };
        Self {
            nothing,
            planned: None,
            swapped: wishes.swapped.iter().map(named).collect(),
            dropped: wishes.dropped.iter().map(named).collect(),
            name: String::new(),
            name_fault: None,
        }
    }
}

/// The planner.
///
/// # Errors
///
/// When the journal cannot be read, or a routine is named that there is not.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let library = visit.app.library();
    let (wishes, faults, asked) = wished(&visit).await?;
    let preview = shown(library, &wishes, &asked);
    let title = asked
        .routine
        .as_ref()
        .map_or("Plan", |one| one.name.as_str());
    let frame = visit.frame(title, Here::Plan);
    let usual = &asked.ground.usual.request;
    let fine = faults.is_empty();
    let view = PlanView::new(
        frame,
        library,
        usual,
        &wishes,
        asked.routine,
        faults,
        preview,
    );
    super::page_or_faults(&view, fine)
}

/// The plan by itself, for a page that shows it as it changes.
///
/// # Errors
///
/// As [`page`].
pub(super) async fn preview(visit: Visit) -> Outcome<Response> {
    let (wishes, faults, asked) = wished(&visit).await?;
    super::page_or_faults(
        &shown(visit.app.library(), &wishes, &asked),
        faults.is_empty(),
    )
}

/// What is wished, what cannot be, and what came of it.
async fn wished(visit: &Visit) -> Outcome<(Wishes, Faults, Asked)> {
    let mut faults = Faults::default();
    let wishes = Wishes::read(visit.app.library(), &visit.query, &mut faults);
    let mut asked = asked(&visit.app, &wishes).await?;
    // What was planned was not what was wished.
    if let Some(says) = faults.any().filter(|_| asked.proposed.is_ok()) {
        asked.proposed = Err(Nothing {
            says: says.to_owned(),
            check: false,
        });
    }
    Ok((wishes, faults, asked))
}

fn shown(library: &Library, wishes: &Wishes, asked: &Asked) -> PreviewView {
    match &asked.proposed {
        Ok(proposal) => PreviewView::of(library, wishes, proposal),
        Err(nothing) => PreviewView::nothing(library, wishes, Some(nothing.clone())),
    }
}
