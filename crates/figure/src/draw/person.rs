//! The person: forms for every part of a body.

use glam::DVec3;

use super::form::{Ball, Form};
use super::item::{Item, Part, Role};
use crate::anthropometry::{self as measure, girth};
use crate::camera::Camera;
use crate::picture::Material;
use crate::side::Side;
use crate::skeleton::{Body, Frame, Segment};

/// The items of a person, by what they are, so that other things can be painted over some of them.
pub(super) struct Person {
    pub(super) trunk: Item,
    pub(super) neck: Item,
    pub(super) head: Item,
    pub(super) others: Vec<Item>,
}

fn lined(form: Form, material: Material) -> Part {
    Part {
        form,
        material,
        open: Vec::new(),
        lined: true,
    }
}

fn open(form: Form, material: Material, open: &[usize]) -> Part {
    Part {
        open: open.to_vec(),
        ..lined(form, material)
    }
}

fn bare(form: Form, material: Material) -> Part {
    Part {
        lined: false,
        ..lined(form, material)
    }
}

/// The forms of a body. `breath` (0 to 1) widens the chest.
pub(super) fn person(body: &Body, grips: [bool; 2], breath: f64, camera: &Camera) -> Person {
    let mut others = vec![pelvis(body)];
    for (limb, side) in (1..).step_by(2).zip(Side::BOTH) {
        let arm = [
            (Role::UpperArm, upper_arm(body, side)),
            (Role::Forearm, forearm(body, side)),
            (Role::Hand, hand(body, side, grips[side.index()])),
        ];
        let leg = [
            (Role::Thigh, thigh(body, side)),
            (Role::Shin, shin(body, side)),
            (Role::Foot, foot(body, side)),
        ];
        others.extend(arm.map(|(role, item)| Item { role, limb, ..item }));
        others.extend(leg.map(|(role, item)| Item {
            role,
            limb: limb + 1,
            ..item
        }));
    }
    Person {
        trunk: Item {
            role: Role::Trunk,
            ..trunk(body, breath)
        },
        neck: Item {
            role: Role::Neck,
            ..neck(body)
        },
        head: Item {
            role: Role::Head,
            ..head(body, camera)
        },
        others,
    }
}

fn pair(frame: &Frame, x: f64, y: f64, z: f64, radius: f64) -> [Ball; 2] {
    [
        (frame.point(DVec3::new(x, y, z)), radius),
        (frame.point(DVec3::new(-x, y, z)), radius),
    ]
}

fn trunk(body: &Body, breath: f64) -> Item {
    let at = |segment| body.frame(segment);
    let wide = 1.0 + 0.05 * breath;
    let third = measure::THORAX / 3.0;
    let sections = [
        pair(at(Segment::Pelvis), 6.6, 8.6, -0.4, 8.7),
        pair(at(Segment::LumbarHigh), 5.6, 0.0, -0.2 + 2.2 * breath, 8.4),
        pair(at(Segment::ThoraxLow), 6.2, 1.0, 0.0, 9.0 * wide),
        pair(at(Segment::ThoraxMid), 7.2, 2.0, 0.0, 9.9 * wide),
        pair(at(Segment::ThoraxHigh), 7.8, 0.5, -0.2, 9.8 * wide),
        pair(at(Segment::ThoraxHigh), 6.4, third * 0.62, -0.8, 7.4),
    ];
    let mut parts: Vec<Part> = sections
        .windows(2)
        .map(|pair| lined(Form::Balls(pair.concat()), Material::Shirt))
        .collect();
    let thorax = at(Segment::ThoraxHigh);
    for side in Side::BOTH {
        let sign = side.sign();
        let joint = body.end(Segment::Girdle(side));
        let girdle = at(Segment::Girdle(side));
        parts.push(lined(
            Form::Balls(vec![
                (
                    thorax.point(DVec3::new(sign * 3.2, third * 0.86, -1.2)),
                    4.7,
                ),
                (thorax.point(DVec3::new(sign * 6.0, third * 0.3, -0.5)), 7.4),
                (girdle.point(DVec3::new(sign * 9.0, 0.6, -0.6)), 5.6),
                (joint, 5.4),
            ]),
            Material::Shirt,
        ));
    }
    Item::of(parts)
}

fn pelvis(body: &Body) -> Item {
    let pelvis = body.frame(Segment::Pelvis);
    let mut balls = pair(pelvis, 7.6, -0.6, -0.8, 9.0).to_vec();
    balls.extend(pair(pelvis, 7.2, 6.0, -0.4, 8.6));
    Item {
        role: Role::Pelvis,
        ..Item::of(vec![open(Form::Balls(balls), Material::Trousers, &[0, 1])])
    }
}

fn neck(body: &Body) -> Item {
    let base = body
        .frame(Segment::NeckLow)
        .point(DVec3::new(0.0, -2.5, -0.6));
    let middle = body.frame(Segment::NeckHigh).at;
    let top = body.frame(Segment::Head).point(DVec3::new(0.0, 0.5, 0.2));
    Item::of(vec![
        open(
            Form::Balls(vec![(base, girth::NECK + 0.2), (middle, girth::NECK - 0.3)]),
            Material::Skin,
            &[0, 1],
        ),
        open(
            Form::Balls(vec![(middle, girth::NECK - 0.3), (top, girth::NECK - 0.4)]),
            Material::Skin,
            &[0, 1],
        ),
    ])
}

/// The head's half sizes, and its middle in its own axes.
const HEAD: DVec3 = DVec3::new(
    girth::HEAD_SIDE,
    measure::HEAD_HEIGHT / 2.0,
    girth::HEAD_DEPTH,
);
const HEAD_MIDDLE: DVec3 = DVec3::new(0.0, measure::HEAD - measure::HEAD_HEIGHT / 2.0, 1.6);

/// A point of the head, given on a ball of radius 1 around its middle.
fn on_head(frame: &Frame, unit: DVec3, scale: f64) -> DVec3 {
    // The face narrows toward the chin.
    let narrow = if unit.y < 0.0 {
        1.0 + 0.24 * unit.y
    } else {
        1.0
    };
    let own = DVec3::new(
        unit.x * HEAD.x * narrow,
        unit.y * HEAD.y,
        unit.z * HEAD.z * narrow,
    );
    frame.point(HEAD_MIDDLE + own * scale)
}

/// Where hair grows: behind a plane through the head.
fn hairline() -> DVec3 {
    DVec3::new(0.0, 0.62, -0.79)
}

const HAIR_FROM: f64 = 0.22;

fn head(body: &Body, camera: &Camera) -> Item {
    let frame = body.frame(Segment::Head);
    let (mut face, mut hair) = (Vec::new(), Vec::new());
    let rows = 13;
    let columns = 22;
    for row in 0..=rows {
        let polar = std::f64::consts::PI * f64::from(row) / f64::from(rows);
        for column in 0..columns {
            let around = std::f64::consts::TAU * f64::from(column) / f64::from(columns);
            let unit = DVec3::new(
                polar.sin() * around.sin(),
                polar.cos(),
                polar.sin() * around.cos(),
            );
            if unit.dot(hairline()) > HAIR_FROM {
                hair.push(on_head(frame, unit, 1.045));
            } else {
                face.push(on_head(frame, unit, 1.0));
            }
        }
    }
    let across = DVec3::X;
    let along = hairline().cross(across);
    for corner in 0..28 {
        let angle = std::f64::consts::TAU * f64::from(corner) / 28.0;
        let radius = (1.0 - HAIR_FROM * HAIR_FROM).sqrt();
        let unit = hairline() * HAIR_FROM + (across * angle.cos() + along * angle.sin()) * radius;
        face.push(on_head(frame, unit, 1.0));
        hair.push(on_head(frame, unit, 1.04));
    }
    let inside: Vec<Ball> = vec![
        (on_head(frame, DVec3::new(0.0, 0.2, 0.0), 1.0), 8.4),
        (on_head(frame, DVec3::new(0.0, -0.3, 0.1), 1.0), 7.4),
    ];
    let toward = frame.turn.inverse() * camera.toward;
    let face = lined(Form::Points(face, inside.clone()), Material::Skin);
    let hair = lined(Form::Points(hair, inside), Material::Hair);
    let mut parts = Vec::new();
    let nose = lined(
        Form::Balls(vec![
            (on_head(frame, DVec3::new(0.0, 0.10, 0.97), 1.0), 0.9),
            (on_head(frame, DVec3::new(0.0, -0.16, 1.06), 1.0), 1.5),
        ]),
        Material::Skin,
    );
    // The nearer half covers the other; the nose stands out before both, or behind both.
    if toward.z < -0.15 {
        parts.push(nose.clone());
    }
    if toward.dot(hairline()) > 0.0 {
        parts.extend([face, hair]);
    } else {
        parts.extend([hair, face]);
    }
    let seen = |unit: DVec3| unit.normalize().dot(toward) > 0.22;
    for sign in [1.0, -1.0] {
        let ear = DVec3::new(sign, -0.06, -0.08);
        if ear.dot(toward) > -0.25 {
            parts.push(lined(
                Form::Balls(vec![
                    (on_head(frame, ear, 0.99) + frame.turn * DVec3::Y * 1.0, 1.7),
                    (on_head(frame, ear, 0.98) - frame.turn * DVec3::Y * 1.0, 1.2),
                ]),
                Material::Skin,
            ));
        }
        let eye = DVec3::new(sign * 0.40, 0.10, 0.90);
        if seen(eye) {
            parts.push(bare(
                Form::Balls(vec![(on_head(frame, eye, 0.97), 1.05)]),
                Material::Feature,
            ));
        }
    }
    if seen(DVec3::new(0.0, -0.5, 0.86)) {
        let mouth = [-0.24, 0.0, 0.24].map(|x: f64| {
            let low = if x == 0.0 { -0.56 } else { -0.52 };
            (on_head(frame, DVec3::new(x, low, 0.84), 1.0), 0.42)
        });
        parts.push(bare(Form::Balls(mouth[..2].to_vec()), Material::Feature));
        parts.push(bare(Form::Balls(mouth[1..].to_vec()), Material::Feature));
    }
    if toward.z >= -0.15 {
        parts.push(nose);
    }
    Item::of(parts)
}

fn upper_arm(body: &Body, side: Side) -> Item {
    let arm = body.frame(Segment::UpperArm(side));
    let elbow = body.end(Segment::UpperArm(side));
    let sleeve = arm.at.lerp(elbow, 0.52);
    Item::of(vec![
        open(
            Form::Balls(vec![(arm.at, 5.0), (elbow, girth::ELBOW)]),
            Material::Skin,
            &[0, 1],
        ),
        open(
            Form::Balls(vec![(arm.at, 5.9), (sleeve, 5.3)]),
            Material::Shirt,
            &[0],
        ),
    ])
}

fn forearm(body: &Body, side: Side) -> Item {
    let elbow = body.frame(Segment::Forearm(side)).at;
    let wrist = body.end(Segment::Forearm(side));
    let belly = elbow.lerp(wrist, 0.25);
    Item::of(vec![open(
        Form::Balls(vec![
            (elbow, girth::ELBOW),
            (belly, 4.1),
            (wrist, girth::WRIST),
        ]),
        Material::Skin,
        &[0, 2],
    )])
}

fn hand(body: &Body, side: Side, grips: bool) -> Item {
    let frame = body.frame(Segment::Hand(side));
    let out = side.sign();
    let at = |x: f64, y: f64, z: f64| frame.point(DVec3::new(out * x, y, z));
    if grips {
        return Item::of(vec![
            open(
                Form::Balls(vec![
                    (at(0.0, 0.0, 0.0), 2.5),
                    (at(-0.6, -6.6, 2.0), 2.9),
                    (at(-0.6, -6.6, -2.0), 2.9),
                    (at(-2.0, -6.0, 0.0), 2.9),
                ]),
                Material::Skin,
                &[0],
            ),
            lined(
                Form::Balls(vec![(at(-1.6, -3.6, 3.0), 1.3), (at(-3.6, -6.4, 2.0), 1.2)]),
                Material::Skin,
            ),
        ]);
    }
    Item::of(vec![
        open(
            Form::Balls(vec![
                (at(-0.6, -3.0, 2.0), 1.5),
                (at(-1.4, -8.6, 5.2), 1.15),
            ]),
            Material::Skin,
            &[0],
        ),
        open(
            Form::Balls(vec![
                (at(0.0, 0.0, 0.0), 2.5),
                (at(0.0, -8.8, 2.7), 1.6),
                (at(0.0, -8.8, -2.7), 1.6),
            ]),
            Material::Skin,
            &[0, 1, 2],
        ),
        open(
            Form::Balls(vec![
                (at(0.0, -8.8, 2.7), 1.6),
                (at(0.0, -8.8, -2.7), 1.6),
                (at(-0.6, -15.6, 2.0), 1.1),
                (at(-0.6, -15.6, -2.2), 1.1),
                (at(-0.7, -17.0, 0.3), 1.1),
            ]),
            Material::Skin,
            &[0, 1],
        ),
    ])
}

fn thigh(body: &Body, side: Side) -> Item {
    let hip = body.frame(Segment::Thigh(side));
    let knee = body.end(Segment::Thigh(side));
    Item::of(vec![open(
        Form::Balls(vec![
            (hip.point(DVec3::new(0.0, -1.0, 0.0)), 8.4),
            (knee, girth::KNEE),
        ]),
        Material::Trousers,
        &[0, 1],
    )])
}

fn shin(body: &Body, side: Side) -> Item {
    let frame = body.frame(Segment::Shin(side));
    let ankle = body.end(Segment::Shin(side));
    let cuff = frame.at.lerp(ankle, 0.9);
    Item::of(vec![
        open(
            Form::Balls(vec![(ankle, 3.4), (cuff, 3.4)]),
            Material::Sock,
            &[0, 1],
        ),
        open(
            Form::Balls(vec![
                (frame.at, girth::KNEE),
                (
                    frame.point(DVec3::new(0.0, -measure::SHIN * 0.3, -1.2)),
                    5.2,
                ),
                (cuff, 4.0),
            ]),
            Material::Trousers,
            &[0],
        ),
    ])
}

fn foot(body: &Body, side: Side) -> Item {
    let frame = body.frame(Segment::Foot(side));
    let out = side.sign();
    let at = |x: f64, y: f64, z: f64| frame.point(DVec3::new(out * x, y, z));
    let toe = measure::FOOT - measure::HEEL;
    let sole = -measure::ANKLE;
    Item::of(vec![open(
        Form::Balls(vec![
            (at(0.0, 0.0, 0.0), 3.4),
            (at(0.0, sole + 3.0, -measure::HEEL * 0.5), 3.0),
            (at(2.8, sole + 2.2, toe * 0.66), 2.2),
            (at(-2.6, sole + 2.2, toe * 0.70), 2.2),
            (at(1.6, sole + 1.6, toe - 3.6), 1.6),
            (at(-2.4, sole + 1.6, toe - 1.6), 1.6),
        ]),
        Material::Sock,
        &[0],
    )])
}
