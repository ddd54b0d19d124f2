//! The measures of the mannequin: lengths, breadths and masses of a body's segments.
//!
//! Lengths are fractions of stature after R. Drillis and R. Contini, *Body Segment Parameters*, Technical
//! Report 1166-03, New York University, 1966, as tabulated in D. A. Winter, *Biomechanics and Motor Control
//! of Human Movement*, 4th ed., Wiley 2009, figure 4.1. Masses and centers of mass are fractions of body
//! mass and of segment length from the same book's table 4.1. The trunk's length there is one figure, from
//! hip to shoulder; how it is shared between pelvis, lumbar and thoracic spine, and the thicknesses that
//! are drawn, are ours.

/// The stature of the mannequin, in cm. All lengths below are in cm of such a person.
pub const STATURE: f64 = 170.0;

/// The length of a fraction of stature, in cm.
const fn of(fraction: f64) -> f64 {
    fraction * STATURE
}

/// From the middle between the hips up to the lowest lumbar vertebra.
pub const PELVIS: f64 = of(0.050);
/// The lumbar spine.
pub const LUMBAR: f64 = of(0.105);
/// The thoracic spine, up to where the neck begins.
pub const THORAX: f64 = of(0.165);
/// The neck, up to the joint that the head nods on.
pub const NECK: f64 = of(0.062);
/// From that joint to the crown.
pub const HEAD: f64 = of(0.088);
/// The head from chin to crown.
pub const HEAD_HEIGHT: f64 = of(0.130);
/// The shoulders hang this far below the top of the thoracic spine.
pub const SHOULDER_DROP: f64 = of(0.032);
/// From the spine to the inner end of the collarbone, sideways.
pub const CLAVICLE_ROOT: f64 = of(0.015);
/// From there to the shoulder joint. Half of the breadth over both shoulders is 0.129; the joint lies a
/// deltoid's thickness further in.
pub const CLAVICLE: f64 = of(0.090);
/// The upper arm.
pub const UPPER_ARM: f64 = of(0.186);
/// The forearm.
pub const FOREARM: f64 = of(0.146);
/// The hand, from the wrist to the tips of the fingers.
pub const HAND: f64 = of(0.108);
/// From the wrist to the middle of the palm.
pub const PALM: f64 = HAND * 0.40;
/// From the middle to a hip joint. Half of the breadth over both hips is 0.0955; the joints lie further in.
pub const HIP: f64 = of(0.052);
/// The thigh.
pub const THIGH: f64 = of(0.245);
/// The shin.
pub const SHIN: f64 = of(0.246);
/// The ankle above the sole.
pub const ANKLE: f64 = of(0.039);
/// The foot, from heel to toes.
pub const FOOT: f64 = of(0.152);
/// The part of the foot that lies behind the ankle.
pub const HEEL: f64 = FOOT * 0.22;

/// Shares of body mass (Winter, table 4.1).
pub mod mass {
    /// Head and neck.
    pub const HEAD: f64 = 0.081;
    /// The rib cage and what is in it.
    pub const THORAX: f64 = 0.216;
    /// The belly.
    pub const ABDOMEN: f64 = 0.139;
    /// The pelvis.
    pub const PELVIS: f64 = 0.142;
    /// One upper arm; its center lies 0.436 of the way down.
    pub const UPPER_ARM: f64 = 0.028;
    /// One forearm; its center lies 0.430 of the way down.
    pub const FOREARM: f64 = 0.016;
    /// One hand; its center lies 0.506 of the way down.
    pub const HAND: f64 = 0.006;
    /// One thigh; its center lies 0.433 of the way down.
    pub const THIGH: f64 = 0.100;
    /// One shin; its center lies 0.433 of the way down.
    pub const SHIN: f64 = 0.0465;
    /// One foot; its center lies half-way.
    pub const FOOT: f64 = 0.0145;
}

/// Half thicknesses that are drawn and that touch things, in cm.
pub mod girth {
    /// Behind the pelvis.
    pub const PELVIS_BACK: f64 = 10.0;
    /// Below the sitting bones, measured from the hip joints.
    pub const SEAT: f64 = 9.0;
    /// Before and behind the rib cage.
    pub const CHEST: f64 = 10.5;
    /// Before and behind the waist.
    pub const WAIST: f64 = 9.0;
    /// The head, sideways.
    pub const HEAD_SIDE: f64 = 7.8;
    /// The head, to the front and to the back.
    pub const HEAD_DEPTH: f64 = 9.6;
    /// The neck.
    pub const NECK: f64 = 5.6;
    /// The shoulder.
    pub const SHOULDER: f64 = 6.0;
    /// The elbow.
    pub const ELBOW: f64 = 4.0;
    /// The wrist.
    pub const WRIST: f64 = 2.7;
    /// The hip end of the thigh.
    pub const THIGH: f64 = 8.6;
    /// The knee.
    pub const KNEE: f64 = 5.6;
    /// The ankle.
    pub const ANKLE: f64 = 3.6;
    /// The palm, from its middle to its surface.
    pub const PALM: f64 = 1.6;
}
