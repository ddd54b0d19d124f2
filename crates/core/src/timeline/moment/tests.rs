//! Which moment a segment shows, kind by kind.

use unhunch_figure::{Base, Breathing, Crop, Movement as Figure, Path, Side as Drawn, View};

use super::super::layout::empty;
use super::super::segment::Phase;
use super::*;
use crate::content::Id;

fn figure() -> Figure {
    Figure {
        base: Base::Standing,
        side: Some(Drawn::Left),
        direction: None,
        views: vec![View {
            yaw: 0.0,
            pitch: 0.0,
            crop: Crop::Whole,
        }],
        props: Vec::new(),
        path: Path::ThereAndBack,
        breathing: Breathing::Holds,
        cycle: None,
        feels: Vec::new(),
        arrows: Vec::new(),
        presses: Vec::new(),
        keyframes: Vec::new(),
    }
}

fn segment(kind: Kind, duration_ms: u64) -> Segment {
    Segment {
        side: Some(Side::Left),
        ..empty(kind, duration_ms)
    }
}

fn phases(phases: &[(Movement, u64)]) -> Vec<Phase> {
    let phase = |(movement, ms): &(Movement, u64)| Phase {
        movement: *movement,
        ms: *ms,
    };
    phases.iter().map(phase).collect()
}

/// How far along, and whether on the way back.
fn at(segment: &Segment, offset: u64, figure: &Figure) -> (f64, bool) {
    let moment = segment.posed(offset, figure).moment;
    ((moment.along * 1000.0).round() / 1000.0, moment.returning)
}

#[test]
fn getting_ready_shows_the_movement_in_advance() {
    let (ready, figure) = (segment(Kind::GetReady, 10_000), figure());
    assert_eq!(at(&ready, 0, &figure), (0.0, false));
    assert_eq!(at(&ready, 1250, &figure), (0.5, false));
    assert_eq!(at(&ready, 3000, &figure), (1.0, false));
    assert_eq!(at(&ready, 3700 + 1250, &figure), (0.5, true));
    assert_eq!(at(&ready, 6500, &figure), (0.0, false));
    // And again.
    assert_eq!(at(&ready, 7000 + 1250, &figure), (0.5, false));
}

#[test]
fn a_hold_is_eased_into_and_then_breathes() {
    let (hold, figure) = (segment(Kind::Work, 30_000), figure());
    assert_eq!(at(&hold, 0, &figure), (0.0, false));
    assert_eq!(at(&hold, 2000, &figure), (0.5, false));
    for offset in [4000, 15_000, 30_000, 99_000] {
        assert_eq!(at(&hold, offset, &figure), (1.0, false));
    }
    let breath = |offset| hold.posed(offset, &figure).moment.breath;
    assert_eq!(breath(14_000), 1.0);
    assert_eq!(breath(20_000), 0.0);
    assert!(breath(12_000) > 0.4 && breath(17_000) > 0.4);
    // A short hold is eased into in a quarter of it; a later spot is gone to from the one before.
    assert_eq!(at(&segment(Kind::Work, 4000), 1000, &figure).0, 1.0);
    let mut later = hold.clone();
    later.spot = Some(2);
    assert_eq!(at(&later, 0, &figure), (1.0, false));
}

#[test]
fn repetitions_go_at_their_tempo() {
    let mut rep = segment(Kind::Work, 5000);
    rep.rep = Some(3);
    rep.phases = phases(&[
        (Movement::There, 2000),
        (Movement::Hold, 1000),
        (Movement::Back, 2000),
    ]);
    let mut figure = figure();
    assert_eq!(at(&rep, 0, &figure), (0.0, false));
    assert_eq!(at(&rep, 1000, &figure), (0.5, false));
    assert_eq!(at(&rep, 2500, &figure), (1.0, false));
    assert_eq!(at(&rep, 4000, &figure), (0.5, true));
    assert_eq!(at(&rep, 5000, &figure), (0.0, true));
    // A round path goes around once in each.
    figure.path = Path::Round;
    assert_eq!(at(&rep, 1250, &figure), (0.25, false));
    assert_eq!(at(&rep, 5000, &figure), (1.0, false));
}

#[test]
fn breaths_are_held_in_or_moved_with() {
    let mut breath = segment(Kind::Work, 6000);
    breath.phases = phases(&[(Movement::In, 3000), (Movement::Out, 3000)]);
    breath.breath = Some(1);
    let mut figure = figure();
    // Held: the first breath in goes there, and then it stays.
    assert_eq!(at(&breath, 1500, &figure), (0.5, false));
    assert_eq!(at(&breath, 4500, &figure), (1.0, false));
    breath.breath = Some(2);
    assert_eq!(at(&breath, 0, &figure), (1.0, false));
    assert_eq!(breath.posed(3000, &figure).moment.breath, 1.0);
    // Moved: in is the way out, out is the way back.
    figure.breathing = Breathing::Moves;
    assert_eq!(at(&breath, 1500, &figure), (0.5, false));
    assert_eq!(at(&breath, 4500, &figure), (0.5, true));
    assert_eq!(at(&breath, 6000, &figure), (0.0, true));
}

#[test]
fn a_cycle_goes_around_and_around() {
    let mut figure = figure();
    figure.cycle = Some(4.0);
    for kind in [Kind::GetReady, Kind::Work] {
        let segment = segment(kind, 60_000);
        assert_eq!(at(&segment, 1000, &figure), (0.5, false));
        assert_eq!(at(&segment, 3000, &figure), (0.5, true));
        assert_eq!(at(&segment, 41_000, &figure), (0.5, false));
    }
    figure.path = Path::Round;
    let work = segment(Kind::Work, 60_000);
    assert_eq!(at(&work, 1000, &figure), (0.25, false));
    assert_eq!(at(&work, 7000, &figure), (0.75, false));
    figure.cycle = Some(f64::NAN);
    assert!(work.posed(7000, &figure).moment.along.is_finite());
}

#[test]
fn a_switch_leaves_the_old_side_and_shows_the_new_one() {
    let mut switch = segment(Kind::Switch, 4000);
    switch.side = Some(Side::Right);
    let mut figure = figure();
    // The figure shows the left; the old side was the left, the new one is its mirror image.
    assert!(!switch.posed(0, &figure).mirrored);
    assert_eq!(at(&switch, 0, &figure), (1.0, true));
    assert_eq!(at(&switch, 1000, &figure), (0.5, true));
    assert!(switch.posed(2000, &figure).mirrored);
    assert_eq!(at(&switch, 2000, &figure), (0.0, false));
    // Without sides there is nothing to mirror.
    figure.side = None;
    assert!(!switch.posed(0, &figure).mirrored && !switch.posed(3000, &figure).mirrored);
}

#[test]
fn a_rest_goes_back_and_stays_there() {
    let figure = figure();
    for kind in [Kind::Rest, Kind::Closing] {
        let rest = segment(kind, 20_000);
        assert_eq!(at(&rest, 0, &figure), (1.0, true));
        assert_eq!(at(&rest, 2000, &figure), (0.5, true));
        assert_eq!(at(&rest, 4000, &figure), (0.0, true));
        assert_eq!(at(&rest, 20_000, &figure), (0.0, true));
    }
    // Nothing is divided by a duration of 0.
    assert_eq!(at(&segment(Kind::Rest, 0), 0, &figure), (1.0, true));
}

#[test]
fn another_direction_goes_through_it_backward() {
    let mut figure = figure();
    figure.direction = Some("backward".to_owned());
    figure.path = Path::Round;
    figure.cycle = Some(4.0);
    let mut work = segment(Kind::Work, 60_000);
    work.direction = Id::new("backward");
    assert_eq!(at(&work, 1000, &figure), (0.25, false));
    work.direction = Id::new("forward");
    assert_eq!(at(&work, 1000, &figure), (0.75, false));
    figure.path = Path::ThereAndBack;
    assert_eq!(at(&work, 1000, &figure), (0.5, true));
}

#[test]
fn the_other_side_is_mirrored() {
    let mut figure = figure();
    let mut work = segment(Kind::Work, 20_000);
    assert!(!work.posed(0, &figure).mirrored);
    work.side = Some(Side::Right);
    assert!(work.posed(0, &figure).mirrored);
    figure.side = Some(Drawn::Right);
    assert!(!work.posed(0, &figure).mirrored);
    work.side = None;
    assert!(!work.posed(0, &figure).mirrored);
}
