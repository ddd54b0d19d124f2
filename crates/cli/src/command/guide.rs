//! `unhunch guide`: the articles.

use unhunch_core::content::{Guide, Library, suggest};
use unhunch_core::wire::{GuidePage, Guides};

use crate::args::GuideArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, Part, Shown, Table, dim, heading, json, markdown, name};

/// Lists the guides, or shows one.
pub(crate) fn run(context: &Context, args: &GuideArgs) -> Outcome {
    let library = context.library()?;
    let Some(id) = &args.id else {
        if args.json {
            json(&Guides::new(library))?;
        } else {
            list(library).print()?;
        }
        return Ok(Exit::Done);
    };
    let guide = library.guide(id).ok_or_else(|| unknown(library, id))?;
    if args.json {
        json(&GuidePage::new(guide))?;
    } else {
        let mut paper = Paper::new();
        page(&mut paper, library, guide);
        paper.print()?;
    }
    Ok(Exit::Done)
}

fn unknown(library: &Library, id: &str) -> Failure {
    let known = library.guides().iter().map(|one| one.front.id.as_str());
    let help = suggest(id, known).unwrap_or_else(|| "`unhunch guide` lists the guides".to_owned());
    Failure::usage(format!("unknown guide `{id}`; {help}"))
}

fn list(library: &Library) -> Paper {
    let mut paper = Paper::new();
    let mut table = Table::new(&["id", "title", "about"]);
    for guide in library.guides() {
        let front = &guide.front;
        table.row([
            front.id.to_string(),
            front.title.to_string(),
            front.summary.to_string(),
        ]);
    }
    let lines = table.lines(paper.width(), |part, text| match part {
        Part::Head => heading(text),
        Part::Cell(0) => name(text),
        Part::Cell(_) => text.to_owned(),
    });
    for line in lines {
        paper.line(line);
    }
    paper
        .gap()
        .paragraph(0, &dim("`unhunch guide ID` shows one."));
    paper
}

/// A guide with what it links below it.
fn page(paper: &mut Paper, library: &Library, guide: &Guide) {
    let front = &guide.front;
    paper.heading(&front.title);
    paper.paragraph(0, &dim(&front.summary));
    // The names that sources have in this guide, in the order of their first use.
    let mut sources: Vec<(String, String)> = Vec::new();
    markdown(
        paper,
        &guide.body,
        &mut |leads, text| match leads.split_once(':') {
            Some(("source", id)) => {
                let entry = (text.to_owned(), id.to_owned());
                if !sources.contains(&entry) {
                    sources.push(entry);
                }
                Shown::Source
            }
            Some(("technique" | "guide", _)) => Shown::Name,
            _ => Shown::Plain,
        },
    );
    if !front.techniques.is_empty() {
        paper.heading("Techniques named here");
        for id in &front.techniques {
            if let Some(technique) = library.technique(id.as_str()) {
                let command = format!("unhunch show {id}");
                paper.item(2, "", &format!("{}: {}", technique.name, name(&command)));
            }
        }
    }
    if !front.guides.is_empty() {
        paper.heading("Read on");
        for id in &front.guides {
            if let Some(other) = library.guide(id.as_str()) {
                let command = format!("unhunch guide {id}");
                paper.item(2, "", &format!("{}: {}", other.front.title, name(&command)));
            }
        }
    }
    if !sources.is_empty() {
        paper.heading("Sources");
        for (shown, id) in &sources {
            if let Some(source) = library.source(id) {
                let text = format!("{} ({})", source.title, source.publisher);
                paper.item(2, &format!("[{shown}] "), &text);
            }
        }
    }
    paper.gap();
    paper.paragraph(0, &dim(&format!("Last reviewed on {}.", front.reviewed)));
}
