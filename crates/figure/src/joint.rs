//! Joints, and the movements that the field has words for.

use serde::{Deserialize, Serialize};

use crate::side::Side;
use crate::words::{Word, words};

words! {
    /// A joint, or a stretch of the spine that moves as one.
    pub enum JointKind ("a joint") {
        /// The lower spine.
        Lumbar = "lumbar",
        /// The spine behind the rib cage.
        Thoracic = "thoracic",
        /// The neck.
        Neck = "neck",
        /// The head on the neck.
        Head = "head",
        /// Collarbone and shoulder blade on the rib cage.
        Girdle = "girdle",
        /// The shoulder joint.
        Shoulder = "shoulder",
        /// The elbow, with the turning of the forearm.
        Elbow = "elbow",
        /// The wrist.
        Wrist = "wrist",
        /// The hip.
        Hip = "hip",
        /// The knee.
        Knee = "knee",
        /// The ankle.
        Ankle = "ankle",
    }
}

words! {
    /// A movement of a joint.
    pub enum Motion ("a movement of a joint") {
        /// Bending; of a limb, forward.
        Flexion = "flexion",
        /// Straightening, or bending the other way.
        Extension = "extension",
        /// Bending to the left.
        SideBendLeft = "side-bend-left",
        /// Bending to the right.
        SideBendRight = "side-bend-right",
        /// Turning to the left.
        RotationLeft = "rotation-left",
        /// Turning to the right.
        RotationRight = "rotation-right",
        /// The shoulder up to the ear.
        Elevation = "elevation",
        /// The shoulder down.
        Depression = "depression",
        /// The shoulder blade forward around the ribs.
        Protraction = "protraction",
        /// The shoulder blade back to the spine.
        Retraction = "retraction",
        /// Out to the side.
        Abduction = "abduction",
        /// In across the middle.
        Adduction = "adduction",
        /// A raised arm forward and across.
        HorizontalAdduction = "horizontal-adduction",
        /// A raised arm back.
        HorizontalAbduction = "horizontal-abduction",
        /// Turning inward about the limb's own length.
        InternalRotation = "internal-rotation",
        /// Turning outward about the limb's own length.
        ExternalRotation = "external-rotation",
        /// Turning the forearm: palm down.
        Pronation = "pronation",
        /// Turning the forearm: palm up.
        Supination = "supination",
        /// The hand to the thumb's side.
        RadialDeviation = "radial-deviation",
        /// The hand to the little finger's side.
        UlnarDeviation = "ulnar-deviation",
        /// Pointing the foot.
        PlantarFlexion = "plantar-flexion",
        /// Drawing the foot up.
        Dorsiflexion = "dorsiflexion",
    }
}

/// Which component of a joint's angles a movement changes, in which direction, and how far a normal adult
/// goes, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reachable {
    /// The movement.
    pub motion: Motion,
    /// Index into a joint's angles.
    pub component: usize,
    /// Whether the movement makes the component larger (1) or smaller (-1).
    pub sign: f64,
    /// How far it goes, in degrees.
    pub limit: f64,
}

/// A joint of the body: one in the middle, or one of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Joint {
    /// What it is.
    pub kind: JointKind,
    /// Which of two; none for the spine.
    pub side: Option<Side>,
}

impl JointKind {
    /// Whether there is one on each side.
    #[must_use]
    pub fn is_paired(self) -> bool {
        !matches!(
            self,
            Self::Lumbar | Self::Thoracic | Self::Neck | Self::Head
        )
    }

    /// What a pair of them is called in a figure file.
    #[must_use]
    pub fn plural(self) -> Option<&'static str> {
        Some(match self {
            Self::Girdle => "girdles",
            Self::Shoulder => "shoulders",
            Self::Elbow => "elbows",
            Self::Wrist => "wrists",
            Self::Hip => "hips",
            Self::Knee => "knees",
            Self::Ankle => "ankles",
            Self::Lumbar | Self::Thoracic | Self::Neck | Self::Head => return None,
        })
    }
}

impl Joint {
    /// How many there are.
    pub const COUNT: usize = 18;

    /// The joint of the mirror image, with its angles there.
    #[must_use]
    pub fn mirrored(self, mut angles: [f64; 4]) -> (Self, [f64; 4]) {
        if self.side.is_none() {
            // Of the spine, bending to a side and turning change sides.
            angles[1] = -angles[1];
            angles[2] = -angles[2];
        }
        let opposite = Self {
            side: self.side.map(Side::other),
            ..self
        };
        (opposite, angles)
    }

    /// A joint of the spine.
    #[must_use]
    pub fn spine(kind: JointKind) -> Self {
        Self { kind, side: None }
    }

    /// A joint on a side.
    #[must_use]
    pub fn on(kind: JointKind, side: Side) -> Self {
        Self {
            kind,
            side: Some(side),
        }
    }

    /// Its place in [`Joints`].
    #[must_use]
    pub fn index(self) -> usize {
        let kind = self.kind as usize;
        match self.side {
            None => kind,
            Some(side) => 4 + (kind.saturating_sub(4)) * 2 + side.index(),
        }
    }

    /// All of them, by index.
    pub fn all() -> impl Iterator<Item = Self> {
        JointKind::ALL.iter().flat_map(|kind| {
            let sides: &[Option<Side>] = if kind.is_paired() {
                &[Some(Side::Left), Some(Side::Right)]
            } else {
                &[None]
            };
            sides.iter().map(|side| Self {
                kind: *kind,
                side: *side,
            })
        })
    }

    /// The joints that a word of a figure file names: `neck`, `left-shoulder`, or `shoulders` for both.
    #[must_use]
    pub fn named(word: &str) -> Option<Vec<Self>> {
        if let Some(kind) = JointKind::ALL
            .iter()
            .find(|kind| kind.plural() == Some(word))
        {
            return Some(Side::BOTH.map(|side| Self::on(*kind, side)).to_vec());
        }
        let (side, rest) = sided(word);
        let kind = JointKind::from_word(rest)?;
        (kind.is_paired() == side.is_some()).then(|| vec![Self { kind, side }])
    }

    /// Every word that [`Joint::named`] knows.
    #[must_use]
    pub fn words() -> Vec<String> {
        let mut words: Vec<String> = Self::all().map(|joint| joint.to_string()).collect();
        words.extend(
            JointKind::ALL
                .iter()
                .filter_map(|kind| kind.plural().map(str::to_owned)),
        );
        words
    }
}

impl std::fmt::Display for Joint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.side {
            Some(side) => write!(f, "{side}-{}", self.kind),
            None => write!(f, "{}", self.kind),
        }
    }
}

/// A word with its side taken off: `left-ear` is the left `ear`.
#[must_use]
pub fn sided(word: &str) -> (Option<Side>, &str) {
    if let Some(rest) = word.strip_prefix("left-") {
        (Some(Side::Left), rest)
    } else if let Some(rest) = word.strip_prefix("right-") {
        (Some(Side::Right), rest)
    } else {
        (None, word)
    }
}

/// The angles of every joint, in degrees; 0 everywhere is a person standing straight, arms at the sides,
/// palms to the thighs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Joints([[f64; 4]; Joint::COUNT]);

impl Default for Joints {
    fn default() -> Self {
        Self([[0.0; 4]; Joint::COUNT])
    }
}

impl Joints {
    /// The four components of a joint's angles (of which some joints use fewer), in degrees.
    #[must_use]
    pub fn of(&self, joint: Joint) -> [f64; 4] {
        self.0[joint.index()]
    }

    /// Sets all components of a joint, in degrees.
    pub fn set(&mut self, joint: Joint, angles: [f64; 4]) {
        self.0[joint.index()] = angles;
    }

    /// Sets one movement of a joint, in degrees; a movement that the joint does not have changes nothing.
    pub fn bend(&mut self, joint: Joint, motion: Motion, degrees: f64) {
        if let Some(reachable) = joint.kind.motion(motion) {
            self.0[joint.index()][reachable.component] = reachable.sign * degrees;
        }
    }

    /// The angles part of the way to others; 0 is these, 1 the others.
    #[must_use]
    pub fn toward(&self, other: &Self, part: f64) -> Self {
        let mut between = *self;
        for (mine, theirs) in between.0.iter_mut().zip(&other.0) {
            for (angle, target) in mine.iter_mut().zip(theirs) {
                *angle += (target - *angle) * part;
            }
        }
        between
    }

    /// The angles of the mirror image.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut mirrored = Self::default();
        for joint in Joint::all() {
            let (opposite, angles) = joint.mirrored(self.of(joint));
            mirrored.set(opposite, angles);
        }
        mirrored
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_joint_has_a_place_and_a_name_of_its_own() {
        let all: Vec<Joint> = Joint::all().collect();
        assert_eq!(all.len(), Joint::COUNT);
        for (index, joint) in all.iter().enumerate() {
            assert_eq!(joint.index(), index);
            assert_eq!(Joint::named(&joint.to_string()), Some(vec![*joint]));
        }
        assert_eq!(Joint::named("knees").map(|pair| pair.len()), Some(2));
        assert_eq!(Joint::named("left-neck"), None);
        assert_eq!(Joint::named("knee"), None);
    }

    #[test]
    fn a_mirror_image_of_a_mirror_image_is_the_same() {
        let mut joints = Joints::default();
        joints.bend(Joint::spine(JointKind::Neck), Motion::SideBendLeft, 20.0);
        joints.bend(
            Joint::on(JointKind::Shoulder, Side::Left),
            Motion::Abduction,
            70.0,
        );
        let mirrored = joints.mirrored();
        assert_eq!(mirrored.of(Joint::spine(JointKind::Neck))[1], -20.0);
        assert_eq!(
            mirrored.of(Joint::on(JointKind::Shoulder, Side::Right)),
            joints.of(Joint::on(JointKind::Shoulder, Side::Left)),
        );
        assert_eq!(mirrored.mirrored(), joints);
    }
}
