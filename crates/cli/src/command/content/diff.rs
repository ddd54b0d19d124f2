//! `unhunch content diff`: what differs between two sets for the person who does the routines.

use std::path::Path;

use unhunch_bundle::library;
use unhunch_core::content::Library;
use unhunch_core::content::diff::{Change, Fate, ItemDiff, Kind, Topic, diff};
use unhunch_core::wire::ContentDiffWire;

use crate::args::DiffArgs;
use crate::context::{Context, own_library};
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, dim, heading, json, name};
use crate::phrases::{counted, joined};

/// The word for the set in the program.
const BUILT_IN: &str = "built-in";

/// Compares two sets.
pub(super) fn run(context: &Context, args: &DiffArgs) -> Outcome {
    let old = set(context, &args.old)?;
    let new = set(context, &args.new)?;
    let items = diff(&old, &new);
    if args.json {
        json(&ContentDiffWire::new(&items))?;
    } else {
        told(&items).print()?;
    }
    Ok(Exit::Done)
}

fn set(context: &Context, path: &Path) -> Result<Library, Failure> {
    if path == Path::new(BUILT_IN) {
        return Ok(library());
    }
    own_library(path, context.with_default())
}

fn told(items: &[ItemDiff]) -> Paper {
    let mut paper = Paper::new();
    let mut kind: Option<Kind> = None;
    for item in items {
        if kind != Some(item.kind) {
            kind = Some(item.kind);
            paper.heading(title(item.kind));
        }
        let fate = match item.fate {
            Fate::Added => "new",
            Fate::Removed => "gone",
            Fate::Changed => "changed",
        };
        let head = format!("{} ({}), {fate}", heading(&item.name), name(&item.id));
        paper.item(2, "", &head);
        for change in &item.changes {
            paper.item(4, "- ", &line(item.fate, change));
        }
    }
    let counts = counts(items);
    if counts.is_empty() {
        paper.paragraph(0, "Nothing differs for the person who does the routines.");
    } else {
        paper
            .gap()
            .paragraph(0, &dim(&format!("{}.", joined(&counts, "and"))));
    }
    paper
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Safety => "The safety check",
        Kind::Flag => "Flags",
        Kind::Technique => "Techniques",
        Kind::Routine => "Routines",
        Kind::Guide => "Guides",
    }
}

/// "minutes: 1:20 min, was 1:05 min"; "caution, Pregnancy: lifted, was exclude".
fn line(fate: Fate, change: &Change) -> String {
    let of = change
        .of
        .as_ref()
        .map_or(String::new(), |of| format!(", {of}"));
    let topic = format!("{}{of}", change.topic.word());
    let says = |fact: &Option<unhunch_core::content::diff::Fact>| {
        fact.as_ref()
            .map(|fact| fact.says.clone())
            .unwrap_or_default()
    };
    let (from, to) = (says(&change.from), says(&change.to));
    match (&change.from, &change.to) {
        (Some(_), Some(_)) if from == to => format!("{topic}: another one"),
        (Some(_), Some(_)) => format!("{topic}: {to} {}", dim(&format!("(was: {from})"))),
        (None, _) if fate == Fate::Added => format!("{topic}: {to}"),
        (None, _) => format!("{topic}: new: {to}"),
        (_, None) => {
            let gone = if change.topic == Topic::Caution {
                "lifted"
            } else {
                "gone"
            };
            format!("{topic}: {gone} {}", dim(&format!("(was: {from})")))
        }
    }
}

/// "2 techniques changed", "1 guide added".
fn counts(items: &[ItemDiff]) -> Vec<String> {
    let mut counts = Vec::new();
    for kind in [
        Kind::Safety,
        Kind::Flag,
        Kind::Technique,
        Kind::Routine,
        Kind::Guide,
    ] {
        for fate in [Fate::Changed, Fate::Added, Fate::Removed] {
            let of = items
                .iter()
                .filter(|item| item.kind == kind && item.fate == fate);
            match (kind, of.count()) {
                (_, 0) => {}
                (Kind::Safety, _) => counts.push("the safety check changed".to_owned()),
                (_, count) => {
                    counts.push(format!("{} {}", counted(count, kind.word()), fate.word()))
                }
            }
        }
    }
    counts
}
