//! Figure files: how a technique moves, as authors write it, and as [`unhunch_figure`] draws it.
//!
//! `techniques/cat-cow.figure.toml` stands beside `techniques/cat-cow.toml`. What an author writes are the
//! records here, each word of which remembers its place; [`FigureFile::lower`] makes a
//! [`Movement`](unhunch_figure::Movement) of them.

mod decode;
mod lower;
mod pace;

pub use decode::{Angles, Bend, Both, JointWord, Knots, PlaceWord, Vector, XYZ};
pub(crate) use lower::touchable;
pub use pace::pace;

use unhunch_figure::{
    Base, Breathing, Crop, Direction, Motion, Path, Phase, PropKind, PropPlace, Region, Side, Touch,
};

use super::decode::record;
use super::{Id, Sp, Text};

record! {
    /// A figure file.
    pub struct FigureFile ("a figure") {
        /// The technique that it shows.
        technique: Sp<Id>,
        /// Where its poses start from.
        base: Sp<Base>,
        /// The side that the keyframes show; the other is their mirror image.
        side: Option<Sp<Side>>,
        /// The direction that the keyframes show; any other one goes through them backward.
        direction: Option<Sp<Id>>,
        /// How it goes through the keyframes.
        path: Option<Sp<Path>>,
        /// What a breath does.
        breathing: Option<Sp<Breathing>>,
        /// How long one way around takes where nothing sets the pace, in seconds.
        cycle: Option<Sp<f64>>,
        /// From where it is seen.
        views: Vec<Sp<ViewRecord>>,
        /// The things in it.
        props: Vec<Sp<PropRecord>>,
        /// Where it is felt.
        feels: Vec<Sp<FeelRecord>>,
        /// Places whose way an arrow shows.
        arrows: Vec<Sp<PlaceWord>>,
        /// Places that something presses on.
        presses: Vec<Sp<PlaceWord>>,
        /// The poses.
        keyframes: Vec<Sp<KeyframeRecord>>,
        /// The poses of the other side, for whoever writes them out: they have to be the mirror image.
        mirrored: Vec<Sp<KeyframeRecord>>,
    }
}

record! {
    /// From where the person is seen.
    pub struct ViewRecord ("a view") {
        /// Around the person, in degrees: 0 from the front, 90 from the person's left, -90 from the right.
        yaw: Sp<f64>,
        /// From above, in degrees.
        pitch: Sp<f64>,
        /// What is shown.
        crop: Option<Sp<Crop>>,
    }
}

record! {
    /// A thing: exactly one of `at`, `on` and `along` says where.
    pub struct PropRecord ("a thing of a figure") {
        /// What it is.
        kind: Sp<PropKind>,
        /// A point: left, up, forward, in cm.
        at: Option<Sp<XYZ>>,
        /// A place on the body that it touches from outside.
        on: Option<Sp<PlaceWord>>,
        /// The points of a rope: places on the body, or points.
        along: Option<Sp<Knots>>,
        /// Turned to the left, in degrees.
        turn: Option<Sp<f64>>,
        /// Tipped forward, in degrees.
        tip: Option<Sp<f64>>,
    }
}

record! {
    /// Somewhere that it is felt.
    pub struct FeelRecord ("a place where it is felt") {
        /// Where: the id of an area or a muscle.
        region: Sp<Region>,
        /// On which side; both without it.
        side: Option<Sp<Side>>,
    }
}

record! {
    /// A pose.
    pub struct KeyframeRecord ("a keyframe") {
        /// Which part of the movement.
        phase: Sp<Phase>,
        /// How the whole body stands apart from its base.
        root: Option<Sp<RootRecord>>,
        /// The angles of joints, in degrees.
        joints: Angles,
        /// What reaches for what.
        reaches: Vec<Sp<ReachRecord>>,
        /// What touches, or comes nearer.
        contacts: Vec<Sp<ContactRecord>>,
    }
}

record! {
    /// How the whole body stands apart from its base, in cm and degrees.
    pub struct RootRecord ("a `root`") {
        /// To the person's left, in cm.
        left: Option<Sp<f64>>,
        /// Up, in cm.
        up: Option<Sp<f64>>,
        /// Forward, in cm.
        forward: Option<Sp<f64>>,
        /// The pelvis tipped forward, in degrees.
        tilt: Option<Sp<f64>>,
        /// The pelvis tipped to the left, in degrees.
        roll: Option<Sp<f64>>,
        /// The pelvis turned to the left, in degrees.
        turn: Option<Sp<f64>>,
        /// The whole body leaning forward from the feet, in degrees.
        lean: Option<Sp<f64>>,
        /// The whole body leaning to the left from the feet, in degrees.
        lean_left as "lean-left": Option<Sp<f64>>,
    }
}

record! {
    /// A limb brought to a target.
    pub struct ReachRecord ("a reach") {
        /// What reaches: `left-hand`, or `hands` for both, of which the left one is written.
        part: Sp<Both>,
        /// What for.
        to: Sp<TargetRecord>,
        /// Beside the target: left, up, forward, in cm.
        offset: Option<Sp<XYZ>>,
        /// Where the elbow or the knee points.
        hint: Vec<Sp<Direction>>,
        /// Where the palm or the sole faces; without it, to what is reached for.
        palm: Vec<Sp<Direction>>,
        /// Where the fingers or the toes point.
        fingers: Vec<Sp<Direction>>,
        /// What touches; the palm without it.
        touch: Option<Sp<Touch>>,
    }
}

record! {
    /// What is reached for: exactly one of the first five, `place` beside `prop`.
    pub struct TargetRecord ("a target") {
        /// A point: left, up, forward, in cm.
        point: Option<Sp<XYZ>>,
        /// A place on the body.
        body: Option<Sp<PlaceWord>>,
        /// The floor straight below a place on the body.
        below: Option<Sp<PlaceWord>>,
        /// A thing of the figure.
        prop: Option<Sp<PropKind>>,
        /// A place on it.
        place: Option<Sp<PropPlace>>,
        /// A point on the wall: to its left, and up, in cm.
        wall: Option<Sp<Vector>>,
    }
}

record! {
    /// What a pose promises to touch: exactly one of `on`, `over` and `toward`.
    pub struct ContactRecord ("a contact") {
        /// A place on the body; `both-palm` for the left and the right one.
        place: Sp<PlaceWord>,
        /// What it touches: `floor`, a thing of the figure, or another place on the body.
        on: Option<Sp<Text>>,
        /// A place that it stands straight above, or under.
        over: Option<Sp<PlaceWord>>,
        /// A place that it has come nearer to than at the start.
        toward: Option<Sp<PlaceWord>>,
    }
}

/// The words of motions, for the help of a word that is not known.
pub(crate) fn motions_of(joint: &JointWord) -> Vec<&'static str> {
    use unhunch_figure::Word as _;
    let motions = joint.joints.first().map(|joint| joint.kind.motions());
    motions
        .unwrap_or_default()
        .iter()
        .map(|reachable| Motion::word(reachable.motion))
        .collect()
}
