//! A posable mannequin: from poses, as content states them, to pictures.
//!
//! ```text
//! Movement   what a figure file says: a base, keyframes, things, views
//!   |        Figure::new
//! Figure     ready to be asked for a body at any moment
//!   |        Figure::body, at a Moment: joints bent, limbs brought to their targets
//! Body       every segment in space
//!   |        Stage::picture: forms, what is in front, outlines
//! Picture    a display list in painter's order
//!   |        svg, raster
//! SVG, pixels
//! ```
//!
//! Pure: no files, no clock, no terminal. Lengths are in cm, angles in degrees where a person writes or
//! reads them.

pub mod anthropometry;
mod base;
mod bring;
mod camera;
#[cfg(feature = "raster")]
pub mod cells;
pub mod check;
mod draw;
mod film;
mod flesh;
mod joint;
mod movement;
mod picture;
mod place;
mod pose;
mod prop;
mod range;
#[cfg(feature = "raster")]
pub mod raster;
mod reach;
mod region;
mod sane;
mod side;
mod skeleton;
mod solve;
pub mod svg;
mod theme;
mod words;

pub use base::Rest;
pub use camera::Camera;
pub use draw::{BodyMap, Face, MapRegion, Shown, Stage};
pub use film::{Film, Frame as FilmFrame};
pub use glam::{DQuat, DVec2, DVec3};
pub use joint::{Joint, JointKind, Joints, Motion, Reachable, sided};
pub use movement::{Breathing, Crop, Figure, Miss, Moment, Movement, Path, View, ease};
pub use picture::{Ink, Mark, Material, Picture};
pub use place::{Place, Spot};
pub use pose::{
    Base, Direction, End, Keyframe, Phase, Promise, Reach, Root, Target, Touch, heading,
};
pub use prop::{Knot, Prop, PropKind, PropPlace, Stand};
pub use reach::{Reached, two_bones};
pub use region::{Feel, Region};
pub use side::Side;
pub use skeleton::{Body, Frame, Segment, mirror};
pub use theme::{Rgb, Theme};
pub use words::Word;
