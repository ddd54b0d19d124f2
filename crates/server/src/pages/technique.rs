//! A technique's page: the figure, the steps, the doses by source, the cautions, what it rests on.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use unhunch_core::content::{Library, Technique, doses};
use unhunch_core::routine::ExactDose;
use unhunch_core::safety::caution_says;
use unhunch_core::timeline::dose_text;

use super::frame::{Frame, Here};
use super::parts::{Picture, capital, uncapital};
use super::visit::Visit;
use crate::problem::{Outcome, not_found};

/// Another technique that a page leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Other {
    id: String,
    name: String,
}

/// What a fact rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Its id; empty where it is no source.
    pub(crate) id: String,
    /// What it is.
    pub(crate) says: String,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "technique.html")]
pub(crate) struct TechniqueView {
    frame: Frame,
    id: String,
    name: String,
    purpose: String,
    aliases: String,
    picture: Option<Picture>,
    facts: Vec<(&'static str, String)>,
    way_in: Option<String>,
    steps: Vec<String>,
    feel: String,
    mistakes: Vec<String>,
    usual: String,
    range: String,
    how_often: String,
    doses: Vec<(String, String)>,
    easier: (String, Option<Other>),
    harder: (String, Option<Other>),
    cautions: Vec<String>,
    stop_signs: Vec<String>,
    always: String,
    references: Vec<Reference>,
    notes: Vec<String>,
    reviewed: String,
}

impl TechniqueView {
    /// The page of a technique.
    pub(crate) fn new(frame: Frame, library: &Library, technique: &Technique) -> Self {
        let mut range = vec![doses::work(&technique.dose.work)];
        range.extend(doses::sets(&technique.dose.sets));
        let publisher = |id: &str| {
            library.source(id).map_or_else(
                || id.to_owned(),
                |source| format!("{id}, {}", source.publisher),
            )
        };
        let other = |id: Option<&str>| {
            let known = id.and_then(|id| library.technique(id))?;
            Some(Other {
                id: known.id.to_string(),
                name: known.name.to_string(),
            })
        };
        let step = |step: &unhunch_core::content::Step| {
            (
                step.how.to_string(),
                other(step.technique.as_ref().map(|id| id.as_str())),
            )
        };
        let signs = library.safety().stop_signs.iter();
        let signs: Vec<String> = signs.map(|one| uncapital(&one.says)).collect();
        Self {
            frame,
            id: technique.id.to_string(),
            name: technique.name.to_string(),
            purpose: technique.purpose.to_string(),
            aliases: technique
                .aliases
                .iter()
                .map(|one| one.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            picture: Picture::of(library, technique),
            facts: facts(library, technique),
            way_in: technique.way_in.as_ref().map(|way| way.how.to_string()),
            steps: technique.steps.iter().map(|one| one.to_string()).collect(),
            feel: technique.feel.to_string(),
            mistakes: technique
                .mistakes
                .iter()
                .map(|one| one.to_string())
                .collect(),
            usual: capital(&dose_text(technique, &ExactDose::usual(technique))),
            range: capital(&range.join(", ")),
            how_often: capital(&doses::frequency(&technique.frequency)),
            doses: technique
                .doses
                .iter()
                .map(|one| (publisher(one.source.as_str()), capital(&doses::source(one))))
                .collect(),
            easier: step(&technique.easier),
            harder: step(&technique.harder),
            cautions: technique
                .cautions
                .iter()
                .map(|one| capital(&caution_says(library, one)))
                .collect(),
            stop_signs: technique
                .stop_signs
                .iter()
                .map(|sign| format!("{}: {}", sign.sign, uncapital(&sign.act)))
                .collect(),
            always: format!("With every technique: {}.", signs.join("; ")),
            references: technique
                .references()
                .into_iter()
                .map(|id| reference(library, id))
                .collect(),
            notes: technique
                .notes
                .iter()
                .map(|one| one.says.to_string())
                .collect(),
            reviewed: technique.reviewed.strftime("%B %-d, %Y").to_string(),
        }
    }
}

/// What a fact rests on: a source, or what is none.
pub(super) fn reference(library: &Library, id: &str) -> Reference {
    match library.source(id) {
        Some(source) => Reference {
            id: source.id.to_string(),
            says: format!("{} ({})", source.title, source.publisher),
        },
        None => Reference {
            id: String::new(),
            says: capital(id),
        },
    }
}

fn facts(library: &Library, technique: &Technique) -> Vec<(&'static str, String)> {
    let words = library.vocabulary();
    let names = |all: Vec<Option<&str>>| all.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let positions = technique.positions.iter();
    let positions = names(
        positions
            .map(|id| words.position(id.as_str()).map(|one| one.name.as_str()))
            .collect(),
    );
    let things = technique.equipment.iter();
    let things = names(
        things
            .map(|need| {
                words
                    .equipment(need.id.as_str())
                    .map(|one| one.name.as_str())
            })
            .collect(),
    );
    let areas = names(
        technique
            .areas
            .all()
            .map(|id| words.area(id.as_str()).map(|one| one.name.as_str()))
            .collect(),
    );
    let muscles = technique.muscles.all();
    let muscles = names(
        muscles
            .map(|id| words.muscle(id.as_str()).map(|one| one.name.as_str()))
            .collect(),
    );
    let causes = technique.causes.iter();
    let causes = causes.map(|id| {
        words
            .causes
            .iter()
            .find(|one| one.id == *id)
            .map(|one| one.name.as_str())
    });
    let facts = [
        ("Position", positions),
        (
            "Equipment",
            if things.is_empty() {
                "None".to_owned()
            } else {
                things
            },
        ),
        ("Areas", areas),
        ("Muscles", muscles),
        ("Effort", capital(technique.intensity.word())),
        ("Answers", names(causes.collect())),
    ];
    facts
        .into_iter()
        .filter(|(_, says)| !says.is_empty())
        .collect()
}

/// The page of a technique.
///
/// # Errors
///
/// When there is no such technique.
pub(super) async fn page(
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let library = visit.app.library();
    let technique = library
        .technique(&id)
        .ok_or_else(|| not_found("there is no such technique"))?;
    let path = format!("/library/{id}");
    let name = super::shelf_name(&path, &headers);
    let prepared = visit.app.whole("/library/{id}", &name, || {
        let frame = visit.frame(technique.name.value.clone(), Here::Library);
        super::prepared(&TechniqueView::new(frame, library, technique))
    })?;
    Ok(prepared.answer(&headers))
}
