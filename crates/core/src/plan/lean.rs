//! Which way each group leans: what it would be done by, in part, if candidates could be split.
//!
//! Each step of the price search picks the best of every group at its prices. The mean of the picks, the
//! late ones weighing more, comes near a solution of the linear relaxation (the volume algorithm of
//! Barahona and Anbil, 2000). Nothing that is passed over depends on it: it says in which order to decide,
//! and where to halve.

use super::dual::Prices;
use super::scope::Scope;

/// Steps of the price search that are watched.
const STEPS: usize = 40;
/// How much a pick weighs in the mean.
const WEIGHT: f64 = 0.1;
/// A group with a share above this is as good as decided.
const SETTLED: f64 = 0.97;

/// By group, the share of nothing at all, and then that of each candidate; they sum up to 1.
pub(super) struct Lean {
    shares: Vec<Vec<f64>>,
}

impl Lean {
    /// Which way a scope's groups lean around `prices`, when the bound is lowered towards `target`.
    pub(super) fn new(scope: &Scope<'_>, prices: &Prices, target: Option<f64>) -> Self {
        let row = |group: &Vec<usize>| vec![0.0; group.len() + 1];
        let mut shares: Vec<Vec<f64>> = scope.groups.iter().map(row).collect();
        let mut weight = WEIGHT;
        scope.improve_watched(prices, target, STEPS, |picks| {
            for (row, pick) in shares.iter_mut().zip(picks) {
                row[pick.map_or(0, |at| at + 1)] += weight;
            }
            weight /= 1.0 - WEIGHT;
        });
        for row in &mut shares {
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|share| *share /= sum);
        }
        Self { shares }
    }

    /// The best order to decide the groups in: first what is as good as decided, the surest first, for it
    /// makes the bounds of the rest sharp; the others as they stand.
    pub(super) fn order(&self) -> Vec<usize> {
        let unsure = |group: &usize| {
            let share = self.shares[*group].iter().copied().fold(0.0, f64::max);
            let thousandths = (share * 1000.0) as i64;
            if share > SETTLED { -thousandths } else { 0 }
        };
        let mut order: Vec<usize> = (0..self.shares.len()).collect();
        order.sort_by_key(unsure);
        order
    }

    /// The same of a scope whose groups were put in another order.
    pub(super) fn ordered(mut self, order: &[usize]) -> Self {
        let take = |&group: &usize| std::mem::take(&mut self.shares[group]);
        Self {
            shares: order.iter().map(take).collect(),
        }
    }

    /// Two scopes that hold every choice of one between them: with and without what is nearest to being
    /// done by half. `None` when nothing is open.
    pub(super) fn halves<'i>(&self, scope: &Scope<'i>) -> Option<[Scope<'i>; 2]> {
        let mut best: Option<(f64, usize, Option<usize>)> = None;
        for (group, row) in self.shares.iter().enumerate() {
            let (must, only) = (scope.must[group], scope.groups[group].len() == 1);
            for (at, share) in row.iter().enumerate() {
                // Something is chosen of it whatever happens; or, the only one: the same as nothing at all.
                if (at == 0 && must) || (at == 1 && only) {
                    continue;
                }
                let open = share.min(1.0 - share);
                if best.is_none_or(|(most, ..)| open > most) {
                    best = Some((open, group, at.checked_sub(1)));
                }
            }
        }
        let (_, group, at) = best?;
        Some(scope.halves(group, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_good_as_decided_comes_first_and_the_surest_before_that() {
        let lean = Lean {
            shares: vec![
                vec![0.5, 0.5],
                vec![0.02, 0.98],
                vec![0.9, 0.1],
                vec![1.0, 0.0],
            ],
        };
        let order = lean.order();
        assert_eq!(order, [3, 1, 0, 2]);
        let shares = lean.ordered(&order).shares;
        assert_eq!(shares[0], [1.0, 0.0]);
        assert_eq!(shares[3], [0.9, 0.1]);
    }
}
