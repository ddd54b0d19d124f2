//! What can be wrong with a movement: found by measuring the bodies that it makes.

mod speed;

use glam::{DVec2, DVec3};

use crate::flesh::{center_of_mass, flesh};
use crate::joint::{Joint, Motion};
use crate::movement::{Figure, Movement};
use crate::place::{Place, Spot};
use crate::pose::{End, Promise, Target};
use crate::prop::PropKind;
use crate::side::Side;
use crate::skeleton::{Body, Segment};

/// A promised contact may be missed by so much, in cm.
pub const CONTACT: f64 = 2.0;
/// A part may be so deep in floor, wall or chair, in cm.
pub const THROUGH: f64 = 1.0;
/// A reach may miss by so much, in cm.
pub const REACH: f64 = 1.0;
/// The center of mass may be so far beside what carries it, in cm.
pub const BALANCE: f64 = 2.0;
/// No joint of a calm person is faster, in degrees a second (general practice).
pub const SPEED: f64 = 90.0;
/// The two sides of a movement may differ by so much, in cm.
pub const SIDES: f64 = 1.0;
/// What has come nearer has come so much of the way, at least.
pub const NEARER: f64 = 0.15;

/// How fast a movement goes: the time of the way out and of the way back, in seconds; more than 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// From the start to the end of the work.
    pub out: f64,
    /// And back.
    pub back: f64,
}

/// Something wrong with a movement. Keyframes and promises are told by their place in the file, from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// A joint goes farther than a normal adult's.
    Angle {
        /// The keyframe.
        keyframe: usize,
        /// The joint.
        joint: Joint,
        /// The movement.
        motion: Motion,
        /// How far it goes, in degrees.
        degrees: f64,
        /// How far a normal adult's goes, in degrees.
        limit: f64,
    },
    /// A promised contact is missed.
    Contact {
        /// The keyframe.
        keyframe: usize,
        /// Which of its promises.
        promise: usize,
        /// By how much, in cm.
        missed: f64,
    },
    /// A place has not come nearer, as promised.
    NotNearer {
        /// The keyframe.
        keyframe: usize,
        /// Which of its promises.
        promise: usize,
    },
    /// A part of the body is in something.
    Through {
        /// The keyframe.
        keyframe: usize,
        /// The part.
        segment: Segment,
        /// The thing; none for the floor.
        thing: Option<PropKind>,
        /// How deep, in cm.
        deep: f64,
    },
    /// A target is out of reach.
    Unreachable {
        /// The keyframe.
        keyframe: usize,
        /// What reaches.
        end: End,
        /// Of which side.
        side: Side,
        /// By how much, in cm.
        missed: f64,
    },
    /// The body would fall.
    Balance {
        /// The keyframe.
        keyframe: usize,
        /// How far the center of mass is beside what carries it, in cm.
        beside: f64,
    },
    /// A joint moves faster than a calm person's.
    Jump {
        /// The keyframe that it goes to.
        keyframe: usize,
        /// The part that turns.
        segment: Segment,
        /// How fast, in degrees a second.
        speed: f64,
    },
    /// The other side is not the mirror image.
    Sides {
        /// The keyframe.
        keyframe: usize,
        /// The part that differs most.
        segment: Segment,
        /// By how much, in cm.
        missed: f64,
    },
}

/// Measures every keyframe of a movement, and the ways between them.
#[must_use]
pub fn check(movement: &Movement, pace: Pace) -> Vec<Fault> {
    let figure = Figure::new(movement);
    let mut faults = Vec::new();
    let start = figure.keyframe(0).map(|(body, _)| body);
    for (index, keyframe) in movement.keyframes.iter().enumerate() {
        angles(&figure, index, &keyframe.joints, &mut faults);
        let Some((body, misses)) = figure.keyframe(index) else {
            continue;
        };
        for (end, side, missed) in misses {
            if missed > REACH || !missed.is_finite() {
                faults.push(Fault::Unreachable {
                    keyframe: index,
                    end,
                    side,
                    missed,
                });
            }
        }
        for (promise, what) in keyframe.promises.iter().enumerate() {
            contact(
                &figure,
                index,
                promise,
                *what,
                &body,
                start.as_ref(),
                &mut faults,
            );
        }
        through(&figure, index, &body, &mut faults);
        if must_balance(movement) {
            balance(movement, index, &body, &mut faults);
        }
    }
    speed::jumps(&figure, pace, &mut faults);
    faults
}

/// Compares a movement with one that was written out for the other side, its things mirrored too.
#[must_use]
pub fn check_sides(movement: &Movement, other: &Movement) -> Vec<Fault> {
    let (figure, other) = (Figure::new(movement), Figure::other_side(other));
    let count = movement
        .keyframes
        .len()
        .max(other.movement().keyframes.len());
    let mut faults = Vec::new();
    for index in 0..count {
        let (Some((here, _)), Some((there, _))) = (figure.keyframe(index), other.keyframe(index))
        else {
            faults.push(Fault::Sides {
                keyframe: index,
                segment: Segment::Pelvis,
                missed: f64::INFINITY,
            });
            continue;
        };
        let mirrored = here.mirrored();
        let worst = Segment::all()
            .map(|segment| {
                let missed = (mirrored.end(segment) - there.end(segment)).length();
                (segment, missed)
            })
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((segment, missed)) = worst.filter(|(_, missed)| *missed > SIDES) {
            faults.push(Fault::Sides {
                keyframe: index,
                segment,
                missed,
            });
        }
    }
    faults
}

fn angles(figure: &Figure, keyframe: usize, stated: &[(Joint, [f64; 4])], faults: &mut Vec<Fault>) {
    let Some(joints) = figure.angles(keyframe) else {
        return;
    };
    for (joint, _) in stated {
        let angles = joints.of(*joint);
        for reachable in joint.kind.motions() {
            let degrees = angles[reachable.component] * reachable.sign;
            if degrees > reachable.limit {
                faults.push(Fault::Angle {
                    keyframe,
                    joint: *joint,
                    motion: reachable.motion,
                    degrees,
                    limit: reachable.limit,
                });
            }
        }
    }
    // Elbows and knees that reach bend as far as the target makes them.
    let Some((body, _)) = figure.keyframe(keyframe) else {
        return;
    };
    for side in Side::BOTH {
        for (upper, lower, kind, motion) in [
            (
                Segment::UpperArm(side),
                Segment::Forearm(side),
                crate::joint::JointKind::Elbow,
                Motion::Flexion,
            ),
            (
                Segment::Thigh(side),
                Segment::Shin(side),
                crate::joint::JointKind::Knee,
                Motion::Flexion,
            ),
        ] {
            let along =
                |segment: Segment| (body.end(segment) - body.frame(segment).at).normalize_or_zero();
            let degrees = along(upper).angle_between(along(lower)).to_degrees();
            let joint = Joint::on(kind, side);
            let limit = kind
                .motion(motion)
                .map_or(180.0, |reachable| reachable.limit);
            let told = faults.iter().any(|fault| {
                matches!(fault, Fault::Angle { keyframe: at, joint: known, .. }
                    if *at == keyframe && *known == joint)
            });
            if degrees > limit + 0.5 && !told {
                faults.push(Fault::Angle {
                    keyframe,
                    joint,
                    motion,
                    degrees,
                    limit,
                });
            }
        }
    }
}

fn contact(
    figure: &Figure,
    keyframe: usize,
    promise: usize,
    what: Promise,
    body: &Body,
    start: Option<&Body>,
    faults: &mut Vec<Fault>,
) {
    let missed = match what {
        Promise::Floor(place) => place.at(body).y.abs(),
        Promise::Prop(place, prop) => {
            // What is not in the figure cannot be measured.
            let Some(prop) = figure.props().get(prop) else {
                return;
            };
            let outside = prop.outside(place.at(body), body);
            outside.map_or(f64::INFINITY, f64::abs)
        }
        Promise::Body(place, other) => (place.at(body) - other.at(body)).length(),
        Promise::Over(place, other) => {
            let beside = place.at(body) - other.at(body);
            DVec2::new(beside.x, beside.z).length()
        }
        Promise::Toward(place, other) => {
            let apart = |body: &Body| (place.at(body) - other.at(body)).length();
            if start.is_some_and(|start| apart(body) > apart(start) * (1.0 - NEARER)) {
                faults.push(Fault::NotNearer { keyframe, promise });
            }
            return;
        }
    };
    if missed > CONTACT || !missed.is_finite() {
        faults.push(Fault::Contact {
            keyframe,
            promise,
            missed,
        });
    }
}

fn through(figure: &Figure, keyframe: usize, body: &Body, faults: &mut Vec<Fault>) {
    let mut worst: Vec<(Segment, Option<PropKind>, f64)> = Vec::new();
    let mut note = |segment: Segment, thing: Option<PropKind>, deep: f64| {
        if deep <= THROUGH {
            return;
        }
        // A part that has several segments is told once.
        let name = segment.to_string();
        match worst
            .iter_mut()
            .find(|(s, t, _)| *t == thing && s.to_string() == name)
        {
            Some((_, _, known)) => *known = known.max(deep),
            None => worst.push((segment, thing, deep)),
        }
    };
    for (segment, at, radius) in flesh(body) {
        note(segment, None, radius - at.y);
        for prop in figure.props() {
            let solid = matches!(
                prop.kind,
                PropKind::Wall | PropKind::Chair | PropKind::DoorFrame | PropKind::Table
            );
            if solid && let Some(outside) = prop.outside(at, body) {
                note(segment, Some(prop.kind), radius - outside);
            }
        }
    }
    faults.extend(
        worst
            .into_iter()
            .map(|(segment, thing, deep)| Fault::Through {
                keyframe,
                segment,
                thing,
                deep,
            }),
    );
}

/// Whether nothing else holds the body: it stands or sits, and neither leans on nor holds a thing.
fn must_balance(movement: &Movement) -> bool {
    let held = movement.keyframes.iter().any(|keyframe| {
        let reaches = keyframe
            .reaches
            .iter()
            .any(|reach| matches!(reach.to, Target::Prop(..) | Target::Wall(..)));
        let leans = keyframe
            .promises
            .iter()
            .any(|promise| matches!(promise, Promise::Prop(..)));
        reaches || leans
    });
    movement.base.balances() && !held && movement.props.iter().all(|prop| !prop.kind.is_line())
}

fn balance(movement: &Movement, keyframe: usize, body: &Body, faults: &mut Vec<Fault>) {
    let mut points: Vec<DVec3> = Vec::new();
    for side in Side::BOTH {
        for spot in [Spot::Heel, Spot::BallOfFoot, Spot::Palm] {
            let at = Place::on(spot, side).at(body);
            if at.y < 3.0 {
                // A foot is as broad as the ball of it.
                points.extend([-4.0, 4.0].map(|x| at + DVec3::X * x));
            }
        }
    }
    if movement.base.rest().prop.is_some() {
        let seat = body.frame(Segment::Pelvis);
        for (x, z) in [(-14.0, -9.0), (14.0, -9.0), (-14.0, 9.0), (14.0, 9.0)] {
            points.push(seat.at + DVec3::new(x, 0.0, z));
        }
    }
    let center = center_of_mass(body);
    let beside = beside(&points, DVec2::new(center.x, center.z));
    if beside > BALANCE {
        faults.push(Fault::Balance { keyframe, beside });
    }
}

/// How far a point is outside of the convex hull of others, seen from above, in cm.
fn beside(points: &[DVec3], at: DVec2) -> f64 {
    // In every direction, the hull reaches as far as its farthest point; what is outside is beyond it in
    // the direction in which it is farthest out.
    (0..72)
        .map(|step| {
            let direction = DVec2::from_angle(std::f64::consts::TAU * f64::from(step) / 72.0);
            let reach = points
                .iter()
                .map(|point| DVec2::new(point.x, point.z).dot(direction))
                .fold(f64::NEG_INFINITY, f64::max);
            at.dot(direction) - reach
        })
        .fold(0.0, f64::max)
}
