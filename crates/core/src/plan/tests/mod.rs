//! The search against exhaustive search, over random instances and random libraries; the LP export
//! against the model's definition.

mod libraries;
mod lp_reader;

use proptest::prelude::*;

use super::model::{AreaTerm, Candidate, Instance};
use super::search::best_with;
use super::{Found, best, lp};

/// The best choice by trying all of them.
fn exhaustive(instance: &Instance) -> Option<Found> {
    fn go(instance: &Instance, group: usize, chosen: &mut Vec<usize>, best: &mut Option<Found>) {
        if group == instance.groups {
            if let Some(score) = instance.evaluate(chosen)
                && best.as_ref().is_none_or(|best| score > best.score)
            {
                *best = Some(Found {
                    chosen: chosen.clone(),
                    score,
                });
            }
            return;
        }
        go(instance, group + 1, chosen, best);
        for one in instance.group(group) {
            chosen.push(one);
            go(instance, group + 1, chosen, best);
            chosen.pop();
        }
    }
    let mut best = None;
    go(instance, 0, &mut Vec::new(), &mut best);
    best
}

prop_compose! {
    fn candidate(areas: usize, positions: usize, props: usize, muscles: usize)(
        group in 0..6_usize,
        position in 0..positions,
        slots in 1..9_u32,
        points in -30..60_i64,
        load in prop::collection::vec(0..9_u32, areas),
        props in 0..1_u64 << props,
        warms in prop::collection::vec(0..muscles, 0..3),
        needs in prop::option::weighted(0.3, 0..muscles),
        finish in prop::bool::weighted(0.4),
    ) -> Candidate {
        let needs: Vec<usize> = needs.into_iter().collect();
        // What needs warmth does not give it.
        let warms = if needs.is_empty() { warms } else { Vec::new() };
        Candidate { group, position, slots, points, load, props, warms, needs, finish }
    }
}

fn instance() -> impl Strategy<Value = Instance> {
    (1..4_usize, 1..5_usize, 0..3_usize, 1..3_usize).prop_flat_map(
        |(areas, positions, props, muscles)| {
            (
                prop::collection::vec(candidate(areas, positions, props, muscles), 1..13),
                prop::collection::vec((0..8_i64, 1..6_u32), areas),
                (4..30_u32, 0..8_u32),
                (1..4_usize, 0..3_u32, 0..2_u32),
                (0..40_i64, 0..40_i64, any::<bool>()),
            )
                .prop_map(move |(mut candidates, terms, window, sizes, rest)| {
                    candidates.sort_by_key(|one| one.group);
                    // Groups are numbered without holes.
                    let mut seen: Vec<usize> = candidates.iter().map(|one| one.group).collect();
                    seen.dedup();
                    for one in &mut candidates {
                        one.group = seen.partition_point(|group| *group < one.group);
                    }
                    Instance {
                        candidates,
                        groups: seen.len(),
                        areas: terms
                            .into_iter()
                            .map(|(weight, band)| AreaTerm { weight, band })
                            .collect(),
                        positions,
                        props,
                        muscles,
                        most_positions: sizes.0,
                        position_slots: sizes.1,
                        closing_slots: sizes.2,
                        window: (window.0.saturating_sub(window.1), window.0),
                        position_cost: rest.0,
                        prop_cost: rest.1,
                        must_finish: rest.2,
                    }
                })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_search_finds_a_true_optimum(instance in instance()) {
        let found = best(&instance);
        let truth = exhaustive(&instance);
        prop_assert_eq!(found.as_ref().map(|f| f.score), truth.map(|f| f.score));
        if let Some(found) = found {
            prop_assert_eq!(instance.evaluate(&found.chosen), Some(found.score));
        }
    }

    #[test]
    fn halving_changes_nothing(instance in instance()) {
        let found = best_with(&instance, 2);
        prop_assert_eq!(found.as_ref().map(|f| f.score), exhaustive(&instance).map(|f| f.score));
        if let Some(found) = found {
            prop_assert_eq!(instance.evaluate(&found.chosen), Some(found.score));
        }
    }

    #[test]
    fn the_longest_plan_is_found_as_well(instance in instance()) {
        let instance = instance.longest();
        prop_assert_eq!(best(&instance).map(|f| f.score), exhaustive(&instance).map(|f| f.score));
    }

    #[test]
    fn the_lp_file_is_the_model(
        (instance, picks) in instance().prop_flat_map(|instance| {
            let groups = instance.groups;
            (Just(instance), prop::collection::vec(any::<prop::sample::Index>(), groups))
        })
    ) {
        // One choice at random: of each group, nothing or one of its candidates.
        let chosen: Vec<usize> = picks
            .iter()
            .enumerate()
            .filter_map(|(group, pick)| {
                let members: Vec<usize> = instance.group(group).collect();
                pick.index(members.len() + 1).checked_sub(1).map(|at| members[at])
            })
            .collect();
        let file = lp_reader::read(&lp::write_bare(&instance));
        prop_assert_eq!(file.value_of(&instance, &chosen), instance.evaluate(&chosen));
    }

    #[test]
    fn equal_input_gives_equal_output(instance in instance()) {
        prop_assert_eq!(best(&instance), best(&instance.clone()));
    }
}
