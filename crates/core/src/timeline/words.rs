//! What a timeline says: the texts of its cues and doses.

use crate::content::{Id, Library, Technique};
use crate::phrase::capital;
use crate::routine::{ExactDose, ExactWork, Item, Side, is_sided};

/// Said with half of the work done.
pub(super) const HALF_WAY: &str = "Half-way.";
/// Said five seconds before the end of a hold.
pub(super) const LAST_FIVE: &str = "Five seconds.";
/// Said as the last repetition begins.
pub(super) const LAST_REP: &str = "Last one.";
/// Said as the last breath begins.
pub(super) const LAST_BREATH: &str = "Last breath.";

/// Sentences side by side, the empty ones left out.
fn sentences(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// `left` as `Left`, `counter-clockwise` as `Counter clockwise`.
fn spelled(word: &str) -> String {
    capital(word).replace('-', " ")
}

/// `Left side, forward`: what a pass is called, empty where there is only one.
fn pass_name(side: Option<Side>, direction: Option<&Id>) -> String {
    match (side, direction) {
        (Some(side), Some(direction)) => {
            let direction = spelled(direction.as_str()).to_lowercase();
            format!("{} side, {direction}", spelled(side.word()))
        }
        (Some(side), None) => format!("{} side", spelled(side.word())),
        (None, Some(direction)) => spelled(direction.as_str()),
        (None, None) => String::new(),
    }
}

/// `Left side.`, or nothing.
fn pass_sentence(side: Option<Side>, direction: Option<&Id>, tail: &str) -> String {
    let name = pass_name(side, direction);
    if name.is_empty() {
        name
    } else {
        format!("{name}{tail}.")
    }
}

/// What is said while getting ready: how the technique `before` ends, and which one comes.
///
/// `moves` says whether the position changes; `how` what makes it the easier step, when it is.
pub(super) fn get_ready(
    library: &Library,
    technique: &Technique,
    item: &Item,
    before: Option<&Technique>,
    moves: bool,
    how: &str,
) -> String {
    let intro = if before.is_some() { "Next:" } else { "First:" };
    sentences(&[
        before.map_or("", |before| before.cues.end.as_str()),
        intro,
        &announce(library, technique, item, moves, how),
    ])
}

/// A technique's name, what to have ready, how to take the position, and what else there is to know.
pub(super) fn announce(
    library: &Library,
    technique: &Technique,
    item: &Item,
    moves: bool,
    how: &str,
) -> String {
    let words = library.vocabulary();
    // A way in says how to take the position and where to put things; taking the bare position first
    // would only have to be undone.
    let take = match &technique.way_in {
        Some(way_in) => way_in.how.as_str(),
        None if moves => words
            .position(item.position.as_str())
            .map_or("", |position| position.take.as_str()),
        None => "",
    };
    let things: Vec<&str> = item
        .equipment
        .iter()
        .filter_map(|id| words.equipment(id.as_str()))
        .map(|thing| thing.name.as_str())
        .collect();
    let fetch = if things.is_empty() {
        String::new()
    } else {
        format!("Have ready: {}.", things.join("; "))
    };
    sentences(&[
        &format!("{}.", technique.name.value),
        &fetch,
        take,
        how,
        item.note.as_ref().map_or("", String::as_str),
    ])
}

/// What is said when an easier step takes over: what to do, and the name if it is another technique.
pub(super) fn easier(how: &str, another: Option<&Technique>) -> String {
    let name = another.map_or_else(String::new, |one| format!("{}.", one.name.value));
    sentences(&[how, &name])
}

/// What is said as a pass of the work begins. Only the first pass of a set repeats the start cue: it may
/// not fit the other direction, and the switch has just said what changes.
pub(super) fn work(
    technique: &Technique,
    side: Option<Side>,
    direction: Option<&Id>,
    first_of_set: bool,
) -> String {
    let pass = pass_sentence(side, direction, "");
    if first_of_set || pass.is_empty() {
        sentences(&[&pass, technique.cues.start.as_str()])
    } else {
        pass
    }
}

/// What is said at a later spot.
pub(super) fn spot(technique: &Technique, spot: u32) -> String {
    let during = &technique.cues.during;
    let turn = usize::try_from(spot.saturating_sub(2)).unwrap_or(0);
    let reminder = turn
        .checked_rem(during.len())
        .and_then(|at| during.get(at))
        .map_or("", |cue| cue.as_str());
    sentences(&["Next spot.", reminder])
}

/// What is said when the side or the direction changes.
pub(super) fn switch(
    technique: &Technique,
    side: Option<Side>,
    direction: Option<&Id>,
    new_side: bool,
) -> String {
    // With sides, the switch cue is about changing the side.
    let says = if new_side || !is_sided(technique) {
        technique
            .cues
            .switch
            .as_ref()
            .map_or("", |cue| cue.as_str())
    } else {
        ""
    };
    sentences(&[&pass_sentence(side, direction, " next"), says])
}

/// What is said between two sets; `set` is the one that comes.
pub(super) fn rest(side: Option<Side>, direction: Option<&Id>, set: u32, sets: u32) -> String {
    let coming = format!("Set {set} of {sets} comes next.");
    sentences(&["Rest.", &coming, &pass_sentence(side, direction, " first")])
}

/// What is said at the very end.
pub(super) fn closing(last: &Technique) -> String {
    sentences(&[
        last.cues.end.as_str(),
        "That was the last one. Take an easy breath before you go on with your day.",
    ])
}

/// A dose in words: `2 sets of 25 s on each side`, `10 repetitions`, `4 spots of 15 s each`.
#[must_use]
pub fn dose_text(technique: &Technique, dose: &ExactDose) -> String {
    let some = |count: u32, one: &str| {
        let ending = if count == 1 { "" } else { "s" };
        format!("{count} {one}{ending}")
    };
    let work = match dose.work {
        ExactWork::Hold { seconds } | ExactWork::Timed { seconds, spots: 1 } => {
            format!("{seconds} s")
        }
        ExactWork::Breaths { count, .. } => some(count, "breath"),
        ExactWork::Reps { count, .. } => some(count, "repetition"),
        ExactWork::Timed { seconds, spots } => {
            format!("{} of {seconds} s each", some(spots, "spot"))
        }
    };
    let mut text = match dose.sets {
        0 | 1 => work,
        sets => format!("{sets} sets of {work}"),
    };
    if is_sided(technique) {
        text.push_str(" on each side");
    }
    if technique.directions.len() > 1 {
        text.push_str(" in each direction");
    }
    text
}
