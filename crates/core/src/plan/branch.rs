//! The depth-first search within one set of positions, pruned by the table's bounds.
//!
//! At a node some groups are decided. The bound takes the decided ones at their true value, the
//! others from the table, and corrects the prices of constraints that are settled already: a prop
//! that is paid for, a position that is visited, a muscle that is warm.

use super::dual::{Prices, SCALE, best_load};
use super::model::{AreaTerm, Candidate};
use super::scope::{Scope, bits, members};
use super::search::{Found, beats};
use super::seen::Seen;
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
        seen: Seen::default(),
        options: Vec::new(),
        used: 0,
        owed: table.owed(),
        points: 0,
        loads: vec![0; instance.areas.len()],
        props: 0,
        visited: 0,
        warm: vec![COLD; instance.muscles],
        need: vec![COLD; instance.muscles],
        chosen: Vec::new(),
        owing: Vec::new(),
        trail: Vec::new(),
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
    /// By area, the scaled points of each load up to where more is worth nothing.
    values: Vec<Vec<i64>>,
    /// The price of visiting each position.
    visit: Vec<i64>,
    /// The price of each link.
    warm: Vec<i64>,
    /// By group and muscle, where its link stands in the scope.
    links: Vec<Option<usize>>,
    /// By group, muscle and position, the prices of the links of groups `group..` that are served when the
    /// muscle is warm from that position on.
    served: Vec<i64>,
    /// By group and prop, how far the shares of groups `group..` exceed the prop's cost.
    over: Vec<i64>,
    /// By group, the sum of what is positive of these.
    over_sum: Vec<i64>,
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

struct State {
    /// How many nodes may still be visited.
    nodes: u32,
    seen: Seen,
    /// The options of the groups on the way, with their bounds, the group in hand last.
    options: Vec<(i64, Option<usize>)>,
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
    /// The links of picks that need their muscle warm.
    owing: Vec<usize>,
    /// What `warm` and `need` were before, to be put back.
    trail: Vec<(usize, u8)>,
}

impl<'b> Branch<'b> {
    fn new(scope: &'b Scope<'b>, prices: &Prices, table: &'b Table) -> Self {
        let instance = scope.instance;
        let (count, areas) = (scope.groups.len(), instance.areas.len());
        let (muscles, props) = (instance.muscles, instance.props.min(64));
        let mut reach = vec![0; (count + 1) * areas];
        let mut visitable = vec![0; count + 1];
        let mut warmable = vec![COLD; (count + 1) * muscles];
        let mut over = vec![-instance.prop_cost * SCALE; (count + 1) * props];
        let (mut needable, mut usable) = (vec![0; count + 1], vec![0; count + 1]);
        for (at, group) in scope.groups.iter().enumerate().rev() {
            visitable[at] = visitable[at + 1];
            needable[at] = needable[at + 1];
            usable[at] = usable[at + 1];
            warmable.copy_within((at + 1) * muscles..(at + 2) * muscles, at * muscles);
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
                over[at * props + share.prop] += prices.share[share.key] as i64;
            }
        }
        let over_sum = (0..=count)
            .map(|at| {
                over[at * props..][..props]
                    .iter()
                    .map(|over| *over.max(&0))
                    .sum()
            })
            .collect();
        let warm: Vec<i64> = scope
            .links
            .iter()
            .map(|link| prices.warm[link.key] as i64)
            .collect();
        let mut links = vec![None; count * muscles];
        let positions = instance.positions;
        let mut served = vec![0; (count + 1) * muscles * positions];
        for (index, (link, price)) in scope.links.iter().zip(&warm).enumerate() {
            links[link.group * muscles + link.muscle] = Some(index);
            for at in 0..=link.group {
                let row = &mut served[(at * muscles + link.muscle) * positions..][..=link.last];
                row.iter_mut().for_each(|sum| *sum += price);
            }
        }
        let values = |area: &AreaTerm| {
            let points = |load| area.points(load) * SCALE;
            (0..=area.full()).map(points).collect()
        };
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
            values: instance.areas.iter().map(values).collect(),
            visit: prices.visit.iter().map(|price| *price as i64).collect(),
            warm,
            links,
            served,
            over,
            over_sum,
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
        let reach = &self.reach[group * self.values.len()..];
        let assumed = self.assumed.iter();
        let mut sum = 0;
        for (((values, (assumed, price)), certain), reach) in
            self.values.iter().zip(assumed).zip(&state.loads).zip(reach)
        {
            let load = (*assumed).clamp(*certain, certain + reach);
            let value = values[(load as usize).min(values.len() - 1)];
            sum += value + (i64::from(*certain) - i64::from(load)) * price;
        }
        sum
    }

    /// Props: paid ones cost in full, and the shares of undecided groups are given back; of the
    /// others, what undecided shares exceed the cost by.
    fn prop_part(&self, group: usize, state: &State) -> i64 {
        let over = &self.over[group * self.props..][..self.props];
        let paid = |prop: usize| over[prop].min(0);
        self.over_sum[group] + bits(state.props).map(paid).sum::<i64>()
    }

    /// Warmth: what is warm already needs no price, so that undecided groups get it back; what is
    /// picked and still cold owes it.
    fn warm_part(&self, group: usize, state: &State) -> i64 {
        let positions = self.scope.instance.positions;
        let rows =
            self.served[group * state.warm.len() * positions..].chunks_exact(positions.max(1));
        let given_back = |(row, warm): (&[i64], &u8)| row.get(usize::from(*warm)).copied();
        let back: i64 = rows.zip(&state.warm).filter_map(given_back).sum();
        let owes = |at: &&usize| {
            let link = self.scope.links[**at];
            usize::from(state.warm[link.muscle]) > link.last
        };
        let owing = state.owing.iter().filter(owes);
        back - owing.map(|at| self.warm[*at]).sum::<i64>()
    }

    /// Whether the same rest was already searched from a node with at least as many points. Notes this
    /// node otherwise.
    fn is_dominated(&self, group: usize, state: &mut State) -> bool {
        let paid = self.prop_cost * i64::from(state.props.count_ones());
        let points = state.points - paid;
        let mut seen = std::mem::take(&mut state.seen);
        let dominated = seen.before(self.key(group, state), points);
        state.seen = seen;
        dominated
    }

    /// What the rest depends on: loads only up to where more is worth nothing, props only while they
    /// can still be used, muscles only while they are still needed.
    fn key(&self, group: usize, state: &State) -> impl Iterator<Item = u16> {
        let halves = |bits: u64| (0..4).map(move |part| (bits >> (16 * part)) as u16);
        let areas = self.scope.instance.areas.iter().zip(&state.loads);
        let muscles = (0..state.warm.len()).map(move |muscle| {
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
        let from = state.options.len();
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
                    state.options.push((bound, at));
                }
            }
            self.undo(group, at, state, undo);
        }
        state.options[from..].sort_by_key(|(bound, _)| std::cmp::Reverse(*bound));
        for option in from..state.options.len() {
            let (bound, at) = state.options[option];
            if !beats(bound, best.as_ref()) {
                break;
            }
            let undo = self.decide(group, at, state);
            self.go(group + 1, state, best);
            self.undo(group, at, state, undo);
        }
        state.options.truncate(from);
    }

    fn candidate(&self, group: usize, at: usize) -> &Candidate {
        &self.scope.instance.candidates[self.scope.groups[group][at]]
    }

    /// Decides a group: for one of its candidates, or for none.
    fn decide(&self, group: usize, at: Option<usize>, state: &mut State) -> Undo {
        let undo = Undo {
            owed: state.owed,
            props: state.props,
            visited: state.visited,
            owing: state.owing.len(),
        };
        let Some(at) = at else {
            return undo;
        };
        let index = self.scope.groups[group][at];
        let one = &self.scope.instance.candidates[index];
        state.used += one.slots;
        state.owed &= !self.table.ends(group, at);
        state.points += one.points * SCALE;
        for (sum, load) in state.loads.iter_mut().zip(&one.load) {
            *sum += load;
        }
        state.props |= one.props;
        state.visited |= 1 << one.position;
        for &muscle in &one.warms {
            state.trail.push((muscle, state.warm[muscle]));
            state.warm[muscle] = state.warm[muscle].min(rank(one.position));
        }
        for &muscle in &one.needs {
            state.trail.push((muscle, state.need[muscle]));
            state.need[muscle] = state.need[muscle].min(rank(one.position));
            let link = self.links[group * state.warm.len() + muscle];
            // A muscle named twice is owed once.
            if let Some(link) = link.filter(|link| !state.owing.contains(link)) {
                state.owing.push(link);
            }
        }
        state.chosen.push(index);
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
        for _ in &one.needs {
            if let Some((muscle, before)) = state.trail.pop() {
                state.need[muscle] = before;
            }
        }
        for _ in &one.warms {
            if let Some((muscle, before)) = state.trail.pop() {
                state.warm[muscle] = before;
            }
        }
        state.owing.truncate(undo.owing);
        state.chosen.pop();
    }
}

struct Undo {
    owed: bool,
    props: u64,
    visited: u32,
    owing: usize,
}

/// A load in a key; loads beyond that are worth the same.
fn small(load: u32) -> u16 {
    u16::try_from(load).unwrap_or(u16::MAX)
}

/// A position's rank in a byte; instances have at most 32 positions.
fn rank(position: usize) -> u8 {
    u8::try_from(position).unwrap_or(COLD - 1)
}
