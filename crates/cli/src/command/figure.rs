//! `unhunch figure`: pictures as files.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use unhunch_core::content::{Library, suggest};
use unhunch_figure::raster::{Raster, paint};
use unhunch_figure::{BodyMap, Feel, Picture, Region, Side, Theme, Word as _, svg};

use super::show::figure::{checked, film, moment};
use crate::args::{AreaArg, FigureArgs, FigureFormat};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::figure::Portrait;

/// The time between two frames of a moving SVG, in ms.
const STEP_MS: u64 = 80;

/// Writes a figure, or the body map.
pub(crate) fn run(context: &Context, args: &FigureArgs) -> Outcome {
    let library = context.library()?;
    let technique = match &args.id {
        None => None,
        Some(id) => Some(super::show::technique_of(library, id).ok_or_else(|| {
            let known = library.techniques().iter().map(|one| one.id.as_str());
            let help = suggest(id, known).unwrap_or_else(|| "`unhunch list` lists them".to_owned());
            Failure::usage(format!("unknown technique `{id}`; {help}"))
        })?),
    };
    let format = format_of(args)?;
    let bytes = if args.map.is_some() {
        map(library, technique, args, format)?
    } else {
        let technique = technique.ok_or_else(|| Failure::usage("name a technique"))?;
        let id = technique.id.as_str();
        let portrait = Portrait::of(library, id)
            .ok_or_else(|| Failure::usage(format!("`{id}` has no figure")))?;
        let portrait = checked(portrait, id, Some(args.view), args.side.map(Into::into))?;
        let labels = svg::Labels {
            title: &technique.name,
            description: technique.alt.as_deref().map_or("", |alt| alt.as_str()),
            theme: args.theme.map(Into::into),
        };
        if args.animate {
            if format == FigureFormat::Png {
                return Err(Failure::usage(
                    "a PNG does not move; write an SVG, or leave --animate out",
                ));
            }
            let film = film(&portrait, Some(technique), STEP_MS);
            svg::moving(
                portrait.figure(),
                portrait.view(),
                portrait.is_mirrored(),
                &film,
                &labels,
            )
            .into_bytes()
        } else {
            let picture = portrait.picture(moment(&portrait, args.at));
            match format {
                FigureFormat::Svg => svg::still(&picture, &labels).into_bytes(),
                FigureFormat::Png => png(&picture, args)?,
            }
        }
    };
    write(&args.output, &bytes, format)?;
    Ok(Exit::Done)
}

fn format_of(args: &FigureArgs) -> Result<FigureFormat, Failure> {
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let called = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("svg") => Some(FigureFormat::Svg),
        Some("png") => Some(FigureFormat::Png),
        _ => None,
    };
    match (args.format, called) {
        (Some(asked), Some(called)) if asked != called => Err(Failure::usage(format!(
            "{} is not called like what --format asks for",
            args.output.display()
        ))),
        (asked, called) => Ok(asked.or(called).unwrap_or(FigureFormat::Svg)),
    }
}

/// The body map, with what is marked: the areas and muscles of a technique, and what is asked for.
fn map(
    library: &Library,
    technique: Option<&unhunch_core::content::Technique>,
    args: &FigureArgs,
    format: FigureFormat,
) -> Result<Vec<u8>, Failure> {
    let face = args
        .map
        .map(Into::into)
        .unwrap_or(unhunch_figure::Face::Front);
    let words = library.vocabulary();
    let mut marked = Vec::new();
    for mark in &args.marks {
        marked.push(region(library, mark)?);
    }
    if let Some(technique) = technique {
        let muscles = technique
            .muscles
            .primary
            .iter()
            .chain(&technique.muscles.secondary);
        marked.extend(muscles.filter_map(|id| feel(id.as_str(), None)));
    }
    // Muscles are shown where muscles are marked; otherwise the areas, for pointing.
    let is_area = |region: Region| words.area(region.word()).is_some();
    let muscles = marked.iter().any(|feel| !is_area(feel.region));
    let wanted: Vec<Region> = Region::ALL
        .iter()
        .copied()
        .filter(|region| {
            let is_marked = marked.iter().any(|feel| feel.region == *region);
            is_marked || is_area(*region) && !muscles
        })
        .collect();
    let map = BodyMap::new(face, &wanted);
    let name = |region: Region| {
        let id = region.word();
        let area = words.area(id).map(|area| area.name.to_string());
        area.or_else(|| words.muscle(id).map(|muscle| muscle.name.to_string()))
            .unwrap_or_else(|| id.to_owned())
    };
    let title = format!("Body map, {face}");
    let described: Vec<String> = marked
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
        title: &title,
        description: &description,
        theme: args.theme.map(Into::into),
    };
    match format {
        FigureFormat::Svg => Ok(svg::map(&map, &marked, name, &labels).into_bytes()),
        FigureFormat::Png => png(&map.marked(&marked), args),
    }
}

fn feel(id: &str, side: Option<Side>) -> Option<Feel> {
    Region::from_word(id).map(|region| Feel { region, side })
}

fn region(library: &Library, mark: &AreaArg) -> Result<Feel, Failure> {
    let words = library.vocabulary();
    let id = words
        .area(&mark.area)
        .map_or(mark.area.as_str(), |area| area.id.as_str());
    let side = mark.side.map(|side| match side {
        unhunch_core::routine::Side::Left => Side::Left,
        unhunch_core::routine::Side::Right => Side::Right,
    });
    feel(id, side).ok_or_else(|| {
        let known = Region::WORDS.iter().copied();
        let help = suggest(id, known)
            .unwrap_or_else(|| format!("write one of {}", Region::WORDS.join(", ")));
        Failure::usage(format!("the body map has no `{id}`; {help}"))
    })
}

fn png(picture: &Picture, args: &FigureArgs) -> Result<Vec<u8>, Failure> {
    let size = picture.size();
    let longer = size.x.max(size.y).max(1.0);
    let pixels = |length: f64| ((length / longer * f64::from(args.size)).round() as u32).max(1);
    let theme = args.theme.map_or(Theme::Light, Into::into);
    let raster = Raster {
        theme,
        ground: Some(theme.ground()),
        aspect: 1.0,
    };
    let image = paint(picture, pixels(size.x), pixels(size.y), &raster)
        .ok_or_else(|| Failure::failed("there is no room for a picture"))?;
    crate::figure::png(&image)
        .map_err(|error| Failure::failed(format!("the PNG cannot be made: {error}")))
}

fn write(output: &Path, bytes: &[u8], format: FigureFormat) -> Result<(), Failure> {
    if output == Path::new("-") {
        let mut stdout = std::io::stdout();
        if format == FigureFormat::Png && stdout.is_terminal() {
            return Err(Failure::usage(
                "a PNG is nothing to read; name a file with -o",
            ));
        }
        return stdout
            .write_all(bytes)
            .and_then(|()| stdout.flush())
            .or_else(crate::output::quiet_pipe)
            .map_err(Into::into);
    }
    std::fs::write(output, bytes).map_err(|error| {
        Failure::failed(format!("{} cannot be written: {error}", output.display()))
    })
}
