//! The page of a hand-written routine.

use unhunch_core::content::{self, Library};
use unhunch_core::wire::RoutineEntry;

use crate::output::{Paper, dim};
use crate::phrases::minutes_seconds;

/// What it is for, how long it takes, and what is done in order.
pub(super) fn page(paper: &mut Paper, library: &Library, routine: &content::Routine) {
    let entry = RoutineEntry::new(routine, library);
    let words = library.vocabulary();
    paper.heading(entry.name);
    paper.paragraph(0, entry.purpose).gap();
    paper.field("length", &minutes_seconds(entry.seconds));
    let goal = words
        .goals
        .iter()
        .find(|goal| goal.id.as_str() == entry.goal);
    paper.field("goal", goal.map_or(entry.goal, |goal| goal.name.as_str()));
    if !entry.tags.is_empty() {
        paper.field("tags", &entry.tags.join(", "));
    }
    paper.heading("What is done");
    for (at, item) in entry.items.iter().enumerate() {
        let position = words.position(&item.position);
        let position = position.map_or(item.position.as_str(), |one| one.name.as_str());
        let mut text = format!(
            "{}, {} ({})",
            item.name,
            item.dose.text,
            position.to_lowercase()
        );
        if let Some(note) = item.note {
            text.push_str(". ");
            text.push_str(note);
        }
        paper.item(2, &format!("{:>2}. ", at + 1), &text);
        let things: Vec<&str> = item
            .equipment
            .iter()
            .filter_map(|id| words.equipment(id))
            .map(|thing| thing.name.as_str())
            .collect();
        if !things.is_empty() {
            paper.paragraph(6, &format!("Have ready: {}.", things.join("; ")));
        }
    }
    if let Some(basis) = entry.basis {
        paper.heading("What it rests on");
        let sources = entry.sources.join(", ");
        paper.paragraph(
            2,
            &format!("Techniques: {sources}. Order and lengths: {basis}."),
        );
    }
    paper.gap();
    let reviewed = format!(
        "Last reviewed on {}. `unhunch start {}` plays it.",
        entry.reviewed, entry.id
    );
    paper.paragraph(0, &dim(&reviewed));
}
