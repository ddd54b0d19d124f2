//! What one part of the search looks at: some positions, the candidates that fit them, and what
//! couples the candidates.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dual::SCALE;
use super::flat::Flat;
use super::model::{Candidate, Instance};

/// One set of positions to search: its candidates, and what couples them.
#[derive(Debug)]
pub(super) struct Scope<'i> {
    pub instance: &'i Instance,
    pub flat: &'i Flat,
    /// The positions, one bit each.
    pub set: u32,
    /// Whether each of them is visited; otherwise any choice of them may be.
    pub whole: bool,
    /// The candidates that may be chosen, by group; no group is empty.
    pub groups: Vec<Vec<usize>>,
    /// Whether something of the group has to be chosen, by group.
    pub must: Vec<bool>,
    /// The groups of which something has to be chosen, by their numbers in the instance.
    required: Vec<usize>,
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

impl<'i> Scope<'i> {
    /// The scope of a set of positions, of the candidates that `keep` names by their indexes; `None` when no
    /// choice of them can visit exactly these positions.
    pub(super) fn new(
        instance: &'i Instance,
        flat: &'i Flat,
        set: u32,
        mut keep: impl FnMut(usize) -> bool,
    ) -> Option<Self> {
        let window = instance.room(set)?;
        let fits = |one: &Candidate| set >> one.position & 1 == 1 && one.slots <= window.1;
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); instance.groups];
        for (index, one) in instance.candidates.iter().enumerate() {
            if fits(one) && keep(index) {
                groups[one.group].push(index);
            }
        }
        drop_cold(instance, &mut groups);
        let scope = Self::of(instance, flat, set, groups, &[], window);
        scope.is_possible().then_some(scope)
    }

    /// All candidates, for bounds that hold whatever positions are visited.
    pub(super) fn every(instance: &'i Instance, flat: &'i Flat) -> Self {
        let groups = (0..instance.groups)
            .map(|group| instance.group(group).collect())
            .collect();
        let fixed = instance.closing_slots;
        let taking = u32::try_from(instance.most_positions)
            .unwrap_or(u32::MAX)
            .saturating_mul(instance.position_slots);
        let least = instance
            .window
            .0
            .saturating_sub(fixed)
            .saturating_sub(taking);
        let most = instance
            .window
            .1
            .saturating_sub(fixed + instance.position_slots);
        let all = ((1_u64 << instance.positions) - 1) as u32;
        Self {
            whole: false,
            ..Self::of(instance, flat, all, groups, &[], (least, most))
        }
    }

    /// The same scope with fewer candidates.
    pub(super) fn narrowed(&self, groups: Vec<Vec<usize>>) -> Self {
        self.requiring(&self.required, groups)
    }

    /// The same scope with fewer candidates, and something of some groups.
    fn requiring(&self, required: &[usize], mut groups: Vec<Vec<usize>>) -> Self {
        drop_cold(self.instance, &mut groups);
        Self {
            whole: self.whole,
            ..Self::of(
                self.instance,
                self.flat,
                self.set,
                groups,
                required,
                self.window,
            )
        }
    }

    /// Two scopes that hold every choice of this one between them: of a group, its candidate at `at` or
    /// anything else; where `at` is `None`, something of the group or nothing.
    pub(super) fn halves(&self, group: usize, at: Option<usize>) -> [Self; 2] {
        let own = self.instance.candidates[self.groups[group][0]].group;
        let mut required = self.required.clone();
        if !self.must[group] {
            required.push(own);
        }
        let (mut with, mut without) = (self.groups.clone(), self.groups.clone());
        if let Some(at) = at {
            with[group] = vec![self.groups[group][at]];
            without[group].remove(at);
        } else {
            without.remove(group);
        }
        [self.requiring(&required, with), self.narrowed(without)]
    }

    /// The same scope with its groups in another order.
    pub(super) fn ordered(&self, order: &[usize]) -> Self {
        let groups = order.iter().map(|&group| self.groups[group].clone());
        Self {
            whole: self.whole,
            ..Self::coupled(
                self.instance,
                self.flat,
                self.set,
                groups.collect(),
                &self.required,
                self.window,
            )
        }
    }

    fn of(
        instance: &'i Instance,
        flat: &'i Flat,
        set: u32,
        mut groups: Vec<Vec<usize>>,
        required: &[usize],
        window: (u32, u32),
    ) -> Self {
        groups.retain(|group| !group.is_empty());
        // What decides most for others comes first: what warms, what needs warmth, what needs props, and then
        // what adds most load, on which the worth of everything else depends.
        let rank = |group: &Vec<usize>| {
            let any = |test: fn(&Candidate) -> bool| {
                group.iter().any(|&one| test(&instance.candidates[one]))
            };
            (
                !any(|one| !one.warms.is_empty()),
                !any(|one| !one.needs.is_empty()),
                !any(|one| one.props != 0),
                Reverse(most_load(instance, group)),
            )
        };
        groups.sort_by_cached_key(rank);
        Self::coupled(instance, flat, set, groups, required, window)
    }

    /// A scope of groups as they stand.
    fn coupled(
        instance: &'i Instance,
        flat: &'i Flat,
        set: u32,
        groups: Vec<Vec<usize>>,
        required: &[usize],
        window: (u32, u32),
    ) -> Self {
        let number = |group: &Vec<usize>| instance.candidates[group[0]].group;
        let must = groups
            .iter()
            .map(|group| required.contains(&number(group)))
            .collect();
        let (mut links, mut shares) = (Vec::new(), Vec::new());
        let props = instance.props.min(64);
        for (at, group) in groups.iter().enumerate() {
            let own = instance.candidates[group[0]].group;
            // By muscle, the last position in which something of the group needs it warm.
            let mut needed: BTreeMap<usize, usize> = BTreeMap::new();
            for one in group.iter().map(|&one| &instance.candidates[one]) {
                for &muscle in &one.needs {
                    let last = needed.entry(muscle).or_default();
                    *last = (*last).max(one.position);
                }
            }
            links.extend(needed.into_iter().map(|(muscle, last)| Link {
                group: at,
                muscle,
                last,
                key: own * instance.muscles + muscle,
            }));
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
            flat,
            set,
            whole: true,
            groups,
            must,
            required: required.to_vec(),
            window,
            links,
            shares,
        }
    }

    /// How many candidates there are.
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// Whether every position of the set, the ending and what is required still have a candidate.
    pub(super) fn is_possible(&self) -> bool {
        let all = || {
            self.groups
                .iter()
                .flatten()
                .map(|&one| &self.instance.candidates[one])
        };
        let visitable = all().fold(0, |mask, one| mask | 1_u32 << one.position);
        let required = self.must.iter().filter(|must| **must).count();
        required == self.required.len()
            && visitable == self.set
            && (!self.instance.must_finish || all().any(|one| self.ends(one)))
    }

    /// The positions that have to be visited, one bit each.
    pub(super) fn must_visit(&self) -> u32 {
        if self.whole { self.set } else { 0 }
    }

    /// Whether a candidate pays the ending.
    pub(super) fn ends(&self, one: &Candidate) -> bool {
        one.finish && (!self.whole || one.position == self.set.ilog2() as usize)
    }

    /// Scaled points lost whatever is chosen: the positions after the first.
    pub(super) fn position_cost(&self) -> i64 {
        let after_the_first = i64::from(self.must_visit().count_ones()) - 1;
        self.instance.position_cost * after_the_first.max(0) * SCALE
    }
}

/// The most load, over all areas, that a candidate of a group adds.
fn most_load(instance: &Instance, group: &[usize]) -> u32 {
    let loads = group.iter().map(|&one| &instance.candidates[one].load);
    loads.map(|load| load.iter().sum()).max().unwrap_or(0)
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
    bits(u64::from(set))
}

/// The bits that are set, lowest first.
pub(super) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let lowest = set.trailing_zeros() as usize;
            set &= set - 1;
            lowest
        })
    })
}
