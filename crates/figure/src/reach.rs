//! Reaching: an arm or a leg that brings its hand or foot to a target, in closed form.
//!
//! Two bones and a target make a triangle, whose sides are known; the law of cosines gives its corner, and
//! the hint says to which side of the line the elbow or the knee goes. A target out of reach is pointed
//! at with the limb straight; one too near is approached as far as the bones allow.

use glam::{DMat3, DQuat, DVec3};

/// A triangle of two bones: where the middle joint and the end come to lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The elbow or the knee.
    pub middle: DVec3,
    /// The end of the second bone.
    pub end: DVec3,
    /// How far the end is from the target, in cm; 0 when it is reached.
    pub missed: f64,
}

/// Smaller lengths have no direction.
const TINY: f64 = 1e-9;

/// A vector's direction, or another where it has none.
pub(crate) fn direction(vector: DVec3, otherwise: DVec3) -> DVec3 {
    if vector.is_finite() && vector.length_squared() > TINY * TINY {
        vector / vector.length()
    } else {
        otherwise
    }
}

/// A direction at right angles to another; of a mirror image the mirror image.
pub(crate) fn aside(of: DVec3) -> DVec3 {
    let trial = if of.z.abs() < 0.9 { DVec3::Z } else { DVec3::Y };
    direction(trial - of * trial.dot(of), DVec3::Y)
}

/// The shortest turn from one direction to another; of mirror images the mirror image.
pub(crate) fn arc(from: DVec3, to: DVec3) -> DQuat {
    if from.dot(to) < -1.0 + 1e-9 {
        DQuat::from_axis_angle(aside(from), std::f64::consts::PI)
    } else {
        DQuat::from_rotation_arc(from, to)
    }
}

/// Bends two bones of lengths `first` and `second` (cm, positive) from `root` toward `target`, with the
/// middle joint on the side of `hint` (a direction).
#[must_use]
pub fn two_bones(root: DVec3, target: DVec3, first: f64, second: f64, hint: DVec3) -> Reached {
    let target = if target.is_finite() { target } else { root };
    let line = target - root;
    let wanted = line.length();
    let along = direction(line, aside(direction(hint, DVec3::Y)));
    let distance = wanted.clamp((first - second).abs().max(TINY), first + second);
    let near = (first * first - second * second + distance * distance) / (2.0 * distance);
    let height = (first * first - near * near).max(0.0).sqrt();
    let hint = direction(hint, DVec3::Z);
    let out = direction(hint - along * hint.dot(along), aside(along));
    let end = root + along * distance;
    Reached {
        middle: root + along * near + out * height,
        end,
        missed: (end - target).length(),
    }
}

/// The turn of a bone that lies along `along` (from its origin to its end, its own -y) with its own z as
/// near to `front` as that leaves.
pub(crate) fn bone_turn(along: DVec3, front: DVec3) -> DQuat {
    let y = -direction(along, DVec3::NEG_Y);
    let z = direction(front - y * front.dot(y), aside(y));
    DQuat::from_mat3(&DMat3::from_cols(y.cross(z), y, z)).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reachable_target_is_reached_and_the_joint_goes_where_the_hint_says() {
        let reached = two_bones(
            DVec3::ZERO,
            DVec3::new(0.0, -40.0, 0.0),
            30.0,
            25.0,
            DVec3::Z,
        );
        assert!(reached.missed < 1e-9);
        assert!(reached.middle.z > 1.0);
        assert!((reached.middle.length() - 30.0).abs() < 1e-9);
        assert!((reached.end - reached.middle).length() - 25.0 < 1e-9);
    }

    #[test]
    fn a_target_out_of_reach_is_approached_and_not_overshot() {
        let target = DVec3::new(0.0, 0.0, 80.0);
        let reached = two_bones(DVec3::ZERO, target, 30.0, 25.0, DVec3::Y);
        assert!((reached.missed - 25.0).abs() < 1e-9);
        assert!((reached.end - DVec3::new(0.0, 0.0, 55.0)).length() < 1e-9);
    }
}
