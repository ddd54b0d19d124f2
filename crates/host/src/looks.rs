//! What this terminal can show of a figure.

use unhunch_figure::cells::Cells;
use unhunch_figure::{Picture, Theme};

/// How many colors there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None: outlines only.
    None,
    /// The 16 of every terminal.
    Few,
    /// 256.
    Many,
    /// All.
    All,
}

/// How figures look in a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// How many colors.
    pub depth: Depth,
    /// On light or on dark ground.
    pub theme: Theme,
}

impl Looks {
    /// How figures look on standard output; none where it can only print letters.
    pub fn of_stdout(theme: Option<Theme>) -> Option<Self> {
        if !crate::unicode::unicode() {
            return None;
        }
        let choice = anstream::AutoStream::choice(&std::io::stdout());
        let set = |name: &str| std::env::var(name).unwrap_or_default();
        let depth = if choice == anstream::ColorChoice::Never {
            Depth::None
        } else {
            depth(&set("COLORTERM"), &set("TERM"))
        };
        Some(Self {
            depth,
            theme: theme.unwrap_or_else(|| ground(&set("COLORFGBG"))),
        })
    }
}

impl Looks {
    /// A picture in so many cells: in color, or the outlines alone.
    pub fn cells(self, picture: &Picture, columns: u16, rows: u16) -> Cells {
        match self.depth {
            Depth::None => Cells::lines(picture, columns, rows),
            _ => Cells::new(picture, columns, rows, self.theme),
        }
    }
}

/// How many colors a terminal has that says so of itself.
fn depth(colorterm: &str, term: &str) -> Depth {
    if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::All
    } else if term.contains("256color") || cfg!(windows) {
        Depth::Many
    } else {
        Depth::Few
    }
}

/// Whether the ground is light: terminals that say so end with the number of its color, of which 7 and 15
/// are light. Most are dark.
fn ground(colorfgbg: &str) -> Theme {
    match colorfgbg.rsplit(';').next() {
        Some("7" | "15") => Theme::Light,
        _ => Theme::Dark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_has_the_colors_and_the_ground_that_it_tells() {
        assert_eq!(depth("truecolor", "xterm"), Depth::All);
        assert_eq!(depth("", "xterm-256color"), Depth::Many);
        assert_eq!(ground("0;15"), Theme::Light);
        assert_eq!(ground("15;default;0"), Theme::Dark);
        assert_eq!(ground(""), Theme::Dark);
    }
}
