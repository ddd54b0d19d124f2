//! Prices for everything that couples the choices, by subgradient ascent.
//!
//! With a price on each coupling constraint the problem falls apart into one small choice per group,
//! and what comes out bounds every allowed choice from above. The better the prices, the lower the
//! bound. Priced are: load (what coverage is worth at the margin), time, the ending, visiting each
//! position of the set at least once, warming each muscle that a group needs warm, and each group's
//! share of a prop's cost.

use super::model::{BAND_POINTS, Candidate, Instance};

/// Points are scaled by this in bounds, so that prices may be fractions of a point.
pub(super) const SCALE: i64 = 16;

/// One set of positions to search: its candidates, and what couples them.
#[derive(Debug)]
pub(super) struct Scope<'i> {
    pub instance: &'i Instance,
    /// The positions, one bit each.
    pub set: u32,
    /// The candidates that may be chosen, by group; no group is empty.
    pub groups: Vec<Vec<usize>>,
    /// The least and the most slots of the candidates together.
    pub window: (u32, u32),
    /// A muscle that a group needs warm.
    pub links: Vec<Link>,
    /// A prop that a group may use.
    pub shares: Vec<Share>,
}

/// A group needs a muscle warm: some candidate of it does, in position `last` at the latest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Index into the scope's groups.
    pub group: usize,
    pub muscle: usize,
    pub last: usize,
    /// Where its price stands in [`Prices::warm`].
    pub key: usize,
}

/// A group may use a prop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Index into the scope's groups.
    pub group: usize,
    pub prop: usize,
    /// Where its price stands in [`Prices::share`].
    pub key: usize,
}

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

impl<'i> Scope<'i> {
    /// The scope of a set of positions; `None` when no choice can visit exactly these.
    pub(super) fn new(instance: &'i Instance, set: u32) -> Option<Self> {
        let fixed = set.count_ones() * instance.position_slots + instance.closing_slots;
        let most = instance.window.1.checked_sub(fixed)?;
        let least = instance.window.0.saturating_sub(fixed);
        let fits = |one: &Candidate| set >> one.position & 1 == 1 && one.slots <= most;
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); instance.groups];
        for (index, one) in instance.candidates.iter().enumerate() {
            if fits(one) {
                groups[one.group].push(index);
            }
        }
        drop_cold(instance, &mut groups);
        let scope = Self::of(instance, set, groups, (least, most));
        scope.is_possible().then_some(scope)
    }

    /// All candidates in their own order, for bounds that hold for every set of positions.
    pub(super) fn every(instance: &'i Instance) -> Self {
        let groups = (0..instance.groups)
            .map(|group| instance.group(group).collect())
            .collect();
        let all = (1_u32 << instance.positions) - 1;
        Self {
            links: Vec::new(),
            ..Self::of(instance, all, groups, instance.window)
        }
        .in_order()
    }

    fn in_order(mut self) -> Self {
        self.groups.sort();
        self
    }

    /// The same scope with fewer candidates.
    pub(super) fn narrowed(&self, mut groups: Vec<Vec<usize>>) -> Self {
        drop_cold(self.instance, &mut groups);
        Self::of(self.instance, self.set, groups, self.window)
    }

    fn of(
        instance: &'i Instance,
        set: u32,
        mut groups: Vec<Vec<usize>>,
        window: (u32, u32),
    ) -> Self {
        groups.retain(|group| !group.is_empty());
        // What decides most for others comes first: what warms, what needs warmth, what needs props.
        let rank = |group: &Vec<usize>| {
            let any = |test: fn(&Candidate) -> bool| {
                group.iter().any(|&one| test(&instance.candidates[one]))
            };
            (
                !any(|one| !one.warms.is_empty()),
                !any(|one| !one.needs.is_empty()),
                !any(|one| one.props != 0),
            )
        };
        groups.sort_by_key(rank);
        let (mut links, mut shares) = (Vec::new(), Vec::new());
        let props = instance.props.min(64);
        for (at, group) in groups.iter().enumerate() {
            let own = instance.candidates[group[0]].group;
            for muscle in 0..instance.muscles {
                let needing = group.iter().map(|&one| &instance.candidates[one]);
                let last = needing
                    .filter(|one| one.needs.contains(&muscle))
                    .map(|one| one.position)
                    .max();
                links.extend(last.map(|last| Link {
                    group: at,
                    muscle,
                    last,
                    key: own * instance.muscles + muscle,
                }));
            }
            let used = group
                .iter()
                .fold(0, |bits, &one| bits | instance.candidates[one].props);
            shares.extend(
                (0..props)
                    .filter(|prop| used >> prop & 1 == 1)
                    .map(|prop| Share {
                        group: at,
                        prop,
                        key: own * props + prop,
                    }),
            );
        }
        Self {
            instance,
            set,
            groups,
            window,
            links,
            shares,
        }
    }

    /// Whether every position of the set, and the ending, still has a candidate.
    pub(super) fn is_possible(&self) -> bool {
        let all = || {
            self.groups
                .iter()
                .flatten()
                .map(|&one| &self.instance.candidates[one])
        };
        let visitable = all().fold(0, |mask, one| mask | 1_u32 << one.position);
        visitable == self.set && (!self.instance.must_finish || all().any(|one| self.ends(one)))
    }

    /// Whether a candidate pays the ending.
    pub(super) fn ends(&self, one: &Candidate) -> bool {
        one.finish && one.position == self.set.ilog2() as usize
    }

    /// Scaled points lost whatever is chosen: the positions after the first.
    pub(super) fn position_cost(&self) -> i64 {
        self.instance.position_cost * (i64::from(self.set.count_ones()) - 1) * SCALE
    }

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
                let mut sum = scaled(one.points) + prices.visit[one.position];
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
        let visits: f64 = members(self.set)
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

    /// The bound at the prices, and how it changes with each of them.
    fn relaxed(&self, prices: &Prices) -> (f64, Slope) {
        let instance = self.instance;
        let worth = self.worth(prices);
        let (least, most) = (f64::from(self.window.0), f64::from(self.window.1));
        let owed = if instance.must_finish {
            prices.finish
        } else {
            0.0
        };
        let room = if prices.time >= 0.0 { most } else { least };
        let mut bound = self.constant(prices) - owed + prices.time * room;
        let mut slope = Slope {
            load: instance
                .areas
                .iter()
                .zip(&prices.load)
                .map(|(a, p)| -f64::from(best_load(a, *p)))
                .collect(),
            time: room,
            finish: if instance.must_finish { -1.0 } else { 0.0 },
            visit: members(self.set).map(|_| -1.0).collect(),
            warm: vec![0.0; self.links.len()],
            share: vec![0.0; self.shares.len()],
        };
        let over: Vec<bool> = self.prop_totals(prices).map(|over| over > 0.0).collect();
        for (slope, share) in slope.share.iter_mut().zip(&self.shares) {
            *slope = if over[share.prop] { 1.0 } else { 0.0 };
        }
        for (at, group) in self.groups.iter().enumerate() {
            let mut pick: Option<(f64, &Candidate)> = None;
            for (&index, worth) in group.iter().zip(&worth[at]) {
                let one = &instance.candidates[index];
                let ends = instance.must_finish && self.ends(one);
                let value =
                    worth - prices.time * f64::from(one.slots) + if ends { owed } else { 0.0 };
                if value > pick.map_or(0.0, |(best, _)| best) {
                    pick = Some((value, one));
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
        let rank = (scope.set & ((1 << one.position) - 1)).count_ones() as usize;
        self.visit[rank] += 1.0;
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
        for (position, slope) in members(scope.set).zip(&self.visit) {
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

/// Drops candidates that need a muscle warm which nothing left can warm in time, until none is left.
fn drop_cold(instance: &Instance, groups: &mut [Vec<usize>]) {
    loop {
        let mut earliest = vec![usize::MAX; instance.muscles];
        for one in groups
            .iter()
            .flatten()
            .map(|&one| &instance.candidates[one])
        {
            for &muscle in &one.warms {
                earliest[muscle] = earliest[muscle].min(one.position);
            }
        }
        let before: usize = groups.iter().map(Vec::len).sum();
        for group in groups.iter_mut() {
            group.retain(|&one| {
                let one = &instance.candidates[one];
                one.needs
                    .iter()
                    .all(|&muscle| earliest[muscle] <= one.position)
            });
        }
        if groups.iter().map(Vec::len).sum::<usize>() == before {
            return;
        }
    }
}

/// The positions of a set, lowest first.
pub(super) fn members(set: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |position| set >> position & 1 == 1)
}
