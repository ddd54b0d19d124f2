//! The easier step of an item: whether one fits, and at which dose.

use super::compile::CompileError;
use super::layout::{Part, alone};
use super::{Alternative, MAX_SEGMENTS, words};
use crate::content::{Action, Library, Technique};
use crate::routine::{self, ExactDose, ExactWork, Item, between_sets_s, exact_in, get_ready_s};

/// Seconds to hear what is different and to change over to the easier step, at least (general practice).
pub const EASIER_READY_S: u32 = 10;

/// The shortest hold that an easier step is cut down to, in seconds (general practice).
const LEAST_HOLD_S: u32 = 5;

/// The dose of a technique's easier step, where that step is a smaller dose of the same technique; `None`
/// where it is another technique.
///
/// Tempo and length of breath are the technique's own where the step names none.
#[must_use]
pub fn easier_dose(technique: &Technique) -> Option<ExactDose> {
    let step = technique.easier.dose.as_ref()?;
    Some(ExactDose {
        work: exact_in(&step.work, technique),
        sets: step.sets.map_or(1, |sets| sets.value),
        rest_s: routine::rest_s(technique),
    })
}

/// The easier step of an item that is laid out as `part`, if one fits.
///
/// Another technique fits if it can be done in the same position, with what the item has at hand, if it asks
/// for no more effort, and if no flag weighs heavier on it than on the item's own: a swap during play asks
/// nobody again.
pub(super) fn alternative(
    part: &Part<'_>,
    item: &Item,
    library: &Library,
) -> Result<Option<Alternative>, CompileError> {
    let own = part.technique;
    let step = &own.easier;
    let another = step
        .technique
        .as_ref()
        .and_then(|id| library.technique(id.as_str()));
    let (technique, wanted, least, ready_s) = if let Some(another) = another {
        let mild = another.intensity.value <= own.intensity.value;
        if !is_usable(another, item) || !mild || !asks_no_more(another, own, item, library) {
            return Ok(None);
        }
        let least = another.dose.work.amount().min;
        let ready_s = get_ready_s(another).max(EASIER_READY_S);
        (another, ExactDose::usual(another), least, ready_s)
    } else if let Some(dose) = easier_dose(own) {
        let least = match dose.work {
            ExactWork::Hold { .. } | ExactWork::Timed { .. } => LEAST_HOLD_S,
            ExactWork::Breaths { .. } | ExactWork::Reps { .. } => 1,
        };
        let dose = no_more_than(dose, &item.dose);
        (own, dose, least, EASIER_READY_S)
    } else {
        return Ok(None);
    };
    let limit_s = seconds(own, &item.dose, get_ready_s(own));
    let Some(dose) = fitted(technique, wanted, least, ready_s, limit_s) else {
        return Ok(None);
    };
    let smaller = Part {
        technique,
        dose,
        ready_s: u64::from(ready_s),
        ready_cue: words::easier(step.how.as_str(), another),
        moves: false,
        ..part.clone()
    };
    alone(&smaller, step.how.as_str()).map(Some)
}

/// Whether a technique can be done where an item is done and with what it is done with.
fn is_usable(technique: &Technique, item: &Item) -> bool {
    let here = technique
        .positions
        .iter()
        .any(|position| position.value == item.position);
    let at_hand = technique
        .equipment
        .iter()
        .filter(|need| need.optional != Some(true))
        .all(|need| {
            std::iter::once(&need.id)
                .chain(&need.substitutes)
                .any(|id| item.equipment.contains(&id.value))
        });
    here && at_hand
}

/// Whether nothing that flags leave of `own` would be refused of `other`, whatever the flags are.
///
/// Every caution of `other` has one on `own` that weighs at least as much. Where the flag may be limited to
/// areas, it must reach `own` whenever it reaches `other`; and where `other` asks first, `own` may not only
/// have asked, since agreeing to one technique is not agreeing to another. The same holds for what the
/// position brings with it.
fn asks_no_more(other: &Technique, own: &Technique, item: &Item, library: &Library) -> bool {
    let vocabulary = library.vocabulary();
    let within = other
        .areas
        .all()
        .all(|area| own.areas.all().any(|mine| mine.value == area.value));
    let cautions = other.cautions.iter().all(|caution| {
        let local = vocabulary
            .flag(caution.flag.as_str())
            .is_some_and(|flag| flag.local == Some(true));
        let asks = caution.action.value == Action::Ask;
        (within || !local)
            && own.cautions.iter().any(|mine| {
                let (mine_is, other_is) = (mine.action.value, caution.action.value);
                mine.flag == caution.flag && mine_is >= other_is && (!asks || mine_is > other_is)
            })
    });
    let place = vocabulary
        .position(item.position.as_str())
        .map_or(&[][..], |position| position.traits.as_slice());
    let positions = place
        .iter()
        .all(|one| other.has_trait(one.as_str()) || !own.has_trait(one.as_str()));
    cautions && positions
}

/// The dose that an item carries if it is no more than its easier step's, else that step's.
pub(super) fn smaller_of(carried: ExactDose, step: ExactDose) -> ExactDose {
    let alike = carried.work.kind() == step.work.kind();
    if alike && no_more_than(carried, &step) == carried {
        carried
    } else {
        step
    }
}

/// The step's dose, at most as much as the item's own where they can be compared.
fn no_more_than(mut dose: ExactDose, own: &ExactDose) -> ExactDose {
    dose.sets = dose.sets.min(own.sets);
    let least = |a: &mut u32, b: u32| *a = (*a).min(b);
    match (&mut dose.work, own.work) {
        (ExactWork::Hold { seconds }, ExactWork::Hold { seconds: most }) => least(seconds, most),
        (ExactWork::Breaths { count, .. }, ExactWork::Breaths { count: most, .. })
        | (ExactWork::Reps { count, .. }, ExactWork::Reps { count: most, .. }) => {
            least(count, most);
        }
        (
            ExactWork::Timed { seconds, spots },
            ExactWork::Timed {
                seconds: most,
                spots: places,
            },
        ) => {
            least(seconds, most);
            least(spots, places);
        }
        _ => {}
    }
    dose
}

/// As much of `wanted` as fits into `limit_s`: as it is, or with fewer sets, or with a smaller amount in one
/// set, down to `least`. `None` when not even that fits.
fn fitted(
    technique: &Technique,
    wanted: ExactDose,
    least: u32,
    ready_s: u32,
    limit_s: u64,
) -> Option<ExactDose> {
    let fits = |dose: &ExactDose| seconds(technique, dose, ready_s) <= limit_s;
    let most_sets = wanted
        .sets
        .min(u32::try_from(MAX_SEGMENTS).unwrap_or(u32::MAX));
    let fewer_sets = (1..=most_sets)
        .rev()
        .map(|sets| ExactDose { sets, ..wanted })
        .find(fits);
    if fewer_sets.is_some() {
        return fewer_sets;
    }
    let amount = amount(&wanted.work);
    // Each unit of an amount lasts at least a second, so none above the limit can fit.
    let most = amount.min(u32::try_from(limit_s).unwrap_or(u32::MAX));
    (least.max(1)..=most)
        .rev()
        .map(|amount| ExactDose {
            work: with(wanted.work, amount),
            sets: 1,
            ..wanted
        })
        .find(fits)
}

/// Seconds of a dose with `ready_s` of getting ready; never overflows.
fn seconds(technique: &Technique, dose: &ExactDose, ready_s: u32) -> u64 {
    let work = match dose.work {
        ExactWork::Hold { seconds } => u64::from(seconds),
        ExactWork::Breaths { count, seconds } => u64::from(count) * u64::from(seconds),
        ExactWork::Timed { seconds, spots } => u64::from(seconds) * u64::from(spots),
        ExactWork::Reps {
            count,
            there,
            hold,
            back,
        } => u64::from(count).saturating_mul(u64::from(there) + u64::from(hold) + u64::from(back)),
    };
    let passes = u64::from(technique.passes());
    let switches = (passes - 1).saturating_mul(u64::from(routine::SWITCH_S));
    let set = passes.saturating_mul(work).saturating_add(switches);
    let sets = u64::from(dose.sets);
    let rests = sets.saturating_sub(1) * u64::from(between_sets_s(technique, dose));
    let all_sets = sets.saturating_mul(set).saturating_add(rests);
    all_sets.saturating_add(u64::from(ready_s))
}

/// The amount that may shrink: seconds of a hold or on a spot, count of repetitions or breaths.
fn amount(work: &ExactWork) -> u32 {
    match *work {
        ExactWork::Hold { seconds } | ExactWork::Timed { seconds, .. } => seconds,
        ExactWork::Breaths { count, .. } | ExactWork::Reps { count, .. } => count,
    }
}

/// The same work with another amount.
fn with(mut work: ExactWork, amount: u32) -> ExactWork {
    match &mut work {
        ExactWork::Hold { seconds } | ExactWork::Timed { seconds, .. } => *seconds = amount,
        ExactWork::Breaths { count, .. } | ExactWork::Reps { count, .. } => *count = amount,
    }
    work
}
