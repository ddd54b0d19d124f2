//! From keyframes to bodies: what is stated over the base, limbs brought to their targets, and everything
//! in between two keyframes.

use glam::{DMat3, DQuat, DVec3};

use crate::anthropometry::{self as measure, girth};
use crate::base::Rest;
use crate::joint::{Joint, JointKind, Joints};
use crate::pose::{End, Keyframe, Reach, Root, Target, Touch};
use crate::prop::Prop;
use crate::reach::{bone_turn, direction, two_bones};
use crate::side::Side;
use crate::skeleton::{Body, Frame, Segment};

/// An arm or a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limb {
    Arm(Side),
    Leg(Side),
}

impl Limb {
    pub(crate) const ALL: [Self; 4] = [
        Self::Leg(Side::Left),
        Self::Leg(Side::Right),
        Self::Arm(Side::Left),
        Self::Arm(Side::Right),
    ];

    fn side(self) -> Side {
        match self {
            Self::Arm(side) | Self::Leg(side) => side,
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Leg(side) => side.index(),
            Self::Arm(side) => 2 + side.index(),
        }
    }

    fn of(reach: &Reach) -> Self {
        match reach.end {
            End::Hand | End::Elbow => Self::Arm(reach.side),
            End::Knee | End::Foot => Self::Leg(reach.side),
        }
    }

    fn segments(self) -> [Segment; 3] {
        match self {
            Self::Arm(side) => [
                Segment::UpperArm(side),
                Segment::Forearm(side),
                Segment::Hand(side),
            ],
            Self::Leg(side) => [
                Segment::Thigh(side),
                Segment::Shin(side),
                Segment::Foot(side),
            ],
        }
    }

    fn joints(self) -> [JointKind; 3] {
        match self {
            Self::Arm(_) => [JointKind::Shoulder, JointKind::Elbow, JointKind::Wrist],
            Self::Leg(_) => [JointKind::Hip, JointKind::Knee, JointKind::Ankle],
        }
    }
}

/// What a limb is brought to: its middle joint, its end, or both.
#[derive(Debug, Clone, PartialEq, Default)]
struct Goal {
    middle: Option<Reach>,
    end: Option<Reach>,
}

/// A keyframe with everything in it that it takes over from the base and from the first keyframe.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stance {
    root: Frame,
    pub(crate) joints: Joints,
    goals: [Option<Goal>; 4],
}

impl Stance {
    /// The stance of the first keyframe over a base, or of a later one over the first.
    pub(crate) fn new(rest: &Rest, first: Option<&Keyframe>, keyframe: &Keyframe) -> Self {
        let mut joints = rest.joints;
        let mut goals: [Option<Goal>; 4] = Default::default();
        set_goals(&mut goals, &rest.reaches);
        for stated in first.into_iter().chain([keyframe]) {
            for (joint, angles) in &stated.joints {
                joints.set(*joint, *angles);
                for limb in Limb::ALL {
                    // Stated angles of the two large joints take the limb off its target.
                    if joint.side == Some(limb.side()) && limb.joints()[..2].contains(&joint.kind) {
                        goals[limb.index()] = None;
                    }
                }
            }
            for limb in Limb::ALL {
                if stated.reaches.iter().any(|reach| Limb::of(reach) == limb) {
                    goals[limb.index()] = None;
                }
            }
            set_goals(&mut goals, &stated.reaches);
        }
        let root = keyframe
            .root
            .or(first.and_then(|first| first.root))
            .unwrap_or_default();
        let mut stance = Self {
            root: moved(rest.root, root),
            joints,
            goals,
        };
        if !rest.settles.is_empty() {
            let body = Body::new(stance.root, &stance.joints);
            let lowest = rest
                .settles
                .iter()
                .map(|place| place.at(&body).y)
                .fold(f64::INFINITY, f64::min);
            stance.root.at.y += root.up - lowest;
        }
        stance
    }

    /// The body in this stance, and by how many cm each reach misses.
    pub(crate) fn body(&self, props: &[Prop]) -> (Body, Vec<(End, Side, f64)>) {
        let mut misses = Vec::new();
        let body = self.toward(self, 0.0, |_| {}, props, &mut misses);
        (body, misses)
    }

    /// The body part of the way to another stance; 0 is this, 1 the other. `breathe` may change the
    /// angles before anything reaches.
    pub(crate) fn toward(
        &self,
        other: &Self,
        part: f64,
        breathe: impl FnOnce(&mut Joints),
        props: &[Prop],
        misses: &mut Vec<(End, Side, f64)>,
    ) -> Body {
        let mut joints = self.joints.toward(&other.joints, part);
        breathe(&mut joints);
        let mut body = Body::new(self.root.toward(&other.root, part), &joints);
        for limb in Limb::ALL {
            let goals = (
                self.goals[limb.index()].as_ref(),
                other.goals[limb.index()].as_ref(),
            );
            let hanging = limb.segments().map(|segment| *body.frame(segment));
            let mut solve = |goal: &Goal| bring(&body, limb, goal, props, misses);
            let chain = match goals {
                (None, None) => continue,
                (Some(here), Some(there)) if here == there => solve(here),
                (Some(here), Some(there)) => match between(&body, props, here, there, part) {
                    Some(goal) => solve(&goal),
                    None => blend(solve(here), solve(there), limb, part),
                },
                (Some(here), None) => blend(solve(here), hanging, limb, part),
                (None, Some(there)) => blend(hanging, solve(there), limb, part),
            };
            for (segment, frame) in limb.segments().into_iter().zip(chain) {
                body.place(segment, frame);
            }
        }
        body
    }
}

fn set_goals(goals: &mut [Option<Goal>; 4], reaches: &[Reach]) {
    for reach in reaches {
        let goal = goals[Limb::of(reach).index()].get_or_insert_default();
        match reach.end {
            End::Elbow | End::Knee => goal.middle = Some(reach.clone()),
            End::Hand | End::Foot => goal.end = Some(reach.clone()),
        }
    }
}

/// The root, moved as a keyframe says.
fn moved(rest: Frame, by: Root) -> Frame {
    let own = DQuat::from_rotation_y(by.turn.to_radians())
        * DQuat::from_rotation_x(by.tilt.to_radians())
        * DQuat::from_rotation_z(-by.roll.to_radians());
    let lean = DQuat::from_rotation_z(-by.lean_left.to_radians())
        * DQuat::from_rotation_x(by.lean.to_radians());
    Frame {
        at: lean * (rest.at + DVec3::new(by.left, by.up, by.forward)),
        turn: lean * rest.turn * own,
    }
}

/// Where a target is beside a body, and which way its surface faces.
pub(crate) fn target(to: Target, body: &Body, props: &[Prop]) -> (DVec3, Option<DVec3>) {
    match to {
        Target::Point(at) => (at, None),
        Target::Body(place) => (place.at(body), Some(place.facing(body))),
        Target::Below(place) => {
            let at = place.at(body);
            (DVec3::new(at.x, 0.0, at.z), Some(DVec3::Y))
        }
        Target::Prop(index, place) => props.get(index).map_or((DVec3::ZERO, None), |prop| {
            let (at, out) = prop.place(place, body);
            (at, Some(out))
        }),
        Target::Wall(index, left, up) => props.get(index).map_or((DVec3::ZERO, None), |prop| {
            let (at, turn) = prop.stands(body);
            (at + turn * DVec3::new(left, up, 0.0), Some(turn * DVec3::Z))
        }),
    }
}

/// Two goals of the same kind become one in between, where that is a point in space.
fn between(body: &Body, props: &[Prop], here: &Goal, there: &Goal, part: f64) -> Option<Goal> {
    let mix = |here: &Option<Reach>, there: &Option<Reach>| match (here, there) {
        (None, None) => Some(None),
        (Some(here), Some(there)) if here.touch == there.touch => {
            let (from, from_faces) = target(here.to, body, props);
            let (to, to_faces) = target(there.to, body, props);
            let faces = |reach: &Reach, surface: Option<DVec3>| {
                if reach.palm == DVec3::ZERO {
                    surface.map_or(DVec3::ZERO, |surface| -surface)
                } else {
                    reach.palm
                }
            };
            let palms = (faces(here, from_faces), faces(there, to_faces));
            Some(Some(Reach {
                to: Target::Point(from.lerp(to, part)),
                offset: here.offset.lerp(there.offset, part),
                hint: here.hint.lerp(there.hint, part),
                palm: turned(palms.0, palms.1, part),
                fingers: turned(here.fingers, there.fingers, part),
                ..here.clone()
            }))
        }
        _ => None,
    };
    Some(Goal {
        middle: mix(&here.middle, &there.middle)?,
        end: mix(&here.end, &there.end)?,
    })
}

/// A direction part of the way to another; nothing has no direction to mix with.
fn turned(from: DVec3, to: DVec3, part: f64) -> DVec3 {
    if from == DVec3::ZERO {
        return if part > 0.5 { to } else { from };
    }
    if to == DVec3::ZERO {
        return if part > 0.5 { to } else { from };
    }
    DQuat::IDENTITY.slerp(
        DQuat::from_rotation_arc(from.normalize(), to.normalize()),
        part,
    ) * from.normalize()
}

/// A chain of three segments part of the way to another, each turned on the one before.
fn blend(here: [Frame; 3], there: [Frame; 3], limb: Limb, part: f64) -> [Frame; 3] {
    let segments = limb.segments();
    let mut chain = here;
    let mut before = DQuat::IDENTITY;
    let mut last = (DQuat::IDENTITY, DQuat::IDENTITY);
    let mut at = here[0].at;
    for (index, frame) in chain.iter_mut().enumerate() {
        let own = |frame: &Frame, last: DQuat| last.inverse() * frame.turn;
        let turn = own(&here[index], last.0).slerp(own(&there[index], last.1), part);
        last = (here[index].turn, there[index].turn);
        before *= turn;
        *frame = Frame { at, turn: before };
        at = frame.point(segments[index].length());
    }
    chain
}

/// How often a hand in line with its forearm is brought nearer: its palm lies beside that line.
const ROUNDS: usize = 3;

/// Brings a limb to its goal.
fn bring(
    body: &Body,
    limb: Limb,
    goal: &Goal,
    props: &[Prop],
    misses: &mut Vec<(End, Side, f64)>,
) -> [Frame; 3] {
    let segments = limb.segments();
    let mut chain = segments.map(|segment| *body.frame(segment));
    let lengths = segments.map(|segment| segment.length().length());
    let side = limb.side();
    if let Some(middle) = &goal.middle {
        let at = target(middle.to, body, props).0 + middle.offset;
        let along = direction(at - chain[0].at, DVec3::NEG_Y);
        let turn =
            DQuat::from_rotation_arc(direction(chain[0].turn * DVec3::NEG_Y, DVec3::NEG_Y), along)
                * chain[0].turn;
        let own = (
            chain[0].turn.inverse() * chain[1].turn,
            chain[1].turn.inverse() * chain[2].turn,
        );
        chain[0].turn = turn;
        chain[1] = Frame {
            at: chain[0].point(segments[0].length()),
            turn: turn * own.0,
        };
        chain[2] = Frame {
            at: chain[1].point(segments[1].length()),
            turn: turn * own.0 * own.1,
        };
        misses.push((middle.end, side, (chain[1].at - at).length()));
    }
    let Some(end) = &goal.end else {
        return chain;
    };
    let (at, surface) = target(end.to, body, props);
    let at = at + end.offset;
    let palm = if end.palm == DVec3::ZERO {
        surface.map_or(DVec3::ZERO, |surface| -surface)
    } else {
        end.palm
    };
    let touch = touching(limb, end.touch);
    let mut aim = at;
    for round in 0..ROUNDS {
        if goal.middle.is_some() {
            aim_lower(&mut chain, limb, aim, end, palm, touch);
        } else {
            bend(&mut chain, limb, lengths, aim, end, palm, touch);
        }
        let missed = at - chain[2].point(touch);
        if missed.length_squared() < 1e-12 || round + 1 == ROUNDS {
            break;
        }
        aim += missed;
    }
    misses.push((end.end, side, (at - chain[2].point(touch)).length()));
    chain
}

/// Bends both joints so that the point `touch` of the end comes to `aim`.
fn bend(
    chain: &mut [Frame; 3],
    limb: Limb,
    lengths: [f64; 3],
    aim: DVec3,
    reach: &Reach,
    palm: DVec3,
    touch: DVec3,
) {
    let root = chain[0].at;
    let segments = limb.segments();
    let held = held_turn(limb, palm, reach.fingers, aim - root);
    // A hand that is held some way is reached with the wrist; otherwise it goes on along the forearm.
    let (end, second) = match held {
        Some(turn) => (aim - turn * touch, lengths[1]),
        None => (aim, lengths[1] + touch.y.abs()),
    };
    let hint = direction(reach.hint, default_hint(limb));
    let reached = two_bones(root, end, lengths[0], second, hint);
    let along = reached.middle - root;
    let lower = reached.end - reached.middle;
    // An elbow bends to its own front, a knee to its own back.
    let front = match limb {
        Limb::Arm(_) => lower - along * (lower.dot(along) / along.length_squared().max(1e-9)),
        Limb::Leg(_) => along * (lower.dot(along) / along.length_squared().max(1e-9)) - lower,
    };
    let outward = match limb {
        Limb::Arm(_) => -hint,
        Limb::Leg(_) => hint,
    };
    let front = direction(front, outward);
    chain[0].turn = bone_turn(along, front);
    let lower_front = match limb {
        Limb::Arm(_) => direction(along + lower.normalize_or_zero() * 0.5, front),
        Limb::Leg(_) => front,
    };
    chain[1] = Frame {
        at: chain[0].point(segments[0].length()),
        turn: bone_turn(lower, lower_front_of(limb, lower_front, front)),
    };
    chain[2] = Frame {
        at: chain[1].point(segments[1].length()),
        turn: held.unwrap_or(chain[1].turn),
    };
}

/// The front of a forearm or a shin: across the bend.
fn lower_front_of(limb: Limb, along: DVec3, front: DVec3) -> DVec3 {
    match limb {
        Limb::Arm(_) => front + along * 0.2,
        Limb::Leg(_) => front,
    }
}

/// Turns the lower bone alone so that the point `touch` of the end comes toward `aim`.
fn aim_lower(
    chain: &mut [Frame; 3],
    limb: Limb,
    aim: DVec3,
    reach: &Reach,
    palm: DVec3,
    touch: DVec3,
) {
    let segments = limb.segments();
    let held = held_turn(limb, palm, reach.fingers, aim - chain[1].at);
    let end = held.map_or(aim, |turn| aim - turn * touch);
    let along = direction(end - chain[1].at, DVec3::NEG_Y);
    let front = -(chain[0].turn * DVec3::NEG_Y);
    chain[1].turn = bone_turn(along, front);
    chain[2] = Frame {
        at: chain[1].point(segments[1].length()),
        turn: held.unwrap_or(chain[1].turn),
    };
}

/// Where elbows and knees go when nothing says.
fn default_hint(limb: Limb) -> DVec3 {
    match limb {
        Limb::Arm(side) => DVec3::new(side.sign(), -1.0, -0.5).normalize(),
        Limb::Leg(_) => DVec3::Z,
    }
}

/// The point of hand or foot that touches, in its own axes.
fn touching(limb: Limb, touch: Touch) -> DVec3 {
    match limb {
        Limb::Arm(side) => {
            let x = |x: f64| x * side.sign();
            match touch {
                Touch::Palm => DVec3::new(x(-girth::PALM), -measure::PALM, 0.0),
                Touch::Fingertips => DVec3::new(0.0, -measure::HAND, 0.0),
                Touch::BackOfHand => DVec3::new(x(girth::PALM), -measure::PALM, 0.0),
                Touch::Wrist => DVec3::new(x(-girth::WRIST), 0.0, 0.0),
                Touch::Grip => DVec3::new(x(-2.4), -measure::PALM, 0.0),
            }
        }
        Limb::Leg(_) => match touch {
            Touch::Fingertips => {
                DVec3::new(0.0, -measure::ANKLE * 0.7, measure::FOOT - measure::HEEL)
            }
            Touch::BackOfHand => DVec3::new(0.0, -1.0, 8.0),
            Touch::Palm | Touch::Wrist | Touch::Grip => DVec3::new(0.0, -measure::ANKLE, 0.0),
        },
    }
}

/// The turn of a hand or foot that is told where to face; none when it is told nothing.
fn held_turn(limb: Limb, palm: DVec3, fingers: DVec3, along: DVec3) -> Option<DQuat> {
    match limb {
        Limb::Arm(side) => {
            if palm == DVec3::ZERO && fingers == DVec3::ZERO {
                return None;
            }
            let palm = direction(palm, DVec3::ZERO);
            let fingers = if fingers == DVec3::ZERO {
                direction(along - palm * along.dot(palm), DVec3::Y)
            } else {
                direction(fingers, DVec3::Y)
            };
            let y = -fingers;
            let palm = if palm == DVec3::ZERO {
                DVec3::NEG_Y
            } else {
                palm
            };
            let out = -palm * side.sign();
            let x = direction(out - y * out.dot(y), y.any_orthonormal_vector());
            Some(DQuat::from_mat3(&DMat3::from_cols(x, y, x.cross(y))).normalize())
        }
        Limb::Leg(_) => {
            if palm == DVec3::ZERO && fingers == DVec3::ZERO {
                return None;
            }
            let z = direction(fingers, DVec3::Z);
            let up = -direction(palm, DVec3::NEG_Y);
            let y = direction(up - z * up.dot(z), z.any_orthonormal_vector());
            Some(DQuat::from_mat3(&DMat3::from_cols(y.cross(z), y, z)).normalize())
        }
    }
}

/// The angles at which a body breathes in: the chest opens and the shoulders rise a little.
pub(crate) fn breathe(joints: &mut Joints, breath: f64) {
    let mut lift = |joint: Joint, component: usize, by: f64| {
        let mut angles = joints.of(joint);
        angles[component] += by * breath;
        joints.set(joint, angles);
    };
    lift(Joint::spine(JointKind::Thoracic), 0, -2.0);
    for side in Side::BOTH {
        lift(Joint::on(JointKind::Girdle, side), 0, 2.5);
    }
}
