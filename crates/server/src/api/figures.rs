//! Figures and the body map, as pictures.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use unhunch_core::content::Library;
use unhunch_core::content::figure::pace;
use unhunch_figure::check::Pace;
use unhunch_figure::{
    BodyMap, Face, Feel, Figure, Film, Moment, Path, Region, Shown, Side, Theme, Word as _, svg,
};
use utoipa::IntoParams;

use super::extract::{Name, Query};
use crate::prepared::Prepared;
use crate::problem::{Outcome, Problem, not_found};
use crate::state::App;

/// What an SVG may do: its own style, and nothing else, not even as a page of its own.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/// The time between two frames, in ms.
const STEP_MS: u64 = 80;
/// It goes out and back in at most so many seconds each.
const MOST_SECONDS: f64 = 3.0;
/// The most marks on a map.
const MOST_MARKS: usize = 40;

/// How a figure is shown.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FigureQuery {
    /// The side that does it: `left` or `right`; as it is drawn without a word.
    side: Option<String>,
    /// From which of its views, from 1.
    view: Option<usize>,
    /// Which moment: 0 where it starts, 1 where it goes.
    #[param(minimum = 0.0, maximum = 1.0)]
    at: Option<f64>,
    /// Whether it moves. Who prefers less motion sees it still.
    animate: Option<bool>,
    /// `light` or `dark`; as the reader prefers without a word.
    theme: Option<String>,
}

/// How a map is shown.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MapQuery {
    /// What is marked: areas or muscles, perhaps on one side (`shoulder:right`), with commas.
    marks: Option<String>,
    /// `light` or `dark`; as the reader prefers without a word.
    theme: Option<String>,
}

fn theme(word: Option<&str>) -> Outcome<Option<Theme>> {
    match word {
        None => Ok(None),
        Some("light") => Ok(Some(Theme::Light)),
        Some("dark") => Ok(Some(Theme::Dark)),
        Some(_) => Err(Problem::invalid("theme", "a theme is `light` or `dark`")),
    }
}

fn side(name: &str, word: Option<&str>) -> Outcome<Option<Side>> {
    match word {
        None => Ok(None),
        Some("left") => Ok(Some(Side::Left)),
        Some("right") => Ok(Some(Side::Right)),
        Some(_) => Err(Problem::invalid(name, "a side is `left` or `right`")),
    }
}

fn picture(svg: String) -> Prepared {
    Prepared::new("image/svg+xml", svg).with_policy(POLICY)
}

/// The picture of a technique, still or moving.
#[utoipa::path(
    get, path = "/figures/{file}", tag = "figures",
    params(("file" = String, Path, description = "The technique's id and `.svg`"), FigureQuery),
    responses((status = 200, description = "The picture", content_type = "image/svg+xml", body = String), (status = 304, description = "As you have it"),
        (status = 404, description = "There is no such technique, or nobody has drawn it", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "It has no such view or side", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn figure(
    State(app): State<App>,
    headers: HeaderMap,
    Name(file): Name,
    Query(query): Query<FigureQuery>,
) -> Outcome<Response> {
    let library = app.library();
    let id = file.strip_suffix(".svg");
    let id = id.ok_or_else(|| not_found("a picture's name ends in .svg"))?;
    let wanted = Wanted::new(library, id, &query)?;
    let make = || -> Outcome<Prepared> { Ok(wanted.draw(library, id)) };
    if wanted.at.is_some() {
        // Any of very many moments.
        return Ok(make()?.answer(&headers));
    }
    let name = format!("figure/{id}/{wanted:?}");
    Ok(app.shelf().get(&name, make)?.answer(&headers))
}

/// What is wanted of a figure that has it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Wanted {
    mirrored: bool,
    view: usize,
    at: Option<f64>,
    animate: bool,
    theme: Option<Theme>,
}

impl Wanted {
    fn new(library: &Library, id: &str, query: &FigureQuery) -> Outcome<Self> {
        let movement = library.figure(id);
        let movement = movement.ok_or_else(|| not_found("there is no such figure"))?;
        let side = side("side", query.side.as_deref())?;
        if side.is_some() && movement.side.is_none() {
            let says = "this technique is the same on both sides; leave the side out";
            return Err(Problem::invalid("side", says));
        }
        let views = movement.views.len();
        let view = query.view.unwrap_or(1);
        if !(1..=views).contains(&view) {
            let says = format!("this figure has the views 1 to {views}");
            return Err(Problem::invalid("view", says));
        }
        let animate = query.animate == Some(true);
        if let Some(at) = query.at {
            if animate {
                return Err(Problem::invalid(
                    "at",
                    "a picture that moves shows every moment",
                ));
            }
            if !(0.0..=1.0).contains(&at) {
                return Err(Problem::invalid("at", "a moment lies between 0 and 1"));
            }
        }
        Ok(Self {
            mirrored: matches!((movement.side, side), (Some(drawn), Some(side)) if drawn != side),
            view: view - 1,
            at: query.at,
            animate,
            theme: theme(query.theme.as_deref())?,
        })
    }

    fn draw(&self, library: &Library, id: &str) -> Prepared {
        let Some(movement) = library.figure(id) else {
            return picture(String::new());
        };
        let technique = library.technique(id);
        let alt = technique.and_then(|one| one.alt.as_deref());
        let labels = svg::Labels {
            title: technique.map_or(id, |one| one.name.as_str()),
            description: alt.map_or("", String::as_str),
            theme: self.theme,
        };
        let figure = Figure::new(movement);
        if self.animate {
            let Pace { out, back } = pace(movement, technique);
            let least = |seconds: f64| {
                if movement.cycle.is_some() {
                    seconds
                } else {
                    seconds.min(MOST_SECONDS)
                }
            };
            let pace = Pace {
                out: least(out),
                back: least(back),
            };
            let film = Film::new(movement, pace, STEP_MS);
            return picture(svg::moving(
                &figure,
                self.view,
                self.mirrored,
                &film,
                &labels,
            ));
        }
        let part = self.at.unwrap_or(1.0);
        // A movement that goes around is farthest on after three quarters.
        let round = movement.path == Path::Round;
        let moment = Moment::at(if round { part * 0.75 } else { part });
        let drawn = figure.stage(self.view, Shown::default()).picture(moment);
        let drawn = if self.mirrored {
            drawn.mirrored()
        } else {
            drawn
        };
        picture(svg::still(&drawn, &labels))
    }
}

/// The body map, with what is marked.
#[utoipa::path(
    get, path = "/maps/{file}", tag = "figures",
    params(("file" = String, Path, description = "`front.svg` or `back.svg`"), MapQuery),
    responses((status = 200, description = "The map: each region a group with its id", content_type = "image/svg+xml", body = String), (status = 304, description = "As you have it"),
        (status = 404, description = "There is no such map", body = super::ProblemDoc, content_type = "application/problem+json"),
        (status = 422, description = "It has no such region", body = super::ProblemDoc, content_type = "application/problem+json"))
)]
pub(crate) async fn map(
    State(app): State<App>,
    headers: HeaderMap,
    Name(file): Name,
    Query(query): Query<MapQuery>,
) -> Outcome<Response> {
    let face = match file.as_str() {
        "front.svg" => Face::Front,
        "back.svg" => Face::Back,
        _ => return Err(not_found("a map is front.svg or back.svg")),
    };
    let library = app.library();
    let marks = query.marks.as_deref().unwrap_or_default();
    let marks: Vec<&str> = marks.split(',').filter(|one| !one.is_empty()).collect();
    if marks.len() > MOST_MARKS {
        let says = format!("{MOST_MARKS} marks are the most");
        return Err(Problem::invalid("marks", says));
    }
    let marks = marks.into_iter().map(|mark| feel(library, mark));
    let marks = marks.collect::<Outcome<Vec<Feel>>>()?;
    let theme = theme(query.theme.as_deref())?;
    let words = library.vocabulary();
    let is_area = |region: Region| words.area(region.word()).is_some();
    // Muscles are shown where muscles are marked; otherwise the areas, for pointing.
    let muscles = marks.iter().any(|feel| !is_area(feel.region));
    let wanted = Region::ALL.iter().copied().filter(|region| {
        marks.iter().any(|feel| feel.region == *region) || is_area(*region) && !muscles
    });
    let wanted: Vec<Region> = wanted.collect();
    let name = |region: Region| {
        let id = region.word();
        let area = words.area(id).map(|area| area.name.to_string());
        let muscle = || words.muscle(id).map(|muscle| muscle.name.to_string());
        area.or_else(muscle).unwrap_or_else(|| id.to_owned())
    };
    let described: Vec<String> = marks
        .iter()
        .map(|feel| match feel.side {
            Some(side) => format!("{}, {side}", name(feel.region)),
            None => name(feel.region),
        })
        .collect();
    let description = if described.is_empty() {
        "A person from the hips up, with each area as a shape of its own.".to_owned()
    } else {
        format!(
            "A person from the hips up. Marked: {}.",
            described.join("; ")
        )
    };
    let labels = svg::Labels {
        title: &format!("Body map, {face}"),
        description: &description,
        theme,
    };
    let drawn = svg::map(&BodyMap::new(face, &wanted), &marks, name, &labels);
    Ok(picture(drawn).answer(&headers))
}

fn feel(library: &Library, mark: &str) -> Outcome<Feel> {
    let (word, on) = match mark.split_once(':') {
        Some((word, on)) => (word, Some(on)),
        None => (mark, None),
    };
    let known = library.vocabulary().area(word);
    let id = known.map_or(word, |area| area.id.as_str());
    let region = Region::from_word(id).ok_or_else(|| {
        let word: String = word.chars().take(80).collect();
        Problem::invalid("marks", format!("the body map has no `{word}`"))
    })?;
    Ok(Feel {
        region,
        side: side("marks", on)?,
    })
}
