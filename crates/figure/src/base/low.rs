//! Kneeling, on hands, and lying.

use std::f64::consts::FRAC_PI_2;

use glam::{DQuat, DVec3};

use super::{Rest, ball, easy_arms, feet, foot, hand, pitched};
use crate::anthropometry::{self as measure, girth};
use crate::joint::{Joint, JointKind, Joints, Motion};
use crate::place::{Place, Spot};
use crate::pose::{Direction, Reach, Target, Touch};
use crate::side::Side;
use crate::skeleton::Frame;

/// The trunk of a person on hands and knees slopes up to the shoulders by as much as arms are longer than
/// thighs.
const ON_HANDS: f64 = 77.0;

pub(super) fn hands_and_knees() -> Rest {
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

pub(super) fn kneeling_back() -> Rest {
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

pub(super) fn hands_and_feet() -> Rest {
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

pub(super) fn supine() -> Rest {
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

pub(super) fn prone() -> Rest {
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

pub(super) fn side_lying() -> Rest {
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

pub(super) fn prone_on_ball() -> Rest {
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
