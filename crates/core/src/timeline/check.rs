//! What makes a timeline valid, and what is wrong with one that is not.

use std::fmt;

use super::segment::{CueKind, Kind, Segment};
use super::{Alternative, MAX_SEGMENTS, MAX_TOTAL_MS, Timeline};
use crate::content::Id;
use crate::routine::Side;

/// A segment, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the timeline itself.
    Segment(usize),
    /// In the easier step of an item.
    Easier {
        /// The item.
        item: usize,
        /// The segment within its easier step.
        segment: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segment(at) => write!(f, "segment {at}"),
            Self::Easier { item, segment } => {
                write!(f, "segment {segment} of the easier step of item {item}")
            }
        }
    }
}

/// What is wrong with a timeline that was read. All places count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimelineFault {
    /// Another version, or something else altogether.
    #[error("its schema is `{found}`; this version reads `{}`", super::SCHEMA)]
    Schema {
        /// What it says.
        found: String,
    },
    /// No items.
    #[error("it has no items")]
    Empty,
    /// More than [`MAX_TOTAL_MS`] or [`MAX_SEGMENTS`].
    #[error("it is longer than a day or has too many segments")]
    TooLong,
    /// The total is not the sum of the segments.
    #[error("it says that it lasts {says_ms} ms, but its segments last {sum_ms} ms")]
    Total {
        /// What it says.
        says_ms: u64,
        /// What the segments sum up to.
        sum_ms: u64,
    },
    /// An easier step's total is not the sum of its segments.
    #[error(
        "the easier step of item {item} says that it lasts {says_ms} ms, but its segments last {sum_ms} ms"
    )]
    EasierTotal {
        /// The item.
        item: usize,
        /// What it says.
        says_ms: u64,
        /// What the segments sum up to.
        sum_ms: u64,
    },
    /// A segment's `index` is not its place.
    #[error("{place} has the index {found}")]
    Index {
        /// Which segment.
        place: Place,
        /// What it says.
        found: u32,
    },
    /// A segment does not begin where the one before it ends.
    #[error("{place} begins at {found_ms} ms where the one before it ends at {expected_ms} ms")]
    NotContiguous {
        /// Which segment.
        place: Place,
        /// Where it begins.
        found_ms: u64,
        /// Where it should begin.
        expected_ms: u64,
    },
    /// A segment of no length.
    #[error("{place} has no length")]
    NoLength {
        /// Which segment.
        place: Place,
    },
    /// A segment is of a kind that cannot stand where it stands.
    #[error("{place} is of a kind that cannot stand there")]
    Order {
        /// Which segment.
        place: Place,
    },
    /// A segment does not fit the item that it stands in.
    #[error("{place} does not fit the item that it belongs to")]
    Item {
        /// Which segment.
        place: Place,
    },
    /// The items' segments do not follow one another.
    #[error(
        "item {item} does not begin after the one before it, or has another length than it says"
    )]
    ItemRange {
        /// Which item.
        item: usize,
    },
    /// Set, repetition, breath or spot is missing, too high, or does not belong there.
    #[error("{place} is counted wrongly (set, repetition, breath or spot)")]
    Count {
        /// Which segment.
        place: Place,
    },
    /// Phases that are not as long as their segment.
    #[error("the phases of {place} are not as long as it is")]
    Phases {
        /// Which segment.
        place: Place,
    },
    /// A timed cue out of order or outside of its segment.
    #[error("a cue of {place} is out of order or outside of it")]
    Cues {
        /// Which segment.
        place: Place,
    },
    /// Left and right are not worked equally long in an item, or its easier step.
    #[error("item {item} works {left_ms} ms on the left and {right_ms} ms on the right")]
    UnequalSides {
        /// Which item.
        item: usize,
        /// Ms on the left.
        left_ms: u64,
        /// Ms on the right.
        right_ms: u64,
    },
    /// An id that is not well-formed.
    #[error("`{0}` is not an id")]
    Id(Id),
}

/// Checks all of it; the first fault found.
pub(super) fn check(timeline: &Timeline) -> Result<(), TimelineFault> {
    let segments = &timeline.segments;
    let sum_ms = check_run(segments, Place::Segment)?;
    if sum_ms != timeline.total_ms {
        let says_ms = timeline.total_ms;
        return Err(TimelineFault::Total { says_ms, sum_ms });
    }
    if timeline.items.is_empty() {
        return Err(TimelineFault::Empty);
    }
    well_formed(timeline.routine.iter())?;
    let mut next = 0_usize;
    for (at, item) in timeline.items.iter().enumerate() {
        let range = TimelineFault::ItemRange { item: at };
        let (first, last) = (item.first as usize, item.last as usize);
        if first != next || last <= first {
            return Err(range);
        }
        let own = segments.get(first..=last).ok_or(range.clone())?;
        let here = |within| Place::Segment(first + within);
        check_part(own, at, &item.technique, &item.position, here)?;
        let ms: u64 = own.iter().map(|segment| segment.duration_ms).sum();
        if ms != u64::from(item.seconds) * 1000 {
            return Err(range);
        }
        well_formed(std::iter::once(&item.technique).chain(std::iter::once(&item.position)))?;
        well_formed(item.equipment.iter())?;
        if let Some(easier) = &item.easier {
            check_easier(easier, at, &item.position)?;
        }
        next = last + 1;
    }
    let place = Place::Segment(next);
    match segments.get(next..) {
        Some([closing]) if closing.kind == Kind::Closing => {
            let names_nothing = closing.item.is_none()
                && closing.technique.is_none()
                && closing.position.is_none()
                && is_plain(closing)
                && closing.set.is_none()
                && closing.side.is_none()
                && closing.direction.is_none()
                && !closing.moves;
            if names_nothing {
                Ok(())
            } else {
                Err(TimelineFault::Item { place })
            }
        }
        _ => Err(TimelineFault::Order { place }),
    }
}

fn check_easier(easier: &Alternative, item: usize, position: &Id) -> Result<(), TimelineFault> {
    let here = |segment| Place::Easier { item, segment };
    let sum_ms = check_run(&easier.segments, here)?;
    if sum_ms != easier.total_ms {
        return Err(TimelineFault::EasierTotal {
            item,
            says_ms: easier.total_ms,
            sum_ms,
        });
    }
    well_formed(std::iter::once(&easier.technique))?;
    check_part(&easier.segments, item, &easier.technique, position, here)
}

/// Checks what each segment must hold by itself, and that they follow one another. Returns their sum.
fn check_run(segments: &[Segment], here: impl Fn(usize) -> Place) -> Result<u64, TimelineFault> {
    if segments.len() > MAX_SEGMENTS {
        return Err(TimelineFault::TooLong);
    }
    let mut end_ms = 0;
    for (at, segment) in segments.iter().enumerate() {
        let place = here(at);
        if segment.index as usize != at {
            let found = segment.index;
            return Err(TimelineFault::Index { place, found });
        }
        if segment.start_ms != end_ms {
            return Err(TimelineFault::NotContiguous {
                place,
                found_ms: segment.start_ms,
                expected_ms: end_ms,
            });
        }
        if segment.duration_ms == 0 {
            return Err(TimelineFault::NoLength { place });
        }
        // Both are below the limit or refused, so the sum cannot overflow.
        if segment.duration_ms > MAX_TOTAL_MS || end_ms + segment.duration_ms > MAX_TOTAL_MS {
            return Err(TimelineFault::TooLong);
        }
        end_ms += segment.duration_ms;
        check_counts(segment, place)?;
        check_inside(segment, place)?;
    }
    Ok(end_ms)
}

/// Set, repetition, breath and spot.
fn check_counts(segment: &Segment, place: Place) -> Result<(), TimelineFault> {
    let pair = |one: Option<u32>, of: Option<u32>| match (one, of) {
        (None, None) => true,
        (Some(one), Some(of)) => (1..=of).contains(&one),
        _ => false,
    };
    let pairs = [
        (segment.rep, segment.reps),
        (segment.breath, segment.breaths),
        (segment.spot, segment.spots),
    ];
    let counted = pairs.iter().filter(|(one, _)| one.is_some()).count();
    let fits = match segment.kind {
        Kind::Work => segment.set.is_some() && counted <= 1,
        Kind::Switch | Kind::Rest => segment.set.is_some() && counted == 0,
        Kind::GetReady | Kind::Closing => segment.set.is_none() && counted == 0,
    };
    let whole = pair(segment.set, segment.sets) && pairs.iter().all(|&(one, of)| pair(one, of));
    if fits && whole {
        Ok(())
    } else {
        Err(TimelineFault::Count { place })
    }
}

/// Phases and timed cues.
fn check_inside(segment: &Segment, place: Place) -> Result<(), TimelineFault> {
    let mut phases_ms = 0_u64;
    for phase in &segment.phases {
        phases_ms = phases_ms.saturating_add(phase.ms);
        if phase.ms == 0 {
            return Err(TimelineFault::Phases { place });
        }
    }
    let expected_ms = if segment.is_paced() {
        segment.duration_ms
    } else {
        0
    };
    if phases_ms != expected_ms {
        return Err(TimelineFault::Phases { place });
    }
    let inside = |offset: u64| offset < segment.duration_ms;
    let ordered = segment
        .cues
        .windows(2)
        .all(|pair| pair[0].offset_ms <= pair[1].offset_ms);
    let fits = |kind| kind != CueKind::LastOne || segment.is_paced();
    let sound = segment
        .cues
        .iter()
        .all(|cue| inside(cue.offset_ms) && fits(cue.kind));
    if ordered && sound {
        Ok(())
    } else {
        Err(TimelineFault::Cues { place })
    }
}

/// The segments of one item or easier step: getting ready, then work with pauses between.
fn check_part(
    segments: &[Segment],
    item: usize,
    technique: &Id,
    position: &Id,
    here: impl Fn(usize) -> Place,
) -> Result<(), TimelineFault> {
    for (at, segment) in segments.iter().enumerate() {
        let place = here(at);
        let fits_item = segment.item.map(|item| item as usize) == Some(item)
            && segment.technique.as_ref() == Some(technique)
            && segment.position.as_ref() == Some(position);
        if !fits_item {
            return Err(TimelineFault::Item { place });
        }
        well_formed(segment.direction.iter())?;
        let follows_work = at
            .checked_sub(1)
            .and_then(|before| segments.get(before))
            .is_some_and(|before| before.kind == Kind::Work);
        let is_last = at + 1 == segments.len();
        let in_order = match segment.kind {
            Kind::GetReady => {
                at == 0 && !is_last && segment.side.is_none() && segment.direction.is_none()
            }
            Kind::Work => at > 0 && !segment.moves,
            Kind::Switch | Kind::Rest => follows_work && !is_last && !segment.moves,
            Kind::Closing => false,
        };
        if !in_order {
            return Err(TimelineFault::Order { place });
        }
    }
    if segments.is_empty() {
        return Err(TimelineFault::Order { place: here(0) });
    }
    let on = |side: Side| -> u64 {
        segments
            .iter()
            .filter(|segment| segment.kind == Kind::Work && segment.side == Some(side))
            .map(|segment| segment.duration_ms)
            .sum()
    };
    let (left_ms, right_ms) = (on(Side::Left), on(Side::Right));
    if left_ms == right_ms {
        Ok(())
    } else {
        Err(TimelineFault::UnequalSides {
            item,
            left_ms,
            right_ms,
        })
    }
}

/// Whether a segment has neither counts nor phases.
fn is_plain(segment: &Segment) -> bool {
    segment.count().is_none() && segment.phases.is_empty()
}

fn well_formed<'a>(mut ids: impl Iterator<Item = &'a Id>) -> Result<(), TimelineFault> {
    ids.find(|id| !Id::is_well_formed(id.as_str()))
        .map_or(Ok(()), |id| Err(TimelineFault::Id(id.clone())))
}
