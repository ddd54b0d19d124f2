//! `unhunch show`: everything about a technique, or a hand-written routine.

pub(super) mod figure;
mod routine;
mod technique;

use unhunch_core::content::{Library, Technique, suggest};
use unhunch_core::wire::{RoutinePage, TechniquePage};

use crate::args::ShowArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json};

/// Shows what an id names.
pub(crate) fn run(context: &Context, args: &ShowArgs) -> Outcome {
    let library = context.library()?;
    if let Some(technique) = technique_of(library, &args.id) {
        if args.json {
            json(&TechniquePage::new(technique, library))?;
            return Ok(Exit::Done);
        }
        let id = technique.id.as_str();
        let portrait = match args.no_figure {
            true => None,
            false => figure::portrait(library, id, args)?,
        };
        if let Some(portrait) = &portrait {
            if args.animate {
                return figure::animate(portrait, technique, args);
            }
            figure::print(portrait, args)?;
        }
        let mut paper = Paper::new();
        technique::page(&mut paper, library, technique);
        paper.print()?;
        return Ok(Exit::Done);
    }
    if let Some(routine) = library.routine(&args.id) {
        if args.json {
            json(&RoutinePage::new(routine, library))?;
        } else {
            let mut paper = Paper::new();
            routine::page(&mut paper, library, routine);
            paper.print()?;
        }
        return Ok(Exit::Done);
    }
    Err(unknown(library, &args.id))
}

/// A technique by its id, its name or another name.
pub(super) fn technique_of<'l>(library: &'l Library, word: &str) -> Option<&'l Technique> {
    library.technique(word).or_else(|| named(library, word))
}

/// A technique by its name or another name, capitals aside.
fn named<'l>(library: &'l Library, word: &str) -> Option<&'l Technique> {
    let word = word.to_lowercase();
    library.techniques().iter().find(|technique| {
        let mut names = std::iter::once(&technique.name).chain(&technique.aliases);
        technique.id.as_str() == word || names.any(|name| name.to_lowercase() == word)
    })
}

fn unknown(library: &Library, id: &str) -> Failure {
    if library.guide(id).is_some() {
        return Failure::usage(format!(
            "`{id}` is a guide; read it with `unhunch guide {id}`"
        ));
    }
    let techniques = library.techniques().iter().map(|one| one.id.as_str());
    let routines = library.routines().iter().map(|one| one.id.as_str());
    let help = suggest(id, techniques.chain(routines))
        .unwrap_or_else(|| "`unhunch list` lists them".to_owned());
    Failure::usage(format!("unknown technique or routine `{id}`; {help}"))
}
