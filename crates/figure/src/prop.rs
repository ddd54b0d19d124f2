//! Things that a person stands by, sits on, holds or lies over.

use glam::{DQuat, DVec3};
use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::skeleton::{Body, mirror};
use crate::words::words;

words! {
    /// A kind of thing.
    pub enum PropKind ("a thing") {
        /// A wall, upright; its own front (z) faces the room.
        Wall = "wall",
        /// A chair with a back and no arms; its origin lies on the floor under the middle of the seat.
        Chair = "chair",
        /// The two posts of a door.
        DoorFrame = "door-frame",
        /// A foam roller, lying across.
        FoamRoller = "foam-roller",
        /// A towel rolled up, lying across.
        RolledTowel = "rolled-towel",
        /// A tennis ball.
        TennisBall = "tennis-ball",
        /// A lacrosse ball.
        LacrosseBall = "lacrosse-ball",
        /// A large exercise ball.
        ExerciseBall = "exercise-ball",
        /// A small ridged roller for the back.
        BackRoller = "back-roller",
        /// An elastic band.
        ResistanceBand = "resistance-band",
        /// Two straps with handles, hung from above.
        SuspensionBands = "suspension-bands",
        /// A strap that does not stretch.
        Strap = "strap",
        /// A cushion.
        Cushion = "cushion",
        /// Something cold.
        ColdPack = "cold-pack",
        /// Something warm.
        HeatPack = "heat-pack",
        /// A table.
        Table = "table",
    }
}

words! {
    /// A place on a thing, for a hand, a foot or an elbow.
    pub enum PropPlace ("a place on a thing") {
        /// Its middle.
        Middle = "middle",
        /// Its highest place.
        Top = "top",
        /// The front of it.
        Front = "front",
        /// Its left part, as seen by a person who faces along its own z.
        Left = "left",
        /// Its right part.
        Right = "right",
        /// Of a chair: the top of its back.
        BackTop = "back-top",
        /// Of a chair: the left edge of its back.
        BackLeft = "back-left",
        /// Of a chair: the right edge of its back.
        BackRight = "back-right",
        /// Of a chair: the left edge of the seat.
        SeatLeft = "seat-left",
        /// Of a chair: the right edge of the seat.
        SeatRight = "seat-right",
    }
}

/// The height of a chair's seat, in cm.
pub(crate) const SEAT_HEIGHT: f64 = 45.0;
/// Half of the seat's breadth and depth.
pub(crate) const SEAT_HALF: f64 = 21.0;
/// The top of a chair's back.
pub(crate) const BACK_TOP: f64 = 88.0;
/// The height of a table.
pub(crate) const TABLE_HEIGHT: f64 = 72.0;
/// From the middle of a door to the middle of a post.
pub(crate) const POST: f64 = 47.0;
/// Half the breadth of a post.
pub(crate) const POST_HALF: f64 = 5.0;

impl PropKind {
    /// The radius of what is round, in cm.
    #[must_use]
    pub fn radius(self) -> Option<f64> {
        Some(match self {
            Self::FoamRoller => 7.5,
            Self::RolledTowel => 5.0,
            Self::TennisBall => 3.3,
            Self::LacrosseBall => 3.2,
            Self::ExerciseBall => 27.0,
            Self::BackRoller => 4.0,
            _ => return None,
        })
    }

    /// Half the length of what lies across, in cm.
    #[must_use]
    pub fn half_length(self) -> f64 {
        match self {
            Self::FoamRoller => 30.0,
            Self::RolledTowel => 22.0,
            Self::BackRoller => 9.0,
            _ => 0.0,
        }
    }

    /// Half the sizes of what is like a box, in cm.
    #[must_use]
    pub fn half_size(self) -> Option<DVec3> {
        Some(match self {
            Self::Cushion => DVec3::new(19.0, 6.0, 14.0),
            Self::ColdPack | Self::HeatPack => DVec3::new(11.0, 8.0, 1.6),
            _ => return None,
        })
    }

    /// Whether it is drawn along points, like a rope.
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(
            self,
            Self::ResistanceBand | Self::SuspensionBands | Self::Strap
        )
    }

    /// The places that can be touched, of which [`Prop::place`] tells where they are.
    #[must_use]
    pub fn places(self) -> &'static [PropPlace] {
        match self {
            Self::Chair => &[
                PropPlace::Middle,
                PropPlace::Top,
                PropPlace::Front,
                PropPlace::BackTop,
                PropPlace::BackLeft,
                PropPlace::BackRight,
                PropPlace::SeatLeft,
                PropPlace::SeatRight,
            ],
            Self::DoorFrame => &[PropPlace::Left, PropPlace::Right],
            Self::ResistanceBand | Self::SuspensionBands | Self::Strap => &[],
            _ => &[
                PropPlace::Middle,
                PropPlace::Top,
                PropPlace::Front,
                PropPlace::Left,
                PropPlace::Right,
            ],
        }
    }
}

/// A point of a rope: on the body, or in space.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Knot {
    /// A place on the body.
    Body(Place),
    /// A point in space, in cm.
    Point(DVec3),
}

/// Where a thing is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Stand {
    /// In space: its origin in cm. For what is round that is its middle, for chair, table, wall and door
    /// the floor.
    At(DVec3),
    /// Touching the skin from outside, at a place on the body; moves with it.
    On(Place),
    /// Along points, for what is like a rope.
    Along(Vec<Knot>),
}

/// A thing, and where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prop {
    /// What it is.
    pub kind: PropKind,
    /// Where.
    pub stand: Stand,
    /// How far it is turned to the left, in degrees.
    pub turn: f64,
    /// How far it is tipped forward, in degrees.
    pub tip: f64,
}

impl Prop {
    /// Where its origin is, and how it is turned, beside a body.
    #[must_use]
    pub fn stands(&self, body: &Body) -> (DVec3, DQuat) {
        let turn = DQuat::from_rotation_y(self.turn.to_radians())
            * DQuat::from_rotation_x(self.tip.to_radians());
        match &self.stand {
            Stand::At(at) => (*at, turn),
            Stand::On(place) => {
                let out = place.facing(body);
                let thick = self
                    .kind
                    .radius()
                    .or(self.kind.half_size().map(|half| half.z))
                    .unwrap_or(0.0);
                let (segment, ..) = place.anchor();
                let carried = body.frame(segment).turn * turn;
                (place.at(body) + out * thick, carried)
            }
            Stand::Along(_) => (DVec3::ZERO, turn),
        }
    }

    /// The points of a rope beside a body.
    #[must_use]
    pub fn knots(&self, body: &Body) -> Vec<DVec3> {
        let Stand::Along(knots) = &self.stand else {
            return Vec::new();
        };
        knots
            .iter()
            .map(|knot| match knot {
                Knot::Body(place) => place.at(body),
                Knot::Point(at) => *at,
            })
            .collect()
    }

    /// Where a place of it is, and which way its surface faces there.
    #[must_use]
    pub fn place(&self, place: PropPlace, body: &Body) -> (DVec3, DVec3) {
        let (at, turn) = self.stands(body);
        let (own, out) = self.own_place(place);
        (at + turn * own, turn * out)
    }

    fn own_place(&self, place: PropPlace) -> (DVec3, DVec3) {
        let v = DVec3::new;
        match self.kind {
            PropKind::Chair => match place {
                PropPlace::BackTop => (v(0.0, BACK_TOP, -SEAT_HALF), DVec3::Y),
                PropPlace::BackLeft => (v(18.0, BACK_TOP - 12.0, -SEAT_HALF), DVec3::X),
                PropPlace::BackRight => (v(-18.0, BACK_TOP - 12.0, -SEAT_HALF), DVec3::NEG_X),
                PropPlace::SeatLeft => (v(SEAT_HALF, SEAT_HEIGHT, 4.0), DVec3::X),
                PropPlace::SeatRight => (v(-SEAT_HALF, SEAT_HEIGHT, 4.0), DVec3::NEG_X),
                PropPlace::Front => (v(0.0, SEAT_HEIGHT, SEAT_HALF), DVec3::Z),
                _ => (v(0.0, SEAT_HEIGHT, 0.0), DVec3::Y),
            },
            PropKind::Table => (v(0.0, TABLE_HEIGHT, 0.0), DVec3::Y),
            PropKind::DoorFrame => {
                let side = match place {
                    PropPlace::Left => 1.0,
                    PropPlace::Right => -1.0,
                    _ => 0.0,
                };
                (v(side * POST, 0.0, -POST_HALF), DVec3::NEG_Z)
            }
            kind => {
                let half = kind.half_size().unwrap_or_else(|| {
                    let radius = kind.radius().unwrap_or(0.0);
                    v(radius.max(kind.half_length()), radius, radius)
                });
                match place {
                    PropPlace::Top => (v(0.0, half.y, 0.0), DVec3::Y),
                    PropPlace::Front => (v(0.0, 0.0, half.z), DVec3::Z),
                    PropPlace::Left => (v(half.x, 0.0, 0.0), DVec3::X),
                    PropPlace::Right => (v(-half.x, 0.0, 0.0), DVec3::NEG_X),
                    _ => (DVec3::ZERO, DVec3::Y),
                }
            }
        }
    }

    /// How far a point is outside of the thing's surface, in cm; negative inside. None for ropes.
    #[must_use]
    pub fn outside(&self, point: DVec3, body: &Body) -> Option<f64> {
        let (at, turn) = self.stands(body);
        let own = turn.inverse() * (point - at);
        if let Some(radius) = self.kind.radius() {
            let along = own.x.abs() - self.kind.half_length();
            return Some(DVec3::new(along.max(0.0), own.y, own.z).length() - radius);
        }
        if self.kind == PropKind::Wall {
            return Some(own.z);
        }
        self.boxes()
            .iter()
            .map(|(middle, half)| box_distance(own - *middle, *half))
            .reduce(f64::min)
    }

    /// The boxes that it is made of, in its own axes: middle and half sizes, in cm.
    #[must_use]
    pub fn boxes(&self) -> Vec<(DVec3, DVec3)> {
        let v = DVec3::new;
        match self.kind {
            PropKind::Chair => vec![
                (v(0.0, SEAT_HEIGHT - 2.0, 0.0), v(SEAT_HALF, 2.0, SEAT_HALF)),
                (
                    v(0.0, 75.0, -SEAT_HALF - 1.5),
                    v(18.0, BACK_TOP - 75.0, 1.5),
                ),
            ],
            PropKind::Table => vec![(v(0.0, TABLE_HEIGHT - 1.5, 0.0), v(55.0, 1.5, 30.0))],
            PropKind::DoorFrame => vec![
                (v(POST, 100.0, 0.0), v(POST_HALF, 100.0, POST_HALF)),
                (v(-POST, 100.0, 0.0), v(POST_HALF, 100.0, POST_HALF)),
            ],
            kind => kind
                .half_size()
                .map(|half| (DVec3::ZERO, half))
                .into_iter()
                .collect(),
        }
    }

    /// The mirror image of it.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let stand = match &self.stand {
            Stand::At(at) => Stand::At(mirror(*at)),
            Stand::On(place) => Stand::On(place.mirrored()),
            Stand::Along(knots) => Stand::Along(
                knots
                    .iter()
                    .map(|knot| match knot {
                        Knot::Body(place) => Knot::Body(place.mirrored()),
                        Knot::Point(at) => Knot::Point(mirror(*at)),
                    })
                    .collect(),
            ),
        };
        Self {
            kind: self.kind,
            stand,
            turn: -self.turn,
            tip: self.tip,
        }
    }
}

/// How far a point is outside of a box around the origin.
fn box_distance(point: DVec3, half: DVec3) -> f64 {
    let beyond = point.abs() - half;
    beyond.max(DVec3::ZERO).length() + beyond.max_element().min(0.0)
}
