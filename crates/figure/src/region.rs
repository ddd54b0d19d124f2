//! Regions of the body's surface: the areas and muscles that content names, as patches of skin.
//!
//! A patch is a closed line of points that segments carry, so it goes with every pose. Where the patches
//! lie is ours, after the origins and insertions that any anatomy atlas gives; they are drawn for pointing,
//! not for anatomy.

use glam::DVec3;
use serde::{Deserialize, Serialize};

use crate::side::Side;
use crate::skeleton::{Body, Segment};
use crate::words::words;

words! {
    /// A region of the body.
    pub enum Region ("a region of the body") {
        /// The neck.
        Neck = "neck",
        /// The slope between neck and shoulder joint.
        Shoulder = "shoulder",
        /// The shoulder blade, and the strip beside the spine.
        ShoulderBlade = "shoulder-blade",
        /// The back between shoulder blades and lowest ribs.
        MidBack = "mid-back",
        /// The side of the ribs.
        SideOfRibs = "side",
        /// The chest.
        ChestArea = "chest",
        /// The lower back.
        LowerBack = "lower-back",
        /// Upper trapezius.
        UpperTrapezius = "upper-trapezius",
        /// Middle trapezius.
        MiddleTrapezius = "middle-trapezius",
        /// Lower trapezius.
        LowerTrapezius = "lower-trapezius",
        /// Levator scapulae.
        LevatorScapulae = "levator-scapulae",
        /// Scalenes.
        Scalenes = "scalenes",
        /// The extensors of the neck.
        NeckExtensors = "neck-extensors",
        /// Rhomboids.
        Rhomboids = "rhomboids",
        /// Serratus anterior.
        SerratusAnterior = "serratus-anterior",
        /// The back of the deltoid.
        RearDeltoid = "rear-deltoid",
        /// The front of the deltoid.
        FrontDeltoid = "front-deltoid",
        /// The rotator cuff.
        RotatorCuff = "rotator-cuff",
        /// Erector spinae.
        ErectorSpinae = "erector-spinae",
        /// Multifidus and rotators.
        Multifidus = "multifidus",
        /// Latissimus dorsi.
        LatissimusDorsi = "latissimus-dorsi",
        /// Intercostals.
        Intercostals = "intercostals",
        /// Obliques.
        Obliques = "obliques",
        /// Pectorals.
        Pectorals = "pectorals",
        /// The diaphragm.
        Diaphragm = "diaphragm",
        /// The line along the back of the body.
        PosteriorChain = "posterior-chain",
    }
}

/// Somewhere that something is felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Feel {
    /// Where.
    pub region: Region,
    /// On which side; both when it does not say.
    pub side: Option<Side>,
}

impl Feel {
    /// The mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            side: self.side.map(Side::other),
            ..self
        }
    }

    /// The sides that it names.
    #[must_use]
    pub fn sides(self) -> Vec<Side> {
        self.side.map_or(Side::BOTH.to_vec(), |side| vec![side])
    }
}

/// A point that a segment carries, in the segment's own axes, in cm; of the left side.
pub(crate) type Anchor = (Segment, [f64; 3]);

use Segment::{
    Girdle, Head, LumbarHigh, LumbarLow, NeckHigh, NeckLow, Pelvis, Thigh, ThoraxHigh, ThoraxLow,
    ThoraxMid, UpperArm,
};
use Side::Left as L;

/// Half the depth of the trunk where patches lie.
const B: f64 = -10.2;
const F: f64 = 9.8;

impl Region {
    /// The patches of the left side, each a closed line.
    pub(crate) fn patches(self) -> Vec<Vec<Anchor>> {
        match self {
            Self::Neck => vec![
                vec![
                    (Head, [0.3, 1.5, -7.0]),
                    (Head, [4.2, 0.5, -5.0]),
                    (NeckLow, [6.2, 2.0, -3.0]),
                    (ThoraxHigh, [7.0, 8.6, -5.5]),
                    (ThoraxHigh, [0.3, 7.5, -7.8]),
                ],
                vec![
                    (NeckHigh, [5.2, 1.2, 2.0]),
                    (NeckLow, [5.6, 3.0, 2.0]),
                    (ThoraxHigh, [6.6, 8.4, 2.6]),
                    (ThoraxHigh, [1.0, 6.8, 6.0]),
                    (NeckHigh, [2.2, -0.6, 5.2]),
                ],
            ],
            Self::Shoulder => vec![
                vec![
                    (NeckLow, [5.0, 1.0, -4.0]),
                    (Girdle(L), [7.0, 6.2, -4.0]),
                    (Girdle(L), [15.0, 5.4, -4.2]),
                    (Girdle(L), [19.5, 1.0, -5.0]),
                    (Girdle(L), [13.5, 0.6, -8.5]),
                    (ThoraxHigh, [3.0, 5.0, -9.0]),
                ],
                vec![
                    (NeckLow, [5.2, 0.0, 1.0]),
                    (Girdle(L), [7.0, 6.0, 1.0]),
                    (Girdle(L), [15.0, 5.2, 1.2]),
                    (Girdle(L), [15.0, 3.0, 4.5]),
                    (Girdle(L), [4.0, 3.0, 6.5]),
                ],
            ],
            Self::ShoulderBlade => vec![vec![
                (ThoraxHigh, [0.4, 4.5, B]),
                (Girdle(L), [13.0, 0.0, -9.6]),
                (Girdle(L), [14.0, -6.0, -9.4]),
                (Girdle(L), [10.0, -14.0, B]),
                (ThoraxMid, [0.4, 3.0, B]),
            ]],
            Self::MidBack => vec![vec![
                (ThoraxMid, [0.4, 2.6, B]),
                (ThoraxMid, [9.0, 2.6, B]),
                (ThoraxLow, [11.0, 4.0, -8.6]),
                (ThoraxLow, [10.0, -1.0, -8.8]),
                (ThoraxLow, [0.4, -1.0, -9.6]),
            ]],
            Self::SideOfRibs => vec![
                vec![
                    (ThoraxHigh, [13.0, -1.0, -7.0]),
                    (ThoraxHigh, [15.8, -1.0, 0.0]),
                    (ThoraxLow, [15.0, 2.0, 0.0]),
                    (LumbarHigh, [13.6, 3.0, 0.0]),
                    (ThoraxLow, [11.6, -0.5, -7.6]),
                ],
                vec![
                    (ThoraxHigh, [13.0, -1.5, 7.0]),
                    (ThoraxHigh, [15.8, -1.5, 0.0]),
                    (ThoraxLow, [15.0, 2.0, 0.0]),
                    (LumbarHigh, [13.6, 3.0, 0.0]),
                    (ThoraxLow, [11.4, -0.5, 7.4]),
                ],
            ],
            Self::ChestArea => vec![vec![
                (ThoraxHigh, [0.4, 5.0, 8.6]),
                (Girdle(L), [8.0, 2.4, 7.6]),
                (UpperArm(L), [-0.5, 1.0, 6.0]),
                (UpperArm(L), [-4.0, -6.0, 5.4]),
                (ThoraxMid, [10.0, 5.0, F]),
                (ThoraxMid, [0.4, 4.0, F + 0.6]),
            ]],
            Self::LowerBack => vec![vec![
                (LumbarHigh, [0.4, 7.4, -9.2]),
                (LumbarHigh, [9.5, 7.4, -8.4]),
                (LumbarLow, [10.5, 2.0, -7.6]),
                (Pelvis, [10.0, 6.0, -8.6]),
                (Pelvis, [0.4, 5.0, -10.0]),
            ]],
            Self::UpperTrapezius => vec![
                vec![
                    (Head, [0.3, 1.0, -7.0]),
                    (Head, [3.2, 0.0, -6.0]),
                    (NeckLow, [5.4, 1.5, -3.6]),
                    (Girdle(L), [8.0, 6.4, -3.8]),
                    (Girdle(L), [15.0, 5.2, -4.4]),
                    (Girdle(L), [12.5, 2.4, -8.0]),
                    (ThoraxHigh, [0.3, 5.0, -9.2]),
                ],
                vec![
                    (NeckHigh, [5.2, 1.0, 0.5]),
                    (NeckLow, [6.0, 1.0, 0.5]),
                    (Girdle(L), [7.0, 6.4, 0.5]),
                    (Girdle(L), [15.0, 5.4, 0.8]),
                    (Girdle(L), [8.0, 4.6, 3.4]),
                    (NeckLow, [4.6, 0.0, 3.0]),
                ],
            ],
            Self::MiddleTrapezius => vec![vec![
                (ThoraxHigh, [0.3, 5.4, -9.4]),
                (Girdle(L), [14.0, 2.2, -8.0]),
                (Girdle(L), [12.5, -1.0, -9.4]),
                (ThoraxHigh, [0.3, -2.0, B]),
            ]],
            Self::LowerTrapezius => vec![vec![
                (ThoraxHigh, [0.3, -1.0, B]),
                (Girdle(L), [9.0, -1.0, -9.8]),
                (ThoraxMid, [4.0, 2.0, B]),
                (ThoraxLow, [0.3, -0.5, B]),
            ]],
            Self::LevatorScapulae => vec![vec![
                (NeckHigh, [3.4, 3.6, -4.2]),
                (NeckHigh, [5.2, 3.0, -2.0]),
                (NeckLow, [6.2, 1.0, -3.4]),
                (Girdle(L), [8.0, 1.2, -8.8]),
                (Girdle(L), [4.6, 0.4, -9.2]),
            ]],
            Self::Scalenes => vec![vec![
                (NeckHigh, [4.6, 3.0, 1.5]),
                (NeckHigh, [4.2, 2.6, 3.4]),
                (ThoraxHigh, [4.6, 7.6, 5.0]),
                (ThoraxHigh, [7.6, 8.0, 2.2]),
            ]],
            Self::NeckExtensors => vec![vec![
                (Head, [0.3, 1.2, -7.2]),
                (Head, [3.8, 0.4, -5.6]),
                (NeckLow, [4.4, 2.0, -4.6]),
                (ThoraxHigh, [3.4, 5.0, -8.8]),
                (ThoraxHigh, [0.3, 4.0, -9.4]),
            ]],
            Self::Rhomboids => vec![vec![
                (ThoraxHigh, [0.6, 6.4, -8.8]),
                (Girdle(L), [5.6, -1.0, -9.8]),
                (Girdle(L), [6.4, -11.0, B]),
                (ThoraxMid, [0.6, 7.0, B]),
            ]],
            Self::SerratusAnterior => vec![
                vec![
                    (ThoraxHigh, [14.0, -3.0, 4.6]),
                    (ThoraxMid, [15.6, 5.0, 0.0]),
                    (ThoraxLow, [14.8, 5.0, 1.0]),
                    (ThoraxMid, [12.6, -2.0, 7.6]),
                    (ThoraxMid, [13.0, 5.0, 7.0]),
                ],
                vec![
                    (ThoraxHigh, [13.6, -3.0, -5.4]),
                    (ThoraxMid, [15.6, 5.0, 0.0]),
                    (ThoraxLow, [14.8, 5.0, -1.0]),
                    (ThoraxMid, [12.4, -1.0, -7.6]),
                ],
            ],
            Self::RearDeltoid => vec![vec![
                (Girdle(L), [11.0, 2.6, -7.4]),
                (Girdle(L), [18.5, 2.4, -5.0]),
                (UpperArm(L), [4.2, -8.0, -3.4]),
                (UpperArm(L), [1.0, -13.0, -4.2]),
                (UpperArm(L), [-3.4, -4.0, -5.4]),
            ]],
            Self::FrontDeltoid => vec![vec![
                (Girdle(L), [11.0, 3.2, 5.4]),
                (Girdle(L), [18.5, 2.4, 4.6]),
                (UpperArm(L), [4.2, -8.0, 3.4]),
                (UpperArm(L), [1.0, -13.0, 4.2]),
                (UpperArm(L), [-3.6, -4.0, 5.4]),
            ]],
            Self::RotatorCuff => vec![vec![
                (Girdle(L), [7.0, 0.6, -9.6]),
                (Girdle(L), [16.4, 1.6, -6.6]),
                (UpperArm(L), [-1.0, -4.0, -5.6]),
                (Girdle(L), [8.0, -9.0, B]),
            ]],
            Self::ErectorSpinae => vec![vec![
                (ThoraxHigh, [1.0, 5.0, -9.4]),
                (ThoraxHigh, [4.4, 4.0, -9.8]),
                (ThoraxLow, [5.4, 4.0, B]),
                (LumbarLow, [5.6, 2.0, -9.0]),
                (Pelvis, [3.6, 6.0, -10.0]),
                (Pelvis, [1.0, 5.0, -10.0]),
                (ThoraxLow, [1.0, 2.0, B]),
            ]],
            Self::Multifidus => vec![vec![
                (ThoraxHigh, [0.5, 5.0, -9.4]),
                (ThoraxHigh, [2.6, 4.0, -9.8]),
                (ThoraxLow, [2.8, 2.0, B]),
                (LumbarHigh, [2.8, 0.0, -9.2]),
                (LumbarHigh, [0.5, 0.0, -9.2]),
            ]],
            Self::LatissimusDorsi => vec![vec![
                (ThoraxMid, [0.5, 1.0, B]),
                (ThoraxMid, [11.0, 5.0, -9.0]),
                (ThoraxHigh, [14.8, -1.0, -5.6]),
                (UpperArm(L), [-3.0, -7.0, -4.4]),
                (ThoraxMid, [15.0, 0.0, -3.0]),
                (ThoraxLow, [13.0, 0.0, -5.0]),
                (LumbarLow, [7.0, 2.0, -8.4]),
                (LumbarLow, [0.5, 1.0, -9.2]),
            ]],
            Self::Intercostals => vec![
                vec![
                    (ThoraxHigh, [13.8, -2.0, 5.6]),
                    (ThoraxMid, [15.6, 5.0, 0.0]),
                    (ThoraxLow, [14.6, 1.0, 0.0]),
                    (ThoraxLow, [11.4, 0.5, 7.6]),
                    (ThoraxMid, [11.6, 3.0, 8.6]),
                ],
                vec![
                    (ThoraxHigh, [13.4, -2.0, -6.2]),
                    (ThoraxMid, [15.6, 5.0, 0.0]),
                    (ThoraxLow, [14.6, 1.0, 0.0]),
                    (ThoraxLow, [11.4, 0.5, -7.8]),
                ],
            ],
            Self::Obliques => vec![
                vec![
                    (ThoraxLow, [14.0, 2.0, 2.0]),
                    (LumbarHigh, [13.6, 0.0, 0.0]),
                    (Pelvis, [14.6, 8.0, 1.0]),
                    (Pelvis, [10.0, 8.0, 7.8]),
                    (LumbarHigh, [9.4, 1.0, 8.2]),
                ],
                vec![
                    (ThoraxLow, [14.0, 2.0, -2.0]),
                    (LumbarHigh, [13.6, 0.0, 0.0]),
                    (Pelvis, [14.6, 8.0, -1.0]),
                    (LumbarLow, [11.0, 1.0, -7.0]),
                ],
            ],
            Self::Pectorals => vec![vec![
                (ThoraxHigh, [0.8, 4.0, 9.2]),
                (Girdle(L), [9.0, 1.6, 7.8]),
                (UpperArm(L), [-2.0, -3.0, 5.6]),
                (UpperArm(L), [-2.4, -9.0, 4.6]),
                (ThoraxMid, [10.0, 5.6, F]),
                (ThoraxMid, [0.8, 5.0, F + 0.4]),
            ]],
            Self::Diaphragm => vec![vec![
                (ThoraxLow, [0.3, 8.0, F]),
                (ThoraxLow, [8.0, 6.0, 9.2]),
                (ThoraxLow, [12.0, 0.5, 6.8]),
                (ThoraxLow, [6.0, 1.0, 9.4]),
                (ThoraxLow, [0.3, 3.6, F]),
            ]],
            Self::PosteriorChain => vec![vec![
                (LumbarHigh, [0.6, 4.0, -9.4]),
                (LumbarHigh, [6.0, 4.0, -9.0]),
                (Pelvis, [11.0, 2.0, -9.0]),
                (Thigh(L), [4.0, -20.0, -7.4]),
                (Thigh(L), [0.0, -36.0, -6.0]),
                (Thigh(L), [-4.0, -20.0, -7.4]),
                (Pelvis, [1.6, -4.0, -9.6]),
            ]],
        }
    }
}

/// A patch on a body: its line in space, and which way the skin faces.
pub(crate) struct Patch {
    pub(crate) points: Vec<DVec3>,
    pub(crate) facing: DVec3,
    /// The segment that carries most of it.
    pub(crate) carrier: Segment,
}

/// The patches of a region on a side of a body.
pub(crate) fn patches(region: Region, side: Side, body: &Body) -> Vec<Patch> {
    region
        .patches()
        .into_iter()
        .map(|anchors| {
            let mut facing = DVec3::ZERO;
            let points = anchors
                .iter()
                .map(|(segment, own)| {
                    let segment = if side == Side::Left {
                        *segment
                    } else {
                        segment.mirrored()
                    };
                    let own = DVec3::new(side.sign() * own[0], own[1], own[2]);
                    let frame = body.frame(segment);
                    // The skin faces away from the middle of the segment.
                    let out = match segment {
                        Girdle(_) => DVec3::new(0.0, own.y.max(0.0), own.z),
                        Head | NeckLow | NeckHigh => DVec3::new(own.x, 0.0, own.z),
                        _ => DVec3::new(own.x * 0.35, 0.0, own.z),
                    };
                    facing += frame.turn * out.normalize_or_zero();
                    frame.point(own)
                })
                .collect();
            let carrier = anchors
                .iter()
                .map(|(segment, _)| *segment)
                .find(|segment| matches!(segment, NeckLow | NeckHigh))
                .unwrap_or(ThoraxHigh);
            Patch {
                points,
                facing: facing.normalize_or_zero(),
                carrier,
            }
        })
        .collect()
}
