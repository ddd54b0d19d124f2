//! Bringing one limb to its goal: which way it bends, and how its end is held.

use glam::{DMat3, DQuat, DVec3};

use crate::anthropometry::{self as measure, girth};
use crate::pose::{End, Reach, Touch};
use crate::prop::Prop;
use crate::reach::{arc, aside, bone_turn, direction, two_bones};
use crate::side::Side;
use crate::skeleton::{Body, Frame};
use crate::solve::{Goal, Limb, target};

/// How often a hand in line with its forearm is brought nearer: its palm lies beside that line.
const ROUNDS: usize = 3;

/// Brings a limb to its goal.
pub(crate) fn bring(
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
            arc(direction(chain[0].turn * DVec3::NEG_Y, DVec3::NEG_Y), along) * chain[0].turn;
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
    // The lower bone's front is the upper one's, turned by the bend.
    let bend = arc(
        direction(along, DVec3::NEG_Y),
        direction(lower, direction(along, DVec3::NEG_Y)),
    );
    chain[1] = Frame {
        at: chain[0].point(segments[0].length()),
        turn: bone_turn(lower, bend * front),
    };
    chain[2] = Frame {
        at: chain[1].point(segments[1].length()),
        turn: held.unwrap_or(chain[1].turn),
    };
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
            // Fingers along where the palm should face leave it open.
            let open = if y.x.abs() < 0.9 {
                DVec3::X
            } else {
                DVec3::Z * side.sign()
            };
            let open = direction(open - y * open.dot(y), DVec3::X);
            let x = direction(out - y * out.dot(y), open);
            Some(DQuat::from_mat3(&DMat3::from_cols(x, y, x.cross(y))).normalize())
        }
        Limb::Leg(_) => {
            if palm == DVec3::ZERO && fingers == DVec3::ZERO {
                return None;
            }
            let z = direction(fingers, DVec3::Z);
            let up = -direction(palm, DVec3::NEG_Y);
            let y = direction(up - z * up.dot(z), aside(z));
            Some(DQuat::from_mat3(&DMat3::from_cols(y.cross(z), y, z)).normalize())
        }
    }
}
