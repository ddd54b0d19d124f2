//! Left and right.

use crate::words::words;

words! {
    /// A side of the person, as the person feels it.
    pub enum Side ("a side") {
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
    }
}

impl Side {
    /// Both, the left one first.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// 1 for the left, -1 for the right: x points to the person's left.
    #[must_use]
    pub fn sign(self) -> f64 {
        match self {
            Self::Left => 1.0,
            Self::Right => -1.0,
        }
    }

    /// 0 for the left, 1 for the right.
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Left => 0,
            Self::Right => 1,
        }
    }
}
