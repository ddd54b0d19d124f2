//! For the tests of renderers: faults of every shape.

use crate::content::check::{
    duplicate_id, forbidden_word, missing_part, not_utf8, stale_review, syntax,
};
use crate::diagnostic::{Diagnostic, FileId, SourceFile, SourceSet, Span};

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    (start..start + part.len()).into()
}

/// An error with a second place in another file, one in the same file, a warning, one about a whole
/// file, one about no file.
pub(crate) fn example() -> (Vec<Diagnostic>, SourceSet) {
    let first = "id = \"row\"\nname = \"Rów\"\npurpose = \"It treats.\"\n";
    let second = "id = \"row\"\nreviewed = 2020-01-01\n";
    let mut sources = SourceSet::default();
    let a = sources.add(SourceFile::new("techniques/row.toml", first));
    let b = sources.add(SourceFile::new("own set/row, two.toml", second));
    let c = sources.add(SourceFile::new("guides/odd.md", ""));
    let faults = vec![
        Diagnostic::new(
            &duplicate_id::RULE,
            b,
            span_of(second, "\"row\""),
            "there is another technique `row`",
        )
        .label("the second one")
        .also(a, span_of(first, "\"row\""), "the first one")
        .help("rename one of the two"),
        Diagnostic::new(
            &forbidden_word::RULE,
            a,
            span_of(first, "treats"),
            "a wellness program does not say \"treats\"",
        )
        .also(a, span_of(first, "\"Rów\""), "in this one"),
        Diagnostic::new(
            &stale_review::RULE,
            b,
            span_of(second, "2020-01-01"),
            "the last review was 100% too long ago",
        ),
        not_utf8::fault(c, 17, 2),
        Diagnostic::whole_file(
            &missing_part::RULE,
            FileId::NONE,
            "this content set has no techniques",
        ),
    ];
    (faults, sources)
}

/// Texts and places that try to break out of a format.
pub(crate) fn hostile() -> (Vec<Diagnostic>, SourceSet) {
    let mut sources = SourceSet::default();
    let odd = sources.add(SourceFile::new(
        "a,b:c%\n::error::x",
        "é\u{1b}[31m\"\\\r\nzwei\u{202e}\t\0",
    ));
    let empty = sources.add(SourceFile::new("empty.toml", ""));
    let span = |start, end| Span { start, end };
    let faults = vec![
        Diagnostic::new(
            &syntax::RULE,
            odd,
            span(1, 1),
            "first\n::error::second, 100%\r\"quoted\"",
        )
        .label("a\nb")
        .help("c\n::d"),
        Diagnostic::new(&syntax::RULE, odd, span(3, u32::MAX), "beyond the end").also(
            empty,
            span(9, 4),
            "backwards",
        ),
        Diagnostic::new(&syntax::RULE, empty, span(0, 1), ""),
    ];
    (faults, sources)
}
