//! Figures as images, where the terminal speaks the protocol of kitty, of iTerm2, or sixel.

use std::io::Write as _;

use unhunch_figure::Theme;
use unhunch_figure::raster::Image;

use super::protocol::{iterm, kitty, sixel};

/// A way to show an image in a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// That of kitty.
    Kitty,
    /// That of iTerm2.
    Iterm,
    /// Sixel.
    Sixel,
}

/// Pixels of a column where the terminal fits an image into its columns: sharp on any.
const SHARP: u32 = 14;
/// Pixels of a column where a terminal does not tell.
const USUAL: u32 = 8;

impl Protocol {
    /// What the terminal speaks, if it is one that is known to show images. Others are not asked: they might
    /// never answer, and a multiplexer in between would swallow the image.
    pub(crate) fn of_terminal() -> Option<Self> {
        let set = |name: &str| std::env::var(name).unwrap_or_default();
        let between =
            !set("TMUX").is_empty() || set("TERM").starts_with("screen") || !set("STY").is_empty();
        if between {
            return None;
        }
        let kitty = !set("KITTY_WINDOW_ID").is_empty();
        known(&set("TERM"), &set("TERM_PROGRAM"), kitty)
    }

    /// How many pixels an image needs for each column. A sixel is a pixel of the terminal, and is not fitted.
    pub(crate) fn pixels(self) -> u32 {
        match self {
            Self::Kitty | Self::Iterm => SHARP,
            Self::Sixel => crossterm::terminal::window_size()
                .ok()
                .filter(|size| size.columns > 0 && size.width >= size.columns)
                .map_or(USUAL, |size| u32::from(size.width / size.columns)),
        }
    }
}

fn known(term: &str, program: &str, kitty: bool) -> Option<Protocol> {
    let named = |names: &[&str]| names.iter().any(|name| term.contains(name));
    if matches!(program, "iTerm.app" | "WezTerm" | "mintty") || named(&["wezterm"]) {
        Some(Protocol::Iterm)
    } else if kitty || program == "ghostty" || named(&["kitty", "ghostty"]) {
        Some(Protocol::Kitty)
    } else if named(&["foot", "mlterm", "sixel"]) {
        Some(Protocol::Sixel)
    } else {
        None
    }
}

/// Shows images beside each other, so many columns wide altogether; false when they cannot be written.
pub(crate) fn show_image(protocol: Protocol, images: &[Image], columns: u16, theme: Theme) -> bool {
    let Some(image) = side_by_side(images, theme) else {
        return false;
    };
    let shown = match protocol {
        Protocol::Kitty => png(&image).ok().map(|png| kitty(&png, columns)),
        Protocol::Iterm => png(&image).ok().map(|png| iterm(&png, columns)),
        Protocol::Sixel => Some(sixel(&image)),
    };
    let mut stdout = std::io::stdout().lock();
    shown.is_some_and(|shown| {
        let written = writeln!(stdout, "{shown}");
        written.and_then(|()| stdout.flush()).is_ok()
    })
}

/// An image as PNG.
///
/// # Errors
///
/// When its sizes do not fit its pixels.
pub(crate) fn png(image: &Image) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&image.pixels)?;
    writer.finish()?;
    Ok(bytes)
}

fn side_by_side(images: &[Image], theme: Theme) -> Option<Image> {
    let height = images.iter().map(|image| image.height).max()?;
    let width: u32 = images.iter().map(|image| image.width).sum();
    let [red, green, blue] = theme.ground();
    let ground = [red, green, blue, 255];
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for part in images {
            let row = (0..part.width).map(|x| {
                if y < part.height {
                    part.at(x, y)
                } else {
                    ground
                }
            });
            row.for_each(|pixel| pixels.extend_from_slice(&pixel));
        }
    }
    Some(Image {
        width,
        height,
        pixels,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_that_show_images_are_sent_some() {
        assert_eq!(known("xterm-kitty", "", false), Some(Protocol::Kitty));
        assert_eq!(known("xterm-256color", "", true), Some(Protocol::Kitty));
        assert_eq!(
            known("xterm-256color", "iTerm.app", false),
            Some(Protocol::Iterm)
        );
        // It says so of itself, whatever terminal it was started from.
        assert_eq!(
            known("xterm-256color", "WezTerm", true),
            Some(Protocol::Iterm)
        );
        assert_eq!(known("foot", "", false), Some(Protocol::Sixel));
        assert_eq!(known("xterm-256color", "", false), None);
        assert_eq!(known("dumb", "", false), None);
    }

    #[test]
    fn images_stand_beside_each_other_on_one_ground() {
        let of = |width: u32, height: u32, value: u8| Image {
            width,
            height,
            pixels: vec![value; (width * height * 4) as usize],
        };
        let both = side_by_side(&[of(1, 2, 7), of(2, 1, 9)], Theme::Light).unwrap();
        assert_eq!((both.width, both.height), (3, 2));
        let [red, green, blue] = Theme::Light.ground();
        assert_eq!(both.at(0, 1), [7; 4]);
        assert_eq!(both.at(2, 0), [9; 4]);
        assert_eq!(both.at(2, 1), [red, green, blue, 255]);
        assert_eq!(side_by_side(&[], Theme::Light), None);
    }
}
