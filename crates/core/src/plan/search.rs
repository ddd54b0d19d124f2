//! The search: a true optimum of an [`Instance`], by branch and bound under a Lagrangian bound.
//!
//! Positions are few, so each set of positions is searched on its own: within a set the changes of
//! position cost a constant. What couples the rest (coverage, time, warmth, props, the ending) is
//! priced by [`super::dual`]. At those prices, candidates that cannot be in anything better than the
//! best choice found are dropped; over the others a dynamic programme over slots ([`Table`]) is exact
//! in time and in the ending, and its suffixes bound every node of a depth-first search
//! ([`super::branch`]). In which order it decides is read off the price search itself ([`super::lean`]).
//! Below a few decisions the prices of the whole are no longer good ones; a scope that takes too many nodes
//! is therefore halved where the price search is least decided, and each half is priced anew.
//!
//! At good prices the bound of the best set is above the optimum by well under a hundredth, while a
//! first choice may be far below. So the search aims: it looks for choices within a small part of the
//! bound, as if something just short of that had been found already, which drops nearly everything at
//! once. What is found then is optimal; when nothing is there, the aim was too high, which is proven,
//! and the next is lower.
//!
//! Nothing is passed over unless its bound is no better than the best choice found or the aim, so what
//! comes back is optimal. Prices are found in floating point, with room for rounding where they drop
//! anything; the other bounds are whole numbers. Ties go to what is found first, in a fixed order: equal
//! input gives equal output.

use std::collections::VecDeque;

use super::branch;
use super::dual::{Prices, SCALE};
use super::flat::Flat;
use super::lean::Lean;
use super::model::Instance;
use super::scope::{Scope, members};
use super::sieve::Sieve;
use super::table::{Table, is_never};

/// Steps of the price search: over all positions, and within each set of positions.
const STEPS: (usize, usize) = (120, 40);
/// The most sets of positions that are looked at for a first estimate of the best score.
const LOOKED_AT: usize = 12;
/// The first aim lies this part of the estimate below it, or so many points if that is more: what is lost
/// because things come whole does not shrink with the plan. Each further aim lies half as far again, and a
/// little: what lies between the optimum and the aim has to be searched, and takes far longer than to prove
/// that an aim was too high.
const FIRST_AIM: (i64, i64) = (2048, 10);
/// The nodes of a depth-first search after which the scope is halved instead.
const NODES: u32 = 40_000;
/// A half is searched depth first once it has at most so many percent of the candidates of what took too
/// many nodes; until then it is halved again, for it would take too many as well.
const FEWER: usize = 90;
/// How many sieves are kept.
const SIEVES: usize = 8;
/// How many aims are tried before the search goes without.
const AIMS: usize = 14;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The chosen candidates, as indexes into the instance.
    pub chosen: Vec<usize>,
    /// Their score.
    pub score: i64,
}

/// The best choice of an instance; `None` when no choice is allowed.
pub fn best(instance: &Instance) -> Option<Found> {
    best_with(instance, NODES)
}

/// As [`best`], with another number of nodes after which scopes are halved.
pub(super) fn best_with(instance: &Instance, nodes: u32) -> Option<Found> {
    if most_slots(instance) < instance.window.0 {
        return None;
    }
    let flat = Flat::new(instance);
    let every = Scope::every(instance, &flat);
    let (prices, _) = every.improve(&Prices::start(instance), None, STEPS.0);
    let mut search = Search {
        every: &every,
        nodes,
        instance,
        best: None,
        prices,
        sieves: VecDeque::new(),
        is_priced: false,
    };
    let mut sets = search.rough_bounds(&every);
    let estimate = search.estimate(&mut sets);
    let mut below = (estimate / FIRST_AIM.0).max(FIRST_AIM.1) + 1;
    // Without a good estimate (mostly when nothing is allowed) there is nothing to aim at.
    let aims = if estimate > 0 { AIMS } else { 0 };
    for _ in 0..aims {
        // As if one point less than the aim had been found already.
        search.best = Some(Found {
            chosen: Vec::new(),
            score: estimate - below - 1,
        });
        search.all(&sets);
        if let Some(found) = search.best.take_if(|best| !best.chosen.is_empty()) {
            return Some(found);
        }
        below += below / 2 + 1;
    }
    search.best = None;
    search.all(&sets);
    search.best
}

/// More slots than any choice takes.
fn most_slots(instance: &Instance) -> u32 {
    let longest = |group| {
        let slots = instance.candidates[instance.group(group)].iter();
        slots.map(|one| one.slots).max().unwrap_or(0)
    };
    let work: u32 = (0..instance.groups).map(longest).sum();
    let visited = instance.most_positions.min(instance.positions);
    let taking = u32::try_from(visited).map_or(u32::MAX, |visited| {
        visited.saturating_mul(instance.position_slots)
    });
    work.saturating_add(taking)
        .saturating_add(instance.closing_slots)
}

/// Whether a scaled bound leaves room for something better than `best`.
pub(super) fn beats(bound: i64, best: Option<&Found>) -> bool {
    !is_never(bound) && best.is_none_or(|best| bound.div_euclid(SCALE) > best.score)
}

struct Search<'i> {
    every: &'i Scope<'i>,
    /// The nodes after which a scope is halved.
    nodes: u32,
    instance: &'i Instance,
    best: Option<Found>,
    /// The prices that served last, where the next set starts from.
    prices: Prices,
    /// What the prices of the last sets say of the others, the latest first.
    sieves: VecDeque<Sieve>,
    /// Whether there were other prices since the latest sieve.
    is_priced: bool,
}

impl Search<'_> {
    /// Every set of positions that may be visited, with a quick bound, the most promising first.
    ///
    /// The bound is the separable one at the present prices, and the best of some prices of time.
    fn rough_bounds(&self, every: &Scope<'_>) -> Vec<(i64, u32)> {
        let instance = self.instance;
        let prices = self.prices.rounded();
        let worth = every.worth(&prices);
        let constant = every.constant(&prices);
        let around = self.prices.time.round();
        let rates = [0.0, around * 0.8, around, around * 1.25, around * 2.0];
        // The best of each group in each position at each rate, so that a set costs groups x positions.
        let table_at = |rate: &f64| {
            let mut table = vec![0.0_f64; every.groups.len() * instance.positions];
            let rows = table.chunks_exact_mut(instance.positions.max(1));
            for ((row, group), worth) in rows.zip(&every.groups).zip(&worth) {
                for (&index, worth) in group.iter().zip(worth) {
                    let one = &instance.candidates[index];
                    row[one.position] = row[one.position].max(worth - rate * f64::from(one.slots));
                }
            }
            table
        };
        let tables: Vec<Vec<f64>> = rates.iter().map(table_at).collect();
        let mut sets: Vec<(i64, u32)> = (1..1_u32 << instance.positions)
            .filter(|set| set.count_ones() as usize <= instance.most_positions)
            .filter_map(|set| {
                let (least, most) = instance.room(set)?;
                let inner = |(rate, table): (&f64, &Vec<f64>)| {
                    let room = f64::from(if *rate >= 0.0 { most } else { least });
                    let best = |row: &[f64]| members(set).map(|at| row[at]).fold(0.0, f64::max);
                    table
                        .chunks_exact(instance.positions)
                        .map(best)
                        .sum::<f64>()
                        + rate * room
                };
                let inner = rates
                    .iter()
                    .zip(&tables)
                    .map(inner)
                    .fold(f64::INFINITY, f64::min);
                let visits = i64::from(set.count_ones()) - 1;
                let bound =
                    (constant + inner).ceil() as i64 - instance.position_cost * visits * SCALE;
                Some((bound, set))
            })
            .collect();
        sets.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        sets
    }

    /// What the best score may be, by the bounds of the most promising sets at good prices. Keeps the
    /// better bounds, and the order.
    fn estimate(&mut self, sets: &mut [(i64, u32)]) -> i64 {
        let mut highest = i64::MIN;
        let start = self.prices.clone();
        for (bound, set) in sets.iter_mut().take(LOOKED_AT) {
            if *bound <= highest {
                break;
            }
            let Some(scope) = Scope::new(self.instance, self.every.flat, *set, |_| true) else {
                continue;
            };
            let target = (highest > i64::MIN).then_some(highest as f64);
            let (prices, better) = scope.improve(&start, target, STEPS.1);
            let better = better + scope.slack(&prices);
            *bound = (*bound).min(better.ceil() as i64);
            if *bound > highest {
                highest = *bound;
                self.prices = prices;
            }
        }
        sets.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        highest.max(0) / SCALE
    }

    /// Searches all sets of positions that may hold something better.
    fn all(&mut self, sets: &[(i64, u32)]) {
        for (bound, set) in sets {
            if beats(*bound, self.best.as_ref()) && self.passes(*set) {
                self.set(*set);
                if std::mem::take(&mut self.is_priced) {
                    self.sieves.truncate(SIEVES - 1);
                    self.sieves.push_front(Sieve::new(self.every, &self.prices));
                }
            }
        }
    }

    /// Whether no sieve rules a set of positions out.
    fn passes(&self, set: u32) -> bool {
        self.sieves.iter().all(|sieve| {
            sieve
                .bound(self.instance, set)
                .is_some_and(|bound| beats(bound, self.best.as_ref()))
        })
    }

    /// Searches one set of positions.
    fn set(&mut self, set: u32) {
        let (instance, flat) = (self.instance, self.every.flat);
        let scope = match self.sieves.front() {
            Some(sieve) => sieve.scope(instance, flat, set, self.worth()),
            None => Scope::new(instance, flat, set, |_| true),
        };
        if let Some(scope) = scope {
            self.scope(scope, None);
        }
    }

    /// Searches a scope: in halves, each at prices of its own, when it takes too many nodes at once. `large`
    /// is how many candidates were too many last time.
    fn scope(&mut self, mut scope: Scope<'_>, large: Option<usize>) {
        // Each round drops candidates at better prices, until none goes.
        loop {
            let Some(narrowed) = self.narrowed(&scope, &self.prices) else {
                return;
            };
            let target = self.best.as_ref().map(|best| (best.score * SCALE) as f64);
            (self.prices, _) = narrowed.improve(&self.prices, target, STEPS.1);
            self.is_priced = true;
            let Some(narrowed) = self.narrowed(&narrowed, &self.prices) else {
                return;
            };
            let rounded = self.prices.rounded();
            let table = Table::new(&narrowed, &rounded);
            let constant = narrowed.constant(&rounded) as i64;
            if !beats(constant + table.best(), self.best.as_ref()) {
                return;
            }
            self.keep(table.trace(&narrowed));
            let before = narrowed.count();
            let groups = self.reduced(&narrowed, constant, &table);
            if groups.iter().map(Vec::len).sum::<usize>() == before {
                self.decide(&narrowed, &rounded, large);
                return;
            }
            scope = narrowed.narrowed(groups);
            if !scope.is_possible() {
                return;
            }
        }
    }

    /// Searches a scope of which no candidate can be dropped at whole `prices`: depth first, or in halves.
    fn decide(&mut self, scope: &Scope<'_>, prices: &Prices, mut large: Option<usize>) {
        let target = self.best.as_ref().map(|best| (best.score * SCALE) as f64);
        let lean = Lean::new(scope, &self.prices, target);
        let order = lean.order();
        let (scope, lean) = (scope.ordered(&order), lean.ordered(&order));
        let table = Table::new(&scope, prices);
        let count = scope.count();
        if large.is_none_or(|large| count * 100 <= large * FEWER) {
            if branch::run(&scope, prices, &table, &mut self.best, self.nodes) {
                return;
            }
            large = Some(count);
        }
        match lean.halves(&scope) {
            Some(halves) => halves.into_iter().for_each(|half| self.scope(half, large)),
            None => {
                branch::run(&scope, prices, &table, &mut self.best, u32::MAX);
            }
        }
    }

    /// A scope without the candidates that cannot be in anything better at the prices; `None` when
    /// nothing better is possible.
    fn narrowed<'s>(&self, scope: &Scope<'s>, prices: &Prices) -> Option<Scope<'s>> {
        let narrowed = scope.narrowed(scope.worthwhile(prices, self.worth()));
        narrowed.is_possible().then_some(narrowed)
    }

    /// The least scaled value that is better than the best choice found.
    fn worth(&self) -> f64 {
        self.best
            .as_ref()
            .map_or(f64::NEG_INFINITY, |best| ((best.score + 1) * SCALE) as f64)
    }

    /// Keeps a choice when it is allowed and better than the best so far.
    fn keep(&mut self, chosen: Vec<usize>) {
        if let Some(score) = self.instance.evaluate(&chosen)
            && self.best.as_ref().is_none_or(|best| score > best.score)
        {
            self.best = Some(Found { chosen, score });
        }
    }

    /// Without the candidates whose bound in the table, were they chosen, is no better than the best so
    /// far.
    fn reduced(&self, scope: &Scope<'_>, constant: i64, table: &Table) -> Vec<Vec<usize>> {
        let mut forced = table.forced(scope).into_iter();
        let mut keep = |_: &&usize| {
            forced
                .next()
                .is_some_and(|inner| beats(constant + inner, self.best.as_ref()))
        };
        scope
            .groups
            .iter()
            .map(|group| group.iter().filter(&mut keep).copied().collect())
            .collect()
    }
}
