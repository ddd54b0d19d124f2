//! Colors, on light and on dark ground.

use crate::picture::{Ink, Material};
use crate::words::words;

words! {
    /// What the picture stands on.
    pub enum Theme ("a theme") {
        /// A light ground.
        Light = "light",
        /// A dark ground.
        Dark = "dark",
    }
}

/// Red, green and blue, 0 to 255.
pub type Rgb = [u8; 3];

impl Theme {
    /// What the ground is, for pictures that paint it.
    #[must_use]
    pub fn ground(self) -> Rgb {
        match self {
            Self::Light => [250, 249, 246],
            Self::Dark => [24, 27, 31],
        }
    }

    /// The color of an ink.
    #[must_use]
    pub fn color(self, ink: Ink) -> Rgb {
        let [bright, plain, shaded] = self.shades(ink.material);
        match ink.shade {
            0 => bright,
            1 => plain,
            _ => shaded,
        }
    }

    fn shades(self, material: Material) -> [Rgb; 3] {
        let dark = self == Self::Dark;
        match material {
            Material::Skin if dark => [[232, 190, 158], [218, 172, 138], [176, 134, 104]],
            Material::Skin => [[240, 203, 172], [228, 184, 150], [196, 152, 119]],
            Material::Hair if dark => [[158, 124, 96], [140, 108, 82], [118, 90, 68]],
            Material::Hair => [[92, 70, 56], [74, 55, 43], [60, 45, 35]],
            Material::Feature => [[58, 44, 38]; 3],
            Material::Shirt if dark => [[98, 182, 178], [70, 158, 154], [47, 116, 114]],
            Material::Shirt => [[92, 178, 174], [58, 148, 145], [40, 112, 112]],
            Material::Trousers if dark => [[118, 132, 172], [96, 110, 150], [70, 82, 116]],
            Material::Trousers => [[88, 102, 142], [68, 80, 118], [50, 60, 92]],
            Material::Sock if dark => [[226, 228, 232], [204, 207, 213], [150, 154, 163]],
            Material::Sock => [[238, 239, 242], [221, 223, 228], [182, 186, 195]],
            Material::Wood if dark => [[168, 138, 104], [142, 114, 84], [110, 87, 63]],
            Material::Wood => [[222, 190, 150], [200, 165, 123], [166, 133, 96]],
            Material::Wall if dark => [[66, 71, 79], [54, 58, 65], [62, 67, 75]],
            Material::Wall => [[216, 213, 206], [228, 226, 220], [205, 201, 193]],
            Material::Mat if dark => [[52, 62, 70]; 3],
            Material::Mat => [[226, 233, 232]; 3],
            Material::Shadow if dark => [[14, 16, 19], [14, 16, 19], [38, 46, 53]],
            Material::Shadow => [[226, 224, 219], [226, 224, 219], [199, 210, 210]],
            Material::Foam => [[152, 122, 190], [128, 98, 168], [100, 74, 136]],
            Material::Ball => [[226, 226, 96], [202, 204, 60], [164, 166, 40]],
            Material::BigBall if dark => [[126, 156, 214], [92, 124, 186], [70, 96, 148]],
            Material::BigBall => [[168, 192, 236], [128, 158, 212], [98, 126, 178]],
            Material::Band => [[232, 92, 84], [214, 70, 64], [176, 54, 50]],
            Material::Cloth => [[236, 214, 176], [222, 196, 152], [184, 158, 116]],
            Material::Cold => [[150, 210, 246], [110, 184, 232], [76, 146, 196]],
            Material::Heat => [[244, 150, 120], [230, 116, 84], [190, 88, 60]],
            Material::Glow => [[255, 146, 52]; 3],
            Material::Arrow if dark => [[255, 214, 92]; 3],
            Material::Arrow => [[196, 60, 30]; 3],
            Material::Press => [[214, 40, 60]; 3],
            Material::Outline if dark => [[20, 22, 26]; 3],
            Material::Outline => [[48, 52, 62]; 3],
            Material::Region if dark => [[255, 168, 92], [150, 190, 210], [96, 130, 150]],
            Material::Region => [[240, 124, 40], [120, 160, 184], [90, 126, 148]],
        }
    }
}
