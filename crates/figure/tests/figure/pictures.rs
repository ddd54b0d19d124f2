//! Pictures: finite, in order, and well-formed as SVG; the body map; terminal cells; golden files.

use proptest::prelude::*;
use roxmltree::Document;
use unhunch_figure::check::Pace;
use unhunch_figure::raster::{Raster, paint};
use unhunch_figure::{
    Base, Camera, DVec2, Figure, Film, Mark, Material, Moment, Picture, Place, Shown, Side, Spot,
    Target, Theme, Word, svg,
};

use crate::examples::examples;
use crate::movements::{hand, movement, still};

pub(crate) const LABELS: svg::Labels<'static> = svg::Labels {
    title: "Neck & \"neck\" <stretch>",
    description: "A person tilts the head.\u{0} It's easy.",
    theme: None,
};

fn parsed(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Holds an SVG to what every one of them has.
pub(crate) fn hold_svg(text: &str) {
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
fn a_book_has_every_leaf_that_it_says() {
    for (name, movement) in examples() {
        let figure = Figure::new(&movement);
        let wanted = svg::Book {
            steps: 6,
            breaths: 3,
        };
        let text = svg::book(&figure, 0, wanted, &LABELS);
        hold_svg(&text);
        let document = parsed(&text);
        let root = document.root_element();
        let says = |what: &str| root.attribute(what).unwrap();
        assert_eq!(says("data-path"), movement.path.word(), "{name}");
        assert_eq!(says("data-steps"), "6");
        assert_eq!(
            root.attribute("data-side").is_some(),
            movement.side.is_some()
        );
        let leaves: Vec<&str> = document
            .descendants()
            .filter(|node| matches!(node.attribute("class"), Some("f" | "f on")))
            .filter_map(|node| node.attribute("id"))
            .collect();
        let mut expected: Vec<String> = (0..=6).map(|at| format!("o{at}")).collect();
        if says("data-returns") == "true" {
            expected.extend((0..=6).map(|at| format!("r{at}")));
        }
        let breathes = movement.path == unhunch_figure::Path::ThereAndBack;
        assert_eq!(says("data-breaths"), if breathes { "3" } else { "0" });
        if breathes {
            expected.extend((0..=3).map(|at| format!("b{at}")));
        }
        assert_eq!(leaves, expected, "{name}");
        let on: Vec<_> = document
            .descendants()
            .filter(|node| node.attribute("class") == Some("f on"))
            .collect();
        assert_eq!(on.len(), 1);
        // The end of the work is drawn as the still is, breathed out.
        let stage = figure.stage(0, Shown::default());
        let still = svg::still(&stage.picture(Moment::at(1.0)), &LABELS);
        let still = parsed(&still);
        let paths = |node: roxmltree::Node<'_, '_>| {
            let drawn = node.children().filter(|child| child.is_element());
            drawn
                .filter(|child| ["path", "use"].contains(&child.tag_name().name()))
                .count()
        };
        let end = if breathes { "b0" } else { "o6" };
        let leaf = document
            .descendants()
            .find(|node| node.attribute("id") == Some(end));
        if movement.path == unhunch_figure::Path::ThereAndBack {
            assert_eq!(
                paths(root) + paths(leaf.unwrap()),
                paths(still.root_element()),
                "{name}"
            );
        }
        let ids: std::collections::BTreeSet<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect();
        for node in document.descendants() {
            if let Some(href) = node.attribute("href") {
                assert!(ids.contains(href.trim_start_matches('#')), "{href}");
            }
        }
    }
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

pub(crate) fn holds(polygon: &[DVec2], at: DVec2) -> bool {
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
        let camera = Camera::new(&movement.views[0]);
        for side in Side::BOTH {
            let hand = camera.flat(Place::on(Spot::BackOfHand, side).at(&body));
            let skin = covers(&picture, hand, Material::Skin);
            let shirt = covers(&picture, hand, Material::Shirt).unwrap();
            let is_later = skin.is_some_and(|skin| skin > shirt);
            assert_eq!(is_later, in_front, "{side} hand from {yaw}");
        }
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
