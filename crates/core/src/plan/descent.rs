//! Good prices, by subgradient descent.
//!
//! The bound is convex in the prices, and has kinks everywhere. What makes plain subgradient steps
//! crawl here, and what is done about it:
//!
//! - Slopes of different kinds differ by orders of magnitude (a slot too many of hundreds; one warm
//!   muscle too few), prices do not. Each slope is divided by its own root mean square of late.
//! - Steps zigzag across a valley. The direction is a moving average of the slopes.
//! - Hundreds of prices stand at 0 and are pushed further down. They do not move, so they do not count
//!   in the length of a step.
//!
//! The length itself is Polyak's: as far as the present bound is above what it is hoped to be.

use super::dual::{Prices, SCALE};
use super::scope::Scope;

/// How much of the last direction is kept in the next.
const KEPT: f64 = 0.6;
/// How much of the last mean of squares is kept in the next.
const KEPT_SQUARES: f64 = 0.9;
/// The least mean of squares.
const LEAST_SQUARE: f64 = 0.05;
/// Steps without a better bound after which steps get shorter, and by how much.
const PATIENCE: (u32, f64) = (6, 0.6);
/// The shortest pace: with shorter ones the search ends.
const LEAST_PACE: f64 = 0.005;
/// The highest price, in scaled points: far more than any candidate is worth. Where a set of positions has
/// no choice at all the bound falls without end, and prices would rise without end.
const MOST: f64 = (1 << 26) as f64;
/// What counts as a better bound, in scaled points.
const BETTER: f64 = 0.5;

impl Scope<'_> {
    /// Lowers the bound from `prices` on, in at most `steps` steps, towards `target` (a scaled value
    /// that is hoped to be reached). Returns the best prices, and their bound.
    pub(super) fn improve(
        &self,
        prices: &Prices,
        target: Option<f64>,
        steps: usize,
    ) -> (Prices, f64) {
        self.improve_watched(prices, target, steps, |_| {})
    }

    /// As [`Scope::improve`]; shows `watch` what each step picks of each group.
    pub(super) fn improve_watched(
        &self,
        prices: &Prices,
        target: Option<f64>,
        steps: usize,
        mut watch: impl FnMut(&[Option<usize>]),
    ) -> (Prices, f64) {
        let mut picks = Vec::with_capacity(self.groups.len());
        let mut now = prices.clone();
        let mut best = (prices.clone(), f64::INFINITY);
        let (mut pace, mut stale) = (1.0, 0);
        let mut course = Course::default();
        for _ in 0..steps {
            let (bound, slope) = self.relaxed(&now, &mut picks);
            watch(&picks);
            if bound < best.1 - BETTER {
                best = (now.clone(), bound);
                stale = 0;
            } else {
                stale += 1;
                if stale >= PATIENCE.0 {
                    pace *= PATIENCE.1;
                    if pace < LEAST_PACE {
                        break;
                    }
                    stale = 0;
                    now.clone_from(&best.0);
                    course.direction.clear();
                    continue;
                }
            }
            let aim = target.unwrap_or(best.1 - best.1.abs() * 0.05 - SCALE as f64);
            let gap = bound - aim;
            if gap <= 0.0 {
                break;
            }
            let mut flat = self.flat(&now);
            course.turn(&slope);
            if !course.go(&mut flat, pace * gap) {
                break;
            }
            self.unflat(&flat, &mut now);
        }
        best
    }
}

/// Where the prices are going.
#[derive(Default)]
struct Course {
    /// The moving average of the slopes.
    direction: Vec<f64>,
    /// The moving average of their squares.
    squares: Vec<f64>,
}

impl Course {
    /// Takes in a slope.
    fn turn(&mut self, slope: &[f64]) {
        if self.squares.is_empty() {
            self.squares = slope.iter().map(|slope| (slope * slope).max(1.0)).collect();
        }
        for (square, slope) in self.squares.iter_mut().zip(slope) {
            let mean = *square * KEPT_SQUARES + slope * slope * (1.0 - KEPT_SQUARES);
            *square = mean.max(LEAST_SQUARE);
        }
        if self.direction.is_empty() {
            self.direction = slope.to_vec();
        }
        for (direction, slope) in self.direction.iter_mut().zip(slope) {
            *direction = *direction * KEPT + slope * (1.0 - KEPT);
        }
    }

    /// Moves the prices so far that the bound would fall by `fall` if it were flat, and back to where
    /// prices may be. False when there is nowhere to go.
    fn go(&self, prices: &mut [f64], fall: f64) -> bool {
        let moves: Vec<f64> = self
            .direction
            .iter()
            .zip(&self.squares)
            .map(|(direction, square)| direction / square.sqrt())
            .collect();
        // The first price is that of time, which may be negative.
        let is_stuck = |at: usize, price: f64| at > 0 && price <= 0.0 && moves[at] >= 0.0;
        let along: f64 = prices
            .iter()
            .enumerate()
            .filter(|(at, price)| !is_stuck(*at, **price))
            .map(|(at, _)| self.direction[at] * moves[at])
            .sum();
        if along <= 0.0 {
            return false;
        }
        for (at, (price, way)) in prices.iter_mut().zip(&moves).enumerate() {
            let least = if at > 0 { 0.0 } else { -MOST };
            *price = (*price - way * fall / along).clamp(least, MOST);
        }
        true
    }
}
