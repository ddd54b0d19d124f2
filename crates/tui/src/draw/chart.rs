//! The pain chart: a bar for each day or for some days together, the days that a trend compares in colors of
//! their own, and under it what they are.

use jiff::ToSpan as _;
use jiff::civil::Date;
use unhunch_core::progress::{DayPain, Trend, Window};

use super::{Doc, Piece};
use crate::theme::Role;

/// Columns of the scale.
const SCALE: u16 = 3;
/// The most days that are shown.
const MOST_DAYS: i64 = 182;
/// The least days that are shown.
const LEAST_DAYS: i64 = 28;
/// Eighths of a cell, from below.
const EIGHTHS: [char; 9] = [
    ' ', '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}',
    '\u{2588}',
];

/// Some days of the chart.
struct Column {
    from: Date,
    /// Their mean; none where nothing was rated.
    mean: Option<f64>,
    role: Role,
}

/// Adds the chart of the days up to `today`, so many columns wide, its bars so many rows high.
pub(crate) fn pain_chart(
    doc: &mut Doc,
    daily: &[DayPain],
    trend: &Trend,
    today: Date,
    (width, height): (u16, u16),
) {
    let room = width.saturating_sub(SCALE + 1).max(8);
    let Some(oldest) = daily.first() else { return };
    let days = i64::from((today - oldest.day).get_days()) + 1;
    let days = days.clamp(LEAST_DAYS, MOST_DAYS);
    // Some days share a column where there are more than columns, or a day has several.
    let count = days.min(i64::from(room));
    let wide = (i64::from(room) / count.max(1)).clamp(1, 3);
    let first = today.saturating_sub((days - 1).days());
    let reading = trend.reading.as_ref().ok();
    let columns: Vec<Column> = (0..count)
        .map(|at| {
            let day = |at: i64| first.saturating_add((at * days / count).days());
            let (from, last) = (day(at), day(at + 1).saturating_sub(1.day()));
            let own = daily.iter().filter(|one| (from..=last).contains(&one.day));
            let (sum, rated) = own.fold((0.0, 0), |(sum, rated), one| (sum + one.mean, rated + 1));
            let within = |window: &Window| window.from <= last && from <= window.until;
            let role = match reading {
                Some(reading) if within(&reading.latest) => Role::Good,
                Some(reading) if within(&reading.first) => Role::Warn,
                _ => Role::Accent,
            };
            Column {
                from,
                mean: (rated > 0).then(|| sum / f64::from(rated)),
                role,
            }
        })
        .collect();
    for row in 0..height {
        let label = match row {
            0 => "10",
            row if row == height / 2 => "5",
            _ => "",
        };
        let mut pieces = vec![Piece::new(format!("{label:>2} "), Role::Faint)];
        for column in &columns {
            pieces.extend(bar(column, row, height, wide as usize));
        }
        doc.row(pieces);
    }
    doc.row(dates(&columns, wide as usize));
    if let Some(reading) = reading {
        let key = |role: Role, name: &str, window: &Window| {
            let text = format!(
                "{name} {} to {}: {:.1} on average",
                window.from.strftime("%b %-d"),
                window.until.strftime("%b %-d"),
                window.mean
            );
            vec![Piece::new("\u{2588} ", role), Piece::new(text, Role::Text)]
        };
        doc.rich("", 0, key(Role::Warn, "first days,", &reading.first));
        doc.rich("", 0, key(Role::Good, "latest days,", &reading.latest));
    }
}

/// A cell, or some, of a bar in a row counted from above.
fn bar(column: &Column, row: u16, height: u16, wide: usize) -> Vec<Piece> {
    let lowest = row + 1 == height;
    let Some(mean) = column.mean else {
        let sign = if lowest { "\u{00b7}" } else { " " };
        let rest = " ".repeat(wide.saturating_sub(1));
        return vec![Piece::new(format!("{sign}{rest}"), Role::Faint)];
    };
    let eighths = (mean / 10.0 * f64::from(height) * 8.0).round().max(0.0) as usize;
    let below = usize::from(height - 1 - row) * 8;
    let mut part = eighths.saturating_sub(below).min(8);
    // No pain is something that was said.
    if lowest {
        part = part.max(1);
    }
    let sign = EIGHTHS.get(part).copied().unwrap_or(' ');
    let mut text: String = std::iter::repeat_n(sign, wide.saturating_sub(1).max(1)).collect();
    if wide > 1 {
        text.push(' ');
    }
    vec![Piece::new(text, column.role)]
}

/// The row of dates below: where a month begins, and the first day.
fn dates(columns: &[Column], wide: usize) -> Vec<Piece> {
    let mut text = " 0 ".to_owned();
    let mut month = None;
    let mut x = 0;
    for (at, column) in columns.iter().enumerate() {
        let place = at * wide;
        let begins = month != Some(column.from.month());
        month = Some(column.from.month());
        let label = column
            .from
            .strftime(if at == 0 { "%b %-d" } else { "%b" })
            .to_string();
        let fits = place + label.len() <= columns.len() * wide;
        if begins && fits && (x == 0 || place > x) {
            text.push_str(&" ".repeat(place - x));
            text.push_str(&label);
            x = place + label.len();
        }
    }
    vec![Piece::new(text, Role::Faint)]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use unhunch_core::progress::TooEarly;

    use super::*;

    fn shown(means: &[(i8, f64)], size: (u16, u16)) -> Vec<String> {
        let daily: Vec<DayPain> = means
            .iter()
            .map(|(day, mean)| DayPain {
                day: date(2026, 11, *day),
                mean: *mean,
                readings: 1,
            })
            .collect();
        let trend = Trend {
            readings: 1,
            days: 1,
            missing_days: 0,
            reading: Err(TooEarly::FewFirstDays),
        };
        let mut doc = Doc::new();
        pain_chart(&mut doc, &daily, &trend, date(2026, 11, 21), size);
        let rows = doc.rows(size.0);
        rows.iter()
            .map(|row| {
                let text: String = row.pieces.iter().map(|one| one.text.as_str()).collect();
                text.trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn a_bar_for_each_day_and_a_dot_where_none_was_rated() {
        let rows = shown(&[(19, 10.0), (20, 5.0), (21, 0.0)], (32, 4));
        assert_eq!(
            rows,
            [
                "10                          \u{2588}",
                "                            \u{2588}",
                " 5                          \u{2588}\u{2588}",
                "   \u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{00b7}\u{2588}\u{2588}\u{2581}",
                " 0 Oct 25 Nov",
            ]
        );
    }

    #[test]
    fn nothing_is_wider_than_there_is_room() {
        for width in [20, 40, 60, 158] {
            for row in shown(&[(1, 3.0), (21, 4.0)], (width, 6)) {
                assert!(
                    row.chars().count() <= usize::from(width),
                    "{row:?} at {width}"
                );
            }
        }
        assert!(shown(&[], (80, 6)).is_empty());
    }
}
