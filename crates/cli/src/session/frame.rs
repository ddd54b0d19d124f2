//! The picture: from what is to be seen to lines of text. Pure, so that it is tested without a terminal.

use unicode_width::UnicodeWidthStr as _;

use super::fit::{Fit, cut};
use super::keys::KEYS;
use unhunch_host::digits::{self, Size};
use unhunch_host::{Sight, countdown as clock};

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
    /// Columns at the right that belong to the figure; 0 without one.
    pub beside: usize,
}

impl Canvas {
    /// The narrowest terminal that a figure is drawn in, and the lowest.
    const LEAST_BESIDE: (usize, usize) = (72, 18);
    /// The rows above the figure, and below it: the header, and the keys.
    pub(super) const AROUND: (usize, usize) = (2, 1);

    /// The same with room for a figure, `aspect` times as wide as high, where there is enough.
    pub(super) fn with_figure(self, aspect: f64) -> Self {
        if self.width < Self::LEAST_BESIDE.0 || self.height < Self::LEAST_BESIDE.1 {
            return self;
        }
        let rows = self.height - Self::AROUND.0 - Self::AROUND.1;
        // A cell is twice as high as it is wide; words keep more than half.
        let wanted = (rows as f64 * 2.0 * aspect).ceil() as usize;
        let beside = wanted.min(self.width * 9 / 20);
        Self { beside, ..self }
    }
}

/// The least rows that are laid out; a lower terminal shows the first and the last line only.
const LEAST_ROWS: usize = 8;
/// The most lines of a name, and of an answer to a key.
const MOST_OF_NAME: usize = 2;
/// The most lines of a cue.
const MOST_OF_CUE: usize = 3;
/// The most lines of what it should feel like.
const MOST_OF_FEEL: usize = 5;
/// About how many columns a long cue takes; the digits leave room for it, so that they keep their size from
/// one cue to the next.
const LONG_CUE: usize = 120;
/// About how many columns a long text on what it should feel like takes.
const LONG_FEEL: usize = 160;

/// Lays the picture out: never more rows than the canvas has, none wider than it. What is too long is
/// wrapped where there is room, and ends with an ellipsis at a word where there is none. The stop key
/// stands in the last row, whatever the size.
pub(super) fn frame(sight: &Sight, canvas: Canvas) -> Vec<Row> {
    let plain;
    let sight = if canvas.unicode {
        sight
    } else {
        plain = sight.in_ascii();
        &plain
    };
    let mut sheet = Sheet::new(canvas);
    let help = help_line(canvas);
    if canvas.height < LEAST_ROWS {
        sheet.tiny(sight);
    } else {
        match &sight.over {
            Some(lines) => sheet.over(sight, lines),
            None => {
                sheet.header(sight);
                // From here on, the right belongs to the figure.
                let left = canvas.width.saturating_sub(canvas.beside).max(1);
                sheet.canvas.width = left;
                sheet.fit.width = left;
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
            let lines = sheet.fit.lines(&answer, MOST_OF_NAME);
            sheet.rows.truncate(room.saturating_sub(lines.len()));
            sheet.lines(lines, Tone::Strong);
        }
    }
    sheet.rows.truncate(canvas.height.saturating_sub(1));
    sheet.rows.push(Row {
        text: cut(&help, canvas.width),
        tone: Tone::Alarm,
    });
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
    fit: Fit,
    rows: Vec<Row>,
}

impl Sheet {
    fn new(canvas: Canvas) -> Self {
        Self {
            canvas,
            fit: Fit {
                width: canvas.width,
                unicode: canvas.unicode,
            },
            rows: Vec::with_capacity(canvas.height),
        }
    }

    fn push(&mut self, text: &str, tone: Tone) {
        let text = self.fit.line(text);
        self.rows.push(Row { text, tone });
    }

    fn lines(&mut self, lines: Vec<String>, tone: Tone) {
        let rows = lines.into_iter().map(|text| Row { text, tone });
        self.rows.extend(rows);
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
        let title = Fit {
            width: room,
            ..self.fit
        }
        .line(&sight.title);
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

    /// What lies over the session: all of its lines, in less words or two columns where there is no room.
    fn over(&mut self, sight: &Sight, lines: &[String]) {
        let room = self.canvas.height.saturating_sub(1);
        let wanted: usize = lines
            .iter()
            .map(|line| self.fit.lines(line, room).len())
            .sum();
        if wanted + 3 <= room {
            self.header(sight);
            self.push("", Tone::Plain);
        }
        let parts = self.fit.list(lines, room.saturating_sub(self.rows.len()));
        for (at, line) in parts.into_iter().enumerate() {
            let tone = if at == 0 { Tone::Strong } else { Tone::Plain };
            self.lines(line, tone);
        }
    }

    fn body(&mut self, sight: &Sight) {
        // Without the header and the keys.
        let rows = self.canvas.height.saturating_sub(3);
        let count = if sight.seconds < 60 {
            sight.seconds.to_string()
        } else {
            clock(sight.seconds * 1000)
        };
        let size = size_for(&count, self.canvas.width, rows);
        // A line of the name, the details, what comes next, and a line of the cue always stand.
        let fixed = 3 + usize::from(!sight.cue.is_empty());
        let mut spare = rows.saturating_sub(fixed + size.rows());
        let mut take = |wanted: usize| {
            let taken = wanted.min(spare);
            spare -= taken;
            taken
        };
        let fit = self.fit;
        // Words come before room around them.
        let mut more = |text: &str, most: usize| {
            let wanted = fit.lines(text, most).len();
            fit.lines(text, wanted.min(1) + take(wanted.saturating_sub(1)))
        };
        let cue = more(&sight.cue, MOST_OF_CUE);
        let name = more(&sight.name, MOST_OF_NAME);
        let gap_below = take(1);
        let feel = sight.feel.as_deref().unwrap_or_default();
        let feel = fit.lines(feel, take(fit.lines(feel, MOST_OF_FEEL).len()));
        let (gap_above, gap_next) = (take(1), take(1));
        let gap_feel = take(usize::from(!feel.is_empty()));
        let gap_top = take(1);

        self.gap(gap_top);
        self.lines(name, Tone::Strong);
        self.push(&self.details(sight), Tone::Plain);
        self.gap(gap_above);
        let indent = self.canvas.width.saturating_sub(size.columns(count.len())) / 2;
        for row in digits::rows(&count, size, self.canvas.unicode) {
            self.push(&format!("{}{row}", " ".repeat(indent)), Tone::Strong);
        }
        self.gap(gap_below);
        self.lines(cue, Tone::Plain);
        self.gap(gap_feel);
        self.lines(feel, Tone::Faint);
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

/// The largest size that fits and leaves room for long words: of the large sizes for a cue and what it
/// should feel like, of the small one for a cue.
fn size_for(text: &str, width: usize, rows: usize) -> Size {
    let lines = |columns: usize, most: usize| columns.div_ceil(width.max(1)).min(most);
    let cue = lines(LONG_CUE, MOST_OF_CUE);
    let feel = lines(LONG_FEEL, MOST_OF_FEEL);
    [Size::Times(3), Size::Times(2), Size::Times(1), Size::Small]
        .into_iter()
        .find(|size| {
            let words = match size {
                // The largest leave room around the words, too.
                Size::Times(3) => cue + feel + 3,
                Size::Times(_) => cue + feel + 1,
                Size::Small | Size::Text => cue,
            };
            // Name, details, and what comes next.
            3 + size.rows() + words <= rows && size.columns(text.len()) <= width
        })
        .unwrap_or(Size::Text)
}

#[cfg(test)]
mod tests;
