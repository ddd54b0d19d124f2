//! Whatever stands in the files: nothing panics, and a library is given exactly when there is no error.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use proptest::prelude::*;
use unhunch_core::content::load;
use unhunch_core::diagnostic::render::{Format, Style, render};
use unhunch_core::diagnostic::{SourceFile, has_errors};

use common::{base, options};

/// Names of every kind of file, and some that are none.
const NAMES: &[&str] = &[
    "techniques/neck-stretch.toml",
    "routines/short-break.toml",
    "guides/where-to-begin.md",
    "safety.toml",
    "sources.toml",
    "vocabulary/flags.toml",
    "vocabulary/areas.toml",
    "vocabulary/goals.toml",
    "notes.txt",
    "",
];

/// Loads, and holds the outcome to what is promised for any input.
fn hold(files: Vec<SourceFile>) -> Result<(), TestCaseError> {
    let loaded = load(files, Vec::new(), &options());
    prop_assert_eq!(loaded.library.is_none(), has_errors(&loaded.diagnostics));
    for format in Format::WORDS {
        let format: Format = format.parse().unwrap();
        render(
            format,
            &loaded.diagnostics,
            &loaded.sources,
            Style::default(),
        );
    }
    Ok(())
}

/// One change to a text, at a place that is given in thousandths of it.
#[derive(Debug, Clone)]
enum Change {
    Cut(usize, usize),
    Insert(usize, String),
    Repeat(usize, usize),
    Number(usize, String),
    SwapLines(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..1000_usize;
    let words = prop_oneof![
        Just("\"".to_owned()),
        Just("{ ".to_owned()),
        Just("\n[[items]]\n".to_owned()),
        Just("é\u{0}".to_owned()),
        Just("[a](technique:b) 5".to_owned()),
        Just("\n+++\n".to_owned()),
        "\\PC{0,8}",
    ];
    let numbers = prop_oneof![
        Just("0".to_owned()),
        Just("-1".to_owned()),
        Just("4294967295".to_owned()),
        Just("99999999999999999999999".to_owned()),
        Just("1.5".to_owned()),
        Just("0xffff_ffff".to_owned()),
        Just("{ min = 4294967295, max = 4294967295 }".to_owned()),
    ];
    prop_oneof![
        (at.clone(), 1..60_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), words).prop_map(|(at, words)| Change::Insert(at, words)),
        (at.clone(), 1..200_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        (at.clone(), numbers).prop_map(|(at, number)| Change::Number(at, number)),
        (at.clone(), at).prop_map(|(a, b)| Change::SwapLines(a, b)),
    ]
}

fn place(text: &str, thousandths: usize) -> usize {
    let mut at = text.len() * thousandths / 1000;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn apply(text: &mut String, change: &Change) {
    let until = |text: &str, from: usize, length: usize| {
        let mut to = (from + length).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        to
    };
    match change {
        Change::Cut(at, length) => {
            let from = place(text, *at);
            let to = until(text, from, *length);
            text.replace_range(from..to, "");
        }
        Change::Insert(at, words) => text.insert_str(place(text, *at), words),
        Change::Repeat(at, length) => {
            let from = place(text, *at);
            let part = text[from..until(text, from, *length)].to_owned();
            text.insert_str(from, &part);
        }
        Change::Number(at, number) => {
            let from = place(text, *at);
            let digit = text[from..].find(|c: char| c.is_ascii_digit());
            if let Some(start) = digit.map(|digit| from + digit) {
                let length = text[start..].find(|c: char| !c.is_ascii_digit());
                let end = length.map_or(text.len(), |length| start + length);
                text.replace_range(start..end, number);
            }
        }
        Change::SwapLines(a, b) => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            if !lines.is_empty() {
                let (a, b) = (a * lines.len() / 1000, b * lines.len() / 1000);
                lines.swap(a, b);
                *text = lines.concat();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn random_bytes_never_panic(
        files in prop::collection::vec((prop::sample::select(NAMES), prop::collection::vec(any::<u8>(), 0..300)), 0..4)
    ) {
        let files = files
            .into_iter()
            .map(|(name, bytes)| SourceFile::new(name, String::from_utf8_lossy(&bytes)))
            .collect();
        hold(files)?;
    }

    #[test]
    fn random_changes_of_a_valid_set_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), change()), 1..6)
    ) {
        let mut files = base();
        for (which, change) in &changes {
            let at = which.index(files.len());
            apply(&mut files[at].text, change);
        }
        hold(files)?;
    }

    #[test]
    fn random_figures_never_panic(
        which in any::<prop::sample::Index>(),
        figures in prop::collection::vec((0..1000_usize, any::<u32>()), 1..12)
    ) {
        // Only figures change, so that the set is read whole and every check meets them.
        let mut files = base();
        let at = which.index(files.len());
        for (place, figure) in figures {
            apply(&mut files[at].text, &Change::Number(place, figure.to_string()));
        }
        hold(files)?;
    }
}
