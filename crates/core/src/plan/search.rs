//! The search: a true optimum of an [`Instance`], by branch and bound under a Lagrangian bound.
//!
//! Positions are few, so each set of positions is searched on its own: within a set the changes of
//! position cost a constant. What couples the rest (coverage, time, warmth, props, the ending) is
//! priced by [`super::dual`]. At those prices, candidates that cannot be in anything better than the
//! best choice found are dropped; over the others a dynamic programme over slots ([`Table`]) is exact
//! in time and in the ending, and its suffixes bound every node of a depth-first search
//! ([`super::branch`]). A large instance is first searched with its most promising groups alone, so that
//! there is something to beat. Nothing is passed over unless its bound is no better than the best
//! choice found, so what comes back is optimal. Prices are found in floating point, with room for
//! rounding where they drop anything; the other bounds are whole numbers. Ties go to what is found
//! first, in a fixed order: equal input gives equal output.

use super::branch;
use super::dual::{Prices, SCALE};
use super::model::Instance;
use super::scope::{Scope, members};
use super::table::{Table, is_never};

/// Steps of the price search: over all positions, and within each set of positions.
const STEPS: (usize, usize) = (120, 40);
/// Groups beyond which an instance is first searched in part, and the groups of that part.
const LARGE: (usize, usize) = (96, 48);

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
    better(instance, None, LARGE)
}

/// As [`best`], with other limits of what is searched in parts.
#[cfg(test)]
pub(super) fn best_in_parts(instance: &Instance, limits: (usize, usize)) -> Option<Found> {
    better(instance, None, limits)
}

/// The best choice of an instance if it is better than `best`, otherwise `best`.
fn better(instance: &Instance, best: Option<Found>, limits: (usize, usize)) -> Option<Found> {
    let every = Scope::every(instance);
    let target = best.as_ref().map(|best| (best.score * SCALE) as f64);
    let (prices, _) = every.improve(&Prices::start(instance), target, STEPS.0);
    if instance.groups > limits.0 {
        return large(&every, &prices, best, limits);
    }
    whole(&every, prices, best)
}

/// As [`better`], at once, from some prices on.
fn whole(every: &Scope<'_>, prices: Prices, best: Option<Found>) -> Option<Found> {
    let mut search = Search {
        instance: every.instance,
        best,
        prices,
    };
    for (bound, set) in search.rough_bounds(every) {
        if beats(bound, search.best.as_ref()) {
            search.set(set);
        }
    }
    search.best
}

/// As [`better`], for an instance of many groups: a few of them first, then what is left of all when
/// everything that cannot beat those few is dropped.
fn large(
    every: &Scope<'_>,
    prices: &Prices,
    best: Option<Found>,
    limits: (usize, usize),
) -> Option<Found> {
    let instance = every.instance;
    let mut order: Vec<(f64, usize)> = every
        .values(prices)
        .iter()
        .map(|values| values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        .zip(0..)
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.truncate(limits.1);
    let few: Vec<usize> = order
        .iter()
        .flat_map(|(_, group)| every.groups[*group].iter().copied())
        .collect();
    let best = part(instance, few, best, limits);
    let worth = best
        .as_ref()
        .map_or(f64::NEG_INFINITY, |best| ((best.score + 1) * SCALE) as f64);
    let left: Vec<usize> = every
        .worthwhile(prices, worth)
        .into_iter()
        .flatten()
        .collect();
    if left.len() * 10 < instance.candidates.len() * 9 {
        return part(instance, left, best, limits);
    }
    whole(every, prices.clone(), best)
}

/// As [`better`], with some of the candidates alone.
fn part(
    instance: &Instance,
    mut some: Vec<usize>,
    best: Option<Found>,
    limits: (usize, usize),
) -> Option<Found> {
    some.sort_unstable();
    let found = better(
        &instance.only(&some),
        best.clone().map(|best| Found {
            chosen: Vec::new(),
            ..best
        }),
        limits,
    )?;
    if found.chosen.is_empty() {
        return best;
    }
    Some(Found {
        chosen: found.chosen.into_iter().map(|at| some[at]).collect(),
        ..found
    })
}

/// Whether a scaled bound leaves room for something better than `best`.
pub(super) fn beats(bound: i64, best: Option<&Found>) -> bool {
    !is_never(bound) && best.is_none_or(|best| bound.div_euclid(SCALE) > best.score)
}

struct Search<'i> {
    instance: &'i Instance,
    best: Option<Found>,
    /// The prices that served last, where the next set starts from.
    prices: Prices,
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
                let fixed = set.count_ones() * instance.position_slots + instance.closing_slots;
                let most = instance.window.1.checked_sub(fixed)?;
                let least = instance.window.0.saturating_sub(fixed);
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

    /// Searches one set of positions.
    fn set(&mut self, set: u32) {
        let Some(mut scope) = Scope::new(self.instance, set) else {
            return;
        };
        // Each round drops candidates at better prices, until none goes.
        loop {
            let Some(narrowed) = self.narrowed(&scope, &self.prices) else {
                return;
            };
            let target = self.best.as_ref().map(|best| (best.score * SCALE) as f64);
            let (prices, _) = narrowed.improve(&self.prices, target, STEPS.1);
            let Some(narrowed) = self.narrowed(&narrowed, &prices) else {
                return;
            };
            let rounded = prices.rounded();
            let table = Table::new(&narrowed, &rounded);
            let constant = narrowed.constant(&rounded) as i64;
            if !beats(constant + table.best(), self.best.as_ref()) {
                return;
            }
            self.prices = prices;
            self.keep(table.trace(&narrowed));
            let before = narrowed.count();
            let groups = self.reduced(&narrowed, constant, &table);
            if groups.iter().map(Vec::len).sum::<usize>() == before {
                branch::run(&narrowed, &rounded, &table, &mut self.best);
                return;
            }
            scope = narrowed.narrowed(groups);
            if !scope.is_possible() {
                return;
            }
        }
    }

    /// A scope without the candidates that cannot be in anything better at the prices; `None` when
    /// nothing better is possible.
    fn narrowed<'s>(&self, scope: &Scope<'s>, prices: &Prices) -> Option<Scope<'s>> {
        let worth = self
            .best
            .as_ref()
            .map_or(f64::NEG_INFINITY, |best| ((best.score + 1) * SCALE) as f64);
        let narrowed = scope.narrowed(scope.worthwhile(prices, worth));
        narrowed.is_possible().then_some(narrowed)
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
