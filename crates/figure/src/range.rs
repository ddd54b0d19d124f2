//! How far the joints of a normal adult go.
//!
//! Limbs: American Academy of Orthopaedic Surgeons, *Joint Motion: Method of Measuring and Recording*,
//! 1965 (again in W. B. Greene, J. D. Heckman, *The Clinical Measurement of Joint Motion*, 1994). Spine:
//! American Medical Association, *Guides to the Evaluation of Permanent Impairment*, 5th ed., 2001,
//! chapter 15; its one figure for the whole neck is shared between the neck (below the second vertebra)
//! and the head's own joints. The knee is allowed what kneeling on the heels takes (S. J. Mulholland,
//! U. P. Wyss, *International Journal of Rehabilitation Research* 24, 2001, 191-198: up to 165 degrees),
//! and the ankle's pointing includes about 30 degrees of the midfoot, which the mannequin has no joint for.
//! Collarbone and shoulder blade: D. A. Neumann, *Kinesiology of the Musculoskeletal System*, 2nd ed.,
//! 2010, chapter 5 (up to 45 degrees of elevation, 10 of depression, 15 to 30 forward and back).

use crate::joint::{JointKind, Motion, Reachable};

const fn pair(component: usize, more: (Motion, f64), less: (Motion, f64)) -> [Reachable; 2] {
    [
        Reachable {
            motion: more.0,
            component,
            sign: 1.0,
            limit: more.1,
        },
        Reachable {
            motion: less.0,
            component,
            sign: -1.0,
            limit: less.1,
        },
    ]
}

/// Puts pairs in one list.
macro_rules! ranges {
    ($( $component:literal: $more:ident $most:literal, $less:ident $least:literal; )*) => {
        &{
            const PAIRS: &[[Reachable; 2]] = &[
                $( pair($component, (Motion::$more, $most), (Motion::$less, $least)) ),*
            ];
            const LENGTH: usize = PAIRS.len() * 2;
            let mut flat = [PAIRS[0][0]; LENGTH];
            let mut at = 0;
            while at < LENGTH {
                flat[at] = PAIRS[at / 2][at % 2];
                at += 1;
            }
            flat
        }
    };
}

const LUMBAR: &[Reachable] = ranges! {
    0: Flexion 60.0, Extension 25.0;
    1: SideBendLeft 25.0, SideBendRight 25.0;
    2: RotationLeft 10.0, RotationRight 10.0;
};
const THORACIC: &[Reachable] = ranges! {
    0: Flexion 50.0, Extension 25.0;
    1: SideBendLeft 30.0, SideBendRight 30.0;
    2: RotationLeft 40.0, RotationRight 40.0;
};
const NECK: &[Reachable] = ranges! {
    0: Flexion 40.0, Extension 45.0;
    1: SideBendLeft 40.0, SideBendRight 40.0;
    2: RotationLeft 45.0, RotationRight 45.0;
};
const HEAD: &[Reachable] = ranges! {
    0: Flexion 15.0, Extension 20.0;
    1: SideBendLeft 10.0, SideBendRight 10.0;
    2: RotationLeft 40.0, RotationRight 40.0;
};
const GIRDLE: &[Reachable] = ranges! {
    0: Elevation 45.0, Depression 10.0;
    1: Protraction 30.0, Retraction 30.0;
};
const SHOULDER: &[Reachable] = ranges! {
    0: Flexion 180.0, Extension 60.0;
    1: Abduction 180.0, Adduction 50.0;
    2: HorizontalAdduction 135.0, HorizontalAbduction 45.0;
    3: InternalRotation 90.0, ExternalRotation 90.0;
};
const ELBOW: &[Reachable] = ranges! {
    0: Flexion 150.0, Extension 0.0;
    1: Pronation 80.0, Supination 80.0;
};
const WRIST: &[Reachable] = ranges! {
    0: Flexion 80.0, Extension 70.0;
    1: RadialDeviation 20.0, UlnarDeviation 30.0;
};
const HIP: &[Reachable] = ranges! {
    0: Flexion 120.0, Extension 30.0;
    1: Abduction 45.0, Adduction 30.0;
    3: InternalRotation 45.0, ExternalRotation 45.0;
};
const KNEE: &[Reachable] = ranges! {
    0: Flexion 160.0, Extension 0.0;
};
const ANKLE: &[Reachable] = ranges! {
    0: PlantarFlexion 80.0, Dorsiflexion 20.0;
};

impl JointKind {
    /// What the joint can do, and how far.
    #[must_use]
    pub fn motions(self) -> &'static [Reachable] {
        match self {
            Self::Lumbar => LUMBAR,
            Self::Thoracic => THORACIC,
            Self::Neck => NECK,
            Self::Head => HEAD,
            Self::Girdle => GIRDLE,
            Self::Shoulder => SHOULDER,
            Self::Elbow => ELBOW,
            Self::Wrist => WRIST,
            Self::Hip => HIP,
            Self::Knee => KNEE,
            Self::Ankle => ANKLE,
        }
    }

    /// One movement of the joint, if it has it.
    #[must_use]
    pub fn motion(self, motion: Motion) -> Option<&'static Reachable> {
        self.motions()
            .iter()
            .find(|reachable| reachable.motion == motion)
    }
}
