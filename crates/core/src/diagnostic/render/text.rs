//! Faults for people: frames with the place underlined.

use std::borrow::Cow;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet,
    renderer::DEFAULT_TERM_WIDTH,
};

use super::path;
use crate::diagnostic::{Diagnostic, FileId, Severity, SourceSet, Span};

/// How text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colors.
    pub color: bool,
    /// Columns of the terminal; longer source lines are cut around the place.
    pub width: usize,
}

impl Default for Style {
    /// No color, as wide as fits most screens.
    fn default() -> Self {
        Self {
            color: false,
            width: DEFAULT_TERM_WIDTH,
        }
    }
}

/// Frames, one for each fault, and a last line that counts them. Empty when there is no fault.
pub fn text(faults: &[Diagnostic], sources: &SourceSet, style: Style) -> String {
    if faults.is_empty() {
        return String::new();
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width);
    let mut out = String::new();
    for fault in faults {
        out.push_str(&renderer.render(&[frame(fault, sources)]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(faults));
    out.push('\n');
    out
}

/// How many there are: `2 errors, 1 warning`; `no faults` without any.
pub fn summary(faults: &[Diagnostic]) -> String {
    let count = |severity| {
        faults
            .iter()
            .filter(|fault| fault.severity() == severity)
            .count()
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if counts.is_empty() {
        "no faults".to_owned()
    } else {
        counts.join(", ")
    }
}

/// A text of ours in which parts of other people's may stand: control signs could redraw a terminal.
fn clean(text: &str) -> Cow<'_, str> {
    let dangerous = |c: char| (c.is_control() && c != '\n') || is_bidi(c);
    if text.contains(dangerous) {
        Cow::Owned(text.replace(dangerous, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Signs that turn the direction of the text after them.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn frame<'f>(fault: &'f Diagnostic, sources: &'f SourceSet) -> Group<'f> {
    let level = match fault.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(clean(&fault.message))
        .id(fault.rule.code);
    let mut group = Group::with_title(title);
    // One snippet for each file, the fault's own first.
    let mut files: Vec<FileId> = fault.span.map(|_| fault.file).into_iter().collect();
    for label in &fault.labels {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    if fault.span.is_none()
        && let Some(path) = path(sources, fault.file)
    {
        group = group.element(Origin::path(clean(path)));
    }
    for file in files {
        group = group.element(snippet(fault, file, sources));
    }
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    group
}

/// The lines of a file on which a fault has something to say.
fn snippet<'f>(
    fault: &'f Diagnostic,
    file: FileId,
    sources: &'f SourceSet,
) -> Snippet<'f, Annotation<'f>> {
    let text = sources.text(file);
    let own = fault
        .span
        .filter(|_| file == fault.file)
        .map(|span| (AnnotationKind::Primary, span, fault.label.as_str()));
    let others = fault
        .labels
        .iter()
        .filter(|label| label.file == file)
        .map(|label| (AnnotationKind::Context, label.span, label.text.as_str()));
    let places: Vec<_> = own
        .into_iter()
        .chain(others)
        .map(|(kind, span, says)| (kind, within(text, span), says))
        .collect();
    let start = places.iter().map(|(_, range, _)| range.start).min();
    let end = places.iter().map(|(_, range, _)| range.end).max();
    // Only these lines are handed on: a large file with many faults would be read through for each.
    let (lines, first) = sources.lines_around(file, start.unwrap_or(0)..end.unwrap_or(0));
    let snippet = Snippet::source(&text[lines.clone()])
        .path(clean(sources.path(file)))
        .line_start(first);
    snippet.annotations(places.into_iter().map(|(kind, range, says)| {
        let says = Some(clean(says)).filter(|says| !says.is_empty());
        kind.span(range.start - lines.start..range.end - lines.start)
            .label(says)
    }))
}

/// The bytes of a span that lie within a text, widened to whole characters; what spans several lines
/// is shown by its first.
fn within(text: &str, span: Span) -> std::ops::Range<usize> {
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (span.end as usize).clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let first_line = text[start..end].find('\n').map_or(end, |at| start + at);
    start..first_line.max(start)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{example, hostile};
    use super::*;

    #[test]
    fn frames_show_the_places() {
        let (faults, sources) = example();
        insta::assert_snapshot!(text(&faults, &sources, Style::default()));
    }

    #[test]
    fn colors_are_escape_codes() {
        let (faults, sources) = example();
        let style = Style {
            color: true,
            ..Style::default()
        };
        let shown = text(&faults[..1], &sources, style);
        insta::assert_snapshot!(shown.replace('\u{1b}', "ESC"));
    }

    #[test]
    fn no_fault_is_no_text() {
        assert_eq!(text(&[], &SourceSet::default(), Style::default()), "");
        assert_eq!(summary(&[]), "no faults");
    }

    #[test]
    fn places_outside_the_text_and_inside_characters_are_shown_all_the_same() {
        let (faults, sources) = hostile();
        let shown = text(&faults, &sources, Style::default());
        assert!(shown.contains("error[syntax]"));
        assert!(
            !shown.contains(['\u{1b}', '\u{202e}', '\0', '\r']),
            "{shown:?}"
        );
    }
}
