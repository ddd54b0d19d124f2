//! For the tests of the mannequin: movements, written by hand and by chance.

use proptest::prelude::*;
use unhunch_figure::{
    Base, Breathing, Crop, DVec3, End, Feel, Joint, Keyframe, Knot, Movement, Path, Phase, Place,
    Prop, PropKind, Reach, Region, Root, Side, Spot, Stand, Target, Touch, View, Word,
};

/// A movement in a base without anything in it.
pub(crate) fn still(base: Base) -> Movement {
    Movement {
        base,
        side: None,
        direction: None,
        views: vec![View {
            yaw: -35.0,
            pitch: 8.0,
            crop: Crop::Whole,
        }],
        props: Vec::new(),
        path: Path::ThereAndBack,
        breathing: Breathing::Holds,
        cycle: None,
        feels: Vec::new(),
        arrows: Vec::new(),
        presses: Vec::new(),
        keyframes: vec![keyframe(Phase::Start), keyframe(Phase::Work)],
    }
}

/// A keyframe that says nothing.
pub(crate) fn keyframe(phase: Phase) -> Keyframe {
    Keyframe {
        phase,
        root: None,
        joints: Vec::new(),
        reaches: Vec::new(),
        promises: Vec::new(),
    }
}

/// A reach of a hand for a target.
pub(crate) fn hand(side: Side, to: Target) -> Reach {
    Reach {
        end: End::Hand,
        side,
        to,
        offset: DVec3::ZERO,
        hint: DVec3::ZERO,
        palm: DVec3::ZERO,
        fingers: DVec3::ZERO,
        touch: Touch::Palm,
    }
}

/// The mirror image of a movement but for its base, which [`unhunch_figure::Figure::other_side`] mirrors.
pub(crate) fn mirrored(movement: &Movement) -> Movement {
    let mut other = movement.clone();
    other.props = movement.props.iter().map(Prop::mirrored).collect();
    other.keyframes = movement.keyframes.iter().map(Keyframe::mirrored).collect();
    other
}

fn one_of<T: Word + std::fmt::Debug>() -> impl Strategy<Value = T> {
    prop::sample::select(T::ALL)
}

fn number(most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![4 => -most..most, 1 => Just(0.0), 1 => -5.0..5.0_f64]
}

fn vector(most: f64) -> impl Strategy<Value = DVec3> {
    (number(most), number(most), number(most)).prop_map(|(x, y, z)| DVec3::new(x, y, z))
}

fn way() -> impl Strategy<Value = DVec3> {
    prop_oneof![2 => vector(1.0), 1 => Just(DVec3::ZERO), 1 => Just(DVec3::NEG_Y), 1 => Just(DVec3::Z)]
}

pub(crate) fn side() -> impl Strategy<Value = Side> {
    one_of()
}

pub(crate) fn place() -> impl Strategy<Value = Place> {
    (one_of::<Spot>(), side()).prop_map(|(spot, side)| {
        if spot.is_paired() {
            Place::on(spot, side)
        } else {
            Place::middle(spot)
        }
    })
}

fn target(most: f64) -> impl Strategy<Value = Target> {
    prop_oneof![
        vector(most).prop_map(Target::Point),
        place().prop_map(Target::Body),
        place().prop_map(Target::Below),
        (0..4_usize, one_of()).prop_map(|(prop, place)| Target::Prop(prop, place)),
        (0..4_usize, number(most), number(most))
            .prop_map(|(prop, left, up)| Target::Wall(prop, left, up)),
    ]
}

fn reach(most: f64) -> impl Strategy<Value = Reach> {
    (
        (one_of(), side(), target(most), vector(most / 10.0)),
        (way(), way(), way(), one_of()),
    )
        .prop_map(
            |((end, side, to, offset), (hint, palm, fingers, touch))| Reach {
                end,
                side,
                to,
                offset,
                hint,
                palm,
                fingers,
                touch,
            },
        )
}

fn root(most: f64) -> impl Strategy<Value = Root> {
    prop::array::uniform8(number(most)).prop_map(
        |[left, up, forward, tilt, roll, turn, lean, lean_left]| Root {
            left,
            up,
            forward,
            tilt,
            roll,
            turn,
            lean,
            lean_left,
        },
    )
}

fn joint(most: f64) -> impl Strategy<Value = (Joint, [f64; 4])> {
    let all: Vec<Joint> = Joint::all().collect();
    (
        prop::sample::select(all),
        prop::array::uniform4(number(most)),
    )
}

fn any_keyframe(most: f64) -> impl Strategy<Value = Keyframe> {
    (
        one_of(),
        prop::option::of(root(most)),
        prop::collection::vec(joint(most), 0..6),
        prop::collection::vec(reach(most), 0..4),
    )
        .prop_map(|(phase, root, joints, reaches)| Keyframe {
            phase,
            root,
            joints,
            reaches,
            promises: Vec::new(),
        })
}

fn prop_of(most: f64) -> impl Strategy<Value = Prop> {
    let knot = prop_oneof![
        place().prop_map(Knot::Body),
        vector(most).prop_map(Knot::Point)
    ];
    let stand = prop_oneof![
        vector(most).prop_map(Stand::At),
        place().prop_map(Stand::On),
        prop::collection::vec(knot, 0..4).prop_map(Stand::Along),
    ];
    (one_of::<PropKind>(), stand, number(180.0), number(180.0)).prop_map(
        |(kind, stand, turn, tip)| Prop {
            kind,
            stand,
            turn,
            tip,
        },
    )
}

/// Any movement whose numbers are at most `most`, in cm and degrees.
pub(crate) fn movement(most: f64) -> impl Strategy<Value = Movement> {
    let view = (number(most), number(most), one_of()).prop_map(|(yaw, pitch, crop)| View {
        yaw,
        pitch,
        crop,
    });
    let feel = (one_of::<Region>(), prop::option::of(side()))
        .prop_map(|(region, side)| Feel { region, side });
    (
        (one_of::<Base>(), one_of::<Path>(), view),
        prop::collection::vec(prop_of(most), 0..3),
        prop::collection::vec(any_keyframe(most), 0..4),
        prop::collection::vec(feel, 0..3),
        prop::collection::vec(place(), 0..3),
    )
        .prop_map(
            |((base, path, view), props, keyframes, feels, places)| Movement {
                path,
                views: vec![view],
                props,
                keyframes,
                feels,
                arrows: places.clone(),
                presses: places,
                ..still(base)
            },
        )
}
