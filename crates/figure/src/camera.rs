//! The camera: from space to a flat picture.

use glam::{DVec2, DVec3};

use crate::movement::View;

/// A camera far away, so that what is parallel stays so. Pictures have x to the right and y down, in cm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    right: DVec3,
    up: DVec3,
    /// Toward the camera, of length 1.
    pub toward: DVec3,
}

impl Camera {
    /// The camera of a view.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let (yaw, pitch) = (view.yaw.to_radians(), view.pitch.to_radians());
        let toward = DVec3::new(
            yaw.sin() * pitch.cos(),
            pitch.sin(),
            yaw.cos() * pitch.cos(),
        );
        let right = DVec3::new(yaw.cos(), 0.0, -yaw.sin());
        Self {
            right,
            up: toward.cross(right),
            toward,
        }
    }

    /// Where a point is in the picture.
    #[must_use]
    pub fn flat(&self, point: DVec3) -> DVec2 {
        DVec2::new(point.dot(self.right), -point.dot(self.up))
    }

    /// How near a point is, in cm; more is nearer.
    #[must_use]
    pub fn near(&self, point: DVec3) -> f64 {
        point.dot(self.toward)
    }

    /// The way in space that a way in the picture stands for.
    pub(crate) fn back(&self, flat: DVec2) -> DVec3 {
        self.right * flat.x - self.up * flat.y
    }
}
