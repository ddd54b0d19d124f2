//! Pictures as pixels.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Stroke,
    Transform,
};

use crate::picture::{Ink, Mark, Picture};
use crate::theme::{Rgb, Theme};

/// An image: rows of pixels from the top, each red, green, blue and opacity, 0 to 255.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes for each pixel; colors are not multiplied by opacity.
    pub pixels: Vec<u8>,
}

impl Image {
    /// The pixel at a place, from the upper left corner.
    #[must_use]
    pub fn at(&self, x: u32, y: u32) -> [u8; 4] {
        let at = (y as usize * self.width as usize + x as usize) * 4;
        match self.pixels.get(at..at + 4) {
            Some(&[red, green, blue, opacity]) => [red, green, blue, opacity],
            _ => [0; 4],
        }
    }
}

/// How a picture becomes pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raster {
    /// Its colors.
    pub theme: Theme,
    /// What is behind it; nothing leaves it clear.
    pub ground: Option<Rgb>,
    /// The width of a pixel over its height: 1 for screens.
    pub aspect: f64,
}

/// Paints a picture, as large as fits into `width` by `height` pixels, in the middle. None when there is
/// no room at all.
#[must_use]
pub fn paint(picture: &Picture, width: u32, height: u32, raster: &Raster) -> Option<Image> {
    let mut map = Pixmap::new(width, height)?;
    if let Some([red, green, blue]) = raster.ground {
        map.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));
    }
    let size = picture.size();
    let room = (f64::from(width) * raster.aspect, f64::from(height));
    let scale = (room.0 / size.x).min(room.1 / size.y);
    let free = (room.0 - size.x * scale, room.1 - size.y * scale);
    let transform = Transform::from_row(
        (scale / raster.aspect) as f32,
        0.0,
        0.0,
        scale as f32,
        ((free.0 / 2.0 - picture.from.x * scale) / raster.aspect) as f32,
        (free.1 / 2.0 - picture.from.y * scale) as f32,
    );
    for mark in &picture.marks {
        let (ink, alpha) = match mark {
            Mark::Fill { ink, alpha, .. } | Mark::Line { ink, alpha, .. } => (*ink, *alpha),
        };
        let paint = color(raster.theme, ink, alpha);
        match mark {
            Mark::Fill { points, .. } => {
                if let Some(path) = line(points, true) {
                    map.fill_path(&path, &paint, FillRule::Winding, transform, None);
                }
            }
            Mark::Line { points, width, .. } => {
                let stroke = Stroke {
                    width: *width as f32,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default()
                };
                if let Some(path) = line(points, false) {
                    map.stroke_path(&path, &paint, &stroke, transform, None);
                }
            }
        }
    }
    let pixels = map
        .pixels()
        .iter()
        .flat_map(|pixel: &PremultipliedColorU8| {
            let plain = pixel.demultiply();
            [plain.red(), plain.green(), plain.blue(), plain.alpha()]
        })
        .collect();
    Some(Image {
        width,
        height,
        pixels,
    })
}

fn color(theme: Theme, ink: Ink, alpha: f32) -> Paint<'static> {
    let [red, green, blue] = theme.color(ink);
    let mut paint = Paint::default();
    let opacity = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
    paint.set_color_rgba8(red, green, blue, opacity);
    paint
}

fn line(points: &[glam::DVec2], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut points = points.iter();
    let first = points.next()?;
    builder.move_to(first.x as f32, first.y as f32);
    for point in points {
        builder.line_to(point.x as f32, point.y as f32);
    }
    if closed {
        builder.close();
    }
    builder.finish()
}
