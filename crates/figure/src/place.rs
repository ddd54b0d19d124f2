//! Places on the body that a figure file can name: where a hand goes, what touches the floor.

use glam::DVec3;
use serde::{Deserialize, Serialize};

use crate::anthropometry::{self as measure, girth};
use crate::joint::sided;
use crate::side::Side;
use crate::skeleton::{Body, Segment};
use crate::words::{Word, words};

words! {
    /// A kind of place on the body's surface. Those marked with a side in [`Spot::is_paired`] are named
    /// `left-ear` and `right-ear`, the others as they are.
    pub enum Spot ("a place on the body") {
        /// The top of the head.
        Crown = "crown",
        /// The forehead.
        Forehead = "forehead",
        /// The chin.
        Chin = "chin",
        /// The back of the head.
        BackOfHead = "back-of-head",
        /// The side of the head above the ear.
        Temple = "temple",
        /// The ear.
        Ear = "ear",
        /// The back of the neck.
        Nape = "nape",
        /// The side of the neck.
        NeckSide = "neck-side",
        /// The breastbone.
        Breastbone = "breastbone",
        /// The chest muscle below the collarbone.
        Chest = "chest",
        /// The belly.
        Belly = "belly",
        /// Over the spine, between the shoulder blades.
        UpperBack = "upper-back",
        /// Over the spine, below the shoulder blades.
        MidBack = "mid-back",
        /// Over the lower spine.
        LowerBack = "lower-back",
        /// The back of the pelvis.
        Sacrum = "sacrum",
        /// The sitting bones.
        Seat = "seat",
        /// The top of the shoulder.
        ShoulderTop = "shoulder-top",
        /// The back of the shoulder.
        ShoulderBack = "shoulder-back",
        /// The outer end of the shoulder.
        ShoulderCap = "shoulder-cap",
        /// The shoulder blade.
        ShoulderBlade = "shoulder-blade",
        /// The slope between neck and shoulder, behind.
        Trapezius = "trapezius",
        /// The ribs below the armpit.
        Ribs = "ribs",
        /// The bony edge of the pelvis.
        HipBone = "hip-bone",
        /// The outside of the hip.
        HipSide = "hip-side",
        /// The tip of the elbow.
        Elbow = "elbow",
        /// The back of the upper arm.
        UpperArmBack = "upper-arm-back",
        /// The forearm, on the back of the hand's side.
        ForearmBack = "forearm-back",
        /// The forearm, on the palm's side.
        Forearm = "forearm",
        /// The palm.
        Palm = "palm",
        /// The back of the hand.
        BackOfHand = "back-of-hand",
        /// The tips of the fingers.
        Fingertips = "fingertips",
        /// The outside of the thigh, near the knee.
        OuterThigh = "outer-thigh",
        /// The top of the thigh.
        FrontOfThigh = "front-of-thigh",
        /// The front of the knee.
        Knee = "knee",
        /// The front of the shin.
        Shin = "shin",
        /// The heel.
        Heel = "heel",
        /// The sole under the ankle.
        Sole = "sole",
        /// The ball of the foot.
        BallOfFoot = "ball-of-foot",
        /// The tips of the toes.
        Toes = "toes",
        /// The upper side of the foot.
        Instep = "instep",
    }
}

impl Spot {
    /// Whether there is one on each side.
    #[must_use]
    pub fn is_paired(self) -> bool {
        !matches!(
            self,
            Self::Crown
                | Self::Forehead
                | Self::Chin
                | Self::BackOfHead
                | Self::Nape
                | Self::Breastbone
                | Self::Belly
                | Self::UpperBack
                | Self::MidBack
                | Self::LowerBack
                | Self::Sacrum
                | Self::Seat
        )
    }
}

/// A place on the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// What it is.
    pub spot: Spot,
    /// On which side; none in the middle.
    pub side: Option<Side>,
}

impl Place {
    /// A place in the middle.
    #[must_use]
    pub fn middle(spot: Spot) -> Self {
        Self { spot, side: None }
    }

    /// A place on a side.
    #[must_use]
    pub fn on(spot: Spot, side: Side) -> Self {
        Self {
            spot,
            side: Some(side),
        }
    }

    /// The place that a word names, such as `left-ear` or `chin`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        if let Some(spot) = Spot::from_word(word) {
            return (!spot.is_paired()).then_some(Self::middle(spot));
        }
        let (side, rest) = sided(word);
        let spot = Spot::from_word(rest)?;
        (spot.is_paired() && side.is_some()).then_some(Self { spot, side })
    }

    /// Every word that [`Place::named`] knows.
    #[must_use]
    pub fn words() -> Vec<String> {
        let places = Spot::ALL.iter().flat_map(|spot| {
            if spot.is_paired() {
                Side::BOTH.map(|side| Self::on(*spot, side)).to_vec()
            } else {
                vec![Self::middle(*spot)]
            }
        });
        places.map(|place| place.to_string()).collect()
    }

    /// The same place of the mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            side: self.side.map(Side::other),
            ..self
        }
    }

    /// The segment that carries the place, where on it, and which way the skin faces there; in the
    /// segment's own axes, in cm.
    #[must_use]
    pub fn anchor(self) -> (Segment, DVec3, DVec3) {
        let side = self.side.unwrap_or(Side::Left);
        let sign = side.sign();
        let v = |x: f64, y: f64, z: f64| DVec3::new(sign * x, y, z);
        let third = measure::THORAX / 3.0;
        let head = measure::HEAD - measure::HEAD_HEIGHT / 2.0;
        match self.spot {
            Spot::Crown => (Segment::Head, v(0.0, measure::HEAD, 1.0), v(0.0, 1.0, 0.0)),
            Spot::Forehead => (
                Segment::Head,
                v(0.0, head + 5.0, 1.6 + girth::HEAD_DEPTH * 0.89),
                v(0.0, 0.3, 1.0),
            ),
            Spot::Chin => (Segment::Head, v(0.0, head - 9.0, 8.6), v(0.0, -0.5, 1.0)),
            Spot::BackOfHead => (
                Segment::Head,
                v(0.0, head + 2.0, 1.6 - girth::HEAD_DEPTH),
                v(0.0, 0.0, -1.0),
            ),
            Spot::Temple => (
                Segment::Head,
                v(girth::HEAD_SIDE * 0.93, head + 4.0, 2.0),
                v(1.0, 0.2, 0.0),
            ),
            Spot::Ear => (
                Segment::Head,
                v(girth::HEAD_SIDE, head - 1.0, 0.5),
                v(1.0, 0.0, 0.0),
            ),
            Spot::Nape => (
                Segment::NeckLow,
                v(0.0, 3.0, -girth::NECK),
                v(0.0, 0.0, -1.0),
            ),
            Spot::NeckSide => (Segment::NeckLow, v(girth::NECK, 4.0, 0.0), v(1.0, 0.0, 0.0)),
            Spot::Breastbone => (
                Segment::ThoraxHigh,
                v(0.0, 0.0, girth::CHEST - 1.0),
                v(0.0, 0.0, 1.0),
            ),
            Spot::Chest => (
                Segment::ThoraxHigh,
                v(9.0, 0.5, girth::CHEST - 1.0),
                v(0.2, 0.2, 1.0),
            ),
            Spot::Belly => (
                Segment::LumbarHigh,
                v(0.0, 2.0, girth::WAIST),
                v(0.0, 0.0, 1.0),
            ),
            Spot::UpperBack => (
                Segment::ThoraxHigh,
                v(0.0, 0.0, -girth::CHEST),
                v(0.0, 0.0, -1.0),
            ),
            Spot::MidBack => (
                Segment::ThoraxLow,
                v(0.0, third, -girth::CHEST),
                v(0.0, 0.0, -1.0),
            ),
            Spot::LowerBack => (
                Segment::LumbarHigh,
                v(0.0, 0.0, -girth::WAIST),
                v(0.0, 0.0, -1.0),
            ),
            Spot::Sacrum => (
                Segment::Pelvis,
                v(0.0, 3.0, -girth::PELVIS_BACK),
                v(0.0, 0.0, -1.0),
            ),
            Spot::Seat => (
                Segment::Pelvis,
                v(0.0, -girth::SEAT, -1.0),
                v(0.0, -1.0, 0.0),
            ),
            Spot::ShoulderTop => (
                Segment::Girdle(side),
                v(measure::CLAVICLE * 0.62, 5.2, -1.0),
                v(0.2, 1.0, 0.0),
            ),
            Spot::ShoulderBack => (
                Segment::Girdle(side),
                v(measure::CLAVICLE, 0.0, -girth::SHOULDER),
                v(0.0, 0.0, -1.0),
            ),
            Spot::ShoulderCap => (
                Segment::Girdle(side),
                v(measure::CLAVICLE + girth::SHOULDER, 0.0, 0.0),
                v(1.0, 0.0, 0.0),
            ),
            Spot::ShoulderBlade => (
                Segment::Girdle(side),
                v(measure::CLAVICLE * 0.42, -6.0, -girth::CHEST),
                v(0.0, 0.0, -1.0),
            ),
            Spot::Trapezius => (Segment::Girdle(side), v(8.0, 4.5, -6.5), v(0.1, 0.6, -1.0)),
            Spot::UpperArmBack => (
                Segment::UpperArm(side),
                v(0.0, -measure::UPPER_ARM * 0.55, -4.6),
                v(0.0, 0.0, -1.0),
            ),
            Spot::ForearmBack => (
                Segment::Forearm(side),
                v(3.4, -measure::FOREARM * 0.55, 0.0),
                v(1.0, 0.0, 0.0),
            ),
            Spot::Toes => (
                Segment::Foot(side),
                v(0.0, -measure::ANKLE * 0.7, measure::FOOT - measure::HEEL),
                v(0.0, 0.0, 1.0),
            ),
            Spot::Ribs => (Segment::ThoraxMid, v(14.5, 3.0, 0.0), v(1.0, 0.0, 0.0)),
            Spot::HipBone => (Segment::Pelvis, v(13.5, 8.0, 4.0), v(1.0, 0.3, 0.4)),
            Spot::HipSide => (Segment::Pelvis, v(16.0, 0.0, 0.0), v(1.0, 0.0, 0.0)),
            Spot::Elbow => (
                Segment::Forearm(side),
                v(0.0, 1.5, -girth::ELBOW * 0.9),
                v(0.0, 0.4, -1.0),
            ),
            Spot::Forearm => (
                Segment::Forearm(side),
                v(-3.4, -measure::FOREARM * 0.55, 0.0),
                v(-1.0, 0.0, 0.0),
            ),
            Spot::Palm => (
                Segment::Hand(side),
                v(-girth::PALM, -measure::PALM, 0.0),
                v(-1.0, 0.0, 0.0),
            ),
            Spot::BackOfHand => (
                Segment::Hand(side),
                v(girth::PALM, -measure::PALM, 0.0),
                v(1.0, 0.0, 0.0),
            ),
            Spot::Fingertips => (
                Segment::Hand(side),
                v(0.0, -measure::HAND, 0.0),
                v(0.0, -1.0, 0.0),
            ),
            Spot::OuterThigh => (
                Segment::Thigh(side),
                v(6.6, -measure::THIGH * 0.72, 0.0),
                v(1.0, 0.0, 0.0),
            ),
            Spot::FrontOfThigh => (
                Segment::Thigh(side),
                v(0.0, -measure::THIGH * 0.6, 7.2),
                v(0.0, 0.0, 1.0),
            ),
            Spot::Knee => (
                Segment::Shin(side),
                v(0.0, -1.0, girth::KNEE),
                v(0.0, 0.2, 1.0),
            ),
            Spot::Shin => (
                Segment::Shin(side),
                v(0.0, -measure::SHIN * 0.5, 4.6),
                v(0.0, 0.0, 1.0),
            ),
            Spot::Heel => (
                Segment::Foot(side),
                v(0.0, -measure::ANKLE, -measure::HEEL * 0.6),
                v(0.0, -1.0, -0.5),
            ),
            Spot::Sole => (
                Segment::Foot(side),
                v(0.0, -measure::ANKLE, 0.0),
                v(0.0, -1.0, 0.0),
            ),
            Spot::BallOfFoot => (
                Segment::Foot(side),
                v(0.0, -measure::ANKLE, (measure::FOOT - measure::HEEL) * 0.72),
                v(0.0, -1.0, 0.0),
            ),
            Spot::Instep => (Segment::Foot(side), v(0.0, -1.0, 8.0), v(0.0, 1.0, 0.3)),
        }
    }

    /// Where the place is on a body, in cm.
    #[must_use]
    pub fn at(self, body: &Body) -> DVec3 {
        let (segment, own, _) = self.anchor();
        body.frame(segment).point(own)
    }

    /// Which way the skin faces there, of length 1.
    #[must_use]
    pub fn facing(self, body: &Body) -> DVec3 {
        let (segment, _, normal) = self.anchor();
        body.frame(segment).turn * normal.normalize()
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.side {
            Some(side) => write!(f, "{side}-{}", self.spot),
            None => write!(f, "{}", self.spot),
        }
    }
}
