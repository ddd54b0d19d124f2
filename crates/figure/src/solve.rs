//! From keyframes to bodies: what is stated over the base, limbs brought to their targets, and everything
//! in between two keyframes.

use glam::{DQuat, DVec3};

use crate::base::Rest;
use crate::bring::bring;
use crate::joint::{Joint, JointKind, Joints};
use crate::pose::{End, Keyframe, Reach, Root, Target};
use crate::prop::{Prop, Stand};
use crate::reach::arc;
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

    /// In the order in which they are brought to their goals.
    const PAIRS: [[Self; 2]; 2] = [
        [Self::Leg(Side::Left), Self::Leg(Side::Right)],
        [Self::Arm(Side::Left), Self::Arm(Side::Right)],
    ];

    /// The other one of the pair.
    fn twin(self) -> Self {
        match self {
            Self::Arm(side) => Self::Arm(side.other()),
            Self::Leg(side) => Self::Leg(side.other()),
        }
    }

    pub(crate) fn side(self) -> Side {
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

    pub(crate) fn segments(self) -> [Segment; 3] {
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

    /// The limb that a segment belongs to.
    fn carrying(segment: Segment) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|limb| limb.segments().contains(&segment))
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
pub(crate) struct Goal {
    pub(crate) middle: Option<Reach>,
    pub(crate) end: Option<Reach>,
}

/// A keyframe with everything in it that it takes over from the base and from the first keyframe.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stance {
    /// The pelvis, before the whole body leans.
    upright: Frame,
    /// By how much it leans from the feet: forward and to the left, in degrees.
    lean: [f64; 2],
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
            upright: moved(rest.root, root),
            lean: [root.lean, root.lean_left],
            joints,
            goals,
        };
        if !rest.settles.is_empty() {
            let body = Body::new(leaning(stance.upright, stance.lean), &stance.joints);
            let lowest = rest
                .settles
                .iter()
                .map(|place| place.at(&body).y)
                .fold(f64::INFINITY, f64::min);
            stance.upright.at.y += root.up - lowest;
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
        // The lean is mixed as an angle: between two leans the feet stay where they are, and the legs long.
        let upright = self.upright.toward(&other.upright, part);
        let lean = [0, 1].map(|at| self.lean[at] + (other.lean[at] - self.lean[at]) * part);
        let mut body = Body::new(leaning(upright, lean), &joints);
        // Legs first. A limb that reaches for another one of its kind waits until that one is where it goes;
        // where two wait for each other, both reach for where the other one was.
        let waits = |limb: Limb| {
            let goal = |stance: &Self| stance.goals[limb.index()].clone();
            let here = goal(self).filter(|_| part < 1.0);
            let there = goal(other).filter(|_| part > 0.0);
            let twin = limb.twin();
            let reaches_for_it = |goal: &Goal| goal.needs(props).any(|needed| needed == twin);
            here.iter().chain(&there).any(reaches_for_it)
        };
        for [left, right] in Limb::PAIRS {
            let rounds = match (waits(left), waits(right)) {
                (false, true) => vec![vec![left], vec![right]],
                (true, false) => vec![vec![right], vec![left]],
                _ => vec![vec![left, right]],
            };
            for now in rounds {
                let before = body;
                for limb in now {
                    let Some(chain) = self.chain(other, part, limb, &before, props, misses) else {
                        continue;
                    };
                    for (segment, frame) in limb.segments().into_iter().zip(chain) {
                        body.place(segment, frame);
                    }
                }
            }
        }
        body
    }

    /// Where a limb is brought part of the way to another stance; none when neither has a goal for it.
    fn chain(
        &self,
        other: &Self,
        part: f64,
        limb: Limb,
        body: &Body,
        props: &[Prop],
        misses: &mut Vec<(End, Side, f64)>,
    ) -> Option<[Frame; 3]> {
        let goals = (
            self.goals[limb.index()].as_ref(),
            other.goals[limb.index()].as_ref(),
        );
        let hanging = limb.segments().map(|segment| *body.frame(segment));
        let mut solve = |goal: &Goal| bring(body, limb, goal, props, misses);
        Some(match goals {
            (None, None) => return None,
            (Some(here), Some(there)) if here == there => solve(here),
            (Some(here), Some(there)) => match between(body, limb, props, here, there, part) {
                Some(goal) => solve(&goal),
                None => blend(solve(here), solve(there), limb, part),
            },
            (Some(here), None) => blend(solve(here), hanging, limb, part),
            (None, Some(there)) => blend(hanging, solve(there), limb, part),
        })
    }
}

impl Goal {
    /// The limbs that carry what is reached for.
    fn needs(&self, props: &[Prop]) -> impl Iterator<Item = Limb> {
        let reaches = self.middle.iter().chain(&self.end);
        reaches.filter_map(|reach| {
            let place = match reach.to {
                Target::Point(_) => return None,
                Target::Body(place) | Target::Below(place) => place,
                Target::Prop(index, _) | Target::Wall(index, ..) => match props.get(index)?.stand {
                    Stand::On(place) => place,
                    Stand::At(_) | Stand::Along(_) => return None,
                },
            };
            Limb::carrying(place.anchor().0)
        })
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

/// The root, leaning from the feet.
fn leaning(upright: Frame, [forward, left]: [f64; 2]) -> Frame {
    let lean =
        DQuat::from_rotation_z(-left.to_radians()) * DQuat::from_rotation_x(forward.to_radians());
    Frame {
        at: lean * upright.at,
        turn: lean * upright.turn,
    }
}

/// The root, moved as a keyframe says, but for its lean.
fn moved(rest: Frame, by: Root) -> Frame {
    let own = DQuat::from_rotation_y(by.turn.to_radians())
        * DQuat::from_rotation_x(by.tilt.to_radians())
        * DQuat::from_rotation_z(-by.roll.to_radians());
    Frame {
        at: rest.at + DVec3::new(by.left, by.up, by.forward),
        turn: rest.turn * own,
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
fn between(
    body: &Body,
    limb: Limb,
    props: &[Prop],
    here: &Goal,
    there: &Goal,
    part: f64,
) -> Option<Goal> {
    let root = body.frame(limb.segments()[0]).at;
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
                to: Target::Point(on_the_way(root, from, to, part)),
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

/// A straight way that comes nearer to shoulder or hip than this part of both its ends would fold the limb.
const FOLDS: f64 = 0.72;

/// A point part of the way to another: straight, or around the root of the limb where a straight way would
/// fold it.
fn on_the_way(root: DVec3, from: DVec3, to: DVec3, part: f64) -> DVec3 {
    let (first, last) = (from - root, to - root);
    let (near, far) = (first.length(), last.length());
    let middle = ((first + last) / 2.0).length();
    if near < 1e-6 || far < 1e-6 || middle > FOLDS * near.min(far) {
        return from.lerp(to, part);
    }
    let arc = crate::reach::arc(first / near, last / far);
    let around = DQuat::IDENTITY.slerp(arc, part) * (first / near);
    root + around * (near + (far - near) * part)
}

/// A direction part of the way to another; nothing has no direction to mix with.
fn turned(from: DVec3, to: DVec3, part: f64) -> DVec3 {
    if from == DVec3::ZERO {
        return if part > 0.5 { to } else { from };
    }
    if to == DVec3::ZERO {
        return if part > 0.5 { to } else { from };
    }
    DQuat::IDENTITY.slerp(arc(from.normalize(), to.normalize()), part) * from.normalize()
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
