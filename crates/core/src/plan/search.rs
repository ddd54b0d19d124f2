//! The search: a true optimum of an [`Instance`], by branch and bound under a Lagrangian bound.
//!
//! Positions are few, so each set of positions is searched on its own: within a set the changes of
//! position cost a constant. What couples the rest (coverage, time, warmth, props, the ending) is
//! priced by [`super::dual`]. At those prices, a dynamic programme over slots ([`Table`]) is exact in
//! time and in the ending; its suffixes bound every node of a depth-first search
//! ([`super::branch`]). Nothing is passed over unless its bound is no better than the best choice
//! found, so what comes back is optimal. Prices are found in floating point, but every bound that
//! decides anything is computed in whole numbers. Ties go to what is found first, in a fixed order:
//! equal input gives equal output.

use super::branch;
use super::dual::{Prices, SCALE, Scope, members};
use super::model::Instance;
use super::table::{Table, is_never};

/// Steps of the price search for the first set of positions, and for each further one.
const STEPS: (usize, usize) = (160, 40);

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
    let mut search = Search {
        instance,
        best: None,
        prices: Prices::start(instance),
        steps: STEPS.0,
    };
    search.tune();
    for (bound, set) in search.rough_bounds() {
        if beats(bound, search.best.as_ref()) {
            search.set(set);
        }
    }
    search.best
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
    steps: usize,
}

impl Search<'_> {
    /// Finds good prices for the set of positions that looks best before anything is priced.
    fn tune(&mut self) {
        let first = self
            .rough_bounds()
            .into_iter()
            .find_map(|(_, set)| Scope::new(self.instance, set));
        if let Some(scope) = first {
            (self.prices, _) = scope.improve(&self.prices, None, self.steps);
        }
    }

    /// Every set of positions that may be visited, with a quick bound, the most promising first.
    ///
    /// The bound is the separable one at the present prices of load and props, and the best of some
    /// prices of time; warmth, the ending and unvisited positions are let go.
    fn rough_bounds(&self) -> Vec<(i64, u32)> {
        let instance = self.instance;
        let every = Scope::every(instance);
        let mut prices = self.prices.rounded();
        prices.warm.fill(0.0);
        prices.visit.fill(0.0);
        let worth: Vec<f64> = every.worth(&prices).into_iter().flatten().collect();
        let constant = every.constant(&prices) + every.position_cost() as f64;
        let around = self.prices.time.round();
        let rates = [
            0.0,
            around * 0.5,
            around * 0.8,
            around,
            around * 1.25,
            around * 2.0,
            64.0,
            256.0,
            1024.0,
        ];
        // The best of each group in each position at each rate, so that a set costs groups x positions.
        let tables: Vec<Vec<f64>> = rates
            .iter()
            .map(|rate| {
                let mut table = vec![0.0_f64; instance.groups * instance.positions];
                for (one, worth) in instance.candidates.iter().zip(&worth) {
                    let cell = &mut table[one.group * instance.positions + one.position];
                    *cell = cell.max(worth - rate * f64::from(one.slots));
                }
                table
            })
            .collect();
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
        // Twice: once more when the candidates that cannot be in a better choice are gone.
        for _ in 0..2 {
            let target = self.best.as_ref().map(|best| (best.score * SCALE) as f64);
            let (prices, _) = scope.improve(&self.prices, target, self.steps);
            self.steps = STEPS.1;
            let rounded = prices.rounded();
            let table = Table::new(&scope, &rounded);
            let constant = scope.constant(&rounded) as i64;
            if !beats(constant + table.best(), self.best.as_ref()) {
                return;
            }
            self.prices = prices;
            self.keep(table.trace(&scope));
            let before: usize = scope.groups.iter().map(Vec::len).sum();
            let groups = self.reduced(&scope, constant, &table);
            let after: usize = groups.iter().map(Vec::len).sum();
            if after == before {
                branch::run(&scope, &rounded, &table, &mut self.best);
                return;
            }
            scope = scope.narrowed(groups);
            if !scope.is_possible() {
                return;
            }
        }
        let rounded = self.prices.rounded();
        let table = Table::new(&scope, &rounded);
        branch::run(&scope, &rounded, &table, &mut self.best);
    }

    /// Keeps a choice when it is allowed and better than the best so far.
    fn keep(&mut self, chosen: Vec<usize>) {
        if let Some(score) = self.instance.evaluate(&chosen)
            && self.best.as_ref().is_none_or(|best| score > best.score)
        {
            self.best = Some(Found { chosen, score });
        }
    }

    /// Without the candidates whose bound, were they chosen, is no better than the best so far.
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
