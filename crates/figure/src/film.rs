//! A movement in time: the frames of one round of it.

use crate::check::Pace;
use crate::movement::{Moment, Movement, Path, ease};

/// A moment, and for how long it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The moment that is shown.
    pub moment: Moment,
    /// For how long, in ms; more than 0.
    pub ms: u64,
}

/// The frames of one round of a movement, which then begins again.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// The frames, in order; never empty.
    pub frames: Vec<Frame>,
    /// The frame that says most when nothing moves: the end of the work.
    pub still: usize,
}

/// How long the end of the work is shown, in ms.
const HELD: u64 = 1400;
/// How long the start is shown, in ms.
const RESTED: u64 = 700;

impl Film {
    /// One round at a pace, in steps of `step_ms` (which is at least 10).
    #[must_use]
    pub fn new(movement: &Movement, pace: Pace, step_ms: u64) -> Self {
        let step = step_ms.max(10);
        let steps = |seconds: f64| {
            let ms = if seconds.is_finite() {
                seconds.clamp(0.2, 60.0) * 1000.0
            } else {
                3000.0
            };
            // A whole number of steps, and few enough for a picture.
            ((ms / step as f64).round() as u32).clamp(4, 400)
        };
        let mut frames = Vec::new();
        if movement.path == Path::Round {
            let count = steps(pace.out + pace.back);
            for at in 0..count {
                frames.push(Frame {
                    moment: Moment::at(f64::from(at) / f64::from(count)),
                    ms: step,
                });
            }
            let still = frames.len() / 2;
            return Self { frames, still };
        }
        let out = steps(pace.out);
        frames.push(Frame {
            moment: Moment::at(0.0),
            ms: RESTED,
        });
        for at in 1..out {
            frames.push(Frame {
                moment: Moment::at(ease(f64::from(at) / f64::from(out))),
                ms: step,
            });
        }
        let still = frames.len();
        frames.push(Frame {
            moment: Moment::at(1.0),
            ms: HELD,
        });
        // Back in the same steps: on the same way, they are the same pictures.
        let back = steps(pace.back);
        for at in (1..back).rev() {
            frames.push(Frame {
                moment: Moment {
                    along: ease(f64::from(at) / f64::from(back)),
                    returning: true,
                    breath: 0.0,
                },
                ms: step,
            });
        }
        Self { frames, still }
    }
}
