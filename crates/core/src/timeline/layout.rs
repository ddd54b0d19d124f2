//! The segments of one item: getting ready, then the sets with their sides, directions and rests.

use super::compile::CompileError;
use super::segment::{Kind, Movement, Phase, Segment};
use super::{Alternative, MAX_SEGMENTS, MAX_TOTAL_MS};
use super::{cues, words};
use crate::content::{Id, Sp, Technique, Text};
use crate::routine::{ExactDose, ExactWork, SWITCH_S, Side, between_sets_s, is_sided};

/// One item, or its easier step, about to be laid out.
#[derive(Clone)]
pub(super) struct Part<'a> {
    /// The technique.
    pub technique: &'a Technique,
    /// The position it is done in.
    pub position: &'a Id,
    /// Which item it is, or stands in for.
    pub item: u32,
    /// How much of it.
    pub dose: ExactDose,
    /// The side that comes first.
    pub first_side: Side,
    /// Seconds of getting ready, all in all.
    pub ready_s: u64,
    /// What is said then.
    pub ready_cue: String,
    /// Whether the position is taken then.
    pub moves: bool,
}

/// One side and direction.
#[derive(Clone, Copy)]
struct Pass<'a> {
    side: Option<Side>,
    direction: Option<&'a Id>,
}

impl Part<'_> {
    /// Appends the segments: getting ready, then the sets.
    pub(super) fn lay(&self, segments: &mut Vec<Segment>) -> Result<(), CompileError> {
        self.check(segments.len())?;
        let mut ready = self.segment(Kind::GetReady, self.ready_s * 1000);
        ready.moves = self.moves;
        ready.cue.clone_from(&self.ready_cue);
        ready.cues = cues::countdown(ready.duration_ms);
        push(segments, ready)?;
        let passes = self.passes();
        for set in 1..=self.dose.sets {
            for (at, &pass) in passes.iter().enumerate() {
                let previous = at.checked_sub(1).and_then(|at| passes.get(at));
                let pause = match previous {
                    Some(previous) => Some(self.switch(previous, pass)),
                    None if set > 1 => self.rest(pass, set),
                    None => None,
                };
                if let Some(mut pause) = pause {
                    self.place(&mut pause, pass, set);
                    pause.cues = cues::countdown(pause.duration_ms);
                    push(segments, pause)?;
                }
                for mut work in self.work(pass, at == 0) {
                    self.place(&mut work, pass, set);
                    push(segments, work)?;
                }
            }
        }
        Ok(())
    }

    /// Refuses empty and absurd doses, so that nothing overflows and nothing endless is laid out.
    fn check(&self, laid: usize) -> Result<(), CompileError> {
        let day_s = MAX_TOTAL_MS / 1000;
        let (count, seconds) = match self.dose.work {
            ExactWork::Hold { seconds } => (1, u64::from(seconds)),
            ExactWork::Breaths { count, seconds } => (count, u64::from(seconds)),
            ExactWork::Timed { seconds, spots } => (spots, u64::from(seconds)),
            ExactWork::Reps {
                count,
                there,
                hold,
                back,
            } => {
                let each = u64::from(there) + u64::from(hold) + u64::from(back);
                (count, each)
            }
        };
        if count == 0 || seconds == 0 || self.dose.sets == 0 {
            return Err(CompileError::NoWork {
                item: self.item as usize,
                technique: self.technique.id.value.clone(),
            });
        }
        let most = MAX_SEGMENTS as u64;
        let passes = u64::from(self.technique.passes());
        let pieces = [u64::from(count), passes, u64::from(self.dose.sets)];
        let between = u64::from(between_sets_s(self.technique, &self.dose));
        let absurd = pieces.iter().any(|&piece| piece > most)
            || pieces.iter().product::<u64>() + laid as u64 > most
            || [seconds, between, self.ready_s].iter().any(|&s| s > day_s);
        if absurd {
            Err(CompileError::TooLong)
        } else {
            Ok(())
        }
    }

    /// Both sides if there are sides, each with all directions, as often as [`Technique::passes`] says.
    fn passes(&self) -> Vec<Pass<'_>> {
        let sides = if is_sided(self.technique) {
            vec![Some(self.first_side), Some(self.first_side.other())]
        } else {
            vec![None]
        };
        let directions: Vec<Option<&Id>> = if self.technique.directions.is_empty() {
            vec![None]
        } else {
            let directions = self.technique.directions.iter();
            directions.map(|direction| Some(&direction.value)).collect()
        };
        let with = |side| {
            let directions = directions.iter();
            directions.map(move |&direction| Pass { side, direction })
        };
        sides.into_iter().flat_map(with).collect()
    }

    /// A segment of this part without anything in it yet.
    fn segment(&self, kind: Kind, duration_ms: u64) -> Segment {
        Segment {
            item: Some(self.item),
            technique: Some(self.technique.id.value.clone()),
            position: Some(self.position.clone()),
            ..empty(kind, duration_ms)
        }
    }

    fn place(&self, segment: &mut Segment, pass: Pass<'_>, set: u32) {
        segment.side = pass.side;
        segment.direction = pass.direction.cloned();
        segment.set = Some(set);
        segment.sets = Some(self.dose.sets);
    }

    fn switch(&self, from: &Pass<'_>, to: Pass<'_>) -> Segment {
        let new_side = from.side != to.side;
        let mut segment = self.segment(Kind::Switch, u64::from(SWITCH_S) * 1000);
        segment.cue = words::switch(self.technique, to.side, to.direction, new_side);
        segment
    }

    /// The pause before `set`; none when it takes no time.
    fn rest(&self, to: Pass<'_>, set: u32) -> Option<Segment> {
        let seconds = u64::from(between_sets_s(self.technique, &self.dose));
        let mut segment = self.segment(Kind::Rest, seconds * 1000);
        segment.cue = words::rest(to.side, to.direction, set, self.dose.sets);
        (seconds > 0).then_some(segment)
    }

    /// The work of one pass.
    fn work(&self, pass: Pass<'_>, first_of_set: bool) -> Vec<Segment> {
        let during = self.technique.cues.during.as_slice();
        let mut segments = match self.dose.work {
            ExactWork::Hold { seconds } => self.holds(seconds, 1, during),
            ExactWork::Timed { seconds, spots } => self.holds(seconds, spots, during),
            ExactWork::Breaths { count, seconds } => {
                let ms = u64::from(seconds) * 1000;
                // Two parts in, three parts out: a breath that is a little longer out than in calms
                // (general practice).
                let inward = ms * 2 / 5;
                let phases = [(Movement::In, inward), (Movement::Out, ms - inward)];
                let mut segments = self.paced(count, &phases);
                for (segment, breath) in segments.iter_mut().zip(1..) {
                    segment.breath = Some(breath);
                    segment.breaths = Some(count);
                }
                cues::add_to_pass(&mut segments, words::LAST_BREATH, during);
                segments
            }
            ExactWork::Reps {
                count,
                there,
                hold,
                back,
            } => {
                let ms = |seconds: u32| u64::from(seconds) * 1000;
                let phases = [
                    (Movement::There, ms(there)),
                    (Movement::Hold, ms(hold)),
                    (Movement::Back, ms(back)),
                ];
                let mut segments = self.paced(count, &phases);
                for (segment, rep) in segments.iter_mut().zip(1..) {
                    segment.rep = Some(rep);
                    segment.reps = Some(count);
                }
                cues::add_to_pass(&mut segments, words::LAST_REP, during);
                segments
            }
        };
        if let Some(first) = segments.first_mut() {
            first.cue = words::work(self.technique, pass.side, pass.direction, first_of_set);
        }
        segments
    }

    /// One hold, or one segment for each of several spots.
    fn holds(&self, seconds: u32, spots: u32, during: &[Sp<Text>]) -> Vec<Segment> {
        let several = spots > 1;
        let hold = |spot| {
            let mut segment = self.segment(Kind::Work, u64::from(seconds) * 1000);
            segment.spot = several.then_some(spot);
            segment.spots = several.then_some(spots);
            segment.cue = words::spot(self.technique, spot);
            segment.cues = cues::of_hold(segment.duration_ms, during);
            segment
        };
        (1..=spots).map(hold).collect()
    }

    /// Repetitions or breaths; each but the first is announced by its number.
    fn paced(&self, count: u32, phases: &[(Movement, u64)]) -> Vec<Segment> {
        let phases: Vec<Phase> = phases
            .iter()
            .filter(|&&(_, ms)| ms > 0)
            .map(|&(movement, ms)| Phase { movement, ms })
            .collect();
        let each = phases.iter().map(|phase| phase.ms).sum();
        let one = |number: u32| {
            let mut segment = self.segment(Kind::Work, each);
            segment.phases.clone_from(&phases);
            segment.cue = number.to_string();
            segment
        };
        (1..=count).map(one).collect()
    }
}

/// The segments of a part alone, as an easier step.
pub(super) fn alone(part: &Part<'_>, how: &str) -> Result<Alternative, CompileError> {
    let mut segments = Vec::new();
    part.lay(&mut segments)?;
    Ok(Alternative {
        how: how.to_owned(),
        technique: part.technique.id.value.clone(),
        name: part.technique.name.to_string(),
        dose: words::dose_text(part.technique, &part.dose),
        total_ms: segments.iter().map(|segment| segment.duration_ms).sum(),
        segments,
    })
}

/// A segment of nothing but a kind and a length.
pub(super) fn empty(kind: Kind, duration_ms: u64) -> Segment {
    Segment {
        index: 0,
        start_ms: 0,
        duration_ms,
        kind,
        item: None,
        technique: None,
        position: None,
        moves: false,
        side: None,
        direction: None,
        set: None,
        sets: None,
        rep: None,
        reps: None,
        breath: None,
        breaths: None,
        spot: None,
        spots: None,
        phases: Vec::new(),
        cue: String::new(),
        cues: Vec::new(),
    }
}

/// Appends a segment right after the last one.
pub(super) fn push(segments: &mut Vec<Segment>, mut segment: Segment) -> Result<(), CompileError> {
    segment.index = index(segments.len())?;
    segment.start_ms = segments
        .last()
        .map_or(0, |last| last.start_ms + last.duration_ms);
    let too_long = segment.start_ms + segment.duration_ms > MAX_TOTAL_MS;
    if too_long || segments.len() >= MAX_SEGMENTS {
        return Err(CompileError::TooLong);
    }
    segments.push(segment);
    Ok(())
}

/// A place as it is written.
pub(super) fn index(at: usize) -> Result<u32, CompileError> {
    u32::try_from(at).map_err(|_| CompileError::TooLong)
}
