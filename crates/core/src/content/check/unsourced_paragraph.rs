//! `unsourced-paragraph`: where a guide gives a figure, it says whose it is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::scope::Scope;
use crate::content::Guide;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unsourced-paragraph",
    severity: Severity::Error,
    title: "a paragraph with a figure links its source",
    explanation: "A paragraph or a list item of a guide with a digit in it links at least one source \
(`[S3](source:S3)`), or says that the figure is ours (`[general practice](basis:general-practice)`).",
};

/// Reads every guide.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for guide in &scope.set.guides {
        unsourced(guide.file, guide, faults);
    }
}

/// A paragraph or list item while it is read.
#[derive(Default)]
struct Block {
    figure: Option<Span>,
    sourced: bool,
}

fn unsourced(file: FileId, guide: &Guide, faults: &mut Vec<Diagnostic>) {
    let shift = guide.body_offset as usize;
    let mut open: Vec<Block> = Vec::new();
    for (event, range) in Parser::new_ext(&guide.body, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => open.push(Block::default()),
            Event::Start(Tag::Link { dest_url, .. })
                if dest_url.starts_with("source:") || dest_url.starts_with("basis:") =>
            {
                if let Some(block) = open.last_mut() {
                    block.sourced = true;
                }
            }
            Event::Text(text) => {
                let digits = text.find(|c: char| c.is_ascii_digit());
                if let (Some(block), Some(at)) = (open.last_mut(), digits)
                    && block.figure.is_none()
                {
                    let length = text[at..]
                        .find(|c: char| !c.is_ascii_digit())
                        .unwrap_or(text.len() - at);
                    // Where entities stand for characters, the text is not what the file says.
                    let whole = range.len() == text.len();
                    let place = if whole {
                        range.start + at..range.start + at + length
                    } else {
                        range
                    };
                    block.figure = Some((place.start + shift..place.end + shift).into());
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                if let Some(Block {
                    figure: Some(span),
                    sourced: false,
                }) = open.pop()
                {
                    faults.push(
                        Diagnostic::new(&RULE, file, span, "this figure has no source")
                            .label("whose figure is it?")
                            .help(
                                "link a source (`[S1](source:S1)`) or `[general \
                                 practice](basis:general-practice)` in the same paragraph",
                            ),
                    );
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, load_edited};
    use super::RULE;

    const GUIDE: &str = "guides/where-to-begin.md";
    const ITEM: &str = "- Begin with 5 minutes ([general practice](basis:general-practice)).";

    #[test]
    fn the_figure_itself_is_underlined() {
        let loaded = load_edited(&[(GUIDE, ITEM, "- Begin with 15 minutes.")]);
        let fault = &loaded.diagnostics[0];
        assert_eq!(fault.rule, &RULE);
        let span = std::ops::Range::<usize>::from(fault.span.unwrap());
        assert_eq!(&loaded.sources.text(fault.file)[span], "15");
    }

    #[test]
    fn each_paragraph_stands_for_itself() {
        let apart = "Sit for 40 minutes.\n\nOurs ([general practice](basis:general-practice)).";
        let loaded = load_edited(&[(GUIDE, ITEM, apart)]);
        assert_eq!(loaded.diagnostics.len(), 1);
        let headed = "## 5 ways\n\n1. First.\n2. Second, with `--minutes 5`.";
        assert_silent(&RULE, &[(GUIDE, ITEM, headed)]);
    }
}
