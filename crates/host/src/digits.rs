//! Big digits, readable from across a room.

/// The pixels of a sign: five rows of three, the leftmost the highest bit.
fn pixels(sign: char) -> [u8; 5] {
    match sign {
        '0' => [0b111, 0b101, 0b101, 0b101, 0b111],
        '1' => [0b010, 0b110, 0b010, 0b010, 0b111],
        '2' => [0b111, 0b001, 0b111, 0b100, 0b111],
        '3' => [0b111, 0b001, 0b111, 0b001, 0b111],
        '4' => [0b101, 0b101, 0b111, 0b001, 0b001],
        '5' => [0b111, 0b100, 0b111, 0b001, 0b111],
        '6' => [0b111, 0b100, 0b111, 0b101, 0b111],
        '7' => [0b111, 0b001, 0b010, 0b010, 0b010],
        '8' => [0b111, 0b101, 0b111, 0b101, 0b111],
        '9' => [0b111, 0b101, 0b111, 0b001, 0b111],
        ':' => [0b000, 0b010, 0b000, 0b010, 0b000],
        _ => [0; 5],
    }
}

/// How large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As text.
    Text,
    /// Three rows.
    Small,
    /// Five rows, so many times.
    Times(usize),
}

impl Size {
    /// How many rows it takes.
    pub fn rows(self) -> usize {
        match self {
            Self::Text => 1,
            Self::Small => 3,
            Self::Times(times) => 5 * times,
        }
    }

    /// How many columns so many signs take.
    pub fn columns(self, signs: usize) -> usize {
        match self {
            Self::Text => signs,
            Self::Small => (4 * signs).saturating_sub(1),
            Self::Times(times) => 2 * times * (4 * signs).saturating_sub(1),
        }
    }
}

/// A text of digits and colons, in rows.
pub fn rows(text: &str, size: Size, unicode: bool) -> Vec<String> {
    match size {
        Size::Text => vec![text.to_owned()],
        Size::Small if unicode => halves(text),
        Size::Small => strokes(text),
        Size::Times(times) => blocks(text, times, unicode),
    }
}

/// The pixels of a whole text in one row of five, one column between signs.
fn pixel_row(text: &str, row: usize) -> Vec<bool> {
    let mut pixel_row = Vec::new();
    for sign in text.chars() {
        if !pixel_row.is_empty() {
            pixel_row.push(false);
        }
        let bits = pixels(sign).get(row).copied().unwrap_or(0);
        pixel_row.extend([4, 2, 1].map(|bit| bits & bit != 0));
    }
    pixel_row
}

fn blocks(text: &str, times: usize, unicode: bool) -> Vec<String> {
    let ink = if unicode { "\u{2588}" } else { "#" };
    let mut rows = Vec::new();
    for row in 0..5 {
        let line: String = pixel_row(text, row)
            .into_iter()
            .map(|on| if on { ink } else { " " }.repeat(2 * times))
            .collect();
        rows.extend(std::iter::repeat_n(line, times));
    }
    rows
}

/// Two rows of pixels in each row of text.
fn halves(text: &str) -> Vec<String> {
    [(0, 1), (2, 3), (4, 5)]
        .iter()
        .map(|&(upper, lower)| {
            let (upper, lower) = (pixel_row(text, upper), pixel_row(text, lower));
            let pairs = upper.into_iter().zip(lower);
            pairs
                .map(|pair| match pair {
                    (true, true) => '\u{2588}',
                    (true, false) => '\u{2580}',
                    (false, true) => '\u{2584}',
                    (false, false) => ' ',
                })
                .collect()
        })
        .collect()
}

/// Seven strokes, as on a pocket calculator.
fn strokes(text: &str) -> Vec<String> {
    let mut rows = vec![String::new(); 3];
    for (at, sign) in text.chars().enumerate() {
        let strokes = match sign {
            '0' => [" _ ", "| |", "|_|"],
            '1' => ["   ", "  |", "  |"],
            '2' => [" _ ", " _|", "|_ "],
            '3' => [" _ ", " _|", " _|"],
            '4' => ["   ", "|_|", "  |"],
            '5' => [" _ ", "|_ ", " _|"],
            '6' => [" _ ", "|_ ", "|_|"],
            '7' => [" _ ", "  |", "  |"],
            '8' => [" _ ", "|_|", "|_|"],
            '9' => [" _ ", "|_|", " _|"],
            ':' => ["   ", " . ", " . "],
            _ => ["   "; 3],
        };
        for (row, stroke) in rows.iter_mut().zip(strokes) {
            if at > 0 {
                row.push(' ');
            }
            row.push_str(stroke);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_look_like_digits() {
        assert_eq!(
            rows("27", Size::Times(1), false),
            [
                "######  ######",
                "    ##      ##",
                "######    ##  ",
                "##        ##  ",
                "######    ##  ",
            ]
        );
        assert_eq!(
            rows("40", Size::Small, false),
            ["     _ ", "|_| | |", "  | |_|"]
        );
        assert_eq!(
            rows("1:5", Size::Small, true),
            [
                "\u{2584}\u{2588}   \u{2584}  \u{2588}\u{2580}\u{2580}",
                " \u{2588}   \u{2584}  \u{2580}\u{2580}\u{2588}",
                "\u{2580}\u{2580}\u{2580}     \u{2580}\u{2580}\u{2580}"
            ]
        );
    }

    #[test]
    fn every_size_is_as_large_as_it_says() {
        for size in [Size::Text, Size::Small, Size::Times(1), Size::Times(3)] {
            for text in ["0", "12", "3:45", "10:00"] {
                for unicode in [true, false] {
                    let rows = rows(text, size, unicode);
                    assert_eq!(rows.len(), size.rows());
                    for row in rows {
                        assert_eq!(row.chars().count(), size.columns(text.len()), "{row:?}");
                    }
                }
            }
        }
    }
}
