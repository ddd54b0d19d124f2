//! Which moment of its figure a segment shows: the figure moves as the timeline counts.

use unhunch_figure::{Breathing, Moment, Movement as Figure, Path, Side as Drawn, ease};

use super::segment::{Kind, Movement, Segment};
use crate::routine::Side;

/// A hold is eased into over so long, in ms, or over a quarter of it where that is less.
const EASED_MS: u64 = 4000;
/// One breath in a hold, in ms: in, and out. Six a minute is slow and easy (general practice).
const BREATH_MS: (u64, u64) = (4000, 6000);
/// While getting ready the movement is shown in advance: out, held, back, and a rest, in ms each.
const PREVIEW_MS: [u64; 4] = [2500, 1200, 2500, 800];

/// How a figure is posed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posed {
    /// The moment of the movement.
    pub moment: Moment,
    /// Whether the mirror image is shown: the keyframes show the other side.
    pub mirrored: bool,
}

impl Segment {
    /// How the figure of the segment's technique is posed `offset_ms` after the segment's start. Later than
    /// its end counts as its end.
    pub fn posed(&self, offset_ms: u64, figure: &Figure) -> Posed {
        let at = offset_ms.min(self.duration_ms);
        let part = at as f64 / self.duration_ms.max(1) as f64;
        let mut mirrored = is_other(self.side, figure.side);
        let mut moment = match self.kind {
            Kind::GetReady => preview(at, figure),
            Kind::Work => self.work(at, part, figure),
            Kind::Switch => {
                // Out of the one side, then ready for the other.
                let turned = self.side.is_some() && figure.side.is_some();
                if part < 0.5 {
                    mirrored ^= turned;
                    back(part * 2.0)
                } else {
                    Moment::at(0.0)
                }
            }
            Kind::Rest | Kind::Closing => {
                let eased = EASED_MS.min(self.duration_ms).max(1);
                back(at as f64 / eased as f64)
            }
        };
        if self.goes_back(figure) {
            match figure.path {
                Path::Round => moment.along = 1.0 - moment.along,
                Path::ThereAndBack => moment.returning = !moment.returning,
            }
        }
        Posed { moment, mirrored }
    }

    /// Whether the segment goes the other way around than the keyframes.
    fn goes_back(&self, figure: &Figure) -> bool {
        let (Some(goes), Some(drawn)) = (&self.direction, &figure.direction) else {
            return false;
        };
        goes.as_str() != drawn
    }

    fn work(&self, at: u64, part: f64, figure: &Figure) -> Moment {
        if !self.phases.is_empty() {
            return self.paced(at, part, figure);
        }
        if let Some(cycle) = figure.cycle {
            return around(at, cycle, figure);
        }
        // A later spot is gone to from the one before, not from the start.
        if self.spot.is_some_and(|spot| spot > 1) {
            return held(1.0, at);
        }
        let eased = EASED_MS.min(self.duration_ms / 4).max(1);
        held(ease(at as f64 / eased as f64), at)
    }

    /// A repetition or a breath, phase by phase.
    fn paced(&self, at: u64, part: f64, figure: &Figure) -> Moment {
        let (movement, done) = self.phase(at);
        let eased = ease(done);
        match movement {
            _ if self.breath.is_none() && figure.path == Path::Round => Moment::at(part),
            Movement::There => Moment::at(eased),
            Movement::Hold => Moment::at(1.0),
            Movement::Back => back(done),
            Movement::In | Movement::Out if figure.breathing == Breathing::Moves => {
                let breathes = movement == Movement::In;
                Moment {
                    along: if breathes { eased } else { 1.0 - eased },
                    returning: !breathes,
                    breath: if breathes { eased } else { 1.0 - eased },
                }
            }
            Movement::In | Movement::Out => {
                let first = self.breath == Some(1) && movement == Movement::In;
                Moment {
                    along: if first { eased } else { 1.0 },
                    returning: false,
                    breath: if movement == Movement::In {
                        eased
                    } else {
                        1.0 - eased
                    },
                }
            }
        }
    }

    /// The phase at an offset, and how much of it is done, 0 to 1; the end of the last one later on.
    fn phase(&self, at: u64) -> (Movement, f64) {
        let mut begin = 0_u64;
        for phase in &self.phases {
            let end = begin.saturating_add(phase.ms);
            if at < end {
                return (phase.movement, (at - begin) as f64 / phase.ms.max(1) as f64);
            }
            begin = end;
        }
        let last = self
            .phases
            .last()
            .map_or(Movement::Hold, |phase| phase.movement);
        (last, 1.0)
    }
}

/// Whether a segment is of the other side than the one that is drawn.
fn is_other(side: Option<Side>, drawn: Option<Drawn>) -> bool {
    matches!(
        (side, drawn),
        (Some(Side::Left), Some(Drawn::Right)) | (Some(Side::Right), Some(Drawn::Left))
    )
}

/// On the way back: 0 is still at the end of the work, 1 at the start.
fn back(part: f64) -> Moment {
    Moment {
        along: 1.0 - ease(part),
        returning: true,
        breath: 0.0,
    }
}

/// At a place on the way, breathing slowly.
fn held(along: f64, at: u64) -> Moment {
    let (inhale, exhale) = BREATH_MS;
    let into = at % (inhale + exhale);
    let breath = if into < inhale {
        ease(into as f64 / inhale as f64)
    } else {
        1.0 - ease((into - inhale) as f64 / exhale as f64)
    };
    Moment {
        along,
        returning: false,
        breath,
    }
}

/// Around and around, `cycle` seconds for each round.
fn around(at: u64, cycle: f64, figure: &Figure) -> Moment {
    let cycle_ms = (cycle.clamp(0.1, 600.0) * 1000.0).round() as u64;
    let part = (at % cycle_ms.max(1)) as f64 / cycle_ms.max(1) as f64;
    match figure.path {
        Path::Round => Moment::at(part),
        Path::ThereAndBack if part < 0.5 => Moment::at(ease(part * 2.0)),
        Path::ThereAndBack => back(part * 2.0 - 1.0),
    }
}

/// The movement in advance.
fn preview(at: u64, figure: &Figure) -> Moment {
    if let Some(cycle) = figure.cycle {
        return around(at, cycle, figure);
    }
    let [out, hold, home, rest] = PREVIEW_MS;
    let into = at % (out + hold + home + rest);
    if figure.path == Path::Round {
        return Moment::at(into as f64 / (out + hold + home + rest) as f64);
    }
    if into < out {
        Moment::at(ease(into as f64 / out as f64))
    } else if into < out + hold {
        Moment::at(1.0)
    } else if into < out + hold + home {
        back((into - out - hold) as f64 / home as f64)
    } else {
        Moment::at(0.0)
    }
}

#[cfg(test)]
mod tests;
