//! A figure: the whole of what a figure file says, and the body at any moment of it.

use glam::DVec3;
use serde::{Deserialize, Serialize};

use crate::base::Rest;
use crate::place::Place;
use crate::pose::{Base, End, Keyframe, Phase, Touch};
use crate::prop::Prop;
use crate::region::Feel;
use crate::side::Side;
use crate::skeleton::Body;
use crate::solve::{Stance, breathe};
use crate::words::words;

words! {
    /// How much of the body a view shows.
    pub enum Crop ("a part of the body to show") {
        /// All of it.
        Whole = "whole",
        /// From the hips up.
        Upper = "upper",
    }
}

words! {
    /// How a movement goes through its keyframes.
    pub enum Path ("a path") {
        /// Out through the `work` keyframes, and back the same way or through the `return` ones.
        ThereAndBack = "there-and-back",
        /// Around and around, without a stop.
        Round = "round",
    }
}

words! {
    /// What a breath does.
    pub enum Breathing ("what a breath does") {
        /// The pose is held, and the chest breathes in it.
        Holds = "holds",
        /// In is the way out, and out is the way back.
        Moves = "moves",
    }
}

/// From where the person is seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Around the person, in degrees: 0 from the front, 90 from the person's left.
    pub yaw: f64,
    /// From above, in degrees.
    pub pitch: f64,
    /// What is shown.
    pub crop: Crop,
}

/// How a technique moves: what a figure file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Movement {
    /// Where it starts from.
    pub base: Base,
    /// The side that the keyframes show; none when the movement has no sides.
    pub side: Option<Side>,
    /// The direction that the keyframes show, of a movement that has several; any other one goes through
    /// them backward.
    pub direction: Option<String>,
    /// From where it is seen; the first is the best. Never empty.
    pub views: Vec<View>,
    /// The things in it. What the base brings comes after these.
    pub props: Vec<Prop>,
    /// How it goes through the keyframes.
    pub path: Path,
    /// What a breath does.
    pub breathing: Breathing,
    /// How long one way around takes where nothing sets the pace, in seconds; none for what is held.
    pub cycle: Option<f64>,
    /// Where it is felt.
    pub feels: Vec<Feel>,
    /// Places whose way is shown by an arrow.
    pub arrows: Vec<Place>,
    /// Places that something presses on.
    pub presses: Vec<Place>,
    /// The poses: at least one of phase `start`, first, and at least one of phase `work`.
    pub keyframes: Vec<Keyframe>,
}

/// A moment of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moment {
    /// From 0, the start, to 1, the end of the work. On a round path: how much of the way around is done.
    pub along: f64,
    /// Whether it is on the way back.
    pub returning: bool,
    /// From 0, breathed out, to 1, breathed in.
    pub breath: f64,
}

impl Moment {
    /// A moment on the way out.
    #[must_use]
    pub fn at(along: f64) -> Self {
        Self {
            along,
            ..Self::default()
        }
    }
}

/// A reach that was tried: what reached, of which side, and by how many cm it misses.
pub type Miss = (End, Side, f64);

/// A movement made ready to be asked for bodies.
#[derive(Debug, Clone)]
pub struct Figure {
    movement: Movement,
    props: Vec<Prop>,
    stances: Vec<Stance>,
    out: Vec<usize>,
    back: Vec<usize>,
    around: Vec<usize>,
    grips: [bool; 2],
}

impl Figure {
    /// Makes a movement ready. A movement without keyframes stands in its base.
    #[must_use]
    pub fn new(movement: &Movement) -> Self {
        Self::over(movement.sane(), &movement.base.rest())
    }

    /// As [`Figure::new`], for keyframes and things that are written for the other side: the base is the mirror
    /// image of itself.
    #[must_use]
    pub fn other_side(movement: &Movement) -> Self {
        Self::over(movement.sane(), &movement.base.rest().mirrored())
    }

    fn over(movement: Movement, rest: &Rest) -> Self {
        let mut props: Vec<Prop> = Vec::new();
        // A thing of the same kind in the file stands for the base's own.
        let own = rest
            .prop
            .clone()
            .filter(|own| movement.props.iter().all(|prop| prop.kind != own.kind));
        props.extend(movement.props.iter().cloned());
        props.extend(own);
        let first = movement.keyframes.first();
        let still = Keyframe {
            phase: Phase::Start,
            root: None,
            joints: Vec::new(),
            reaches: Vec::new(),
            promises: Vec::new(),
        };
        let mut stances: Vec<Stance> = movement
            .keyframes
            .iter()
            .enumerate()
            .map(|(index, keyframe)| {
                let first = first.filter(|_| index > 0);
                Stance::new(rest, first, keyframe)
            })
            .collect();
        if stances.is_empty() {
            stances.push(Stance::new(rest, None, &still));
        }
        let of = |phase: Phase| {
            movement
                .keyframes
                .iter()
                .enumerate()
                .filter(move |(index, keyframe)| *index > 0 && keyframe.phase == phase)
                .map(|(index, _)| index)
        };
        let mut out = vec![0];
        out.extend(of(Phase::Start));
        out.extend(of(Phase::Work));
        let mut around = out.clone();
        around.extend(of(Phase::Return));
        around.push(0);
        let mut back: Vec<usize> = out.last().copied().into_iter().collect();
        back.extend(of(Phase::Return));
        if back.len() > 1 {
            back.push(0);
        } else {
            back = out.iter().rev().copied().collect();
        }
        let grips = Side::BOTH.map(|side| {
            movement.keyframes.iter().any(|keyframe| {
                keyframe.reaches.iter().any(|reach| {
                    reach.side == side && reach.end == End::Hand && reach.touch == Touch::Grip
                })
            })
        });
        Self {
            movement,
            props,
            stances,
            out,
            back,
            around,
            grips,
        }
    }

    /// What it was made of.
    #[must_use]
    pub fn movement(&self) -> &Movement {
        &self.movement
    }

    /// The things in it, those of the file first.
    #[must_use]
    pub fn props(&self) -> &[Prop] {
        &self.props
    }

    /// Which hands are closed around something: left, right.
    #[must_use]
    pub fn grips(&self) -> [bool; 2] {
        self.grips
    }

    /// The body of the n-th keyframe, and by how many cm each reach of it misses.
    #[must_use]
    pub fn keyframe(&self, index: usize) -> Option<(Body, Vec<Miss>)> {
        self.stances
            .get(index)
            .map(|stance| stance.body(&self.props))
    }

    /// The angles of the n-th keyframe, in degrees, those of the base included.
    #[must_use]
    pub fn angles(&self, index: usize) -> Option<&crate::joint::Joints> {
        self.stances.get(index).map(|stance| &stance.joints)
    }

    /// The keyframes on the way out and on the way back, by their place in the file.
    #[must_use]
    pub fn ways(&self) -> (&[usize], &[usize]) {
        (&self.out, &self.back)
    }

    /// The keyframes once around, by their place in the file; the first is the last again.
    #[must_use]
    pub fn around(&self) -> &[usize] {
        &self.around
    }

    /// The body at a moment. Figures that are no numbers count as 0.
    #[must_use]
    pub fn body(&self, moment: Moment) -> Body {
        let sane = |value: f64| {
            if value.is_finite() {
                value.clamp(0.0, 1.0)
            } else {
                0.0
            }
        };
        let along = sane(moment.along);
        let (from, to, part) = match self.movement.path {
            Path::Round => leg(&self.around, along),
            Path::ThereAndBack if moment.returning => leg(&self.back, 1.0 - along),
            Path::ThereAndBack => leg(&self.out, along),
        };
        let breath = sane(moment.breath);
        let mut misses = Vec::new();
        self.stances[from].toward(
            &self.stances[to],
            part,
            |joints| breathe(joints, breath),
            &self.props,
            &mut misses,
        )
    }

    /// The moments that a whole movement passes, evenly, for measuring how much room it takes.
    pub(crate) fn passes(&self) -> impl Iterator<Item = Moment> {
        // Back on the same way, it takes the same room.
        let another = self.movement.path == Path::ThereAndBack
            && self
                .movement
                .keyframes
                .iter()
                .any(|one| one.phase == Phase::Return);
        let ways: &[bool] = if another { &[false, true] } else { &[false] };
        (0..=6).flat_map(move |step| {
            let along = f64::from(step) / 6.0;
            ways.iter().map(move |returning| Moment {
                along,
                returning: *returning,
                breath: 0.0,
            })
        })
    }

    /// Where the head, the hands and the feet are at the start, as a check that all is finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        let body = self.body(Moment::default());
        crate::skeleton::Segment::all().all(|segment| {
            let frame = body.frame(segment);
            frame.at.is_finite() && frame.turn.is_finite() && frame.at.abs().max_element() < 1e6
        })
    }
}

/// Which two of several stances a part of the way lies between, and how far from the first.
fn leg(way: &[usize], along: f64) -> (usize, usize, f64) {
    let legs = way.len().saturating_sub(1);
    if legs == 0 {
        let only = way.first().copied().unwrap_or(0);
        return (only, only, 0.0);
    }
    let place = along * legs as f64;
    let before = (place.floor() as usize).min(legs - 1);
    (way[before], way[before + 1], place - before as f64)
}

/// Starts and stops without a jerk: 0 to 1 with a speed that begins and ends at 0.
#[must_use]
pub fn ease(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// The corner of a box that holds all of some points, lowest and highest.
pub(crate) fn bounds(points: impl Iterator<Item = DVec3>) -> Option<(DVec3, DVec3)> {
    points.fold(None, |bounds, point| {
        Some(
            bounds.map_or((point, point), |(low, high): (DVec3, DVec3)| {
                (low.min(point), high.max(point))
            }),
        )
    })
}
