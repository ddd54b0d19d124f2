//! Prices for everything that couples the choices, by subgradient ascent.
//!
//! With a price on each coupling constraint the problem falls apart into one small choice per group,
//! and what comes out bounds every allowed choice from above. The better the prices, the lower the
//! bound. Priced are: load (what coverage is worth at the margin), time, the ending, visiting each
//! position of the set at least once, warming each muscle that a group needs warm, and each group's
//! share of a prop's cost.

use super::model::{BAND_POINTS, Candidate, Instance};
use super::scope::{Scope, members};

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
                let mut sum = scaled(one.points)
                    + if self.whole {
                        prices.visit[one.position]
                    } else {
                        0.0
                    };
                for (load, price) in one.load.iter().zip(&prices.load) {
                    sum += f64::from(*load) * price;
                }
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

    /// Lowers the bound from `prices` on, in at most `steps` steps, towards `target` (a scaled value
    /// known to be reached). Returns the best prices, and their bound.
    pub(super) fn improve(
        &self,
        prices: &Prices,
        target: Option<f64>,
        steps: usize,
    ) -> (Prices, f64) {
        let mut now = prices.clone();
        let mut best = (prices.clone(), f64::INFINITY);
        let (mut pace, mut stale) = (1.0_f64, 0);
        for _ in 0..steps {
            let (bound, slope) = self.relaxed(&now);
            if bound < best.1 - 0.5 {
                best = (now.clone(), bound);
                stale = 0;
            } else {
                stale += 1;
                if stale >= 6 {
                    pace *= 0.5;
                    stale = 0;
                    now.clone_from(&best.0);
                    if pace < 0.02 {
                        break;
                    }
                    continue;
                }
            }
            let aim = target.unwrap_or(best.1 - best.1.abs() * 0.05 - scaled(1));
            let gap = bound - aim;
            if gap <= 0.0 {
                break;
            }
            let norm = slope.norm();
            if norm == 0.0 {
                break;
            }
            slope.step(self, &mut now, pace * gap / norm);
        }
        best
    }

    /// The candidates whose bound at the prices, were they chosen, is at least `worth` (scaled): the
    /// others cannot be in a choice that is worth it. By group, in their order.
    pub(super) fn worthwhile(&self, prices: &Prices, worth: f64) -> Vec<Vec<usize>> {
        let values = self.values(prices);
        let best = |values: &Vec<f64>| values.iter().copied().fold(0.0, f64::max);
        let bound = self.fixed_part(prices) + values.iter().map(best).sum::<f64>();
        let keep = |(group, values): (&Vec<usize>, &Vec<f64>)| {
            let others = bound - best(values);
            // Sums of floats may be off by a little; what is on the edge stays.
            let reaches = |value: &f64| others + value >= worth - 0.01;
            group
                .iter()
                .zip(values)
                .filter(|(_, value)| reaches(value))
                .map(|(one, _)| *one)
                .collect()
        };
        self.groups.iter().zip(&values).map(keep).collect()
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
                    if self.ends(one) { owed } else { 0.0 } - prices.time * f64::from(one.slots);
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

    /// The bound at the prices, and how it changes with each of them.
    fn relaxed(&self, prices: &Prices) -> (f64, Slope) {
        let instance = self.instance;
        let values = self.values(prices);
        let mut bound = self.fixed_part(prices);
        let mut slope = Slope {
            load: instance
                .areas
                .iter()
                .zip(&prices.load)
                .map(|(a, p)| -f64::from(best_load(a, *p)))
                .collect(),
            time: self.room(prices),
            finish: if instance.must_finish { -1.0 } else { 0.0 },
            visit: members(self.must_visit()).map(|_| -1.0).collect(),
            warm: vec![0.0; self.links.len()],
            share: vec![0.0; self.shares.len()],
        };
        let over: Vec<bool> = self.prop_totals(prices).map(|over| over > 0.0).collect();
        for (slope, share) in slope.share.iter_mut().zip(&self.shares) {
            *slope = if over[share.prop] { 1.0 } else { 0.0 };
        }
        for (at, group) in self.groups.iter().enumerate() {
            let mut pick: Option<(f64, &Candidate)> = None;
            for (&index, &value) in group.iter().zip(&values[at]) {
                if value > pick.map_or(0.0, |(best, _)| best) {
                    pick = Some((value, &instance.candidates[index]));
                }
            }
            if let Some((value, one)) = pick {
                bound += value;
                slope.add(self, at, one);
            }
        }
        (bound, slope)
    }
}

/// How the bound changes with each price.
struct Slope {
    load: Vec<f64>,
    time: f64,
    finish: f64,
    /// In the order of the set's positions.
    visit: Vec<f64>,
    /// In the order of the links.
    warm: Vec<f64>,
    /// In the order of the shares.
    share: Vec<f64>,
}

impl Slope {
    /// Adds what a picked candidate does to each constraint.
    fn add(&mut self, scope: &Scope<'_>, group: usize, one: &Candidate) {
        for (slope, load) in self.load.iter_mut().zip(&one.load) {
            *slope += f64::from(*load);
        }
        self.time -= f64::from(one.slots);
        if scope.ends(one) {
            self.finish += 1.0;
        }
        if scope.whole {
            let rank = (scope.set & ((1 << one.position) - 1)).count_ones() as usize;
            self.visit[rank] += 1.0;
        }
        for (slope, link) in self.warm.iter_mut().zip(&scope.links) {
            if one.position <= link.last && one.warms.contains(&link.muscle) {
                *slope += 1.0;
            }
            if link.group == group && one.needs.contains(&link.muscle) {
                *slope -= 1.0;
            }
        }
        for (slope, share) in self.share.iter_mut().zip(&scope.shares) {
            if share.group == group && one.props >> share.prop & 1 == 1 {
                *slope -= 1.0;
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = &f64> {
        let one = [&self.time, &self.finish];
        one.into_iter()
            .chain(&self.load)
            .chain(&self.visit)
            .chain(&self.warm)
            .chain(&self.share)
    }

    fn norm(&self) -> f64 {
        self.all().map(|slope| slope * slope).sum()
    }

    /// Moves the prices down the slope, and back to where prices may be.
    fn step(&self, scope: &Scope<'_>, prices: &mut Prices, length: f64) {
        for (price, slope) in prices.load.iter_mut().zip(&self.load) {
            *price = (*price - length * slope).max(0.0);
        }
        prices.time -= length * self.time;
        prices.finish = (prices.finish - length * self.finish).max(0.0);
        for (position, slope) in members(scope.must_visit()).zip(&self.visit) {
            prices.visit[position] = (prices.visit[position] - length * slope).max(0.0);
        }
        for (link, slope) in scope.links.iter().zip(&self.warm) {
            prices.warm[link.key] = (prices.warm[link.key] - length * slope).max(0.0);
        }
        for (share, slope) in scope.shares.iter().zip(&self.share) {
            prices.share[share.key] = (prices.share[share.key] - length * slope).max(0.0);
        }
    }
}
