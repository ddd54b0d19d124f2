//! Plans over random libraries: the optimum is the true one, and the plan keeps its promises.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::exhaustive;
use crate::content::Level;
use crate::content::{
    Action, Amount, Caution, Goal, Hold, Id, Intensity, Library, Loaded, Need, Options, Reps, Role,
    Sides, Sp, Technique, Timed, Work, load,
};
use crate::diagnostic::SourceFile;
use crate::plan::request::{Experience, Request, WantedArea};
use crate::plan::{NoPlan, build, plan};
use crate::routine::{CLOSING_S, POSITION_CHANGE_S, Side, item_seconds};
use crate::safety::{Clearance, FlagSet};

/// The valid set that the fixtures of the content checks stand on.
fn base() -> Library {
    let file = |name: &str, text: &str| SourceFile::new(name, text);
    macro_rules! base_files {
        ($($name:literal),* $(,)?) => {
            vec![$(file($name, include_str!(concat!("../../../tests/fixtures/base/", $name)))),*]
        };
    }
    let files = base_files![
        "safety.toml",
        "sources.toml",
        "guides/where-to-begin.md",
        "guides/why-it-tightens.md",
        "routines/short-break.toml",
        "techniques/band-row.figure.toml",
        "techniques/band-row.toml",
        "techniques/neck-stretch.figure.toml",
        "techniques/neck-stretch.toml",
        "techniques/shoulder-rolls.figure.toml",
        "techniques/shoulder-rolls.toml",
        "techniques/slow-breathing.figure.toml",
        "techniques/slow-breathing.toml",
        "vocabulary/areas.toml",
        "vocabulary/causes.toml",
        "vocabulary/equipment.toml",
        "vocabulary/families.toml",
        "vocabulary/flags.toml",
        "vocabulary/goals.toml",
        "vocabulary/muscles.toml",
        "vocabulary/positions.toml",
        "vocabulary/traits.toml",
    ];
    let Loaded {
        library,
        diagnostics,
        ..
    } = load(files, Vec::new(), &Options::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    library.unwrap()
}

fn sp<T>(value: T) -> Sp<T> {
    Sp {
        value,
        span: Default::default(),
    }
}

/// What is random about a technique.
#[derive(Debug, Clone)]
struct Shape {
    family: prop::sample::Index,
    positions: Vec<prop::sample::Index>,
    prop: Option<prop::sample::Index>,
    areas: (prop::sample::Index, Option<prop::sample::Index>),
    muscles: (prop::sample::Index, Option<prop::sample::Index>),
    sided: bool,
    kind: u8,
    amount: (u32, u32, u32),
    sets: (u32, u32),
    roles: (bool, bool),
    goals: (u32, u32),
    intensity: u8,
    twin: bool,
    flag: Option<(prop::sample::Index, u8)>,
}

fn shape() -> impl Strategy<Value = Shape> {
    use prop::option::weighted;
    let index = any::<prop::sample::Index>;
    (
        (
            index(),
            prop::collection::vec(index(), 1..3),
            weighted(0.3, index()),
        ),
        (index(), weighted(0.5, index())),
        (index(), weighted(0.5, index())),
        (
            any::<bool>(),
            0..3_u8,
            (5..25_u32, 0..15_u32, 0..20_u32),
            (1..2_u32, 0..2_u32),
        ),
        (any::<bool>(), any::<bool>()),
        (0..4_u32, 0..4_u32),
        (
            0..3_u8,
            prop::bool::weighted(0.2),
            weighted(0.3, (index(), 0..4_u8)),
        ),
    )
        .prop_map(|(a, areas, muscles, dose, roles, goals, rest)| Shape {
            family: a.0,
            positions: a.1,
            prop: a.2,
            areas,
            muscles,
            sided: dose.0,
            kind: dose.1,
            amount: dose.2,
            sets: dose.3,
            roles,
            goals,
            intensity: rest.0,
            twin: rest.1,
            flag: rest.2,
        })
}

/// A library whose techniques have the shapes.
fn library(shapes: &[Shape]) -> Library {
    let base = base();
    let model = base.techniques()[0].clone();
    let vocabulary = base.vocabulary().clone();
    fn pick<T>(index: &prop::sample::Index, from: &[T]) -> usize {
        index.index(from.len())
    }
    let techniques = shapes
        .iter()
        .enumerate()
        .map(|(number, shape)| {
            let area = |index: &prop::sample::Index| {
                sp(vocabulary.areas[pick(index, &vocabulary.areas)]
                    .id
                    .value
                    .clone())
            };
            let muscle = |index: &prop::sample::Index| {
                sp(vocabulary.muscles[pick(index, &vocabulary.muscles)]
                    .id
                    .value
                    .clone())
            };
            let mut technique: Technique = model.clone();
            technique.id = sp(Id::new(&format!("t{number:02}")).unwrap());
            technique.family = sp(
                vocabulary.families[pick(&shape.family, &vocabulary.families)]
                    .id
                    .value
                    .clone(),
            );
            let positions: BTreeSet<Id> = shape
                .positions
                .iter()
                .map(|index| {
                    vocabulary.positions[pick(index, &vocabulary.positions)]
                        .id
                        .value
                        .clone()
                })
                .collect();
            technique.positions = positions.into_iter().map(sp).collect();
            technique.equipment = shape
                .prop
                .iter()
                .map(|index| Need {
                    id: sp(vocabulary.equipment[pick(index, &vocabulary.equipment)]
                        .id
                        .value
                        .clone()),
                    substitutes: Vec::new(),
                    optional: None,
                    note: None,
                })
                .collect();
            technique.areas.primary = vec![area(&shape.areas.0)];
            technique.areas.secondary = shape.areas.1.iter().map(area).collect();
            technique.muscles.primary = vec![muscle(&shape.muscles.0)];
            technique.muscles.secondary = shape.muscles.1.iter().map(muscle).collect();
            technique.sides = sp(if shape.sided {
                Sides::Each
            } else {
                Sides::None
            });
            technique.directions = Vec::new();
            let (min, more, most) = shape.amount;
            let amount = sp(Amount {
                min,
                usual: min + more,
                max: min + more + most,
            });
            let few = sp(Amount {
                min: 3,
                usual: 5,
                max: 8,
            });
            technique.dose.work = sp(match shape.kind {
                0 => Work::Hold(Hold { seconds: amount }),
                1 => Work::Timed(Timed {
                    seconds: amount,
                    spots: None,
                }),
                _ => Work::Reps(Reps {
                    count: few,
                    tempo: None,
                    hold: None,
                }),
            });
            let (least, above) = shape.sets;
            technique.dose.sets = sp(Amount {
                min: least,
                usual: least,
                max: least + above,
            });
            technique.doses = Vec::new().into();
            technique.roles = [(shape.roles.0, Role::WarmUp), (shape.roles.1, Role::Finish)]
                .into_iter()
                .filter(|(have, _)| *have)
                .map(|(_, role)| sp(role))
                .collect();
            technique.goals.relief = Some(sp(shape.goals.0));
            technique.goals.mobility = Some(sp(shape.goals.1));
            technique.intensity = sp([Intensity::Gentle, Intensity::Moderate, Intensity::Strong]
                [usize::from(shape.intensity)]);
            technique.in_plans = None;
            technique.traits = Vec::new();
            let before = number.checked_sub(1).filter(|_| shape.twin);
            technique.alternative_to =
                before.map(|before| sp(Id::new(&format!("t{before:02}")).unwrap()));
            technique.cautions = shape
                .flag
                .iter()
                .map(|(index, action)| Caution {
                    flag: sp(vocabulary.flags[pick(index, &vocabulary.flags)]
                        .id
                        .value
                        .clone()),
                    action: sp([
                        Action::Ask,
                        Action::Modify,
                        Action::Substitute,
                        Action::Exclude,
                    ][usize::from(*action)]),
                    substitute: None,
                    why: sp("because".into()),
                })
                .collect::<Vec<_>>()
                .into();
            technique
        })
        .collect();
    base.with_techniques(techniques)
}

/// What is random about a request.
#[derive(Debug, Clone)]
struct Asked {
    minutes: u32,
    area: Option<(prop::sample::Index, u32, bool)>,
    positions: u32,
    equipment: u32,
    goal: bool,
    strong: bool,
    flag: Option<prop::sample::Index>,
    felt: Option<(prop::sample::Index, i32, Option<u32>)>,
    seed: u64,
}

fn asked() -> impl Strategy<Value = Asked> {
    use prop::option::{of, weighted};
    let index = any::<prop::sample::Index>;
    (
        (1..7_u32, of((index(), 0..11_u32, any::<bool>()))),
        (any::<u32>(), any::<u32>(), any::<bool>(), any::<bool>()),
        (
            weighted(0.5, index()),
            weighted(0.5, (index(), -100..101, of(0..6_u32))),
            0..3_u64,
        ),
    )
        .prop_map(|(a, b, c)| Asked {
            minutes: a.0,
            area: a.1,
            positions: b.0,
            equipment: b.1,
            goal: b.2,
            strong: b.3,
            flag: c.0,
            felt: c.1,
            seed: c.2,
        })
}

fn request(library: &Library, asked: &Asked) -> Request {
    let vocabulary = library.vocabulary();
    let mut request = Request::new(library, asked.minutes);
    let some = |bits: u32, at: usize| bits >> (at % 32) & 1 == 1;
    request.positions = vocabulary
        .positions
        .iter()
        .enumerate()
        .filter(|(at, _)| some(asked.positions | 1, *at))
        .map(|(_, one)| one.id.value.clone())
        .collect();
    request.equipment = vocabulary
        .equipment
        .iter()
        .enumerate()
        .filter(|(at, _)| some(asked.equipment, *at))
        .map(|(_, one)| one.id.value.clone())
        .collect();
    if let Some((index, pain, side)) = &asked.area {
        let area = &vocabulary.areas[index.index(vocabulary.areas.len())];
        let side = (*side && area.sided == Some(true)).then_some(Side::Right);
        request.areas.push(WantedArea {
            area: area.id.value.clone(),
            side,
            pain: *pain,
        });
    }
    request.goal = if asked.goal {
        Goal::Relief
    } else {
        Goal::Mobility
    };
    request.intensity = if asked.strong {
        Intensity::Strong
    } else {
        Intensity::Moderate
    };
    if let Some(index) = &asked.flag {
        let flag = vocabulary.flags[index.index(vocabulary.flags.len())]
            .id
            .value
            .clone();
        request.flags.set.push(FlagSet {
            flag,
            areas: Vec::new(),
        });
    }
    if let Some((index, effect, days_since)) = asked.felt {
        let technique = &library.techniques()[index.index(library.techniques().len())];
        let felt = Experience { effect, days_since };
        request.experience.insert(technique.id.value.clone(), felt);
    }
    request.seed = asked.seed;
    request
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_plan_of_a_random_library_is_a_true_optimum_and_keeps_its_promises(
        shapes in prop::collection::vec(shape(), 1..7),
        asked in asked(),
        advised in any::<bool>(),
    ) {
        let library = library(&shapes);
        let request = request(&library, &asked);
        let level = if advised { Level::SeeProfessional } else { Level::Clear };
        let clearance = Clearance::recorded(level);
        let built = build::build(&library, clearance, &request);
        prop_assume!(built.instance.candidates.len() < 60);
        let truth = exhaustive(&built.instance);
        let made = plan(&library, clearance, &request);
        prop_assert_eq!(&made, &plan(&library, clearance, &request), "equal input, equal plan");
        let made = match made {
            Ok(made) => made,
            Err(NoPlan::NothingFits(_)) => {
                prop_assert!(exhaustive(&built.instance.longest()).is_none());
                return Ok(());
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        };
        // The score is the best there is; when nothing fills the minutes, of the longest plans.
        match truth {
            Some(truth) => {
                prop_assert!(made.full);
                prop_assert_eq!(made.score, truth.score);
                prop_assert!(made.seconds * 100 >= request.minutes * 60 * 95);
            }
            None => {
                prop_assert!(!made.full);
                let longest = exhaustive(&built.instance.longest()).unwrap();
                let mut narrowed = built.instance.clone();
                narrowed.window.0 = narrowed.slots(&longest.chosen);
                prop_assert_eq!(made.score, exhaustive(&narrowed).unwrap().score);
            }
        }
        prop_assert_eq!(made.parts.coverage + made.parts.own - made.parts.costs, made.score);
        keeps_promises(&library, &request, advised, &made)?;
    }
}

/// What a plan promises, checked on the routine alone.
fn keeps_promises(
    library: &Library,
    request: &Request,
    advised: bool,
    made: &crate::plan::Plan,
) -> Result<(), TestCaseError> {
    let routine = &made.routine;
    prop_assert_eq!(made.seconds, routine.seconds(library));
    prop_assert!(made.seconds <= request.minutes * 60);
    prop_assert!(routine.position_changes() <= 2, "up to ten minutes");
    let mut seen = BTreeSet::new();
    let mut total = CLOSING_S;
    let mut before: Option<&Id> = None;
    for (item, pick) in routine.items.iter().zip(&made.picks) {
        let technique = library.technique(item.technique.as_str()).unwrap();
        prop_assert!(seen.insert(item.technique.clone()), "once each");
        prop_assert!(request.positions.contains(&item.position));
        prop_assert!(
            technique
                .positions
                .iter()
                .any(|one| one.value == item.position)
        );
        prop_assert!(
            technique
                .equipment
                .iter()
                .all(|need| request.equipment.contains(&need.id.value))
        );
        let most = if advised {
            Intensity::Gentle
        } else {
            request.intensity
        };
        prop_assert!(technique.intensity.value <= most);
        for caution in &technique.cautions {
            if request
                .flags
                .set
                .iter()
                .any(|one| one.flag == caution.flag.value)
            {
                prop_assert!(
                    caution.action.value == Action::Modify && item.easier,
                    "only an easier step"
                );
            }
        }
        prop_assert!(!pick.reasons.is_empty());
        let moves = if before == Some(&item.position) {
            0
        } else {
            POSITION_CHANGE_S
        };
        before = Some(&item.position);
        let seconds = item_seconds(technique, &item.dose) + item.pad_s + moves;
        prop_assert_eq!(pick.seconds, seconds);
        total += seconds;
    }
    prop_assert_eq!(total, made.seconds);
    // What needs warm muscles has them warmed by something before it.
    for (at, item) in routine.items.iter().enumerate() {
        let technique = library.technique(item.technique.as_str()).unwrap();
        if library.vocabulary().needs_warm(technique) {
            for muscle in &technique.muscles.primary {
                let warmed = routine.items[..at].iter().any(|earlier| {
                    let earlier = library.technique(earlier.technique.as_str()).unwrap();
                    earlier.has_role(Role::WarmUp)
                        && earlier.muscles.all().any(|one| one.value == muscle.value)
                });
                prop_assert!(warmed, "{} before {}", muscle, technique.id);
            }
        }
    }
    Ok(())
}
