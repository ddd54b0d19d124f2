//! The bases: where a body is before a figure file says anything more.

use std::f64::consts::FRAC_PI_2;

use glam::{DQuat, DVec3};

use crate::anthropometry::{self as measure, girth};
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
            Self::Standing => standing(),
            Self::SeatedChair => seated(SEAT_HEIGHT, chair()),
            Self::OnBall => seated(52.0, ball(DVec3::new(0.0, 26.0, -2.0))),
            Self::SeatedFloor => seated_floor(),
            Self::LongSitting => long_sitting(),
            Self::HandsAndKnees => hands_and_knees(),
            Self::KneelingBack => kneeling_back(),
            Self::HandsAndFeet => hands_and_feet(),
            Self::Supine => supine(),
            Self::Prone => prone(),
            Self::SideLying => side_lying(),
            Self::ProneOnBall => prone_on_ball(),
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

fn standing() -> Rest {
    let mut joints = Joints::default();
    easy_arms(&mut joints);
    Rest {
        root: Frame {
            at: DVec3::new(
                0.0,
                measure::ANKLE + measure::THIGH + measure::SHIN - 0.4,
                0.0,
            ),
            turn: DQuat::IDENTITY,
        },
        joints,
        reaches: feet(
            10.0,
            0.0,
            &[Direction::Forward],
            &[
                Direction::Forward,
                Direction::Forward,
                Direction::Forward,
                Direction::Out,
            ],
        ),
        settles: Vec::new(),
        prop: None,
    }
}

fn seated(height: f64, prop: Prop) -> Rest {
    let mut reaches = feet(
        12.0,
        38.0,
        &[Direction::Forward, Direction::Up],
        &[
            Direction::Forward,
            Direction::Forward,
            Direction::Forward,
            Direction::Out,
        ],
    );
    reaches.extend(resting_hands());
    Rest {
        root: Frame {
            at: DVec3::new(0.0, height + girth::SEAT, 0.0),
            turn: DQuat::IDENTITY,
        },
        joints: Joints::default(),
        reaches,
        settles: Vec::new(),
        prop: Some(prop),
    }
}

fn seated_floor() -> Rest {
    let mut reaches: Vec<Reach> = Side::BOTH
        .map(|side| {
            let ahead = if side == Side::Left { 30.0 } else { 24.0 };
            let mut crossed = foot(
                side,
                -10.0,
                ahead,
                &[
                    Direction::Out,
                    Direction::Out,
                    Direction::Forward,
                    Direction::Up,
                ],
                &[Direction::In, Direction::Forward],
            );
            crossed.offset = DVec3::new(0.0, 1.5, 0.0);
            crossed.palm = heading(&[Direction::Down, Direction::In], side);
            crossed
        })
        .to_vec();
    reaches.extend(Side::BOTH.map(|side| Reach {
        palm: DVec3::ZERO,
        ..hand(
            side,
            Target::Body(Place::on(Spot::Knee, side)),
            &[Direction::Out, Direction::Back, Direction::Down],
            &[Direction::Forward, Direction::Forward, Direction::Out],
        )
    }));
    Rest {
        root: Frame {
            at: DVec3::new(0.0, girth::SEAT, 0.0),
            turn: DQuat::IDENTITY,
        },
        joints: Joints::default(),
        reaches,
        settles: Vec::new(),
        prop: None,
    }
}

fn long_sitting() -> Rest {
    let mut joints = Joints::default();
    easy_arms(&mut joints);
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Flexion, 92.0);
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Abduction, 6.0);
        joints.bend(Joint::on(JointKind::Knee, side), Motion::Flexion, 4.0);
        joints.bend(
            Joint::on(JointKind::Ankle, side),
            Motion::PlantarFlexion,
            5.0,
        );
    }
    Rest {
        root: Frame {
            at: DVec3::new(0.0, girth::SEAT, 0.0),
            turn: DQuat::IDENTITY,
        },
        joints,
        reaches: Vec::new(),
        settles: vec![Place::middle(Spot::Seat)],
        prop: None,
    }
}

/// The trunk of a person on hands and knees slopes up to the shoulders by as much as arms are longer than
/// thighs.
const ON_HANDS: f64 = 77.0;

fn hands_and_knees() -> Rest {
    let mut joints = Joints::default();
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Flexion, ON_HANDS);
        joints.bend(Joint::on(JointKind::Knee, side), Motion::Flexion, 90.0);
        joints.bend(
            Joint::on(JointKind::Ankle, side),
            Motion::PlantarFlexion,
            72.0,
        );
    }
    joints.bend(Joint::spine(JointKind::Neck), Motion::Extension, 4.0);
    Rest {
        root: Frame {
            at: DVec3::new(0.0, measure::THIGH + girth::KNEE, 0.0),
            turn: pitched(ON_HANDS),
        },
        joints,
        reaches: Side::BOTH
            .map(|side| {
                hand(
                    side,
                    Target::Point(DVec3::new(side.sign() * 18.5, 0.0, 48.0)),
                    &[Direction::Back, Direction::Out],
                    &[Direction::Forward],
                )
            })
            .to_vec(),
        settles: Side::BOTH.map(|side| Place::on(Spot::Knee, side)).to_vec(),
        prop: None,
    }
}

fn kneeling_back() -> Rest {
    let mut joints = Joints::default();
    easy_arms(&mut joints);
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Flexion, 66.0);
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Abduction, 12.0);
        joints.bend(Joint::on(JointKind::Knee, side), Motion::Flexion, 156.0);
        joints.bend(
            Joint::on(JointKind::Ankle, side),
            Motion::PlantarFlexion,
            76.0,
        );
    }
    Rest {
        root: Frame {
            at: DVec3::new(0.0, 25.0, 0.0),
            turn: DQuat::IDENTITY,
        },
        joints,
        reaches: Vec::new(),
        settles: Side::BOTH
            .into_iter()
            .flat_map(|side| [Place::on(Spot::Knee, side), Place::on(Spot::Instep, side)])
            .collect(),
        prop: None,
    }
}

fn hands_and_feet() -> Rest {
    let mut joints = Joints::default();
    joints.bend(Joint::spine(JointKind::Neck), Motion::Flexion, 6.0);
    let mut reaches = feet(10.0, -50.0, &[Direction::Forward], &[Direction::Forward]);
    reaches.extend(Side::BOTH.map(|side| {
        hand(
            side,
            Target::Point(DVec3::new(side.sign() * 20.0, 0.0, 84.0)),
            &[Direction::Out, Direction::Down],
            &[Direction::Forward],
        )
    }));
    Rest {
        root: Frame {
            at: DVec3::new(0.0, 72.0, 0.0),
            turn: pitched(136.0),
        },
        joints,
        reaches,
        settles: Vec::new(),
        prop: None,
    }
}

fn supine() -> Rest {
    let mut joints = Joints::default();
    for side in Side::BOTH {
        joints.bend(
            Joint::on(JointKind::Shoulder, side),
            Motion::Abduction,
            22.0,
        );
        joints.bend(Joint::on(JointKind::Shoulder, side), Motion::Extension, 8.0);
        joints.bend(Joint::on(JointKind::Elbow, side), Motion::Flexion, 10.0);
        joints.bend(Joint::on(JointKind::Elbow, side), Motion::Pronation, 80.0);
    }
    Rest {
        root: Frame {
            at: DVec3::new(0.0, girth::CHEST, 0.0),
            turn: pitched(-90.0),
        },
        joints,
        reaches: feet(12.0, 47.0, &[Direction::Up], &[Direction::Forward]),
        settles: vec![
            Place::middle(Spot::Sacrum),
            Place::middle(Spot::UpperBack),
            Place::middle(Spot::MidBack),
        ],
        prop: None,
    }
}

fn prone() -> Rest {
    let mut joints = Joints::default();
    for side in Side::BOTH {
        joints.bend(
            Joint::on(JointKind::Shoulder, side),
            Motion::Abduction,
            15.0,
        );
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Abduction, 6.0);
        joints.bend(
            Joint::on(JointKind::Ankle, side),
            Motion::PlantarFlexion,
            78.0,
        );
    }
    Rest {
        root: Frame {
            at: DVec3::new(0.0, girth::CHEST, 0.0),
            turn: pitched(90.0),
        },
        joints,
        reaches: Vec::new(),
        settles: vec![
            Place::middle(Spot::Belly),
            Place::on(Spot::Knee, Side::Left),
            Place::on(Spot::Knee, Side::Right),
        ],
        prop: None,
    }
}

fn side_lying() -> Rest {
    let mut joints = Joints::default();
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Hip, side), Motion::Flexion, 45.0);
        joints.bend(Joint::on(JointKind::Knee, side), Motion::Flexion, 80.0);
        joints.bend(
            Joint::on(JointKind::Ankle, side),
            Motion::PlantarFlexion,
            20.0,
        );
        joints.bend(Joint::on(JointKind::Shoulder, side), Motion::Flexion, 60.0);
        joints.bend(Joint::on(JointKind::Elbow, side), Motion::Flexion, 40.0);
    }
    Rest {
        root: Frame {
            at: DVec3::new(0.0, 16.0, 0.0),
            // The left side up, the head away from +z.
            turn: DQuat::from_rotation_x(-FRAC_PI_2) * DQuat::from_rotation_y(-FRAC_PI_2),
        },
        joints,
        reaches: Vec::new(),
        settles: vec![Place::on(Spot::HipSide, Side::Right)],
        prop: None,
    }
}

fn prone_on_ball() -> Rest {
    let mut joints = Joints::default();
    for side in Side::BOTH {
        joints.bend(Joint::on(JointKind::Shoulder, side), Motion::Flexion, 90.0);
    }
    let reaches = Side::BOTH
        .map(|side| Reach {
            palm: DVec3::NEG_Z,
            fingers: DVec3::NEG_Y,
            touch: Touch::Fingertips,
            ..foot(
                side,
                16.0,
                -84.0,
                &[Direction::Down, Direction::Forward],
                &[Direction::Down],
            )
        })
        .to_vec();
    Rest {
        root: Frame {
            at: DVec3::new(0.0, 53.0, -16.0),
            turn: pitched(68.0),
        },
        joints,
        reaches,
        settles: Vec::new(),
        prop: Some(ball(DVec3::new(0.0, 27.0, 4.0))),
    }
}
