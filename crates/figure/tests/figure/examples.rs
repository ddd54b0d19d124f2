//! Movements written by hand: every base, each path, and most kinds of things.

use unhunch_figure::{
    Base, Crop, DVec3, Feel, Joint, JointKind, Knot, Motion, Movement, Path, Place, Prop, PropKind,
    PropPlace, Reachable, Region, Root, Side, Spot, Stand, Target,
};

use crate::movements::{hand, still};

fn bent(base: Base, bends: &[(Joint, Motion, f64)]) -> Movement {
    let mut movement = still(base);
    movement.keyframes[1].joints = stated(bends);
    movement
}

fn stated(bends: &[(Joint, Motion, f64)]) -> Vec<(Joint, [f64; 4])> {
    let mut joints: Vec<(Joint, [f64; 4])> = Vec::new();
    for (joint, motion, degrees) in bends {
        let Reachable {
            component, sign, ..
        } = *joint.kind.motion(*motion).unwrap();
        match joints.iter_mut().find(|(known, _)| known == joint) {
            Some((_, angles)) => angles[component] = sign * degrees,
            None => {
                let mut angles = [0.0; 4];
                angles[component] = sign * degrees;
                joints.push((*joint, angles));
            }
        }
    }
    joints
}

fn prop(kind: PropKind, stand: Stand) -> Prop {
    Prop {
        kind,
        stand,
        turn: 0.0,
        tip: 0.0,
    }
}

/// Ten movements that have every base, path and kind of thing to paint between them.
pub(crate) fn examples() -> Vec<(&'static str, Movement)> {
    use JointKind as J;
    use Motion as M;
    let both = |kind: JointKind, motion: Motion, degrees: f64| {
        Side::BOTH.map(|side| (Joint::on(kind, side), motion, degrees))
    };
    let spine = Joint::spine;
    let mut angels = bent(
        Base::Standing,
        &[
            both(J::Shoulder, M::Abduction, 120.0),
            both(J::Elbow, M::Flexion, 60.0),
        ]
        .concat(),
    );
    angels.props = vec![prop(PropKind::Wall, Stand::At(DVec3::new(0.0, 0.0, -12.0)))];
    angels.views[0].crop = Crop::Upper;
    angels.feels = vec![Feel {
        region: Region::LowerTrapezius,
        side: None,
    }];
    angels.arrows = Side::BOTH
        .map(|side| Place::on(Spot::BackOfHand, side))
        .to_vec();
    let mut neck = bent(
        Base::SeatedChair,
        &[(spine(J::Neck), M::SideBendLeft, 30.0)],
    );
    neck.feels = vec![Feel {
        region: Region::UpperTrapezius,
        side: Some(Side::Right),
    }];
    neck.keyframes[1].reaches = vec![hand(Side::Right, Target::Prop(0, PropPlace::SeatRight))];
    let twist = bent(
        Base::SeatedFloor,
        &[(spine(J::Thoracic), M::RotationLeft, 35.0)],
    );
    let mut strap = bent(Base::LongSitting, &[(spine(J::Lumbar), M::Flexion, 30.0)]);
    strap.props = vec![prop(
        PropKind::Strap,
        Stand::Along(vec![
            Knot::Body(Place::on(Spot::Palm, Side::Left)),
            Knot::Body(Place::on(Spot::BallOfFoot, Side::Left)),
            Knot::Body(Place::on(Spot::Palm, Side::Right)),
        ]),
    )];
    let mut cow = bent(
        Base::HandsAndKnees,
        &[
            (spine(J::Lumbar), M::Extension, 15.0),
            (spine(J::Thoracic), M::Extension, 15.0),
        ],
    );
    cow.views[0].yaw = 80.0;
    let mut child = bent(
        Base::KneelingBack,
        &[both(J::Shoulder, M::Flexion, 150.0)].concat(),
    );
    child.keyframes[1].root = Some(Root {
        tilt: 60.0,
        ..Root::default()
    });
    let dog = bent(Base::HandsAndFeet, &[(spine(J::Neck), M::Flexion, 10.0)]);
    let mut roller = bent(Base::Supine, &[(spine(J::Thoracic), M::Extension, 20.0)]);
    roller.keyframes[0].root = Some(Root {
        up: 15.0,
        ..Root::default()
    });
    roller.props = vec![prop(
        PropKind::FoamRoller,
        Stand::On(Place::middle(Spot::UpperBack)),
    )];
    roller.presses = vec![Place::middle(Spot::UpperBack)];
    let mut cobra = bent(Base::Prone, &[(spine(J::Lumbar), M::Extension, 20.0)]);
    cobra.views[0].yaw = 70.0;
    let mut open = bent(
        Base::SideLying,
        &[(
            Joint::on(J::Shoulder, Side::Left),
            M::HorizontalAbduction,
            40.0,
        )],
    );
    open.views[0].pitch = 35.0;
    let mut circle = bent(
        Base::OnBall,
        &[both(J::Girdle, M::Elevation, 30.0)].concat(),
    );
    circle.path = Path::Round;
    circle.cycle = Some(4.0);
    let superman = bent(
        Base::ProneOnBall,
        &[both(J::Girdle, M::Retraction, 20.0)].concat(),
    );
    vec![
        ("angels", angels),
        ("neck", neck),
        ("twist", twist),
        ("strap", strap),
        ("cow", cow),
        ("child", child),
        ("dog", dog),
        ("roller", roller),
        ("cobra", cobra),
        ("open", open),
        ("circle", circle),
        ("on-ball", superman),
    ]
}
