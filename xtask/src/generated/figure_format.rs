//! The lists of words in `docs/figure-format.md`, from the code that knows them.

use std::fmt::Write as _;

use unhunch_figure::{Base, JointKind, PropKind, Region, Side, Spot, Word};

/// What a base is, for authors.
fn base(base: Base) -> &'static str {
    match base {
        Base::Standing => "feet under the hips, arms hanging",
        Base::SeatedChair => "feet flat, hands on the thighs",
        Base::SeatedFloor => "legs crossed, hands on the knees",
        Base::LongSitting => "on the floor, legs long, hands on the thighs",
        Base::HandsAndKnees => "hands under the shoulders, knees under the hips",
        Base::KneelingBack => "sitting on the heels",
        Base::HandsAndFeet => "hips high",
        Base::Supine => "on the back, knees bent, feet flat",
        Base::Prone => "on the belly, arms at the sides",
        Base::SideLying => "on the right side, hips and knees bent",
        Base::OnBall => "sitting, feet flat, hands on the thighs",
        Base::ProneOnBall => "belly on the ball, toes and hands on the floor",
    }
}

/// What a thing is like, for authors.
fn prop(kind: PropKind) -> String {
    let origin = match kind {
        PropKind::Wall => "its foot; upright, and faces forward",
        PropKind::Chair => {
            "the floor under the seat, which is 45 high; the top of its back at 88, -21"
        }
        PropKind::Table => "the floor under it; 72 high",
        PropKind::DoorFrame => "the floor between the posts, 47 to each side",
        PropKind::FoamRoller | PropKind::RolledTowel | PropKind::BackRoller => {
            "its middle; lies across"
        }
        PropKind::TennisBall | PropKind::LacrosseBall | PropKind::ExerciseBall => "its middle",
        PropKind::Cushion | PropKind::ColdPack | PropKind::HeatPack => "its middle",
        PropKind::ResistanceBand | PropKind::SuspensionBands | PropKind::Strap => {
            "none: `along` points"
        }
    };
    let radius = kind.radius().map(|radius| format!("; radius {radius}"));
    format!("{origin}{}", radius.unwrap_or_default())
}

/// Words in backticks.
fn words(words: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// Every list, by its name.
pub(super) fn lists() -> Vec<(&'static str, String)> {
    let mut bases = String::from("| base | |\n|---|---|\n");
    for one in Base::ALL {
        let brings = one
            .rest()
            .prop
            .map(|prop| format!("; brings: `{}`", prop.kind));
        // Writing to a String cannot fail.
        let _ = writeln!(
            bases,
            "| `{one}` | {}{} |",
            base(*one),
            brings.unwrap_or_default()
        );
    }
    let mut joints = String::from("| joint | pair | movements |\n|---|---|---|\n");
    for kind in JointKind::ALL {
        let pair = kind
            .plural()
            .map(|pair| format!("`{pair}`"))
            .unwrap_or_default();
        let movements: Vec<String> = kind
            .motions()
            .iter()
            .filter(|reachable| reachable.limit > 0.0)
            .map(|reachable| format!("`{}` {}", reachable.motion, reachable.limit))
            .collect();
        let _ = writeln!(joints, "| `{kind}` | {pair} | {} |", movements.join(", "));
    }
    let mut things = String::from("| thing | origin | places |\n|---|---|---|\n");
    for kind in PropKind::ALL {
        let _ = writeln!(
            things,
            "| `{kind}` | {} | {} |",
            prop(*kind),
            words(kind.places())
        );
    }
    let (paired, middle): (Vec<Spot>, Vec<Spot>) =
        Spot::ALL.iter().partition(|spot| spot.is_paired());
    let sides = words(Side::BOTH.map(|side| format!("{side}-")));
    vec![
        ("bases", bases),
        ("joints", joints),
        ("things", things),
        (
            "places",
            format!(
                "In the middle: {}.\n\nWith {sides} (or `both-`) before them: {}.\n",
                words(middle),
                words(paired)
            ),
        ),
        ("regions", format!("{}.\n", words(Region::ALL))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::lists::filled;

    #[test]
    fn lists_go_to_their_places_and_stay_there() {
        let lists = lists();
        let empty: String = lists
            .iter()
            .map(|(name, _)| format!("Text.\n\n<!-- list: {name} -->\n<!-- end -->\n"))
            .collect();
        let (once, missing) = filled(&empty, &lists);
        assert_eq!(missing, Vec::<String>::new());
        assert!(once.contains("\n| `neck` |  | `flexion` 40, `extension` 45,"));
        assert!(once.contains("| `chair` | the floor under the seat"));
        assert!(once.contains("`left-`, `right-` (or `both-`)"));
        assert_eq!(filled(&once, &lists).0, once);
    }

    #[test]
    fn a_list_without_a_place_is_reported() {
        let (text, missing) = filled("<!-- list: bases -->\nno end", &lists());
        assert_eq!(text, "<!-- list: bases -->\nno end");
        assert_eq!(missing.len(), 5);
    }
}
