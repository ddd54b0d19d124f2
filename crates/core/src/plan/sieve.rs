//! What prices that were found for one set of positions say of the others.
//!
//! Any prices bound any set. A sieve keeps, at some prices, the most that each group can add in each
//! position, so that a set's bound is a sum of maxima: far quicker than pricing the set itself, and
//! good where sets have much in common.

use super::dual::{Prices, SCALE};
use super::model::Instance;
use super::scope::{Scope, members};

/// The bounds of all sets of positions at some prices.
pub(super) struct Sieve {
    positions: usize,
    /// By group and position, the most that a candidate adds; at least 0.
    values: Vec<f64>,
    /// The same, where the position is the last one of the set.
    ending: Vec<f64>,
    /// Scaled points that each position of a set changes, whatever is chosen.
    taking: Vec<f64>,
    /// Scaled points whatever the set.
    fixed: f64,
    time: f64,
    /// More than what sums of floats may be off by.
    slack: f64,
}

impl Sieve {
    /// The sieve of some prices.
    pub(super) fn new(every: &Scope<'_>, prices: &Prices) -> Self {
        let instance = every.instance;
        let positions = instance.positions;
        let owed = if instance.must_finish {
            prices.finish
        } else {
            0.0
        };
        let mut values = vec![0.0_f64; every.groups.len() * positions];
        let mut ending = values.clone();
        for (at, (group, worth)) in every.groups.iter().zip(every.worth(prices)).enumerate() {
            for (&index, worth) in group.iter().zip(worth) {
                let one = &instance.candidates[index];
                let value = worth + prices.visit[one.position] - prices.time * f64::from(one.slots);
                let place = at * positions + one.position;
                let last = if one.finish { value + owed } else { value };
                values[place] = values[place].max(value);
                ending[place] = ending[place].max(last);
            }
        }
        let cost = (instance.position_cost * SCALE) as f64;
        Self {
            positions,
            values,
            ending,
            taking: prices.visit.iter().map(|price| -price - cost).collect(),
            fixed: every.constant(prices) - owed + cost,
            time: prices.time,
            slack: every.slack(prices),
        }
    }

    /// The scaled bound of a set of positions; `None` when it takes more time than there is.
    pub(super) fn bound(&self, instance: &Instance, set: u32) -> Option<i64> {
        let taken = set.count_ones() * instance.position_slots + instance.closing_slots;
        let most = instance.window.1.checked_sub(taken)?;
        let least = instance.window.0.saturating_sub(taken);
        let room = f64::from(if self.time >= 0.0 { most } else { least });
        let last = set.checked_ilog2()? as usize;
        let others: Vec<usize> = members(set).filter(|&position| position < last).collect();
        let best = |(values, ending): (&[f64], &[f64])| {
            let rest = others.iter().map(|&position| values[position]);
            rest.fold(ending[last], f64::max)
        };
        let groups = self
            .values
            .chunks_exact(self.positions)
            .zip(self.ending.chunks_exact(self.positions));
        let taking: f64 = members(set).map(|position| self.taking[position]).sum();
        let bound = self.fixed + taking + self.time * room + groups.map(best).sum::<f64>();
        Some((bound + self.slack).ceil() as i64)
    }
}
