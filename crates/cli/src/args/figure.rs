//! `unhunch figure`: its flags.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use unhunch_figure::{Face, Side, Theme};

use super::AreaArg;

/// `unhunch figure`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch figure cat-cow -o cat-cow.svg
  unhunch figure cat-cow --animate -o cat-cow.svg      moves by itself, without scripts
  unhunch figure seated-twist-chair --side right --at 0.5 -o twist.png --size 1200
  unhunch figure --map back --mark neck:left --mark mid-back -o where.svg
  unhunch figure wall-angels --map back -o muscles.svg  what the technique works

An SVG follows the light or dark preference of whoever looks at it, unless --theme says one.")]
pub struct FigureArgs {
    /// The id of a technique, as `unhunch list` shows it.
    #[arg(value_name = "ID", required_unless_present = "map")]
    pub id: Option<String>,
    /// On which side: left or right [default: the one that is drawn]
    #[arg(long, value_name = "SIDE")]
    pub side: Option<SideArg>,
    /// From which view: 1 is the best, 2 another where there is one.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    pub view: u8,
    /// At which moment: 0 is the start, 1 the end of the work.
    #[arg(long, value_name = "0..1", default_value_t = 1.0, value_parser = part)]
    pub at: f64,
    /// Draw the whole movement (SVG only).
    #[arg(long, conflicts_with_all = ["at", "map"])]
    pub animate: bool,
    /// Draw the body map instead, from the front or the back; with an ID, what that technique works.
    #[arg(long, value_name = "FACE")]
    pub map: Option<FaceArg>,
    /// Mark an area or a muscle on the map; may be given several times.
    #[arg(long = "mark", value_name = "AREA[:SIDE]", requires = "map")]
    pub marks: Vec<AreaArg>,
    /// What to write [default: as the file is called, else svg]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<FigureFormat>,
    /// The file to write; `-` is standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// The longer side of a PNG, in pixels.
    #[arg(long, value_name = "PIXELS", default_value_t = 800, value_parser = clap::value_parser!(u32).range(16..=8000))]
    pub size: u32,
    /// Colors for a light or a dark ground [default: for an SVG, both]
    #[arg(long, value_name = "THEME")]
    pub theme: Option<ThemeArg>,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FigureFormat {
    /// Lines and surfaces, sharp at any size.
    Svg,
    /// Pixels.
    Png,
}

/// A side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SideArg {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl From<SideArg> for Side {
    fn from(side: SideArg) -> Self {
        match side {
            SideArg::Left => Self::Left,
            SideArg::Right => Self::Right,
        }
    }
}

/// A face of the body map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FaceArg {
    /// From the front.
    Front,
    /// From the back.
    Back,
}

impl From<FaceArg> for Face {
    fn from(face: FaceArg) -> Self {
        match face {
            FaceArg::Front => Self::Front,
            FaceArg::Back => Self::Back,
        }
    }
}

/// Colors for a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// A light ground.
    Light,
    /// A dark ground.
    Dark,
}

impl From<ThemeArg> for Theme {
    fn from(theme: ThemeArg) -> Self {
        match theme {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
        }
    }
}

/// A part of a whole, 0 to 1.
pub(super) fn part(text: &str) -> Result<f64, String> {
    let part: Option<f64> = text.parse().ok();
    part.filter(|part| (0.0..=1.0).contains(part))
        .ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}
