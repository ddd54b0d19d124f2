//! From the player's events to journal bodies.

use std::collections::BTreeSet;

use crate::content::Id;
use crate::journal::{
    AskedArea, Body, EndReason, Entry, PainReading, Request, SegmentFinished, SessionEnded,
    SessionStarted, TechniqueFinished, When,
};
use crate::plan;
use crate::player::{ItemReport, Outcome, SegmentRef, SideWork, StopReason, What};
use crate::routine::Side;
use crate::timeline::{Item, Kind, Segment, Timeline};

/// Turns what the player tells into what the journal keeps. See the [module docs](super) for what is
/// recorded when.
#[derive(Debug, Clone)]
pub struct Recorder {
    /// The techniques of each item's segments, and of its easier step's.
    items: Vec<Named>,
    /// Items that are recorded as finished.
    finished: BTreeSet<u32>,
    /// Items that are recorded as skipped.
    skipped: BTreeSet<u32>,
    /// Whether the end is not the person's doing.
    interrupted: bool,
}

/// What a recorder knows of an item.
#[derive(Debug, Clone)]
struct Named {
    technique: Id,
    easier: Option<Id>,
    /// Ms of work on the left, on the right, and on both at once.
    planned_ms: [u64; 3],
    easier_ms: [u64; 3],
}

impl Recorder {
    /// A recorder of a session that begins.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let items = (0..).zip(timeline.items());
        Self {
            items: items
                .map(|(index, item)| Named::of(timeline, index, item))
                .collect(),
            finished: BTreeSet::new(),
            skipped: BTreeSet::new(),
            interrupted: false,
        }
    }

    /// A recorder that goes on after a session's entries, given in order.
    pub(super) fn after(timeline: &Timeline, entries: &[Entry]) -> Self {
        let mut recorder = Self::new(timeline);
        let mut item = None;
        for entry in entries {
            match &entry.body {
                Body::SegmentFinished(segment) => item = segment.item,
                Body::TechniqueFinished(_) => recorder.finished.extend(item),
                Body::TechniqueSkipped(_) => recorder.skipped.extend(item),
                _ => {}
            }
        }
        recorder
    }

    /// The end that comes now is not the person's doing: the program was told to end.
    pub fn interrupt(&mut self) {
        self.interrupted = true;
    }

    /// What the journal keeps of something that the player told, in order.
    pub fn bodies(&mut self, what: &What) -> Vec<Body> {
        match what {
            What::SegmentFinished {
                place,
                side,
                set,
                planned_ms,
                played_ms,
                complete,
                ..
            } => vec![Body::SegmentFinished(SegmentFinished {
                segment: place.segment,
                item: place.item,
                easier: place.easier,
                technique: self.technique(place),
                side: *side,
                set: *set,
                count: place.count,
                planned_ms: *planned_ms,
                played_ms: *played_ms,
                complete: *complete,
            })],
            What::Swapped {
                item, technique, ..
            } => vec![Body::EasierTaken {
                item: *item,
                technique: technique.clone(),
            }],
            What::TechniqueFinished { report, .. } | What::TechniqueSkipped { report } => {
                self.left(report).into_iter().collect()
            }
            What::SessionFinished {
                reason,
                pain,
                played_ms,
                before_ms,
                items,
                ..
            } => self.ended(*reason, *pain, played_ms.saturating_add(*before_ms), items),
            _ => Vec::new(),
        }
    }

    /// What an item comes to when it is left.
    fn left(&mut self, report: &ItemReport) -> Option<Body> {
        if self.is_mostly_done(report) {
            let new = self.finished.insert(report.item);
            return new.then(|| finished(report));
        }
        let new = !self.finished.contains(&report.item) && self.skipped.insert(report.item);
        new.then(|| Body::TechniqueSkipped(report.technique.clone()))
    }

    fn ended(
        &mut self,
        reason: StopReason,
        pain: Option<u8>,
        played_ms: u64,
        items: &[ItemReport],
    ) -> Vec<Body> {
        let mut bodies = Vec::new();
        for report in items {
            if self.is_mostly_done(report) {
                bodies.extend(self.left(report));
            }
        }
        bodies.extend(pain.map(|value| {
            Body::Pain(PainReading {
                value,
                area: None,
                side: None,
                when: When::During,
            })
        }));
        let reason = if self.interrupted {
            EndReason::Interrupted
        } else {
            end_reason(reason)
        };
        bodies.push(Body::SessionEnded(SessionEnded { reason, played_ms }));
        bodies
    }

    fn technique(&self, place: &SegmentRef) -> Option<Id> {
        let item = self.items.get(place.item? as usize)?;
        if place.easier {
            return item.easier.clone();
        }
        Some(item.technique.clone())
    }

    /// Whether all of it was played, or at least half of the work on every side that it has.
    fn is_mostly_done(&self, report: &ItemReport) -> bool {
        if report.outcome == Outcome::Done {
            return true;
        }
        let Some(item) = self.items.get(report.item as usize) else {
            return false;
        };
        let swapped = item.easier.is_some() && report.easier;
        let planned = if swapped {
            item.easier_ms
        } else {
            item.planned_ms
        };
        let work = [report.work.left, report.work.right, report.work.both];
        planned.iter().zip(work).all(|(&planned, work)| {
            let played = work.map_or(0, |work| work.played_ms);
            played.saturating_mul(2) >= planned
        }) && planned.iter().any(|&planned| planned > 0)
    }
}

impl Named {
    fn of(timeline: &Timeline, index: u32, item: &Item) -> Self {
        let own = timeline
            .segments()
            .iter()
            .filter(|segment| segment.item == Some(index));
        let easier = item.easier.as_ref();
        Self {
            technique: item.technique.clone(),
            easier: easier.map(|step| step.technique.clone()),
            planned_ms: work_ms(own),
            easier_ms: easier.map_or([0; 3], |step| work_ms(step.segments.iter())),
        }
    }
}

/// Ms of work on the left, on the right, and on both at once.
fn work_ms<'s>(segments: impl Iterator<Item = &'s Segment>) -> [u64; 3] {
    let mut ms = [0_u64; 3];
    for segment in segments.filter(|segment| segment.kind == Kind::Work) {
        let [left, right, both] = &mut ms;
        let sum = match segment.side {
            Some(Side::Left) => left,
            Some(Side::Right) => right,
            None => both,
        };
        *sum = sum.saturating_add(segment.duration_ms);
    }
    ms
}

fn finished(report: &ItemReport) -> Body {
    let work = &report.work;
    let ms = |work: Option<SideWork>| work.map_or(0, |work| work.played_ms);
    let [left, right, both] = [ms(work.left), ms(work.right), ms(work.both)];
    let seconds = |ms: u64| u32::try_from(ms / 1000).unwrap_or(u32::MAX);
    Body::TechniqueFinished(TechniqueFinished {
        technique: report.technique.clone(),
        seconds: seconds(left.saturating_add(right).saturating_add(both)),
        left_s: seconds(left),
        right_s: seconds(right),
    })
}

/// The journal's word for why a session ended.
#[must_use]
pub fn end_reason(reason: StopReason) -> EndReason {
    match reason {
        StopReason::Done => EndReason::Done,
        StopReason::NoTime => EndReason::NoTime,
        StopReason::Pain => EndReason::Pain,
        StopReason::Dizzy => EndReason::Dizzy,
        StopReason::Numb => EndReason::Numb,
        StopReason::Other => EndReason::Other,
    }
}

/// The beginning of a session: its whole timeline, and what was asked for.
///
/// # Errors
///
/// None in practice: every timeline can be written. The error is that of the JSON library.
pub fn started(timeline: &Timeline, request: Request) -> serde_json::Result<Body> {
    Ok(Body::SessionStarted(SessionStarted {
        name: timeline.name().to_owned(),
        routine: timeline.routine().cloned(),
        request,
        plan: serde_json::to_value(timeline)?,
    }))
}

/// A request to the planner, as the journal keeps it. The words of the person's profile are not in it.
#[must_use]
pub fn asked(request: &plan::Request) -> Request {
    let areas = request.areas.iter().map(|wanted| AskedArea {
        area: wanted.area.clone(),
        side: wanted.side,
        pain: u8::try_from(wanted.pain).ok(),
    });
    Request {
        minutes: Some(request.minutes),
        goal: Id::new(request.goal.word()),
        areas: areas.collect(),
        seed: Some(request.seed),
    }
}
