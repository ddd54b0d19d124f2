//! From a routine to its timeline.

use super::layout::{Part, empty, index, push};
use super::segment::{Kind, Segment};
use super::{Item, Timeline};
use super::{easier, words};
use crate::content::{Id, Library, Technique};
use crate::routine::{CLOSING_S, POSITION_CHANGE_S, Routine, get_ready_s};

/// Why a routine cannot be laid out. Items count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompileError {
    /// There is nothing to do.
    #[error("the routine is empty; put at least one technique into it")]
    Empty,
    /// A technique that the library does not have.
    #[error("the routine names the technique `{technique}`, which the content set does not have")]
    UnknownTechnique {
        /// Which item.
        item: usize,
        /// The id that it names.
        technique: Id,
    },
    /// A dose of no sets, no repetitions or no time.
    #[error("the dose of `{technique}` is empty; give it at least one set and one second of work")]
    NoWork {
        /// Which item.
        item: usize,
        /// Its technique.
        technique: Id,
    },
    /// More than [`MAX_TOTAL_MS`](super::MAX_TOTAL_MS) or [`MAX_SEGMENTS`](super::MAX_SEGMENTS).
    #[error("the routine is too long; a session lasts a day at most")]
    TooLong,
}

/// Lays a routine out in time.
///
/// The timeline lasts exactly [`Routine::seconds`]. The one exception keeps people safe: an item that
/// [is easier](crate::routine::Item::easier) from the start but carries more than the dose of its technique's
/// easier step ([`easier_dose`](super::easier_dose)) is laid out at that dose.
///
/// # Errors
///
/// A routine that is empty, names an unknown technique, has an empty dose or is absurdly long.
pub fn compile(routine: &Routine, library: &Library) -> Result<Timeline, CompileError> {
    let mut segments = Vec::new();
    let mut items = Vec::with_capacity(routine.items.len());
    let mut before: Option<(&Technique, &Id)> = None;
    for (at, item) in routine.items.iter().enumerate() {
        let technique = library.technique(item.technique.as_str()).ok_or_else(|| {
            CompileError::UnknownTechnique {
                item: at,
                technique: item.technique.clone(),
            }
        })?;
        let smaller = easier::easier_dose(technique).filter(|_| item.easier);
        let dose = smaller.map_or(item.dose, |smaller| easier::smaller_of(item.dose, smaller));
        let how = smaller.map_or("", |_| technique.easier.how.as_str());
        let moves = before.is_none_or(|(_, position)| position != &item.position);
        let move_s = if moves { POSITION_CHANGE_S } else { 0 };
        let ready_s = u64::from(get_ready_s(technique)) + u64::from(move_s) + u64::from(item.pad_s);
        let before_it = before.map(|(technique, _)| technique);
        let part = Part {
            technique,
            position: &item.position,
            item: u32::try_from(at).map_err(|_| CompileError::TooLong)?,
            dose,
            first_side: routine.first_side,
            ready_s,
            ready_cue: words::get_ready(library, technique, item, before_it, moves, how),
            moves,
        };
        let first = segments.len();
        part.lay(&mut segments)?;
        let alternative = if item.easier {
            None
        } else {
            easier::alternative(&part, item, library)?
        };
        items.push(Item {
            technique: technique.id.value.clone(),
            name: technique.name.to_string(),
            position: item.position.clone(),
            equipment: item.equipment.clone(),
            dose: words::dose_text(technique, &dose),
            seconds: whole_seconds(&segments[first..]),
            first: index(first)?,
            last: index(segments.len().saturating_sub(1))?,
            is_easier: item.easier,
            announce: words::announce(library, technique, item, true, how),
            note: item.note.clone(),
            easier: alternative,
        });
        before = Some((technique, &item.position));
    }
    let (last, _) = before.ok_or(CompileError::Empty)?;
    push(&mut segments, closing(last))?;
    let total_ms = segments.iter().map(|segment| segment.duration_ms).sum();
    Ok(Timeline {
        name: routine.name.clone(),
        routine: routine.id.clone(),
        first_side: routine.first_side,
        total_ms,
        items,
        segments,
    })
}

fn closing(last: &Technique) -> Segment {
    Segment {
        cue: words::closing(last),
        ..empty(Kind::Closing, u64::from(CLOSING_S) * 1000)
    }
}

/// The seconds that some segments take; all but breaths and halves are whole, and passes are whole too.
fn whole_seconds(segments: &[Segment]) -> u32 {
    let ms: u64 = segments.iter().map(|segment| segment.duration_ms).sum();
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}
