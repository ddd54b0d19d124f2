//! What holds for every body, whatever a movement says.

use glam::Vec3Swizzles as _;
use proptest::prelude::*;
use unhunch_figure::{
    Base, Body, DVec3, Figure, Joint, Moment, Movement, Phase, Segment, Side, Target, Word,
    anthropometry, two_bones,
};

use crate::movements::{hand, keyframe, mirrored, movement, still};

/// Every segment with the one that it hangs on, and where it begins on that, in that one's own axes.
fn joints_of(body: &Body) -> Vec<(Segment, DVec3, DVec3)> {
    let mut pairs = vec![
        (Segment::Pelvis, Segment::LumbarLow),
        (Segment::LumbarLow, Segment::LumbarHigh),
        (Segment::LumbarHigh, Segment::ThoraxLow),
        (Segment::ThoraxLow, Segment::ThoraxMid),
        (Segment::ThoraxMid, Segment::ThoraxHigh),
        (Segment::ThoraxHigh, Segment::NeckLow),
        (Segment::NeckLow, Segment::NeckHigh),
        (Segment::NeckHigh, Segment::Head),
    ];
    for side in Side::BOTH {
        pairs.extend([
            (Segment::Girdle(side), Segment::UpperArm(side)),
            (Segment::UpperArm(side), Segment::Forearm(side)),
            (Segment::Forearm(side), Segment::Hand(side)),
            (Segment::Thigh(side), Segment::Shin(side)),
            (Segment::Shin(side), Segment::Foot(side)),
        ]);
    }
    pairs
        .into_iter()
        .map(|(holder, held)| (held, body.end(holder), body.frame(held).at))
        .collect()
}

/// Holds a body to its measures: what hangs on something begins where that ends, and nothing is stretched.
fn hold(body: &Body) -> Result<(), TestCaseError> {
    for (segment, ends, begins) in joints_of(body) {
        let gap = (ends - begins).length();
        prop_assert!(gap < 1e-6, "the {segment} is {gap} cm off its joint");
    }
    for segment in Segment::all() {
        let frame = body.frame(segment);
        prop_assert!(
            frame.at.is_finite() && frame.turn.is_finite(),
            "{segment} is not finite"
        );
        prop_assert!(
            (frame.turn.length() - 1.0).abs() < 1e-6,
            "{segment} is scaled"
        );
        let length = (body.end(segment) - frame.at).length();
        prop_assert!(
            (length - segment.length().length()).abs() < 1e-6,
            "{segment} is {length}"
        );
    }
    for side in Side::BOTH {
        let hip = (body.frame(Segment::Thigh(side)).at - body.frame(Segment::Pelvis).at).length();
        prop_assert!((hip - anthropometry::HIP).abs() < 1e-6);
    }
    Ok(())
}

fn moment() -> impl Strategy<Value = Moment> {
    (0.0..=1.0_f64, any::<bool>(), 0.0..=1.0_f64).prop_map(|(along, returning, breath)| Moment {
        along,
        returning,
        breath,
    })
}

fn apart(a: &Body, b: &Body) -> (Segment, f64) {
    Segment::all()
        .map(|segment| {
            let begin = (a.frame(segment).at - b.frame(segment).at).length();
            let end = (a.end(segment) - b.end(segment)).length();
            // Hands and feet are turned about their own length, too.
            let front = |body: &Body| body.frame(segment).turn * DVec3::Z;
            (segment, begin.max(end).max((front(a) - front(b)).length()))
        })
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .unwrap()
}

/// The movement with the same limbs reaching all the time, and every direction a little off. A turn by half a
/// circle, as between reaching and hanging, has two ways, which are mirror images of each other; which of
/// them is taken is rounding.
fn off_the_grid(movement: &Movement) -> Movement {
    let mut movement = movement.clone();
    let mut first = Vec::new();
    for keyframe in &mut movement.keyframes {
        if first.is_empty() {
            first.clone_from(&keyframe.reaches);
        }
        keyframe.joints.retain(|(joint, _)| joint.side.is_none());
        keyframe.reaches.clone_from(&first);
    }
    let mut count = 0.0;
    for reach in movement
        .keyframes
        .iter_mut()
        .flat_map(|one| &mut one.reaches)
    {
        count += 1.0;
        let off = DVec3::new(0.0137, 0.0271, 0.0193) * count;
        reach.hint += off;
        reach.palm += off.yzx();
        reach.fingers += off.zxy();
        reach.offset += off * 100.0;
    }
    movement
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn segments_never_change_their_lengths(movement in movement(1000.0), moment in moment()) {
        hold(&Figure::new(&movement).body(moment))?;
    }

    #[test]
    fn what_is_no_number_still_gives_a_body(
        movement in movement(1000.0),
        odd in prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, 1e200]),
        which in 0..6_u8,
        moment in moment(),
    ) {
        let mut movement = movement;
        for keyframe in &mut movement.keyframes {
            match which {
                0 => keyframe.joints.iter_mut().for_each(|(_, angles)| angles[0] = odd),
                1 => keyframe.root.get_or_insert_default().tilt = odd,
                2 => keyframe.root.get_or_insert_default().up = odd,
                3 => keyframe.reaches.iter_mut().for_each(|reach| reach.offset.x = odd),
                4 => keyframe.reaches.iter_mut().for_each(|reach| reach.hint.y = odd),
                _ => keyframe.reaches.iter_mut().for_each(|reach| {
                    reach.palm = DVec3::splat(odd);
                    reach.to = Target::Point(DVec3::splat(odd));
                }),
            }
        }
        hold(&Figure::new(&movement).body(moment))?;
        let odd = Moment { along: odd, returning: moment.returning, breath: odd };
        hold(&Figure::new(&movement).body(odd))?;
    }

    #[test]
    fn the_other_side_of_a_keyframe_is_its_mirror_image(movement in movement(200.0)) {
        let (here, there) = (Figure::new(&movement), Figure::other_side(&mirrored(&movement)));
        for at in 0..movement.keyframes.len() {
            let (here, there) = (here.keyframe(at).unwrap().0, there.keyframe(at).unwrap().0);
            let (segment, apart) = apart(&here.mirrored(), &there);
            prop_assert!(apart < 1e-6, "the {segment} is {apart} apart");
        }
    }

    #[test]
    fn the_other_side_of_a_way_is_its_mirror_image(movement in movement(200.0), moment in moment()) {
        let movement = off_the_grid(&movement);
        let here = Figure::new(&movement).body(moment).mirrored();
        let there = Figure::other_side(&mirrored(&movement)).body(moment);
        let (segment, apart) = apart(&here, &there);
        prop_assert!(apart < 1e-6, "the {segment} is {apart} apart");
    }

    #[test]
    fn at_its_ends_a_way_is_at_its_keyframes(movement in movement(200.0)) {
        let figure = Figure::new(&movement);
        let (out, back) = figure.ways();
        let there = |at: usize| figure.keyframe(at).unwrap().0;
        let moments = [
            (Moment::at(0.0), out[0]),
            (Moment::at(1.0), *figure.around().last().filter(|_| movement.path == unhunch_figure::Path::Round).unwrap_or(out.last().unwrap())),
        ];
        for (moment, keyframe) in moments {
            let (segment, apart) = apart(&figure.body(moment), &there(keyframe));
            prop_assert!(apart < 1e-6, "the {segment} is {apart} off keyframe {keyframe}");
        }
        if movement.path == unhunch_figure::Path::ThereAndBack {
            let returned = Moment { along: 0.0, returning: true, breath: 0.0 };
            let (segment, apart) = apart(&figure.body(returned), &there(*back.last().unwrap()));
            prop_assert!(apart < 1e-6, "the {segment} is {apart} off the start");
        }
    }

    #[test]
    fn a_target_is_reached_or_approached_straight(
        root in prop::array::uniform3(-100.0..100.0_f64),
        target in prop::array::uniform3(-300.0..300.0_f64),
        hint in prop::array::uniform3(-1.0..1.0_f64),
        first in 1.0..50.0_f64,
        second in 1.0..50.0_f64,
    ) {
        let (root, target, hint) = (DVec3::from(root), DVec3::from(target), DVec3::from(hint));
        let reached = two_bones(root, target, first, second, hint);
        let distance = (target - root).length();
        prop_assert!(((reached.middle - root).length() - first).abs() < 1e-6);
        prop_assert!(((reached.end - reached.middle).length() - second).abs() < 1e-6);
        prop_assert!(((reached.end - target).length() - reached.missed).abs() < 1e-6);
        let (nearest, farthest) = ((first - second).abs(), first + second);
        if distance > farthest {
            // Straight toward it, and not beyond.
            prop_assert!((reached.missed - (distance - farthest)).abs() < 1e-6);
            let along = (target - root) / distance;
            prop_assert!((reached.middle - (root + along * first)).length() < 1e-3);
        } else if distance < nearest {
            prop_assert!((reached.missed - (nearest - distance)).abs() < 1e-6);
        } else {
            prop_assert!(reached.missed < 1e-6);
        }
    }

    #[test]
    fn an_arm_points_at_what_it_cannot_reach(
        at in prop::array::uniform3(-1.0..1.0_f64),
        far in 150.0..900.0_f64,
    ) {
        let way = DVec3::from(at);
        prop_assume!(way.length() > 0.1);
        let mut movement = still(Base::Standing);
        let to = DVec3::new(0.0, 120.0, 0.0) + way.normalize() * far;
        movement.keyframes[1].reaches = vec![hand(Side::Left, Target::Point(to))];
        let (body, misses) = Figure::new(&movement).keyframe(1).unwrap();
        let missed = misses.iter().find(|(end, side, _)| {
            *end == unhunch_figure::End::Hand && *side == Side::Left
        });
        prop_assert!(missed.unwrap().2 > 10.0);
        let shoulder = body.frame(Segment::UpperArm(Side::Left)).at;
        let wrist = body.end(Segment::Forearm(Side::Left));
        let elbow = body.end(Segment::UpperArm(Side::Left));
        // The elbow lies on the line from the shoulder to the wrist: the arm is straight.
        let straight = (wrist - shoulder).length();
        prop_assert!((straight - anthropometry::UPPER_ARM - anthropometry::FOREARM).abs() < 0.05);
        let off = (to - shoulder).normalize().angle_between((elbow - shoulder).normalize());
        prop_assert!(off.to_degrees() < 12.0, "{} degrees off", off.to_degrees());
        prop_assert!((body.end(Segment::Hand(Side::Left)) - shoulder).length() < (to - shoulder).length());
    }
}

#[test]
fn every_base_stands_whole_and_over_the_floor() {
    for base in Base::ALL {
        let figure = Figure::new(&still(*base));
        let (body, misses) = figure.keyframe(0).unwrap();
        hold(&body).unwrap();
        for (end, side, missed) in misses {
            assert!(missed < 1.0, "{base}: the {side} {end} misses by {missed}");
        }
        for segment in Segment::all() {
            let low = body.frame(segment).at.y.min(body.end(segment).y);
            assert!(low > -2.0, "{base}: {segment} at {low}");
        }
    }
}

#[test]
fn bases_but_two_are_their_own_mirror_images() {
    for base in Base::ALL {
        let (here, there) = (
            Figure::new(&still(*base)).body(Moment::default()),
            Figure::other_side(&still(*base)).body(Moment::default()),
        );
        let same = apart(&here, &there).1 < 1e-6;
        let lopsided = matches!(base, Base::SideLying | Base::SeatedFloor);
        assert_eq!(same, !lopsided, "{base}");
        assert!(apart(&here.mirrored(), &there).1 < 1e-6, "{base}");
    }
}

#[test]
fn a_round_path_goes_through_every_keyframe_once() {
    let mut movement = Movement {
        path: unhunch_figure::Path::Round,
        ..still(Base::Standing)
    };
    movement.keyframes.push(keyframe(Phase::Work));
    movement.keyframes.push(keyframe(Phase::Return));
    assert_eq!(Figure::new(&movement).around(), [0, 1, 2, 3, 0]);
}

#[test]
fn angles_are_what_the_field_says() {
    let bent = |joint: Joint, motion: unhunch_figure::Motion, degrees: f64| {
        let mut joints = unhunch_figure::Joints::default();
        joints.bend(joint, motion, degrees);
        Body::new(Base::Standing.rest().root, &joints)
    };
    use unhunch_figure::{JointKind as J, Motion as M};
    let along =
        |body: &Body, segment: Segment| (body.end(segment) - body.frame(segment).at).normalize();
    for side in Side::BOTH {
        let (arm, thigh, shin) = (
            Segment::UpperArm(side),
            Segment::Thigh(side),
            Segment::Shin(side),
        );
        let out = DVec3::X * side.sign();
        for (joint, motion, degrees, segment, way) in [
            (J::Shoulder, M::Flexion, 90.0, arm, DVec3::Z),
            (J::Shoulder, M::Flexion, 180.0, arm, DVec3::Y),
            (J::Shoulder, M::Abduction, 90.0, arm, out),
            (
                J::Shoulder,
                M::Extension,
                60.0,
                arm,
                DVec3::new(0.0, -0.5, -(0.75_f64.sqrt())),
            ),
            (J::Hip, M::Flexion, 90.0, thigh, DVec3::Z),
            (J::Knee, M::Flexion, 90.0, shin, DVec3::NEG_Z),
            (J::Elbow, M::Flexion, 90.0, Segment::Forearm(side), DVec3::Z),
        ] {
            let body = bent(Joint::on(joint, side), motion, degrees);
            let off = (along(&body, segment) - way).length();
            assert!(off < 1e-9, "{side} {joint} {motion}: {off}");
        }
        // Internal rotation turns a bent forearm in.
        let mut joints = unhunch_figure::Joints::default();
        joints.bend(Joint::on(J::Elbow, side), M::Flexion, 90.0);
        joints.bend(Joint::on(J::Shoulder, side), M::InternalRotation, 90.0);
        let body = Body::new(Base::Standing.rest().root, &joints);
        assert!((along(&body, Segment::Forearm(side)) + out).length() < 1e-9);
    }
    let head = |motion| {
        let body = bent(Joint::spine(J::Neck), motion, 40.0);
        body.end(Segment::Head) - body.frame(Segment::NeckLow).at
    };
    assert!(head(M::Flexion).z > 5.0 && head(M::Extension).z < -5.0);
    assert!(head(M::SideBendLeft).x > 5.0 && head(M::SideBendRight).x < -5.0);
    let nose = |motion| {
        bent(Joint::spine(J::Neck), motion, 40.0)
            .frame(Segment::Head)
            .turn
            * DVec3::Z
    };
    assert!(nose(M::RotationLeft).x > 0.5 && nose(M::RotationRight).x < -0.5);
}
