//! Starters, with their blanks filled by a program.

use jiff::civil::date;

use super::*;
use crate::content::check::Part;
use crate::content::{Loaded, Options, decode_alone, load, schema};
use crate::diagnostic::SourceFile;

use super::super::check::testing::base;

const TODAY: Date = date(2026, 6, 1);

fn options() -> Options {
    Options {
        today: Some(TODAY),
        ..Options::default()
    }
}

fn library() -> Library {
    load(base(), Vec::new(), &options()).library.unwrap()
}

/// What a hurried author writes into the blanks, by key.
const ANSWERS: &[(&str, &str)] = &[
    ("name", "Wall lean"),
    ("family", "stretch"),
    ("purpose", "Opens the chest against a wall."),
    ("sources", "S1"),
    ("areas", "neck"),
    ("muscles", "upper-trapezius"),
    ("feel", "A mild stretch."),
    (
        "alt",
        "A person stands and lets the chest sink toward a wall.",
    ),
    ("start", "Lean in."),
    ("during", "Breathe."),
    ("end", "Come back."),
    ("reason", "No source says how long."),
    ("how", "Lean less far."),
    ("note", "Take your time."),
    ("title", "Leaning"),
    ("license", "CC-BY-4.0"),
    ("authors", "A. Physio"),
    ("summary", "How to lean."),
];

/// A starter with its blanks filled; `techniques` go into the items of a routine.
fn answered(text: &str, techniques: &[&str]) -> String {
    let mut techniques = techniques.iter();
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        while !line.trim_start().starts_with('#') && line.contains("\"\"") {
            let key = line.split('=').next().unwrap().trim();
            let answer = match ANSWERS.iter().find(|(known, _)| *known == key) {
                Some((_, answer)) => answer,
                None if key == "technique" => techniques.next().unwrap(),
                // An item of a list that stands on lines of its own.
                None => "Stand in front of it.",
            };
            line = line.replacen("\"\"", &format!("\"{answer}\""), 1);
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn load_with(own: &[(Starter, String)]) -> Loaded {
    let mut files = base();
    for (starter, text) in own {
        files.push(SourceFile::new(
            starter.file_name("wall-lean"),
            text.clone(),
        ));
    }
    load(files, Vec::new(), &options())
}

fn told(loaded: &Loaded) -> Vec<String> {
    let faults = loaded.diagnostics.iter();
    faults
        .map(|fault| format!("{}: {}", fault.rule.code, fault.message))
        .collect()
}

fn start(starter: Starter) -> String {
    starter.text("wall-lean", TODAY, &library())
}

#[test]
fn filled_in_starters_have_no_fault() {
    let routine = ["shoulder-rolls", "neck-stretch", "slow-breathing"];
    let mut own = vec![
        (
            Starter::Technique,
            answered(&start(Starter::Technique), &[]),
        ),
        (Starter::Figure, answered(&start(Starter::Figure), &[])),
    ];
    assert_eq!(told(&load_with(&own)), Vec::<String>::new());
    let guide = answered(&start(Starter::Guide), &[]);
    own.push((
        Starter::Guide,
        format!("{guide}\n## Lean\n\nGo to a wall.\n"),
    ));
    own.push((
        Starter::Routine,
        answered(&start(Starter::Routine), &routine),
    ));
    own.push((Starter::Pack, answered(&start(Starter::Pack), &[])));
    let loaded = load_with(&own);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let library = loaded.library.unwrap();
    assert!(library.figure("wall-lean").is_some());
    assert_eq!(library.pack().unwrap().name.value, "Wall lean");
    assert_eq!(library.routine("wall-lean").unwrap().items.len(), 3);
}

#[test]
fn each_blank_is_a_fault_and_nothing_else_is() {
    for starter in [
        Starter::Technique,
        Starter::Routine,
        Starter::Guide,
        Starter::Pack,
    ] {
        let text = start(starter);
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        let blanks: usize = code.map(|line| line.matches("\"\"").count()).sum();
        let file = SourceFile::new(starter.file_name("wall-lean"), text);
        let faults = decode_alone(&file);
        assert_eq!(faults.len(), blanks, "{faults:?}");
        assert!(blanks >= 2);
        let blank = faults
            .iter()
            .all(|fault| matches!(fault.rule.code, "empty" | "malformed-id"));
        assert!(blank, "{faults:?}");
    }
}

#[test]
fn a_guide_of_nothing_but_a_comment_is_blank() {
    let own = [(Starter::Guide, answered(&start(Starter::Guide), &[]))];
    assert_eq!(
        told(&load_with(&own)),
        ["empty: the guide `wall-lean` has no `text`"]
    );
}

#[test]
fn a_figure_says_the_side_and_the_direction_of_its_technique() {
    let library = library();
    let figure = |id: &str| Starter::Figure.text(id, TODAY, &library);
    assert!(figure("neck-stretch").contains("\nside = \"left\""));
    assert!(figure("shoulder-rolls").contains("\ndirection = \""));
    let plain = figure("wall-lean");
    assert!(
        !plain.contains("\nside =") && !plain.contains("\ndirection ="),
        "{plain}"
    );
}

#[test]
fn starters_lead_to_their_schema_and_list_the_words_of_the_set() {
    for starter in [
        Starter::Technique,
        Starter::Figure,
        Starter::Routine,
        Starter::Guide,
        Starter::Pack,
    ] {
        let text = start(starter);
        let part = Part::of(&starter.file_name("wall-lean")).unwrap();
        assert!(text.contains(&format!("{}\n", schema::directive(part))));
        assert!(!text.contains('@'), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 120),
            "{text}"
        );
    }
    let technique = start(Starter::Technique);
    assert!(technique.contains("#   S1"), "{technique}");
    assert!(start(Starter::Routine).contains("#   shoulder-rolls"));
}

#[test]
fn a_starter_has_every_key_that_is_needed() {
    for (starter, part) in [
        (Starter::Technique, Part::Techniques),
        (Starter::Routine, Part::Routines),
    ] {
        let text = start(starter);
        let book = schema::book(part);
        let (_, root) = book.records().next().unwrap();
        for field in root.fields.iter().filter(|field| field.needed) {
            let key = field.key;
            let there =
                text.contains(&format!("\n{key} = ")) || text.contains(&format!("\n[{key}]"));
            assert!(there, "{key}");
        }
    }
}
