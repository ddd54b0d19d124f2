//! The body map: a person from the front and from the back, with each region as a shape of its own.

use glam::{DVec2, DVec3};

use super::{item, person, rounded};
use crate::camera::Camera;
use crate::joint::{Joint, JointKind, Motion};
use crate::movement::{Crop, View};
use crate::picture::{Ink, Mark, Material, Picture};
use crate::pose::Base;
use crate::region::{Feel, Region, patches};
use crate::side::Side;
use crate::skeleton::{Body, Segment};
use crate::words::words;

words! {
    /// A side of the body map.
    pub enum Face ("a side of the body map") {
        /// The front.
        Front = "front",
        /// The back.
        Back = "back",
    }
}

/// A region on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapRegion {
    /// Which.
    pub region: Region,
    /// On which side of the person.
    pub side: Side,
    /// Its closed lines, in cm; never empty.
    pub shapes: Vec<Vec<DVec2>>,
}

/// One face of the body map.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyMap {
    /// The person, from the hips up.
    pub picture: Picture,
    /// The regions that can be seen from here.
    pub regions: Vec<MapRegion>,
}

impl BodyMap {
    /// The map of a face, with those of `wanted` regions that can be seen there, in their order.
    #[must_use]
    pub fn new(face: Face, wanted: &[Region]) -> Self {
        let rest = Base::Standing.rest();
        let mut joints = rest.joints;
        for side in Side::BOTH {
            joints.bend(
                Joint::on(JointKind::Shoulder, side),
                Motion::Abduction,
                24.0,
            );
            joints.bend(Joint::on(JointKind::Elbow, side), Motion::Flexion, 8.0);
            joints.bend(Joint::on(JointKind::Elbow, side), Motion::Supination, 50.0);
        }
        let body = Body::new(rest.root, &joints);
        let camera = Camera::new(&View {
            yaw: if face == Face::Front { 0.0 } else { 180.0 },
            pitch: 0.0,
            crop: Crop::Upper,
        });
        let person = person::person(&body, [false, false], 0.0, &camera);
        let mut items = vec![person.trunk, person.neck, person.head];
        items.extend(person.others);
        let marks = item::paint(
            &items,
            camera.near(body.frame(Segment::ThoraxMid).at),
            &camera,
        );
        let crown = camera.flat(body.end(Segment::Head)).y - 4.0;
        let hips = camera.flat(body.frame(Segment::Pelvis).at).y + 6.0;
        let hand = camera.flat(body.end(Segment::Hand(Side::Left))).x.abs();
        let regions = wanted
            .iter()
            .flat_map(|region| {
                Side::BOTH.map(|side| MapRegion {
                    region: *region,
                    side,
                    shapes: shapes(*region, side, &body, &camera),
                })
            })
            .filter(|region| !region.shapes.is_empty())
            .collect();
        Self {
            picture: Picture {
                from: DVec2::new(-hand - 4.0, crown),
                to: DVec2::new(hand + 4.0, hips),
                marks,
            },
            regions,
        }
    }

    /// The picture with its regions, those of `marked` stronger, for surfaces that take pictures only.
    #[must_use]
    pub fn marked(&self, marked: &[Feel]) -> Picture {
        let mut picture = self.picture.clone();
        for region in &self.regions {
            let is_marked = marked
                .iter()
                .any(|feel| feel.region == region.region && feel.sides().contains(&region.side));
            for shape in &region.shapes {
                picture.marks.push(Mark::Fill {
                    points: shape.clone(),
                    ink: Ink {
                        material: Material::Region,
                        shade: u8::from(!is_marked),
                    },
                    alpha: if is_marked { 0.85 } else { 0.4 },
                });
            }
        }
        picture
    }

    /// The region at a point of the picture, the smallest where several lie there.
    #[must_use]
    pub fn at(&self, point: DVec2) -> Option<&MapRegion> {
        self.regions
            .iter()
            .filter(|region| region.shapes.iter().any(|shape| inside(shape, point)))
            .min_by(|a, b| area(a).total_cmp(&area(b)))
    }
}

fn shapes(region: Region, side: Side, body: &Body, camera: &Camera) -> Vec<Vec<DVec2>> {
    patches(region, side, body)
        .into_iter()
        .filter(|patch| patch.facing.dot(camera.toward) > 0.12)
        .map(|patch| {
            let flat: Vec<DVec2> = patch
                .points
                .iter()
                .map(|point: &DVec3| camera.flat(*point))
                .collect();
            rounded(&flat)
        })
        .collect()
}

fn area(region: &MapRegion) -> f64 {
    region
        .shapes
        .iter()
        .map(|shape| {
            let twice: f64 = (0..shape.len())
                .map(|at| shape[at].perp_dot(shape[(at + 1) % shape.len()]))
                .sum();
            (twice / 2.0).abs()
        })
        .sum()
}

/// Whether a point lies in a polygon, by counting the edges to one side of it.
fn inside(polygon: &[DVec2], point: DVec2) -> bool {
    let count = polygon.len();
    (0..count)
        .filter(|at| {
            let (a, b) = (polygon[*at], polygon[(*at + 1) % count]);
            (a.y > point.y) != (b.y > point.y)
                && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        })
        .count()
        % 2
        == 1
}
