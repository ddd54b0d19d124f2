//! Figures as images, where the terminal speaks the protocol of kitty, of iTerm2, or sixel.

use image::{DynamicImage, RgbaImage};
use unhunch_figure::Theme;
use unhunch_figure::raster::Image;

/// Whether the terminal is one that is known to show images. Only then is it asked: others might never
/// answer, and a multiplexer in between would swallow the image.
pub(crate) fn speaks_images() -> bool {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let between =
        !set("TMUX").is_empty() || set("TERM").starts_with("screen") || !set("STY").is_empty();
    !between
        && is_known(
            &set("TERM"),
            &set("TERM_PROGRAM"),
            !set("KITTY_WINDOW_ID").is_empty(),
        )
}

fn is_known(term: &str, program: &str, kitty: bool) -> bool {
    kitty
        || ["kitty", "ghostty", "foot", "mlterm", "wezterm", "sixel"]
            .iter()
            .any(|known| term.contains(known))
        || matches!(program, "iTerm.app" | "WezTerm" | "ghostty" | "mintty")
}

/// Shows images beside each other, so many columns wide altogether; false when the terminal speaks no
/// protocol after all.
pub(crate) fn show_image(images: &[Image], columns: u16, theme: Theme) -> bool {
    let Some(image) = side_by_side(images, theme) else {
        return false;
    };
    let kitty = viuer::get_kitty_support() != viuer::KittySupport::None;
    let iterm = viuer::is_iterm_supported();
    let sixel = !kitty && !iterm && viuer::is_sixel_supported();
    if !(kitty || iterm || sixel) {
        return false;
    }
    let config = viuer::Config {
        transparent: true,
        absolute_offset: false,
        width: Some(u32::from(columns)),
        use_kitty: kitty,
        use_iterm: iterm,
        use_sixel: sixel,
        ..viuer::Config::default()
    };
    viuer::print(&image, &config).is_ok()
}

fn side_by_side(images: &[Image], theme: Theme) -> Option<DynamicImage> {
    let height = images.iter().map(|image| image.height).max()?;
    let width = images.iter().map(|image| image.width).sum();
    let [red, green, blue] = theme.ground();
    let mut whole = RgbaImage::from_pixel(width, height, image::Rgba([red, green, blue, 255]));
    let mut left = 0;
    for part in images {
        for y in 0..part.height {
            for x in 0..part.width {
                whole.put_pixel(left + x, y, image::Rgba(part.at(x, y)));
            }
        }
        left += part.width;
    }
    Some(DynamicImage::ImageRgba8(whole))
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn only_terminals_that_show_images_are_asked() {
        assert!(is_known("xterm-kitty", "", false));
        assert!(is_known("xterm-256color", "iTerm.app", false));
        assert!(is_known("xterm-256color", "", true));
        assert!(!is_known("xterm-256color", "", false));
        assert!(!is_known("dumb", "", false));
    }
}
