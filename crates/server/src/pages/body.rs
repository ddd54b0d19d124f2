//! The body map: a person from the front and from the back, on whom an area of a side can be pointed at.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use unhunch_core::content::Library;
use unhunch_core::plan::WantedArea;
use unhunch_core::routine::Side;
use unhunch_figure::{BodyMap, DVec2, Face, MapRegion, Region, Side as BodySide, Word as _, svg};

use crate::pictures::POLICY;
use crate::prepared::Prepared;
use crate::problem::{Outcome, not_found};

/// How far to each side the map reaches, in mm: the forearms may be cut off, so that the back is large.
const HALF_WIDTH: i64 = 310;

/// A place of the map that can be pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Patch {
    /// The box that it sets, such as `area-neck-left`.
    pub(crate) id: String,
    /// A name for its outline, which is once on a page.
    pub(crate) outline: String,
    /// Its closed lines, as a path.
    pub(crate) path: String,
    /// The left edge of what holds it.
    pub(crate) x: i64,
    /// The upper edge.
    pub(crate) y: i64,
    /// Its width.
    pub(crate) width: i64,
    /// Its height.
    pub(crate) height: i64,
}

/// One face of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FaceView {
    /// `front` or `back`.
    pub(crate) word: &'static str,
    /// Its left edge.
    pub(crate) x: i64,
    /// Its upper edge.
    pub(crate) y: i64,
    /// Its width.
    pub(crate) width: i64,
    /// Its height.
    pub(crate) height: i64,
    /// Where the picture of the person lies: from the left and the top, its width and height.
    pub(crate) person: [i64; 4],
    /// The places, the largest first, so that the smaller ones lie on top.
    pub(crate) patches: Vec<Patch>,
}

/// A box of the map's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SideBox {
    /// `left` or `right`; empty where the area has no sides.
    pub(crate) word: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// What is sent.
    pub(crate) value: String,
    /// Its id.
    pub(crate) id: String,
    /// Whether it is ticked.
    pub(crate) on: bool,
}

/// An area of the map's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AreaView {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// Its boxes.
    pub(crate) boxes: Vec<SideBox>,
    /// How much it hurts.
    pub(crate) pain: u32,
}

/// The areas, with those that are wanted ticked.
pub(crate) fn areas(library: &Library, wanted: &[WantedArea]) -> Vec<AreaView> {
    let view = |area: &unhunch_core::content::Area| {
        let own = wanted.iter().find(|one| one.area == area.id.value);
        let id = &area.id;
        let sides: &[(&str, &str, Option<Side>)] = if area.sided == Some(true) {
            &[
                ("left", "Left", Some(Side::Left)),
                ("right", "Right", Some(Side::Right)),
            ]
        } else {
            &[("", "Here", None)]
        };
        let boxes = sides.iter().map(|&(word, name, side)| SideBox {
            word,
            name,
            value: if word.is_empty() {
                id.to_string()
            } else {
                format!("{id}:{word}")
            },
            id: if word.is_empty() {
                format!("area-{id}")
            } else {
                format!("area-{id}-{word}")
            },
            on: own.is_some_and(|own| own.side.is_none() || own.side == side),
        });
        AreaView {
            id: id.to_string(),
            name: area.name.to_string(),
            boxes: boxes.collect(),
            pain: own.map_or(unhunch_core::plan::UNSAID_PAIN, |own| own.pain),
        }
    };
    library.vocabulary().areas.iter().map(view).collect()
}

/// Both faces, with the areas that the content knows.
pub(crate) fn faces(library: &Library) -> [FaceView; 2] {
    [
        face(library, Face::Back, "back"),
        face(library, Face::Front, "front"),
    ]
}

fn face(library: &Library, face: Face, word: &'static str) -> FaceView {
    let words = library.vocabulary();
    let known = |region: &Region| {
        words
            .area(region.word())
            .is_some_and(|area| area.id.as_str() == region.word())
    };
    let wanted: Vec<Region> = Region::ALL.iter().copied().filter(known).collect();
    let map = BodyMap::new(face, &wanted);
    let mut patches: Vec<(i64, Patch)> = map
        .regions
        .iter()
        .map(|one| patch(library, one, word))
        .collect();
    patches.sort_by_key(|(area, _)| std::cmp::Reverse(*area));
    let size = map.picture.size();
    FaceView {
        word,
        x: -HALF_WIDTH,
        width: 2 * HALF_WIDTH,
        y: mm(map.picture.from.y),
        height: mm(size.y),
        person: [
            mm(map.picture.from.x),
            mm(map.picture.from.y),
            mm(size.x),
            mm(size.y),
        ],
        patches: patches.into_iter().map(|(_, patch)| patch).collect(),
    }
}

/// A place of the map, and the room that it takes.
fn patch(library: &Library, one: &MapRegion, face: &str) -> (i64, Patch) {
    let (word, side) = (one.region.word(), side_word(one.side));
    let sided = library
        .vocabulary()
        .area(word)
        .is_some_and(|area| area.sided == Some(true));
    let points = || one.shapes.iter().flatten();
    let low = points().copied().fold(DVec2::INFINITY, DVec2::min);
    let high = points().copied().fold(DVec2::NEG_INFINITY, DVec2::max);
    let (width, height) = (mm(high.x) - mm(low.x) + 1, mm(high.y) - mm(low.y) + 1);
    let patch = Patch {
        id: if sided {
            format!("area-{word}-{side}")
        } else {
            format!("area-{word}")
        },
        outline: format!("{face}-{word}-{side}"),
        path: one.shapes.iter().map(|shape| path(shape)).collect(),
        x: mm(low.x),
        y: mm(low.y),
        width,
        height,
    };
    (width.saturating_mul(height), patch)
}

fn side_word(side: BodySide) -> &'static str {
    match side {
        BodySide::Left => "left",
        BodySide::Right => "right",
    }
}

/// Whole mm.
fn mm(cm: f64) -> i64 {
    (cm * 10.0).round() as i64
}

fn path(points: &[DVec2]) -> String {
    let mut text = String::new();
    for (at, point) in points.iter().enumerate() {
        let _ = write!(
            text,
            "{}{} {}",
            if at == 0 { 'M' } else { 'L' },
            mm(point.x),
            mm(point.y)
        );
    }
    text.push('Z');
    text
}

/// The picture of a face of the map.
///
/// # Errors
///
/// When there is no such face.
pub(super) async fn picture(Path(face): Path<String>, headers: HeaderMap) -> Outcome<Response> {
    static FRONT: LazyLock<Prepared> = LazyLock::new(|| drawn(Face::Front));
    static BACK: LazyLock<Prepared> = LazyLock::new(|| drawn(Face::Back));
    match face.as_str() {
        "front.svg" => Ok(FRONT.answer(&headers)),
        "back.svg" => Ok(BACK.answer(&headers)),
        _ => Err(not_found("the map has a front and a back")),
    }
}

/// The person of a face without places.
fn drawn(face: Face) -> Prepared {
    let map = BodyMap::new(face, &[]);
    let labels = svg::Labels {
        title: "A person",
        description: "",
        theme: None,
    };
    Prepared::new("image/svg+xml", svg::still(&map.picture, &labels)).with_policy(POLICY)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_box_is_on_the_map_and_every_place_has_a_box() {
        let library = unhunch_bundle::library();
        let boxes: BTreeSet<String> = areas(&library, &[])
            .into_iter()
            .flat_map(|area| area.boxes)
            .map(|one| one.id)
            .collect();
        let faces = faces(&library);
        let places: BTreeSet<String> = faces
            .iter()
            .flat_map(|face| &face.patches)
            .map(|patch| patch.id.clone())
            .collect();
        assert_eq!(boxes, places);
        let outlines: BTreeSet<&str> = faces
            .iter()
            .flat_map(|face| &face.patches)
            .map(|patch| patch.outline.as_str())
            .collect();
        assert_eq!(
            outlines.len(),
            faces.iter().map(|face| face.patches.len()).sum::<usize>()
        );
    }

    #[test]
    fn the_persons_left_is_on_the_left_from_behind() {
        for face in faces(&unhunch_bundle::library()) {
            for patch in &face.patches {
                let left = patch.x + patch.width / 2 < face.x + face.width / 2;
                let expected = patch.id.ends_with(if face.word == "back" {
                    "-left"
                } else {
                    "-right"
                });
                assert_eq!(left, expected, "{} {}", face.word, patch.id);
                assert!(patch.path.starts_with('M') && patch.path.ends_with('Z'));
            }
        }
    }
}
