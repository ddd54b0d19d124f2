//! Two sets that differ in one thing, and what is told of it.

use super::*;
use crate::content::check::testing::{Edit, edited, load_edited};
use crate::content::{Options, load};

fn library(edits: &[Edit<'_>]) -> Library {
    let loaded = load_edited(edits);
    loaded
        .library
        .unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// What is told of edits to the base set: `id topic(of): from -> to`.
fn told(edits: &[Edit<'_>]) -> Vec<String> {
    lines(&diff(&library(&[]), &library(edits)))
}

fn lines(items: &[ItemDiff]) -> Vec<String> {
    let mut lines = Vec::new();
    for item in items {
        if item.fate != Fate::Changed {
            lines.push(format!("{} {}", item.id, item.fate.word()));
        }
        for change in &item.changes {
            let of = change
                .of
                .as_deref()
                .map_or(String::new(), |of| format!("({of})"));
            let says = |fact: &Option<Fact>| {
                fact.as_ref()
                    .map_or("-".to_owned(), |fact| fact.says.clone())
            };
            lines.push(format!(
                "{} {}{of}: {} -> {}",
                item.id,
                change.topic.word(),
                says(&change.from),
                says(&change.to)
            ));
        }
    }
    lines
}

const NECK: &str = "techniques/neck-stretch.toml";

#[test]
fn the_same_set_differs_in_nothing() {
    assert_eq!(told(&[]), Vec::<String>::new());
    // How a file is written does not count.
    let spaced = (NECK, "name = \"", "name    = \"");
    assert_eq!(told(&[spaced]), Vec::<String>::new());
}

#[test]
fn a_longer_hold_is_told_with_what_follows_from_it() {
    let edit = (
        NECK,
        "{ min = 20, usual = 25, max = 30 }",
        "{ min = 20, usual = 30, max = 30 }",
    );
    let told = told(&[edit]);
    let of = |topic: &str| told.iter().find(|line| line.contains(topic)).cloned();
    assert!(of("neck-stretch minutes: ").is_some(), "{told:#?}");
    assert!(of("neck-stretch dose: ").is_some(), "{told:#?}");
    assert!(of("neck-stretch load(").is_some(), "{told:#?}");
    assert!(
        told.iter()
            .all(|line| !line.contains("cue") && !line.contains("caution")),
        "{told:#?}"
    );
}

#[test]
fn minutes_are_those_that_the_planner_counts() {
    let (old, new) = (library(&[]), library(&[(NECK, "usual = 25", "usual = 30")]));
    let items = diff(&old, &new);
    let neck = items.iter().find(|item| item.id == "neck-stretch").unwrap();
    let minutes = neck
        .changes
        .iter()
        .find(|one| one.topic == Topic::Minutes)
        .unwrap();
    let seconds = |library: &Library| {
        let one = library.technique("neck-stretch").unwrap();
        crate::routine::item_seconds(one, &crate::routine::ExactDose::usual(one))
    };
    assert_eq!(minutes.from.as_ref().unwrap().seconds, Some(seconds(&old)));
    assert_eq!(minutes.to.as_ref().unwrap().seconds, Some(seconds(&new)));
}

#[test]
fn a_cue_is_told_word_by_word() {
    let edit = (NECK, "Let the other shoulder get heavy.", "Breathe out.");
    assert_eq!(
        told(&[edit]),
        ["neck-stretch cue(during): Let the other shoulder get heavy. -> Breathe out."]
    );
}

#[test]
fn what_is_new_and_what_is_gone_is_told_from_either_side() {
    let guide = "+++\nid = \"leaning\"\ntitle = \"Leaning\"\nsummary = \"How.\"\norder = 9\nreviewed = 2026-01-10\n+++\nLean.\n";
    let edit = ("guides/leaning.md", "", guide);
    assert_eq!(told(&[edit]), ["leaning added"]);
    let (old, new) = (library(&[edit]), library(&[]));
    assert_eq!(lines(&diff(&old, &new)), ["leaning removed"]);
}

#[test]
fn cautions_come_and_go() {
    // Without the first caution, wherever it begins and ends.
    let text = edited(&[])
        .into_iter()
        .find(|file| file.name == NECK)
        .unwrap()
        .text;
    let begin = text.find("[[cautions]]").unwrap();
    let end = text[begin + 5..]
        .find("\n[")
        .map_or(text.len(), |at| begin + 5 + at + 1);
    let caution = &text[begin..end];
    let why = caution
        .split("why = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let edit = (NECK, why, "Another reason.");
    let told = told(&[edit]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("neck-stretch caution("), "{told:#?}");
    assert!(told[0].ends_with("Another reason."), "{told:#?}");
}

#[test]
fn what_remains_is_paired_and_order_counts() {
    let fact = |says: &str| Fact {
        topic: Topic::Item,
        of: None,
        says: says.to_owned(),
        seconds: None,
        print: 0,
    };
    let paired = |old: &[&str], new: &[&str]| -> Vec<(Option<String>, Option<String>)> {
        let (old, new): (Vec<Fact>, Vec<Fact>) = (
            old.iter().map(|says| fact(says)).collect(),
            new.iter().map(|says| fact(says)).collect(),
        );
        let says = |fact: Option<Fact>| fact.map(|fact| fact.says);
        pairs(old.iter().collect(), new.iter().collect())
            .into_iter()
            .map(|(from, to)| (says(from), says(to)))
            .collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(paired(&["a", "b"], &["a", "b"]), []);
    assert_eq!(
        paired(&["a", "b"], &["b", "a"]),
        [(some("a / b"), some("b / a"))]
    );
    assert_eq!(
        paired(&["a", "b", "c"], &["a", "x"]),
        [(some("b"), some("x")), (some("c"), None)]
    );
    assert_eq!(paired(&["a"], &["a", "a"]), [(None, some("a"))]);
}

#[test]
fn a_figure_that_moves_otherwise_is_told_without_numbers() {
    let edit = (
        "techniques/neck-stretch.figure.toml",
        "pitch = ",
        "pitch = 1",
    );
    assert_eq!(told(&[edit]), ["neck-stretch figure: drawn -> drawn"]);
    let none = ("techniques/neck-stretch.figure.toml", "", "");
    let without: Vec<_> = edited(&[])
        .into_iter()
        .filter(|file| file.name != none.0)
        .collect();
    let without = load(without, Vec::new(), &Options::default())
        .library
        .unwrap();
    assert_eq!(
        lines(&diff(&without, &library(&[]))),
        ["neck-stretch figure: not drawn -> drawn"]
    );
}

#[test]
fn safety_comes_first() {
    let question = edited(&[]);
    let safety = question
        .iter()
        .find(|file| file.name == "safety.toml")
        .unwrap();
    let ask = safety
        .text
        .split("\nask = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let told = told(&[
        (NECK, "Let the other shoulder get heavy.", "Breathe out."),
        ("safety.toml", ask, "Is it new?"),
    ]);
    assert!(told[0].starts_with("safety question("), "{told:#?}");
    assert!(told[0].contains("-> Is it new? ("), "{told:#?}");
}
