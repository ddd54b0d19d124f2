//! From a library and a request to an [`Instance`], and who stands behind each candidate.
//!
//! Every figure of the score that is not in [`super::model`] is set here, in one place.

use std::collections::BTreeMap;

use super::model::{AreaTerm, Candidate, Instance, SLOT_S};
use super::reason::Omission;
use super::request::Request;
use crate::content::{
    Amount, Caution, Dose, Id, Intensity, Library, Plans, Role, SourceDose, Technique, Work,
};
use crate::routine::{
    self, CLOSING_S, ExactDose, ExactWork, POSITION_CHANGE_S, is_sided, item_seconds,
};
use crate::safety::{Clearance, Verdict, positions_left, verdict};

/// Seconds of work that make one unit of load on a primary area: half a usual hold.
const UNIT_S: u32 = 15;
/// Seconds of work per pass that count in full, and those after which one technique adds no more
/// load; in between they count half (ACSM: holds of 10-30 s, 60 s in total per stretch).
const USEFUL_S: (u32, u32) = (30, 60);
/// Load on a primary area, per unit.
const PRIMARY: u32 = 2;
/// Load on a secondary area, per unit.
const SECONDARY: u32 = 1;
/// Weight of every area when the person names none.
const WEIGHT_UNNAMED: i64 = 3;
/// Weight of the other areas when the person names some.
const WEIGHT_OTHER: i64 = 1;
/// Points per unit and per step of fit with the goal (0 to 3).
const GOAL_POINTS: i64 = 20;
/// Points per unit of a dose that lies within a source's own range.
const SOURCED_POINTS: i64 = 4;
/// Points per unit of a technique done on each side, when the person named a side of its area.
const SIDED_POINTS: i64 = 4;
/// Points per unit lost by a technique done today, yesterday, and two or three days ago.
const RECENT_POINTS: [i64; 4] = [-8, -5, -2, -2];
/// The most points per unit that a seed adds.
const SEED_POINTS: u64 = 4;
/// Points lost by each pick: of plans that are worth the same, the one of fewer techniques is calmer.
const PICK_POINTS: i64 = -10;
/// Points lost by each position after the first.
const POSITION_COST: i64 = 60;
/// Points lost by each prop.
const PROP_COST: i64 = 30;
/// The least share of the minutes that a plan fills, in percent.
const LEAST_FILL: u32 = 95;

/// The place of a candidate in the order within its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Light movement that warms.
    Warm,
    /// Strength, while fresh.
    Strength,
    /// Deep pressure.
    Deep,
    /// Everything else.
    Plain,
    /// Something to end on.
    Finish,
}

/// Who stands behind a candidate.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    /// Index into the library's techniques.
    pub technique: usize,
    /// The position, an id of the vocabulary.
    pub position: Id,
    /// What it is done with.
    pub equipment: Vec<Id>,
    /// What was substituted: (needed, taken).
    pub substituted: Vec<(Id, Id)>,
    /// How much.
    pub dose: ExactDose,
    /// Seconds that fill its last slot.
    pub pad_s: u32,
    /// Whether it is the easier step.
    pub easier: bool,
    /// Whether the dose lies within a source's own range.
    pub sourced: bool,
    /// Its place within its position.
    pub stage: Stage,
}

/// An instance with the names behind it.
#[derive(Debug, Clone)]
pub(super) struct Built {
    pub instance: Instance,
    /// Who stands behind each candidate, in their order.
    pub behind: Vec<Behind>,
    /// The areas of the instance, ids of the vocabulary.
    pub areas: Vec<Id>,
    /// The positions of the instance, in visiting order.
    pub positions: Vec<Id>,
    /// The props of the instance.
    pub props: Vec<Id>,
    /// The muscles tracked for warmth.
    pub muscles: Vec<Id>,
    /// Techniques that cannot be picked, with the reason.
    pub omitted: Vec<Omission>,
}

/// Builds the instance of a request that [`Request::check`] accepts.
pub(super) fn build(library: &Library, clearance: Clearance, request: &Request) -> Built {
    Builder::new(library, clearance, request).build()
}

pub(super) struct Builder<'b> {
    library: &'b Library,
    plans: Plans,
    request: &'b Request,
    areas: Vec<Id>,
    weights: Vec<i64>,
    positions: Vec<Id>,
    props: Vec<Id>,
    muscles: Vec<Id>,
    omitted: Vec<Omission>,
}

impl<'b> Builder<'b> {
    pub(super) fn new(library: &'b Library, clearance: Clearance, request: &'b Request) -> Self {
        let vocabulary = library.vocabulary();
        let (areas, weights) = weights(library, request);
        Self {
            library,
            plans: clearance.plans(library),
            request,
            areas,
            weights,
            positions: vocabulary
                .positions
                .iter()
                .map(|one| one.id.value.clone())
                .filter(|id| request.positions.contains(id))
                .collect(),
            props: Vec::new(),
            muscles: Vec::new(),
            omitted: Vec::new(),
        }
    }

    fn build(mut self) -> Built {
        let open: Vec<(usize, bool)> = self
            .library
            .techniques()
            .iter()
            .enumerate()
            .filter_map(|(index, technique)| match self.hindrance(technique) {
                Ok(easier) => Some((index, easier)),
                Err(omission) => {
                    self.omitted.extend(omission);
                    None
                }
            })
            .collect();
        self.track(&open);
        let mut pairs: Vec<(Candidate, Behind)> = Vec::new();
        let groups = self.groups(&open);
        for (index, easier) in open {
            self.candidates(index, easier, groups[&index], &mut pairs);
        }
        pairs.sort_by_key(|(one, _)| one.group);
        let (candidates, behind): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let finish = candidates.iter().any(|one| one.finish);
        Built {
            instance: self.instance(candidates, finish),
            behind,
            areas: self.areas,
            positions: self.positions,
            props: self.props,
            muscles: self.muscles,
            omitted: self.omitted,
        }
    }

    fn instance(&self, candidates: Vec<Candidate>, must_finish: bool) -> Instance {
        let slots = self.request.minutes * 60 / SLOT_S;
        // Longer plans spread over wider bands, so that an hour is not full after ten minutes.
        let band = (self.request.minutes * 3 / 10).clamp(2, 14);
        Instance {
            groups: candidates.last().map_or(0, |one| one.group + 1),
            candidates,
            areas: self
                .weights
                .iter()
                .map(|&weight| AreaTerm { weight, band })
                .collect(),
            positions: self.positions.len(),
            props: self.props.len(),
            muscles: self.muscles.len(),
            most_positions: most_positions(self.request.minutes),
            position_slots: POSITION_CHANGE_S / SLOT_S,
            closing_slots: CLOSING_S / SLOT_S,
            window: ((slots * LEAST_FILL).div_ceil(100), slots),
            position_cost: POSITION_COST,
            prop_cost: PROP_COST,
            must_finish,
        }
    }

    /// Why a technique cannot be picked; or whether only its easier step can. A technique that is not
    /// meant for plans is passed over in silence.
    fn hindrance(&self, technique: &Technique) -> Result<bool, Option<Omission>> {
        if !technique.is_planned() || self.plans == Plans::None {
            return Err(None);
        }
        let id = || technique.id.value.clone();
        let easier = self.bodily(technique).map_err(Some)?;
        let positions = positions_left(technique, self.library.vocabulary(), &self.request.flags);
        if !positions
            .left
            .iter()
            .any(|one| self.positions.contains(one))
        {
            // Where the person's own places would have done, it is the flag that stands in the way.
            let lost = positions
                .lost
                .iter()
                .find(|lost| positions.left.is_empty() || self.positions.contains(lost.position));
            return Err(Some(match lost {
                Some(lost) => Omission::positions_lost(id(), lost.flag),
                None => Omission::position(id(), positions.left.into_iter().cloned().collect()),
            }));
        }
        if let Err(missing) = self.equip(technique) {
            return Err(Some(Omission::equipment(id(), missing)));
        }
        Ok(easier)
    }

    /// Why a person's body rules a technique out, wherever it is done; or whether only its easier step is
    /// left.
    pub(super) fn bodily(&self, technique: &Technique) -> Result<bool, Omission> {
        let id = || technique.id.value.clone();
        let mut easier = false;
        match verdict(technique, &self.request.flags) {
            Verdict::Free => {}
            Verdict::EasierOnly(caution) if technique.easier.dose.is_none() => {
                return Err(self.only_easier(technique, caution));
            }
            Verdict::EasierOnly(_) => easier = true,
            Verdict::AskFirst(caution) => return Err(Omission::ask(id(), caution)),
            Verdict::Out(caution) => {
                let instead = caution.substitute.as_ref().map(|one| one.value.clone());
                return Err(Omission::flag(id(), caution, instead));
            }
        }
        if self.request.flared.contains(&technique.id.value) {
            if technique.easier.dose.is_none() {
                let instead = self.easier_technique(technique);
                return Err(Omission::flared(id(), instead));
            }
            easier = true;
        }
        let most = if self.plans == Plans::Gentle {
            Intensity::Gentle
        } else {
            self.request.intensity
        };
        if technique.intensity.value > most {
            let advised = self.plans == Plans::Gentle;
            return Err(Omission::too_strong(
                id(),
                technique.intensity.value,
                advised,
            ));
        }
        Ok(easier)
    }

    /// Why a technique that is not the easier step is ruled out where only that is left.
    pub(super) fn not_easier(&self, technique: &Technique) -> Omission {
        match verdict(technique, &self.request.flags) {
            Verdict::EasierOnly(caution) => self.only_easier(technique, caution),
            _ => Omission::flared(technique.id.value.clone(), self.easier_technique(technique)),
        }
    }

    fn only_easier(&self, technique: &Technique, caution: &Caution) -> Omission {
        let own = caution.substitute.as_ref().map(|one| one.value.clone());
        let instead = own.or_else(|| self.easier_technique(technique));
        Omission::flag(technique.id.value.clone(), caution, instead)
    }

    /// Why a flag leaves a technique out of a position.
    pub(super) fn place(&self, technique: &Technique, position: &Id) -> Result<(), Omission> {
        let positions = positions_left(technique, self.library.vocabulary(), &self.request.flags);
        let lost = positions.lost.iter().find(|lost| lost.position == position);
        lost.map_or(Ok(()), |lost| {
            Err(Omission::positions_lost(
                technique.id.value.clone(),
                lost.flag,
            ))
        })
    }

    /// The technique that is another's easier step, where no flag touches it.
    fn easier_technique(&self, technique: &Technique) -> Option<Id> {
        let id = technique.easier.technique.as_ref()?;
        let other = self.library.technique(id.as_str())?;
        let free = verdict(other, &self.request.flags) == Verdict::Free;
        free.then(|| id.value.clone())
    }

    /// What the technique is done with, and what was substituted; or what is missing.
    #[allow(clippy::type_complexity)]
    pub(super) fn equip(&self, technique: &Technique) -> Result<(Vec<Id>, Vec<(Id, Id)>), Id> {
        let (mut with, mut substituted) = (Vec::new(), Vec::new());
        for need in &technique.equipment {
            let have = |id: &Id| self.request.equipment.contains(id);
            if have(&need.id.value) {
                with.push(need.id.value.clone());
            } else if let Some(other) = need.substitutes.iter().find(|other| have(&other.value)) {
                with.push(other.value.clone());
                substituted.push((need.id.value.clone(), other.value.clone()));
            } else if need.optional != Some(true) {
                return Err(need.id.value.clone());
            }
        }
        Ok((with, substituted))
    }

    /// Notes the muscles that some open technique needs warm.
    fn track(&mut self, open: &[(usize, bool)]) {
        for &(index, _) in open {
            let technique = &self.library.techniques()[index];
            if self.library.vocabulary().needs_warm(technique) {
                for muscle in &technique.muscles.primary {
                    if !self.muscles.contains(&muscle.value) {
                        self.muscles.push(muscle.value.clone());
                    }
                }
            }
        }
    }

    /// The group of each open technique: twins share one.
    fn groups(&self, open: &[(usize, bool)]) -> BTreeMap<usize, usize> {
        let techniques = self.library.techniques();
        let mut groups = BTreeMap::new();
        let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
        for &(index, _) in open {
            let head = head_of(self.library, &techniques[index]);
            let next = heads.len();
            groups.insert(index, *heads.entry(head).or_insert(next));
        }
        groups
    }

    fn candidates(
        &mut self,
        index: usize,
        easier: bool,
        group: usize,
        pairs: &mut Vec<(Candidate, Behind)>,
    ) {
        let technique = &self.library.techniques()[index];
        let Ok((equipment, substituted)) = self.equip(technique) else {
            return;
        };
        let props = self.prop_bits(&equipment);
        let left = positions_left(technique, self.library.vocabulary(), &self.request.flags);
        for (rank, position) in self.positions.clone().iter().enumerate() {
            if !left.has(position) {
                continue;
            }
            for stage in stages(self.library, technique) {
                for dose in doses(technique, easier) {
                    let seconds = item_seconds(technique, &dose);
                    let slots = seconds.div_ceil(SLOT_S);
                    let sourced = !easier && is_sourced(technique, &dose);
                    let units = units(technique, &dose);
                    let candidate = Candidate {
                        group,
                        position: rank,
                        slots,
                        points: self.points(technique, units, sourced),
                        load: self.load(technique, units),
                        props,
                        warms: if stage == Stage::Warm {
                            self.tracked(technique, false)
                        } else {
                            Vec::new()
                        },
                        needs: match stage {
                            Stage::Strength | Stage::Deep => self.tracked(technique, true),
                            _ => Vec::new(),
                        },
                        finish: stage == Stage::Finish,
                    };
                    let behind = Behind {
                        technique: index,
                        position: position.clone(),
                        equipment: equipment.clone(),
                        substituted: substituted.clone(),
                        dose,
                        pad_s: slots * SLOT_S - seconds,
                        easier,
                        sourced,
                        stage,
                    };
                    pairs.push((candidate, behind));
                }
            }
        }
    }

    /// One bit for each prop among `equipment`; surroundings cost nothing.
    ///
    /// Beyond 64 props the bits are shared, which only makes some plans look a little cheaper.
    fn prop_bits(&mut self, equipment: &[Id]) -> u64 {
        let surrounding = |id: &Id| {
            self.library
                .vocabulary()
                .surroundings()
                .any(|one| one.id.value == *id)
        };
        let props: Vec<&Id> = equipment.iter().filter(|id| !surrounding(id)).collect();
        props.into_iter().fold(0, |bits, id| {
            let at = self
                .props
                .iter()
                .position(|prop| prop == id)
                .unwrap_or_else(|| {
                    self.props.push(id.clone());
                    self.props.len() - 1
                });
            bits | 1 << (at % 64)
        })
    }

    /// The tracked muscles of a technique, as indexes: the primary ones, or all.
    fn tracked(&self, technique: &Technique, primary: bool) -> Vec<usize> {
        let secondary = technique.muscles.secondary.iter().filter(|_| !primary);
        technique
            .muscles
            .primary
            .iter()
            .chain(secondary)
            .filter_map(|muscle| self.muscles.iter().position(|one| *one == muscle.value))
            .collect()
    }

    /// Points of a pick, whatever else is picked.
    fn points(&self, technique: &Technique, units: u32, sourced: bool) -> i64 {
        let experience = self
            .request
            .experience
            .get(&technique.id.value)
            .copied()
            .unwrap_or_default();
        let recent = experience
            .days_since
            .and_then(|days| RECENT_POINTS.get(days as usize))
            .copied()
            .unwrap_or(0);
        let sided = is_sided(technique)
            && self.request.areas.iter().any(|wanted| {
                wanted.side.is_some()
                    && technique
                        .areas
                        .primary
                        .iter()
                        .any(|area| area.value == wanted.area)
            });
        let per_unit = GOAL_POINTS * i64::from(technique.goals.of(self.request.goal))
            + if sourced { SOURCED_POINTS } else { 0 }
            + if sided { SIDED_POINTS } else { 0 }
            + i64::from(experience.effect.clamp(-100, 100)) / 4
            + recent
            + jitter(self.request.seed, technique.id.as_str());
        per_unit * i64::from(units) + PICK_POINTS
    }

    fn load(&self, technique: &Technique, units: u32) -> Vec<u32> {
        let holds =
            |ids: &[crate::content::Sp<Id>], area: &Id| ids.iter().any(|one| one.value == *area);
        self.areas
            .iter()
            .map(|area| {
                let rate = if holds(&technique.areas.primary, area) {
                    PRIMARY
                } else if holds(&technique.areas.secondary, area) {
                    SECONDARY
                } else {
                    0
                };
                rate * units
            })
            .collect()
    }
}

/// The first of a technique's twins, following `alternative_to` to its end.
fn head_of<'l>(library: &'l Library, technique: &'l Technique) -> &'l str {
    let mut head = technique;
    // A ring of twins ends where it began: at the least id on the way.
    let mut seen = vec![head.id.as_str()];
    while let Some(next) = head
        .alternative_to
        .as_ref()
        .and_then(|next| library.technique(next.as_str()))
    {
        if seen.contains(&next.id.as_str()) {
            return seen.into_iter().min().unwrap_or(head.id.as_str());
        }
        seen.push(next.id.as_str());
        head = next;
    }
    head.id.as_str()
}

/// The areas that count, with their weights.
fn weights(library: &Library, request: &Request) -> (Vec<Id>, Vec<i64>) {
    library
        .vocabulary()
        .areas
        .iter()
        .map(|area| {
            let named = request.areas.iter().filter(|one| one.area == area.id.value);
            let weight = match named.map(|one| i64::from(one.pain)).max() {
                Some(pain) => pain.max(WEIGHT_OTHER),
                None if request.areas.is_empty() => WEIGHT_UNNAMED,
                None => WEIGHT_OTHER,
            };
            (area.id.value.clone(), weight)
        })
        .unzip()
}

/// The most positions that a plan may visit: three (two changes) up to ten minutes, and one more for
/// each further ten.
fn most_positions(minutes: u32) -> usize {
    3 + (minutes.saturating_sub(1) / 10) as usize
}

/// The places that a technique may take within its position.
fn stages(library: &Library, technique: &Technique) -> Vec<Stage> {
    let mut stages = Vec::new();
    if technique.has_role(Role::WarmUp) {
        stages.push(Stage::Warm);
    }
    if technique.has_role(Role::Finish) {
        stages.push(Stage::Finish);
    }
    // What has to come after a warm-up cannot be the warm-up itself.
    if library.vocabulary().family_needs_warm(technique) {
        stages = vec![Stage::Strength];
    } else if library.vocabulary().needs_warm(technique) {
        stages = vec![Stage::Deep];
    }
    if stages.is_empty() {
        stages.push(Stage::Plain);
    }
    stages
}

/// The doses that the planner weighs: the least, the usual and the most work, each at every number of
/// sets; of those that take equally long, the one with the most work.
fn doses(technique: &Technique, easier: bool) -> Vec<ExactDose> {
    let rest_s = routine::rest_s(technique);
    if easier {
        let dose = technique.easier.dose.as_ref().map(|dose| ExactDose {
            work: ExactWork::usual(&dose.work),
            sets: dose.sets.map_or(1, |sets| sets.value),
            rest_s,
        });
        return dose.into_iter().collect();
    }
    let Dose { work, sets, .. } = &technique.dose;
    let Amount { min, usual, max } = work.amount();
    let mut amounts = vec![min, usual, max];
    amounts.dedup();
    let mut by_length: BTreeMap<u32, ExactDose> = BTreeMap::new();
    for sets in sets.min..=sets.max {
        for &amount in &amounts {
            let dose = ExactDose {
                work: ExactWork::with_amount(work, amount),
                sets,
                rest_s,
            };
            let slots = item_seconds(technique, &dose).div_ceil(SLOT_S);
            let work_s = |dose: &ExactDose| dose.sets * dose.work.seconds();
            let kept = by_length.entry(slots).or_insert(dose);
            if work_s(&dose) > work_s(kept) {
                *kept = dose;
            }
        }
    }
    by_length.into_values().collect()
}

/// Units of load that a dose brings; at least one.
fn units(technique: &Technique, dose: &ExactDose) -> u32 {
    let seconds = dose.sets * dose.work.seconds();
    let (full, most) = USEFUL_S;
    let useful = seconds.min(full) + seconds.clamp(full, most).saturating_sub(full) / 2;
    ((technique.passes() * useful + UNIT_S / 2) / UNIT_S).max(1)
}

/// Whether a dose lies within the range of some source.
fn is_sourced(technique: &Technique, dose: &ExactDose) -> bool {
    technique.doses.iter().any(|source| lies_in(source, dose))
}

/// Whether a dose is of the kind that a source gives, and within its range.
pub(super) fn lies_in(source: &SourceDose, dose: &ExactDose) -> bool {
    let Some(work) = &source.work else {
        return false;
    };
    let amount = match (dose.work, &work.value) {
        (ExactWork::Hold { seconds }, Work::Hold(_)) => seconds,
        (ExactWork::Breaths { count, .. }, Work::Breaths(_)) => count,
        (ExactWork::Reps { count, .. }, Work::Reps(_)) => count,
        (ExactWork::Timed { seconds, .. }, Work::Timed(_)) => seconds,
        _ => return false,
    };
    work.amount().contains(amount) && source.sets.is_none_or(|sets| sets.contains(dose.sets))
}

/// A small number that depends on the seed and the id alone (SplitMix64 over FNV-1a).
fn jitter(seed: u64, id: &str) -> i64 {
    if seed == 0 {
        return 0;
    }
    let mut x = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64 ^ seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    i64::try_from((x ^ (x >> 31)) % (SEED_POINTS + 1)).unwrap_or(0)
}
