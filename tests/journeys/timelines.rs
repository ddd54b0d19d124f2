//! The timelines that journeys share, made from the small content set.

use unhunch_core::content::{Id, Library};
use unhunch_core::routine::{ExactDose, ExactWork, Item, Routine, Side};
use unhunch_core::timeline::{Timeline, compile};

use crate::small;

/// A technique in a position, at some work, in some sets.
type Part = (&'static str, &'static str, ExactWork, u32);

const fn hold(seconds: u32) -> ExactWork {
    ExactWork::Hold { seconds }
}

const fn breaths(count: u32) -> ExactWork {
    ExactWork::Breaths { count, seconds: 6 }
}

const fn reps(count: u32, hold: u32) -> ExactWork {
    ExactWork::Reps {
        count,
        there: 2,
        hold,
        back: 2,
    }
}

const fn timed(seconds: u32, spots: u32) -> ExactWork {
    ExactWork::Timed { seconds, spots }
}

/// Every shared timeline: its file's name, its first side and its parts.
const TIMELINES: &[(&str, Side, &[Part])] = &[
    (
        "hold-sets",
        Side::Left,
        &[("chair-arch", "seated", hold(20), 2)],
    ),
    (
        "sides",
        Side::Right,
        &[("neck-tilt", "seated", hold(15), 2)],
    ),
    (
        "breaths",
        Side::Left,
        &[("slow-breathing", "seated", breaths(4), 1)],
    ),
    (
        "reps-sets",
        Side::Left,
        &[("blade-squeeze", "standing", reps(4, 1), 2)],
    ),
    (
        "directions",
        Side::Left,
        &[("shoulder-circles", "standing", timed(10, 1), 1)],
    ),
    (
        "spots",
        Side::Left,
        &[("ball-spots", "standing", timed(10, 2), 1)],
    ),
    (
        "timed",
        Side::Left,
        &[("roller", "supine", timed(40, 1), 1)],
    ),
    (
        "rows",
        Side::Left,
        &[("one-arm-row", "standing", reps(3, 0), 1)],
    ),
    (
        "two",
        Side::Left,
        &[
            ("neck-tilt", "seated", hold(20), 1),
            ("slow-breathing", "seated", breaths(3), 1),
        ],
    ),
    (
        "three",
        Side::Left,
        &[
            ("shoulder-circles", "standing", timed(10, 1), 1),
            ("chair-arch", "seated", hold(10), 1),
            ("seated-twist", "seated", breaths(2), 1),
        ],
    ),
];

/// All of them, by name.
pub(crate) fn all() -> Vec<(&'static str, Timeline)> {
    let library = small::library();
    TIMELINES
        .iter()
        .map(|&(name, first_side, parts)| {
            let routine = Routine {
                id: None,
                name: name.to_owned(),
                first_side,
                items: parts.iter().map(|&part| item(&library, part)).collect(),
            };
            (name, compile(&routine, &library).expect("a timeline"))
        })
        .collect()
}

fn item(library: &Library, (technique, position, work, sets): Part) -> Item {
    let technique = library.technique(technique).expect("a technique");
    Item {
        technique: technique.id.value.clone(),
        position: Id::new(position).expect("an id"),
        equipment: technique
            .equipment
            .iter()
            .map(|need| need.id.value.clone())
            .collect(),
        dose: ExactDose {
            work,
            sets,
            ..ExactDose::usual(technique)
        },
        pad_s: 0,
        easier: false,
        note: None,
    }
}

/// A timeline as a file, a segment a line.
pub(crate) fn written(timeline: &Timeline) -> String {
    let text = serde_json::to_string(timeline).expect("JSON");
    let text = text
        .replace(",{\"index\":", ",\n    {\"index\":")
        .replace("[{\"index\":", "[\n    {\"index\":")
        .replace(",\"items\":", ",\n  \"items\":")
        .replace(",\"segments\":", ",\n  \"segments\":");
    format!("{text}\n")
}
