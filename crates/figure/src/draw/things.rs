//! Things: forms for every kind of prop.

use glam::{DQuat, DVec3};

use super::form::{Ball, Form};
use super::item::{Item, Part};
use crate::camera::Camera;
use crate::picture::Material;
use crate::prop::{BACK_TOP, Prop, PropKind, SEAT_HALF, SEAT_HEIGHT, TABLE_HEIGHT};
use crate::skeleton::Body;

/// A wall whose length points to the camera by more than this part is seen from its end.
const FROM_ITS_END: f64 = 0.7;

fn part(form: Form, material: Material) -> Part {
    Part {
        form,
        material,
        open: Vec::new(),
        lined: true,
    }
}

fn alone(form: Form, material: Material) -> Item {
    Item::of(vec![part(form, material)])
}

fn rod(from: DVec3, to: DVec3, radius: f64, material: Material) -> Item {
    alone(Form::Balls(vec![(from, radius), (to, radius)]), material)
}

/// The items of a thing beside a body.
pub(super) fn thing(prop: &Prop, body: &Body, camera: &Camera) -> Vec<Item> {
    let (at, turn) = prop.stands(body);
    let point = |x: f64, y: f64, z: f64| at + turn * DVec3::new(x, y, z);
    let block = |middle: DVec3, half: DVec3, material: Material| {
        alone(
            Form::Block {
                at: at + turn * middle,
                turn,
                half,
            },
            material,
        )
    };
    match prop.kind {
        PropKind::Wall => {
            // Seen from its end, only the part beyond the person is drawn: what is nearer would hide, or
            // be hidden by, the person who leans on it.
            let along = (turn * DVec3::X).dot(camera.toward);
            let beyond = if along.abs() > FROM_ITS_END {
                -along.signum()
            } else {
                0.0
            };
            vec![Item {
                behind: true,
                ..block(
                    DVec3::new(beyond * (84.0 - 2.0), 96.0, -3.0),
                    DVec3::new(84.0, 96.0, 3.0),
                    Material::Wall,
                )
            }]
        }
        PropKind::DoorFrame => prop
            .boxes()
            .into_iter()
            .map(|(middle, half)| block(middle, half, Material::Wood))
            .collect(),
        PropKind::Chair => {
            let mut items: Vec<Item> = prop
                .boxes()
                .into_iter()
                .map(|(middle, half)| block(middle, half, Material::Wood))
                .collect();
            for x in [-1.0, 1.0] {
                let edge = SEAT_HALF - 2.0;
                items.push(rod(
                    point(x * edge, 1.4, edge),
                    point(x * edge, SEAT_HEIGHT - 4.0, edge),
                    1.4,
                    Material::Wood,
                ));
                items.push(rod(
                    point(x * edge, 1.4, -edge),
                    point(x * edge, SEAT_HEIGHT - 4.0, -edge),
                    1.4,
                    Material::Wood,
                ));
                items.push(rod(
                    point(x * 15.0, SEAT_HEIGHT, -SEAT_HALF - 1.0),
                    point(x * 15.0, BACK_TOP - 20.0, -SEAT_HALF - 1.0),
                    1.3,
                    Material::Wood,
                ));
            }
            items
        }
        PropKind::Table => {
            let mut items: Vec<Item> = prop
                .boxes()
                .into_iter()
                .map(|(middle, half)| block(middle, half, Material::Wood))
                .collect();
            for (x, z) in [(-50.0, -25.0), (50.0, -25.0), (-50.0, 25.0), (50.0, 25.0)] {
                items.push(rod(
                    point(x, 1.5, z),
                    point(x, TABLE_HEIGHT - 3.0, z),
                    1.5,
                    Material::Wood,
                ));
            }
            items
        }
        PropKind::ResistanceBand | PropKind::Strap | PropKind::SuspensionBands => {
            let knots = prop.knots(body);
            let mut items: Vec<Item> = knots
                .windows(2)
                .map(|pair| rod(pair[0], pair[1], 0.8, Material::Band))
                .collect();
            if prop.kind == PropKind::SuspensionBands
                && let Some(last) = knots.last()
            {
                items.push(rod(
                    *last - DVec3::X * 5.5,
                    *last + DVec3::X * 5.5,
                    1.5,
                    Material::Feature,
                ));
            }
            items
        }
        PropKind::TennisBall | PropKind::LacrosseBall => {
            let radius = prop.kind.radius().unwrap_or(3.0);
            vec![alone(Form::Balls(vec![(at, radius)]), Material::Ball)]
        }
        PropKind::ExerciseBall => {
            let radius = prop.kind.radius().unwrap_or(27.0);
            // Sat upon, it is as high as where it is sat on.
            let radius = radius.min(at.y.max(10.0));
            let mut ball = alone(Form::Balls(vec![(at, radius)]), Material::BigBall);
            ball.parts.push(Part {
                lined: false,
                ..part(
                    Form::Balls(vec![
                        (at + DVec3::new(0.0, radius * 0.45, 0.0), radius * 0.30),
                        (at + DVec3::new(0.0, radius * 0.50, 0.0), radius * 0.22),
                    ]),
                    Material::BigBall,
                )
            });
            vec![ball]
        }
        PropKind::FoamRoller | PropKind::RolledTowel | PropKind::BackRoller => {
            let material = match prop.kind {
                PropKind::RolledTowel => Material::Cloth,
                _ => Material::Foam,
            };
            let radius = prop.kind.radius().unwrap_or(5.0);
            let half = prop.kind.half_length();
            let mut items = vec![roller(at, turn, radius, half, material)];
            if prop.kind == PropKind::BackRoller {
                let ridges = (-2..=2)
                    .map(|ridge| {
                        let along = f64::from(ridge) * half * 0.38;
                        roller(
                            at + turn * DVec3::X * along,
                            turn,
                            radius + 0.9,
                            1.6,
                            material,
                        )
                    })
                    .flat_map(|item| item.parts)
                    .collect::<Vec<Part>>();
                items[0].parts.extend(ridges);
            }
            items
        }
        PropKind::Cushion => vec![soft(
            at,
            turn,
            DVec3::new(19.0, 6.0, 14.0),
            4.5,
            Material::Cloth,
        )],
        PropKind::ColdPack => vec![soft(
            at,
            turn,
            DVec3::new(12.0, 9.0, 2.0),
            1.8,
            Material::Cold,
        )],
        PropKind::HeatPack => vec![soft(
            at,
            turn,
            DVec3::new(12.0, 9.0, 2.0),
            1.8,
            Material::Heat,
        )],
    }
}

/// A cylinder that lies along its own x.
fn roller(at: DVec3, turn: DQuat, radius: f64, half: f64, material: Material) -> Item {
    let mut rim = Vec::new();
    for end in [-half, half] {
        for corner in 0..24 {
            let angle = std::f64::consts::TAU * f64::from(corner) / 24.0;
            rim.push(at + turn * DVec3::new(end, radius * angle.cos(), radius * angle.sin()));
        }
    }
    let inside: Vec<Ball> = vec![
        (at + turn * DVec3::X * (half - radius * 0.5), radius),
        (at - turn * DVec3::X * (half - radius * 0.5), radius),
    ];
    let mut item = alone(Form::Points(rim, inside), material);
    // Its hollow ends.
    for end in [-half, half] {
        let mut hole = Vec::new();
        for corner in 0..18 {
            let angle = std::f64::consts::TAU * f64::from(corner) / 18.0;
            hole.push(
                at + turn
                    * DVec3::new(
                        end,
                        radius * 0.45 * angle.cos(),
                        radius * 0.45 * angle.sin(),
                    ),
            );
        }
        item.parts.push(Part {
            lined: false,
            ..part(Form::Points(hole, Vec::new()), Material::Outline)
        });
    }
    item
}

/// A box with round edges.
fn soft(at: DVec3, turn: DQuat, half: DVec3, round: f64, material: Material) -> Item {
    let inner = (half - DVec3::splat(round)).max(DVec3::ZERO);
    let balls = (0..8)
        .map(|corner| {
            let sign = |bit: u32| if corner >> bit & 1 == 1 { 1.0 } else { -1.0 };
            let own = inner * DVec3::new(sign(0), sign(1), sign(2));
            (at + turn * own, round)
        })
        .collect();
    alone(Form::Balls(balls), material)
}
