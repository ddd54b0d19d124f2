//! Images as terminals take them: what is written between an escape and its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use unhunch_figure::raster::Image;

/// The most bytes of one piece in the protocol of kitty.
const PIECE: usize = 4096;
/// The most colors of an image in sixel.
const COLORS: usize = 256;
/// Rows of pixels that one line of sixels has.
const ROWS: u32 = 6;

/// The protocol of kitty: a PNG in pieces, fitted into so many columns; the terminal keeps its answers to itself.
pub(super) fn kitty(png: &[u8], columns: u16) -> String {
    let text = STANDARD.encode(png);
    let pieces = text.len().div_ceil(PIECE);
    let mut out = String::with_capacity(text.len() + pieces * 12 + 32);
    for (index, at) in (0..text.len()).step_by(PIECE).enumerate() {
        let piece = &text[at..text.len().min(at + PIECE)];
        let more = u8::from(index + 1 < pieces);
        out.push_str("\x1b_G");
        if index == 0 {
            let _ = write!(out, "a=T,f=100,q=2,c={columns},");
        }
        let _ = write!(out, "m={more};{piece}\x1b\\");
    }
    out
}

/// The protocol of iTerm2: a PNG in one piece, fitted into so many columns.
pub(super) fn iterm(png: &[u8], columns: u16) -> String {
    format!(
        "\x1b]1337;File=inline=1;size={};width={columns};preserveAspectRatio=1:{}\x07",
        png.len(),
        STANDARD.encode(png)
    )
}

/// Sixel: every color once, then lines of six rows, each color's pixels over the line in turn.
pub(super) fn sixel(image: &Image) -> String {
    let (bits, palette) = palette(image);
    let mut out = format!("\x1bP0;1;0q\"1;1;{};{}", image.width, image.height);
    for (color, number) in &palette {
        let percent = color.map(|value| (u32::from(value) * 100 + 127) / 255);
        let _ = write!(
            out,
            "#{number};2;{};{};{}",
            percent[0], percent[1], percent[2]
        );
    }
    for top in (0..image.height).step_by(ROWS as usize) {
        // For each color of the line, the rows of every column that have it, as bits.
        let mut line: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for row in 0..ROWS.min(image.height - top) {
            for x in 0..image.width {
                let color = reduced(image.at(x, top + row), bits);
                if let Some(number) = palette.get(&color) {
                    let columns = line.entry(*number);
                    let columns = columns.or_insert_with(|| vec![0; image.width as usize]);
                    columns[x as usize] |= 1 << row;
                }
            }
        }
        for (index, (number, columns)) in line.iter().enumerate() {
            // `$` goes back to the beginning of the line.
            let _ = write!(out, "{}#{number}", if index > 0 { "$" } else { "" });
            write_runs(&mut out, columns);
        }
        out.push('-');
    }
    out.push_str("\x1b\\");
    out
}

/// Writes columns of six pixels, the same ones in a row with their count; clear ones at the end are left out.
fn write_runs(out: &mut String, columns: &[u8]) {
    let end = columns
        .iter()
        .rposition(|column| *column != 0)
        .map_or(0, |at| at + 1);
    for run in columns[..end].chunk_by(|one, next| one == next) {
        let letter = char::from(b'?' + run[0]);
        if run.len() > 3 {
            let _ = write!(out, "!{}{letter}", run.len());
        } else {
            out.extend(std::iter::repeat_n(letter, run.len()));
        }
    }
}

/// The colors of an image with their numbers, and how many bits of each part were given up so that they are few
/// enough: none for a figure, which has some flat colors and the blends of its edges, if they are.
fn palette(image: &Image) -> (u32, BTreeMap<[u8; 3], usize>) {
    let mut bits = 0;
    loop {
        let mut found = BTreeMap::new();
        for pixel in image.pixels.chunks_exact(4) {
            found.insert(reduced([pixel[0], pixel[1], pixel[2], pixel[3]], bits), 0);
        }
        if found.len() <= COLORS {
            for (number, place) in found.values_mut().enumerate() {
                *place = number;
            }
            return (bits, found);
        }
        bits += 1;
    }
}

/// A color without so many of its lowest bits: the middle of what they could have said.
fn reduced(pixel: [u8; 4], bits: u32) -> [u8; 3] {
    let middle = (1_u8 << bits) >> 1;
    let less = |value: u8| (value >> bits << bits) | middle;
    [less(pixel[0]), less(pixel[1]), less(pixel[2])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(width: u32, pixels: &[[u8; 3]]) -> Image {
        Image {
            width,
            height: pixels.len() as u32 / width,
            pixels: pixels
                .iter()
                .flat_map(|[r, g, b]| [*r, *g, *b, 255])
                .collect(),
        }
    }

    #[test]
    fn kitty_takes_pieces_and_puts_them_together() {
        let png = vec![7; 7000];
        let shown = kitty(&png, 40);
        let pieces: Vec<&str> = shown.split_terminator("\x1b\\").collect();
        assert_eq!(pieces.len(), 3);
        assert!(pieces[0].starts_with("\x1b_Ga=T,f=100,q=2,c=40,m=1;"));
        assert!(pieces[1].starts_with("\x1b_Gm=1;") && pieces[2].starts_with("\x1b_Gm=0;"));
        let together: String = pieces
            .iter()
            .map(|piece| piece.split_once(';').unwrap().1)
            .collect();
        assert_eq!(STANDARD.decode(together).unwrap(), png);
    }

    #[test]
    fn iterm_is_told_the_size() {
        assert_eq!(
            iterm(b"png", 12),
            "\x1b]1337;File=inline=1;size=3;width=12;preserveAspectRatio=1:cG5n\x07"
        );
    }

    #[test]
    fn sixels_are_lines_of_six_rows_color_by_color() {
        let (black, white) = ([0; 3], [255; 3]);
        let mut pixels = vec![white; 5 * 7];
        pixels[0] = black;
        pixels[5 * 6 + 4] = black;
        // The first line: one black pixel at the top left, then the white ones around it. The second line has
        // one row: four white pixels, one black.
        assert_eq!(
            sixel(&image(5, &pixels)),
            "\x1bP0;1;0q\"1;1;5;7#0;2;0;0;0#1;2;100;100;100\
             #0@$#1}!4~-#0!4?@$#1!4@-\x1b\\"
        );
    }

    #[test]
    fn colors_are_few_enough_and_near() {
        let many: Vec<[u8; 3]> = (0..=255_u8)
            .flat_map(|one| [[one, 255 - one, 9], [9, one, one]])
            .collect();
        let (bits, found) = palette(&image(2, &many));
        assert!(bits > 0 && found.len() <= COLORS, "{}", found.len());
        for [red, green, blue] in many {
            let near = reduced([red, green, blue, 255], bits);
            assert!(near[0].abs_diff(red) <= 1 << bits >> 1, "{near:?} {red}");
        }
        assert_eq!(palette(&image(1, &[[1, 2, 3]])).0, 0);
    }
}
