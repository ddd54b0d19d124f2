//! Figures and the body map, as pictures.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use unhunch_core::content::Library;
use unhunch_figure::{BodyMap, Face, Feel, Region, Side, Theme, Word as _, svg};
use utoipa::IntoParams;

use super::extract::{Name, Query};
use crate::pictures::{self, Look, POLICY, Part};
use crate::prepared::Prepared;
use crate::problem::{Outcome, Problem, not_found};
use crate::state::App;

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
    #[param(minimum = 1)]
    view: Option<usize>,
    /// Which moment: 0 where it starts, 1 where it goes; what says most without a word.
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
    let look = look(library, id, &query)?;
    let drawn = pictures::figure(&app, id, look).await?;
    Ok(drawn.answer(&headers))
}

/// What is wanted of a figure that has it.
fn look(library: &Library, id: &str, query: &FigureQuery) -> Outcome<Look> {
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
    let part = match (query.animate == Some(true), query.at) {
        (true, Some(_)) => {
            let says = "a picture that moves shows every moment";
            return Err(Problem::invalid("at", says));
        }
        (true, None) => Part::Moving,
        (false, Some(at)) if (0.0..=1.0).contains(&at) => Part::At(at),
        (false, Some(_)) => {
            return Err(Problem::invalid("at", "a moment lies between 0 and 1"));
        }
        (false, None) => Part::Still,
    };
    Ok(Look {
        part,
        mirrored: matches!((movement.side, side), (Some(drawn), Some(side)) if drawn != side),
        view: view - 1,
        theme: theme(query.theme.as_deref())?,
    })
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
