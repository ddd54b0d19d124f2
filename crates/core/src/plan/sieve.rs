//! What prices that were found for one set of positions say of the others.
//!
//! Any prices bound any set. A sieve keeps, at some prices, the most that each group can add in each
//! position, so that a set's bound is a sum of maxima: far quicker than pricing the set itself, and
//! good where sets have much in common.

use super::dual::{Prices, SCALE};
use super::flat::Flat;
use super::model::Instance;
use super::scope::{Scope, members};

/// The bounds of all sets of positions at some prices.
pub(super) struct Sieve {
    positions: usize,
    /// What each candidate adds, without the ending.
    own: Vec<f64>,
    /// The price of the ending.
    owed: f64,
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
        let mut values = vec![0.0_f64; instance.groups * positions];
        let mut ending = values.clone();
        let mut own = vec![0.0; instance.candidates.len()];
        for (group, worth) in every.groups.iter().zip(every.worth(prices)) {
            for (&index, worth) in group.iter().zip(worth) {
                let one = &instance.candidates[index];
                let value = worth + prices.visit[one.position] - prices.time * f64::from(one.slots);
                own[index] = value;
                let place = one.group * positions + one.position;
                let last = if one.finish { value + owed } else { value };
                values[place] = values[place].max(value);
                ending[place] = ending[place].max(last);
            }
        }
        let cost = (instance.position_cost * SCALE) as f64;
        Self {
            positions,
            own,
            owed,
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
        let bests = self.bests(set)?;
        let bound = self.fixed_part(instance, set)? + bests.sum::<f64>();
        Some((bound + self.slack).ceil() as i64)
    }

    /// The scope of a set of positions, without the candidates that cannot be in a choice worth `worth`
    /// (scaled); `None` when nothing is left.
    pub(super) fn scope<'i>(
        &self,
        instance: &'i Instance,
        flat: &'i Flat,
        set: u32,
        worth: f64,
    ) -> Option<Scope<'i>> {
        let bests: Vec<f64> = self.bests(set)?.collect();
        let bound = self.fixed_part(instance, set)? + bests.iter().sum::<f64>();
        let last = set.checked_ilog2()? as usize;
        let keep = |index: usize| {
            let one = &instance.candidates[index];
            let ends = one.finish && one.position == last;
            let value = self.own[index] + if ends { self.owed } else { 0.0 };
            bound - bests[one.group] + value >= worth - self.slack
        };
        Scope::new(instance, flat, set, keep)
    }

    /// By group, the most that a candidate adds in a set of positions.
    fn bests(&self, set: u32) -> Option<impl Iterator<Item = f64>> {
        let last = set.checked_ilog2()? as usize;
        let best = move |(values, ending): (&[f64], &[f64])| {
            let others = members(set & !(1 << last)).map(|position| values[position]);
            others.fold(ending[last], f64::max)
        };
        let groups = self
            .values
            .chunks_exact(self.positions)
            .zip(self.ending.chunks_exact(self.positions));
        Some(groups.map(best))
    }

    /// The bound's part that does not depend on the choice.
    fn fixed_part(&self, instance: &Instance, set: u32) -> Option<f64> {
        let (least, most) = instance.room(set)?;
        let room = f64::from(if self.time >= 0.0 { most } else { least });
        let taking: f64 = members(set).map(|position| self.taking[position]).sum();
        Some(self.fixed + taking + self.time * room)
    }
}
