//! The candidates' numbers side by side, scaled: what every step of the price search reads of all of
//! them.

use super::dual::SCALE;
use super::model::Instance;

/// Numbers of an instance's candidates, by their indexes.
#[derive(Debug)]
pub(super) struct Flat {
    areas: usize,
    /// Load by candidate and area.
    loads: Vec<f64>,
    /// Scaled points of its own.
    points: Vec<f64>,
    slots: Vec<f64>,
}

impl Flat {
    /// The numbers of an instance.
    pub(super) fn new(instance: &Instance) -> Self {
        let all = || instance.candidates.iter();
        Self {
            areas: instance.areas.len(),
            loads: all()
                .flat_map(|one| one.load.iter().map(|&load| f64::from(load)))
                .collect(),
            points: all().map(|one| (one.points * SCALE) as f64).collect(),
            slots: all().map(|one| f64::from(one.slots)).collect(),
        }
    }

    /// What a candidate is worth at prices of load alone.
    pub(super) fn worth(&self, index: usize, prices: &[f64]) -> f64 {
        let loads = &self.loads[index * self.areas..][..self.areas];
        let covered: f64 = loads
            .iter()
            .zip(prices)
            .map(|(load, price)| load * price)
            .sum();
        self.points[index] + covered
    }

    /// How many slots a candidate takes.
    pub(super) fn slots(&self, index: usize) -> f64 {
        self.slots[index]
    }
}
