//! The depth-first search within one set of positions, pruned by the table's bounds.
//!
//! At a node some groups are decided. The bound takes the decided ones at their true value, the
//! others from the table, and corrects the prices of constraints that are settled already: a prop
//! that is paid for, a position that is visited, a muscle that is warm.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::dual::{Prices, SCALE, best_load};
use super::model::Candidate;
use super::scope::{Link, Scope, members};
use super::search::{Found, beats};
use super::table::{Table, is_never};

/// Searches all choices of the scope that visit exactly its positions, and keeps what beats `best`, in at
/// most so many nodes. The prices are whole. False when there were more nodes than that.
pub(super) fn run(
    scope: &Scope<'_>,
    prices: &Prices,
    table: &Table,
    best: &mut Option<Found>,
    nodes: u32,
) -> bool {
    let instance = scope.instance;
    let branch = Branch::new(scope, prices, table);
    let mut state = State {
        nodes,
        kept: 0,
        seen: HashMap::new(),
        used: 0,
        owed: table.owed(),
        points: 0,
        loads: vec![0; instance.areas.len()],
        props: 0,
        visited: 0,
        warm: vec![COLD; instance.muscles],
        need: vec![COLD; instance.muscles],
        chosen: Vec::new(),
        picks: vec![None; scope.groups.len()],
    };
    branch.go(0, &mut state, best);
    state.nodes > 0
}

/// The rank of a muscle that nothing warms, or that nothing needs warm: after all positions.
const COLD: u8 = u8::MAX;

struct Branch<'b> {
    scope: &'b Scope<'b>,
    table: &'b Table,
    /// The load that the prices assume, and the price of a unit, by area.
    assumed: Vec<(u32, i64)>,
    /// The price of visiting each position.
    visit: Vec<i64>,
    /// The price of each link.
    warm: Vec<i64>,
    /// By group and prop, the shares of groups `group..` together.
    undecided: Vec<i64>,
    props: usize,
    /// By group and area, the most load that groups `group..` can still add.
    reach: Vec<u32>,
    /// The positions that groups `group..` can still visit.
    visitable: Vec<u32>,
    /// By group and muscle, the earliest position in which groups `group..` can still warm it.
    warmable: Vec<u8>,
    /// By group, the muscles that groups `group..` may still need warm, one bit each.
    needable: Vec<u64>,
    /// By group, the props that groups `group..` may still use, one bit each.
    usable: Vec<u64>,
    fixed_cost: i64,
    prop_cost: i64,
}

/// What the rest of a search depends on at a node; of two nodes with one key, only the one with more
/// points can lead to something better.
type Key = Box<[u16]>;

/// The most keys that are remembered. Beyond it the search goes on without remembering more: slower,
/// and as exact.
const MOST_SEEN: usize = 400_000;

struct State {
    /// How many nodes may still be visited.
    nodes: u32,
    /// How many keys are remembered.
    kept: usize,
    /// The most points, props paid, with which each key was reached.
    seen: HashMap<Key, i64>,
    used: u32,
    owed: bool,
    /// Scaled points of the picks.
    points: i64,
    loads: Vec<u32>,
    props: u64,
    visited: u32,
    /// The earliest position in which each muscle is warmed.
    warm: Vec<u8>,
    /// The earliest position in which each muscle has to be warm.
    need: Vec<u8>,
    chosen: Vec<usize>,
    /// The candidate picked in each decided group.
    picks: Vec<Option<usize>>,
}

impl<'b> Branch<'b> {
    fn new(scope: &'b Scope<'b>, prices: &Prices, table: &'b Table) -> Self {
        let instance = scope.instance;
        let (count, areas) = (scope.groups.len(), instance.areas.len());
        let (muscles, props) = (instance.muscles, instance.props.min(64));
        let mut reach = vec![0; (count + 1) * areas];
        let mut visitable = vec![0; count + 1];
        let mut warmable = vec![COLD; (count + 1) * muscles];
        let mut undecided = vec![0; (count + 1) * props];
        let (mut needable, mut usable) = (vec![0; count + 1], vec![0; count + 1]);
        for (at, group) in scope.groups.iter().enumerate().rev() {
            visitable[at] = visitable[at + 1];
            needable[at] = needable[at + 1];
            usable[at] = usable[at + 1];
            warmable.copy_within((at + 1) * muscles..(at + 2) * muscles, at * muscles);
            undecided.copy_within((at + 1) * props..(at + 2) * props, at * props);
            for one in group.iter().map(|&one| &instance.candidates[one]) {
                visitable[at] |= 1 << one.position;
                needable[at] |= one
                    .needs
                    .iter()
                    .fold(0, |bits, muscle| bits | 1 << (muscle % 64));
                usable[at] |= one.props;
                for (most, load) in reach[at * areas..].iter_mut().zip(&one.load) {
                    *most = (*most).max(*load);
                }
                for &muscle in &one.warms {
                    let earliest = &mut warmable[at * muscles + muscle];
                    *earliest = (*earliest).min(rank(one.position));
                }
            }
            for area in 0..areas {
                reach[at * areas + area] += reach[(at + 1) * areas + area];
            }
        }
        for share in &scope.shares {
            for at in 0..=share.group {
                undecided[at * props + share.prop] += prices.share[share.key] as i64;
            }
        }
        let assumed = |(area, price): (_, &f64)| (best_load(area, *price), *price as i64);
        Self {
            scope,
            table,
            assumed: instance
                .areas
                .iter()
                .zip(&prices.load)
                .map(assumed)
                .collect(),
            visit: prices.visit.iter().map(|price| *price as i64).collect(),
            warm: scope
                .links
                .iter()
                .map(|link| prices.warm[link.key] as i64)
                .collect(),
            undecided,
            props,
            reach,
            visitable,
            warmable,
            needable,
            usable,
            fixed_cost: scope.position_cost(),
            prop_cost: instance.prop_cost * SCALE,
        }
    }

    /// The scaled bound of everything below a node at which groups `..group` are decided.
    fn bound(&self, group: usize, state: &State) -> i64 {
        let rest = self.table.rest(group, state.owed, state.used);
        if is_never(rest) {
            return rest;
        }
        state.points + rest - self.fixed_cost
            + self.coverage(group, state)
            + self.prop_part(group, state)
            + self.warm_part(group, state)
            - members(self.scope.set & !state.visited)
                .map(|position| self.visit[position])
                .sum::<i64>()
    }

    /// Coverage: the decided loads at their price, and the most that value can exceed price. The
    /// final load lies between what is certain and what is possible; value minus price is concave,
    /// so its best there is the assumed load, moved into that range.
    fn coverage(&self, group: usize, state: &State) -> i64 {
        let areas = &self.scope.instance.areas;
        let reach = &self.reach[group * areas.len()..];
        let mut sum = 0;
        for (((area, (assumed, price)), certain), reach) in
            areas.iter().zip(&self.assumed).zip(&state.loads).zip(reach)
        {
            let load = (*assumed).clamp(*certain, certain + reach);
            sum += area.points(load) * SCALE + (i64::from(*certain) - i64::from(load)) * price;
        }
        sum
    }

    /// Props: paid ones cost in full, and the shares of undecided groups are given back; of the
    /// others, what undecided shares exceed the cost by.
    fn prop_part(&self, group: usize, state: &State) -> i64 {
        let undecided = &self.undecided[group * self.props..][..self.props];
        let part = |(prop, shares): (usize, &i64)| {
            let over = shares - self.prop_cost;
            if state.props >> prop & 1 == 1 {
                over
            } else {
                over.max(0)
            }
        };
        undecided.iter().enumerate().map(part).sum()
    }

    /// Warmth: what is warm already needs no price, so that undecided groups get it back; what is
    /// picked and still cold owes it.
    fn warm_part(&self, group: usize, state: &State) -> i64 {
        let part = |(link, price): (&Link, &i64)| {
            let is_warm = usize::from(state.warm[link.muscle]) <= link.last;
            match (is_warm, link.group >= group) {
                (true, true) => *price,
                (true, false) | (false, true) => 0,
                (false, false) => {
                    let needs = |one: usize| {
                        self.scope.instance.candidates[one]
                            .needs
                            .contains(&link.muscle)
                    };
                    if state.picks[link.group].is_some_and(needs) {
                        -price
                    } else {
                        0
                    }
                }
            }
        };
        self.scope.links.iter().zip(&self.warm).map(part).sum()
    }

    /// Whether the same rest was already searched from a node with at least as many points. Notes this
    /// node otherwise.
    fn is_dominated(&self, group: usize, state: &mut State) -> bool {
        let paid = self.prop_cost * i64::from(state.props.count_ones());
        let points = state.points - paid;
        let key = self.key(group, state);
        match state.seen.entry(key) {
            Entry::Occupied(best) if *best.get() >= points => true,
            Entry::Occupied(mut best) => {
                best.insert(points);
                false
            }
            Entry::Vacant(place) => {
                if state.kept < MOST_SEEN {
                    state.kept += 1;
                    place.insert(points);
                }
                false
            }
        }
    }

    /// What the rest depends on: loads only up to where more is worth nothing, props only while they
    /// can still be used, muscles only while they are still needed.
    fn key(&self, group: usize, state: &State) -> Key {
        let halves = |bits: u64| (0..4).map(move |part| (bits >> (16 * part)) as u16);
        let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        let areas = self.scope.instance.areas.iter().zip(&state.loads);
        let muscles = (0..state.warm.len()).map(|muscle| {
            let (warm, need) = (state.warm[muscle], state.need[muscle]);
            let pending = need < warm;
            let needable = self.needable[group] >> (muscle % 64) & 1 == 1;
            let warm = if needable { warm } else { COLD };
            let need = if pending { need } else { COLD };
            u16::from(warm) << 8 | u16::from(need)
        });
        let place = group as u64 | u64::from(state.used) << 32;
        halves(place)
            .chain([u16::from(state.owed)])
            .chain(halves(u64::from(state.visited)))
            .chain(halves(state.props & self.usable[group]))
            .chain(areas.map(|(area, load)| small((*load).min(area.full()))))
            .chain(muscles)
            .collect()
    }

    /// Whether the positions and the warmth that are owed can still come.
    fn can_complete(&self, group: usize, state: &State) -> bool {
        let muscles = self.scope.instance.muscles;
        state.visited | self.visitable[group] == self.scope.set
            && state
                .need
                .iter()
                .zip(&state.warm)
                .zip(&self.warmable[group * muscles..])
                .all(|((need, warm), still)| *need == COLD || (*warm).min(*still) <= *need)
    }

    fn go(&self, group: usize, state: &mut State, best: &mut Option<Found>) {
        state.nodes = state.nodes.saturating_sub(1);
        if state.nodes == 0 {
            return;
        }
        let Some(members) = self.scope.groups.get(group) else {
            let bound = self.bound(group, state);
            if self.can_complete(group, state) && beats(bound, best.as_ref()) {
                let score = bound.div_euclid(SCALE);
                *best = Some(Found {
                    chosen: state.chosen.clone(),
                    score,
                });
            }
            return;
        };
        if self.is_dominated(group, state) {
            return;
        }
        // The options of this group, the most promising first; `None` skips it.
        let mut options: Vec<(i64, Option<usize>)> = Vec::with_capacity(members.len() + 1);
        let skip = (!self.scope.must[group]).then_some(None);
        for at in (0..members.len()).map(Some).chain(skip) {
            if at.is_some_and(|at| {
                state.used + self.candidate(group, at).slots > self.scope.window.1
            }) {
                continue;
            }
            let undo = self.decide(group, at, state);
            if self.can_complete(group + 1, state) {
                let bound = self.bound(group + 1, state);
                if beats(bound, best.as_ref()) {
                    options.push((bound, at));
                }
            }
            self.undo(group, at, state, undo);
        }
        options.sort_by_key(|(bound, _)| std::cmp::Reverse(*bound));
        for (bound, at) in options {
            if !beats(bound, best.as_ref()) {
                return;
            }
            let undo = self.decide(group, at, state);
            self.go(group + 1, state, best);
            self.undo(group, at, state, undo);
        }
    }

    fn candidate(&self, group: usize, at: usize) -> &Candidate {
        &self.scope.instance.candidates[self.scope.groups[group][at]]
    }

    /// Decides a group: for one of its candidates, or for none.
    fn decide(&self, group: usize, at: Option<usize>, state: &mut State) -> Undo {
        let Some(at) = at else {
            return Undo::default();
        };
        let index = self.scope.groups[group][at];
        let one = &self.scope.instance.candidates[index];
        let undo = Undo {
            owed: state.owed,
            props: state.props,
            visited: state.visited,
            warm: one.warms.iter().map(|&muscle| state.warm[muscle]).collect(),
            need: one.needs.iter().map(|&muscle| state.need[muscle]).collect(),
        };
        state.used += one.slots;
        state.owed &= !self.table.ends(group, at);
        state.points += one.points * SCALE;
        for (sum, load) in state.loads.iter_mut().zip(&one.load) {
            *sum += load;
        }
        state.props |= one.props;
        state.visited |= 1 << one.position;
        for &muscle in &one.warms {
            state.warm[muscle] = state.warm[muscle].min(rank(one.position));
        }
        for &muscle in &one.needs {
            state.need[muscle] = state.need[muscle].min(rank(one.position));
        }
        state.chosen.push(index);
        state.picks[group] = Some(index);
        undo
    }

    /// Takes a decision back.
    fn undo(&self, group: usize, at: Option<usize>, state: &mut State, undo: Undo) {
        let Some(at) = at else {
            return;
        };
        let one = self.candidate(group, at);
        state.used -= one.slots;
        state.owed = undo.owed;
        state.points -= one.points * SCALE;
        for (sum, load) in state.loads.iter_mut().zip(&one.load) {
            *sum -= load;
        }
        state.props = undo.props;
        state.visited = undo.visited;
        // Backwards, so that a muscle named twice gets its first value back.
        for (&muscle, before) in one.warms.iter().zip(undo.warm).rev() {
            state.warm[muscle] = before;
        }
        for (&muscle, before) in one.needs.iter().zip(undo.need).rev() {
            state.need[muscle] = before;
        }
        state.chosen.pop();
        state.picks[group] = None;
    }
}

#[derive(Default)]
struct Undo {
    owed: bool,
    props: u64,
    visited: u32,
    warm: Vec<u8>,
    need: Vec<u8>,
}

/// A position's rank in a byte; instances have at most 32 positions.
fn rank(position: usize) -> u8 {
    u8::try_from(position).unwrap_or(COLD - 1)
}
