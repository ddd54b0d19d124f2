//! What a content set holds, counted.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Id, Library, Sp, Technique};
use crate::routine::{ExactDose, Routine as Exact, item_seconds};

/// How many techniques have something to do with one entry of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The entry's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many techniques.
    pub techniques: usize,
}

/// The entries of one vocabulary, in its order, those without a technique too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// What the entries are: `families`, `areas`, `muscles`, `positions`, `equipment`, `causes`, `traits`,
    /// `flags`, `sources`.
    pub of: &'static str,
    /// The entries.
    pub entries: Vec<Count>,
}

/// The shortest, the longest and all of some times, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// The shortest.
    pub least_s: u32,
    /// The longest.
    pub most_s: u32,
    /// All of them together.
    pub total_s: u32,
}

/// What a content set holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// How many techniques.
    pub techniques: usize,
    /// Those that plans may hold.
    pub planned: usize,
    /// Those that are done on each side.
    pub sided: usize,
    /// Those with a figure.
    pub drawn: usize,
    /// How long techniques take at their usual dose.
    pub technique_times: Times,
    /// How many cautions.
    pub cautions: usize,
    /// How many hand-written routines.
    pub routines: usize,
    /// How long they take.
    pub routine_times: Times,
    /// How many guides.
    pub guides: usize,
    /// Words in all of their texts.
    pub guide_words: usize,
    /// Questions of the safety check.
    pub questions: usize,
    /// The longest ago that somebody read a file against its sources: when, and which.
    pub oldest_review: Option<(Date, Id)>,
    /// Techniques by each vocabulary.
    pub counts: Vec<Counts>,
}

impl Stats {
    /// Counts a library.
    pub fn of(library: &Library) -> Self {
        let techniques = library.techniques();
        let words = |text: &str| text.split_whitespace().count();
        let drawn = |one: &&Technique| library.figure(one.id.as_str()).is_some();
        Self {
            techniques: techniques.len(),
            planned: techniques.iter().filter(|one| one.is_planned()).count(),
            sided: library.sided(),
            drawn: techniques.iter().filter(drawn).count(),
            technique_times: times(
                techniques
                    .iter()
                    .map(|one| item_seconds(one, &ExactDose::usual(one))),
            ),
            cautions: techniques.iter().map(|one| one.cautions.len()).sum(),
            routines: library.routines().len(),
            routine_times: times(
                library
                    .routines()
                    .iter()
                    .map(|one| Exact::from_content(one, library).seconds(library)),
            ),
            guides: library.guides().len(),
            guide_words: library.guides().iter().map(|one| words(&one.body)).sum(),
            questions: library.safety().questions.len(),
            oldest_review: oldest_review(library),
            counts: counts(library),
        }
    }
}

fn times(seconds: impl Iterator<Item = u32> + Clone) -> Times {
    Times {
        least_s: seconds.clone().min().unwrap_or(0),
        most_s: seconds.clone().max().unwrap_or(0),
        total_s: seconds.fold(0, u32::saturating_add),
    }
}

fn oldest_review(library: &Library) -> Option<(Date, Id)> {
    let techniques = library
        .techniques()
        .iter()
        .map(|one| (&one.reviewed, &one.id));
    let routines = library
        .routines()
        .iter()
        .map(|one| (&one.reviewed, &one.id));
    let guides = library
        .guides()
        .iter()
        .map(|one| (&one.front.reviewed, &one.front.id));
    techniques
        .chain(routines)
        .chain(guides)
        .map(|(date, id)| (date.value, id.value.clone()))
        .min()
}

fn counts(library: &Library) -> Vec<Counts> {
    let known = library.vocabulary();
    /// A vocabulary, and what a technique names of it.
    macro_rules! count {
        ($of:literal, $entries:expr, $name:ident, $named:expr) => {{
            let named = tally(library, $named);
            let entries = $entries.iter().map(|one| Count {
                id: one.id.to_string(),
                name: one.$name.to_string(),
                techniques: named.get(one.id.as_str()).copied().unwrap_or(0),
            });
            Counts {
                of: $of,
                entries: entries.collect(),
            }
        }};
    }
    vec![
        count!("families", known.families, name, |one| vec![&one.family]),
        count!("areas", known.areas, name, |one| one.areas.all().collect()),
        count!("muscles", known.muscles, name, |one| one
            .muscles
            .all()
            .collect()),
        count!("positions", known.positions, name, |one| one
            .positions
            .iter()
            .collect()),
        count!("equipment", known.equipment, name, |one| one
            .equipment
            .iter()
            .flat_map(|need| std::iter::once(&need.id).chain(&need.substitutes))
            .collect()),
        count!("causes", known.causes, name, |one| one
            .causes
            .iter()
            .collect()),
        count!("traits", known.traits, says, |one| one
            .traits
            .iter()
            .collect()),
        count!("flags", known.flags, name, |one| one
            .cautions
            .iter()
            .map(|caution| &caution.flag)
            .collect()),
        count!("sources", library.sources(), title, |one| one
            .sources
            .iter()
            .collect()),
    ]
}

/// How many techniques name each id.
fn tally<'l>(
    library: &'l Library,
    named: impl Fn(&'l Technique) -> Vec<&'l Sp<Id>>,
) -> BTreeMap<&'l str, usize> {
    let mut tally = BTreeMap::new();
    for one in library.techniques() {
        let mut ids: Vec<&str> = named(one).into_iter().map(|id| id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            *tally.entry(id).or_default() += 1;
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::check::testing::load_edited;

    #[test]
    fn everything_is_counted_once() {
        let library = load_edited(&[]).library.unwrap();
        let stats = Stats::of(&library);
        assert_eq!(stats.techniques, 4);
        assert_eq!(stats.drawn, 4);
        assert_eq!((stats.routines, stats.guides), (1, 2));
        assert_eq!(stats.routine_times.least_s, stats.routine_times.total_s);
        assert!(stats.technique_times.least_s <= stats.technique_times.most_s);
        let families = &stats.counts[0];
        assert_eq!(families.of, "families");
        let in_families: usize = families.entries.iter().map(|one| one.techniques).sum();
        assert_eq!(in_families, stats.techniques);
        let flags = stats.counts.iter().find(|one| one.of == "flags").unwrap();
        let of_flags: usize = flags.entries.iter().map(|one| one.techniques).sum();
        assert_eq!(of_flags, stats.cautions);
        assert!(stats.oldest_review.is_some());
    }
}
