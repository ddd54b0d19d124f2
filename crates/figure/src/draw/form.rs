//! Solid forms, and their outlines in a picture.

use glam::{DQuat, DVec2, DVec3};

use crate::camera::Camera;

/// A ball: its middle and its radius, in cm.
pub(super) type Ball = (DVec3, f64);

/// A convex form.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// The hull of some balls.
    Balls(Vec<Ball>),
    /// The hull of some points; how near it is, is told by balls inside it.
    Points(Vec<DVec3>, Vec<Ball>),
    /// A box.
    Block {
        /// Its middle.
        at: DVec3,
        /// Its turn.
        turn: DQuat,
        /// Half its sizes.
        half: DVec3,
    },
}

/// The outline of a form: a convex polygon, each corner with the ball that it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub(super) points: Vec<DVec2>,
    pub(super) balls: Vec<usize>,
    low: DVec2,
    high: DVec2,
}

impl Outline {
    /// Whether a point lies in the box around the outline, or at most `edge` beside it.
    pub(super) fn boxed(&self, at: DVec2, edge: f64) -> bool {
        at.cmpge(self.low - edge).all() && at.cmple(self.high + edge).all()
    }
}

/// Corners of a circle: as many as make it round, and no more.
fn corners(radius: f64) -> usize {
    if radius > 15.0 {
        56
    } else if radius > 7.0 {
        28
    } else if radius > 3.0 {
        18
    } else {
        12
    }
}

impl Form {
    pub(super) fn outline(&self, camera: &Camera) -> Outline {
        let mut points: Vec<(DVec2, usize)> = Vec::new();
        match self {
            Self::Balls(balls) => {
                for (index, (at, radius)) in balls.iter().enumerate() {
                    let middle = camera.flat(*at);
                    let count = corners(*radius);
                    points.extend((0..count).map(|corner| {
                        let angle = std::f64::consts::TAU * corner as f64 / count as f64;
                        (middle + DVec2::from_angle(angle) * *radius, index)
                    }));
                }
            }
            Self::Points(corners, _) => {
                points.extend(corners.iter().map(|corner| (camera.flat(*corner), 0)));
            }
            Self::Block { .. } => {
                points.extend(
                    self.corners()
                        .into_iter()
                        .map(|corner| (camera.flat(corner), 0)),
                );
            }
        }
        let (points, balls): (Vec<DVec2>, Vec<usize>) = hull(points).into_iter().unzip();
        let low = points.iter().copied().fold(DVec2::INFINITY, DVec2::min);
        let high = points.iter().copied().fold(DVec2::NEG_INFINITY, DVec2::max);
        Outline {
            points,
            balls,
            low,
            high,
        }
    }

    /// The corners of a block.
    pub(super) fn corners(&self) -> Vec<DVec3> {
        let Self::Block { at, turn, half } = self else {
            return Vec::new();
        };
        (0..8)
            .map(|corner| {
                let sign = |bit: u32| if corner >> bit & 1 == 1 { 1.0 } else { -1.0 };
                *at + *turn * (*half * DVec3::new(sign(0), sign(1), sign(2)))
            })
            .collect()
    }

    /// The sides of a block that can be seen: their corners, and which way they face.
    pub(super) fn faces(&self, camera: &Camera) -> Vec<([DVec3; 4], DVec3)> {
        let Self::Block { at, turn, half } = self else {
            return Vec::new();
        };
        let mut faces = Vec::new();
        for axis in 0..3 {
            for sign in [1.0, -1.0] {
                let mut out = DVec3::ZERO;
                out[axis] = sign;
                let normal = *turn * out;
                if normal.dot(camera.toward) <= 1e-6 {
                    continue;
                }
                let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
                let corner = |a: f64, b: f64| {
                    let mut own = DVec3::ZERO;
                    own[axis] = sign * half[axis];
                    own[u] = a * half[u];
                    own[v] = b * half[v];
                    *at + *turn * own
                };
                faces.push((
                    [
                        corner(-1.0, -1.0),
                        corner(1.0, -1.0),
                        corner(1.0, 1.0),
                        corner(-1.0, 1.0),
                    ],
                    normal,
                ));
            }
        }
        faces
    }

    /// How near its surface is at a point of the picture; none beside it.
    pub(super) fn near(&self, at: DVec2, camera: &Camera) -> Option<f64> {
        match self {
            Self::Balls(balls) | Self::Points(_, balls) => nearest(balls, at, camera),
            Self::Block {
                at: middle,
                turn,
                half,
            } => {
                // The ray through the point, in the block's own axes.
                let start = camera.flat(*middle);
                let aside = at - start;
                let toward = turn.inverse() * camera.toward;
                let offset = turn.inverse() * (camera.back(aside));
                let (mut enter, mut leave) = (f64::NEG_INFINITY, f64::INFINITY);
                for axis in 0..3 {
                    if toward[axis].abs() < 1e-9 {
                        if offset[axis].abs() > half[axis] {
                            return None;
                        }
                        continue;
                    }
                    let a = (-half[axis] - offset[axis]) / toward[axis];
                    let b = (half[axis] - offset[axis]) / toward[axis];
                    enter = enter.max(a.min(b));
                    leave = leave.min(a.max(b));
                }
                (enter <= leave).then(|| camera.near(*middle) + leave)
            }
        }
    }
}

/// The nearest of the capsules between all pairs of balls.
fn nearest(balls: &[Ball], at: DVec2, camera: &Camera) -> Option<f64> {
    let mut best: Option<f64> = None;
    let mut try_capsule = |(a, ra): Ball, (b, rb): Ball| {
        let (fa, fb) = (camera.flat(a), camera.flat(b));
        let along = fb - fa;
        let part = if along.length_squared() < 1e-9 {
            if camera.near(a) > camera.near(b) {
                0.0
            } else {
                1.0
            }
        } else {
            ((at - fa).dot(along) / along.length_squared()).clamp(0.0, 1.0)
        };
        let radius = ra + (rb - ra) * part;
        let aside = (at - fa - along * part).length();
        if aside <= radius {
            let near = camera.near(a.lerp(b, part)) + (radius * radius - aside * aside).sqrt();
            best = Some(best.map_or(near, |best| best.max(near)));
        }
    };
    for (index, first) in balls.iter().enumerate() {
        if balls.len() == 1 {
            try_capsule(*first, *first);
        }
        for second in &balls[index + 1..] {
            try_capsule(*first, *second);
        }
    }
    best
}

/// The convex hull of points, counter-clockwise in a picture whose y points up.
fn hull(mut points: Vec<(DVec2, usize)>) -> Vec<(DVec2, usize)> {
    points.retain(|(point, _)| point.is_finite());
    points.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    if points.len() < 3 {
        return points;
    }
    let turns = |a: DVec2, b: DVec2, c: DVec2| (b - a).perp_dot(c - b) > 1e-9;
    let mut chain: Vec<(DVec2, usize)> = Vec::with_capacity(points.len());
    let mut grow = |points: &mut dyn Iterator<Item = (DVec2, usize)>| {
        let floor = chain.len();
        for point in points {
            while chain.len() >= floor + 2
                && !turns(chain[chain.len() - 2].0, chain[chain.len() - 1].0, point.0)
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
    };
    grow(&mut points.iter().copied());
    grow(&mut points.iter().rev().copied());
    chain
}

/// Whether a point lies in a convex polygon.
pub(super) fn holds(polygon: &[DVec2], point: DVec2) -> bool {
    let mut sign = 0.0;
    for (index, corner) in polygon.iter().enumerate() {
        let next = polygon[(index + 1) % polygon.len()];
        let turn = (next - *corner).perp_dot(point - *corner);
        if turn.abs() < 1e-9 {
            continue;
        }
        if sign == 0.0 {
            sign = turn.signum();
        } else if sign != turn.signum() {
            return false;
        }
    }
    polygon.len() > 2
}

/// The part of a polygon that lies in a convex one (I. E. Sutherland, G. W. Hodgman, 1974).
pub(super) fn clipped(polygon: &[DVec2], convex: &[DVec2]) -> Vec<DVec2> {
    let turn: f64 = (0..convex.len())
        .map(|at| convex[at].perp_dot(convex[(at + 1) % convex.len()]))
        .sum();
    let mut left = polygon.to_vec();
    for (index, corner) in convex.iter().enumerate() {
        let next = convex[(index + 1) % convex.len()];
        let inside = |point: DVec2| (next - *corner).perp_dot(point - *corner) * turn.signum();
        let before = std::mem::take(&mut left);
        for (at, point) in before.iter().enumerate() {
            let last = before[(at + before.len() - 1) % before.len()];
            let (was, is) = (inside(last), inside(*point));
            if (was >= 0.0) != (is >= 0.0) {
                left.push(last.lerp(*point, was / (was - is)));
            }
            if is >= 0.0 {
                left.push(*point);
            }
        }
    }
    left
}
