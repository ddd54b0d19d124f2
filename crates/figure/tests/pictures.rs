//! Pictures: finite, in order, and well-formed as SVG; the body map; terminal cells; golden files.

#![cfg(feature = "raster")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use proptest::prelude::*;
use roxmltree::Document;
use unhunch_figure::cells::Cells;
use unhunch_figure::check::Pace;
use unhunch_figure::raster::{Raster, paint};
use unhunch_figure::{
    Base, BodyMap, Crop, DVec2, DVec3, Face, Feel, Figure, Film, Joint, JointKind, Knot, Mark,
    Material, Moment, Motion, Movement, Path, Picture, Place, Prop, PropKind, PropPlace, Reachable,
    Region, Root, Shown, Side, Spot, Stand, Target, Theme, Word, svg,
};

use common::{hand, movement, still};

const LABELS: svg::Labels<'static> = svg::Labels {
    title: "Neck & \"neck\" <stretch>",
    description: "A person tilts the head.\u{0} It's easy.",
    theme: None,
};

fn parsed(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Holds an SVG to what every one of them has.
fn hold_svg(text: &str) {
    let document = parsed(text);
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "svg");
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |name: &str| {
        root.children()
            .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)))
    };
    assert_eq!(child("title").unwrap().text(), Some(LABELS.title));
    assert_eq!(
        child("desc").unwrap().text(),
        Some("A person tilts the head.  It's easy.")
    );
    let sizes: Vec<f64> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    assert!(sizes.len() == 4 && sizes[2] > 0.0 && sizes[3] > 0.0);
    for node in document.descendants() {
        assert!(!node.has_tag_name("script"));
        if let Some(d) = node.attribute("d") {
            assert!(!d.contains("NaN") && !d.contains("inf"), "{d}");
        }
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(!attribute.value().contains("http"), "{}", attribute.value());
        }
    }
}

fn bent(base: Base, bends: &[(Joint, Motion, f64)]) -> Movement {
    let mut movement = still(base);
    movement.keyframes[1].joints = stated(bends);
    movement
}

fn stated(bends: &[(Joint, Motion, f64)]) -> Vec<(Joint, [f64; 4])> {
    let mut joints: Vec<(Joint, [f64; 4])> = Vec::new();
    for (joint, motion, degrees) in bends {
        let Reachable {
            component, sign, ..
        } = *joint.kind.motion(*motion).unwrap();
        match joints.iter_mut().find(|(known, _)| known == joint) {
            Some((_, angles)) => angles[component] = sign * degrees,
            None => {
                let mut angles = [0.0; 4];
                angles[component] = sign * degrees;
                joints.push((*joint, angles));
            }
        }
    }
    joints
}

fn prop(kind: PropKind, stand: Stand) -> Prop {
    Prop {
        kind,
        stand,
        turn: 0.0,
        tip: 0.0,
    }
}

/// Ten movements that have every base, path and kind of thing to paint between them.
fn examples() -> Vec<(&'static str, Movement)> {
    use JointKind as J;
    use Motion as M;
    let both = |kind: JointKind, motion: Motion, degrees: f64| {
        Side::BOTH.map(|side| (Joint::on(kind, side), motion, degrees))
    };
    let spine = Joint::spine;
    let mut angels = bent(
        Base::Standing,
        &[
            both(J::Shoulder, M::Abduction, 120.0),
            both(J::Elbow, M::Flexion, 60.0),
        ]
        .concat(),
    );
    angels.props = vec![prop(PropKind::Wall, Stand::At(DVec3::new(0.0, 0.0, -12.0)))];
    angels.views[0].crop = Crop::Upper;
    angels.feels = vec![Feel {
        region: Region::LowerTrapezius,
        side: None,
    }];
    angels.arrows = Side::BOTH
        .map(|side| Place::on(Spot::BackOfHand, side))
        .to_vec();
    let mut neck = bent(
        Base::SeatedChair,
        &[(spine(J::Neck), M::SideBendLeft, 30.0)],
    );
    neck.feels = vec![Feel {
        region: Region::UpperTrapezius,
        side: Some(Side::Right),
    }];
    neck.keyframes[1].reaches = vec![hand(Side::Right, Target::Prop(0, PropPlace::SeatRight))];
    let twist = bent(
        Base::SeatedFloor,
        &[(spine(J::Thoracic), M::RotationLeft, 35.0)],
    );
    let mut strap = bent(Base::LongSitting, &[(spine(J::Lumbar), M::Flexion, 30.0)]);
    strap.props = vec![prop(
        PropKind::Strap,
        Stand::Along(vec![
            Knot::Body(Place::on(Spot::Palm, Side::Left)),
            Knot::Body(Place::on(Spot::BallOfFoot, Side::Left)),
            Knot::Body(Place::on(Spot::Palm, Side::Right)),
        ]),
    )];
    let mut cow = bent(
        Base::HandsAndKnees,
        &[
            (spine(J::Lumbar), M::Extension, 15.0),
            (spine(J::Thoracic), M::Extension, 15.0),
        ],
    );
    cow.views[0].yaw = 80.0;
    let mut child = bent(
        Base::KneelingBack,
        &[both(J::Shoulder, M::Flexion, 150.0)].concat(),
    );
    child.keyframes[1].root = Some(Root {
        tilt: 60.0,
        ..Root::default()
    });
    let dog = bent(Base::HandsAndFeet, &[(spine(J::Neck), M::Flexion, 10.0)]);
    let mut roller = bent(Base::Supine, &[(spine(J::Thoracic), M::Extension, 20.0)]);
    roller.keyframes[0].root = Some(Root {
        up: 15.0,
        ..Root::default()
    });
    roller.props = vec![prop(
        PropKind::FoamRoller,
        Stand::On(Place::middle(Spot::UpperBack)),
    )];
    roller.presses = vec![Place::middle(Spot::UpperBack)];
    let mut cobra = bent(Base::Prone, &[(spine(J::Lumbar), M::Extension, 20.0)]);
    cobra.views[0].yaw = 70.0;
    let mut open = bent(
        Base::SideLying,
        &[(
            Joint::on(J::Shoulder, Side::Left),
            M::HorizontalAbduction,
            40.0,
        )],
    );
    open.views[0].pitch = 35.0;
    let mut circle = bent(
        Base::OnBall,
        &[both(J::Girdle, M::Elevation, 30.0)].concat(),
    );
    circle.path = Path::Round;
    circle.cycle = Some(4.0);
    let superman = bent(
        Base::ProneOnBall,
        &[both(J::Girdle, M::Retraction, 20.0)].concat(),
    );
    vec![
        ("angels", angels),
        ("neck", neck),
        ("twist", twist),
        ("strap", strap),
        ("cow", cow),
        ("child", child),
        ("dog", dog),
        ("roller", roller),
        ("cobra", cobra),
        ("open", open),
        ("circle", circle),
        ("on-ball", superman),
    ]
}

#[test]
fn golden_pictures_are_as_they_were() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let bases: std::collections::BTreeSet<Base> =
        examples().iter().map(|(_, one)| one.base).collect();
    assert_eq!(bases.len(), Base::ALL.len(), "every base has an example");
    let mut wrong = Vec::new();
    for (name, movement) in examples() {
        let figure = Figure::new(&movement);
        let labels = svg::Labels {
            title: name,
            description: name,
            theme: None,
        };
        let text = svg::still(
            &figure.stage(0, Shown::default()).picture(Moment::at(1.0)),
            &labels,
        );
        parsed(&text);
        let path = folder.join(format!("{name}.svg"));
        if update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, text).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "not as before, look at them: {wrong:?}");
}

#[test]
fn a_still_and_a_moving_picture_are_whole_documents() {
    for (name, movement) in examples() {
        let figure = Figure::new(&movement);
        let stage = figure.stage(0, Shown::default());
        hold_svg(&svg::still(&stage.picture(Moment::at(0.5)), &LABELS));
        let film = Film::new(
            &movement,
            Pace {
                out: 1.0,
                back: 1.0,
            },
            100,
        );
        for mirrored in [false, true] {
            let text = svg::moving(&figure, 0, mirrored, &film, &LABELS);
            hold_svg(&text);
            let document = parsed(&text);
            let style = document
                .descendants()
                .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "style")));
            let style = style.unwrap().text().unwrap();
            let calm = style
                .split("@media (prefers-reduced-motion:reduce)")
                .nth(1)
                .unwrap();
            assert!(
                calm.contains("animation:none") && calm.contains("visibility:visible"),
                "{name}"
            );
            assert!(style.contains("prefers-color-scheme:dark"));
            // Every frame that a style shows is there, and every use has what it refers to.
            let ids: std::collections::BTreeSet<&str> = document
                .descendants()
                .filter_map(|node| node.attribute("id"))
                .collect();
            for node in document.descendants() {
                if let Some(href) = node.attribute("href") {
                    assert!(ids.contains(href.trim_start_matches('#')), "{href}");
                }
            }
            let frames = document
                .descendants()
                .filter(|node| node.attribute("class") == Some("f"))
                .count();
            assert!(
                frames > 4 && ids.contains(format!("f{}", frames - 1).as_str()),
                "{name}"
            );
        }
    }
}

/// Where a mark of a material first and last stands in a picture, of those that cover a point.
fn covers(picture: &Picture, at: DVec2, material: Material) -> Option<usize> {
    picture.marks.iter().rposition(|mark| match mark {
        Mark::Fill { points, ink, .. } => ink.material == material && holds(points, at),
        Mark::Line { .. } => false,
    })
}

fn holds(polygon: &[DVec2], at: DVec2) -> bool {
    (0..polygon.len())
        .filter(|index| {
            let (a, b) = (polygon[*index], polygon[(*index + 1) % polygon.len()]);
            (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
        })
        .count()
        % 2
        == 1
}

#[test]
fn what_is_in_front_is_painted_later() {
    // Both forearms before the chest.
    let mut movement = still(Base::Standing);
    movement.keyframes[1].reaches = Side::BOTH
        .map(|side| hand(side, Target::Body(Place::on(Spot::Chest, side.other()))))
        .to_vec();
    for (yaw, in_front) in [(0.0, true), (180.0, false), (30.0, true), (-150.0, false)] {
        movement.views[0].yaw = yaw;
        movement.views[0].pitch = 0.0;
        let figure = Figure::new(&movement);
        let body = figure.body(Moment::at(1.0));
        let shown = Shown {
            feels: false,
            arrows: false,
            floor: false,
        };
        let picture = figure.stage(0, shown).picture(Moment::at(1.0));
        let camera = unhunch_figure::Camera::new(&movement.views[0]);
        for side in Side::BOTH {
            let hand = camera.flat(Place::on(Spot::BackOfHand, side).at(&body));
            let skin = covers(&picture, hand, Material::Skin);
            let shirt = covers(&picture, hand, Material::Shirt).unwrap();
            let is_later = skin.is_some_and(|skin| skin > shirt);
            assert_eq!(is_later, in_front, "{side} hand from {yaw}");
        }
    }
}

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn pictures_hold_only_finite_points(movement in movement(300.0), along in 0.0..=1.0_f64) {
        let figure = Figure::new(&movement);
        let stage = figure.stage(0, Shown::default());
        let picture = stage.picture(Moment { along, returning: false, breath: along });
        prop_assert!(picture.from.is_finite() && picture.to.is_finite());
        prop_assert!(picture.size().x > 0.0 && picture.size().y > 0.0);
        for mark in &picture.marks {
            prop_assert!(mark.points().iter().all(|point| point.is_finite()));
        }
        let text = svg::still(&picture, &LABELS);
        prop_assert!(Document::parse(&text).is_ok());
        let raster = Raster { theme: Theme::Light, ground: None, aspect: 1.0 };
        prop_assert!(paint(&picture, 40, 40, &raster).is_some());
    }
}
