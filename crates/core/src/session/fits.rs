//! Whether something that somebody wants written down belongs to a session.

use crate::content::Id;
use crate::journal::{Body, SegmentFinished};
use crate::timeline::{Item, Timeline};

/// Why something does not belong to a session.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is no part of a session, or is written by whoever begins one.
    #[error("`{0}` is not written down in the course of a session")]
    Kind(String),
    /// A segment that the timeline does not have.
    #[error("this session has no such segment {0}")]
    Segment(u32),
    /// A segment is told otherwise than the timeline has it.
    #[error("segment {segment} of this session has another {what}")]
    Told {
        /// The segment.
        segment: u32,
        /// What is different.
        what: &'static str,
    },
    /// An item that the timeline does not have, or one without such an easier step.
    #[error("item {0} of this session has no such easier step")]
    Easier(u32),
    /// A technique that the timeline does not have.
    #[error("`{0}` is no technique of this session")]
    Technique(Id),
}

/// Whether an entry of this kind, with what it says, can come from playing the timeline.
///
/// What the player told is held to the timeline. What the person said (pain, a note) may be anything that
/// a journal may hold, but for a word on a technique that was not there.
///
/// # Errors
///
/// [`Unfit`], with the first thing that does not fit.
pub fn fits(timeline: &Timeline, body: &Body) -> Result<(), Unfit> {
    match body {
        Body::SegmentFinished(told) => segment(timeline, told),
        Body::EasierTaken { item, technique } => {
            let own = item_of(timeline, *item).and_then(|own| own.easier.as_ref());
            match own {
                Some(easier) if easier.technique == *technique => Ok(()),
                _ => Err(Unfit::Easier(*item)),
            }
        }
        Body::TechniqueFinished(finished) => known(timeline, &finished.technique),
        Body::TechniqueSkipped(technique) | Body::Feedback { technique, .. } => {
            known(timeline, technique)
        }
        Body::SessionEnded(_) | Body::Pain(_) | Body::Note(_) => Ok(()),
        Body::SessionStarted(_)
        | Body::SafetyChecked(_)
        | Body::ProfileSet(_)
        | Body::RoutineSaved(_)
        | Body::Correction { .. }
        | Body::Opaque(_) => Err(Unfit::Kind(body.kind().to_owned())),
    }
}

fn item_of(timeline: &Timeline, item: u32) -> Option<&Item> {
    timeline.items().get(usize::try_from(item).ok()?)
}

fn segment(timeline: &Timeline, told: &SegmentFinished) -> Result<(), Unfit> {
    let unknown = Unfit::Segment(told.segment);
    let easier = match told.item.filter(|_| told.easier) {
        Some(item) => Some(
            item_of(timeline, item)
                .and_then(|own| own.easier.as_ref())
                .ok_or(Unfit::Easier(item))?,
        ),
        None if told.easier => return Err(unknown),
        None => None,
    };
    let segments = easier.map_or(timeline.segments(), |easier| easier.segments.as_slice());
    let own = usize::try_from(told.segment)
        .ok()
        .and_then(|index| segments.get(index))
        .filter(|own| own.item == told.item)
        .ok_or(unknown)?;
    let different = |what| {
        Err(Unfit::Told {
            segment: told.segment,
            what,
        })
    };
    if own.technique != told.technique {
        return different("technique");
    }
    if own.side != told.side {
        return different("side");
    }
    if own.set != told.set {
        return different("set");
    }
    Ok(())
}

fn known(timeline: &Timeline, technique: &Id) -> Result<(), Unfit> {
    let has = |item: &Item| {
        item.technique == *technique
            || item
                .easier
                .as_ref()
                .is_some_and(|easier| easier.technique == *technique)
    };
    if timeline.items().iter().any(has) {
        Ok(())
    } else {
        Err(Unfit::Technique(technique.clone()))
    }
}
