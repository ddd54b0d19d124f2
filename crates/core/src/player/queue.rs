//! What is played, in order: the timeline's segments, with the easier steps and extensions that were asked
//! for.

use super::event::{SegmentRef, SideWork, Sides};
use super::{EXTEND_MS, MAX_EXTENDS, Millis};
use crate::routine::{POSITION_CHANGE_S, Side};
use crate::timeline::{Alternative, Cue, CueKind, Kind, Segment, Timeline};

/// The most repetitions or breaths that one extension adds, however short they are.
const MAX_ADDED: u64 = 10;

/// A segment in its place in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// The segment, with its extensions.
    pub segment: Segment,
    /// Whether it belongs to its item's easier step.
    pub easier: bool,
    /// Whether it was played from beginning to end.
    pub done: bool,
    /// How many times it was extended.
    extends: u32,
    /// How many of its cues were said since it was begun.
    pub said: usize,
}

impl Slot {
    fn new(segment: &Segment, easier: bool) -> Self {
        Self {
            segment: segment.clone(),
            easier,
            done: false,
            extends: 0,
            said: 0,
        }
    }

    /// Which segment it is.
    pub(super) fn place(&self) -> SegmentRef {
        SegmentRef {
            segment: self.segment.index,
            easier: self.easier,
            item: self.segment.item,
            count: self.segment.count(),
        }
    }

    /// Whether `other` is another repetition or breath of the same pass.
    fn shares_unit(&self, other: &Self) -> bool {
        self.easier == other.easier
            && self.segment.is_paced()
            && other.segment.is_paced()
            && self.segment.shares_pass(&other.segment)
    }

    /// Whether `other` is the same work on the other side.
    fn is_mirrored_by(&self, other: &Self) -> bool {
        let (own, theirs) = (&self.segment, &other.segment);
        self.easier == other.easier
            && own.kind == Kind::Work
            && theirs.kind == Kind::Work
            && own.item == theirs.item
            && own.set == theirs.set
            && own.direction == theirs.direction
            && own.spot == theirs.spot
            && own.side.map(Side::other) == theirs.side
            && own.side.is_some()
    }

    /// Makes it longer. Cues that count to the end move with it, and are said again if they were; half-way
    /// moves to the new half unless it was said.
    fn lengthen(&mut self, by_ms: Millis) {
        let segment = &mut self.segment;
        segment.duration_ms += by_ms;
        let half = segment.duration_ms / 2;
        let mut said = Vec::new();
        let mut open = Vec::new();
        for (at, mut cue) in std::mem::take(&mut segment.cues).into_iter().enumerate() {
            let was_said = at < self.said;
            if cue.kind.counts_to_the_end() {
                cue.offset_ms += by_ms;
                open.push(cue);
            } else if was_said {
                said.push(cue);
            } else {
                if cue.kind == CueKind::HalfWay && !segment.is_paced() {
                    cue.offset_ms = half;
                }
                open.push(cue);
            }
        }
        open.sort_by_key(|cue| cue.offset_ms);
        self.said = said.len();
        said.append(&mut open);
        self.segment.cues = said;
    }

    /// Adds the time to take the position, once. Whether it was added now.
    pub(super) fn add_move(&mut self) -> bool {
        let adds = !std::mem::replace(&mut self.segment.moves, true);
        if adds {
            self.lengthen(u64::from(POSITION_CHANGE_S) * 1000);
        }
        adds
    }
}

/// The slots, in the order in which they are played. Never empty; the last one is the closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Queue {
    slots: Vec<Slot>,
    /// Work that was done in slots that an easier step replaced, by item.
    replaced: Vec<Sides>,
}

impl Queue {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let segments = timeline.segments().iter();
        Self {
            slots: segments.map(|segment| Slot::new(segment, false)).collect(),
            replaced: vec![Sides::default(); timeline.items().len()],
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Slot> {
        self.slots.get(at)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut Slot> {
        self.slots.get_mut(at)
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The ms of all slots from `at` on.
    pub(super) fn ms_from(&self, at: usize) -> Millis {
        let slots = self.slots.iter().skip(at);
        slots.map(|slot| slot.segment.duration_ms).sum()
    }

    /// The first slot that satisfies `is`.
    pub(super) fn find(&self, is: impl FnMut(&Slot) -> bool) -> Option<usize> {
        self.slots.iter().position(is)
    }

    /// The item of the slot at `at`; none in the closing.
    pub(super) fn item(&self, at: usize) -> Option<u32> {
        self.get(at).and_then(|slot| slot.segment.item)
    }

    /// The first slot of the unit that `at` belongs to: its pass, for repetitions and breaths, or itself.
    pub(super) fn unit_start(&self, at: usize) -> usize {
        let Some(own) = self.get(at) else { return at };
        let before = self.slots.iter().take(at).rev();
        at - before.take_while(|slot| slot.shares_unit(own)).count()
    }

    /// One past the last slot of the unit that `at` belongs to.
    pub(super) fn unit_end(&self, at: usize) -> usize {
        let Some(own) = self.get(at) else {
            return self.len();
        };
        let after = self.slots.iter().skip(at + 1);
        at + 1 + after.take_while(|slot| slot.shares_unit(own)).count()
    }

    /// One past the last slot of the item that `at` belongs to.
    pub(super) fn item_end(&self, at: usize) -> usize {
        let item = self.item(at);
        let after = self.slots.iter().skip(at);
        at + after.take_while(|slot| slot.segment.item == item).count()
    }

    /// How many work segments an item has and how many are done, by side.
    pub(super) fn counts(&self, item: u32) -> Sides {
        let mut sides = self
            .replaced
            .get(item as usize)
            .copied()
            .unwrap_or_default();
        for slot in &self.slots {
            let segment = &slot.segment;
            if segment.item == Some(item) && segment.kind == Kind::Work {
                let work = sides.entry(segment.side);
                work.of += 1;
                work.done += u32::from(slot.done);
            }
        }
        sides
    }

    /// Makes the unit at `at` longer, and the same work on the other side if that comes later. Returns by how
    /// much, and whether there was another side; `None` when it was extended often enough.
    pub(super) fn extend(&mut self, at: usize) -> Option<(Millis, bool)> {
        let own = self.get(at)?;
        if own.extends >= MAX_EXTENDS {
            return None;
        }
        let after = self.unit_end(at);
        let mirror = self
            .slots
            .iter()
            .skip(after)
            .position(|slot| own.is_mirrored_by(slot))
            .map(|offset| after + offset);
        // The later one first, so that added slots do not move it.
        if let Some(mirror) = mirror {
            self.extend_unit(mirror);
        }
        let by_ms = self.extend_unit(at);
        Some((by_ms, mirror.is_some()))
    }

    fn extend_unit(&mut self, at: usize) -> Millis {
        let (start, end) = (self.unit_start(at), self.unit_end(at));
        for slot in self.slots.iter_mut().take(end).skip(start) {
            slot.extends += 1;
        }
        let Some(last) = self.slots.get_mut(end - 1) else {
            return 0;
        };
        if !last.segment.is_paced() {
            last.lengthen(EXTEND_MS);
            return EXTEND_MS;
        }
        let each_ms = last.segment.duration_ms.max(1);
        let added = EXTEND_MS.div_ceil(each_ms).min(MAX_ADDED);
        // Which one is the last changes; the rest of what is said stays.
        let last_one = last
            .segment
            .cues
            .iter()
            .position(|cue| cue.kind == CueKind::LastOne);
        let last_one: Option<Cue> = last_one.map(|cue| {
            if cue < last.said {
                last.said -= 1;
            }
            last.segment.cues.remove(cue)
        });
        let mut model = Slot::new(&last.segment, last.easier);
        model.segment.cues.clear();
        model.extends = last.extends;
        let first_count = last.segment.count().unwrap_or(0).saturating_add(1);
        let mut more: Vec<Slot> = (0..added)
            .zip(first_count..)
            .map(|(_, count)| {
                let mut slot = model.clone();
                slot.segment.cue = count.to_string();
                let segment = &mut slot.segment;
                let number = segment.rep.as_mut().or(segment.breath.as_mut());
                if let Some(number) = number {
                    *number = count;
                }
                slot
            })
            .collect();
        if let Some(new_last) = more.last_mut() {
            new_last.segment.cues.extend(last_one);
        }
        let total = more.last().and_then(|slot| slot.segment.count());
        self.slots.splice(end..end, more);
        let end = self.unit_end(at);
        for slot in self.slots.iter_mut().take(end).skip(start) {
            let segment = &mut slot.segment;
            if segment.rep.is_some() {
                segment.reps = total;
            } else {
                segment.breaths = total;
            }
        }
        added * each_ms
    }

    /// Puts an easier step in the place of what its item still has, from the slot at `at` on.
    ///
    /// While getting ready, that goes on, and the whole work of the easier step follows it. Later, the slot
    /// at `at` goes as well; the easier step's own getting ready takes its place, and its work follows from
    /// the first pass on the side and in the direction that is due, in the same set or its last one.
    pub(super) fn swap(&mut self, at: usize, easier: &Alternative) {
        let end = self.item_end(at);
        let Some(own) = self.get(at) else { return };
        let (from, chosen): (usize, Vec<&Segment>) = if own.segment.kind == Kind::GetReady {
            (at + 1, easier.segments.iter().skip(1).collect())
        } else {
            let due = self
                .slots
                .iter()
                .take(end)
                .skip(at)
                .find(|slot| slot.segment.kind == Kind::Work);
            let work = due.map_or(1, |due| matching(&due.segment, easier));
            let ready = easier.segments.iter().take(1);
            (at, ready.chain(easier.segments.iter().skip(work)).collect())
        };
        let new: Vec<Slot> = chosen
            .into_iter()
            .map(|segment| Slot::new(segment, true))
            .collect();
        for old in self.slots.splice(from..end, new).collect::<Vec<_>>() {
            let item = old.segment.item.map(|item| item as usize);
            let replaced = item.and_then(|item| self.replaced.get_mut(item));
            if let Some(replaced) = replaced
                && old.done
                && old.segment.kind == Kind::Work
            {
                let work = replaced.entry(old.segment.side);
                *work = SideWork {
                    done: work.done + 1,
                    of: work.of + 1,
                    ..*work
                };
            }
        }
    }

    /// Puts a copy of its item's getting ready in front of the slot at `at`; nothing for the closing.
    pub(super) fn get_ready_again(&mut self, at: usize) {
        let item = self.item(at);
        let before = self.slots.iter().take(at).rev();
        let ready = before
            .take_while(|slot| slot.segment.item == item)
            .find(|slot| slot.segment.kind == Kind::GetReady);
        if let Some(ready) = ready {
            let again = Slot::new(&ready.segment, ready.easier);
            self.slots.insert(at, again);
        }
    }
}

/// Where an easier step takes over from work that is due: an index into its segments.
fn matching(due: &Segment, easier: &Alternative) -> usize {
    let sets = easier.segments.iter().filter_map(|segment| segment.sets);
    let set = due.set.min(sets.max());
    easier
        .segments
        .iter()
        .position(|segment| {
            segment.kind == Kind::Work
                && segment.side == due.side
                && segment.direction == due.direction
                && segment.set == set
        })
        .unwrap_or(1)
}
