//! Holds the real content to its figures: each technique has one, and each area and muscle a place on the body.

use std::collections::BTreeSet;

use unhunch_figure::{Figure, Moment, Region, Segment, Word};

#[test]
fn each_technique_has_a_figure() {
    let library = unhunch_bundle::library();
    let missing: Vec<&str> = library
        .techniques()
        .iter()
        .map(|technique| technique.id.as_str())
        .filter(|id| library.figure(id).is_none())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn each_area_and_muscle_is_a_region_and_nothing_else_is() {
    let library = unhunch_bundle::library();
    let vocabulary = library.vocabulary();
    let areas = vocabulary.areas.iter().map(|area| area.id.as_str());
    let muscles = vocabulary.muscles.iter().map(|muscle| muscle.id.as_str());
    let named: BTreeSet<&str> = areas.chain(muscles).collect();
    let drawn: BTreeSet<&str> = Region::WORDS.iter().copied().collect();
    assert_eq!(named, drawn);
}

#[test]
fn no_figure_jumps_while_it_moves() {
    let library = unhunch_bundle::library();
    let mut wrong = Vec::new();
    for technique in library.techniques() {
        let Some(movement) = library.figure(technique.id.as_str()) else {
            continue;
        };
        let figure = Figure::new(movement);
        let steps = 200;
        for returning in [false, true] {
            let bodies = (0..=steps).map(|step| {
                figure.body(Moment {
                    along: f64::from(step) / f64::from(steps),
                    returning,
                    breath: 0.0,
                })
            });
            let bodies: Vec<_> = bodies.collect();
            for (step, pair) in bodies.windows(2).enumerate() {
                let moved = Segment::all()
                    .map(|segment| (pair[0].end(segment) - pair[1].end(segment)).length())
                    .fold(0.0, f64::max);
                // A two-hundredth of the way is a few cm at most.
                if moved > 12.0 {
                    wrong.push(format!(
                        "{} at {step}: {moved:.1} cm",
                        technique.id.as_str()
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
