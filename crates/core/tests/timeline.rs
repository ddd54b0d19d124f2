//! Timelines: laid out as promised, written and read back without loss, and never taken on trust.

#[path = "../../../tests/small/mod.rs"]
mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use unhunch_core::content::{Id, Library};
use unhunch_core::routine::{ExactDose, ExactWork, Item, Routine, Side};
use unhunch_core::timeline::{
    CompileError, CueKind, Kind, ReadError, Segment, Timeline, TimelineFault, compile, easier_dose,
};

static LIBRARY: LazyLock<Library> = LazyLock::new(small::library);

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

/// An item at its usual dose in its first position, with all its equipment.
fn item(technique: &str) -> Item {
    let technique = LIBRARY.technique(technique).expect("a technique");
    Item {
        technique: technique.id.value.clone(),
        position: technique.positions[0].value.clone(),
        equipment: technique
            .equipment
            .iter()
            .map(|need| need.id.value.clone())
            .collect(),
        dose: ExactDose::usual(technique),
        pad_s: 0,
        easier: false,
        note: None,
    }
}

fn routine(items: Vec<Item>) -> Routine {
    Routine {
        id: None,
        name: "A test".to_owned(),
        first_side: Side::Left,
        items,
    }
}

fn compiled(items: Vec<Item>) -> Timeline {
    compile(&routine(items), &LIBRARY).expect("a timeline")
}

/// One line for each segment: second, length, kind, where it stands, and what is said.
fn told(segments: &[Segment]) -> String {
    let line = |segment: &Segment| {
        let mut at = Vec::new();
        at.extend(segment.side.map(|side| side.word().to_owned()));
        at.extend(segment.direction.as_ref().map(ToString::to_string));
        at.extend(
            segment
                .set
                .zip(segment.sets)
                .map(|(one, of)| format!("set {one}/{of}")),
        );
        let count = segment.count().zip(segment.counts());
        at.extend(count.map(|(one, of)| format!("{one}/{of}")));
        at.extend(segment.moves.then(|| "moves".to_owned()));
        let phases = segment.phases.iter();
        at.extend(phases.map(|phase| format!("{:?} {}", phase.movement, phase.ms)));
        let mut text = format!(
            "{} +{} {:?} [{}] {}",
            segment.start_ms,
            segment.duration_ms,
            segment.kind,
            at.join(", "),
            segment.cue
        );
        for cue in &segment.cues {
            text.push_str(&format!(
                "\n    {} {:?} {}",
                cue.offset_ms, cue.kind, cue.text
            ));
        }
        text
    };
    segments.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn total_ms(segments: &[Segment]) -> u64 {
    segments.iter().map(|segment| segment.duration_ms).sum()
}

#[test]
fn sides_sets_and_rests_are_laid_out_in_turn() {
    let mut tilt = item("neck-tilt");
    tilt.note = Some("Go easy today.".to_owned());
    let mut arch = item("chair-arch");
    arch.pad_s = 4;
    let timeline = compiled(vec![tilt, arch]);
    insta::assert_snapshot!(told(timeline.segments()));
}

#[test]
fn breaths_and_repetitions_are_counted_by_the_timeline() {
    let all = ["seated-twist", "blade-squeeze", "slow-breathing"];
    let timeline = compiled(all.map(item).to_vec());
    insta::assert_snapshot!(told(timeline.segments()));
}

#[test]
fn directions_spots_and_things_to_fetch_are_laid_out() {
    let all = ["shoulder-circles", "ball-spots", "roller"];
    let timeline = compiled(all.map(item).to_vec());
    insta::assert_snapshot!(told(timeline.segments()));
}

#[test]
fn an_item_that_is_easier_from_the_start_says_so_and_has_no_easier_step() {
    let mut squeeze = item("blade-squeeze");
    squeeze.easier = true;
    // Carries the usual dose, which is more than the easier one.
    let step = LIBRARY.technique("blade-squeeze").and_then(easier_dose);
    let timeline = compiled(vec![squeeze.clone()]);
    let expected = ExactDose {
        work: ExactWork::Reps {
            count: 4,
            there: 2,
            hold: 0,
            back: 2,
        },
        sets: 1,
        rest_s: 20,
    };
    assert_eq!(step, Some(expected));
    insta::assert_snapshot!(told(timeline.segments()));
    let [only] = timeline.items() else {
        panic!("one item");
    };
    assert!(only.is_easier);
    assert_eq!(only.easier, None);
    assert_eq!(only.dose, "4 repetitions");

    // A dose that is smaller still is left as it is.
    squeeze.dose = ExactDose {
        work: ExactWork::Reps {
            count: 3,
            there: 2,
            hold: 0,
            back: 2,
        },
        ..expected
    };
    let timeline = compiled(vec![squeeze]);
    assert_eq!(timeline.total_ms(), (10 + 5 + 12 + 5) * 1000);
}

#[test]
fn the_easier_step_is_the_smaller_dose_or_another_technique_that_fits() {
    let easier = |item: Item| {
        let timeline = compiled(vec![item]);
        let easier = timeline.items()[0].easier.as_ref();
        easier.map(|easier| format!("{}: {}, {} ms", easier.name, easier.dose, easier.total_ms))
    };
    // The same technique at the step's dose, with 10 s to change over.
    assert_eq!(
        easier(item("neck-tilt")).as_deref(),
        Some("Neck tilt: 15 s on each side, 45000 ms")
    );
    // Another technique, in the same position and with nothing new.
    assert_eq!(
        easier(item("one-arm-row")).as_deref(),
        Some("Blade squeeze: 6 repetitions, 52000 ms")
    );
    // One that a flag weighs heavier on is no easier step.
    assert_eq!(easier(item("seated-twist")), None);

    // A short item cuts its easier step down, and one that is too short has none.
    let row = |count| {
        let mut row = item("one-arm-row");
        row.dose.work = ExactWork::Reps {
            count,
            there: 2,
            hold: 0,
            back: 3,
        };
        easier(row)
    };
    // 20 s ready, two sides of three repetitions of 5 s, and the switch: 55 s; squeezes of 7 s and 10 s ready.
    assert_eq!(
        row(3).as_deref(),
        Some("Blade squeeze: 6 repetitions, 52000 ms")
    );
    // 45 s: five squeezes.
    assert_eq!(
        row(2).as_deref(),
        Some("Blade squeeze: 5 repetitions, 45000 ms")
    );
    let mut tilt = item("neck-tilt");
    tilt.dose = ExactDose {
        work: ExactWork::Hold { seconds: 5 },
        sets: 1,
        rest_s: 5,
    };
    assert_eq!(easier(tilt), None);
}

#[test]
fn another_position_or_missing_equipment_rules_an_easier_technique_out() {
    let mut row = item("one-arm-row");
    row.position = id("supine");
    assert_eq!(compiled(vec![row]).items()[0].easier, None);
}

#[test]
fn what_cannot_be_laid_out_is_refused() {
    let refused = |items| compile(&routine(items), &LIBRARY).expect_err("a refusal");
    assert_eq!(refused(vec![]), CompileError::Empty);

    let mut unknown = item("neck-tilt");
    unknown.technique = id("no-such-thing");
    let fault = CompileError::UnknownTechnique {
        item: 1,
        technique: id("no-such-thing"),
    };
    assert_eq!(refused(vec![item("roller"), unknown]), fault);

    let dosed = |work, sets| {
        let mut item = item("neck-tilt");
        item.dose = ExactDose {
            work,
            sets,
            rest_s: 5,
        };
        refused(vec![item])
    };
    let no_work = CompileError::NoWork {
        item: 0,
        technique: id("neck-tilt"),
    };
    let nothing = ExactWork::Reps {
        count: 3,
        there: 0,
        hold: 0,
        back: 0,
    };
    assert_eq!(dosed(ExactWork::Hold { seconds: 0 }, 1), no_work);
    assert_eq!(dosed(ExactWork::Hold { seconds: 9 }, 0), no_work);
    assert_eq!(dosed(nothing, 1), no_work);
    let endless = ExactWork::Timed {
        seconds: u32::MAX,
        spots: u32::MAX,
    };
    assert_eq!(dosed(endless, u32::MAX), CompileError::TooLong);
    let hours = ExactWork::Hold { seconds: 3600 };
    assert_eq!(dosed(hours, 20), CompileError::TooLong);
    let mut padded = item("neck-tilt");
    padded.pad_s = u32::MAX;
    assert_eq!(refused(vec![padded]), CompileError::TooLong);
}

fn fault_of(edit: impl FnOnce(&mut serde_json::Value)) -> TimelineFault {
    let timeline = compiled(["neck-tilt", "blade-squeeze"].map(item).to_vec());
    let mut json = serde_json::to_value(&timeline).expect("JSON");
    edit(&mut json);
    match Timeline::from_json(&json.to_string()) {
        Err(ReadError::Fault(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_timeline_that_does_not_hold_together_is_refused_with_the_reason() {
    let mut said = Vec::new();
    let mut say = |fault: TimelineFault| said.push(fault.to_string());
    say(fault_of(|json| {
        json["schema"] = "unhunch.timeline/2".into()
    }));
    say(fault_of(|json| json["total_ms"] = 1.into()));
    say(fault_of(|json| json["segments"][3]["index"] = 7.into()));
    say(fault_of(|json| json["segments"][3]["start_ms"] = 7.into()));
    say(fault_of(|json| {
        json["segments"][0]["duration_ms"] = 0.into()
    }));
    say(fault_of(|json| {
        json["segments"][0]["duration_ms"] = u64::MAX.into()
    }));
    say(fault_of(|json| json["segments"][0]["kind"] = "rest".into()));
    say(fault_of(|json| json["segments"][1]["set"] = 3.into()));
    say(fault_of(|json| {
        json["segments"][1]["set"] = serde_json::Value::Null
    }));
    say(fault_of(|json| json["segments"][1]["rep"] = 1.into()));
    say(fault_of(|json| json["segments"][1]["item"] = 1.into()));
    say(fault_of(|json| {
        json["segments"][1]["side"] = "right".into()
    }));
    say(fault_of(|json| {
        json["segments"][1]["position"] = "supine".into()
    }));
    say(fault_of(|json| {
        json["segments"][1]["cues"][0]["offset_ms"] = 99_999.into()
    }));
    say(fault_of(|json| {
        json["segments"][9]["phases"][0]["ms"] = 1.into()
    }));
    say(fault_of(|json| json["items"][0]["last"] = 3.into()));
    say(fault_of(|json| json["items"][1]["seconds"] = 3.into()));
    say(fault_of(|json| json["items"][1]["first"] = 3.into()));
    say(fault_of(|json| {
        json["items"][0]["equipment"] = vec!["Not an id"].into()
    }));
    say(fault_of(|json| {
        json["items"][0]["easier"]["total_ms"] = 3.into()
    }));
    say(fault_of(|json| {
        json["items"][0]["easier"]["segments"][1]["duration_ms"] = 3.into();
    }));
    say(fault_of(|json| {
        json["items"][0]["easier"]["segments"][1]["side"] = "right".into();
    }));
    say(fault_of(|json| json["items"] = serde_json::json!([])));
    say(fault_of(|json| json["segments"] = serde_json::json!([])));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn an_unknown_field_is_refused() {
    let timeline = compiled(vec![item("neck-tilt")]);
    let mut json = serde_json::to_value(&timeline).expect("JSON");
    json["segments"][0]["surprise"] = 1.into();
    let read = Timeline::from_json(&json.to_string());
    assert!(matches!(read, Err(ReadError::Json(_))), "{read:?}");
}

#[test]
fn an_items_summary_is_written_with_the_agreed_names() {
    let timeline = compiled(vec![item("ball-spots")]);
    let json = serde_json::to_string_pretty(&timeline).expect("JSON");
    insta::assert_snapshot!(json);
}

/// A routine of any techniques in any of their positions, at any of their doses.
fn any_routine() -> impl Strategy<Value = Routine> {
    let techniques = LIBRARY.techniques().len();
    let any_item = (
        0..techniques,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        1..4_u32,
        0..30_u32,
        any::<bool>(),
    );
    let items = any_item.prop_map(|(technique, position, amount, sets, pad_s, easier)| {
        let technique = &LIBRARY.techniques()[technique];
        let range = technique.dose.work.amount();
        let amounts = (range.min..=range.max).collect::<Vec<_>>();
        let usual = item(technique.id.as_str());
        let step = easier_dose(technique).filter(|_| easier);
        let dose = ExactDose {
            work: ExactWork::with_amount(&technique.dose.work, *amount.get(&amounts)),
            sets,
            ..usual.dose
        };
        Item {
            position: position.get(&technique.positions).value.clone(),
            dose: step.unwrap_or(dose),
            pad_s,
            easier,
            ..usual
        }
    });
    let sides = prop_oneof![Just(Side::Left), Just(Side::Right)];
    (prop::collection::vec(items, 1..8), sides).prop_map(|(items, first_side)| Routine {
        first_side,
        ..routine(items)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Contiguous, as long as promised, sides equal, cues inside and in order; and back from JSON as it was
    /// (which checks all of that once more).
    #[test]
    fn every_routine_is_laid_out_whole(routine in any_routine()) {
        let timeline = compile(&routine, &LIBRARY).expect("a timeline");
        let promised = u64::from(routine.seconds(&LIBRARY)) * 1000;
        prop_assert_eq!(timeline.total_ms(), promised);
        prop_assert_eq!(total_ms(timeline.segments()), promised);
        let mut end = 0;
        for (at, segment) in timeline.segments().iter().enumerate() {
            prop_assert_eq!(segment.index as usize, at);
            prop_assert_eq!(segment.start_ms, end);
            end += segment.duration_ms;
            prop_assert!(!segment.cue.is_empty());
        }
        let first = timeline.segments().iter().find_map(|segment| segment.side);
        prop_assert!(first.is_none_or(|side| side == routine.first_side));
        for item in timeline.items() {
            let (from, to) = (item.first as usize, item.last as usize);
            let own = total_ms(&timeline.segments()[from..=to]);
            prop_assert_eq!(own, u64::from(item.seconds) * 1000);
            if let Some(easier) = &item.easier {
                prop_assert!(easier.total_ms <= own);
                prop_assert_eq!(easier.total_ms, total_ms(&easier.segments));
            }
        }
        let json = serde_json::to_string(&timeline).expect("JSON");
        prop_assert_eq!(Timeline::from_json(&json).expect("a timeline"), timeline);
    }

    /// Damaged JSON is refused or read as something valid, and never breaks anything.
    #[test]
    fn damaged_json_never_panics(at in any::<prop::sample::Index>(), with in "[-0-9a-z\"{}\\[\\],:]{0,3}") {
        static JSON: LazyLock<String> = LazyLock::new(|| {
            let timeline = compiled(vec![item("neck-tilt")]);
            serde_json::to_string(&timeline).expect("JSON")
        });
        let at = at.index(JSON.len());
        let mut text = JSON.clone().into_bytes();
        text.splice(at..=at, with.bytes());
        let text = String::from_utf8_lossy(&text);
        if let Ok(timeline) = Timeline::from_json(&text) {
            prop_assert_eq!(timeline.total_ms(), total_ms(timeline.segments()));
        }
    }

    #[test]
    fn garbage_never_panics(text in any::<String>()) {
        prop_assert!(Timeline::from_json(&text).is_err());
    }
}

#[test]
fn a_timeline_knows_which_cues_count_to_the_end() {
    let timeline = compiled(vec![item("roller")]);
    let work = timeline
        .segments()
        .iter()
        .find(|one| one.kind == Kind::Work);
    let cues = work.map_or(&[][..], |work| &work.cues);
    let to_the_end: Vec<CueKind> = cues
        .iter()
        .map(|cue| cue.kind)
        .filter(|kind| kind.counts_to_the_end())
        .collect();
    assert_eq!(to_the_end, [CueKind::LastFive]);
}
