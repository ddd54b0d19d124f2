//! The picture: from what is to be seen to lines of text. Pure, so that it is tested without a terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::digits::{self, Size};
use super::keys::KEYS;
use super::sight::{Sight, clock};
use super::unicode::ascii;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// As it is.
    Plain,
    /// What matters most.
    Strong,
    /// What matters less.
    Faint,
    /// What must not be missed.
    Alarm,
}

/// One line of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its text, no wider than the terminal.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A terminal, as far as the picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Canvas {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Whether it shows more than ASCII.
    pub unicode: bool,
}

/// The least rows that are laid out; a lower terminal shows the first and the last line only.
const LEAST_ROWS: usize = 8;
/// The most lines of a cue, and of what it should feel like.
const MOST_LINES: usize = 3;

/// Lays the picture out: never more rows than the canvas has, none wider than it. The stop key stands in
/// the last row, whatever the size.
pub(super) fn frame(sight: &Sight, canvas: Canvas) -> Vec<Row> {
    let mut sheet = Sheet::new(canvas);
    let help = help_line(canvas);
    if canvas.height < LEAST_ROWS {
        sheet.tiny(sight);
    } else {
        match &sight.over {
            Some(lines) => sheet.over(sight, lines),
            None => {
                sheet.header(sight);
                sheet.body(sight);
            }
        }
        let room = canvas.height.saturating_sub(1);
        sheet.rows.truncate(room);
        while sheet.rows.len() < room {
            sheet.push("", Tone::Plain);
        }
        let answer = sight.notice.clone().or_else(|| {
            let why = sight.paused?.to_uppercase();
            Some(format!("{why}: space goes on"))
        });
        // It lies over what comes next, where there is no room to spare.
        if let Some(answer) = answer.filter(|_| sight.over.is_none()) {
            sheet.rows.pop();
            sheet.push(&answer, Tone::Strong);
        }
    }
    sheet.rows.truncate(canvas.height.saturating_sub(1));
    sheet.push(&help, Tone::Alarm);
    sheet.rows.truncate(canvas.height);
    sheet.rows
}

/// As many keys as fit, the most important first.
fn help_line(canvas: Canvas) -> String {
    let mut line = String::new();
    for key in KEYS {
        let word = format!("{} {}", key.label, key.short);
        let gap = if line.is_empty() { 0 } else { 2 };
        if line.width() + gap + word.width() > canvas.width && !line.is_empty() {
            break;
        }
        line.push_str(&" ".repeat(gap));
        line.push_str(&word);
    }
    line
}

struct Sheet {
    canvas: Canvas,
    rows: Vec<Row>,
}

impl Sheet {
    fn new(canvas: Canvas) -> Self {
        Self {
            canvas,
            rows: Vec::with_capacity(canvas.height),
        }
    }

    fn push(&mut self, text: &str, tone: Tone) {
        let text = if self.canvas.unicode {
            text.to_owned()
        } else {
            ascii(text)
        };
        let text = cut(&text, self.canvas.width);
        self.rows.push(Row { text, tone });
    }

    fn tiny(&mut self, sight: &Sight) {
        let paused = if sight.paused.is_some() {
            " (paused)"
        } else {
            ""
        };
        let first = sight.over.as_ref().and_then(|lines| lines.first());
        match first {
            Some(line) => self.push(line, Tone::Strong),
            None => self.push(
                &format!("{} {}{paused}", sight.seconds, sight.name),
                Tone::Strong,
            ),
        }
        for line in sight.over.iter().flatten().skip(1) {
            self.push(line, Tone::Plain);
        }
        match &sight.notice {
            Some(notice) => self.push(notice, Tone::Strong),
            None => self.push(&self.details(sight), Tone::Plain),
        }
    }

    fn header(&mut self, sight: &Sight) {
        let left = format!("{} left", clock(sight.left_ms));
        let width = self.canvas.width;
        let room = width.saturating_sub(left.width() + 1);
        let title = cut(&sight.title, room);
        let gap = width.saturating_sub(title.width() + left.width());
        self.push(&format!("{title}{}{left}", " ".repeat(gap)), Tone::Faint);
        self.push(&self.bar(sight), Tone::Plain);
    }

    /// How much of the session is over, as wide as the terminal.
    fn bar(&self, sight: &Sight) -> String {
        let total = sight.played_ms.saturating_add(sight.left_ms).max(1);
        let width = self.canvas.width as u128;
        let done = u128::from(sight.played_ms) * width / u128::from(total);
        let done = usize::try_from(done).unwrap_or(0).min(self.canvas.width);
        let (full, open) = if self.canvas.unicode {
            ("\u{2501}", "\u{2500}")
        } else {
            ("=", "-")
        };
        format!(
            "{}{}",
            full.repeat(done),
            open.repeat(self.canvas.width - done)
        )
    }

    fn details(&self, sight: &Sight) -> String {
        let movement = sight.movement.map(str::to_uppercase);
        let all: Vec<String> = movement.into_iter().chain(sight.detail.clone()).collect();
        all.join(if self.canvas.unicode {
            " \u{b7} "
        } else {
            " | "
        })
    }

    fn over(&mut self, sight: &Sight, lines: &[String]) {
        if self.canvas.height >= lines.len() + 6 {
            self.header(sight);
            self.push("", Tone::Plain);
        }
        for (at, line) in lines.iter().enumerate() {
            let tone = if at == 0 { Tone::Strong } else { Tone::Plain };
            for part in wrap(line, self.canvas.width) {
                self.push(&part, tone);
            }
        }
    }

    fn body(&mut self, sight: &Sight) {
        let width = self.canvas.width;
        // Without the header and the keys.
        let rows = self.canvas.height.saturating_sub(3);
        let count = if sight.seconds < 60 {
            sight.seconds.to_string()
        } else {
            clock(sight.seconds * 1000)
        };
        let mut cue = wrap(&sight.cue, width);
        cue.truncate(MOST_LINES);
        // Name, details, next, and a line of the cue always stand.
        let fixed = 3 + usize::from(!cue.is_empty());
        let size = size_for(&count, width, rows.saturating_sub(fixed));
        let mut spare = rows.saturating_sub(fixed + size.rows());
        let mut take = |wanted: usize| {
            let taken = wanted.min(spare);
            spare -= taken;
            taken
        };
        let cue_rows = cue.len().min(1) + take(cue.len().saturating_sub(1));
        cue.truncate(cue_rows);
        let (gap_below, gap_above, gap_next) = (take(1), take(1), take(1));
        let mut feel = sight
            .feel
            .as_ref()
            .map_or(Vec::new(), |feel| wrap(feel, width));
        feel.truncate(MOST_LINES);
        let gap_feel = take(usize::from(!feel.is_empty()));
        let feel_rows = take(feel.len());
        feel.truncate(feel_rows);
        let gap_top = take(1);

        self.gap(gap_top);
        self.push(&sight.name, Tone::Strong);
        self.push(&self.details(sight), Tone::Plain);
        self.gap(gap_above);
        let indent = " ".repeat(width.saturating_sub(size.columns(count.len())) / 2);
        for row in digits::rows(&count, size, self.canvas.unicode) {
            self.push(&format!("{indent}{row}"), Tone::Strong);
        }
        self.gap(gap_below);
        for line in cue {
            self.push(&line, Tone::Plain);
        }
        self.gap(gap_feel);
        for line in feel {
            self.push(&line, Tone::Faint);
        }
        self.gap(gap_next);
        if !sight.next.is_empty() {
            self.push(&format!("Next: {}", sight.next), Tone::Faint);
        }
    }

    fn gap(&mut self, rows: usize) {
        for _ in 0..rows {
            self.push("", Tone::Plain);
        }
    }
}

/// The largest size that fits.
fn size_for(text: &str, width: usize, rows: usize) -> Size {
    [Size::Times(3), Size::Times(2), Size::Times(1), Size::Small]
        .into_iter()
        // Some room is left for what is said, unless the digits are small anyway.
        .find(|size| {
            let spare = match size {
                Size::Times(3) => 10,
                Size::Times(2) => 5,
                _ => 0,
            };
            size.rows() + spare <= rows && size.columns(text.len()) <= width
        })
        .unwrap_or(Size::Text)
}

/// A text in lines no wider than `width`.
fn wrap(text: &str, width: usize) -> Vec<String> {
    if text.is_empty() || width == 0 {
        return Vec::new();
    }
    let options = textwrap::Options::new(width)
        .break_words(true)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// The beginning of a text that is no wider than `width`, without control characters.
fn cut(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        used += sign.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(sign);
    }
    kept
}

#[cfg(test)]
mod tests;
