//! Figures as pictures, for pages and for the API: drawn in one place, aside, and kept on the shelf.

use std::sync::Arc;

use unhunch_core::content::{Library, Technique, figure::pace};
use unhunch_figure::{Figure, Film, Moment, Path, Shown, Theme, svg};

use crate::prepared::Prepared;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// What an SVG may do: its own style, and nothing else, not even as a page of its own.
pub(crate) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/// The time between two frames of a moving picture, in ms.
const STEP_MS: u64 = 80;
/// Steps of a book from the start to the end of the work.
const STEPS: u32 = 40;
/// Steps of a breath at the end of the work.
const BREATHS: u32 = 8;

/// What of a figure is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) enum Part {
    /// What says most when nothing moves.
    #[default]
    Still,
    /// A moment: 0 where it starts, 1 where it goes.
    At(f64),
    /// All of it, moving.
    Moving,
}

/// How a figure is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Look {
    /// What of it.
    pub(crate) part: Part,
    /// The other way round than it is drawn.
    pub(crate) mirrored: bool,
    /// From which of its views, from 0; one that it has.
    pub(crate) view: usize,
    /// Light or dark; as the reader prefers without a word.
    pub(crate) theme: Option<Theme>,
}

/// A technique's figure.
///
/// # Errors
///
/// When there is none.
pub(crate) async fn figure(app: &App, id: &str, look: Look) -> Outcome<Arc<Prepared>> {
    // There are very many moments, and they are not asked for again.
    let kept = !matches!(look.part, Part::At(_));
    let name = kept.then(|| format!("figure {look:?} {id}"));
    aside(app, name, id, move |library, id| draw(library, id, look)).await
}

/// A technique's figure as a book, which a player leafs through.
///
/// # Errors
///
/// When there is none.
pub(crate) async fn book(app: &App, id: &str) -> Outcome<Arc<Prepared>> {
    let name = Some(format!("book {id}"));
    aside(app, name, id, bind).await
}

/// A picture that lies on the shelf under a name, or else is drawn now. That takes some milliseconds, so it is
/// not done where requests are answered.
async fn aside(
    app: &App,
    name: Option<String>,
    id: &str,
    draw: impl FnOnce(&Library, &str) -> Option<String> + Send + 'static,
) -> Outcome<Arc<Prepared>> {
    if let Some(found) = name.as_deref().and_then(|name| app.shelf().find(name)) {
        return Ok(Arc::clone(&found.prepared));
    }
    // One after the other: each takes megabytes while it is drawn.
    let turn = app.drawing().acquire_owned().await;
    let (app, id) = (app.clone(), id.to_owned());
    let drawn = tokio::task::spawn_blocking(move || {
        let make = || -> Outcome<Prepared> {
            let text = draw(app.library(), &id);
            let text = text.ok_or_else(|| not_found("there is no such figure"))?;
            Ok(Prepared::large("image/svg+xml", text).with_policy(POLICY))
        };
        let _turn = turn;
        match name {
            Some(name) => app.shelf().get(&name, None, make),
            None => make().map(Arc::new),
        }
    });
    drawn
        .await
        .map_err(|error| Problem::new(Kind::Internal, format!("a figure was not drawn: {error}")))?
}

/// Draws a figure; none where there is no such technique, or nobody has drawn it.
fn draw(library: &Library, id: &str, look: Look) -> Option<String> {
    let movement = library.figure(id)?;
    let technique = library.technique(id);
    let labels = svg::Labels {
        theme: look.theme,
        ..labels(technique, id)
    };
    let figure = Figure::new(movement);
    let film = || Film::new(movement, pace(movement, technique), STEP_MS);
    let moment = match look.part {
        Part::Moving => {
            let moving = svg::moving(&figure, look.view, look.mirrored, &film(), &labels);
            return Some(moving);
        }
        Part::Still => {
            let film = film();
            film.frames.get(film.still)?.moment
        }
        // A movement that goes around is farthest on after three quarters.
        Part::At(part) if movement.path == Path::Round => Moment::at(part * 0.75),
        Part::At(part) => Moment::at(part),
    };
    let drawn = figure.stage(look.view, Shown::default()).picture(moment);
    let drawn = if look.mirrored {
        drawn.mirrored()
    } else {
        drawn
    };
    Some(svg::still(&drawn, &labels))
}

/// Binds all that a player shows of a figure.
fn bind(library: &Library, id: &str) -> Option<String> {
    let technique = library.technique(id)?;
    let figure = Figure::new(library.figure(id)?);
    let leaves = svg::Book {
        steps: STEPS,
        breaths: if breathes(technique) { BREATHS } else { 0 },
    };
    Some(svg::book(&figure, 0, leaves, &labels(Some(technique), id)))
}

fn labels<'t>(technique: Option<&'t Technique>, id: &'t str) -> svg::Labels<'t> {
    let alt = technique.and_then(|one| one.alt.as_deref());
    svg::Labels {
        title: technique.map_or(id, |one| one.name.as_str()),
        description: alt.map_or("", |text| text.as_str()),
        theme: None,
    }
}

/// Whether somebody breathes visibly at the end of the work: in holds and breaths, but not in repetitions.
fn breathes(technique: &Technique) -> bool {
    matches!(technique.dose.work.kind(), "hold" | "breaths")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_bound_and_a_hold_breathes() {
        let library = unhunch_bundle::library();
        for technique in library.techniques() {
            let id = technique.id.as_str();
            let text = bind(&library, id).unwrap();
            let breathes = breathes(technique) && text.contains("data-path=\"there-and-back\"");
            assert_eq!(text.contains("id=\"b8\""), breathes, "{id}");
            assert!(text.contains("id=\"o40\""), "{id}");
            // The page takes the style out by its tag.
            assert_eq!(text.matches("<style>").count(), 1, "{id}");
        }
        assert!(bind(&library, "no-such-technique").is_none());
    }

    #[test]
    fn a_still_picture_is_the_end_of_the_work() {
        let library = unhunch_bundle::library();
        let mut seen = 0;
        for technique in library.techniques() {
            let id = technique.id.as_str();
            let movement = library.figure(id).unwrap();
            if movement.path == Path::Round {
                continue;
            }
            let at = |part| {
                let part = Part::At(part);
                draw(
                    &library,
                    id,
                    Look {
                        part,
                        ..Look::default()
                    },
                )
            };
            let still = draw(&library, id, Look::default());
            assert_eq!(still, at(1.0), "{id}");
            assert_ne!(still, at(0.0), "{id}");
            seen += 1;
        }
        assert!(seen > 0);
    }
}
