//! The bases: where a body is before a figure file says anything more.

mod low;
mod upright;

use glam::{DQuat, DVec3};

use crate::joint::{Joint, JointKind, Joints, Motion};
use crate::place::{Place, Spot};
use crate::pose::{Base, Direction, End, Reach, Target, Touch, heading};
use crate::prop::{Prop, PropKind, SEAT_HEIGHT, Stand};
use crate::side::Side;
use crate::skeleton::Frame;

/// What a base brings.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// Where the pelvis is.
    pub root: Frame,
    /// The angles of the joints.
    pub joints: Joints,
    /// What hands and feet do.
    pub reaches: Vec<Reach>,
    /// Places of which the lowest comes down to the floor, before anything reaches.
    pub settles: Vec<Place>,
    /// What the person sits on.
    pub prop: Option<Prop>,
}

impl Rest {
    /// The mirror image. Most bases are their own; whoever lies on the right side, or sits with the right leg
    /// in front, is not.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            root: self.root.mirrored(),
            joints: self.joints.mirrored(),
            reaches: self.reaches.iter().map(Reach::mirrored).collect(),
            settles: self.settles.iter().map(|place| place.mirrored()).collect(),
            prop: self.prop.as_ref().map(Prop::mirrored),
        }
    }
}

impl Base {
    /// Whether the person lies, kneels or sits on the floor, for which a mat is drawn.
    #[must_use]
    pub fn is_on_floor(self) -> bool {
        !matches!(self, Self::Standing | Self::SeatedChair | Self::OnBall)
    }

    /// Whether the body has to keep its balance: no more is on the floor than feet, or a seat.
    #[must_use]
    pub fn balances(self) -> bool {
        matches!(self, Self::Standing | Self::SeatedChair | Self::OnBall)
    }

    /// What the base brings.
    #[must_use]
    pub fn rest(self) -> Rest {
        match self {
            Self::Standing => upright::standing(),
            Self::SeatedChair => upright::seated(SEAT_HEIGHT, chair()),
            Self::OnBall => upright::seated(52.0, ball(DVec3::new(0.0, 26.0, -2.0))),
            Self::SeatedFloor => upright::seated_floor(),
            Self::LongSitting => upright::long_sitting(),
            Self::HandsAndKnees => low::hands_and_knees(),
            Self::KneelingBack => low::kneeling_back(),
            Self::HandsAndFeet => low::hands_and_feet(),
            Self::Supine => low::supine(),
            Self::Prone => low::prone(),
            Self::SideLying => low::side_lying(),
            Self::ProneOnBall => low::prone_on_ball(),
        }
    }
}

fn pitched(degrees: f64) -> DQuat {
    DQuat::from_rotation_x(degrees.to_radians())
}

fn chair() -> Prop {
    Prop {
        kind: PropKind::Chair,
        stand: Stand::At(DVec3::new(0.0, 0.0, 3.0)),
        turn: 0.0,
        tip: 0.0,
    }
}

fn ball(at: DVec3) -> Prop {
    Prop {
        kind: PropKind::ExerciseBall,
        stand: Stand::At(at),
        turn: 0.0,
        tip: 0.0,
    }
}

/// A foot flat on the floor, `left` and `forward` of the origin for the left foot, mirrored for the right.
fn foot(side: Side, out: f64, forward: f64, hint: &[Direction], toes: &[Direction]) -> Reach {
    Reach {
        end: End::Foot,
        side,
        to: Target::Point(DVec3::new(side.sign() * out, 0.0, forward)),
        offset: DVec3::ZERO,
        hint: heading(hint, side),
        palm: DVec3::NEG_Y,
        fingers: heading(toes, side),
        touch: Touch::Palm,
    }
}

fn feet(out: f64, forward: f64, hint: &[Direction], toes: &[Direction]) -> Vec<Reach> {
    Side::BOTH
        .map(|side| foot(side, out, forward, hint, toes))
        .to_vec()
}

fn hand(side: Side, to: Target, hint: &[Direction], fingers: &[Direction]) -> Reach {
    Reach {
        end: End::Hand,
        side,
        to,
        offset: DVec3::ZERO,
        hint: heading(hint, side),
        palm: DVec3::NEG_Y,
        fingers: heading(fingers, side),
        touch: Touch::Palm,
    }
}

/// Hanging arms, a little bent and away from the body, as people have them.
fn easy_arms(joints: &mut Joints) {
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Shoulder, side), Motion::Abduction, 9.0);
        joints.bend(Joint::on(JointKind::Elbow, side), Motion::Flexion, 12.0);
    }
}

/// Hands resting on the thighs.
fn resting_hands() -> Vec<Reach> {
    Side::BOTH
        .map(|side| Reach {
            palm: DVec3::ZERO,
            offset: DVec3::new(0.0, 0.0, 0.0),
            ..hand(
                side,
                Target::Body(Place::on(Spot::FrontOfThigh, side)),
                &[Direction::Out, Direction::Back, Direction::Down],
                &[Direction::Forward, Direction::In],
            )
        })
        .to_vec()
}
