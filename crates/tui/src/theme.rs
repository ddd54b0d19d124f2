//! How things look: roles instead of colors in the screens, and what each role is on this terminal.

use anstyle::RgbColor;
use anstyle_lossy::{palette::DEFAULT as PALETTE, rgb_to_ansi, rgb_to_xterm};
use ratatui::style::{Color, Modifier, Style};
use unhunch_figure::Rgb;
use unhunch_host::Depth;

pub use unhunch_figure::Theme as Ground;

/// What a piece of the picture is for; the theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Text,
    /// What matters less.
    Faint,
    /// Names and headings.
    Strong,
    /// What can be changed, and what moves.
    Accent,
    /// What can be followed.
    Link,
    /// What went well.
    Good,
    /// What asks for care.
    Warn,
    /// What must not be missed.
    Alarm,
    /// A whole surface that must not be missed.
    AlarmGround,
    /// The row that the keys work on.
    Cursor,
    /// Lines around things.
    Border,
    /// A key.
    Key,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Faint,
        Self::Strong,
        Self::Accent,
        Self::Link,
        Self::Good,
        Self::Warn,
        Self::Alarm,
        Self::AlarmGround,
        Self::Cursor,
        Self::Border,
        Self::Key,
    ];
}

/// How things look on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// How many colors there are.
    pub depth: Depth,
    /// On light or on dark ground.
    pub ground: Ground,
    /// Whether more than ASCII can be shown.
    pub unicode: bool,
}

impl Theme {
    /// The colors of a role in all colors: the ink, and what is behind it.
    #[must_use]
    pub fn colors(ground: Ground, role: Role) -> (Rgb, Rgb) {
        let dark = ground == Ground::Dark;
        let behind = ground.ground();
        let pick = |on_dark: Rgb, on_light: Rgb| if dark { on_dark } else { on_light };
        match role {
            Role::Text => (pick([222, 224, 228], [44, 48, 56]), behind),
            Role::Faint => (pick([150, 156, 166], [96, 102, 112]), behind),
            Role::Strong => (pick([250, 250, 252], [16, 18, 22]), behind),
            Role::Accent | Role::Link => (pick([108, 208, 200], [0, 104, 102]), behind),
            Role::Good => (pick([140, 212, 128], [30, 108, 40]), behind),
            Role::Warn => (pick([246, 196, 96], [136, 84, 0]), behind),
            Role::Alarm => (pick([255, 132, 120], [176, 24, 20]), behind),
            Role::AlarmGround => ([255, 255, 255], [168, 22, 22]),
            Role::Cursor => (
                pick([16, 20, 24], [255, 255, 255]),
                pick([108, 208, 200], [0, 104, 102]),
            ),
            Role::Border => (pick([130, 138, 150], [100, 106, 116]), behind),
            Role::Key => (pick([246, 196, 96], [136, 84, 0]), behind),
        }
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let bold = matches!(
            role,
            Role::Strong | Role::Alarm | Role::AlarmGround | Role::Key
        );
        let mut style = Style::new();
        if bold {
            style = style.add_modifier(Modifier::BOLD);
        }
        if role == Role::Link {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        match self.depth {
            Depth::None => match role {
                Role::Faint | Role::Border => style.add_modifier(Modifier::DIM),
                Role::Accent => style.add_modifier(Modifier::BOLD),
                Role::Cursor | Role::AlarmGround => reversed(style),
                _ => style,
            },
            Depth::Few => match role {
                Role::Text | Role::Strong => style,
                Role::Faint | Role::Border => style.add_modifier(Modifier::DIM),
                Role::Accent | Role::Link => style.fg(Color::Cyan),
                Role::Good => style.fg(Color::Green),
                Role::Warn | Role::Key if self.ground == Ground::Dark => style.fg(Color::Yellow),
                Role::Warn | Role::Key => style.fg(Color::Blue),
                Role::Alarm => style.fg(Color::Red),
                Role::AlarmGround => style.fg(Color::White).bg(Color::Red),
                // Whatever color a piece of the row had.
                Role::Cursor => reversed(style).fg(Color::Reset).bg(Color::Reset),
            },
            Depth::Many | Depth::All => {
                let (ink, behind) = Self::colors(self.ground, role);
                style
                    .fg(self.color(ink).unwrap_or_default())
                    .bg(self.color(behind).unwrap_or_default())
            }
        }
    }

    /// A color as the terminal has it; none where it has none.
    #[must_use]
    pub fn color(&self, rgb: Rgb) -> Option<Color> {
        let [red, green, blue] = rgb;
        let rgb = RgbColor(red, green, blue);
        match self.depth {
            Depth::None => None,
            Depth::Few => Some(Color::Indexed(rgb_to_ansi(rgb, PALETTE) as u8)),
            Depth::Many => Some(Color::Indexed(rgb_to_xterm(rgb).0)),
            Depth::All => Some(Color::Rgb(red, green, blue)),
        }
    }

    /// How strongly something is there, 0 (nothing) to 4, as a color between the ground and the accent.
    #[must_use]
    pub fn heat(&self, level: u8) -> Style {
        let level = level.min(4);
        match self.depth {
            Depth::None | Depth::Few if level == 0 => self.style(Role::Faint),
            Depth::None => self.style(Role::Strong),
            Depth::Few => self.style(Role::Good),
            Depth::Many | Depth::All => {
                let (full, behind) = Self::colors(self.ground, Role::Good);
                let part = [0.16, 0.4, 0.6, 0.8, 1.0][usize::from(level)];
                let mixed = [0, 1, 2].map(|at| {
                    let (from, to) = (f64::from(behind[at]), f64::from(full[at]));
                    (from + (to - from) * part) as u8
                });
                Style::new()
                    .fg(self.color(mixed).unwrap_or_default())
                    .bg(self.color(behind).unwrap_or_default())
            }
        }
    }
}

fn reversed(style: Style) -> Style {
    style
        .remove_modifier(Modifier::DIM)
        .add_modifier(Modifier::REVERSED)
}

/// What the person chose of light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// As the terminal says.
    #[default]
    Auto,
    /// On light ground.
    Light,
    /// On dark ground.
    Dark,
}

impl Choice {
    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice that is written so; anything else is none.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word.trim() {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// The ground that it comes to, where the terminal says `told`.
    #[must_use]
    pub fn ground(self, told: Ground) -> Ground {
        match self {
            Self::Auto => told,
            Self::Light => Ground::Light,
            Self::Dark => Ground::Dark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(rgb: Rgb) -> f64 {
        let [red, green, blue] = rgb.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(ink: Rgb, behind: Rgb) -> f64 {
        let (a, b) = (luminance(ink), luminance(behind));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest of 256 colors, as it is shown.
    fn of_256(rgb: Rgb) -> Rgb {
        let [red, green, blue] = rgb;
        let near = rgb_to_xterm(RgbColor(red, green, blue));
        let RgbColor(red, green, blue) = anstyle_lossy::xterm_to_rgb(near, PALETTE);
        [red, green, blue]
    }

    #[test]
    fn every_role_can_be_read() {
        for ground in [Ground::Light, Ground::Dark] {
            for role in Role::ALL {
                let (ink, behind) = Theme::colors(ground, role);
                let all = contrast(ink, behind);
                assert!(all >= 4.5, "{role:?} on {ground:?}: {all:.1}");
                let many = contrast(of_256(ink), of_256(behind));
                assert!(many >= 4.5, "{role:?} on {ground:?} of 256: {many:.1}");
            }
        }
    }

    #[test]
    fn without_color_there_is_no_color() {
        for role in Role::ALL {
            let theme = Theme {
                depth: Depth::None,
                ground: Ground::Dark,
                unicode: true,
            };
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
