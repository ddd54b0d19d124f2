//! The room that a body takes: balls along its segments, and its weight.

use glam::DVec3;

use crate::anthropometry::{self as measure, girth, mass};
use crate::side::Side;
use crate::skeleton::{Body, Segment};

/// A ball of flesh: what it belongs to, its middle and its radius in cm.
pub(crate) type Flesh = (Segment, DVec3, f64);

/// The balls that a body is measured by. They are a little thinner than what is drawn: flesh gives way.
pub(crate) fn flesh(body: &Body) -> Vec<Flesh> {
    let mut balls = Vec::with_capacity(64);
    let mut ball = |segment: Segment, own: DVec3, radius: f64| {
        balls.push((segment, body.frame(segment).point(own), radius));
    };
    let v = DVec3::new;
    for x in [-1.0, 1.0] {
        ball(Segment::Pelvis, v(x * 7.0, 0.0, -0.8), girth::SEAT - 0.2);
        ball(
            Segment::LumbarHigh,
            v(x * 5.0, 0.0, 0.0),
            girth::WAIST - 0.8,
        );
        ball(Segment::ThoraxLow, v(x * 6.0, 2.0, 0.0), girth::WAIST);
        ball(Segment::ThoraxMid, v(x * 7.0, 2.0, 0.0), girth::CHEST - 0.8);
        ball(
            Segment::ThoraxHigh,
            v(x * 7.0, 0.5, 0.0),
            girth::CHEST - 0.8,
        );
    }
    ball(Segment::NeckHigh, DVec3::ZERO, girth::NECK - 0.6);
    let middle = measure::HEAD - measure::HEAD_HEIGHT / 2.0;
    ball(Segment::Head, v(0.0, middle + 2.0, 0.2), girth::HEAD_SIDE);
    ball(
        Segment::Head,
        v(0.0, middle + 1.0, 3.0),
        girth::HEAD_SIDE - 0.4,
    );
    for side in Side::BOTH {
        for (segment, from, to) in [
            (
                Segment::UpperArm(side),
                girth::SHOULDER - 0.8,
                girth::ELBOW - 0.4,
            ),
            (
                Segment::Forearm(side),
                girth::ELBOW - 0.4,
                girth::WRIST - 0.3,
            ),
            (Segment::Thigh(side), 8.0, girth::KNEE - 0.4),
            (Segment::Shin(side), girth::KNEE - 0.4, girth::ANKLE - 0.4),
        ] {
            for step in 0..=3 {
                let part = f64::from(step) / 3.0;
                ball(segment, segment.length() * part, from + (to - from) * part);
            }
        }
        let out = side.sign();
        ball(
            Segment::Hand(side),
            v(0.0, -measure::PALM, 0.0),
            girth::PALM,
        );
        ball(
            Segment::Hand(side),
            v(-0.6 * out, -measure::HAND + 1.2, 0.0),
            1.0,
        );
        ball(
            Segment::Foot(side),
            v(0.0, 2.4 - measure::ANKLE, -measure::HEEL * 0.5),
            2.4,
        );
        ball(
            Segment::Foot(side),
            v(
                0.0,
                1.6 - measure::ANKLE,
                measure::FOOT - measure::HEEL - 2.0,
            ),
            1.4,
        );
    }
    balls
}

/// The center of mass, in cm.
pub(crate) fn center_of_mass(body: &Body) -> DVec3 {
    let mut sum = DVec3::ZERO;
    let mut whole = 0.0;
    let mut add = |share: f64, at: DVec3| {
        sum += at * share;
        whole += share;
    };
    let along = |segment: Segment, part: f64| body.frame(segment).point(segment.length() * part);
    add(mass::HEAD, along(Segment::Head, 0.2));
    add(mass::THORAX, along(Segment::ThoraxMid, 0.7));
    add(mass::ABDOMEN, along(Segment::LumbarHigh, 0.0));
    add(mass::PELVIS, along(Segment::Pelvis, 0.3));
    for side in Side::BOTH {
        add(mass::UPPER_ARM, along(Segment::UpperArm(side), 0.436));
        add(mass::FOREARM, along(Segment::Forearm(side), 0.430));
        add(mass::HAND, along(Segment::Hand(side), 0.506));
        add(mass::THIGH, along(Segment::Thigh(side), 0.433));
        add(mass::SHIN, along(Segment::Shin(side), 0.433));
        add(mass::FOOT, along(Segment::Foot(side), 0.4));
    }
    sum / whole
}
