//! `cargo xtask figures`: draws figures for somebody to look at.
//!
//! For each technique a strip of pictures (`ID.png`: the start, the way, the end of the work, the way back
//! where it is another, each from every view) and a moving one (`ID.svg`); for all of them a contact sheet
//! (`sheet.png`) and a page (`index.html`).

use std::fmt::Write as _;
use std::path::Path;

use unhunch_core::content::{Library, Options, load};
use unhunch_core::diagnostic::render::{Format, Style, render};
use unhunch_figure::check::Pace;
use unhunch_figure::raster::{Image, Raster, paint};
use unhunch_figure::{Figure, Film, Moment, Path as Way, Shown, Theme, svg};

use crate::workspace::Failure;

/// The side of one picture of a strip, in pixels.
const TILE: u32 = 360;
/// The side of one picture of the contact sheet.
const SMALL: u32 = 220;
/// Pictures in a row of the contact sheet: two of each technique.
const ROW: u32 = 8;

/// Draws the figures of `ids`, or of all techniques, and writes them to `out`. False when the content has
/// faults, which it shows.
///
/// # Errors
///
/// When files cannot be written, or an id is not known.
pub(crate) fn run(content: &Path, ids: &[String], out: &Path) -> Result<bool, Failure> {
    let (mut files, found) = unhunch_bundle::read_dir(content);
    if !ids.is_empty() {
        // What somebody else is drawing may not be finished.
        files.retain(|file| {
            let own = file.name.strip_prefix("techniques/");
            let id = own.and_then(|name| name.strip_suffix(".figure.toml"));
            id.is_none_or(|id| ids.iter().any(|wanted| wanted == id))
        });
    }
    let found = if ids.is_empty() { found } else { Vec::new() };
    let loaded = load(files, found, &Options::default());
    let told: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|fault| {
            let file = loaded.sources.get(fault.file);
            ids.is_empty() || file.is_some_and(|file| file.name.ends_with(".figure.toml"))
        })
        .cloned()
        .collect();
    print!(
        "{}",
        render(Format::Text, &told, &loaded.sources, Style::default())
    );
    let Some(library) = loaded.library else {
        return Ok(false);
    };
    std::fs::create_dir_all(out)?;
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Figures</title>\
         <style>body{font:15px system-ui;display:flex;flex-wrap:wrap;gap:12px;background:#faf9f6}\
         figure{margin:0;width:300px}img{width:300px;height:300px;object-fit:contain}\
         @media(prefers-color-scheme:dark){body{background:#181b1f;color:#eee}}</style>",
    );
    let mut small = Vec::new();
    for technique in library.techniques() {
        let id = technique.id.as_str();
        let wanted = ids.is_empty() || ids.iter().any(|wanted| wanted == id);
        let Some(movement) = library.figure(id).filter(|_| wanted) else {
            continue;
        };
        let figure = Figure::new(movement);
        let mut moments = vec![
            Moment::at(0.0),
            Moment::at(0.5),
            Moment::at(if movement.path == Way::Round {
                0.75
            } else {
                1.0
            }),
        ];
        if movement
            .keyframes
            .iter()
            .any(|one| one.phase == unhunch_figure::Phase::Return)
            && movement.path != Way::Round
        {
            moments.push(Moment {
                along: 0.5,
                returning: true,
                breath: 0.0,
            });
        }
        let mut strip = Vec::new();
        for view in 0..movement.views.len().max(1) {
            let stage = figure.stage(view, Shown::default());
            for moment in &moments {
                strip.extend(tile(&stage.picture(*moment), TILE));
            }
        }
        let columns = u32::try_from(moments.len())?;
        write_png(&out.join(format!("{id}.png")), &grid(&strip, columns, TILE))?;
        let stage = figure.stage(0, Shown::default());
        for moment in [Moment::at(0.0), moments[2]] {
            small.extend(tile(&stage.picture(moment), SMALL));
        }
        std::fs::write(out.join(format!("{id}.svg")), moving(&library, id, &figure))?;
        let _ = write!(
            page,
            "<figure><img src=\"{id}.svg\" alt=\"\"><figcaption>{id}</figcaption></figure>"
        );
    }
    write_png(&out.join("sheet.png"), &grid(&small, ROW, SMALL))?;
    std::fs::write(out.join("index.html"), page)?;
    println!("{} figures in {}", small.len() / 2, out.display());
    Ok(true)
}

/// The figure as a moving picture, from its first view.
fn moving(library: &Library, id: &str, figure: &Figure) -> String {
    let technique = library.technique(id);
    let labels = svg::Labels {
        title: technique.map_or(id, |one| one.name.as_str()),
        description: technique
            .and_then(|one| one.alt.as_deref())
            .map_or("", |alt| alt.as_str()),
        theme: None,
    };
    let seconds = figure.movement().cycle.unwrap_or(5.0) / 2.0;
    let pace = Pace {
        out: seconds,
        back: seconds,
    };
    let film = Film::new(figure.movement(), pace, 80);
    svg::moving(figure, 0, false, &film, &labels)
}

fn tile(picture: &unhunch_figure::Picture, side: u32) -> Option<Image> {
    let raster = Raster {
        theme: Theme::Light,
        ground: Some(Theme::Light.ground()),
        aspect: 1.0,
    };
    paint(picture, side, side, &raster)
}

/// Images of one size side by side.
fn grid(images: &[Image], columns: u32, side: u32) -> Image {
    let rows = u32::try_from(images.len())
        .unwrap_or(0)
        .div_ceil(columns.max(1))
        .max(1);
    let (width, height) = (columns * side, rows * side);
    let mut pixels = vec![255; (width * height * 4) as usize];
    for (index, image) in images.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(0);
        let (left, top) = (index % columns * side, index / columns * side);
        for y in 0..image.height {
            let from = (y * image.width * 4) as usize;
            let to = (((top + y) * width + left) * 4) as usize;
            let length = (image.width * 4) as usize;
            pixels[to..to + length].copy_from_slice(&image.pixels[from..from + length]);
        }
    }
    Image {
        width,
        height,
        pixels,
    }
}

fn write_png(path: &Path, image: &Image) -> Result<(), Failure> {
    let file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut encoder = png::Encoder::new(file, image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&image.pixels)?;
    Ok(())
}
