//! The planning problem in numbers: what the search, the exhaustive check and the LP export share.
//!
//! Time is counted in slots of [`SLOT_S`] seconds. Everything that a person would recognise (names,
//! reasons) stays outside; `build` makes an [`Instance`] of a library and a request, and
//! [`Instance::evaluate`] is the one definition of what is allowed and what it is worth.

/// Seconds of one slot, the planner's unit of time.
pub const SLOT_S: u32 = 5;

/// Points per unit of load in each band of an area's coverage, before the area's weight: each
/// further band is worth less, and beyond the last one more load is worth nothing.
pub const BAND_POINTS: [i64; 10] = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

/// The value of one area: a concave, piecewise linear function of its load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTerm {
    /// How much the area counts.
    pub weight: i64,
    /// Units of load in each band.
    pub band: u32,
}

impl AreaTerm {
    /// Points for a load.
    pub fn points(&self, load: u32) -> i64 {
        let mut left = load;
        let mut sum = 0;
        for gain in BAND_POINTS {
            let here = left.min(self.band);
            sum += gain * i64::from(here);
            left -= here;
        }
        self.weight * sum
    }

    /// The load beyond which nothing is gained.
    pub fn full(&self) -> u32 {
        self.band * BAND_POINTS.len() as u32
    }
}

/// One way to do one technique: a position, a dose, and a place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The group that it belongs to; at most one of a group is chosen.
    pub group: usize,
    /// The rank of its position: 0 is visited first.
    pub position: usize,
    /// How long it takes, without taking the position.
    pub slots: u32,
    /// Points of its own, whatever else is chosen.
    pub points: i64,
    /// Units of load that it adds to each area, in the order of [`Instance::areas`].
    pub load: Vec<u32>,
    /// The props it needs, one bit each.
    pub props: u64,
    /// Tracked muscles that it warms for what comes later, by index.
    pub warms: Vec<usize>,
    /// Tracked muscles that have to be warm before it, by index.
    pub needs: Vec<usize>,
    /// Whether a plan may end with it.
    pub finish: bool,
}

/// A planning problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The candidates, those of a group side by side.
    pub candidates: Vec<Candidate>,
    /// How many groups there are.
    pub groups: usize,
    /// What areas are worth.
    pub areas: Vec<AreaTerm>,
    /// How many positions there are.
    pub positions: usize,
    /// How many props there are.
    pub props: usize,
    /// How many muscles are tracked for warmth.
    pub muscles: usize,
    /// The most positions that a plan may visit.
    pub most_positions: usize,
    /// Slots of taking a position, the first included.
    pub position_slots: u32,
    /// Slots of the closing.
    pub closing_slots: u32,
    /// The least and the most slots of the whole plan.
    pub window: (u32, u32),
    /// Points lost for each position after the first.
    pub position_cost: i64,
    /// Points lost for each prop.
    pub prop_cost: i64,
    /// Whether the last position visited must hold a candidate that a plan may end with.
    pub must_finish: bool,
}

impl Instance {
    /// The candidates of a group, as indexes.
    pub fn group(&self, group: usize) -> std::ops::Range<usize> {
        let start = self.candidates.partition_point(|one| one.group < group);
        let end = self.candidates.partition_point(|one| one.group <= group);
        start..end
    }

    /// How many slots a choice takes in all.
    pub fn slots(&self, chosen: &[usize]) -> u32 {
        let work: u32 = chosen.iter().map(|&one| self.candidates[one].slots).sum();
        work + self.visited(chosen).count_ones() * self.position_slots + self.closing_slots
    }

    /// The least and the most slots of the candidates together, where exactly a set of positions is visited;
    /// `None` when these take more time than there is.
    pub(super) fn room(&self, positions: u32) -> Option<(u32, u32)> {
        let fixed = positions.count_ones() * self.position_slots + self.closing_slots;
        let most = self.window.1.checked_sub(fixed)?;
        Some((self.window.0.saturating_sub(fixed), most))
    }

    /// The positions that a choice visits, one bit each.
    fn visited(&self, chosen: &[usize]) -> u32 {
        chosen
            .iter()
            .fold(0, |mask, &one| mask | 1 << self.candidates[one].position)
    }

    /// The score of a choice; `None` when it breaks a constraint.
    ///
    /// This is the model's definition. The search never calls it on the way, only on what it found.
    pub fn evaluate(&self, chosen: &[usize]) -> Option<i64> {
        self.is_allowed(chosen).then(|| self.score(chosen))
    }

    fn is_allowed(&self, chosen: &[usize]) -> bool {
        let slots = self.slots(chosen);
        let visited = self.visited(chosen);
        let mut groups: Vec<usize> = chosen
            .iter()
            .map(|&one| self.candidates[one].group)
            .collect();
        groups.sort_unstable();
        let twins = groups.windows(2).any(|pair| pair[0] == pair[1]);
        !chosen.is_empty()
            && !twins
            && (self.window.0..=self.window.1).contains(&slots)
            && visited.count_ones() as usize <= self.most_positions
            && (!self.must_finish || self.finishes(chosen, visited))
            && self.is_warm(chosen)
    }

    /// Whether something to end on stands in the last position visited.
    fn finishes(&self, chosen: &[usize], visited: u32) -> bool {
        let last = visited.ilog2() as usize;
        chosen.iter().any(|&one| {
            let one = &self.candidates[one];
            one.finish && one.position == last
        })
    }

    /// Whether each muscle that has to be warm is warmed in the same or an earlier position (within a
    /// position, what warms comes first).
    fn is_warm(&self, chosen: &[usize]) -> bool {
        let chosen = || chosen.iter().map(|&one| &self.candidates[one]);
        chosen().all(|cold| {
            cold.needs.iter().all(|muscle| {
                chosen().any(|warm| warm.position <= cold.position && warm.warms.contains(muscle))
            })
        })
    }

    /// The points of a choice, without asking whether it is allowed.
    pub fn score(&self, chosen: &[usize]) -> i64 {
        let coverage: i64 = (0..self.areas.len())
            .map(|area| self.area_points(chosen, area))
            .sum();
        let own: i64 = chosen.iter().map(|&one| self.candidates[one].points).sum();
        coverage + own - self.costs(chosen)
    }

    /// The points that a choice gains by one area.
    pub fn area_points(&self, chosen: &[usize], area: usize) -> i64 {
        let load = chosen
            .iter()
            .map(|&one| self.candidates[one].load[area])
            .sum();
        self.areas[area].points(load)
    }

    /// The points that a choice loses by positions and props.
    pub fn costs(&self, chosen: &[usize]) -> i64 {
        let visited = i64::from(self.visited(chosen).count_ones());
        let props = chosen
            .iter()
            .fold(0, |mask, &one| mask | self.candidates[one].props);
        self.position_cost * (visited - 1).max(0) + self.prop_cost * i64::from(props.count_ones())
    }

    /// The same problem with another aim: as long as possible, at most the window's end.
    pub fn longest(&self) -> Self {
        let candidates = self.candidates.iter().map(|one| Candidate {
            points: i64::from(one.slots),
            ..one.clone()
        });
        Self {
            candidates: candidates.collect(),
            areas: self
                .areas
                .iter()
                .map(|area| AreaTerm {
                    weight: 0,
                    band: area.band,
                })
                .collect(),
            window: (0, self.window.1),
            position_cost: -i64::from(self.position_slots),
            prop_cost: 0,
            ..self.clone()
        }
    }
}
