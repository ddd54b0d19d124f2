//! The body map, and pictures as terminal cells.

use unhunch_figure::cells::Cells;
use unhunch_figure::{
    BodyMap, DVec2, Face, Feel, Figure, Moment, Region, Shown, Side, Theme, Word, svg,
};

use crate::examples::examples;
use crate::pictures::{LABELS, hold_svg, holds};

#[test]
fn every_region_is_a_shape_and_the_sides_mirror() {
    let faces = Face::ALL
        .iter()
        .map(|face| BodyMap::new(*face, Region::ALL));
    let faces: Vec<BodyMap> = faces.collect();
    for region in Region::ALL {
        for side in Side::BOTH {
            let seen = |map: &BodyMap| {
                map.regions
                    .iter()
                    .any(|one| one.region == *region && one.side == side)
            };
            assert!(faces.iter().any(seen), "{side} {region} is on no face");
        }
    }
    for map in &faces {
        for one in &map.regions {
            let twin = map
                .regions
                .iter()
                .find(|two| two.region == one.region && two.side != one.side)
                .unwrap();
            assert_eq!(one.shapes.len(), twin.shapes.len());
            for (shape, other) in one.shapes.iter().zip(&twin.shapes) {
                for (a, b) in shape.iter().zip(other) {
                    assert!(
                        (a.x + b.x).abs() < 1e-6 && (a.y - b.y).abs() < 1e-6,
                        "{}",
                        one.region
                    );
                }
            }
            // Alone on its map, it is found where it is.
            let alone = BodyMap {
                regions: vec![one.clone()],
                ..map.clone()
            };
            let middle = inner_point(&one.shapes[0]);
            assert_eq!(alone.at(middle), Some(one));
            assert!(map.at(middle).is_some());
        }
        assert!(map.at(DVec2::new(1e4, 1e4)).is_none());
        let text = svg::map(
            map,
            &[Feel {
                region: Region::Neck,
                side: None,
            }],
            |region| format!("<{region}>"),
            &LABELS,
        );
        hold_svg(&text);
        assert_eq!(text.matches("class=\"region marked\"").count(), 2);
    }
}

/// A point inside of a polygon: the middle, or else beside an edge.
fn inner_point(shape: &[DVec2]) -> DVec2 {
    let middle = shape.iter().copied().sum::<DVec2>() / shape.len() as f64;
    let near_edges = (0..shape.len()).flat_map(|at| {
        let edge = shape[(at + 1) % shape.len()] - shape[at];
        [0.05, -0.05].map(|side| shape[at] + edge * 0.5 + edge.perp() * side)
    });
    std::iter::once(middle)
        .chain(near_edges)
        .find(|at| holds(shape, *at))
        .unwrap()
}

#[test]
fn cells_show_the_figure_in_color_and_in_dots() {
    let (_, movement) = examples().swap_remove(1);
    let figure = Figure::new(&movement);
    let shown = Shown {
        floor: false,
        ..Shown::default()
    };
    let picture = figure.stage(0, shown).picture(Moment::at(1.0));
    let drawn = |cells: &Cells| -> String {
        let rows = cells
            .lines_of_cells()
            .map(|row| row.iter().map(|cell| cell.character).collect::<String>());
        rows.map(|row| format!("{}\n", row.trim_end())).collect()
    };
    let color = Cells::new(&picture, 30, 18, Theme::Dark);
    assert_eq!(
        (color.columns, color.rows, color.cells.len()),
        (30, 18, 540)
    );
    insta::assert_snapshot!("quarters", drawn(&color));
    insta::assert_snapshot!("braille", drawn(&Cells::lines(&picture, 30, 18)));
    for (columns, rows) in [(0, 0), (1, 1), (0, 5), (3, 400)] {
        assert_eq!(
            Cells::new(&picture, columns, rows, Theme::Light)
                .cells
                .len(),
            usize::from(columns) * usize::from(rows)
        );
        assert_eq!(
            Cells::lines(&picture, columns, rows).cells.len(),
            usize::from(columns) * usize::from(rows)
        );
    }
}
