//! Cells as styled text.

use anstyle::{Ansi256Color, Color, RgbColor, Style};
use anstyle_lossy::{palette::DEFAULT as PALETTE, rgb_to_ansi, rgb_to_xterm};
use unhunch_figure::Rgb;
use unhunch_figure::cells::Cell;

use unhunch_host::Depth;

/// A run of cells of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its characters.
    pub(crate) text: String,
    /// How they are colored.
    pub(crate) style: Style,
}

/// A row of cells in runs of one style.
pub(crate) fn spans(row: &[Cell], depth: Depth) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for cell in row {
        let style = Style::new()
            .fg_color(cell.ink.and_then(|ink| color(ink, depth)))
            .bg_color(cell.ground.and_then(|ground| color(ground, depth)));
        match spans.last_mut() {
            Some(span) if span.style == style => span.text.push(cell.character),
            _ => spans.push(Span {
                text: cell.character.to_string(),
                style,
            }),
        }
    }
    spans
}

/// A row of cells as a text with its styles, without what is empty at its end.
pub(crate) fn line(row: &[Cell], depth: Depth) -> String {
    let end = row
        .iter()
        .rposition(|cell| cell.character != ' ' || cell.ground.is_some())
        .map_or(0, |last| last + 1);
    spans(&row[..end], depth)
        .into_iter()
        .map(|Span { text, style }| {
            if style == Style::new() {
                text
            } else {
                format!("{style}{text}{style:#}")
            }
        })
        .collect()
}

fn color([red, green, blue]: Rgb, depth: Depth) -> Option<Color> {
    let rgb = RgbColor(red, green, blue);
    match depth {
        Depth::None => None,
        Depth::Few => Some(Color::Ansi(rgb_to_ansi(rgb, PALETTE))),
        Depth::Many => {
            let Ansi256Color(index) = rgb_to_xterm(rgb);
            Some(Color::Ansi256(Ansi256Color(index)))
        }
        Depth::All => Some(Color::Rgb(rgb)),
    }
}
