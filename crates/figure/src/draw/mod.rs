//! From a body to a picture.
//!
//! Every part of the body and every thing is a convex form (or a few of them): a hull of balls, of points,
//! or a box. In the picture each is a convex polygon. Which of two forms is in front is asked where their
//! polygons overlap, and the answers are sorted, so that an arm before the chest is painted after it, and
//! one behind the back before it, in every pose.

mod form;
mod item;
mod map;
mod person;
mod things;

pub use map::{BodyMap, Face, MapRegion};

use glam::{DVec2, DVec3};

use crate::anthropometry::girth;
use crate::camera::Camera;
use crate::movement::{Crop, Figure, Moment, View, bounds};
use crate::picture::{Ink, Mark, Material, Picture};
use crate::place::Place;
use crate::prop::PropKind;
use crate::region::patches;
use crate::skeleton::{Body, Segment};
use form::Form;
use item::Item;

/// Room around the figure, in cm.
const MARGIN: f64 = 5.0;

/// What a picture shows beside the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Where it is felt.
    pub feels: bool,
    /// Which way it moves.
    pub arrows: bool,
    /// The mat and the shadow.
    pub floor: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            feels: true,
            arrows: true,
            floor: true,
        }
    }
}

/// A figure seen from one of its views: draws any moment into the same frame.
#[derive(Debug, Clone)]
pub struct Stage<'a> {
    figure: &'a Figure,
    camera: Camera,
    shown: Shown,
    from: DVec2,
    to: DVec2,
    arrows: Vec<Vec<DVec2>>,
}

impl Figure {
    /// The figure seen from its n-th view; from its first where there is no such view.
    #[must_use]
    pub fn stage(&self, view: usize, shown: Shown) -> Stage<'_> {
        let views = &self.movement().views;
        let view = views.get(view).or(views.first()).copied().unwrap_or(View {
            yaw: -30.0,
            pitch: 10.0,
            crop: Crop::Whole,
        });
        let camera = Camera::new(&view);
        let mut from = DVec2::INFINITY;
        let mut to = DVec2::NEG_INFINITY;
        for moment in self.passes() {
            let body = self.body(moment);
            for (at, radius) in self.room(&body, view.crop, &camera) {
                let flat = camera.flat(at);
                from = from.min(flat - radius);
                to = to.max(flat + radius);
            }
            if view.crop == Crop::Upper {
                let hips = camera.flat(body.frame(Segment::Pelvis).at);
                to.y = to.y.max(hips.y + 4.0);
            }
        }
        let arrows = if shown.arrows {
            self.ways_of_arrows(&camera)
        } else {
            Vec::new()
        };
        for point in arrows.iter().flatten() {
            from = from.min(*point - 3.0);
            to = to.max(*point + 3.0);
        }
        if !from.is_finite() || !to.is_finite() {
            (from, to) = (DVec2::ZERO, DVec2::splat(100.0));
        }
        Stage {
            figure: self,
            camera,
            shown,
            from: from - MARGIN,
            to: to + MARGIN,
            arrows,
        }
    }

    /// Balls that hold all that a picture has to show.
    fn room(&self, body: &Body, crop: Crop, camera: &Camera) -> Vec<(DVec3, f64)> {
        let upper = |segment: Segment| {
            !matches!(
                segment,
                Segment::Thigh(_) | Segment::Shin(_) | Segment::Foot(_) | Segment::Pelvis
            )
        };
        let mut balls: Vec<(DVec3, f64)> = Segment::all()
            .filter(|segment| crop == Crop::Whole || upper(*segment))
            .flat_map(|segment| {
                let radius = match segment {
                    Segment::Hand(_) | Segment::Foot(_) => 2.0,
                    Segment::Head => girth::HEAD_SIDE,
                    _ => 6.0,
                };
                let frame = body.frame(segment);
                let end = match segment {
                    Segment::Head => frame.point(segment.length() - DVec3::Y * girth::HEAD_SIDE),
                    _ => frame.point(segment.length()),
                };
                [(frame.at, radius), (end, radius)]
            })
            .collect();
        if crop == Crop::Whole {
            for prop in self.props() {
                if matches!(prop.kind, PropKind::Wall | PropKind::DoorFrame) {
                    continue;
                }
                for item in things::thing(prop, body, camera) {
                    for part in item.parts {
                        match part.form {
                            Form::Balls(own) => balls.extend(own),
                            Form::Points(points, _) => {
                                balls.extend(points.into_iter().map(|point| (point, 0.0)));
                            }
                            Form::Block { .. } => {
                                balls.extend(part.form.corners().into_iter().map(|at| (at, 0.0)));
                            }
                        }
                    }
                }
            }
        } else {
            // Of things, only what touches the body above the hips.
            for prop in self.props() {
                if prop.kind.radius().is_some_and(|radius| radius < 6.0) {
                    balls.push((prop.stands(body).0, prop.kind.half_length().max(4.0)));
                }
            }
        }
        balls
    }

    /// The ways of the places that arrows follow, from the start to the end of the work.
    fn ways_of_arrows(&self, camera: &Camera) -> Vec<Vec<DVec2>> {
        let places = &self.movement().arrows;
        if places.is_empty() {
            return Vec::new();
        }
        let steps = 24;
        let whole = self.movement().path == crate::movement::Path::Round;
        let bodies: Vec<Body> = (0..=steps)
            .map(|step| f64::from(step) / f64::from(steps) * if whole { 0.8 } else { 1.0 })
            .map(|along| self.body(Moment::at(along)))
            .collect();
        let follow = |place: &Place| {
            let way: Vec<DVec2> = bodies
                .iter()
                // Beside the skin, so that the arrow is not lost on the body.
                .map(|body| camera.flat(place.at(body) + place.facing(body) * 5.0))
                .collect();
            let length: f64 = way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            (length > 3.0).then(|| smoothed(&way))
        };
        places.iter().filter_map(follow).collect()
    }
}

impl Stage<'_> {
    /// The size of its pictures, in cm.
    #[must_use]
    pub fn size(&self) -> DVec2 {
        self.to - self.from
    }

    /// The picture of a moment.
    #[must_use]
    pub fn picture(&self, moment: Moment) -> Picture {
        let body = self.figure.body(moment);
        let mut marks = Vec::new();
        if self.shown.floor {
            self.floor(&body, &mut marks);
        }
        let mut items: Vec<Item> = Vec::new();
        for prop in self.figure.props() {
            items.extend(things::thing(prop, &body, &self.camera));
        }
        let breath = if moment.breath.is_finite() {
            moment.breath.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let person = person::person(&body, self.figure.grips(), breath, &self.camera);
        let (mut trunk, mut neck) = (person.trunk, person.neck);
        if self.shown.feels {
            self.glow(&body, &mut trunk, &mut neck);
        }
        items.push(trunk);
        items.push(neck);
        items.push(person.head);
        items.extend(person.others);
        let middle = self.camera.near(body.frame(Segment::ThoraxMid).at);
        marks.extend(item::paint(&items, middle, &self.camera));
        if self.shown.feels {
            self.presses(&body, &mut marks);
        }
        self.arrows(&mut marks);
        Picture {
            from: self.from,
            to: self.to,
            marks,
        }
    }

    fn floor(&self, body: &Body, marks: &mut Vec<Mark>) {
        let on_floor = self.figure.movement().base.is_on_floor();
        let flat = |x: f64, z: f64| self.camera.flat(DVec3::new(x, 0.0, z));
        if on_floor {
            let points =
                Segment::all().flat_map(|segment| [body.frame(segment).at, body.end(segment)]);
            if let Some((low, high)) = bounds(points) {
                let (x, z) = ((low.x + high.x) / 2.0, (low.z + high.z) / 2.0);
                let deep = ((high.z - low.z) / 2.0 + 14.0).clamp(40.0, 105.0);
                let wide = ((high.x - low.x) / 2.0 + 10.0).clamp(32.0, 60.0);
                marks.push(Mark::Fill {
                    points: vec![
                        flat(x - wide, z - deep),
                        flat(x + wide, z - deep),
                        flat(x + wide, z + deep),
                        flat(x - wide, z + deep),
                    ],
                    ink: Ink {
                        material: Material::Mat,
                        shade: 1,
                    },
                    alpha: 1.0,
                });
            }
        }
        // Shadows are of one color, so that they are one shadow.
        let mut shadow = |balls: Vec<(DVec3, f64)>| {
            let low = balls
                .iter()
                .map(|(at, radius)| at.y - radius)
                .fold(f64::INFINITY, f64::min);
            let spread = if low > 40.0 { 0.7 } else { 1.0 };
            let balls = balls
                .into_iter()
                .flat_map(|(at, radius)| {
                    (0..10).map(move |corner| {
                        let angle = std::f64::consts::TAU * f64::from(corner) / 10.0;
                        let radius = radius * spread;
                        DVec3::new(
                            at.x + radius * angle.cos(),
                            0.0,
                            at.z + radius * angle.sin(),
                        )
                    })
                })
                .collect();
            let outline = Form::Points(balls, Vec::new()).outline(&self.camera);
            marks.push(Mark::Fill {
                points: outline.points,
                ink: Ink {
                    material: Material::Shadow,
                    shade: if on_floor { 2 } else { 1 },
                },
                alpha: 1.0,
            });
        };
        for segment in Segment::all() {
            let radius = match segment {
                Segment::Hand(_) => 3.0,
                Segment::Foot(_) | Segment::Forearm(_) | Segment::UpperArm(_) => 4.5,
                Segment::Girdle(_) | Segment::NeckHigh | Segment::NeckLow | Segment::Shin(_) => 6.0,
                Segment::Thigh(_) | Segment::Head => 8.0,
                _ => 13.0,
            };
            shadow(vec![
                (body.frame(segment).at, radius),
                (body.end(segment), radius),
            ]);
        }
        for prop in self.figure.props() {
            if prop.kind.radius().is_some_and(|radius| radius > 6.0) {
                let (at, turn) = prop.stands(body);
                let half = turn * DVec3::X * prop.kind.half_length();
                let radius = prop.kind.radius().unwrap_or(0.0);
                shadow(vec![(at - half, radius), (at + half, radius)]);
            }
        }
    }

    /// Where it is felt, on the skin that faces the camera.
    fn glow(&self, body: &Body, trunk: &mut Item, neck: &mut Item) {
        let ink = Ink {
            material: Material::Glow,
            shade: 1,
        };
        for feel in &self.figure.movement().feels {
            for side in feel.sides() {
                for patch in patches(feel.region, side, body) {
                    if patch.facing.dot(self.camera.toward) < 0.12 {
                        continue;
                    }
                    let flat: Vec<DVec2> = patch
                        .points
                        .iter()
                        .map(|point| self.camera.flat(*point))
                        .collect();
                    let points = rounded(&flat);
                    if matches!(patch.carrier, Segment::NeckLow | Segment::NeckHigh) {
                        neck.over.push((points.clone(), ink));
                    }
                    trunk.over.push((points, ink));
                }
            }
        }
    }

    fn presses(&self, body: &Body, marks: &mut Vec<Mark>) {
        for place in &self.figure.movement().presses {
            let at = self.camera.flat(place.at(body));
            let ink = Ink {
                material: Material::Press,
                shade: 1,
            };
            for radius in [2.6, 4.8] {
                marks.push(Mark::Line {
                    points: circle(at, radius),
                    width: 0.9,
                    ink,
                    alpha: 0.9,
                });
            }
        }
    }

    fn arrows(&self, marks: &mut Vec<Mark>) {
        let ink = Ink {
            material: Material::Arrow,
            shade: 1,
        };
        for way in &self.arrows {
            let Some(tip) = way.last().copied() else {
                continue;
            };
            let back = way[way.len().saturating_sub(9)];
            let along = (tip - back).normalize_or_zero();
            let aside = along.perp();
            marks.push(Mark::Line {
                points: way.clone(),
                width: 1.5,
                ink,
                alpha: 0.95,
            });
            marks.push(Mark::Fill {
                points: vec![
                    tip + along * 4.6,
                    tip - along * 1.4 + aside * 3.2,
                    tip - along * 1.4 - aside * 3.2,
                ],
                ink,
                alpha: 0.95,
            });
        }
    }
}

/// The points of a circle, the first one again at the end.
fn circle(at: DVec2, radius: f64) -> Vec<DVec2> {
    (0..=20)
        .map(|corner| {
            at + DVec2::from_angle(std::f64::consts::TAU * f64::from(corner) / 20.0) * radius
        })
        .collect()
}

/// An open line with its corners rounded, its ends kept.
fn smoothed(points: &[DVec2]) -> Vec<DVec2> {
    let mut points = points.to_vec();
    for _ in 0..2 {
        let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
            return points;
        };
        let inner = points
            .windows(2)
            .flat_map(|pair| [pair[0].lerp(pair[1], 0.25), pair[0].lerp(pair[1], 0.75)]);
        points = std::iter::once(first).chain(inner).chain([last]).collect();
    }
    points
}

/// A closed line with its corners rounded, by cutting each of them twice (G. Chaikin, 1974).
pub(crate) fn rounded(points: &[DVec2]) -> Vec<DVec2> {
    let mut points = points.to_vec();
    for _ in 0..2 {
        let count = points.len();
        points = (0..count)
            .flat_map(|at| {
                let (here, next) = (points[at], points[(at + 1) % count]);
                [here.lerp(next, 0.25), here.lerp(next, 0.75)]
            })
            .collect();
    }
    points
}
