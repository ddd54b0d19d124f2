//! Pictures as characters, for terminals.
//!
//! In color, each cell shows four pixels with a quarter-block character in at most two colors; without
//! color, eight dots of a braille character, of the outlines alone.

use crate::picture::{Mark, Material, Picture};
use crate::raster::{Image, Raster, paint};
use crate::theme::{Rgb, Theme};

/// A character of a terminal, with its colors; none is the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The character.
    pub character: char,
    /// Its color.
    pub ink: Option<Rgb>,
    /// The color behind it.
    pub ground: Option<Rgb>,
}

/// A picture in cells, row by row from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Cells in a row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
    /// Row after row.
    pub cells: Vec<Cell>,
}

/// An empty cell.
const EMPTY: Cell = Cell {
    character: ' ',
    ink: None,
    ground: None,
};

/// Which of the four pixels of a cell the ink covers (1, 2, 4, 8: upper left, upper right, lower left,
/// lower right), and the character that does it.
const QUARTERS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

impl Cells {
    /// The picture in color, as large as fits into so many cells, in the middle of them.
    #[must_use]
    pub fn new(picture: &Picture, columns: u16, rows: u16, theme: Theme) -> Self {
        let raster = Raster {
            theme,
            ground: None,
            // A cell is twice as high as wide, and so is a quarter of it.
            aspect: 0.5,
        };
        let image = paint(
            picture,
            u32::from(columns) * 2,
            u32::from(rows) * 2,
            &raster,
        );
        Self::of(columns, rows, |column, row| {
            image
                .as_ref()
                .map_or(EMPTY, |image| quarters(image, column, row))
        })
    }

    /// The outlines alone, without color, in braille.
    #[must_use]
    pub fn lines(picture: &Picture, columns: u16, rows: u16) -> Self {
        let raster = Raster {
            theme: Theme::Light,
            ground: None,
            aspect: 1.0,
        };
        let size = picture.size();
        let dot = (size.x / (f64::from(columns) * 2.0)).max(size.y / (f64::from(rows) * 4.0));
        let drawn = lines_of(picture, dot);
        let image = paint(&drawn, u32::from(columns) * 2, u32::from(rows) * 4, &raster);
        Self::of(columns, rows, |column, row| {
            image
                .as_ref()
                .map_or(EMPTY, |image| braille(image, column, row))
        })
    }

    fn of(columns: u16, rows: u16, cell: impl Fn(u32, u32) -> Cell) -> Self {
        let cells = (0..u32::from(rows))
            .flat_map(|row| (0..u32::from(columns)).map(move |column| (column, row)))
            .map(|(column, row)| cell(column, row))
            .collect();
        Self {
            columns,
            rows,
            cells,
        }
    }

    /// The rows, from the top.
    pub fn lines_of_cells(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(usize::from(self.columns).max(1))
    }
}

/// For a picture without color: what is filled hides what is behind it, and lines are drawn, as thick as a dot
/// of `dot` cm shows.
fn lines_of(picture: &Picture, dot: f64) -> Picture {
    let marks = picture
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Fill { points, ink, .. } => {
                let flat = matches!(ink.material, Material::Mat | Material::Shadow);
                let solid = matches!(
                    ink.material,
                    Material::Arrow | Material::Feature | Material::Hair | Material::Press
                );
                let material = if solid {
                    Material::Outline
                } else {
                    Material::Skin
                };
                (!flat && ink.shade != 0).then(|| Mark::Fill {
                    points: points.clone(),
                    ink: crate::picture::Ink { material, shade: 1 },
                    alpha: 1.0,
                })
            }
            Mark::Line {
                points, width, ink, ..
            } => Some(Mark::Line {
                points: points.clone(),
                // The inner half of an outline lies under what it is around.
                width: width.max(
                    dot * if ink.material == Material::Outline {
                        2.6
                    } else {
                        1.3
                    },
                ),
                ink: crate::picture::Ink {
                    material: Material::Outline,
                    shade: 1,
                },
                alpha: 1.0,
            }),
        })
        .collect();
    Picture {
        marks,
        ..picture.clone()
    }
}

fn braille(image: &Image, column: u32, row: u32) -> Cell {
    // The bits of a braille character by the place of its dots.
    const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let mut bits = 0;
    for (y, dots) in (0_u32..).zip(DOTS) {
        for (x, dot) in (0_u32..).zip(dots) {
            let [red, green, blue, opacity] = image.at(column * 2 + x, row * 4 + y);
            let dark = u32::from(red) + u32::from(green) + u32::from(blue) < 330;
            if opacity > 110 && dark {
                bits |= dot;
            }
        }
    }
    let character = char::from_u32(0x2800 + bits)
        .filter(|_| bits > 0)
        .unwrap_or(' ');
    Cell { character, ..EMPTY }
}

fn quarters(image: &Image, column: u32, row: u32) -> Cell {
    let pixels = [(0, 0), (1, 0), (0, 1), (1, 1)]
        .map(|(x, y)| image.at(column * 2 + x, row * 2 + y))
        .map(|[red, green, blue, opacity]| (opacity > 110).then_some([red, green, blue]));
    let apart = |a: Option<Rgb>, b: Option<Rgb>| match (a, b) {
        (None, None) => 0,
        (Some(a), Some(b)) => (0..3)
            .map(|at| {
                let difference = i32::from(a[at]) - i32::from(b[at]);
                difference * difference
            })
            .sum(),
        _ => i32::MAX,
    };
    // The two pixels that differ most; the others go with the one that they are more like.
    let mut seeds = (0, 0);
    let mut most = 0;
    for first in 0..4 {
        for second in first + 1..4 {
            let difference = apart(pixels[first], pixels[second]);
            if difference > most {
                most = difference;
                seeds = (first, second);
            }
        }
    }
    let ink_of = |members: &dyn Fn(usize) -> bool| {
        let colors: Vec<Rgb> = (0..4)
            .filter(|at| members(*at))
            .filter_map(|at| pixels[at])
            .collect();
        let count = u32::try_from(colors.len()).unwrap_or(1).max(1);
        (!colors.is_empty()).then(|| {
            [0, 1, 2].map(|channel| {
                let sum: u32 = colors.iter().map(|color| u32::from(color[channel])).sum();
                u8::try_from(sum / count).unwrap_or(u8::MAX)
            })
        })
    };
    if most == 0 {
        return Cell {
            character: if pixels[0].is_some() { '█' } else { ' ' },
            ink: pixels[0],
            ground: None,
        };
    }
    // Nothing is drawn behind, never in front.
    let (ink, ground) = if pixels[seeds.0].is_none() {
        (seeds.1, seeds.0)
    } else {
        seeds
    };
    let with_ink = |at: usize| apart(pixels[at], pixels[ink]) <= apart(pixels[at], pixels[ground]);
    let covered = (0..4)
        .filter(|at| with_ink(*at))
        .fold(0, |bits, at| bits | 1 << at);
    Cell {
        character: QUARTERS[covered],
        ink: ink_of(&with_ink),
        ground: ink_of(&|at| !with_ink(at)),
    }
}
