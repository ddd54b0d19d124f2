//! Poses as a figure file states them: a base, angles, reaches, and what they promise to touch.

use glam::DVec3;
use serde::{Deserialize, Serialize};

use crate::joint::Joint;
use crate::place::Place;
use crate::prop::PropPlace;
use crate::side::Side;
use crate::skeleton::mirror;
use crate::words::words;

words! {
    /// Where a pose starts from.
    pub enum Base ("a base") {
        /// Standing, feet under the hips.
        Standing = "standing",
        /// Sitting on a chair, feet flat.
        SeatedChair = "seated-chair",
        /// Sitting on the floor, legs crossed.
        SeatedFloor = "seated-floor",
        /// Sitting on the floor, legs long.
        LongSitting = "long-sitting",
        /// On hands and knees.
        HandsAndKnees = "hands-and-knees",
        /// Kneeling, sitting back on the heels.
        KneelingBack = "kneeling-back",
        /// On hands and feet, hips high.
        HandsAndFeet = "hands-and-feet",
        /// Lying on the back, knees bent, feet flat.
        Supine = "supine",
        /// Lying on the belly.
        Prone = "prone",
        /// Lying on the right side.
        SideLying = "side-lying",
        /// Sitting on an exercise ball.
        OnBall = "on-ball",
        /// Lying with the belly on an exercise ball, toes on the floor.
        ProneOnBall = "prone-on-ball",
    }
}

words! {
    /// Which part of a movement a keyframe belongs to.
    pub enum Phase ("a phase") {
        /// Where it begins, and ends.
        Start = "start",
        /// On the way out; the last of them is the pose that is held.
        Work = "work",
        /// On the way back, where that is another way.
        Return = "return",
    }
}

words! {
    /// What reaches.
    pub enum End ("a part that reaches") {
        /// The hand.
        Hand = "hand",
        /// The elbow.
        Elbow = "elbow",
        /// The knee.
        Knee = "knee",
        /// The foot.
        Foot = "foot",
    }
}

words! {
    /// A direction in space, for a person who stands and faces forward.
    pub enum Direction ("a direction") {
        /// Up from the floor.
        Up = "up",
        /// Down to the floor.
        Down = "down",
        /// Where a standing person faces.
        Forward = "forward",
        /// Behind a standing person.
        Back = "back",
        /// Away from the middle, to the side of the limb.
        Out = "out",
        /// Toward the middle, from the side of the limb.
        In = "in",
    }
}

words! {
    /// Which part of the hand touches the target.
    pub enum Touch ("a part of the hand") {
        /// The palm.
        Palm = "palm",
        /// The tips of the fingers.
        Fingertips = "fingertips",
        /// The back of the hand.
        BackOfHand = "back-of-hand",
        /// The wrist, as the end of a forearm that lies on something.
        Wrist = "wrist",
        /// The closed hand, around something.
        Grip = "grip",
    }
}

/// The sum of directions, for a limb on a side; of length 1 unless they cancel out.
#[must_use]
pub fn heading(directions: &[Direction], side: Side) -> DVec3 {
    let sum: DVec3 = directions
        .iter()
        .map(|direction| match direction {
            Direction::Up => DVec3::Y,
            Direction::Down => DVec3::NEG_Y,
            Direction::Forward => DVec3::Z,
            Direction::Back => DVec3::NEG_Z,
            Direction::Out => DVec3::X * side.sign(),
            Direction::In => DVec3::NEG_X * side.sign(),
        })
        .sum();
    sum.normalize_or_zero()
}

/// What is reached for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// A point in space, in cm.
    Point(DVec3),
    /// A place on the body, on its skin.
    Body(Place),
    /// The floor straight below a place of the body.
    Below(Place),
    /// A place on the n-th thing of the figure.
    Prop(usize, PropPlace),
    /// A point on a wall, the n-th thing: to its left and above the floor, in cm.
    Wall(usize, f64, f64),
}

impl Target {
    fn mirrored(self) -> Self {
        match self {
            Self::Point(at) => Self::Point(mirror(at)),
            Self::Body(place) => Self::Body(place.mirrored()),
            Self::Below(place) => Self::Below(place.mirrored()),
            Self::Prop(prop, place) => Self::Prop(
                prop,
                match place {
                    PropPlace::Left => PropPlace::Right,
                    PropPlace::Right => PropPlace::Left,
                    PropPlace::BackLeft => PropPlace::BackRight,
                    PropPlace::BackRight => PropPlace::BackLeft,
                    PropPlace::SeatLeft => PropPlace::SeatRight,
                    PropPlace::SeatRight => PropPlace::SeatLeft,
                    other => other,
                },
            ),
            Self::Wall(prop, left, up) => Self::Wall(prop, -left, up),
        }
    }
}

/// A limb's end brought to a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// Which end.
    pub end: End,
    /// Of which side.
    pub side: Side,
    /// What it reaches for.
    pub to: Target,
    /// Beside the target, in cm.
    pub offset: DVec3,
    /// Where the elbow or knee points; a direction, or nothing for the base's own.
    pub hint: DVec3,
    /// Where the palm or the sole faces; nothing leaves the hand in line with the forearm.
    pub palm: DVec3,
    /// Where the fingers or the toes point.
    pub fingers: DVec3,
    /// What of the hand touches.
    pub touch: Touch,
}

impl Reach {
    /// The mirror image.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            end: self.end,
            side: self.side.other(),
            to: self.to.mirrored(),
            offset: mirror(self.offset),
            hint: mirror(self.hint),
            palm: mirror(self.palm),
            fingers: mirror(self.fingers),
            touch: self.touch,
        }
    }
}

/// How the whole body stands apart from its base, in cm and degrees.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Root {
    /// To the person's left.
    pub left: f64,
    /// Up.
    pub up: f64,
    /// Forward.
    pub forward: f64,
    /// The pelvis tipped forward.
    pub tilt: f64,
    /// The pelvis tipped to the left.
    pub roll: f64,
    /// The pelvis turned to the left.
    pub turn: f64,
    /// The whole body leaning forward from the feet.
    pub lean: f64,
    /// The whole body leaning to the left from the feet.
    pub lean_left: f64,
}

impl Root {
    /// The mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            left: -self.left,
            roll: -self.roll,
            turn: -self.turn,
            lean_left: -self.lean_left,
            ..self
        }
    }
}

/// What a pose promises.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Promise {
    /// A place of the body touches the floor.
    Floor(Place),
    /// A place of the body touches the n-th thing.
    Prop(Place, usize),
    /// A place of the body touches another.
    Body(Place, Place),
    /// A place of the body stands straight above another, or under it.
    Over(Place, Place),
    /// A place of the body has come nearer to another than at the start.
    Toward(Place, Place),
}

impl Promise {
    /// The mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Floor(place) => Self::Floor(place.mirrored()),
            Self::Prop(place, prop) => Self::Prop(place.mirrored(), prop),
            Self::Body(place, other) => Self::Body(place.mirrored(), other.mirrored()),
            Self::Over(place, other) => Self::Over(place.mirrored(), other.mirrored()),
            Self::Toward(place, other) => Self::Toward(place.mirrored(), other.mirrored()),
        }
    }
}

/// A pose at one moment of a movement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Keyframe {
    /// Which part of the movement.
    pub phase: Phase,
    /// How the body stands apart from the base; as in the first keyframe when it does not say.
    pub root: Option<Root>,
    /// The joints whose angles are stated, in degrees. The others are as in the first keyframe, and in
    /// that as in the base.
    pub joints: Vec<(Joint, [f64; 4])>,
    /// What reaches for what. A limb of which neither joints nor reaches are stated does as in the first
    /// keyframe, and in that as in the base.
    pub reaches: Vec<Reach>,
    /// What touches.
    pub promises: Vec<Promise>,
}

impl Keyframe {
    /// The mirror image.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            phase: self.phase,
            root: self.root.map(Root::mirrored),
            joints: self
                .joints
                .iter()
                .map(|(joint, angles)| joint.mirrored(*angles))
                .collect(),
            reaches: self.reaches.iter().map(Reach::mirrored).collect(),
            promises: self
                .promises
                .iter()
                .map(|promise| promise.mirrored())
                .collect(),
        }
    }
}
