//! The display list: what a picture is made of, in the order in which it is painted.

use glam::DVec2;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What something is made of, which a theme gives a color.
    pub enum Material ("a material") {
        /// Skin.
        Skin = "skin",
        /// Hair.
        Hair = "hair",
        /// Eyes and mouth.
        Feature = "feature",
        /// The shirt.
        Shirt = "shirt",
        /// The trousers.
        Trousers = "trousers",
        /// Socks.
        Sock = "sock",
        /// Wood: chairs, tables, door frames.
        Wood = "wood",
        /// Walls.
        Wall = "wall",
        /// The mat on the floor.
        Mat = "mat",
        /// Shadows on the floor.
        Shadow = "shadow",
        /// Foam, and what else is soft.
        Foam = "foam",
        /// Small balls and rollers.
        Ball = "ball",
        /// The large ball.
        BigBall = "big-ball",
        /// Bands and straps.
        Band = "band",
        /// Towels and cushions.
        Cloth = "cloth",
        /// Something cold.
        Cold = "cold",
        /// Something warm.
        Heat = "heat",
        /// Where it is felt.
        Glow = "glow",
        /// Which way it moves.
        Arrow = "arrow",
        /// Where something presses.
        Press = "press",
        /// The lines around all of these.
        Outline = "outline",
        /// A region of the body map.
        Region = "region",
    }
}

/// A material in a light: 0 bright, 1 plain, 2 in the shade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ink {
    /// What it is made of.
    pub material: Material,
    /// How it is lit, 0 to 2.
    pub shade: u8,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Mark {
    /// A filled polygon.
    Fill {
        /// Its corners, in cm.
        points: Vec<DVec2>,
        /// Its color.
        ink: Ink,
        /// 0 to 1.
        alpha: f32,
    },
    /// A line with round ends.
    Line {
        /// Its points, in cm.
        points: Vec<DVec2>,
        /// Its thickness, in cm.
        width: f64,
        /// Its color.
        ink: Ink,
        /// 0 to 1.
        alpha: f32,
    },
}

/// A picture: what to paint, first to last, and how much of it is seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The upper left corner, in cm.
    pub from: DVec2,
    /// The lower right corner, in cm.
    pub to: DVec2,
    /// What to paint, in this order.
    pub marks: Vec<Mark>,
}

impl Mark {
    /// The points that it goes through.
    #[must_use]
    pub fn points(&self) -> &[DVec2] {
        match self {
            Self::Fill { points, .. } | Self::Line { points, .. } => points,
        }
    }

    fn points_mut(&mut self) -> &mut Vec<DVec2> {
        match self {
            Self::Fill { points, .. } | Self::Line { points, .. } => points,
        }
    }
}

impl Picture {
    /// Its width and height, in cm.
    #[must_use]
    pub fn size(&self) -> DVec2 {
        self.to - self.from
    }

    /// The picture in a mirror.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        for mark in &mut self.marks {
            for point in mark.points_mut() {
                point.x = -point.x;
            }
        }
        (self.from.x, self.to.x) = (-self.to.x, -self.from.x);
        self
    }
}
