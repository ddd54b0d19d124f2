//! Finding techniques and routines the way people look for them: by a few words, and by filters.
//!
//! Every word of a search has to begin a word of the technique's id, names, family, areas, muscles,
//! causes or equipment (of the name, purpose, goal, tags or techniques of a routine); case and hyphens do
//! not count. Filters are ids or aliases of the vocabulary.

use std::collections::BTreeSet;

use crate::content::decode::suggest::closest;
use crate::content::{Goal, Id, Library, Need, Ranked, Routine, Sp, Technique, suggest};

/// The least fit to a goal that a filter asks for, of 3.
const FIT_FOR_GOAL: u32 = 2;

/// What to look for; the default is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, each of which has to be found.
    pub words: Vec<String>,
    /// A family.
    pub family: Option<String>,
    /// An area, primary or secondary.
    pub area: Option<String>,
    /// A muscle, primary or secondary.
    pub muscle: Option<String>,
    /// A position, or a group of positions (`floor`).
    pub position: Option<String>,
    /// Equipment that it can be done with, as a substitute too; `none` for what needs no props.
    pub equipment: Option<String>,
    /// A cause that it answers.
    pub cause: Option<String>,
    /// A goal that it serves well.
    pub goal: Option<Goal>,
    /// A source, in either case.
    pub source: Option<String>,
}

/// A filter that names nothing that the library knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{word}`{}", .help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
pub struct UnknownFilter {
    /// What it should have been.
    pub what: &'static str,
    /// The word.
    pub word: String,
    /// What was perhaps meant.
    pub help: Option<String>,
}

impl UnknownFilter {
    fn new<'k>(
        what: &'static str,
        word: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Self {
        Self {
            what,
            word: word.to_owned(),
            help: suggest(word, known),
        }
    }
}

/// A filter of one technique.
type Filter<'q> = Box<dyn Fn(&Technique) -> bool + 'q>;

/// The techniques that a query asks for, in the order of their ids.
///
/// # Errors
///
/// [`UnknownFilter`] for the first filter that names nothing known.
pub fn techniques<'l>(
    library: &'l Library,
    query: &Query,
) -> Result<Vec<&'l Technique>, UnknownFilter> {
    let filters = filters(library, query)?;
    let words = wanted(&query.words);
    let found = library.techniques().iter().filter(|technique| {
        filters.iter().all(|filter| filter(technique))
            && (words.is_empty() || has_all(&words, &texts(library, technique)))
    });
    Ok(found.collect())
}

/// The hand-written routines in which every word of a query is found and that serve its goal, if it names
/// one, in the order of their ids. Other filters ask about their techniques: one of them has to pass.
///
/// # Errors
///
/// [`UnknownFilter`] for the first filter that names nothing known.
pub fn routines<'l>(
    library: &'l Library,
    query: &Query,
) -> Result<Vec<&'l Routine>, UnknownFilter> {
    let of_techniques = Query {
        goal: None,
        ..query.clone()
    };
    let filters = filters(library, &of_techniques)?;
    let words = wanted(&query.words);
    let found = library.routines().iter().filter(|routine| {
        let mut held = routine
            .items
            .iter()
            .filter_map(|item| library.technique(item.technique.as_str()));
        query.goal.is_none_or(|goal| routine.goal.value == goal)
            && held.any(|technique| filters.iter().all(|filter| filter(technique)))
            && has_all(&words, &routine_texts(library, routine))
    });
    Ok(found.collect())
}

/// The word of some technique that is closest to one that found nothing, when it is close enough to be a
/// slip.
pub fn near_miss(library: &Library, word: &str) -> Option<String> {
    let known: BTreeSet<String> = library
        .techniques()
        .iter()
        .flat_map(|technique| texts(library, technique))
        .flat_map(split)
        .collect();
    closest(word, known.iter().map(String::as_str)).map(str::to_owned)
}

/// The words of a search, in lower case, hyphens apart.
fn wanted(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| split(word)).collect()
}

fn split(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether each word begins a word of one of the texts.
fn has_all(words: &[String], texts: &[&str]) -> bool {
    let have: Vec<String> = texts.iter().copied().flat_map(split).collect();
    words
        .iter()
        .all(|word| have.iter().any(|have| have.starts_with(word.as_str())))
}

/// Everything that a technique is found by.
fn texts<'l>(library: &'l Library, technique: &'l Technique) -> Vec<&'l str> {
    let vocabulary = library.vocabulary();
    let mut texts = vec![
        technique.id.as_str(),
        technique.name.as_str(),
        technique.family.as_str(),
    ];
    texts.extend(technique.aliases.iter().map(|alias| alias.as_str()));
    let families = vocabulary.families.iter();
    texts.extend(
        families
            .filter(|one| one.id == technique.family)
            .map(|one| one.name.as_str()),
    );
    for id in technique.areas.all() {
        texts.push(id.as_str());
        if let Some(area) = vocabulary.area(id.as_str()) {
            texts.push(&area.name);
            texts.extend(area.aliases.iter().map(|alias| alias.as_str()));
        }
    }
    for id in technique.muscles.all() {
        texts.push(id.as_str());
        texts.extend(vocabulary.muscle(id.as_str()).map(|one| one.name.as_str()));
    }
    for id in &technique.causes {
        texts.push(id.as_str());
        let causes = vocabulary.causes.iter();
        texts.extend(
            causes
                .filter(|one| one.id == *id)
                .map(|one| one.name.as_str()),
        );
    }
    for need in &technique.equipment {
        texts.push(need.id.as_str());
        if let Some(thing) = vocabulary.equipment(need.id.as_str()) {
            texts.push(&thing.name);
            texts.extend(thing.aliases.iter().map(|alias| alias.as_str()));
        }
    }
    texts
}

/// Everything that a routine is found by.
fn routine_texts<'l>(library: &'l Library, routine: &'l Routine) -> Vec<&'l str> {
    let mut texts = vec![
        routine.id.as_str(),
        routine.name.as_str(),
        routine.purpose.as_str(),
        routine.goal.word(),
    ];
    texts.extend(routine.tags.iter().map(|tag| tag.as_str()));
    for item in &routine.items {
        texts.push(item.technique.as_str());
        let technique = library.technique(item.technique.as_str());
        texts.extend(technique.map(|one| one.name.as_str()));
    }
    texts
}

/// The filters of a query, its words looked up.
fn filters<'q>(library: &'q Library, query: &Query) -> Result<Vec<Filter<'q>>, UnknownFilter> {
    let vocabulary = library.vocabulary();
    let mut filters: Vec<Filter<'q>> = Vec::new();
    if let Some(word) = &query.family {
        let mut families = vocabulary.families.iter();
        let family = families
            .find(|one| one.id.as_str() == word)
            .ok_or_else(|| {
                UnknownFilter::new("family", word, ids(&vocabulary.families, |one| &one.id))
            })?;
        filters.push(Box::new(|technique| technique.family == family.id));
    }
    if let Some(word) = &query.area {
        let area = vocabulary.area(word).ok_or_else(|| {
            UnknownFilter::new("area", word, ids(&vocabulary.areas, |one| &one.id))
        })?;
        filters.push(Box::new(|technique| ranks(&technique.areas, &area.id)));
    }
    if let Some(word) = &query.muscle {
        let muscle = vocabulary.muscle(word).ok_or_else(|| {
            UnknownFilter::new("muscle", word, ids(&vocabulary.muscles, |one| &one.id))
        })?;
        filters.push(Box::new(|technique| ranks(&technique.muscles, &muscle.id)));
    }
    if let Some(word) = &query.position {
        let positions = vocabulary.positions_named(word);
        if positions.is_empty() {
            let known = ids(&vocabulary.positions, |one| &one.id);
            return Err(UnknownFilter::new("position", word, known));
        }
        filters.push(Box::new(move |technique| {
            let mut taken = technique.positions.iter();
            taken.any(|id| positions.iter().any(|one| one.id == *id))
        }));
    }
    if let Some(word) = &query.equipment {
        filters.push(equipment_filter(library, word)?);
    }
    if let Some(word) = &query.cause {
        let mut causes = vocabulary.causes.iter();
        let cause = causes.find(|one| one.id.as_str() == word).ok_or_else(|| {
            UnknownFilter::new("cause", word, ids(&vocabulary.causes, |one| &one.id))
        })?;
        filters.push(Box::new(|technique| technique.causes.contains(&cause.id)));
    }
    if let Some(goal) = query.goal {
        filters.push(Box::new(move |technique| {
            technique.goals.of(goal) >= FIT_FOR_GOAL
        }));
    }
    if let Some(word) = &query.source {
        let mut sources = library.sources().iter();
        let source = sources
            .find(|one| one.id.as_str().eq_ignore_ascii_case(word))
            .ok_or_else(|| {
                UnknownFilter::new("source", word, ids(library.sources(), |one| &one.id))
            })?;
        filters.push(Box::new(|technique| technique.sources.contains(&source.id)));
    }
    Ok(filters)
}

fn equipment_filter<'q>(library: &'q Library, word: &str) -> Result<Filter<'q>, UnknownFilter> {
    let vocabulary = library.vocabulary();
    let is_needed = |need: &&Need| need.optional != Some(true);
    if word == "none" {
        let props: Vec<&Sp<Id>> = vocabulary
            .equipment
            .iter()
            .filter(|thing| vocabulary.surroundings().all(|one| one.id != thing.id))
            .map(|thing| &thing.id)
            .collect();
        return Ok(Box::new(move |technique| {
            let mut needed = technique.equipment.iter().filter(is_needed);
            !needed.any(|need| {
                props.contains(&&need.id) && need.substitutes.iter().all(|one| props.contains(&one))
            })
        }));
    }
    let thing = vocabulary.equipment(word).ok_or_else(|| {
        UnknownFilter::new("equipment", word, ids(&vocabulary.equipment, |one| &one.id))
    })?;
    Ok(Box::new(|technique| {
        let mut needs = technique.equipment.iter();
        needs.any(|need| need.id == thing.id || need.substitutes.contains(&thing.id))
    }))
}

fn ranks(ranked: &Ranked, id: &Sp<Id>) -> bool {
    ranked.all().any(|one| one == id)
}

/// The ids of a list of words.
fn ids<'v, T>(
    list: &'v [T],
    id: impl Fn(&'v T) -> &'v Sp<Id> + Clone + 'v,
) -> impl Iterator<Item = &'v str> + Clone {
    list.iter().map(move |one| id(one).as_str())
}
