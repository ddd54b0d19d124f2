//! Standing and sitting.

use glam::{DQuat, DVec3};

use super::{Rest, easy_arms, feet, foot, hand, resting_hands};
use crate::anthropometry::{self as measure, girth};
use crate::joint::{Joint, JointKind, Joints, Motion};
use crate::place::{Place, Spot};
use crate::pose::{Direction, Reach, Target, heading};
use crate::prop::Prop;
use crate::side::Side;
use crate::skeleton::Frame;

pub(super) fn standing() -> Rest {
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

pub(super) fn seated(height: f64, prop: Prop) -> Rest {
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

pub(super) fn seated_floor() -> Rest {
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

pub(super) fn long_sitting() -> Rest {
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
        reaches: resting_hands(),
        settles: vec![Place::middle(Spot::Seat)],
        prop: None,
    }
}
