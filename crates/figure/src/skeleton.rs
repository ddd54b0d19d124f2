//! The body: its segments in space, from the angles of its joints.
//!
//! Space: x to the left of a standing person, y up from the floor, z to where the person faces; in cm.
//! A segment's own axes are the same when the person stands straight with hanging arms: y along the
//! segment away from the floor, z to the front.

use glam::{DQuat, DVec3};
use serde::{Deserialize, Serialize};

use crate::anthropometry as measure;
use crate::joint::{Joint, JointKind, Joints};
use crate::side::Side;

/// A rigid part of the body. Spine and neck have several, so that they bend in a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Segment {
    /// The pelvis; its origin lies in the middle between the hips.
    Pelvis,
    /// The lower half of the lumbar spine.
    LumbarLow,
    /// Its upper half.
    LumbarHigh,
    /// The lowest third of the rib cage.
    ThoraxLow,
    /// The middle third.
    ThoraxMid,
    /// The highest third, which carries the shoulders.
    ThoraxHigh,
    /// The lower half of the neck.
    NeckLow,
    /// Its upper half.
    NeckHigh,
    /// The head; its origin is the joint that it nods on.
    Head,
    /// Collarbone and shoulder blade.
    Girdle(Side),
    /// The upper arm.
    UpperArm(Side),
    /// The forearm.
    Forearm(Side),
    /// The hand.
    Hand(Side),
    /// The thigh.
    Thigh(Side),
    /// The shin.
    Shin(Side),
    /// The foot; its origin is the ankle, its z points to the toes.
    Foot(Side),
}

impl Segment {
    /// How many there are.
    pub const COUNT: usize = 23;

    const SPINE: [Self; 9] = [
        Self::Pelvis,
        Self::LumbarLow,
        Self::LumbarHigh,
        Self::ThoraxLow,
        Self::ThoraxMid,
        Self::ThoraxHigh,
        Self::NeckLow,
        Self::NeckHigh,
        Self::Head,
    ];

    /// All of them, by index.
    pub fn all() -> impl Iterator<Item = Self> {
        let paired = Side::BOTH.into_iter().flat_map(|side| {
            [
                Self::Girdle(side),
                Self::UpperArm(side),
                Self::Forearm(side),
                Self::Hand(side),
                Self::Thigh(side),
                Self::Shin(side),
                Self::Foot(side),
            ]
        });
        Self::SPINE.into_iter().chain(paired)
    }

    /// Its place in [`Body`].
    #[must_use]
    pub fn index(self) -> usize {
        let paired = |at: usize, side: Side| 9 + side.index() * 7 + at;
        match self {
            Self::Pelvis => 0,
            Self::LumbarLow => 1,
            Self::LumbarHigh => 2,
            Self::ThoraxLow => 3,
            Self::ThoraxMid => 4,
            Self::ThoraxHigh => 5,
            Self::NeckLow => 6,
            Self::NeckHigh => 7,
            Self::Head => 8,
            Self::Girdle(side) => paired(0, side),
            Self::UpperArm(side) => paired(1, side),
            Self::Forearm(side) => paired(2, side),
            Self::Hand(side) => paired(3, side),
            Self::Thigh(side) => paired(4, side),
            Self::Shin(side) => paired(5, side),
            Self::Foot(side) => paired(6, side),
        }
    }

    /// The same part of the mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Girdle(side) => Self::Girdle(side.other()),
            Self::UpperArm(side) => Self::UpperArm(side.other()),
            Self::Forearm(side) => Self::Forearm(side.other()),
            Self::Hand(side) => Self::Hand(side.other()),
            Self::Thigh(side) => Self::Thigh(side.other()),
            Self::Shin(side) => Self::Shin(side.other()),
            Self::Foot(side) => Self::Foot(side.other()),
            spine => spine,
        }
    }

    /// From its origin to where the next segment begins, along its own axes, in cm.
    #[must_use]
    pub fn length(self) -> DVec3 {
        match self {
            Self::Pelvis => DVec3::Y * measure::PELVIS,
            Self::LumbarLow | Self::LumbarHigh => DVec3::Y * (measure::LUMBAR / 2.0),
            Self::ThoraxLow | Self::ThoraxMid | Self::ThoraxHigh => {
                DVec3::Y * (measure::THORAX / 3.0)
            }
            Self::NeckLow | Self::NeckHigh => DVec3::Y * (measure::NECK / 2.0),
            Self::Head => DVec3::Y * measure::HEAD,
            Self::Girdle(side) => DVec3::X * (side.sign() * measure::CLAVICLE),
            Self::UpperArm(_) => DVec3::NEG_Y * measure::UPPER_ARM,
            Self::Forearm(_) => DVec3::NEG_Y * measure::FOREARM,
            Self::Hand(_) => DVec3::NEG_Y * measure::HAND,
            Self::Thigh(_) => DVec3::NEG_Y * measure::THIGH,
            Self::Shin(_) => DVec3::NEG_Y * measure::SHIN,
            Self::Foot(_) => DVec3::Z * (measure::FOOT - measure::HEEL),
        }
    }
}

impl std::fmt::Display for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (side, name) = match self {
            Self::Pelvis => (None, "pelvis"),
            Self::LumbarLow | Self::LumbarHigh => (None, "lower back"),
            Self::ThoraxLow | Self::ThoraxMid | Self::ThoraxHigh => (None, "rib cage"),
            Self::NeckLow | Self::NeckHigh => (None, "neck"),
            Self::Head => (None, "head"),
            Self::Girdle(side) => (Some(side), "shoulder"),
            Self::UpperArm(side) => (Some(side), "upper arm"),
            Self::Forearm(side) => (Some(side), "forearm"),
            Self::Hand(side) => (Some(side), "hand"),
            Self::Thigh(side) => (Some(side), "thigh"),
            Self::Shin(side) => (Some(side), "shin"),
            Self::Foot(side) => (Some(side), "foot"),
        };
        match side {
            Some(side) => write!(f, "{side} {name}"),
            None => f.write_str(name),
        }
    }
}

/// Where a segment is, and how it is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its origin, in cm.
    pub at: DVec3,
    /// Its turn from the axes of space.
    pub turn: DQuat,
}

impl Frame {
    /// Where a point is that the segment carries, in cm.
    #[must_use]
    pub fn point(&self, own: DVec3) -> DVec3 {
        self.at + self.turn * own
    }

    /// The mirror image: left and right changed.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            at: mirror(self.at),
            // Mirrored in x, a turn keeps its part about x and reverses the others.
            turn: DQuat::from_xyzw(self.turn.x, -self.turn.y, -self.turn.z, self.turn.w),
        }
    }

    /// Part of the way to another frame; 0 is this, 1 the other.
    #[must_use]
    pub fn toward(&self, other: &Self, part: f64) -> Self {
        Self {
            at: self.at.lerp(other.at, part),
            turn: self.turn.slerp(other.turn, part),
        }
    }
}

/// A point on the other side.
#[must_use]
pub fn mirror(point: DVec3) -> DVec3 {
    DVec3::new(-point.x, point.y, point.z)
}

/// Every segment of a person in space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body([Frame; Segment::COUNT]);

impl Body {
    /// The body with these angles (degrees), its pelvis at `root`.
    #[must_use]
    pub fn new(root: Frame, joints: &Joints) -> Self {
        let mut body = Self([root; Segment::COUNT]);
        body.bend_spine(joints);
        for side in Side::BOTH {
            body.hang_girdle(side, joints);
            body.hang_arm(side, joints);
            body.hang_leg(side, joints);
        }
        body
    }

    /// Where a segment is.
    #[must_use]
    pub fn frame(&self, segment: Segment) -> &Frame {
        &self.0[segment.index()]
    }

    /// Puts a segment somewhere; what hangs from it stays.
    pub(crate) fn place(&mut self, segment: Segment, frame: Frame) {
        self.0[segment.index()] = frame;
    }

    /// Where a segment ends, in cm.
    #[must_use]
    pub fn end(&self, segment: Segment) -> DVec3 {
        self.frame(segment).point(segment.length())
    }

    /// The mirror image: left and right changed.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut mirrored = *self;
        for segment in Segment::all() {
            mirrored.place(segment.mirrored(), self.frame(segment).mirrored());
        }
        mirrored
    }

    fn bend_spine(&mut self, joints: &Joints) {
        let bends = [
            (Segment::Pelvis, Segment::LumbarLow, JointKind::Lumbar, 2.0),
            (
                Segment::LumbarLow,
                Segment::LumbarHigh,
                JointKind::Lumbar,
                2.0,
            ),
            (
                Segment::LumbarHigh,
                Segment::ThoraxLow,
                JointKind::Thoracic,
                3.0,
            ),
            (
                Segment::ThoraxLow,
                Segment::ThoraxMid,
                JointKind::Thoracic,
                3.0,
            ),
            (
                Segment::ThoraxMid,
                Segment::ThoraxHigh,
                JointKind::Thoracic,
                3.0,
            ),
            (Segment::ThoraxHigh, Segment::NeckLow, JointKind::Neck, 2.0),
            (Segment::NeckLow, Segment::NeckHigh, JointKind::Neck, 2.0),
            (Segment::NeckHigh, Segment::Head, JointKind::Head, 1.0),
        ];
        for (below, above, kind, shares) in bends {
            let [flexion, side, rotation, _] = joints.of(Joint::spine(kind));
            let bend = spine_turn(flexion / shares, side / shares, rotation / shares);
            let from = *self.frame(below);
            self.place(
                above,
                Frame {
                    at: from.point(below.length()),
                    turn: from.turn * bend,
                },
            );
        }
    }

    fn hang_girdle(&mut self, side: Side, joints: &Joints) {
        let [elevation, protraction, ..] = joints.of(Joint::on(JointKind::Girdle, side));
        let sign = side.sign();
        let thorax = *self.frame(Segment::ThoraxHigh);
        let root = DVec3::new(
            sign * measure::CLAVICLE_ROOT,
            measure::THORAX / 3.0 - measure::SHOULDER_DROP,
            0.0,
        );
        let turn = DQuat::from_rotation_y(-sign * protraction.to_radians())
            * DQuat::from_rotation_z(sign * elevation.to_radians());
        self.place(
            Segment::Girdle(side),
            Frame {
                at: thorax.point(root),
                turn: thorax.turn * turn,
            },
        );
    }

    /// Hangs the arm from its girdle. The arm follows the rib cage, not the girdle, so that shrugging does
    /// not lift it sideways.
    pub(crate) fn hang_arm(&mut self, side: Side, joints: &Joints) {
        let sign = side.sign();
        let shoulder = limb_turn(joints.of(Joint::on(JointKind::Shoulder, side)), sign);
        let upper = Frame {
            at: self.end(Segment::Girdle(side)),
            turn: self.frame(Segment::ThoraxHigh).turn * shoulder,
        };
        self.place(Segment::UpperArm(side), upper);
        let [flexion, pronation, ..] = joints.of(Joint::on(JointKind::Elbow, side));
        let elbow = DQuat::from_rotation_x(-flexion.to_radians())
            * DQuat::from_rotation_y(-sign * pronation.to_radians());
        self.place(
            Segment::Forearm(side),
            Frame {
                at: upper.point(Segment::UpperArm(side).length()),
                turn: upper.turn * elbow,
            },
        );
        self.hang_hand(side, joints);
    }

    /// Hangs the hand from its forearm.
    pub(crate) fn hang_hand(&mut self, side: Side, joints: &Joints) {
        let [flexion, radial, ..] = joints.of(Joint::on(JointKind::Wrist, side));
        let wrist = DQuat::from_rotation_z(-side.sign() * flexion.to_radians())
            * DQuat::from_rotation_x(-radial.to_radians());
        let forearm = *self.frame(Segment::Forearm(side));
        self.place(
            Segment::Hand(side),
            Frame {
                at: forearm.point(Segment::Forearm(side).length()),
                turn: forearm.turn * wrist,
            },
        );
    }

    fn hang_leg(&mut self, side: Side, joints: &Joints) {
        let sign = side.sign();
        let pelvis = *self.frame(Segment::Pelvis);
        let thigh = Frame {
            at: pelvis.point(DVec3::X * (sign * measure::HIP)),
            turn: pelvis.turn * limb_turn(joints.of(Joint::on(JointKind::Hip, side)), sign),
        };
        self.place(Segment::Thigh(side), thigh);
        let [knee, ..] = joints.of(Joint::on(JointKind::Knee, side));
        let shin = Frame {
            at: thigh.point(Segment::Thigh(side).length()),
            turn: thigh.turn * DQuat::from_rotation_x(knee.to_radians()),
        };
        self.place(Segment::Shin(side), shin);
        let [pointed, ..] = joints.of(Joint::on(JointKind::Ankle, side));
        self.place(
            Segment::Foot(side),
            Frame {
                at: shin.point(Segment::Shin(side).length()),
                turn: shin.turn * DQuat::from_rotation_x(pointed.to_radians()),
            },
        );
    }
}

/// Bending forward, to the left, and turning to the left, in degrees.
fn spine_turn(flexion: f64, side: f64, rotation: f64) -> DQuat {
    DQuat::from_rotation_y(rotation.to_radians())
        * DQuat::from_rotation_x(flexion.to_radians())
        * DQuat::from_rotation_z(-side.to_radians())
}

/// The turn of an upper arm or a thigh from its hanging: flexion, abduction, horizontal adduction,
/// internal rotation, in degrees. Out to the side first, then forward, then around the vertical; each is
/// the plain movement of its name when the others are 0.
fn limb_turn([flexion, abduction, across, inward]: [f64; 4], sign: f64) -> DQuat {
    DQuat::from_rotation_y(-sign * across.to_radians())
        * DQuat::from_rotation_x(-flexion.to_radians())
        * DQuat::from_rotation_z(sign * abduction.to_radians())
        * DQuat::from_rotation_y(-sign * inward.to_radians())
}
