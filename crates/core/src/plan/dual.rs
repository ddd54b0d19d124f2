//! Prices for everything that couples the choices, and the bound that they give.
//!
//! With a price on each coupling constraint the problem falls apart into one small choice per group,
//! and what comes out bounds every allowed choice from above. The better the prices, the lower the
//! bound. Priced are: load (what coverage is worth at the margin), time, the ending, visiting each
//! position of the set at least once, warming each muscle that a group needs warm, and each group's
//! share of a prop's cost. [`super::descent`] finds good prices.

use super::model::{BAND_POINTS, Candidate, Instance};
use super::scope::{Scope, Share, members};

/// Points are scaled by this in bounds, so that prices may be fractions of a point.
pub(super) const SCALE: i64 = 16;

/// Prices, kept from one set of positions to the next. All are scaled points.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    /// Per unit of load, by area; 0 or more.
    pub load: Vec<f64>,
    /// Per slot; negative where time has to be filled.
    pub time: f64,
    /// For the ending; 0 or more.
    pub finish: f64,
    /// For visiting a position, by position; 0 or more.
    pub visit: Vec<f64>,
    /// For a warm muscle, by group and muscle; 0 or more.
    pub warm: Vec<f64>,
    /// A group's share of a prop, by group and prop; 0 or more.
    pub share: Vec<f64>,
}

impl Prices {
    /// Prices to begin with: the middle band of each area, and each prop's cost spread evenly.
    pub(super) fn start(instance: &Instance) -> Self {
        let props = instance.props.min(64);
        let mut share = vec![0.0; instance.groups * props];
        for prop in 0..props {
            let uses = |group: &usize| {
                instance
                    .group(*group)
                    .any(|one| instance.candidates[one].props >> prop & 1 == 1)
            };
            let users: Vec<usize> = (0..instance.groups).filter(uses).collect();
            for group in &users {
                share[group * props + prop] = scaled(instance.prop_cost) / users.len() as f64;
            }
        }
        Self {
            load: instance
                .areas
                .iter()
                .map(|area| scaled(area.weight * 3))
                .collect(),
            time: 0.0,
            finish: 0.0,
            visit: vec![0.0; instance.positions],
            warm: vec![0.0; instance.groups * instance.muscles],
            share,
        }
    }

    /// The nearest whole prices, for exact bounds. Time and the ending are left to the table.
    pub(super) fn rounded(&self) -> Self {
        let round = |prices: &[f64]| prices.iter().map(|price| price.round()).collect();
        Self {
            load: round(&self.load),
            time: 0.0,
            finish: 0.0,
            visit: round(&self.visit),
            warm: round(&self.warm),
            share: round(&self.share),
        }
    }
}

fn scaled(points: i64) -> f64 {
    (points * SCALE) as f64
}

/// The load at which an area's value beyond the price per unit is greatest.
pub(super) fn best_load(area: &super::model::AreaTerm, price: f64) -> u32 {
    let worth = BAND_POINTS
        .iter()
        .take_while(|gain| scaled(area.weight * **gain) > price);
    area.band * worth.count() as u32
}

impl Scope<'_> {
    /// What each candidate is worth at the prices, scaled, by group.
    pub(super) fn worth(&self, prices: &Prices) -> Vec<Vec<f64>> {
        let instance = self.instance;
        // What warming a muscle in a position earns: the prices of all links that it serves.
        let mut earned = vec![0.0; instance.muscles * instance.positions];
        for link in &self.links {
            for position in 0..=link.last {
                earned[link.muscle * instance.positions + position] += prices.warm[link.key];
            }
        }
        let mut links = self.links.iter().peekable();
        let mut shares = self.shares.iter().peekable();
        let mut worth = Vec::with_capacity(self.groups.len());
        for (at, group) in self.groups.iter().enumerate() {
            let mut own_links = Vec::new();
            while let Some(link) = links.next_if(|link| link.group == at) {
                own_links.push(link);
            }
            let mut own_shares = Vec::new();
            while let Some(share) = shares.next_if(|share| share.group == at) {
                own_shares.push(share);
            }
            let value = |&index: &usize| {
                let one = &instance.candidates[index];
                let mut sum = self.flat.worth(index, &prices.load)
                    + if self.whole {
                        prices.visit[one.position]
                    } else {
                        0.0
                    };
                for &muscle in &one.warms {
                    sum += earned[muscle * instance.positions + one.position];
                }
                for link in &own_links {
                    if one.needs.contains(&link.muscle) {
                        sum -= prices.warm[link.key];
                    }
                }
                for share in &own_shares {
                    if one.props >> share.prop & 1 == 1 {
                        sum -= prices.share[share.key];
                    }
                }
                sum
            };
            worth.push(group.iter().map(value).collect());
        }
        worth
    }

    /// The bound's part that does not depend on the choice, without time and the ending.
    pub(super) fn constant(&self, prices: &Prices) -> f64 {
        let hull: f64 = self
            .instance
            .areas
            .iter()
            .zip(&prices.load)
            .map(|(area, price)| {
                let load = best_load(area, *price);
                scaled(area.points(load)) - f64::from(load) * price
            })
            .sum();
        let visits: f64 = members(self.must_visit())
            .map(|position| prices.visit[position])
            .sum();
        let props: f64 = self.prop_totals(prices).map(|over| over.max(0.0)).sum();
        hull - visits + props - self.position_cost() as f64
    }

    /// By prop, how far the shares exceed the cost.
    fn prop_totals(&self, prices: &Prices) -> impl Iterator<Item = f64> {
        let mut totals = vec![-scaled(self.instance.prop_cost); self.instance.props.min(64)];
        for share in &self.shares {
            totals[share.prop] += prices.share[share.key];
        }
        totals.into_iter()
    }

    /// The candidates whose bound at the prices, were they chosen, is at least `worth` (scaled): the
    /// others cannot be in a choice that is worth it. By group, in their order.
    pub(super) fn worthwhile(&self, prices: &Prices, worth: f64) -> Vec<Vec<usize>> {
        let values = self.values(prices);
        let best = |(values, must): (&Vec<f64>, &bool)| {
            let least = if *must { f64::NEG_INFINITY } else { 0.0 };
            values.iter().copied().fold(least, f64::max)
        };
        let bests: Vec<f64> = values.iter().zip(&self.must).map(best).collect();
        let bound = self.fixed_part(prices) + bests.iter().sum::<f64>();
        // Sums of floats may be off by a little; what is on the edge stays.
        let slack = self.slack(prices);
        let keep = |((group, values), best): ((&Vec<usize>, &Vec<f64>), &f64)| {
            let others = bound - best;
            let reaches = |value: &f64| others + value >= worth - slack;
            group
                .iter()
                .zip(values)
                .filter(|(_, value)| reaches(value))
                .map(|(one, _)| *one)
                .collect()
        };
        let groups = self.groups.iter().zip(&values).zip(&bests);
        groups.map(keep).collect()
    }

    /// More than a bound at the prices may be off by, for being a sum of floats: a sum over groups of
    /// terms below a thousand prices each (loads, slots), every addition off by the last bit.
    pub(super) fn slack(&self, prices: &Prices) -> f64 {
        let all = self.flat(prices).into_iter();
        let highest = all.chain(prices.visit.iter().copied()).map(f64::abs);
        let highest = highest.fold(1000.0, f64::max);
        let groups = self.groups.len() as f64;
        0.01 + highest * 1000.0 * groups * (groups + 16.0) * f64::EPSILON
    }

    /// What each candidate adds to the bound at the prices, time and the ending included, by group.
    pub(super) fn values(&self, prices: &Prices) -> Vec<Vec<f64>> {
        let owed = if self.instance.must_finish {
            prices.finish
        } else {
            0.0
        };
        let mut values = self.worth(prices);
        for (group, values) in self.groups.iter().zip(&mut values) {
            for (&index, value) in group.iter().zip(values) {
                let one = &self.instance.candidates[index];
                *value +=
                    if self.ends(one) { owed } else { 0.0 } - prices.time * self.flat.slots(index);
            }
        }
        values
    }

    /// The bound's part that does not depend on the choice.
    fn fixed_part(&self, prices: &Prices) -> f64 {
        let owed = if self.instance.must_finish {
            prices.finish
        } else {
            0.0
        };
        self.constant(prices) - owed + prices.time * self.room(prices)
    }

    /// The slots that the price of time is paid for: all there are, or, when time has to be filled, the
    /// least.
    fn room(&self, prices: &Prices) -> f64 {
        f64::from(if prices.time >= 0.0 {
            self.window.1
        } else {
            self.window.0
        })
    }

    /// The bound at the prices, and how it changes with each of them: in the order of [`Scope::flat`].
    /// Leaves what it picks of each group in `picks`.
    pub(super) fn relaxed(
        &self,
        prices: &Prices,
        picks: &mut Vec<Option<usize>>,
    ) -> (f64, Vec<f64>) {
        let instance = self.instance;
        let values = self.values(prices);
        let mut bound = self.fixed_part(prices);
        let mut slope = Vec::with_capacity(self.prices());
        slope.push(self.room(prices));
        slope.push(if instance.must_finish { -1.0 } else { 0.0 });
        let hull = |(area, price): (_, &f64)| -f64::from(best_load(area, *price));
        slope.extend(instance.areas.iter().zip(&prices.load).map(hull));
        slope.extend(members(self.must_visit()).map(|_| -1.0));
        slope.extend(self.links.iter().map(|_| 0.0));
        let over: Vec<bool> = self.prop_totals(prices).map(|over| over > 0.0).collect();
        let given_back = |share: &Share| if over[share.prop] { 1.0 } else { 0.0 };
        slope.extend(self.shares.iter().map(given_back));
        picks.clear();
        for (at, (group, values)) in self.groups.iter().zip(&values).enumerate() {
            let least = if self.must[at] {
                f64::NEG_INFINITY
            } else {
                0.0
            };
            let mut pick: Option<(f64, usize)> = None;
            for (which, &value) in values.iter().enumerate() {
                if value > pick.map_or(least, |(best, _)| best) {
                    pick = Some((value, which));
                }
            }
            picks.push(pick.map(|(_, which)| which));
            if let Some((value, which)) = pick {
                bound += value;
                self.add(&mut slope, at, &instance.candidates[group[which]]);
            }
        }
        (bound, slope)
    }

    /// Adds what a picked candidate does to each constraint.
    fn add(&self, slope: &mut [f64], group: usize, one: &Candidate) {
        let (time, slope) = slope.split_at_mut(1);
        time[0] -= f64::from(one.slots);
        let (finish, slope) = slope.split_at_mut(1);
        if self.ends(one) {
            finish[0] += 1.0;
        }
        let (loads, slope) = slope.split_at_mut(one.load.len());
        for (slope, load) in loads.iter_mut().zip(&one.load) {
            *slope += f64::from(*load);
        }
        let (visits, slope) = slope.split_at_mut(self.must_visit().count_ones() as usize);
        if self.whole {
            let rank = (self.set & ((1 << one.position) - 1)).count_ones() as usize;
            visits[rank] += 1.0;
        }
        let (warm, share) = slope.split_at_mut(self.links.len());
        for (slope, link) in warm.iter_mut().zip(&self.links) {
            if one.position <= link.last && one.warms.contains(&link.muscle) {
                *slope += 1.0;
            }
            if link.group == group && one.needs.contains(&link.muscle) {
                *slope -= 1.0;
            }
        }
        for (slope, share) in share.iter_mut().zip(&self.shares) {
            if share.group == group && one.props >> share.prop & 1 == 1 {
                *slope -= 1.0;
            }
        }
    }

    /// How many prices there are.
    pub(super) fn prices(&self) -> usize {
        let visits = self.must_visit().count_ones() as usize;
        2 + self.instance.areas.len() + visits + self.links.len() + self.shares.len()
    }

    /// The scope's prices in one row: time (the only one that may be negative), the ending, loads,
    /// visits, links, shares.
    pub(super) fn flat(&self, prices: &Prices) -> Vec<f64> {
        [prices.time, prices.finish]
            .into_iter()
            .chain(prices.load.iter().copied())
            .chain(members(self.must_visit()).map(|position| prices.visit[position]))
            .chain(self.links.iter().map(|link| prices.warm[link.key]))
            .chain(self.shares.iter().map(|share| prices.share[share.key]))
            .collect()
    }

    /// Puts the scope's prices back from a row of them.
    pub(super) fn unflat(&self, flat: &[f64], prices: &mut Prices) {
        let places = [&mut prices.time, &mut prices.finish]
            .into_iter()
            .chain(&mut prices.load);
        let mut flat = flat.iter().copied();
        for (place, price) in places.zip(&mut flat) {
            *place = price;
        }
        for (position, price) in members(self.must_visit()).zip(&mut flat) {
            prices.visit[position] = price;
        }
        for (link, price) in self.links.iter().zip(&mut flat) {
            prices.warm[link.key] = price;
        }
        for (share, price) in self.shares.iter().zip(&mut flat) {
            prices.share[share.key] = price;
        }
    }
}
