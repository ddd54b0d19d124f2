//! Clocks: the session's, in milliseconds since it began, perhaps faster than real ones; and the edge's.

use std::time::{Duration, Instant};

use jiff::Zoned;
use unhunch_core::player::Millis;

/// A monotonic clock that runs at a speed.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    began: Instant,
    speed: f64,
}

impl Clock {
    /// A clock that begins at 0 and runs `speed` times as fast as time does.
    pub fn new(speed: f64) -> Self {
        Self {
            began: instant(),
            speed,
        }
    }

    /// The time, in ms of the session.
    pub fn now(&self) -> Millis {
        let seconds = self.began.elapsed().as_secs_f64() * self.speed;
        (seconds * 1000.0) as Millis
    }

    /// How long it really takes until `due`; nothing when that is past.
    pub fn until(&self, due: Millis) -> Duration {
        self.real(due)
            .saturating_sub(self.began.elapsed())
            // The clock counts whole ms, downwards: one that is just over is over.
            .saturating_add(Duration::from_micros(1))
    }

    /// How long `ms` of the session really take.
    pub fn real(&self, ms: Millis) -> Duration {
        Duration::try_from_secs_f64(ms as f64 / 1000.0 / self.speed).unwrap_or(Duration::MAX)
    }
}

/// The edge's monotonic clock.
#[allow(clippy::disallowed_methods)] // This is the edge.
pub fn instant() -> Instant {
    Instant::now()
}

/// The edge's wall clock: the time now, in the system's zone.
#[allow(clippy::disallowed_methods)] // This is the edge.
pub fn now() -> Zoned {
    Zoned::now()
}
