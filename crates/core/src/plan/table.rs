//! The knapsack at fixed prices: for every suffix of the groups, whether an ending is still owed, and
//! every number of slots, the most that can be had. What couples the groups otherwise is in the prices.

use super::dual::Prices;
use super::scope::Scope;

/// The value of what cannot be; adding real values to it stays far below all of them.
const NEVER: i64 = i64::MIN / 4;

/// Whether a value is [`NEVER`], give or take real values that were added to it.
pub(super) fn is_never(value: i64) -> bool {
    value < NEVER / 2
}

/// The dynamic programme's values, scaled.
#[derive(Debug)]
pub(super) struct Table {
    /// `exact[group][owed][slots]`: the best of groups `group..` that takes exactly `slots`.
    exact: Vec<i64>,
    /// `within[group][owed][used]`: the best of groups `group..` that brings `used` into the window.
    within: Vec<i64>,
    /// Slots from 0 to the most, so one more than the most.
    width: usize,
    /// Worth of each candidate of each group at the prices.
    worth: Vec<Vec<i64>>,
    /// Whether a candidate pays the ending that is owed.
    ends: Vec<Vec<bool>>,
    owed: usize,
}

impl Table {
    /// Fills the table of a scope at whole prices.
    pub(super) fn new(scope: &Scope<'_>, prices: &Prices) -> Self {
        let (least, most) = scope.window;
        let width = most as usize + 1;
        let ends = |group: &Vec<usize>| {
            group
                .iter()
                .map(|&one| scope.ends(&scope.instance.candidates[one]))
                .collect()
        };
        let whole = |worth: Vec<f64>| worth.into_iter().map(|worth| worth as i64).collect();
        let mut table = Self {
            exact: vec![NEVER; (scope.groups.len() + 1) * 2 * width],
            within: Vec::new(),
            width,
            worth: scope.worth(prices).into_iter().map(whole).collect(),
            ends: scope.groups.iter().map(ends).collect(),
            owed: usize::from(scope.instance.must_finish),
        };
        table.fill(scope);
        table.slide(least as usize, most as usize);
        table
    }

    fn fill(&mut self, scope: &Scope<'_>) {
        let (instance, groups) = (scope.instance, &scope.groups);
        let (width, row) = (self.width, 2 * self.width);
        self.exact[groups.len() * row] = 0;
        for group in (0..groups.len()).rev() {
            let (head, tail) = self.exact.split_at_mut((group + 1) * row);
            let here = &mut head[group * row..];
            let after = &tail[..row];
            // Without anything of the group, where that may be.
            if !scope.must[group] {
                here.copy_from_slice(after);
            }
            for (at, &index) in groups[group].iter().enumerate() {
                let slots = instance.candidates[index].slots as usize;
                let worth = self.worth[group][at];
                if slots >= width {
                    continue;
                }
                // Not owed: from not owed. Owed: from owed, or from not owed when this one ends.
                let owed_from = if self.ends[group][at] { 0 } else { width };
                raise(&mut here[slots..width], &after[..width - slots], worth);
                raise(
                    &mut here[width + slots..row],
                    &after[owed_from..owed_from + width - slots],
                    worth,
                );
            }
        }
    }

    /// From exact slots to "lands in the window", by a sliding maximum.
    fn slide(&mut self, least: usize, most: usize) {
        let width = self.width;
        self.within = vec![NEVER; self.exact.len()];
        let mut queue: std::collections::VecDeque<usize> = std::collections::VecDeque::new();
        for (exact, within) in self
            .exact
            .chunks_exact(width)
            .zip(self.within.chunks_exact_mut(width))
        {
            // For `used` going down, the range [least - used, most - used] slides up.
            queue.clear();
            let mut next = 0;
            for used in (0..=most).rev() {
                let end = most - used;
                while next <= end {
                    while queue.back().is_some_and(|&back| exact[back] <= exact[next]) {
                        queue.pop_back();
                    }
                    queue.push_back(next);
                    next += 1;
                }
                let start = least.saturating_sub(used);
                while queue.front().is_some_and(|&front| front < start) {
                    queue.pop_front();
                }
                within[used] = queue.front().map_or(NEVER, |&front| exact[front]);
            }
        }
    }

    /// The best of all groups that lands in the window.
    pub(super) fn best(&self) -> i64 {
        self.rest(0, self.owed == 1, 0)
    }

    /// The best of groups `group..` when `used` slots are taken and an ending is owed or not.
    pub(super) fn rest(&self, group: usize, owed: bool, used: u32) -> i64 {
        self.within[(group * 2 + usize::from(owed)) * self.width + used as usize]
    }

    /// Whether the plan begins with an ending owed.
    pub(super) fn owed(&self) -> bool {
        self.owed == 1
    }

    /// Worth of the `at`-th candidate of `group`.
    pub(super) fn worth(&self, group: usize, at: usize) -> i64 {
        self.worth[group][at]
    }

    /// Whether the `at`-th candidate of `group` pays the ending.
    pub(super) fn ends(&self, group: usize, at: usize) -> bool {
        self.ends[group][at]
    }

    /// A choice that attains [`Table::best`], as indexes into the instance.
    pub(super) fn trace(&self, scope: &Scope<'_>) -> Vec<usize> {
        let mut chosen = Vec::new();
        let (mut owed, mut used) = (self.owed(), 0_u32);
        for (group, members) in scope.groups.iter().enumerate() {
            let here = self.rest(group, owed, used);
            if !scope.must[group] && here == self.rest(group + 1, owed, used) {
                continue;
            }
            for (at, &index) in members.iter().enumerate() {
                let after_used = used + scope.instance.candidates[index].slots;
                if after_used as usize >= self.width {
                    continue;
                }
                let after_owed = owed && !self.ends(group, at);
                let after = self.rest(group + 1, after_owed, after_used);
                if !is_never(after) && after + self.worth(group, at) == here {
                    chosen.push(index);
                    (owed, used) = (after_owed, after_used);
                    break;
                }
            }
        }
        chosen
    }

    /// For each candidate, the best total were it chosen: a forward programme meets the suffixes.
    /// In the order of the groups and their candidates.
    pub(super) fn forced(&self, scope: &Scope<'_>) -> Vec<i64> {
        let (width, row) = (self.width, 2 * self.width);
        let mut before = vec![NEVER; row];
        before[usize::from(self.owed()) * width] = 0;
        let mut forced = Vec::new();
        for (group, members) in scope.groups.iter().enumerate() {
            let mut after = if scope.must[group] {
                vec![NEVER; row]
            } else {
                before.clone()
            };
            for (at, &index) in members.iter().enumerate() {
                let slots = scope.instance.candidates[index].slots as usize;
                let worth = self.worth(group, at);
                let mut best = NEVER;
                if slots < width {
                    for owed in [false, true] {
                        let left = owed && !self.ends(group, at);
                        let from = &before[usize::from(owed) * width..][..width - slots];
                        let rest = &self.within[((group + 1) * 2 + usize::from(left)) * width..]
                            [slots..width];
                        let met = from.iter().zip(rest).map(|(a, b)| a + b).max();
                        best = best.max(met.unwrap_or(NEVER).saturating_add(worth));
                        raise(
                            &mut after[usize::from(left) * width..][slots..width],
                            from,
                            worth,
                        );
                    }
                }
                forced.push(best);
            }
            before = after;
        }
        forced
    }
}

/// Raises each value of `into` to `from + worth` where that is more.
fn raise(into: &mut [i64], from: &[i64], worth: i64) {
    for (into, from) in into.iter_mut().zip(from) {
        *into = (*into).max(from + worth);
    }
}
