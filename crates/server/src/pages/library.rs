//! The library: every technique and routine, by words and by filters.

use askama::Template;
use axum::response::Response;
use unhunch_core::content::{EquipmentKind, Library, Routine};
use unhunch_core::find::{self, Query, UnknownFilter};

use super::form::Fields;
use super::frame::{Frame, Here};
use super::parts::{Choice, Picture, counted, sentence};
use super::visit::Visit;
use super::wishes::GOALS;
use crate::problem::{Outcome, Problem};

/// The most letters of a search; nobody types more.
const MOST_LETTERS: usize = 200;

/// A technique that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    id: String,
    name: String,
    purpose: String,
    picture: Option<Picture>,
}

/// A routine that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundRoutine {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// What it is for.
    pub(crate) purpose: String,
    /// How long, how much.
    pub(crate) about: String,
}

/// What a filter offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<Choice>,
}

/// What was found, as a part of the page that can be fetched by itself.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "found.html")]
pub(crate) struct FoundView {
    count: String,
    techniques: Vec<Found>,
    routines: Vec<FoundRoutine>,
    /// What to do where nothing was found.
    nothing: Option<String>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "library.html")]
pub(crate) struct LibraryView {
    frame: Frame,
    words: String,
    filters: Vec<Filter>,
    filtered: bool,
    fault: Option<String>,
    found: FoundView,
}

/// What is looked for.
pub(crate) fn query(fields: &Fields) -> Query {
    let text = |name| {
        fields
            .first(name)
            .filter(|text: &&str| !text.is_empty())
            .map(str::to_owned)
    };
    let words: String = fields
        .first("words")
        .unwrap_or_default()
        .chars()
        .take(MOST_LETTERS)
        .collect();
    Query {
        words: words.split_whitespace().map(str::to_owned).collect(),
        area: text("area"),
        position: text("position"),
        equipment: text("equipment"),
        goal: fields
            .first("goal")
            .and_then(|word| GOALS.iter().find(|one| one.word() == word).copied()),
        family: text("family"),
        muscle: text("muscle"),
        cause: text("cause"),
        source: text("source"),
    }
}

impl FoundView {
    /// What is found.
    ///
    /// # Errors
    ///
    /// [`UnknownFilter`] for a filter that names nothing known.
    pub(crate) fn new(library: &Library, query: &Query) -> Result<Self, UnknownFilter> {
        let mut techniques: Vec<Found> = find::techniques(library, query)?
            .into_iter()
            .map(|one| Found {
                id: one.id.to_string(),
                name: one.name.to_string(),
                purpose: one.purpose.to_string(),
                picture: Picture::of(library, one),
            })
            .collect();
        techniques.sort_by_key(|one| one.name.to_lowercase());
        let mut routines: Vec<FoundRoutine> = find::routines(library, query)?
            .into_iter()
            .map(routine)
            .collect();
        routines.sort_by_key(|one| one.name.to_lowercase());
        let nothing = (techniques.is_empty() && routines.is_empty()).then(|| {
            let near = query
                .words
                .last()
                .and_then(|word| find::near_miss(library, word));
            near.map_or_else(
                || "Nothing is found; fewer words or filters find more.".to_owned(),
                |word| format!("Nothing is found. Did you mean \u{201c}{word}\u{201d}?"),
            )
        });
        let count = [(techniques.len(), "technique"), (routines.len(), "routine")];
        let count: Vec<String> = count
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, one)| counted(*count as u64, one))
            .collect();
        Ok(Self {
            count: count.join(", "),
            techniques,
            routines,
            nothing,
        })
    }
}

fn routine(one: &Routine) -> FoundRoutine {
    let minutes = &one.minutes.value;
    let long = if minutes.min == minutes.max {
        counted(minutes.max.into(), "minute")
    } else {
        format!(
            "{} to {}",
            minutes.min,
            counted(minutes.max.into(), "minute")
        )
    };
    FoundRoutine {
        id: one.id.to_string(),
        name: one.name.to_string(),
        purpose: one.purpose.to_string(),
        about: format!("{long}, {}", counted(one.items.len() as u64, "technique")),
    }
}

/// The routines that come with the content.
pub(crate) fn written(library: &Library) -> Vec<FoundRoutine> {
    library.routines().iter().map(routine).collect()
}

impl LibraryView {
    /// What the page shows; what is wrong with a filter is said, and everything is found.
    pub(crate) fn new(frame: Frame, library: &Library, fields: &Fields) -> Self {
        let query = query(fields);
        let (found, fault) = match FoundView::new(library, &query) {
            Ok(found) => (Ok(found), None),
            Err(error) => {
                let all = Query {
                    words: query.words.clone(),
                    ..Query::default()
                };
                (
                    FoundView::new(library, &all),
                    Some(sentence(&error.to_string().replace('`', "\""))),
                )
            }
        };
        let found = found.unwrap_or_else(|_| FoundView {
            count: String::new(),
            techniques: Vec::new(),
            routines: Vec::new(),
            nothing: None,
        });
        let filters = filters(library, fields);
        Self {
            frame,
            words: fields
                .first("words")
                .unwrap_or_default()
                .chars()
                .take(MOST_LETTERS)
                .collect(),
            filtered: query != Query::default(),
            filters,
            fault,
            found,
        }
    }
}

fn filters(library: &Library, fields: &Fields) -> Vec<Filter> {
    let words = library.vocabulary();
    let chosen = |name: &str, value: &str| fields.first(name) == Some(value);
    let filter = |name, label, any, all: Vec<(String, String)>| Filter {
        name,
        label,
        any,
        choices: all
            .into_iter()
            .map(|(value, says)| {
                let on = chosen(name, &value);
                Choice::new(value, says, on)
            })
            .collect(),
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    let mut things = vec![pair("none", "Nothing")];
    for kind in [EquipmentKind::Prop, EquipmentKind::Surrounding] {
        let own = words.equipment.iter().filter(|one| one.kind.value == kind);
        things.extend(own.map(|one| pair(one.id.as_str(), one.name.as_str())));
    }
    vec![
        filter(
            "area",
            "Where",
            "Anywhere",
            words
                .areas
                .iter()
                .map(|one| pair(one.id.as_str(), one.name.as_str()))
                .collect(),
        ),
        filter(
            "position",
            "Position",
            "Any",
            vec![
                pair("standing", "Standing"),
                pair("seated", "Seated"),
                pair("floor", "On the floor"),
            ],
        ),
        filter("equipment", "With", "Anything", things),
        filter(
            "goal",
            "For",
            "Anything",
            words
                .goals
                .iter()
                .map(|one| pair(one.id.as_str(), one.name.as_str()))
                .collect(),
        ),
    ]
}

/// The library.
///
/// # Errors
///
/// As [`super::page`].
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let view = LibraryView::new(
        visit.frame("Library", Here::Library),
        visit.app.library(),
        &visit.query,
    );
    super::page_or_faults(&view, view.fault.is_none())
}

/// What is found by itself, for a page that shows it as one types.
///
/// # Errors
///
/// As [`super::page`]; and a filter that names nothing known.
pub(super) async fn found(visit: Visit) -> Outcome<Response> {
    match FoundView::new(visit.app.library(), &query(&visit.query)) {
        Ok(view) => super::page(&view),
        Err(error) => Err(Problem::invalid(error.what, error.to_string())),
    }
}
