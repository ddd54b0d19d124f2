//! Whatever stands in the files: nothing panics, and a library is given exactly when there is no error.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use proptest::prelude::*;
use unhunch_core::content::check::not_utf8;
use unhunch_core::content::load;
use unhunch_core::diagnostic::render::{Format, Style, render};
use unhunch_core::diagnostic::{FileId, SourceFile, has_errors};

use common::{base, options};

/// Names of every kind of file, and some that are none.
const NAMES: &[&str] = &[
    "techniques/neck-stretch.toml",
    "techniques/neck-stretch.figure.toml",
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
    /// A line more, after the one there.
    Line(usize, String),
    /// The value of the first key from there on.
    Value(usize, String),
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
        Change::Line(at, words) => {
            let from = place(text, *at);
            let end = text[from..]
                .find('\n')
                .map_or(text.len(), |end| from + end + 1);
            text.insert_str(end, words);
        }
        Change::Value(at, words) => {
            let from = place(text, *at);
            if let Some(start) = text[from..].find("= ").map(|found| from + found + 2) {
                let rest = &text[start..];
                let length = rest.find([',', '}', '\n']).unwrap_or(rest.len());
                text.replace_range(start..start + length, words);
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

/// Changes that are likely to reach the parts that measure a figure: values in the place of others, and names
/// of keys that mean something.
fn figure_change() -> impl Strategy<Value = Change> {
    let words = prop::sample::select(vec![
        "nan",
        "-inf",
        "1e308",
        "-999.9",
        "[]",
        "{}",
        "true",
        "[[[[[[[[[[[[[[[[[[[[",
        "1979-05-27",
        "\"left-elbow\"",
        "\n[[keyframes]]\nphase = \"return\"\n",
        "\n[[mirrored]]\nphase = \"start\"\n",
        "\n[[props]]\nkind = \"chair\"\non = \"seat\"\n",
        "\n[[views]]\nyaw = 1e3\npitch = -1000\n",
        "\nreaches = [{ part = \"feet\", to = { wall = [0, 0] } }]\n",
        "\nreaches = [{ part = \"elbows\", to = { body = \"right-elbow\" } }, { part = \"hands\", to = { body = \"left-palm\" } }]\n",
        "\njoints.spine = { flexion = 1 }\n",
        "\njoints.hips = { flexion = -1000, abduction = 1000 }\n",
        "\nroot = { up = -1000, tilt = 1000, lean = 1000 }\n",
    ]);
    let at = 0..1000_usize;
    prop_oneof![
        2 => change(),
        3 => (at.clone(), words.clone()).prop_map(|(at, word)| Change::Line(at, word.to_owned())),
        2 => (at.clone(), words).prop_map(|(at, word)| Change::Value(at, word.to_owned())),
        2 => (at, -1000.0..1000.0_f64).prop_map(|(at, number)| Change::Number(at, format!("{number:.3}"))),
    ]
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
    fn random_changes_of_a_figure_file_never_panic(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec(figure_change(), 1..6)
    ) {
        // One file alone is changed, so that the rest of the set is read whole.
        let mut files = base();
        let figures: Vec<usize> = (0..files.len())
            .filter(|at| files[*at].name.ends_with(".figure.toml"))
            .collect();
        let at = *which.get(&figures);
        for change in &changes {
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

#[test]
fn a_figure_that_is_no_text_or_nests_deeply_is_one_fault() {
    let name = "techniques/neck-stretch.figure.toml";
    let mut files = base();
    let at = files.iter().position(|file| file.name == name).unwrap();
    files[at].text = String::new();
    let unread = not_utf8::fault(FileId(u32::try_from(at).unwrap()), 3, 1);
    let loaded = load(files, vec![unread], &options());
    let codes: Vec<&str> = loaded
        .diagnostics
        .iter()
        .map(|fault| fault.rule.code)
        .collect();
    assert_eq!(codes, ["not-utf8"]);

    for depth in [100, 100_000] {
        let mut files = base();
        files[at].text = format!("technique = {}1{}", "[".repeat(depth), "]".repeat(depth));
        let loaded = load(files, Vec::new(), &options());
        assert!(loaded.library.is_none());
    }
}
