//! The body map in cells: where its regions are, and which one is at a cell.

use std::rc::Rc;

use ratatui::layout::Rect;
use unhunch_core::content::Library;
use unhunch_core::routine::Side as Asked;
use unhunch_figure::{BodyMap, DVec2, Face, Feel, MapRegion, Picture, Region, Side, Word as _};

use super::{Canvas, lowered};
use crate::theme::Role;

/// Both faces of the body map, with a region for each area of the vocabulary.
#[derive(Debug, Clone)]
pub(crate) struct Faces {
    faces: Rc<[BodyMap; 2]>,
}

/// A place that is marked on the map: an area by its id, and its side.
pub(crate) type Mark<'a> = (&'a str, Option<Asked>);

impl Faces {
    /// The map of the areas that the content knows.
    pub(crate) fn new(library: &Library) -> Self {
        let words = library.vocabulary();
        let wanted: Vec<Region> = Region::ALL
            .iter()
            .copied()
            .filter(|region| words.area(region.word()).is_some())
            .collect();
        Self {
            faces: Rc::new([
                BodyMap::new(Face::Front, &wanted),
                BodyMap::new(Face::Back, &wanted),
            ]),
        }
    }

    fn of(&self, face: Face) -> &BodyMap {
        match face {
            Face::Front => &self.faces[0],
            Face::Back => &self.faces[1],
        }
    }

    /// The area at a cell of a picture of so many columns and rows, and the person's side there.
    pub(crate) fn at(
        &self,
        face: Face,
        (column, row): (u16, u16),
        (columns, rows): (u16, u16),
    ) -> Option<(&'static str, Asked)> {
        let map = self.of(face);
        let (scale, free) = fit(&map.picture, columns, rows);
        let cell = DVec2::new(f64::from(column) + 0.5, (f64::from(row) + 0.5) * 2.0);
        let found = map.at(map.picture.from + (cell - free / 2.0) / scale)?;
        let side = match found.side {
            Side::Left => Asked::Left,
            Side::Right => Asked::Right,
        };
        Some((found.region.word(), side))
    }

    /// Where both faces stand in an area, each with a row for its name: side by side or one above the other,
    /// whichever makes them larger.
    pub(crate) fn places(&self, area: Rect) -> (Rect, Rect) {
        let picture = &self.of(Face::Front).picture;
        let scale = |place: Rect| fit(picture, place.width, place.height.saturating_sub(1)).0;
        let (left, right) = super::beside(area, area.width / 2);
        let (upper, lower) = super::above(area, area.height / 2);
        if scale(upper) > scale(left) {
            (upper, lower)
        } else {
            (left, right)
        }
    }

    /// The part of an area that a face fills, from the hips up.
    pub(crate) fn place(&self, area: Rect, face: Face) -> Rect {
        let picture = &self.of(face).picture;
        let (scale, _) = fit(picture, area.width, area.height);
        let rows = (picture.size().y * scale / 2.0).round() as u16;
        super::centered(area, area.width, rows.max(1))
    }

    /// Draws a face with what is marked, and a sign where the cursor is.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        face: Face,
        marked: &[Mark<'_>],
        cursor: Option<Mark<'_>>,
    ) {
        if area.width < 8 || area.height < 4 {
            return;
        }
        let map = self.of(face);
        let feels: Vec<Feel> = marked
            .iter()
            .filter_map(|(id, side)| feel(id, *side))
            .collect();
        lowered(canvas, area, &map.marked(&feels));
        if !canvas.theme.unicode {
            return;
        }
        let (scale, free) = fit(&map.picture, area.width, area.height);
        let cell = |point: DVec2| {
            let at = (point - map.picture.from) * scale + free / 2.0;
            (at.x.max(0.0) as u16, (at.y / 2.0).max(0.0) as u16)
        };
        let without_color = canvas.theme.depth == unhunch_host::Depth::None;
        for region in &map.regions {
            let is = |mark: &Mark<'_>| {
                feel(mark.0, mark.1).is_some_and(|one| {
                    one.region == region.region && one.sides().contains(&region.side)
                })
            };
            let (x, y) = cell(middle(region));
            if cursor.as_ref().is_some_and(is) {
                canvas.text(area, x, y, "\u{25cf}", Role::Cursor);
            } else if without_color && marked.iter().any(is) {
                canvas.text(area, x, y, "\u{25a0}", Role::Strong);
            }
        }
    }
}

fn feel(id: &str, side: Option<Asked>) -> Option<Feel> {
    let side = side.map(|side| match side {
        Asked::Left => Side::Left,
        Asked::Right => Side::Right,
    });
    Some(Feel {
        region: Region::from_word(id)?,
        side,
    })
}

/// How many cells' widths a cm is, and what is left free beside the picture, in the same.
fn fit(picture: &Picture, columns: u16, rows: u16) -> (f64, DVec2) {
    // A cell is twice as high as it is wide.
    let room = DVec2::new(f64::from(columns), f64::from(rows) * 2.0);
    let size = picture.size();
    let scale = (room.x / size.x).min(room.y / size.y);
    (scale, room - size * scale)
}

/// The middle of a region's largest shape.
fn middle(region: &MapRegion) -> DVec2 {
    let Some(shape) = region.shapes.iter().max_by_key(|shape| shape.len()) else {
        return DVec2::ZERO;
    };
    let sum: DVec2 = shape.iter().copied().sum();
    sum / shape.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_the_map_is_an_area_of_a_side() {
        let library = unhunch_bundle::library();
        let faces = Faces::new(&library);
        let size = (30, 15);
        let mut found = std::collections::BTreeSet::new();
        for face in [Face::Front, Face::Back] {
            for row in 0..size.1 {
                for column in 0..size.0 {
                    let Some((area, side)) = faces.at(face, (column, row), size) else {
                        continue;
                    };
                    assert!(library.vocabulary().area(area).is_some(), "{area}");
                    // Seen from the back, the person's left is on the left.
                    if face == Face::Back && area == "shoulder-blade" {
                        assert_eq!(side == Asked::Left, column < size.0 / 2);
                    }
                    found.insert(area);
                }
            }
        }
        assert!(
            found.contains("shoulder-blade") && found.contains("chest"),
            "{found:?}"
        );
        assert_eq!(faces.at(Face::Back, (0, 0), size), None);
    }
}
