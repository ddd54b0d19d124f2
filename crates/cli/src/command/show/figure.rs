//! The figure at the head of a technique's page.

use std::io::Write as _;
use std::time::Duration;

use crossterm::cursor::{Hide, MoveToColumn, MoveUp, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use unhunch_core::content::figure::pace;
use unhunch_core::content::{Library, Technique};
use unhunch_figure::check::Pace;
use unhunch_figure::raster::{Raster, paint};
use unhunch_figure::{Film, FilmFrame, Moment, Theme};

use crate::args::ShowArgs;
use crate::error::{Exit, Failure, Outcome};
use crate::figure::{Portrait, Protocol, Strip, beside, show_image};
use crate::session::Raw;
use unhunch_host::{Console, Depth, Input, Looks, is_control};

/// The most rows of a figure at the head of a page.
const MOST_ROWS: u16 = 24;
/// The most columns of the pictures together.
const MOST_COLUMNS: u16 = 100;
/// The room where the terminal does not tell its size.
const UNKNOWN: (u16, u16) = (80, 24);
/// The time between two frames, in ms.
const STEP_MS: u64 = 50;
/// A preview goes out and back in at most so many seconds each.
const MOST_SECONDS: f64 = 3.0;

/// What of the figure is asked for.
pub(super) fn portrait(
    library: &Library,
    id: &str,
    args: &ShowArgs,
) -> Result<Option<Portrait>, Failure> {
    let asked = args.frame.is_some() || args.animate || args.view.is_some() || args.side.is_some();
    let Some(portrait) = Portrait::of(library, id) else {
        if asked {
            return Err(Failure::usage(format!("`{id}` has no figure")));
        }
        return Ok(None);
    };
    checked(portrait, id, args.view, args.side.map(Into::into)).map(Some)
}

/// A portrait from a view and on a side, if it has them.
pub(in crate::command) fn checked(
    portrait: Portrait,
    id: &str,
    view: Option<u8>,
    side: Option<unhunch_figure::Side>,
) -> Result<Portrait, Failure> {
    let views = portrait.figure().movement().views.len();
    let view = usize::from(view.unwrap_or(1)).saturating_sub(1);
    if view >= views {
        let has = if views == 1 {
            "one view".to_owned()
        } else {
            format!("{views} views")
        };
        return Err(Failure::usage(format!("the figure of `{id}` has {has}")));
    }
    if side.is_some() && portrait.figure().movement().side.is_none() {
        return Err(Failure::usage(format!(
            "`{id}` is the same on both sides; leave --side out"
        )));
    }
    Ok(portrait.seen_from(view).on_side(side))
}

/// Prints the figure: one moment when that is asked for, else where it starts and where it goes. Nothing
/// where nobody would see it.
pub(super) fn print(portrait: &Portrait, args: &ShowArgs) -> Result<(), Failure> {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    if size.is_none() && args.frame.is_none() {
        return Ok(());
    }
    let Some(looks) = Looks::of_stdout(args.theme.map(Into::into)) else {
        return Ok(());
    };
    let (columns, rows) = size
        .map(|(columns, rows)| (columns.0, rows.0))
        .filter(|(columns, rows)| *columns > 0 && *rows > 0)
        .unwrap_or(UNKNOWN);
    let moments = match args.frame {
        Some(part) => vec![moment(portrait, part)],
        None => vec![Moment::at(0.0), moment(portrait, 1.0)],
    };
    let strip = Strip {
        columns: columns.min(MOST_COLUMNS),
        rows: rows.saturating_sub(4).clamp(6, MOST_ROWS),
    };
    let count = u16::try_from(moments.len()).unwrap_or(1);
    let protocol = Protocol::of_terminal();
    if let Some(protocol) = protocol.filter(|_| size.is_some() && looks.depth != Depth::None) {
        let pixels = protocol.pixels();
        let (wide, high) = strip.of_one(portrait, count);
        let theme = looks.theme;
        let images: Vec<_> = moments
            .iter()
            .filter_map(|moment| {
                let raster = Raster {
                    theme,
                    ground: Some(Theme::ground(theme)),
                    aspect: 1.0,
                };
                let (width, height) = (u32::from(wide) * pixels, u32::from(high) * pixels * 2);
                paint(&portrait.picture(*moment), width, height, &raster)
            })
            .collect();
        if show_image(protocol, &images, wide * count, theme) {
            return Ok(());
        }
    }
    let mut text = beside(portrait, &moments, strip, looks).join("\n");
    text.push_str("\n\n");
    crate::output::write(&text)
}

/// A part of the way; of a movement that goes around, of three quarters of it, where it is farthest on.
pub(in crate::command) fn moment(portrait: &Portrait, part: f64) -> Moment {
    let round = portrait.figure().movement().path == unhunch_figure::Path::Round;
    Moment::at(if round { part * 0.75 } else { part })
}

/// One round of the movement, as it is shown to somebody who looks.
pub(in crate::command) fn film(
    portrait: &Portrait,
    technique: Option<&Technique>,
    step_ms: u64,
) -> Film {
    let Pace { out, back } = pace(portrait.figure().movement(), technique);
    let cycle = portrait.figure().movement().cycle.is_some();
    let least = |seconds: f64| {
        if cycle {
            seconds
        } else {
            seconds.min(MOST_SECONDS)
        }
    };
    let pace = Pace {
        out: least(out),
        back: least(back),
    };
    Film::new(portrait.figure().movement(), pace, step_ms)
}

/// Shows the figure moving, until a key is pressed.
pub(super) fn animate(portrait: &Portrait, technique: &Technique, args: &ShowArgs) -> Outcome {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    let looks = Looks::of_stdout(args.theme.map(Into::into));
    let (Some((columns, rows)), Some(looks)) = (size, looks) else {
        return Err(Failure::usage(
            "a moving figure needs a terminal that shows Unicode; \
             `unhunch figure --animate -o FILE.svg` writes one to look at elsewhere",
        ));
    };
    let strip = Strip {
        columns: columns.0.min(MOST_COLUMNS),
        rows: rows.0.saturating_sub(2).max(1),
    };
    let film = film(portrait, Some(technique), STEP_MS);
    let console = Console::new(true)?;
    let raw = Raw::new().map_err(unable)?;
    let mut out = std::io::stdout();
    let mut drawn = 0_u16;
    queue!(out, Hide).map_err(unable)?;
    let ended = 'film: loop {
        for FilmFrame { moment, ms } in &film.frames {
            let lines = beside(portrait, &[*moment], strip, looks);
            let mut bytes = Vec::new();
            queue!(bytes, BeginSynchronizedUpdate).map_err(unable)?;
            if drawn > 0 {
                queue!(bytes, MoveUp(drawn)).map_err(unable)?;
            }
            for line in &lines {
                queue!(bytes, MoveToColumn(0)).map_err(unable)?;
                let _ = write!(bytes, "{line}\x1b[K\r\n");
            }
            drawn = u16::try_from(lines.len()).unwrap_or(0);
            queue!(bytes, EndSynchronizedUpdate).map_err(unable)?;
            out.write_all(&bytes)
                .and_then(|()| out.flush())
                .map_err(unable)?;
            match console.wait(Some(Duration::from_millis(*ms))) {
                None | Some(Input::Redraw | Input::Mouse(_)) => {}
                Some(Input::End) => break 'film Exit::Interrupted,
                Some(Input::Key(key)) if is_control(&key, 'c') => {
                    break 'film Exit::Interrupted;
                }
                Some(Input::Key(_)) => break 'film Exit::Done,
            }
        }
    };
    queue!(out, Show)
        .and_then(|()| out.flush())
        .map_err(unable)?;
    drop(raw);
    Ok(ended)
}

fn unable(error: std::io::Error) -> Failure {
    Failure::failed(format!("the terminal cannot be drawn on: {error}"))
}
